//! How much of the inequality lies between groups of schools, and how much within them.

use super::draft::Draft;
use super::notes;
use super::panel::PARTS;
use super::rows::{estimate, row};
use super::selection::{Selection, WaveSelection};
use super::study::Study;
use super::subjects;
use crate::dataset::{Amount, Dataset, PtaStatus, Wave};
use crate::figure::{Figure, Form, Kind, Note, Row, Unit, words};
use crate::stats::between_within::GroupedSample;
use crate::stats::sources::{BySource, concentration_by_source, gini_by_source};
use crate::stats::{Measure, Outcome, Undefined};

/// The Theil index between and within deciles; by other groupings and by source in the table.
pub fn between_within(study: &Study) -> Figure {
    let (panel, options, dataset) = (&study.chosen().amount, study.options(), study.dataset());
    let subject = subjects::subject(&options.amount, options.basis);
    let mut rows = vec![
        panel.measure(Measure::TheilBetween, "Theil index between deciles", Unit::Index),
        panel.measure(Measure::TheilWithin, "Theil index within deciles", Unit::Index),
        panel.measure(Measure::Theil, "Theil index of all schools", Unit::Index),
    ];
    rows.extend(gini_rows(dataset, &panel.selection));
    rows.extend(other_groupings(dataset, &panel.selection));
    if options.amount == Amount::Raised {
        rows.extend(source_rows(study));
    }
    let mut figure = Draft {
        kind: Kind::BetweenWithin,
        kicker: "Figure 9",
        subtitle: format!(
            "Theil index of {}{}, split between and within tenths of deprivation",
            subject.noun, subject.per
        ),
        heading: "Part",
        form: Form::Strips {
            hue: subjects::hue(&options.amount),
            parts: ["theil-between", "theil-within"].map(String::from).to_vec(),
        },
        rows,
        companions: vec![explained(study), panel.measure(Measure::Gini, "Gini index", Unit::Index)],
        subject,
    }
    .figure(study, panel);
    figure.notes.extend(notes::without_decile(&panel.selection));
    figure.notes.push(Note::new(
        "Theil",
        "0 where every school has the same. Between: what would be left if every school had its \
         tenth’s mean. Within: what would be left if every tenth had the same mean.",
    ));
    words::write(&mut figure);
    figure
}

/// The share of the Theil index that lies between deciles.
fn explained(study: &Study) -> Row {
    let waves = study
        .chosen()
        .amount
        .waves()
        .into_iter()
        .map(|section| {
            let share = || -> Outcome {
                let between = section.measure(Measure::TheilBetween)?;
                let all = between + section.measure(Measure::TheilWithin)?;
                if all > 0.0 { Ok(between / all) } else { Err(Undefined::NoVariation) }
            };
            estimate(share(), section.grouped_n())
        })
        .collect();
    row("between-share", "Share between deciles", Unit::Share, waves, None)
}

/// One wave's values and weights with a group for each school.
fn grouped(wave: &WaveSelection, group: impl Fn(usize) -> Option<usize>) -> GroupedSample {
    let schools = || wave.values.iter().enumerate().filter_map(|(at, v)| v.map(|v| (at, v)));
    let values: Vec<f64> = schools().map(|(_, (x, _))| x).collect();
    let weights: Vec<f64> = schools().map(|(_, (_, w))| w).collect();
    let groups: Vec<Option<usize>> = schools().map(|(at, _)| group(at)).collect();
    GroupedSample::new(&values, &weights, &groups)
}

/// The Gini index between deciles, within them, and by the overlap of their ranges.
fn gini_rows(dataset: &Dataset, selection: &Selection) -> Vec<Row> {
    let waves = dataset.waves.iter().zip(&selection.waves);
    let parts: Vec<_> = waves
        .map(|(wave, selected)| {
            let by_decile = grouped(selected, |at| wave.decile(at).map(|d| d.index()));
            (by_decile.gini(), by_decile.whole().n())
        })
        .collect();
    let part = |key: &str, label: &str, of: fn(&crate::stats::between_within::GiniParts) -> f64| {
        let waves =
            parts.iter().map(|(gini, n)| estimate(gini.as_ref().map(of).map_err(|e| *e), *n));
        row(key, label, Unit::Index, waves.collect(), None)
    };
    vec![
        part("gini-between", "Gini index between deciles", |gini| gini.between),
        part("gini-within", "Gini index within deciles", |gini| gini.within),
        part("gini-overlap", "Gini index, overlap of deciles", |gini| gini.overlap),
    ]
}

/// Theil between and within Ofsted grades and PTA statuses, where a file tells them.
fn other_groupings(dataset: &Dataset, selection: &Selection) -> Vec<Row> {
    type GroupOf = fn(&Wave, usize) -> Option<usize>;
    let ofsted: GroupOf = |wave, at| wave.ofsted.codes.get(at).copied().flatten().map(usize::from);
    let pta: GroupOf = |wave, at| match wave.pta_status(at) {
        PtaStatus::Unknown => None,
        status => Some(status as usize),
    };
    let groupings = [("ofsted", "Ofsted grades", ofsted), ("pta_status", "PTA statuses", pta)];
    groupings
        .into_iter()
        .filter(|(_, _, group)| {
            let known = |wave: &Wave| (0..dataset.len()).any(|at| group(wave, at).is_some());
            dataset.waves.iter().any(known)
        })
        .flat_map(|(key, label, group)| {
            let parts: Vec<_> = dataset
                .waves
                .iter()
                .zip(&selection.waves)
                .map(|(wave, selected)| grouped(selected, |at| group(wave, at)))
                .map(|sample| (sample.theil(), sample.whole().n()))
                .collect();
            let between = parts.iter().map(|(theil, n)| estimate(theil.between, *n)).collect();
            let within = parts.iter().map(|(theil, n)| estimate(theil.within, *n)).collect();
            let index = Unit::Index;
            [
                row(
                    format!("theil-between-{key}"),
                    format!("Theil index between {label}"),
                    index,
                    between,
                    None,
                ),
                row(
                    format!("theil-within-{key}"),
                    format!("Theil index within {label}"),
                    index,
                    within,
                    None,
                ),
            ]
        })
        .collect()
}

/// What donations and PTA income each add to the Gini and to the concentration index.
fn source_rows(study: &Study) -> Vec<Row> {
    let (dataset, options) = (study.dataset(), study.options());
    let total = &study.chosen().amount.selection;
    let parts = PARTS.map(|part| {
        Selection::of(dataset, options, &part, options.basis, options.weighting)
            .restricted_to(total)
    });
    let by_source: Vec<_> = (0..total.waves.len())
        .map(|at| {
            let schools: Vec<usize> = (0..dataset.len())
                .filter(|school| total.waves[at].values[*school].is_some())
                .collect();
            let column = |of: &Selection| -> Vec<f64> {
                let value = |school: &usize| of.waves[at].values[*school].map_or(0.0, |(x, _)| x);
                schools.iter().map(value).collect()
            };
            let values = parts.each_ref().map(column);
            let values = [values[0].as_slice(), values[1].as_slice()];
            let weights: Vec<f64> = schools
                .iter()
                .filter_map(|school| total.waves[at].values[*school].map(|(_, w)| w))
                .collect();
            let deciles: Vec<f64> = schools
                .iter()
                .map(|school| {
                    total.waves[at].deciles[*school].map_or(f64::NAN, |d| d.number().into())
                })
                .collect();
            let gini = gini_by_source(&values, &weights);
            (gini, concentration_by_source(&values, &weights, &deciles), schools.len())
        })
        .collect();
    let contribution = |by: &Result<BySource, Undefined>, at: usize| {
        by.as_ref().map_err(|why| *why).map(|by| by.sources[at].contribution)
    };
    let mut rows = Vec::new();
    for (at, (key, label)) in
        [("donations", "direct donations"), ("pta_income", "PTA income")].into_iter().enumerate()
    {
        let gini = by_source.iter().map(|(gini, _, n)| estimate(contribution(gini, at), *n));
        let label_of = |index: &str| format!("{index} that comes from {label}");
        rows.push(row(
            format!("gini-{key}"),
            label_of("Part of the Gini index"),
            Unit::Index,
            gini.collect(),
            None,
        ));
        let index = by_source.iter().map(|(_, index, n)| estimate(contribution(index, at), *n));
        rows.push(row(
            format!("concentration-{key}"),
            label_of("Part of the concentration index"),
            Unit::Index,
            index.collect(),
            None,
        ));
    }
    rows
}
