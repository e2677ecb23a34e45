//! Which function of `stats` answers which entry of the oracles.

use std::collections::BTreeMap;
use std::path::Path;

use giving_gap::stats::between_within::GroupedSample;
use giving_gap::stats::change::{percent_change, real_terms};
use giving_gap::stats::concentration::{
    RankedGroups, absolute_concentration_index, concentration_index, concentration_standard_error,
    erreygers_index, wagstaff_index,
};
use giving_gap::stats::disparity::{Best, Disparity};
use giving_gap::stats::gradient::{
    SlopeIndex, difference, difference_standard_error, log_ratio_standard_error,
    logistic_slope_index, logistic_slope_index_fitted_by, ratio, sii_standard_error, trend,
};
use giving_gap::stats::interval::jackknife_standard_error;
use giving_gap::stats::proportions::Z95;
use giving_gap::stats::quantiles::{QuantileType, quantile_of_type};
use giving_gap::stats::regression::{Line, least_squares};
use giving_gap::stats::{Outcome, Sample, Undefined, gradient};
use serde_json::Value;

/// The columns of an input file.
pub type Table = BTreeMap<String, Vec<String>>;

pub fn read_table(path: &Path) -> Table {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let headers = reader.headers().unwrap().clone();
    let mut table: Table = headers.iter().map(|header| (header.into(), Vec::new())).collect();
    for record in reader.records() {
        for (header, cell) in headers.iter().zip(&record.unwrap()) {
            table.get_mut(header).unwrap().push(cell.into());
        }
    }
    table
}

/// A measure of the rows that the entry's `case` or `scenario` names. `None` where this crate
/// offers no such measure.
pub fn of_table(name: &str, p: &Value, table: &Table) -> Option<Outcome> {
    let keep = |row: usize| {
        ["case", "scenario"].iter().all(|key| p[key].is_null() || p[key] == table[*key][row])
    };
    let column = |header: &str| -> Option<Vec<f64>> {
        let cells = table.get(header)?.iter().enumerate().filter(|(row, _)| keep(*row));
        Some(cells.map(|(_, cell)| cell.parse().unwrap_or(f64::NAN)).collect())
    };
    if let (Some(x), Some(y)) = (column("x"), column("y")) {
        let weights = p["weights"].as_str().and_then(column);
        return of_line(name, &least_squares(&x, &y, weights.as_deref()));
    }
    let values = column("value")?;
    if let (Some(weights), Some(errors)) = (column("population"), column("se")) {
        return of_groups(name, p, &weights, &values, &errors);
    }
    let weights = p["weights"].as_str().and_then(column);
    let weights = weights.unwrap_or_else(|| vec![1.0; values.len()]);
    let sample = Sample::weighted(&values, &weights);
    of_sample(name, p, &sample).or_else(|| of_units(name, p, &values, &weights, &column("decile")?))
}

/// A measure of an entry that brings its own input; `None` where its input is not there.
pub fn of_document(name: &str, entry: &Value) -> Option<Outcome> {
    let p = &entry["p"];
    let number = |key: &str| p[key].as_f64();
    match name {
        "deflate" => {
            Some(real_terms(number("amount")?, number("index_from")?, number("index_to")?))
        }
        "inflation_pct" => Some(percent_change(number("index_from")?, number("index_to")?)),
        _ => {
            let values = entry["x"].as_array()?.iter().map(|x| x.as_f64().unwrap());
            of_sample(name, p, &Sample::unweighted(&values.collect::<Vec<_>>()))
        }
    }
}

fn of_sample(name: &str, p: &Value, sample: &Sample) -> Option<Outcome> {
    let number = |key: &str| p[key].as_f64().unwrap();
    Some(match name {
        "n" => Ok(sample.n() as f64),
        "n_missing" => Ok(sample.missing() as f64),
        "total" => sample.total(),
        "mean" => sample.mean(),
        "variance" => sample.variance(number("ddof") == 1.0),
        "cv" => sample.coefficient_of_variation(),
        "quantile" | "weighted_quantile" => quantile(p, sample),
        "median" => sample.median(),
        "p90_p10" => sample.p90_p10(),
        "lorenz" => sample.lorenz(number("p")),
        "generalized_lorenz" => sample.generalised_lorenz(number("p")),
        "top_share" => sample.top_share(number("p")),
        "bottom_share" => sample.bottom_share(number("p")),
        "top_mean" => sample.top(number("p")).map(|tail| tail.mean),
        "bottom_mean" => sample.bottom(number("p")).map(|tail| tail.mean),
        "palma" => sample.palma(),
        "s80_s20" => sample.s80_s20(),
        "share_above_mean" => sample.share_above_mean(),
        "share_over_threshold" if p["strict"] == false => {
            sample.share_at_or_above(number("threshold"))
        }
        "share_over_threshold" => sample.share_above(number("threshold")),
        "gini" => sample.gini(),
        "gini_corrected" if p["weights"].is_string() => sample.gini_corrected_for_weights(),
        "gini_corrected" => sample.gini_corrected(),
        "gini_jackknife_se" => gini_jackknife(sample),
        "hoover" => sample.hoover(),
        "generalized_entropy" => sample.generalised_entropy(number("alpha")),
        "atkinson" => sample.atkinson(number("epsilon")),
        _ => return None,
    })
}

fn quantile(p: &Value, sample: &Sample) -> Outcome {
    let at = p["p"].as_f64().unwrap();
    let kind = match p["type"].as_u64() {
        None | Some(7) => return sample.quantile(at),
        Some(1) => QuantileType::Inverse,
        Some(2) => QuantileType::InverseAveraged,
        Some(3) => QuantileType::NearestEven,
        Some(4) => QuantileType::LinearInverse,
        Some(5) => QuantileType::Midpoint,
        Some(6) => QuantileType::Expected,
        Some(8) => QuantileType::MedianUnbiased,
        Some(_) => QuantileType::NormalUnbiased,
    };
    quantile_of_type(&sample.values().collect::<Vec<_>>(), at, kind)
}

fn gini_jackknife(sample: &Sample) -> Outcome {
    let (values, weights): (Vec<f64>, Vec<f64>) = sample.values().zip(sample.weights()).unzip();
    let mut left = Sample::weighted(&values, &weights);
    let mut without = |unit: usize| {
        let counts: Vec<u32> = (0..values.len()).map(|other| u32::from(other != unit)).collect();
        left.reweigh(&counts);
        left.gini().unwrap_or(f64::NAN)
    };
    jackknife_standard_error(&(0..values.len()).map(&mut without).collect::<Vec<_>>())
}

fn of_units(
    name: &str,
    p: &Value,
    values: &[f64],
    weights: &[f64],
    deciles: &[f64],
) -> Option<Outcome> {
    let number = |key: &str| p[key].as_f64().unwrap();
    let groups: Vec<Option<usize>> =
        deciles.iter().map(|decile| decile.is_finite().then_some(*decile as usize)).collect();
    let grouped = || GroupedSample::new(values, weights, &groups);
    let ranked = || RankedGroups::of_units(values, weights, deciles);
    Some(match name {
        "ge_total" => grouped().entropy(number("alpha")).total,
        "ge_between" => grouped().entropy(number("alpha")).between,
        "ge_within" => grouped().entropy(number("alpha")).within,
        "gini_decomp_between" => grouped().gini().map(|parts| parts.between),
        "gini_decomp_within" => grouped().gini().map(|parts| parts.within),
        "gini_decomp_overlap" => grouped().gini().map(|parts| parts.overlap),
        "atkinson_within" => grouped().atkinson(number("epsilon")).map(|parts| parts.within),
        "atkinson_between" => grouped().atkinson(number("epsilon")).map(|parts| parts.between),
        "atkinson_cross" => grouped().atkinson(number("epsilon")).map(|parts| parts.cross),
        "group_mean" => {
            let own = deciles.iter().map(|decile| f64::from(*decile == number("group")));
            let own: Vec<f64> = own.zip(weights).map(|(own, weight)| own * weight).collect();
            Sample::weighted(values, &own).mean()
        }
        "rci" | "concentration_index" => ranked().index(),
        "aci" => ranked().absolute_index(),
        _ => return None,
    })
}

fn of_groups(
    name: &str,
    p: &Value,
    weights: &[f64],
    means: &[f64],
    errors: &[f64],
) -> Option<Outcome> {
    let slope = || SlopeIndex::fit(weights, means);
    let ridit_line = || least_squares(&gradient::ridits(weights)?, means, Some(weights));
    let trend = || trend(weights, means);
    let bounds = || (p["lo"].as_f64().unwrap(), p["hi"].as_f64().unwrap());
    let best = if p["favourable"] == 0 { Best::Lowest } else { Best::Highest };
    let disparity = || Disparity::of(weights, means, best);
    let thousandfold = |entropy: Outcome| match entropy {
        Err(Undefined::ZeroValue) => Err(Undefined::ZeroGroup),
        entropy => entropy.map(|entropy| 1000.0 * entropy),
    };
    let between = || Sample::weighted(means, weights);
    let (estimate, last) = (|i: usize| (means[i], errors[i]), means.len() - 1);
    let log_error = || log_ratio_standard_error(estimate(0), estimate(last));
    // These packages fit numbers of people, so a share is that of whole people.
    let people = || -> Vec<f64> {
        means.iter().zip(weights).map(|(mean, weight)| (mean * weight).round() / weight).collect()
    };
    let squared = || {
        let squares: Vec<f64> = weights.iter().map(|weight| weight * weight).collect();
        logistic_slope_index_fitted_by(weights, &people(), &squares)
    };
    let percent = |of: fn(&Disparity) -> f64| {
        let disparity = disparity()?;
        Ok(100.0 * disparity.relative(of(&disparity))?)
    };
    Some(match name {
        "sii" => slope().map(|index| index.sii),
        "sii_intercept" => slope().map(|index| index.most_deprived),
        "rii_ratio" => slope().and_then(|index| index.rii()),
        "rii_mean" => slope().and_then(|index| index.rii_over_mean()),
        "sii_ols_se" => ridit_line().and_then(|line| line.slope_error),
        "sii_hc1_se" => ridit_line().and_then(|line| line.slope_error_hc1),
        "sii_r2" => ridit_line().and_then(|line| line.r_squared),
        "sii_se_known_variance" => sii_standard_error(weights, errors),
        "sii_ci_lower_montecarlo_100k" => {
            Ok(slope().ok()?.sii - Z95 * sii_standard_error(weights, errors).ok()?)
        }
        "sii_ci_upper_montecarlo_100k" => {
            Ok(slope().ok()?.sii + Z95 * sii_standard_error(weights, errors).ok()?)
        }
        "sii_logit" => logistic_slope_index(weights, &people()).map(|(sii, _)| sii),
        "rii_logit" => logistic_slope_index(weights, &people()).map(|(_, rii)| rii),
        "sii_logit_popsquared" => squared().map(|(sii, _)| sii),
        "rii_logit_popsquared" => squared().map(|(_, rii)| rii),
        "ols_trend_slope" => trend().map(|line| line.slope),
        "ols_trend_intercept" => trend().map(|line| line.intercept),
        "ols_trend_r2" => trend().and_then(|line| line.r_squared),
        "ols_trend_slope_se" => trend().and_then(|line| line.slope_error),
        "rci" => concentration_index(weights, means),
        "rci_se" => concentration_standard_error(weights, means),
        "aci" => absolute_concentration_index(weights, means),
        "ci_wagstaff" => wagstaff_index(weights, means, bounds()),
        "ci_erreygers" => erreygers_index(weights, means, bounds()),
        "difference_least_minus_most" => difference(weights, means),
        "difference_se" => difference_standard_error(errors[0], errors[last]),
        "ratio_least_to_most" => ratio(weights, means),
        "ratio_log_se" => log_error(),
        "ratio_ci_lower" => {
            log_error().and_then(|error| Ok(ratio(weights, means)? * (-Z95 * error).exp()))
        }
        "ratio_ci_upper" => {
            log_error().and_then(|error| Ok(ratio(weights, means)? * (Z95 * error).exp()))
        }
        "theil_between_x1000" => thousandfold(between().theil()),
        "mld_between_x1000" => thousandfold(between().mean_log_deviation()),
        "bgv" => disparity().map(|d| d.variance),
        "bgsd" => disparity().map(|d| d.variance.sqrt()),
        "cov" => percent(|d| d.variance.sqrt()),
        "idisw" => percent(|d| d.from_mean),
        "idisu" => percent(|d| d.from_mean_unweighted),
        "mdmw" => disparity().map(|d| d.from_mean),
        "mdmu" => disparity().map(|d| d.from_mean_unweighted),
        "mdbw" => disparity().map(|d| d.from_best),
        "mdbu" => disparity().map(|d| d.from_best_unweighted),
        "par" => disparity().map(|d| d.attributable),
        "paf" => percent(|d| d.attributable),
        _ => return None,
    })
}

fn of_line(name: &str, line: &Result<Line, Undefined>) -> Option<Outcome> {
    let of = |read: fn(&Line) -> Outcome| line.and_then(|line| read(&line));
    Some(match name {
        "slope" => of(|line| Ok(line.slope)),
        "intercept" => of(|line| Ok(line.intercept)),
        "slope_se" => of(|line| line.slope_error),
        "intercept_se" => of(|line| line.intercept_error),
        "r2" => of(|line| line.r_squared),
        "sigma" => of(|line| line.residual_deviation),
        "slope_t" => of(Line::slope_t),
        "slope_p" => of(Line::slope_p),
        "slope_ci95_lower" => of(|line| Ok(line.slope_interval(0.95)?.0)),
        "slope_ci95_upper" => of(|line| Ok(line.slope_interval(0.95)?.1)),
        "slope_hc1_se" => of(|line| line.slope_error_hc1),
        "slope_hc3_se" => of(|line| line.slope_error_hc3),
        _ => return None,
    })
}
