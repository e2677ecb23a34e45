//! Why the mean changed: schools in both waves, those that came and those that went; within
//! deciles and by their mix; each by source.

use super::draft::{Draft, finished};
use super::notes;
use super::panel::{LEVEL, RESAMPLES, SEED, Steps, Units};
use super::rows::{Interval, Measured, estimate, row, with_interval};
use super::study::Study;
use super::subjects;
use crate::dataset::Decile;
use crate::figure::{Absent, Estimate, Figure, Form, Kind, Note, Row, Step, Unit};
use crate::stats::bootstrap::{Bootstrap, Progress, Replicates};
use crate::stats::change_of_mean::{ChangeOfMean, Quantity, Term};
use crate::stats::{Measure, Reading};

/// The change in the mean of a selection, and its resampling.
pub struct ChangePanel {
    points: ChangeOfMean,
    parts: usize,
    state: State,
}

enum State {
    NotAsked,
    Running(Box<Bootstrap<ChangeOfMean>>),
    Done(Box<Replicates>),
}

impl ChangePanel {
    pub fn new(units: &Units, parts: usize) -> Self {
        let (first, second) = units.pair();
        let points = ChangeOfMean::new(first, second, Decile::COUNT);
        ChangePanel { points, parts, state: State::NotAsked }
    }

    pub fn resampled(mut self) -> Self {
        let bootstrap = Bootstrap::new(self.points.clone(), RESAMPLES as usize, SEED);
        self.state = State::Running(Box::new(bootstrap));
        self
    }

    /// A term as an addition to the mean, with the schools behind it.
    fn addition(&self, quantity: Quantity, term: Term) -> Estimate {
        let turnover = self.points.turnover();
        let schools = match term {
            Term::Matched => turnover.matched,
            Term::Joiners => turnover.joiners,
            Term::Leavers => turnover.leavers,
            Term::Whole | Term::WholeGrouped | Term::WithinGroups | Term::MixOfGroups => {
                turnover.matched + turnover.joiners + turnover.leavers
            }
        };
        let estimate = estimate(self.points.term(quantity, term), schools);
        with_interval(estimate, self.interval(quantity, term))
    }

    fn interval(&self, quantity: Quantity, term: Term) -> Interval {
        let State::Done(replicates) = &self.state else { return None };
        let place = ChangeOfMean::place(quantity, term)?;
        let read = |numbers: &[f64]| numbers.get(place).copied().unwrap_or(f64::NAN);
        let interval = replicates.interval(read, Reading::Change.method(), LEVEL);
        Some(interval.map(|interval| (interval.low, interval.high)))
    }
}

impl Steps for ChangePanel {
    fn advance(&mut self, evaluations: usize) {
        let State::Running(bootstrap) = &mut self.state else { return };
        let progress = bootstrap.advance(evaluations);
        if progress.done >= progress.of
            && let State::Running(bootstrap) = std::mem::replace(&mut self.state, State::NotAsked)
        {
            self.state = State::Done(Box::new(bootstrap.finish().1));
        }
    }

    fn progress(&self) -> Option<Progress> {
        match &self.state {
            State::Running(bootstrap) => Some(bootstrap.progress()),
            State::NotAsked | State::Done(_) => None,
        }
    }
}

/// What the change is taken apart into, in the order of the table.
const TERMS: [(&str, &str, Term); 6] = [
    ("matched", "Schools in both waves", Term::Matched),
    ("joiners", "Schools that joined", Term::Joiners),
    ("leavers", "Schools that left", Term::Leavers),
    ("whole", "Change in the mean", Term::Whole),
    ("within-deciles", "Change within deciles", Term::WithinGroups),
    ("mix-of-deciles", "Change in the mix of deciles", Term::MixOfGroups),
];

const SOURCES: [(&str, &str); 2] =
    [("donations", "Direct donations"), ("pta_income", "PTA income")];

/// A waterfall from the first mean to the second.
pub fn decomposition(study: &Study) -> Figure {
    let (panel, change, options) =
        (&study.chosen().amount, &study.chosen().change, study.options());
    let subject = subjects::subject(&options.amount, options.basis);
    let unit = subject.unit;
    let levels = panel.measure(Measure::Mean, "Mean", unit);
    let comparable = levels.row.waves.len() == 2;
    let level = |at: usize, key: &str| {
        let label =
            panel.labels().get(at).map_or_else(String::new, |wave| format!("Mean in {wave}"));
        let value = |wave: usize| match levels.row.waves.get(wave) {
            Some(value) if wave == at => value.clone(),
            _ => Estimate::absent(Absent::NotAvailable("the mean of one wave".into())),
        };
        Row { change: None, ..row(key, label, unit, vec![value(0), value(1)], None) }
    };
    let term = |key: &str, label: &str, quantity, term| {
        let value = if comparable { change.addition(quantity, term) } else { not_compared() };
        addition(key, label.into(), unit, value)
    };
    // Each term by source, where the sources are known.
    let by_source = |key: &str, label: &str, of: Term| -> Vec<Row> {
        let sources = SOURCES.into_iter().enumerate().take(change.parts);
        let row = |(part, (source, name)): (usize, (&str, &str))| {
            let (key, label) = (format!("{key}-{source}"), format!("{label}: {name}"));
            term(&key, &label, Quantity::Part(part), of)
        };
        sources.map(row).collect()
    };
    let [matched, others @ ..] = TERMS;
    let of_matched = by_source(matched.0, matched.1, matched.2);
    let mut steps = vec![step("mean-first", true)];
    match of_matched.as_slice() {
        [] => steps.push(step(matched.0, false)),
        parts => steps.extend(parts.iter().map(|row| step(&row.key, false))),
    }
    steps.extend(["joiners", "leavers"].map(|key| step(key, false)));
    steps.push(step("mean-second", true));
    let mut rows = vec![level(0, "mean-first")];
    rows.extend(of_matched);
    rows.push(term(matched.0, matched.1, Quantity::Value, matched.2));
    for (key, label, of) in others {
        if of == Term::Whole {
            rows.push(level(1, "mean-second"));
        }
        rows.push(term(key, label, Quantity::Value, of));
    }
    for (key, label, of) in others {
        rows.extend(by_source(key, label, of));
    }
    let mut figure = Draft {
        kind: Kind::Decomposition,
        kicker: "Figure 8",
        subtitle: format!("The change in the mean of {}{}, taken apart", subject.noun, subject.per),
        heading: "Part of the change",
        form: Form::Waterfall { hue: subjects::hue(&options.amount), steps },
        rows: rows.into_iter().map(Measured::from).collect(),
        companions: vec![levels],
        subject,
    }
    .figure(study, panel);
    if figure.waves.len() < 2 {
        figure.notes.push(notes::without_change());
    }
    figure.notes.push(Note::new(
        "Joined, left",
        "what these schools add to the mean, or took with them: their share of the schools times \
         how far their mean is from that of the schools in both waves.",
    ));
    finished(figure)
}

/// A row that is no comparison of waves but one number: it stands in the column of the change.
fn addition(key: &str, label: String, unit: Unit, value: Estimate) -> Row {
    Row { change: Some(value), ..row(key, label, unit, Vec::new(), None) }
}

fn step(key: &str, is_level: bool) -> Step {
    Step { key: key.into(), is_level }
}

fn not_compared() -> Estimate {
    Estimate::absent(Absent::NotAvailable("there is one wave, so nothing to compare".into()))
}
