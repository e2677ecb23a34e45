//! A drag over a scatter: the rectangle it draws, and what it encloses.
//!
//! By mouse and pen it goes any way; by touch it has to begin sideways, since up and down scroll.

use crate::draw::Rect;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

/// How far a pointer has to go before it drags, px.
const SLACK: f64 = 5.0;

type Place = (f64, f64);

/// The drag that is under way, if any; copying it copies handles.
#[derive(Clone, Copy)]
pub struct Drag {
    is_allowed: bool,
    from: StoredValue<Option<Place>>,
    rect: RwSignal<Option<Rect>>,
    /// Whether the click that now follows ends a drag.
    was_one: StoredValue<bool>,
}

fn place(event: &PointerEvent) -> Place {
    (f64::from(event.offset_x()), f64::from(event.offset_y()))
}

impl Drag {
    pub fn new(is_allowed: bool) -> Drag {
        Drag {
            is_allowed,
            from: StoredValue::new(None),
            rect: RwSignal::new(None),
            was_one: StoredValue::new(false),
        }
    }

    /// The pointer went down: it may become a drag.
    pub fn begin(self, event: &PointerEvent) {
        self.was_one.set_value(false);
        if self.is_allowed && event.is_primary() && event.button() == 0 {
            self.from.set_value(Some(place(event)));
        }
    }

    /// The pointer moved: whether it is dragging.
    pub fn go(self, event: &PointerEvent) -> bool {
        let Some(from) = self.from.get_value() else { return false };
        let to = place(event);
        let is_far = (to.0 - from.0).hypot(to.1 - from.1) > SLACK;
        if self.rect.with_untracked(Option::is_none) && is_far {
            let canvas =
                event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
            // A pointer that is not captured ends its drag at the chart's edge.
            let _ = canvas.map(|canvas| canvas.set_pointer_capture(event.pointer_id()));
        }
        if is_far || self.rect.with_untracked(Option::is_some) {
            self.rect.set(Some(Rect::new(from.0, from.1, to.0, to.1)));
            return true;
        }
        false
    }

    /// The pointer went up: what it enclosed, if it dragged.
    pub fn end(self) -> Option<Rect> {
        let rect = self.rect.get_untracked();
        self.was_one.set_value(rect.is_some());
        self.stop();
        rect
    }

    /// Gives up a drag; whether there was one.
    pub fn stop(self) -> bool {
        self.from.set_value(None);
        let was_one = self.rect.with_untracked(Option::is_some);
        if was_one {
            self.rect.set(None);
        }
        was_one
    }

    /// Whether the last press was a drag, whose click means nothing more.
    pub fn was_one(self) -> bool {
        self.was_one.get_value()
    }
}

/// The rectangle while it is being drawn.
#[component]
pub fn Band(drag: Drag) -> impl IntoView {
    let px = |value: f64| format!("{value}px");
    let band = move || {
        drag.rect.get().map(|rect| {
            view! {
                <div
                    class="band"
                    style:left=px(rect.left)
                    style:top=px(rect.top)
                    style:width=px(rect.right - rect.left)
                    style:height=px(rect.bottom - rect.top)
                ></div>
            }
        })
    };
    view! { <div class="over-chart clip" aria-hidden="true">{band}</div> }
}
