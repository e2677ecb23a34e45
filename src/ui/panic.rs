//! What the page says when the program itself fails: plainly, and without losing the user's work.

use wasm_bindgen::JsCast;

/// Shows a notice on the page when the program stops. It is written with the browser's own means,
/// since nothing of the program can be relied on then.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let document = web_sys::window().and_then(|window| window.document());
        let Some(document) = document else { return };
        if document.get_element_by_id("stopped").is_some() {
            return;
        }
        let (Ok(notice), Some(body)) = (document.create_element("div"), document.body()) else {
            return;
        };
        notice.set_id("stopped");
        notice.set_class_name("notice bad");
        notice.set_text_content(Some(
            "Something went wrong in this page, and it can no longer answer. What you see stays; \
             your files are untouched, and your choices are in the page’s address. Reload the page \
             to go on.",
        ));
        if let Some(notice) = notice.dyn_ref::<web_sys::HtmlElement>() {
            // A notice that is not announced is still read.
            let _ = notice.set_attribute("role", "alert");
        }
        let _ = body.prepend_with_node_1(&notice);
    }));
}
