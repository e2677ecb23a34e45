//! Who gets voluntary action in schools, and is the gap growing?
