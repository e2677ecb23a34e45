//! Concentration curves: how the total is spread over schools in order of deprivation.

use super::draft::{Draft, finished};
use super::notes;
use super::study::Study;
use super::subjects;
use crate::figure::{Curve, Figure, Form, Kind, Note, Unit};
use crate::stats::{CrossSection, Measure, Statistic};

/// The curves, with the share held up to each decile in the table and the index beside them.
pub fn concentration(study: &Study) -> Figure {
    let (panel, options) = (&study.chosen().amount, study.options());
    let subject = subjects::subject(&options.amount, options.basis);
    let rows = (0..panel.bands.count())
        .map(|band| {
            let label = match panel.bands.last_decile(band) {
                1 => "Decile 1".into(),
                last => format!("Deciles 1 to {last}"),
            };
            panel.statistic(
                Statistic::HeldUpToGroup(band),
                (panel.bands.key(band), label),
                Unit::Share,
                |section| (0..=band).map(|group| section.group_n(group)).sum(),
            )
        })
        .collect();
    let curves = panel
        .waves()
        .into_iter()
        .enumerate()
        .map(|(wave, w)| Curve { wave, points: w.concentration_curve().unwrap_or_default() })
        .collect();
    let mut figure = Draft {
        kind: Kind::Concentration,
        subject: subject.clone(),
        kicker: "Figure 4",
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
            heights: None,
        },
        rows,
        companions: vec![
            panel.measure(Measure::ConcentrationIndex, "Concentration index", Unit::Index),
            panel.statistic(
                Statistic::AbsoluteConcentrationIndex,
                ("absolute-concentration-index", "Concentration index × mean"),
                subject.unit,
                CrossSection::grouped_n,
            ),
        ],
    }
    .figure(study, panel);
    figure.notes.extend(notes::without_decile(&panel.selection));
    figure.notes.extend(notes::direction(study.dataset()));
    figure.notes.push(Note::new(
        "Index",
        "0 where deprivation makes no difference; positive where schools in better-off areas have \
         more than their share. Schools of one decile share its middle rank.",
    ));
    finished(figure)
}
