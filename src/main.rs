//! Starts the page or, inside a worker, the loop.

fn main() {
    #[cfg(target_arch = "wasm32")]
    if !giving_gap::worker::serve_if_worker() {
        giving_gap::ui::start();
    }
}
