//! What stands behind the figures by deprivation, and behind the measures.

use super::ledger::Ledger;
use super::{quantity, selection_words};
use crate::analysis::panel::{PARTS, Panel};
use crate::analysis::resampled::{BOUNDED, CORRELATIONS, TAILS};
use crate::analysis::selection::Selection;
use crate::analysis::study::Study;
use crate::dataset::{Amount, Basis};
use crate::figure::Kind;
use crate::figure::disclosure::{CellKey, CurveOf, Facts};
use crate::stats::Measure;

/// Means by tenth or fifth, in parts where they are of *raised*, and what is computed from them.
pub(super) fn facts(study: &Study, kind: Kind) -> Facts {
    let options = study.options();
    let mut ledger = begun(study);
    let (panel, amount, basis) = match kind {
        Kind::DecileVolunteer => {
            (&study.chosen().volunteer, Amount::VolunteerMinutes, Basis::Pupil)
        }
        _ => (&study.chosen().amount, options.amount.clone(), options.basis),
    };
    let bands = panel.bands;
    let name = quantity(&amount, basis, options.weighting);
    let groups = ledger.bands(&name, &panel.selection, bands);
    let all = CellKey::new(name, "all");
    let mut series = vec![groups.clone()];
    let mut wholes = vec![all];
    if kind == Kind::DecileRaised && amount == Amount::Raised {
        for part in PARTS {
            let name = quantity(&part, basis, options.weighting);
            let selection =
                Selection::of(study.dataset(), options, &part, basis, options.weighting)
                    .restricted_to(&panel.selection);
            let cells = ledger.bands(&name, &selection, bands);
            for (band, cell) in cells.iter().enumerate() {
                let row = format!("{}-{part}", bands.key(band));
                ledger.feed([row.as_str()], std::slice::from_ref(cell));
            }
            series.push(cells);
            wholes.push(CellKey::new(name, "all"));
        }
    }
    for band in 0..bands.count() {
        let together = series.iter().filter_map(|cells| cells.get(band).cloned());
        ledger.facts.together.push(together.collect());
        // A cumulative share rests on every group up to it, and on the rest by what is left.
        let fed = match kind {
            Kind::Concentration => groups.clone(),
            _ => groups.get(band).cloned().into_iter().collect(),
        };
        ledger.feed([bands.key(band).as_str()], &fed);
    }
    ledger.facts.together.push(wholes);
    feed_gaps(&mut ledger, &groups);
    if kind == Kind::Concentration {
        ledger.facts.curve = Some(CurveOf::Groups(groups));
    }
    ledger.facts
}

/// Every measure: of all schools, of the two ends of their order, or of the tenths.
pub(super) fn facts_of_measures(study: &Study) -> Facts {
    let (options, panel): (_, &Panel) = (study.options(), &study.chosen().amount);
    let name = quantity(&options.amount, options.basis, options.weighting);
    let mut ledger = begun(study);
    let groups = ledger.bands(&name, &panel.selection, panel.bands);
    // These columns only say what the tenths are: no tenth is shown here.
    ledger.facts.columns.clear();
    let all = CellKey::new(&name, "all");
    ledger.feed(["n", "missing"], &[]);
    for measure in Measure::ALL {
        let cells = match tail(measure) {
            Some(stretch) => vec![ledger.stretch(&name, measure.name(), &panel.selection, stretch)],
            None if measure.is_over_groups() => groups.clone(),
            None => vec![all.clone()],
        };
        ledger.feed([measure.name()], &cells);
    }
    for percent in TAILS {
        let share = f64::from(percent) / 100.0;
        for (end, stretch) in [("top", (1.0 - share, 1.0)), ("bottom", (0.0, share))] {
            let tail = format!("{end}-{percent}");
            let cell = ledger.stretch(&name, &tail, &panel.selection, stretch);
            for row in [format!("{tail}-mean"), format!("{tail}-total"), tail] {
                ledger.feed([row.as_str()], std::slice::from_ref(&cell));
            }
        }
    }
    ledger.feed(CORRELATIONS.map(|(_, row, _)| row), std::slice::from_ref(&all));
    ledger.feed(BOUNDED.map(|(_, row, _)| row), &groups);
    feed_gaps(&mut ledger, &groups);
    let by_group = ["gini-between", "gini-within", "gini-overlap", "between-share"];
    ledger.feed(by_group, &groups);
    ledger.facts
}

fn begun(study: &Study) -> Ledger {
    let selection = selection_words(study.options());
    Ledger { facts: Facts { selection, ..Facts::default() } }
}

/// Measures of the two ends rest on them; the others on every group.
fn feed_gaps(ledger: &mut Ledger, groups: &[CellKey]) {
    let ends: Vec<CellKey> = groups.first().into_iter().chain(groups.last()).cloned().collect();
    ledger.feed(["difference", "ratio"], &ends);
    ledger.feed(["sii", "rii", "concentration-index", "absolute-concentration-index"], groups);
}

/// The stretch of the order by value that a share is of.
fn tail(measure: Measure) -> Option<(f64, f64)> {
    match measure {
        Measure::Top1 => Some((0.99, 1.0)),
        Measure::Top5 => Some((0.95, 1.0)),
        Measure::Top10 => Some((0.9, 1.0)),
        Measure::Top20 => Some((0.8, 1.0)),
        Measure::Bottom1 => Some((0.0, 0.01)),
        Measure::Bottom10 => Some((0.0, 0.1)),
        Measure::Bottom20 => Some((0.0, 0.2)),
        _ => None,
    }
}
