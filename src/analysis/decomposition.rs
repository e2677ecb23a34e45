//! Why the mean changed: schools in both waves, those that came and those that went; within
//! deciles and by their mix; each by source.

use super::draft::Draft;
use super::panel::{LEVEL, RESAMPLES, SEED, Steps, Units};
use super::rows::{Interval, estimate, row, with_interval};
use super::study::Study;
use super::subjects;
use crate::dataset::Decile;
use crate::figure::{Absent, Estimate, Figure, Form, Kind, Note, Row, Step, Unit, words};
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

/// A waterfall from the first mean to the second.
pub fn decomposition(study: &Study) -> Figure {
    let (panel, change, options) =
        (&study.chosen().amount, &study.chosen().change, study.options());
    let subject = subjects::subject(&options.amount, options.basis);
    let unit = subject.unit;
    let levels = panel.measure(Measure::Mean, "Mean", unit);
    let comparable = levels.waves.len() == 2;
    let level = |at: usize, key: &str| {
        let label =
            panel.labels().get(at).map_or_else(String::new, |wave| format!("Mean in {wave}"));
        let value = |wave: usize| match levels.waves.get(wave) {
            Some(value) if wave == at => value.clone(),
            _ => Estimate::absent(Absent::NotAvailable("the mean of one wave".into())),
        };
        Row { change: None, ..row(key, label, unit, vec![value(0), value(1)], None) }
    };
    let term = |key: &str, label: &str, quantity, term| {
        let value = if comparable { change.addition(quantity, term) } else { not_compared() };
        addition(key, label.into(), unit, value)
    };
    let mut rows = vec![level(0, "mean-first")];
    let mut steps = vec![step("mean-first", true)];
    let source_names = ["donations", "pta_income"];
    if change.parts > 0 {
        for (part, (key, label)) in
            source_names.iter().zip(["Direct donations", "PTA income"]).enumerate()
        {
            let key = format!("matched-{key}");
            let label = format!("Schools in both waves: {label}");
            rows.push(term(&key, &label, Quantity::Part(part), Term::Matched));
            steps.push(step(&key, false));
        }
    } else {
        steps.push(step("matched", false));
    }
    rows.push(term("matched", "Schools in both waves", Quantity::Value, Term::Matched));
    rows.push(term("joiners", "Schools that joined", Quantity::Value, Term::Joiners));
    rows.push(term("leavers", "Schools that left", Quantity::Value, Term::Leavers));
    steps.extend(["joiners", "leavers"].map(|key| step(key, false)));
    rows.push(level(1, "mean-second"));
    steps.push(step("mean-second", true));
    rows.push(term("whole", "Change in the mean", Quantity::Value, Term::Whole));
    rows.push(term("within-deciles", "Change within deciles", Quantity::Value, Term::WithinGroups));
    rows.push(term(
        "mix-of-deciles",
        "Change in the mix of deciles",
        Quantity::Value,
        Term::MixOfGroups,
    ));
    let mut figure = Draft {
        kind: Kind::Decomposition,
        kicker: "Figure 8",
        subtitle: format!("The change in the mean of {}{}, taken apart", subject.noun, subject.per),
        heading: "Part of the change",
        form: Form::Waterfall { hue: subjects::hue(&options.amount), steps },
        rows,
        companions: vec![levels],
        subject,
    }
    .figure(study, panel);
    figure.notes.push(Note::new(
        "Joined, left",
        "what these schools add to the mean, or took with them: their share of the schools times \
         how far their mean is from that of the schools in both waves.",
    ));
    words::write(&mut figure);
    figure
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
