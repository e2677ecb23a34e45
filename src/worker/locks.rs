//! Locks of the browser that are held for as long as a worker or a tab lives: whoever gets one next
//! knows that its holder is gone. A page without a secure connection has none.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// `navigator.locks`, which web-sys counts among the unstable.
    type Locks;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &Locks,
        name: &str,
        options: &Object,
        granted: &Function,
    ) -> Result<Promise, JsValue>;
}

/// The browser's locks, where it has them.
fn locks() -> Option<Locks> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}

/// Calls back once nobody holds the lock of this name any more; never where there are no locks.
pub fn once_free(name: &str, act: impl FnOnce() + 'static) {
    let granted = Closure::once_into_js(act);
    if let Some(locks) = locks() {
        // A browser that refuses tells nothing, and the worker's silence is noticed all the same.
        let _ = locks.request(name, &Object::new(), granted.unchecked_ref());
    }
}
