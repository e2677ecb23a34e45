//! What the browser tells of itself: theme, pixel ratio, motion, printing, the day.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::MediaQueryList;

/// Signals that follow the browser's own settings.
#[derive(Clone, Copy)]
pub struct Environment {
    pub system_is_dark: ReadSignal<bool>,
    /// Device pixels in a CSS px.
    pub pixel_ratio: ReadSignal<f64>,
    /// While the page is being printed, charts are drawn light.
    pub is_printing: ReadSignal<bool>,
}

impl Environment {
    pub fn new() -> Environment {
        let (is_printing, set_printing) = signal(false);
        on_window("beforeprint", move || set_printing.set(true));
        on_window("afterprint", move || set_printing.set(false));
        Environment {
            system_is_dark: follow("(prefers-color-scheme: dark)"),
            pixel_ratio: follow_pixel_ratio(),
            is_printing,
        }
    }
}

/// Whether animations should be left out.
pub fn wants_less_motion() -> bool {
    media("(prefers-reduced-motion: reduce)").is_some_and(|query| query.matches())
}

/// "23 November 2026".
pub fn today() -> String {
    let form = js_sys::Object::new();
    // Setting a property of a plain object cannot fail.
    let _ = js_sys::Reflect::set(&form, &"dateStyle".into(), &"long".into());
    js_sys::Date::new_0().to_locale_date_string("en-GB", &form).into()
}

fn media(query: &str) -> Option<MediaQueryList> {
    window().match_media(query).ok().flatten()
}

fn follow(query: &str) -> ReadSignal<bool> {
    let list = media(query);
    let (matches, set) = signal(list.as_ref().is_some_and(MediaQueryList::matches));
    if let Some(list) = list {
        let target = list.clone();
        on_event(&target, "change", move || set.set(list.matches()));
    }
    matches
}

/// The ratio changes with zoom and when a window moves to another screen: a query for the present
/// one stops matching then, and the next one is asked.
fn follow_pixel_ratio() -> ReadSignal<f64> {
    let (ratio, set) = signal(window().device_pixel_ratio());
    fn watch(set: WriteSignal<f64>) {
        let now = window().device_pixel_ratio();
        if let Some(list) = media(&format!("(resolution: {now}dppx)")) {
            let closure = Closure::once_into_js(move || {
                set.set(window().device_pixel_ratio());
                watch(set);
            });
            let once = web_sys::AddEventListenerOptions::new();
            once.set_once(true);
            // Without the event a chart is drawn for the old ratio: less sharp, still right.
            let _ = list.add_event_listener_with_callback_and_add_event_listener_options(
                "change",
                closure.unchecked_ref(),
                &once,
            );
        }
    }
    watch(set);
    ratio
}

/// Calls back on an event of the window, for as long as the page lives.
pub fn on_window(name: &str, act: impl Fn() + 'static) {
    on_event(&window(), name, act);
}

fn on_event(target: &web_sys::EventTarget, name: &str, act: impl Fn() + 'static) {
    let closure = Closure::<dyn Fn()>::new(act);
    if target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref()).is_ok() {
        closure.forget();
    }
}
