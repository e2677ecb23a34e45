//! What stands behind the shares that schools hold: Lorenz curves, top and bottom shares.

use super::ledger::{Ledger, mean};
use crate::analysis::options::Options;
use crate::analysis::study::Study;
use crate::figure::Kind;
use crate::figure::disclosure::{CellKey, Column, CurveOf, Facts};

/// The book, with the names of the amount and of its order, and the cell of all schools.
fn begun(study: &Study) -> (Ledger<'_>, String, CellKey) {
    let Options { amount, basis, weighting, .. } = study.options();
    let mut ledger = Ledger::new(study);
    let name = ledger.quantity(amount, *basis, *weighting);
    let order = ledger.in_order(amount, *basis, *weighting);
    let selection = &study.chosen().amount.selection;
    let all = ledger.whole(&name, selection);
    // Shares are of one, whatever that is.
    let whole = ledger.whole(&order, selection);
    ledger.facts.given.push(whole);
    (ledger, order, all)
}

/// What the lowest schools hold says what the others do: both ends stand behind each row.
pub(super) fn lorenz(study: &Study) -> Facts {
    let (mut ledger, order, all) = begun(study);
    let selection = &study.chosen().amount.selection;
    for row in study.figure(Kind::Lorenz).map(|f| f.rows).unwrap_or_default() {
        let Ok(percent) = row.key.parse::<u32>() else { continue };
        let share = f64::from(percent) / 100.0;
        let low = format!("bottom-{percent}");
        let high = format!("top-{}", 100_u32.saturating_sub(percent));
        let low = ledger.stretch(&order, &low, selection, (0.0, share));
        let high = ledger.stretch(&order, &high, selection, (share, 1.0));
        ledger.feed([row.key.as_str()], &[low.clone(), high.clone()]);
        let generalised = format!("{percent}-generalised");
        ledger.feed([generalised.as_str()], &[low, high, all.clone()]);
    }
    ledger.rest(["gini"], std::slice::from_ref(&all));
    // Over the Gini it is the mean.
    ledger.feed(["absolute-gini"], std::slice::from_ref(&all));
    ledger.facts.curve = Some(CurveOf::Rows);
    ledger.facts
}

pub(super) fn top_shares(study: &Study) -> Facts {
    let (mut ledger, order, all) = begun(study);
    let selection = &study.chosen().amount.selection;
    let stretches = [
        ("bottom-50", (0.0, 0.5)),
        ("middle-40", (0.5, 0.9)),
        ("top-10", (0.9, 1.0)),
        ("top-20", (0.8, 1.0)),
        ("top-5", (0.95, 1.0)),
        ("top-1", (0.99, 1.0)),
        ("bottom-20", (0.0, 0.2)),
        ("bottom-10", (0.0, 0.1)),
        ("bottom-5", (0.0, 0.05)),
        ("bottom-1", (0.0, 0.01)),
        ("bottom-40", (0.0, 0.4)),
    ];
    for (group, stretch) in stretches {
        let cell = ledger.stretch(&order, group, selection, stretch);
        ledger.feed([group], &[cell]);
    }
    let cell = |group: &str| CellKey::new(&order, group);
    ledger.feed(["palma"], &[cell("top-10"), cell("bottom-40")]);
    ledger.feed(["top-10-mean"], &[cell("top-10"), all.clone()]);
    ledger.feed(["bottom-50-mean"], &[cell("bottom-50"), all.clone()]);
    let above = ledger.above(&study.options().amount, "above the mean", selection, mean);
    ledger.feed(["share-above-mean"], &[above]);
    let cells = ["bottom-50", "middle-40", "top-10"].map(cell).to_vec();
    ledger.facts.columns.push(Column { cells, total: CellKey::new(&order, "all") });
    ledger.facts
}
