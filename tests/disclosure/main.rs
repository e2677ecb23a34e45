//! Disclosure control: what leaves tells no withheld value, and the rules do what they say.

mod behaviour;
mod known;
mod leaks;
mod material;
mod ranges;
mod sequences;
mod studies;
