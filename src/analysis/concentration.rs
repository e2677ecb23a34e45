//! Concentration curves: how the total is spread over schools in order of deprivation.

use super::draft::Draft;
use super::notes;
use super::options::Options;
use super::panel::{Panel, PanelWave};
use super::rows::{estimate, row};
use super::selection::Selection;
use super::subjects;
use crate::dataset::{Dataset, Decile};
use crate::figure::{Curve, Figure, Form, Kind, Note, Unit, words};
use crate::stats::concentration::{
    absolute_concentration_index, concentration_curve, concentration_index,
};
use crate::stats::{Outcome, Undefined};

/// The curves, with the share held up to each decile in the table and the index beside them.
pub fn concentration(dataset: &Dataset, options: &Options) -> Figure {
    let panel = Panel::new(Selection::new(dataset, options));
    let subject = subjects::subject(&options.amount, options.basis);
    let rows = Decile::all()
        .map(|decile| {
            let number = decile.number();
            let of_wave = |wave: &PanelWave| {
                let schools = wave.groups[..=decile.index()].iter().map(|group| group.schools);
                estimate(held_up_to(wave, decile), schools.sum())
            };
            let waves = panel.waves.iter().map(of_wave).collect();
            let label =
                if number == 1 { "Decile 1".into() } else { format!("Deciles 1 to {number}") };
            row(number.to_string(), label, Unit::Share, waves, None)
        })
        .collect();
    let curves = panel
        .waves
        .iter()
        .enumerate()
        .map(|(wave, w)| {
            let (weights, means) = w.gradient();
            Curve { wave, points: concentration_curve(&weights, &means).unwrap_or_default() }
        })
        .collect();
    let mut figure = Draft {
        kind: Kind::Concentration,
        kicker: "Figure 5",
        subtitle: format!(
            "Share of all {} held by schools in the most deprived areas, up to each point",
            subject.noun
        ),
        heading: "Schools in",
        form: Form::Curves {
            hue: subjects::hue(&options.amount),
            curves,
            x_label: "Schools, from the most deprived areas".into(),
            diagonal: "if deprivation made no difference".into(),
        },
        rows,
        companions: vec![
            panel.gradient_row(
                "concentration-index",
                "Concentration index",
                Unit::Index,
                concentration_index,
            ),
            panel.gradient_row(
                "absolute-concentration-index",
                "Concentration index × mean",
                subject.unit,
                absolute_concentration_index,
            ),
        ],
    }
    .figure(dataset, options, options.basis, &panel);
    figure.notes.extend(notes::without_decile(&panel.selection));
    figure.notes.extend(notes::direction(dataset));
    figure.notes.push(Note::new(
        "Index",
        "0 where deprivation makes no difference; positive where schools in better-off areas have \
         more than their share. Schools of one decile share its middle rank.",
    ));
    words::write(&mut figure);
    figure
}

/// The share of the total held by the schools of deciles 1 up to this one.
fn held_up_to(wave: &PanelWave, decile: Decile) -> Outcome {
    let all: f64 = wave.groups.iter().map(|group| group.total).sum();
    if all <= 0.0 {
        return Err(Undefined::TotalNotPositive);
    }
    Ok(wave.groups[..=decile.index()].iter().map(|group| group.total).sum::<f64>() / all)
}
