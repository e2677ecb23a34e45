//! How much of the inequality lies between groups of schools, and how much within them.

use super::draft::{Draft, finished};
use super::notes;
use super::panel::{PARTS, Panel, Steps, Units};
use super::resampled::{GINI_PARTS, OF_SOURCE};
use super::rows::Measured;
use super::study::Study;
use super::subjects;
use crate::dataset::{Amount, Dataset, PtaStatus, Wave};
use crate::figure::{Figure, Form, Kind, Note, Unit, words};
use crate::stats::{CrossSection, GiniPart, Measure, PartMeasure, Statistic};

/// The Theil index between and within deciles; by other groupings and by source in the table.
pub fn between_within(study: &Study) -> Figure {
    let (panel, options) = (&study.chosen().amount, study.options());
    let subject = subjects::subject(&options.amount, options.basis);
    let mut rows = vec![
        panel.measure(Measure::TheilBetween, "Theil index between deciles", Unit::Index),
        panel.measure(Measure::TheilWithin, "Theil index within deciles", Unit::Index),
        panel.measure(Measure::Theil, "Theil index of all schools", Unit::Index),
    ];
    rows.extend(gini_rows(panel, "", "deciles"));
    rows.extend(study.chosen().groupings.iter().flat_map(Grouping::rows));
    if options.amount == Amount::Raised {
        rows.extend(source_rows(panel));
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
        companions: vec![explained(panel), panel.measure(Measure::Gini, "Gini index", Unit::Index)],
        subject,
    }
    .figure(study, panel);
    figure.notes.extend(notes::without_decile(&panel.selection));
    figure.notes.push(Note::new(
        "Theil",
        "0 where every school has the same. Between: what would be left if every school had its \
         tenth’s mean. Within: what would be left if every tenth had the same mean.",
    ));
    finished(figure)
}

/// The Gini index between groups, within them and by their overlap.
fn gini_rows(panel: &Panel, suffix: &str, groups: &str) -> Vec<Measured> {
    let row = |(part, key, words): (GiniPart, &str, &str)| {
        let words = (format!("{key}{suffix}"), format!("{words} {groups}"));
        panel.statistic(Statistic::GiniByGroup(part), words, Unit::Index, CrossSection::grouped_n)
    };
    GINI_PARTS.into_iter().map(row).collect()
}

/// The share of the Theil index that lies between deciles.
fn explained(panel: &Panel) -> Measured {
    let words = ("between-share", "Share between deciles");
    panel.statistic(Statistic::TheilBetweenShare, words, Unit::Share, CrossSection::grouped_n)
}

type GroupOf = fn(&Wave, usize) -> Option<usize>;

/// The same amounts, grouped by something else than deprivation.
pub struct Grouping {
    /// The field's name.
    pub key: &'static str,
    label: &'static str,
    /// How many groups there are, and the group of a school.
    pub count: usize,
    pub group: GroupOf,
    panel: Panel,
}

impl Grouping {
    pub fn steps(&self) -> &dyn Steps {
        &self.panel
    }

    pub fn steps_mut(&mut self) -> &mut dyn Steps {
        &mut self.panel
    }

    /// By Ofsted grade and by PTA status, where a file tells them. `units` gives the chosen
    /// amounts anew for each.
    pub fn all(dataset: &Dataset, units: impl Fn() -> Units) -> Vec<Grouping> {
        let ofsted: GroupOf =
            |wave, at| wave.ofsted.codes.get(at).copied().flatten().map(usize::from);
        let pta: GroupOf = |wave, at| match wave.pta_status(at) {
            PtaStatus::Unknown => None,
            status => Some(status as usize),
        };
        [("ofsted", "Ofsted grades", ofsted), ("pta_status", "PTA statuses", pta)]
            .into_iter()
            .filter_map(|(key, label, group)| {
                let groups = |wave| (0..dataset.len()).filter_map(move |at| group(wave, at));
                let count = dataset.waves.iter().flat_map(groups).max()? + 1;
                let panel = Panel::new(units().grouped_by(dataset, count, group));
                Some(Grouping { key, label, count, group, panel })
            })
            .collect()
    }

    /// Starts the resampling of what its rows show.
    pub fn resampled(mut self) -> Self {
        let mut asked =
            [Measure::TheilBetween, Measure::TheilWithin].map(Statistic::Measure).to_vec();
        asked.extend(GINI_PARTS.map(|(part, ..)| Statistic::GiniByGroup(part)));
        self.panel = self.panel.resampled(asked);
        self
    }

    fn rows(&self) -> Vec<Measured> {
        let row = |measure: Measure, side: &str| {
            let words = (
                format!("{}-{}", measure.name(), self.key),
                format!("Theil index {side} {}", self.label),
            );
            let statistic = Statistic::Measure(measure);
            self.panel.statistic(statistic, words, Unit::Index, CrossSection::grouped_n)
        };
        let mut rows =
            vec![row(Measure::TheilBetween, "between"), row(Measure::TheilWithin, "within")];
        rows.extend(gini_rows(&self.panel, &format!("-{}", self.key), self.label));
        rows
    }
}

/// What donations and PTA income each add to the Gini and to the concentration index, and what each
/// is by itself.
fn source_rows(panel: &Panel) -> Vec<Measured> {
    let row = |statistic, index: &str, (key, label): (String, &str)| {
        let label = format!("Part of the {index} that comes from {label}");
        panel.statistic(statistic, (key, label), Unit::Index, |section| section.sample().n())
    };
    let rows_of = |(part, (amount, label)): (usize, (&Amount, &str))| {
        let concentration = Statistic::ConcentrationOfPart(part);
        let mut rows = vec![
            row(Statistic::GiniOfPart(part), "Gini index", (format!("gini-{amount}"), label)),
            row(concentration, "concentration index", (format!("concentration-{amount}"), label)),
        ];
        rows.extend(OF_SOURCE.map(|(measure, key, what)| {
            let unit = match measure {
                PartMeasure::Share => Unit::Share,
                PartMeasure::GiniElasticity => Unit::Percent,
                PartMeasure::Gini | PartMeasure::Concentration => Unit::Index,
            };
            let words =
                (format!("{key}-{amount}"), format!("{}: {what}", words::capitalised(label)));
            let statistic = Statistic::OfPart(part, measure);
            panel.statistic(statistic, words, unit, |section| section.sample().n())
        }));
        rows
    };
    let labels = ["direct donations", "PTA income"];
    PARTS.iter().zip(labels).enumerate().flat_map(rows_of).collect()
}
