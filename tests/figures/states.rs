//! A fixed figure in the states that data can leave it in.

use giving_gap::figure::*;

/// The same figure with the second wave only.
pub fn only_second_wave(mut figure: Figure) -> Figure {
    figure.waves.remove(0);
    for row in figure.rows.iter_mut().chain(&mut figure.companions) {
        if row.waves.len() == 2 {
            row.waves.remove(0);
        }
        row.change = row.change.as_ref().map(|_| {
            let why = "there is one wave, so nothing to compare";
            Estimate::absent(Absent::NotAvailable(why.into()))
        });
    }
    match &mut figure.form {
        Form::Bars { trends, .. } | Form::Dots { trends, .. } => {
            trends.remove(0);
        }
        Form::Curves { curves, .. } => {
            curves.remove(0);
            for curve in curves {
                curve.wave = 0;
            }
        }
        _ => {}
    }
    figure
}

/// The same figure before its intervals came.
pub fn without_intervals(mut figure: Figure) -> Figure {
    for row in figure.rows.iter_mut().chain(&mut figure.companions) {
        for estimate in row.waves.iter_mut().chain(&mut row.change) {
            estimate.interval = None;
        }
    }
    figure
}

/// The same figure with nothing in it.
pub fn emptied(mut figure: Figure) -> Figure {
    for row in &mut figure.rows {
        for estimate in row.waves.iter_mut().chain(&mut row.change) {
            *estimate = Estimate::absent(Absent::NotAvailable(
                "no column of the file says what the PTA raised".into(),
            ));
        }
    }
    figure
}

/// The same figure of one school: one tenth has a value, and one school holds all of it.
pub fn one_school(mut figure: Figure) -> Figure {
    for row in &mut figure.rows {
        let here = row.key == "4" || row.key.starts_with("4-");
        for estimate in &mut row.waves {
            estimate.interval = None;
            if here {
                estimate.n = Some(1);
                if row.key == "4" {
                    estimate.mark = Some(Mark::OneSchoolDominates);
                }
            } else {
                *estimate = Estimate::absent(Absent::NotAvailable("no school".into()));
            }
        }
    }
    if let Form::Bars { trends, .. } | Form::Dots { trends, .. } = &mut figure.form {
        trends.iter_mut().for_each(|trend| *trend = None);
    }
    figure
}

/// The same Lorenz curves of amounts, each wave with this mean; the table gives both.
pub fn generalised(mut figure: Figure, means: [f64; 2]) -> Figure {
    let Form::Curves { curves, heights, .. } = &mut figure.form else { return figure };
    *heights = Some(Unit::Pounds);
    for curve in curves {
        curve.points.iter_mut().for_each(|(_, height)| *height *= means[curve.wave]);
    }
    let times_mean = |row: &Row, key: String, label: String| -> Row {
        let mut row = Row { key, label, unit: Unit::Pounds, ..row.clone() };
        for (estimate, mean) in row.waves.iter_mut().zip(means) {
            estimate.value = estimate.value.clone().map(|value| value * mean);
            estimate.interval = estimate.interval.map(|(low, high)| (low * mean, high * mean));
        }
        row.change = None;
        row
    };
    let spread = |row: &Row| {
        let label = format!("{}, spread over all schools", row.label);
        times_mean(row, format!("{}{GENERALISED}", row.key), label)
    };
    let rows: Vec<Row> = figure.rows.iter().map(spread).collect();
    figure.rows.extend(rows);
    let gini: Vec<Row> =
        figure.companions.iter().filter(|row| row.key == "gini").cloned().collect();
    let absolute = |row: &Row| times_mean(row, "absolute-gini".into(), "Gini × mean".into());
    figure.companions.extend(gini.iter().map(absolute));
    figure
}
