//! What stands behind the figures that count schools: distribution, decomposition, drivers, tables.

use super::ledger::{Ledger, counted_by, mean};
use crate::analysis::distribution::holds;
use crate::analysis::options::Options;
use crate::analysis::panel::PARTS;
use crate::analysis::resampled::{GINI_PARTS, OF_SOURCE};
use crate::analysis::responses::TRAITS;
use crate::analysis::selection::Selection;
use crate::analysis::study::Study;
use crate::analysis::table_panels::Asked;
use crate::dataset::{Amount, Answer, Basis, Weighting};
use crate::figure::disclosure::{CellKey, CellKind, Facts};
use crate::figure::{Form, Kind};
use crate::stats::PartMeasure;

/// A bin holds so many schools, each counting once.
pub(super) fn distribution(study: &Study) -> Facts {
    let mut ledger = Ledger::new(study);
    let Options { amount, basis, weighting, .. } = study.options();
    let selection = &study.chosen().amount.selection;
    let name = ledger.quantity(amount, *basis, *weighting);
    let all = ledger.whole(&name, selection);
    let above = ledger.above(amount, "above the mean", selection, mean);
    let figure = study.figure(Kind::Distribution);
    let bins = figure.as_ref().map(|figure| (&figure.form, &figure.rows));
    if let Some((Form::Bins { bins, .. }, rows)) = bins {
        for (bin, row) in bins.iter().zip(rows) {
            let key = CellKey::new(counted_by(amount), row.key.clone());
            let inside = selection.waves.iter().map(|wave| {
                let values = wave.values.iter().enumerate();
                let found = values.filter_map(|(school, value)| Some((school, (*value)?.0)));
                found.filter(|(_, x)| holds(bin, *x)).map(|(school, _)| (school, 1.0)).collect()
            });
            ledger.cell(&key, CellKind::Group, inside);
            ledger.feed([row.key.as_str()], &[key]);
        }
    }
    ledger.feed(["median", "mean"], &[all]);
    ledger.feed(["share-above-mean"], &[above]);
    ledger.facts
}

/// Schools in both waves, those that came and those that went; since they add up to the change in
/// the mean, all are withheld where one is.
pub(super) fn decomposition(study: &Study) -> Facts {
    let mut ledger = Ledger::new(study);
    let options = study.options();
    let Options { amount, basis, weighting, .. } = options;
    let panel = &study.chosen().amount;
    let name = ledger.quantity(amount, *basis, *weighting);
    let all = ledger.whole(&name, &panel.selection);
    let groups = ledger.bands(&name, &panel.selection, panel.bands);
    ledger.facts.columns.clear();
    ledger.feed(["mean-first", "mean-second", "mean", "whole"], &[all]);
    ledger.rest(["within-deciles", "mix-of-deciles"], &groups);
    let mut steps = vec![
        turnover(&mut ledger, &name, "matched", &panel.selection, true),
        turnover(&mut ledger, &name, "joiners", &panel.selection, false),
    ];
    // Whoever is in one wave only left in the first and joined in the second.
    ledger.feed(["matched"], &steps[..1]);
    ledger.feed(["joiners", "leavers"], &steps[1..]);
    if *amount == Amount::Raised {
        for part in PARTS {
            let selection = Selection::of(study.dataset(), options, &part, *basis, *weighting)
                .restricted_to(&panel.selection);
            let name = ledger.quantity(&part, *basis, *weighting);
            let row = |term: &str| format!("{term}-{part}");
            let matched = turnover(&mut ledger, &name, "matched", &selection, true);
            let others = turnover(&mut ledger, &name, "joiners", &selection, false);
            ledger.feed([row("matched").as_str()], std::slice::from_ref(&matched));
            for term in ["joiners", "leavers"] {
                ledger.feed([row(term).as_str()], std::slice::from_ref(&others));
            }
            let whole = ledger.whole(&name, &selection);
            ledger.feed([row("whole").as_str()], &[whole]);
            let groups = ledger.bands(&name, &selection, panel.bands);
            ledger.facts.columns.clear();
            for term in ["within-deciles", "mix-of-deciles"] {
                ledger.rest([row(term).as_str()], &groups);
            }
            steps.extend([matched, others]);
        }
    }
    ledger.facts.together.push(steps);
    ledger.facts
}

/// The cell of the schools that are in both waves, or in one.
fn turnover(
    ledger: &mut Ledger,
    quantity: &str,
    group: &str,
    selection: &Selection,
    in_both: bool,
) -> CellKey {
    let is_in_both = |school: usize| selection.waves.iter().all(|w| w.values[school].is_some());
    ledger.part(quantity, group, selection, |_, school| is_in_both(school) == in_both)
}

/// The Theil and Gini indices rest on the tenths, or on the groups that they go by; the parts by
/// source on the schools' own two sources.
pub(super) fn between_within(study: &Study) -> Facts {
    let mut ledger = Ledger::new(study);
    let options = study.options();
    let Options { amount, basis, weighting, .. } = options;
    let panel = &study.chosen().amount;
    let name = ledger.quantity(amount, *basis, *weighting);
    let all = ledger.whole(&name, &panel.selection);
    let groups = ledger.bands(&name, &panel.selection, panel.bands);
    ledger.facts.columns.clear();
    let by_tenth = ["theil-between", "theil-within", "between-share"];
    ledger.rest(by_tenth, &groups);
    ledger.rest(["gini-between", "gini-within", "gini-overlap"], &groups);
    ledger.rest(["theil", "gini"], std::slice::from_ref(&all));
    for grouping in study.chosen().groupings.iter() {
        let dataset = study.dataset();
        let key = grouping.key;
        let cells: Vec<CellKey> = (0..grouping.count)
            .map(|at| {
                let group = |wave: usize, school| (grouping.group)(&dataset.waves[wave], school);
                ledger.part(&name, &format!("{key} {at}"), &panel.selection, |wave, school| {
                    group(wave, school) == Some(at)
                })
            })
            .collect();
        let theil = ["theil-between", "theil-within"].into_iter();
        let gini = GINI_PARTS.iter().map(|(_, index, _)| *index);
        let rows: Vec<String> = theil.chain(gini).map(|index| format!("{index}-{key}")).collect();
        ledger.rest(rows.iter().map(String::as_str), &cells);
    }
    for part in PARTS.iter().filter(|_| *amount == Amount::Raised) {
        let selection = Selection::of(study.dataset(), options, part, *basis, *weighting)
            .restricted_to(&panel.selection);
        let of_part = ledger.quantity(part, *basis, *weighting);
        let whole = [all.clone(), ledger.whole(&of_part, &selection)];
        ledger.rest([format!("gini-{part}").as_str()], &whole);
        let bands = ledger.bands(&of_part, &selection, panel.bands);
        ledger.facts.columns.clear();
        let bands = [&groups[..], &bands].concat();
        ledger.rest([format!("concentration-{part}").as_str()], &bands);
        for (measure, index, _) in OF_SOURCE {
            let row = format!("{index}-{part}");
            match measure {
                // Of a known total it is a sum.
                PartMeasure::Share => ledger.feed([row.as_str()], &whole),
                PartMeasure::Gini | PartMeasure::GiniElasticity => {
                    ledger.rest([row.as_str()], &whole);
                }
                PartMeasure::Concentration => ledger.rest([row.as_str()], &bands),
            }
        }
    }
    ledger.facts
}

/// So many said yes, of so many; and who answered, beside the others.
pub(super) fn drivers(study: &Study) -> Facts {
    let mut ledger = Ledger::new(study);
    let dataset = study.dataset();
    let waves = &dataset.waves;
    let labels = waves.iter().flat_map(|wave| wave.items.keys());
    for label in labels.collect::<std::collections::BTreeSet<_>>() {
        let answer = |wave: usize, school: usize| {
            waves[wave].items.get(label).and_then(|answers| answers.get(school).copied().flatten())
        };
        let asked = |wave, school| answer(wave, school).is_some();
        let yes = |wave, school| answer(wave, school) == Some(Answer::Yes);
        let cell = ledger.share(&format!("answers: {label}"), "yes", asked, yes);
        ledger.feed([label.as_str()], &[cell]);
    }
    let present = |wave: usize, school| waves[wave].is_present(school);
    let answered = |wave: usize, school| waves[wave].has_answered(school);
    let rate = ledger.share("answers", "any", present, |w, s| present(w, s) && answered(w, s));
    ledger.feed(["response-rate"], &[rate]);
    for one in &TRAITS {
        let name = match one.key {
            "raised" => ledger.quantity(&Amount::Raised, Basis::School, Weighting::None),
            key => {
                ledger.know(key, |wave, school| (one.of)(wave, school));
                key.to_string()
            }
        };
        let cells = [("answered", true), ("others", false)].map(|(who, has)| {
            let key = CellKey::new(&name, who);
            let members = waves.iter().enumerate().map(|(at, wave)| {
                let of_side = |s: &usize| present(at, *s) && answered(at, *s) == has;
                let schools = (0..dataset.len()).filter(of_side);
                schools.filter_map(|school| Some((school, (one.of)(wave, school)?))).collect()
            });
            ledger.cell(&key, CellKind::Group, members);
            ledger.feed([format!("{who}-{}", one.key).as_str()], std::slice::from_ref(&key));
            key
        });
        ledger.feed([format!("difference-{}", one.key).as_str()], &cells);
    }
    ledger.facts
}

/// Means of all schools that have the value; the most and the least are never shared.
pub(super) fn tables(study: &Study) -> Facts {
    let mut ledger = Ledger::new(study);
    let tables = &study.tables;
    let rows: [(&str, &Asked, Amount); 3] = [
        ("donations-per-pupil", &tables.donations_per_pupil, Amount::Donations),
        ("pta-per-pupil", &tables.pta_per_pupil, Amount::PtaIncome),
        ("minutes-per-pupil", &tables.minutes_per_pupil, Amount::VolunteerMinutes),
    ];
    for (row, asked, amount) in rows {
        let name = ledger.quantity(&amount, Basis::Pupil, Weighting::None);
        let of_totals = ledger.quantity(&amount, Basis::Pupil, Weighting::Pupils);
        ledger.of_table(&name, &of_totals, row, asked);
    }
    ledger.know("uplift", |wave, school| {
        let (raised, income) = (wave.raised(school).ok()?, wave.total_income.get(school).ok()?);
        (income > 0.0).then(|| raised / income)
    });
    ledger.of_table("uplift", "uplift", "uplift", &tables.uplift);
    let over = Options::default().threshold;
    for (group, row, panel) in [
        ("over the threshold", "over-threshold", &tables.donations.all),
        ("over, in both waves", "over-threshold-matched", &tables.donations.matched),
    ] {
        let cell = ledger.above(&Amount::Donations, group, &panel.selection, |_| over);
        ledger.feed([row], &[cell]);
    }
    let minutes = ledger.quantity(&Amount::VolunteerMinutes, Basis::School, Weighting::None);
    let all = ledger.whole(&minutes, &tables.minutes.selection);
    ledger.feed(["hours-median"], &[all]);
    ledger.facts
}

impl Ledger<'_> {
    /// A mean and a median of all schools, the ratio of totals, and the schools in both waves.
    fn of_table(&mut self, quantity: &str, of_totals: &str, row: &str, asked: &Asked) {
        let all = self.whole(quantity, &asked.all.selection);
        self.feed([row, format!("{row}-median").as_str()], &[all]);
        let matched = self.part(quantity, "matched", &asked.matched.selection, |_, _| true);
        self.feed([format!("{row}-matched").as_str()], &[matched]);
        if let Some(panel) = &asked.of_totals {
            let all = self.part(of_totals, "of totals", &panel.selection, |_, _| true);
            self.feed([format!("{row}-of-totals").as_str()], &[all]);
        }
    }
}
