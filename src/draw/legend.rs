//! What the marks of a chart mean, as data: the page writes it in HTML, an export draws it.

use super::look::{Series, is_solid};
use super::points;
use crate::figure::words::is_empty;
use crate::figure::{Figure, Form, Hue};

/// How the sample beside an entry looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swatch {
    /// A square in a hue.
    Part(Hue),
    /// A bar, solid for the last wave and pale for those before.
    Bar {
        hue: Hue,
        solid: bool,
    },
    /// A bar of which only the outline is drawn, in ink.
    Outline,
    Dot {
        hue: Hue,
        solid: bool,
    },
    Line {
        hue: Hue,
        solid: bool,
    },
    Trend,
    Interval,
    /// Schools by deprivation: 0 most, 1 middle, 2 least.
    Deprivation(usize),
}

/// One entry of a legend; those of one `group` stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendEntry {
    /// What it switches.
    pub series: Series,
    pub label: String,
    pub swatch: Swatch,
    pub group: usize,
}

/// The legend of a figure, in order.
pub fn legend(figure: &Figure) -> Vec<LegendEntry> {
    let mut entries = Vec::new();
    // What is not drawn needs no key.
    if is_empty(figure) {
        return entries;
    }
    let mut add = |series, label: &str, swatch, group| {
        entries.push(LegendEntry { series, label: label.into(), swatch, group });
    };
    let waves = || figure.waves.iter().enumerate().map(|(i, w)| (i, w, is_solid(figure, i)));
    let two = figure.waves.len() > 1;
    match &figure.form {
        Form::Bars { hue, parts, trends } => {
            for part in parts {
                let series = Series::Part(part.key.clone());
                add(series, &part.label, Swatch::Part(part.hue), 0);
            }
            // With parts the hue is theirs, so a wave's own sample is grey.
            let hue = if parts.is_empty() { *hue } else { Hue::Share };
            for (wave, label, solid) in waves().filter(|_| two) {
                add(Series::Wave(wave), label, Swatch::Bar { hue, solid }, 1);
            }
            if trends.iter().any(Option::is_some) {
                add(Series::Trend, "Trend", Swatch::Trend, 2);
            }
        }
        Form::Dots { hue, trends } => {
            for (wave, label, solid) in waves() {
                add(Series::Wave(wave), label, Swatch::Dot { hue: *hue, solid }, 1);
            }
            if trends.iter().any(Option::is_some) {
                add(Series::Trend, "Trend", Swatch::Trend, 2);
            }
        }
        Form::Curves { hue, .. } => {
            for (wave, label, solid) in waves() {
                add(Series::Wave(wave), label, Swatch::Line { hue: *hue, solid }, 1);
            }
        }
        Form::Bins { hue, .. } => {
            for (wave, label, solid) in waves() {
                let swatch = if solid { Swatch::Bar { hue: *hue, solid } } else { Swatch::Outline };
                add(Series::Wave(wave), label, swatch, 1);
            }
        }
        Form::Dumbbells { hue } | Form::SchoolChanges { hue, .. } => {
            for (wave, label, solid) in waves() {
                add(Series::Wave(wave), label, Swatch::Dot { hue: *hue, solid }, 1);
            }
        }
        Form::Points { points, .. } => {
            let names = ["Most deprived 3 tenths", "Middle 4", "Least deprived 3"];
            for (group, name) in names.into_iter().enumerate() {
                let series = Some(Series::Deprivation(group));
                if points.iter().any(|point| points::series(point) == series) {
                    add(Series::Deprivation(group), name, Swatch::Deprivation(group), 0);
                }
            }
        }
        Form::Table | Form::Strips { .. } | Form::Waterfall { .. } | Form::Claims { .. } => {}
    }
    if drawn_with_intervals(figure) {
        add(Series::Interval, "95% interval", Swatch::Interval, 2);
    }
    entries
}

/// Whether the form draws intervals and the figure has any.
fn drawn_with_intervals(figure: &Figure) -> bool {
    let draws = match figure.form {
        Form::Bars { .. }
        | Form::Dots { .. }
        | Form::Dumbbells { .. }
        | Form::Waterfall { .. }
        | Form::Curves { .. }
        | Form::Strips { .. } => true,
        // The mean's, which is no row of the table.
        Form::Bins { .. } => {
            return figure
                .companion("mean")
                .is_some_and(|mean| mean.waves.iter().any(|estimate| estimate.interval.is_some()));
        }
        // Single schools have none.
        Form::SchoolChanges { .. } => false,
        Form::Table | Form::Points { .. } | Form::Claims { .. } => false,
    };
    draws
        && figure
            .rows
            .iter()
            .flat_map(|row| row.waves.iter().chain(&row.change))
            .any(|estimate| estimate.interval.is_some())
}
