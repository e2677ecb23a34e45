//! Disclosure control: what leaves tells no withheld value, and the rules do what they say.

mod behaviour;
mod known;
mod material;
mod ranges;
mod studies;
