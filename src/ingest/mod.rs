//! Bytes to Table to Dataset.
pub mod masks;
pub mod scanner;
