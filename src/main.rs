//! Starts the page.

fn main() {
    #[cfg(target_arch = "wasm32")]
    giving_gap::ui::start();
}
