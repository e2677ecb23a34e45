//! What stands behind the figures that count schools: distribution, decomposition, drivers, tables.

use super::ledger::{Ledger, brought};
use super::{quantity, selection_words};
use crate::analysis::options::Options;
use crate::analysis::panel::{PARTS, Panel};
use crate::analysis::selection::Selection;
use crate::analysis::study::Study;
use crate::analysis::table_panels::Asked;
use crate::dataset::{Amount, Basis, Weighting};
use crate::figure::disclosure::{Cell, CellKey, Facts};
use crate::figure::{Estimate, Kind};

fn begun(options: &Options) -> Ledger {
    Ledger { facts: Facts { selection: selection_words(options), ..Facts::default() } }
}

fn chosen(study: &Study) -> (String, &Panel) {
    let options = study.options();
    (quantity(&options.amount, options.basis, options.weighting), &study.chosen().amount)
}

/// A bin holds so many schools, each counting once.
pub(super) fn distribution(study: &Study) -> Facts {
    let mut ledger = begun(study.options());
    let (name, panel) = chosen(study);
    let all = ledger.whole(&name, &panel.selection);
    let figure = study.figure(Kind::Distribution);
    for row in figure.map(|figure| figure.rows).unwrap_or_default() {
        let key = CellKey::new(format!("schools by {name}"), row.key.clone());
        let count = |estimate: &Estimate| estimate.n.unwrap_or(0) as usize;
        ledger.cell(&key, row.waves.iter().map(|e| Cell::group(vec![1.0; count(e)])));
        ledger.feed([row.key.as_str()], &[key]);
    }
    ledger.feed(["median", "mean", "share-above-mean"], &[all]);
    ledger.facts
}

/// Schools in both waves, those that came and those that went; since they add up to the change in
/// the mean, all are withheld where one is.
pub(super) fn decomposition(study: &Study) -> Facts {
    let mut ledger = begun(study.options());
    let (name, panel) = chosen(study);
    let all = ledger.whole(&name, &panel.selection);
    let groups = ledger.bands(&name, &panel.selection, panel.bands);
    ledger.facts.columns.clear();
    ledger.feed(["mean-first", "mean-second", "mean", "whole"], &[all]);
    ledger.feed(["within-deciles", "mix-of-deciles"], &groups);
    let mut steps = vec![
        turnover(&mut ledger, &name, "matched", &panel.selection, true),
        turnover(&mut ledger, &name, "joiners", &panel.selection, false),
    ];
    // Whoever is in one wave only left in the first and joined in the second.
    ledger.feed(["leavers"], &steps[1..]);
    let options = study.options();
    if options.amount == Amount::Raised {
        for part in PARTS {
            let Options { basis, weighting, .. } = *options;
            let selection = Selection::of(study.dataset(), options, &part, basis, weighting)
                .restricted_to(&panel.selection);
            let name = quantity(&part, basis, weighting);
            let row = format!("matched-{part}");
            steps.push(turnover(&mut ledger, &name, &row, &selection, true));
        }
    }
    ledger.facts.together.push(steps);
    ledger.facts
}

/// The cell of the schools that are in both waves, or in one.
fn turnover(
    ledger: &mut Ledger,
    quantity: &str,
    row: &str,
    selection: &Selection,
    in_both: bool,
) -> CellKey {
    let key = turnover_cell(ledger, quantity, row, selection, in_both);
    ledger.feed([row], std::slice::from_ref(&key));
    key
}

/// As [`turnover`], for whichever rows are computed from it.
fn turnover_cell(
    ledger: &mut Ledger,
    quantity: &str,
    group: &str,
    selection: &Selection,
    in_both: bool,
) -> CellKey {
    let key = CellKey::new(quantity, group);
    let is_in_both = |school: usize| selection.waves.iter().all(|w| w.values[school].is_some());
    let cells = selection.waves.iter().map(|wave| {
        let schools = brought(wave).filter(|(at, _)| is_in_both(*at) == in_both);
        Cell::group(schools.map(|(_, size)| size).collect::<Vec<_>>())
    });
    let cells: Vec<Cell> = cells.collect();
    ledger.cell(&key, cells);
    key
}

/// So many said yes, of so many.
pub(super) fn drivers(study: &Study) -> Facts {
    let mut ledger = begun(&Options::default());
    let figure = study.figure(Kind::Drivers);
    let rows = figure.map(|figure| (figure.rows, figure.companions)).unwrap_or_default();
    let rate = rows.1.iter().filter(|row| row.key == "response-rate");
    for row in rows.0.iter().chain(rate) {
        let key = CellKey::new("answers", row.key.clone());
        let share = |estimate: &Estimate| {
            let of = estimate.n.unwrap_or(0);
            let yes = estimate.known_value().map_or(0.0, |share| (share * f64::from(of)).round());
            Cell::share(yes as u32, of)
        };
        ledger.cell(&key, row.waves.iter().map(share));
        ledger.feed([row.key.as_str()], &[key]);
    }
    ledger.facts
}

/// Means of all schools that have the value; the most and the least are never shared.
pub(super) fn tables(study: &Study) -> Facts {
    let mut ledger = begun(&Options::default());
    let tables = &study.tables;
    let rows: [(&str, &Asked, Amount, Basis); 4] = [
        ("donations-per-pupil", &tables.donations_per_pupil, Amount::Donations, Basis::Pupil),
        ("pta-per-pupil", &tables.pta_per_pupil, Amount::PtaIncome, Basis::Pupil),
        ("over-threshold", &tables.donations, Amount::Donations, Basis::School),
        ("minutes-per-pupil", &tables.minutes_per_pupil, Amount::VolunteerMinutes, Basis::Pupil),
    ];
    for (row, asked, amount, basis) in rows {
        let name = quantity(&amount, basis, Weighting::None);
        ledger.of_table(&name, row, asked);
        if let Some(panel) = &asked.of_totals {
            let all = ledger.whole(&quantity(&amount, basis, Weighting::Pupils), &panel.selection);
            ledger.feed([format!("{row}-of-totals").as_str()], &[all]);
        }
    }
    ledger.of_table("uplift", "uplift", &tables.uplift);
    if let Some(panel) = &tables.uplift.of_totals {
        let all = ledger.whole("uplift of totals", &panel.selection);
        ledger.feed(["uplift-of-totals"], &[all]);
    }
    let minutes = quantity(&Amount::VolunteerMinutes, Basis::School, Weighting::None);
    let all = ledger.whole(&minutes, &tables.minutes.selection);
    ledger.feed(["hours-median"], &[all]);
    ledger.facts
}

impl Ledger {
    /// A mean and a median of all schools; the schools in both waves, and what is left without
    /// them, which the two means together tell.
    fn of_table(&mut self, quantity: &str, row: &str, asked: &Asked) {
        let selection = &asked.all.selection;
        let all = self.whole(quantity, selection);
        self.feed([row, format!("{row}-median").as_str()], &[all]);
        let parts = [("matched", true), ("joiners", false)]
            .map(|(group, in_both)| turnover_cell(self, quantity, group, selection, in_both));
        self.feed([format!("{row}-matched").as_str()], &parts);
    }
}
