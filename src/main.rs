//! Starts the page or, inside a worker, the loop.
fn main() {}
