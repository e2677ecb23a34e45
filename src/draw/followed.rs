//! The school that is followed, in the charts of groups: where it stands among them.

use super::deciles::Deciles;
use super::look::{Followed, is_solid};
use super::pen::{Label, Pen, Stroke};
use super::scene::Rect;
use super::text::{self, LEAST};
use crate::figure::number;

/// Rings the school's own amount in its tenth, in each wave that is shown, and names it at the last.
/// Beyond the scale an arrow stands at its end. `x` is where a wave's mark stands in the slot of a
/// place.
pub fn among_deciles(pen: &mut Pen, deciles: &Deciles, x: impl Fn(usize, usize) -> f64) {
    let Some(followed) = pen.look.followed.clone() else { return };
    let mut last = None;
    for wave in deciles.waves.iter().copied() {
        let Some((Some(decile), Some(value))) = followed.has.get(wave).copied() else { continue };
        let Some(place) = place_of(deciles, decile) else { continue };
        let at = (x(place, wave), deciles.y.at(value));
        let (_, most) = deciles.y.domain();
        mark(pen, at, value > most, is_solid(deciles.figure, wave));
        last = Some((at, value));
    }
    if let Some((at, value)) = last {
        let words = number::brief(value, deciles.figure.unit);
        name(pen, &followed, &words, at, deciles.plot);
    }
}

/// The place of the tenth, or of the fifth that it is part of.
pub fn place_of(deciles: &Deciles, decile: u8) -> Option<usize> {
    let holds = |key: &str| {
        let mut ends = key.split('-').filter_map(|end| end.parse::<u8>().ok());
        let first = ends.next();
        let last = ends.next().or(first);
        first.zip(last).is_some_and(|(first, last)| (first..=last).contains(&decile))
    };
    deciles.groups.iter().position(|(_, row)| holds(&row.key))
}

pub fn mark(pen: &mut Pen, (x, y): (f64, f64), is_beyond: bool, is_solid: bool) {
    let theme = pen.look.theme;
    if is_beyond {
        pen.polygon(&[(x, y - 12.0), (x + 6.0, y - 2.0), (x - 6.0, y - 2.0)], theme.ink);
        return;
    }
    pen.ring((x, y), 6.5, Stroke::new(theme.ground, 4.0));
    pen.ring((x, y), 6.5, Stroke::new(theme.ink, if is_solid { 2.25 } else { 1.25 }));
}

/// The school's name and amount beside its mark, at the side that has room, clear of other words.
pub fn name(pen: &mut Pen, followed: &Followed, words: &str, (x, y): (f64, f64), plot: Rect) {
    const APART: f64 = 11.0;
    let theme = pen.look.theme;
    let left = x > (plot.left + plot.right) / 2.0;
    let room = if left { x - APART } else { f64::from(pen.look.width) - x - APART };
    let amount = pen.look.measure(&format!(" {words}"), LEAST, true);
    let fitted =
        text::fitted(&followed.name, LEAST, true, (room - amount).max(0.0) / pen.look.stretch);
    let place = if left { x - APART } else { x + APART };
    let label = Label::new(format!("{fitted} {words}"), place, y + 4.0, theme.ink);
    let label = label.least().bold().halo(theme.ground);
    pen.label_clear(if left { label.end() } else { label }, -15.0);
}
