//! What stands behind the figures by deprivation, and behind the measures.

use super::ledger::{Ledger, mean};
use crate::analysis::options::Options;
use crate::analysis::panel::{PARTS, Panel};
use crate::analysis::resampled::{BOUNDED, CORRELATIONS, QUANTILES, TAILS};
use crate::analysis::selection::Selection;
use crate::analysis::study::Study;
use crate::dataset::{Amount, Basis};
use crate::figure::Kind;
use crate::figure::disclosure::{CellKey, CurveOf, Facts};
use crate::stats::Measure;

/// Means by tenth or fifth, in parts where they are of *raised*, and what is computed from them.
pub(super) fn facts(study: &Study, kind: Kind) -> Facts {
    let options = study.options();
    let mut ledger = Ledger::new(study);
    let (panel, amount, basis) = match kind {
        Kind::DecileVolunteer => {
            (&study.chosen().volunteer, Amount::VolunteerMinutes, Basis::Pupil)
        }
        _ => (&study.chosen().amount, options.amount.clone(), options.basis),
    };
    let bands = panel.bands;
    let name = ledger.quantity(&amount, basis, options.weighting);
    let groups = ledger.bands(&name, &panel.selection, bands);
    let mut series = vec![groups.clone()];
    if kind == Kind::DecileRaised && amount == Amount::Raised {
        for part in PARTS {
            let name = ledger.quantity(&part, basis, options.weighting);
            let selection =
                Selection::of(study.dataset(), options, &part, basis, options.weighting)
                    .restricted_to(&panel.selection);
            let cells = ledger.bands(&name, &selection, bands);
            for (band, cell) in cells.iter().enumerate() {
                let row = format!("{}-{part}", bands.key(band));
                ledger.feed([row.as_str()], std::slice::from_ref(cell));
            }
            series.push(cells);
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
    let totals = ledger.facts.columns.iter().map(|column| column.total.clone()).collect();
    ledger.facts.together.push(totals);
    feed_gaps(&mut ledger, &groups);
    if kind == Kind::Concentration {
        ledger.facts.curve = Some(CurveOf::Groups(groups));
    }
    ledger.facts
}

/// Every measure: of all schools, of the two ends of their order, or of the tenths.
pub(super) fn facts_of_measures(study: &Study) -> Facts {
    let (options, panel): (_, &Panel) = (study.options(), &study.chosen().amount);
    let Options { amount, basis, weighting, .. } = options;
    let mut ledger = Ledger::new(study);
    let name = ledger.quantity(amount, *basis, *weighting);
    let order = ledger.in_order(amount, *basis, *weighting);
    let groups = ledger.bands(&name, &panel.selection, panel.bands);
    // These columns only say what the tenths are: no tenth is shown here.
    ledger.facts.columns.clear();
    let all = ledger.whole(&name, &panel.selection);
    let whole = ledger.whole(&order, &panel.selection);
    ledger.facts.given.push(whole);
    let above_mean = ledger.above(amount, "above the mean", &panel.selection, mean);
    let above = above_threshold(&mut ledger, study);
    ledger.feed(["n", "missing"], &[]);
    for measure in Measure::ALL {
        let row = [measure.name()];
        match measure {
            Measure::ShareAboveMean => ledger.feed(row, std::slice::from_ref(&above_mean)),
            Measure::ShareAboveThreshold => ledger.feed(row, std::slice::from_ref(&above)),
            Measure::Total | Measure::Mean | Measure::Median => {
                ledger.feed(row, std::slice::from_ref(&all));
            }
            // With the means and totals of the ends, below.
            _ if measure.end().is_some() => {}
            _ if measure.is_over_groups() => ledger.rest(row, &groups),
            _ => ledger.rest(row, std::slice::from_ref(&all)),
        }
    }
    for percent in TAILS {
        let share = f64::from(percent) / 100.0;
        for (end, stretch) in [("top", (1.0 - share, 1.0)), ("bottom", (0.0, share))] {
            let tail = format!("{end}-{percent}");
            let cell = ledger.stretch(&order, &tail, &panel.selection, stretch);
            ledger.feed([tail.as_str()], std::slice::from_ref(&cell));
            for row in [format!("{tail}-mean"), format!("{tail}-total")] {
                ledger.feed([row.as_str()], &[cell.clone(), all.clone()]);
            }
        }
    }
    for (percent, _) in QUANTILES {
        // Beyond a value of the order are the schools at its nearer end.
        let share = f64::from(percent) / 100.0;
        let stretch = if percent < 50 { (0.0, share) } else { (share, 1.0) };
        let row = format!("p{percent}");
        let beyond = ledger.stretch(&order, &format!("beyond {row}"), &panel.selection, stretch);
        ledger.rest([row.as_str()], &[all.clone(), beyond]);
    }
    let cell = |group: &str| CellKey::new(&order, group);
    let bottom_40 = ledger.stretch(&order, "bottom-40", &panel.selection, (0.0, 0.4));
    ledger.feed(["palma"], &[cell("top-10"), bottom_40]);
    ledger.feed(["s80-s20"], &[cell("top-20"), cell("bottom-20")]);
    ledger.rest(CORRELATIONS.map(|(_, row, _)| row), std::slice::from_ref(&all));
    ledger.rest(BOUNDED.map(|(_, row, _)| row), &[&groups[..], &[above]].concat());
    feed_gaps(&mut ledger, &groups);
    ledger.rest(["trend-r2", "trend-slope-error"], &groups);
    ledger.facts
}

/// The share of schools above the threshold, which is on the amount whatever the basis.
fn above_threshold(ledger: &mut Ledger, study: &Study) -> CellKey {
    let options = study.options();
    let Options { amount, weighting, threshold, .. } = options;
    let of = |basis| Selection::of(study.dataset(), options, amount, basis, *weighting);
    let amounts = of(Basis::School).restricted_to(&study.chosen().amount.selection);
    ledger.above(amount, "above the threshold", &amounts, |_| *threshold)
}

/// Measures of the two ends tell of them; the others of every group.
fn feed_gaps(ledger: &mut Ledger, groups: &[CellKey]) {
    let ends: Vec<CellKey> = groups.first().into_iter().chain(groups.last()).cloned().collect();
    ledger.feed(["difference", "ratio"], &ends);
    ledger.feed(["sii", "rii", "rii-mean", "trend-slope"], groups);
    ledger.feed(["concentration-index", "absolute-concentration-index"], groups);
}
