//! Figure to any plotters backend: layout, theme, marks, hit regions. Knows no Dataset.
//!
//! [`draw`] lays a figure out for a width and draws it through the one wrapper backend
//! ([`Paper`]), alike on the page's canvas and as SVG; it answers with the [`Scene`] of what is
//! where, which mouse, touch and keys share. [`svg()`] gives the same chart as a document.
//!
//! | module | what it does |
//! |---|---|
//! | `chart` | the entry: which form is drawn by what, heights, the empty scene |
//! | `bars`, `dots`, … | one form each; `deciles` is the axis that the first two share |
//! | `strip` | the small strip of a finding, which is no figure |
//! | `pen`, `scale`, `text`, `theme` | the hand that draws, scales, widths of text, colours |
//! | `strokes` | a chart laid out, and how plotters puts it on a target |
//! | `backend`, `svg`, `canvas` | the wrapper and its two targets |
//! | `followed` | the school that is followed, among groups |
//! | `look`, `scene`, `legend` | what the reader chose, where the marks are, what they mean |

mod backend;
mod bars;
mod bins;
#[cfg(target_arch = "wasm32")]
mod canvas;
mod chart;
mod curves;
mod deciles;
mod dots;
mod dumbbells;
mod followed;
mod legend;
mod look;
mod pen;
mod points;
mod scale;
mod scene;
mod strip;
mod strips;
mod strokes;
mod svg;
mod text;
pub mod theme;
mod waterfall;

pub use backend::{FAMILY, Paper, Stamp, Target, UNITS};
#[cfg(target_arch = "wasm32")]
pub use canvas::CanvasTarget;
pub use chart::{DrawError, draw, height};
pub use legend::{LegendEntry, Swatch, legend};
pub use look::{Followed, Look, Room, Series};
pub use scene::{MarkRegion, Rect, Scene, Squash, Step};
pub use strip::{STRIP_HEIGHT, draw_strip};
pub use svg::{escaped, halos_beneath, hex, strip_svg, svg, units};
pub use text::{balanced, wrap};
pub use theme::{DARK, LIGHT, Theme};
