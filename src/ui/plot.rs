//! The chart of a card: the canvas, and the one search for a mark that mouse, touch and keys share.

use super::card::Shown;
use super::drag::{Band, Drag};
use super::environment::Environment;
use super::later::behind;
use super::session::Session;
use super::theme::Theme;
use super::tooltip::{Pointer, TooltipBox, announcement};
use crate::dataset::Decile;
use crate::draw::{CanvasTarget, Look, Scene, Series, Step, draw, height, theme};
use crate::figure::{Figure, Form, Kind, Pointed};
use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ResizeObserver};

/// A mark was chosen: by a click, by a second tap, or by Enter.
pub type OnChoose = Callback<Pointed>;

/// Schools of a scatter were picked, by index of point; none of them puts the picking back.
pub type OnPick = Callback<Vec<usize>>;

#[component]
pub fn Plot(
    shown: Shown,
    /// Series switched off by the legend.
    hidden: Signal<Vec<Series>>,
    on_choose: OnChoose,
    /// Of a scatter: a drag over it picks schools.
    #[prop(optional_no_strip)]
    on_pick: Option<OnPick>,
) -> impl IntoView {
    // On an embed's page there is no session, and nobody is followed.
    let session = use_context::<Session>();
    let page_theme = expect_context::<Theme>();
    let environment = expect_context::<Environment>();
    let frame = NodeRef::<html::Div>::new();
    let canvas = NodeRef::<html::Canvas>::new();
    let width = follow_width(frame);
    let look = Memo::new(move |_| {
        let theme = if page_theme.is_dark() { theme::DARK } else { theme::LIGHT };
        let mut look = Look::new(width.get()).in_theme(theme);
        look.hidden = hidden.get();
        let follows = shown.with(|figure| figure.as_ref().and_then(|figure| follows(figure)));
        if let Some((session, kind)) = session.zip(follows) {
            look.followed = session.followed_in(kind);
            look.tenth = session.view.with(|view| view.options.filter.decile.map(Decile::number));
            look.picked = on_pick.and_then(|_| session.view.with(|view| view.picked));
        }
        look
    });
    // A figure is drawn in a task of its own: what is said of it and its table do not wait for that.
    let drawn = behind(shown);
    // Drawing twice draws the same, so the scene can be derived by drawing it.
    let scene = Memo::new(move |_| {
        let (canvas, look, ratio) = (canvas.get()?, look.get(), environment.pixel_ratio.get());
        drawn.with(|figure: &Option<Arc<Figure>>| paint(&canvas, figure.as_deref()?, look, ratio))
    });
    // A memo is computed when it is read.
    Effect::new(move |_| scene.with(|_| ()));

    let (pointed, point) = signal(None::<Pointed>);
    let (said, say) = signal(String::new());
    // A first tap shows what a mark says, a second one chooses it.
    let is_second_tap = StoredValue::new(false);
    let at = move |event: &MouseEvent| {
        let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        scene.with_untracked(|scene| scene.as_ref().and_then(|scene| scene.nearest(x, y)))
    };
    let drag = Drag::new(on_pick.is_some());
    let within = move |area| {
        scene.with_untracked(|scene| scene.as_ref().map(|scene| scene.schools_within(&area)))
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            // What is nearest at hand is put away first: a drag, the tooltip, what was picked.
            if !drag.stop() && pointed.get_untracked().is_none() {
                on_pick.inspect(|pick| pick.run(Vec::new()));
            }
            point.set(None);
            return;
        }
        if matches!(event.key().as_str(), "Enter" | " ") {
            if let Some(mark) = pointed.get_untracked() {
                event.prevent_default();
                on_choose.run(mark);
            }
            return;
        }
        let Some(step) = step_of(&event.key()) else { return };
        event.prevent_default();
        let to = scene.with_untracked(|scene| scene.as_ref()?.step(pointed.get_untracked(), step));
        point.set(to);
        say.set(shown.with_untracked(|figure| announcement(session, figure.as_deref(), to)));
    };
    let pointer = Memo::new(move |_| {
        let mark = pointed.get()?;
        scene.with(|scene| {
            let scene = scene.as_ref()?;
            Some(Pointer { region: scene.region(mark)?, width: scene.size.0 })
        })
    });
    let describe = move || {
        shown.with(|figure| {
            let title = figure.as_ref().map(|figure| figure.title.clone()).unwrap_or_default();
            format!("Chart: {title}. Arrow keys go from mark to mark.")
        })
    };
    view! {
        <div class="plot" node_ref=frame>
            <canvas
                node_ref=canvas
                tabindex="0"
                role="application"
                aria-roledescription="chart"
                aria-label=describe
                style:height=move || {
                    let high = shown.with(|f| f.as_ref().map_or(0, |f| height(f, width.get())));
                    format!("{high}px")
                }
                on:pointermove=move |event| {
                    if drag.go(&event) {
                        point.set(None);
                    } else if event.pointer_type() != "touch" {
                        point.set(at(&event));
                    }
                }
                on:pointerdown=move |event| {
                    drag.begin(&event);
                    if event.pointer_type() == "touch" {
                        let mark = at(&event);
                        is_second_tap.set_value(mark.is_some() && mark == pointed.get_untracked());
                        point.set(mark);
                    }
                }
                on:pointerup=move |_| {
                    if let Some(points) = drag.end().and_then(within) {
                        on_pick.inspect(|pick| pick.run(points));
                    }
                }
                on:pointercancel=move |_| { drag.stop(); }
                on:pointerleave=move |event| {
                    if event.pointer_type() != "touch" { point.set(None) }
                }
                on:click=move |event| {
                    let is_touch = event
                        .dyn_ref::<PointerEvent>()
                        .is_some_and(|event| event.pointer_type() == "touch");
                    let means_it = !is_touch || is_second_tap.get_value();
                    if !drag.was_one() && means_it && let Some(mark) = at(&event) {
                        on_choose.run(mark);
                    }
                }
                on:blur=move |_| point.set(None)
                on:keydown=on_key
            ></canvas>
            <Band drag />
            <TooltipBox shown pointer />
            <p class="unseen" aria-live="polite">{said}</p>
        </div>
    }
}

/// The kind of a figure whose chart shows the school that is followed.
fn follows(figure: &Figure) -> Option<Kind> {
    let does = match figure.form {
        Form::Bars { .. } | Form::Dots { .. } | Form::Bins { .. } | Form::Curves { .. } => true,
        // What lies between tenths and within them is no place of a school.
        _ => figure.kind == Kind::TopShares || figure.form.is_of_schools(),
    };
    does.then_some(figure.kind)
}

fn step_of(key: &str) -> Option<Step> {
    Some(match key {
        "ArrowLeft" => Step::Left,
        "ArrowRight" => Step::Right,
        "ArrowUp" => Step::Up,
        "ArrowDown" => Step::Down,
        "Home" => Step::First,
        "End" => Step::Last,
        _ => return None,
    })
}

/// Draws a figure on a canvas of its size, sharp at the ratio; none where there is nothing to draw on.
pub fn paint(
    canvas: &HtmlCanvasElement,
    figure: &Figure,
    mut look: Look,
    ratio: f64,
) -> Option<Scene> {
    let size = (look.width, height(figure, look.width));
    let context = prepare(canvas, size, ratio)?;
    look.stretch = CanvasTarget::stretch(&context);
    let mut target = CanvasTarget::new(canvas.clone(), size)?;
    draw(figure, &look, &mut target).ok()
}

/// Gives a canvas the pixels of its size at the ratio; none where it has no size or no context.
pub fn prepare(
    canvas: &HtmlCanvasElement,
    size: (u32, u32),
    ratio: f64,
) -> Option<CanvasRenderingContext2d> {
    if size.0 == 0 || size.1 == 0 {
        return None;
    }
    let device = |px: u32| (f64::from(px) * ratio).round() as u32;
    canvas.set_width(device(size.0));
    canvas.set_height(device(size.1));
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0).ok()?;
    Some(context)
}

/// The width of an element, CSS px; while it is not shown, the width it had.
pub fn follow_width(element: NodeRef<html::Div>) -> ReadSignal<u32> {
    let (width, set_width) = signal(0);
    let observed = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn Fn()>)>);
    on_cleanup(move || {
        if let Some((observer, _)) = observed.try_update_value(Option::take).flatten() {
            observer.disconnect();
        }
    });
    element.on_load(move |element| {
        let target = element.clone();
        let measure = move || {
            let now = u32::try_from(target.client_width()).unwrap_or(0);
            // An observer that was told already may speak once more; nobody listens to the width then.
            if now > 0 && width.try_get_untracked().is_some_and(|was| was != now) {
                set_width.set(now);
            }
        };
        // A frame on another site that is out of sight is not observed, and has to know its height.
        measure();
        let tell = Closure::<dyn Fn()>::new(measure);
        if let Ok(observer) = ResizeObserver::new(tell.as_ref().unchecked_ref()) {
            observer.observe(&element);
            observed.set_value(Some((observer, tell)));
        }
    });
    width
}
