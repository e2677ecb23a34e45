//! Locks of the browser that are held for as long as a worker or a tab lives: whoever gets one next
//! knows that its holder is gone. A page without a secure connection has none.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

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

/// Takes the lock of this name for as long as the page or worker lives: false where another has it.
/// Where there are no locks, nobody else is known of.
pub async fn hold(name: &str) -> bool {
    let Some(locks) = locks() else { return true };
    let options = Object::new();
    // Setting a property of a plain object cannot fail.
    let _ = Reflect::set(&options, &"ifAvailable".into(), &true.into());
    let held = Promise::new(&mut |resolve: Function, _| {
        let answer = resolve.clone();
        let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            let is_ours = !lock.is_null();
            let _ = answer.call1(&JsValue::NULL, &is_ours.into());
            // Held until a promise settles that never does.
            if is_ours { Promise::new(&mut |_, _| {}).into() } else { JsValue::UNDEFINED }
        });
        let refused = move || drop(resolve.call1(&JsValue::NULL, &true.into()));
        match locks.request(name, &options, granted.unchecked_ref()) {
            Ok(request) => {
                let refused = Closure::once_into_js(refused);
                let _ = Reflect::get(&request, &"catch".into())
                    .and_then(|catch| catch.unchecked_into::<Function>().call1(&request, &refused));
            }
            Err(_) => refused(),
        }
    });
    // A promise that only ever resolves.
    JsFuture::from(held).await.is_ok_and(|is_ours| is_ours.is_truthy())
}
