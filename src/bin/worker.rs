//! Starts the loop inside the worker. It is a program of its own, so that the page shows its first figures
//! before what reads and counts has come.

fn main() {
    #[cfg(target_arch = "wasm32")]
    giving_gap::worker::serve();
}

#[cfg(target_arch = "wasm32")]
mod building {
    use giving_gap::worker::{demonstration, opening};
    use wasm_bindgen::prelude::*;

    /// What the page opens with, for the build to keep: `files` has the demonstration's, each under its name.
    #[wasm_bindgen]
    pub fn opening(files: &JsValue) -> Result<Vec<u8>, String> {
        let replies = opening::opening(demonstration::read_from(files)?);
        opening::packed(&replies).map_err(|fault| fault.to_string())
    }
}
