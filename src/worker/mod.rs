//! The page's other thread: messages, the loop inside the worker, the client outside.
//!
//! Page and worker are two programs: the page's is small and shows the demonstration's figures, made
//! when the site was built ([`opening`]), while the worker's is on its way. The page starts a worker from
//! a blob, so that it inherits the page's policy and can reach no other origin, and hands it all that it
//! needs; a worker asks the network for nothing.

pub mod demonstration;
#[cfg(any(test, target_arch = "wasm32"))]
mod duties;
mod loaded;
mod making;
mod message;
pub mod opening;
mod sharing;

pub use loaded::{Loaded, WaveLoaded};
pub use making::{Granted, Making, Painted, What, make};
pub use message::{Answer, FileId, First, Question, Reply, Request, has_choices, is_governed};
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
pub use client::{Client, Program};
#[cfg(target_arch = "wasm32")]
pub use pause::pause;
#[cfg(target_arch = "wasm32")]
pub use serve::serve;
