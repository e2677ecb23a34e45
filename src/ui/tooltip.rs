//! The tooltip and the cursor: what stands at the mark that is pointed at.

use super::card::Shown;
use super::legend::hue_name;
use super::session::Session;
use crate::draw::{MarkRegion, Room};
use crate::figure::{Figure, Form, Pointed, Tooltip, Weight, tooltip};
use leptos::prelude::*;

/// How wide the tooltip is and how far it stands off its mark, px.
const WIDTH: f64 = 264.0;
const GAP: f64 = 10.0;

/// The mark that is pointed at, in a chart of this width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pointer {
    pub region: MarkRegion,
    pub width: u32,
}

#[component]
pub fn TooltipBox(shown: Shown, pointer: Memo<Option<Pointer>>) -> impl IntoView {
    let session = use_context::<Session>();
    let content = Memo::new(move |_| {
        let pointed = pointer.with(|pointer| pointer.map(|pointer| pointer.region.pointed))?;
        shown.with(|figure| named(session, figure.as_deref()?, pointed))
    });
    let is_docked = move || pointer.get().is_some_and(|at| Room::of(at.width) == Room::Small);
    let left = move || pointer.get().map(|at| format!("{}px", beside(&at))).unwrap_or_default();
    let cursor = move || {
        pointer.get().map(|at| {
            let rect = at.region.rect;
            let px = |value: f64| format!("{value}px");
            view! {
                <div
                    class="cursor"
                    aria-hidden="true"
                    style:left=px(rect.left - 2.0)
                    style:top=px(rect.top - 2.0)
                    style:width=px(rect.right - rect.left + 4.0)
                    style:height=px(rect.bottom - rect.top + 4.0)
                ></div>
            }
        })
    };
    view! {
        <div class="over-chart">{cursor}</div>
        {move || {
            content.get().map(|content| {
                view! {
                    <div
                        class="tooltip"
                        class:docked=is_docked
                        data-handle="tooltip"
                        style:left=move || if is_docked() { String::new() } else { left() }
                        aria-hidden="true"
                    >
                        {lines(&content)}
                    </div>
                }
            })
        }}
    }
}

/// Where the tooltip's left edge stands: right of the mark's slot, or left of it where that is too near the edge.
fn beside(at: &Pointer) -> f64 {
    let slot = at.region.slot;
    let width = f64::from(at.width);
    if slot.right + GAP + WIDTH <= width {
        slot.right + GAP
    } else {
        (slot.left - GAP - WIDTH).max(0.0)
    }
}

fn lines(content: &Tooltip) -> AnyView {
    let heads =
        content.columns.iter().map(|head| view! { <th class="r" scope="col">{head.clone()}</th> });
    let rows = content.lines.iter().map(|line| {
        let class = match line.weight {
            Weight::Plain => "",
            Weight::Total => "total",
            Weight::Aside => "aside",
        };
        let swatch = line.hue.map(|hue| {
            view! { <span class="swatch" data-hue=hue_name(hue)></span> }
        });
        let cells = line.cells.iter().map(|cell| view! { <td class="r">{cell.clone()}</td> });
        view! {
            <tr class=class>
                <th scope="row">{swatch}{line.label.clone()}</th>
                {cells.collect_view()}
            </tr>
        }
    });
    view! {
        <table>
            <thead><tr><th scope="col">{content.title.clone()}</th>{heads.collect_view()}</tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// What is read out when the keys reach a mark.
pub fn announcement(
    session: Option<Session>,
    figure: Option<&Figure>,
    pointed: Option<Pointed>,
) -> String {
    let content = figure.zip(pointed).and_then(|(figure, pointed)| named(session, figure, pointed));
    content.map(|content| content.spoken).unwrap_or_default()
}

/// The tooltip, with the name of the school that is pointed at: a Figure of points holds none.
fn named(session: Option<Session>, figure: &Figure, pointed: Pointed) -> Option<Tooltip> {
    let mut content = tooltip(figure, pointed)?;
    if let (Pointed::School { point }, Form::Points { points, .. }) = (pointed, &figure.form)
        && let Some((session, point)) = session.zip(points.get(point))
    {
        let name = session.roster.with_untracked(|roster| roster.name(point.school as usize));
        content.title = format!("{name}. {}", content.title);
        content.spoken = format!("{name}. {}", content.spoken);
    }
    Some(content)
}
