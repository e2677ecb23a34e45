//! Every measure of level, spread and gradient, in one table.

use super::draft::Draft;
use super::notes;
use super::options::Options;
use super::panel::Panel;
use super::rows::{estimate, row};
use super::selection::Selection;
use super::subjects;
use crate::dataset::{Basis, Dataset, Weighting};
use crate::figure::{Figure, Form, Kind, Note, Row, Unit, words};
use crate::stats::concentration::concentration_index;
use crate::stats::gradient::{self, SlopeIndex};
use crate::stats::{Outcome, Sample, Undefined};

/// The table of measures.
pub fn measures(dataset: &Dataset, options: &Options) -> Figure {
    let panel = Panel::new(Selection::new(dataset, options));
    let amounts = Selection::of(dataset, options, &options.amount, Basis::School, Weighting::None);
    let per_school =
        Selection::of(dataset, options, &options.amount, Basis::School, options.weighting);
    let subject = subjects::subject(&options.amount, options.basis);
    let mut rows = vec![count_row(&panel, "n"), count_row(&panel, "missing")];
    rows.push(Panel::new(amounts).row("total", "Total", subject.unit, Sample::total));
    rows.extend(level_rows(&panel, subject.unit));
    rows.push(threshold_row(&Panel::new(per_school), options));
    rows.extend(spread_rows(&panel));
    rows.extend(gradient_rows(&panel, subject.unit));
    let mut figure = Draft {
        kind: Kind::Measures,
        kicker: "All measures",
        subtitle: format!("{}{}", words::capitalised(&subject.noun), subject.per),
        heading: "Measure",
        form: Form::Table,
        rows,
        companions: Vec::new(),
    }
    .figure(dataset, options, options.basis, &panel);
    figure.notes.extend(notes::without_decile(&panel.selection));
    figure.notes.extend(notes::direction(dataset));
    figure.notes.push(Note::new(
        "Shares",
        "The top and bottom shares take the school at the cut in part. Indices are 0 where every \
         school has the same.",
    ));
    words::write(&mut figure);
    figure
}

/// How many schools have a value, or have none.
fn count_row(panel: &Panel, key: &str) -> Row {
    let waves = panel
        .selection
        .waves
        .iter()
        .map(|wave| {
            let count = if key == "n" { wave.n() } else { wave.missing() };
            estimate(Ok(count as f64), count)
        })
        .collect();
    let label = if key == "n" { "Schools with a value" } else { "Schools without one" };
    row(key, label, Unit::Count, waves, None)
}

fn level_rows(panel: &Panel, unit: Unit) -> Vec<Row> {
    let row = |key, label, unit, of: fn(&Sample) -> Outcome| panel.row(key, label, unit, of);
    vec![
        row("mean", "Mean", unit, Sample::mean),
        row("median", "Median", unit, Sample::median),
        row("maximum", "Largest", unit, Sample::maximum),
        row("minimum", "Smallest", unit, Sample::minimum),
        row("share-above-mean", "Share of schools above the mean", Unit::Share, |s| {
            s.share_above_mean()
        }),
    ]
}

/// £ a school whatever the basis; a measure that is no money has no threshold.
fn threshold_row(per_school: &Panel, options: &Options) -> Row {
    let threshold = crate::figure::number::plain(options.threshold, Unit::Pounds);
    let label = format!("Share of schools above {threshold}");
    per_school.row("share-above-threshold", &label, Unit::Share, |sample| {
        if options.amount.is_money() {
            sample.share_above(options.threshold)
        } else {
            Err(Undefined::NotApplicable)
        }
    })
}

fn spread_rows(panel: &Panel) -> Vec<Row> {
    let row = |key, label, unit, of: fn(&Sample) -> Outcome| panel.row(key, label, unit, of);
    vec![
        row("top-1", "Share of the top 1%", Unit::Share, |s| s.top_share(0.01)),
        row("top-5", "Share of the top 5%", Unit::Share, |s| s.top_share(0.05)),
        row("top-10", "Share of the top 10%", Unit::Share, |s| s.top_share(0.1)),
        row("top-20", "Share of the top 20%", Unit::Share, |s| s.top_share(0.2)),
        row("bottom-1", "Share of the bottom 1%", Unit::Share, |s| s.bottom_share(0.01)),
        row("bottom-10", "Share of the bottom 10%", Unit::Share, |s| s.bottom_share(0.1)),
        row("bottom-20", "Share of the bottom 20%", Unit::Share, |s| s.bottom_share(0.2)),
        row("gini", "Gini index", Unit::Index, Sample::gini),
        row("gini-corrected", "Gini index, corrected for few schools", Unit::Index, |s| {
            s.gini_corrected()
        }),
        row("hoover", "Hoover index", Unit::Index, Sample::hoover),
        row("theil", "Theil index", Unit::Index, Sample::theil),
        row("mld", "Mean log deviation", Unit::Index, Sample::mean_log_deviation),
        row("ge2", "Half the squared coefficient of variation", Unit::Index, |s| {
            s.half_squared_cv()
        }),
        row("atkinson-0.5", "Atkinson index, ε = 0.5", Unit::Index, |s| s.atkinson(0.5)),
        row("atkinson-1", "Atkinson index, ε = 1", Unit::Index, |s| s.atkinson(1.0)),
        row("palma", "Top 10% over bottom 40% (Palma)", Unit::Times, Sample::palma),
        row("s80-s20", "Top 20% over bottom 20%", Unit::Times, Sample::s80_s20),
        row("p90-p10", "90th over 10th percentile", Unit::Times, Sample::p90_p10),
    ]
}

fn gradient_rows(panel: &Panel, unit: Unit) -> Vec<Row> {
    type Measure = fn(&[f64], &[f64]) -> Outcome;
    let row = |key, label, unit, of: Measure| panel.gradient_row(key, label, unit, of);
    vec![
        row("difference", "Decile 10 less decile 1", unit, gradient::difference),
        row("ratio", "Decile 10 over decile 1", Unit::Times, gradient::ratio),
        row("sii", "Slope index of inequality", unit, |w, m| Ok(SlopeIndex::fit(w, m)?.sii)),
        row("rii", "Relative index: ends of the slope", Unit::Times, |w, m| {
            SlopeIndex::fit(w, m)?.rii()
        }),
        row("rii-mean", "Relative index: slope over the mean", Unit::Index, |w, m| {
            SlopeIndex::fit(w, m)?.rii_over_mean()
        }),
        row("concentration-index", "Concentration index", Unit::Index, concentration_index),
        row("trend-slope", "Trend, for each tenth", unit, |w, m| Ok(gradient::trend(w, m)?.slope)),
    ]
}
