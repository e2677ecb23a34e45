//! Starts the page inside a frame on another site: a program of its own, a part of the page's, so that a
//! host's page is not burdened with what only ours needs.

fn main() {
    #[cfg(target_arch = "wasm32")]
    giving_gap::ui::start_embed();
}
