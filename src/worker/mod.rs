//! The page's other thread: messages, the loop inside the worker, the client outside.
//!
//! One wasm file plays both parts. The page starts a worker from a blob, so that the worker inherits
//! the page's policy and can reach no other origin, and hands it the compiled module.

pub mod demonstration;
#[cfg(any(test, target_arch = "wasm32"))]
mod duties;
mod loaded;
mod message;
mod sharing;

pub use loaded::{Loaded, WaveLoaded};
pub use message::{Answer, FileId, Question, Reply, Request, has_choices, is_governed};
pub use sharing::{ShareWish, Shareable, grant};

#[cfg(target_arch = "wasm32")]
mod client;
#[cfg(target_arch = "wasm32")]
mod desk;
#[cfg(target_arch = "wasm32")]
mod files;
#[cfg(target_arch = "wasm32")]
pub mod locks;
#[cfg(target_arch = "wasm32")]
mod pause;
#[cfg(target_arch = "wasm32")]
mod port;
#[cfg(target_arch = "wasm32")]
mod reading;
#[cfg(target_arch = "wasm32")]
mod serve;

#[cfg(target_arch = "wasm32")]
pub use client::Client;
#[cfg(target_arch = "wasm32")]
pub use serve::serve_if_worker;
