//! Titles and sentences of the figures by deprivation.

use super::{Verdict, capitalised, gap_clause, verdict};
use crate::figure::{Absent, Figure, Row, Unit, number};

/// The two ends of the scale that the rows have: tenths, or fifths once disclosure control merged them.
struct Ends<'a> {
    most_deprived: &'a Row,
    least_deprived: &'a Row,
    /// "tenth" or "fifth".
    part: &'static str,
}

fn ends(figure: &Figure) -> Option<Ends<'_>> {
    let between = |most, least, part| {
        let (most_deprived, least_deprived) = (figure.row(most)?, figure.row(least)?);
        Some(Ends { most_deprived, least_deprived, part })
    };
    between("1", "10", "tenth").or_else(|| between("1-2", "9-10", "fifth"))
}

fn latest(row: &Row) -> Option<f64> {
    row.latest()?.known_value()
}

/// "The least deprived tenth raises £41,000 a school; the most deprived, £7,000".
pub fn title(figure: &Figure) -> String {
    let subject = &figure.subject;
    let by_deprivation = || format!("{}, by deprivation of the area", capitalised(&subject.noun));
    let Some(Ends { most_deprived, least_deprived, part }) = ends(figure) else {
        return by_deprivation();
    };
    let (Some(most), Some(least)) = (latest(most_deprived), latest(least_deprived)) else {
        return by_deprivation();
    };
    let say = |value| number::headline(value, subject.unit);
    let (present, tail, per) = (&subject.present, &subject.tail, &subject.per);
    if say(most) == say(least) {
        return format!(
            "The most and the least deprived {part} are level: each {present} {}{tail}{per}",
            say(least)
        );
    }
    let (high, high_name, low, low_name) =
        if least > most { (least, "least", most, "most") } else { (most, "most", least, "least") };
    format!(
        "The {high_name} deprived {part} {present} {}{tail}{per}; the {low_name} deprived, {}",
        say(high),
        say(low)
    )
}

/// What the chart shows, with the ratio's interval, and what became of the gap.
pub fn sentence(figure: &Figure) -> String {
    let subject = &figure.subject;
    let Some((Ends { most_deprived, least_deprived, part }, wave)) =
        ends(figure).zip(figure.waves.last())
    else {
        return String::new();
    };
    let (Some(most), Some(least)) = (latest(most_deprived), latest(least_deprived)) else {
        let had = |row: &Row| row.waves.iter().any(|wave| wave.known_value().is_some());
        let in_wave = match had(most_deprived) && had(least_deprived) {
            true => format!(" in {wave}"),
            false => String::new(),
        };
        return format!(
            "{} cannot be compared between the two ends of the scale{in_wave}: {}.",
            capitalised(&subject.noun),
            why_not(most_deprived, least_deprived, part)
        );
    };
    let (past, tail, per) = (&subject.past, &subject.tail, &subject.per);
    let say = |value| number::prose(value, subject.unit);
    let mut text = format!(
        "In {wave} schools in the least deprived {part} of areas {past} {}{tail}{per} on average",
        say(least)
    );
    let ratio = figure.companion("ratio").and_then(Row::latest);
    match ratio.and_then(|ratio| Some((ratio.known_value()?, ratio.interval))) {
        Some((times, interval)) => {
            let range = |of: &str| {
                interval.map_or_else(String::new, |(low, high)| {
                    format!(" (95% interval{of} {})", number::range(low, high, Unit::Times))
                })
            };
            text += &if say(most) == say(least) {
                format!(", as in the most deprived {part}{}.", range(" of the ratio"))
            } else {
                let times = number::prose(times, Unit::Times);
                format!(", {times} the {} of the most deprived {part}{}.", say(most), range(""))
            };
        }
        None => text += &format!("; in the most deprived {part}, {}.", say(most)),
    }
    let gap = figure.companion("difference");
    // One wave's gap is what the two ends have just been said to have.
    if let Some(clause) = gap
        .filter(|row| row.waves.len() > 1)
        .and_then(|row| gap_clause("The difference between them", row, &figure.waves))
    {
        text.push(' ');
        text += &clause;
    }
    if let Some(clause) = over_the_whole_scale(figure) {
        text.push(' ');
        text += &clause;
    }
    text
}

/// What became of the gap over all the tenths, where the two ends alone cannot tell and it can: a
/// headline that says so is then no contradiction.
fn over_the_whole_scale(figure: &Figure) -> Option<String> {
    let told = |key: &str| figure.companion(key).map(|row| verdict(row.change.as_ref()));
    let is_clear = matches!(told("sii"), Some(Verdict::Rose | Verdict::Fell));
    let row = figure.companion("sii").filter(|_| is_clear)?;
    let is_open = told("difference") == Some(Verdict::CannotTell);
    let what = "By the slope index, over the whole scale of deprivation, the gap";
    gap_clause(what, row, &figure.waves).filter(|_| is_open)
}

/// What the ends lack: a school with a value, or what disclosure control withheld.
fn why_not(most: &Row, least: &Row, part: &str) -> String {
    let is_withheld =
        |row: &Row| row.latest().is_some_and(|estimate| estimate.value == Err(Absent::Withheld));
    if is_withheld(most) || is_withheld(least) {
        return Absent::Withheld.reason().into();
    }
    match (latest(most), latest(least)) {
        (None, None) => "neither has a school with a value".into(),
        (None, _) => format!("the most deprived {part} has no school with a value"),
        _ => format!("the least deprived {part} has no school with a value"),
    }
}
