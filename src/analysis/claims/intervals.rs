//! The intervals that the page's own figures have for what a claim is about.

use super::file::{Claim, Occasion};
use super::measure::{Measure, Statistic};
use crate::analysis::Options;
use crate::analysis::panel::Panel;
use crate::analysis::study::Study;
use crate::dataset::{Amount, Basis};
use crate::figure::{Row, Unit};
use crate::stats::Measure as Named;

/// The 95 % interval of a claim's value, in the claim's own unit, once it is resampled.
pub fn of(study: &Study, claim: &Claim, measure: &Measure) -> Option<(f64, f64)> {
    let row = row(study, measure)?;
    let (estimate, factor) = match &claim.occasion {
        Occasion::In(label) => {
            let at = study.dataset().waves.iter().position(|wave| wave.label == *label)?;
            (row.waves.get(at)?, claim.printed.unit.factor_from(measure.unit())?)
        }
        Occasion::Between(..) if claim.printed.unit.written() == Unit::Percent => {
            (row.change_percent.as_ref()?, 1.0)
        }
        Occasion::Between(..) => {
            (row.change.as_ref()?, claim.printed.unit.factor_from(measure.unit())?)
        }
        Occasion::Unnamed => return None,
    };
    let (low, high) = estimate.interval?;
    Some((low * factor, high * factor))
}

/// The measure as a row of a panel that is resampled anyway.
fn row(study: &Study, measure: &Measure) -> Option<Row> {
    let Measure::Statistic(amount, basis, statistic) = measure else { return None };
    let panel = panel(study, amount, *basis, *statistic)?;
    let unit = measure.unit();
    match statistic {
        Statistic::Named(named) => Some(panel.measure(*named, "", unit).row),
        Statistic::Above(threshold) if *threshold == Options::default().threshold => {
            Some(panel.measure(Named::ShareAboveThreshold, "", unit).row)
        }
        Statistic::Decile(decile) => Some(panel.band(decile.index(), unit).row),
        Statistic::Above(_)
        | Statistic::ReachMean
        | Statistic::PoorerToRicherHalf
        | Statistic::BetweenShare
        | Statistic::Sum(_)
        | Statistic::PerPupil(_) => None,
    }
}

fn panel<'a>(
    study: &'a Study,
    amount: &Amount,
    basis: Basis,
    statistic: Statistic,
) -> Option<&'a Panel> {
    let tables = &study.tables;
    Some(match (amount, basis) {
        (Amount::Raised, Basis::School) => &study.usual.amount,
        (Amount::Donations, Basis::School) => &tables.donations.all,
        (Amount::Donations, Basis::Pupil) => &tables.donations_per_pupil.all,
        (Amount::PtaIncome, Basis::Pupil) => &tables.pta_per_pupil.all,
        (Amount::VolunteerMinutes, Basis::Pupil) => match statistic {
            Statistic::Decile(_) => &study.usual.volunteer,
            _ => &tables.minutes_per_pupil.all,
        },
        _ => return None,
    })
}
