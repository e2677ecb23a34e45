//! Titles and sentences of the figures on who gets the most.

use super::{capitalised, change_clause, joined};
use crate::figure::{Figure, Form, GENERALISED, Row, Unit, number};

fn latest(figure: &Figure, key: &str) -> Option<f64> {
    figure.row(key).or_else(|| figure.companion(key))?.latest()?.known_value()
}

/// Whether a figure is of one school, which shares with none.
fn is_of_one(figure: &Figure) -> bool {
    let of_all = ["gini", "mean", "n"].into_iter();
    let mut of_all = of_all.filter_map(|key| figure.companion(key).or_else(|| figure.row(key)));
    of_all.any(|row| row.latest().is_some_and(|estimate| estimate.n == Some(1)))
}

fn clause(figure: &Figure, what: &str, key: &str) -> Option<String> {
    let row = figure.row(key).or_else(|| figure.companion(key))?;
    change_clause(what, row, &figure.waves)
}

fn share(value: f64) -> String {
    number::headline(value, Unit::Share)
}

/// Whether the curves are of amounts.
fn is_generalised(figure: &Figure) -> bool {
    matches!(figure.form, Form::Curves { heights: Some(_), .. })
}

pub fn lorenz_title(figure: &Figure) -> String {
    let noun = &figure.subject.noun;
    let half = format!("50{GENERALISED}");
    if let Some(half) = latest(figure, &half).filter(|_| is_generalised(figure)) {
        let (half, per) = (number::headline(half, figure.subject.unit), &figure.subject.per);
        return format!("Shared by all schools, what the lower half have is {half}{per}");
    }
    latest(figure, "50").filter(|_| !is_of_one(figure)).map_or_else(
        || format!("How {noun} is spread over schools"),
        |half| {
            let who = figure.subject.by_weight(
                "The lower half of schools share",
                "The half of pupils whose schools have least share",
            );
            format!("{who} {} of the {noun}", share(half))
        },
    )
}

pub fn lorenz_sentence(figure: &Figure) -> String {
    if is_generalised(figure) {
        return joined([
            clause(
                figure,
                "What the lower half of schools have, spread over all schools,",
                &format!("50{GENERALISED}"),
            ),
            clause(figure, "Half the average difference between two schools", "absolute-gini"),
        ]);
    }
    let (noun, wave) = (&figure.subject.noun, figure.waves.last());
    let held =
        latest(figure, "50").zip(latest(figure, "90")).zip(wave).map(|((half, ninety), wave)| {
            let (least, most) = figure.subject.by_weight(
                ("the half of schools that have least", "the tenth that have most"),
                (
                    "the half of pupils whose schools have least",
                    "the tenth whose schools have most",
                ),
            );
            format!(
                "In {wave} {least} held {} of all {noun}, and {most} {}.",
                number::prose(half, Unit::Share),
                number::prose(1.0 - ninety, Unit::Share)
            )
        });
    joined([held, clause(figure, "The Gini index", "gini")])
}

pub fn top_shares_title(figure: &Figure) -> String {
    let noun = &figure.subject.noun;
    latest(figure, "top-10").filter(|_| !is_of_one(figure)).map_or_else(
        || format!("Who holds the {noun}"),
        |top| {
            let who = figure.subject.by_weight(
                "The top tenth of schools hold",
                "The tenth of pupils whose schools have most hold",
            );
            format!("{who} {} of the {noun}", share(top))
        },
    )
}

pub fn top_shares_sentence(figure: &Figure) -> String {
    joined([
        clause(figure, "The share of the top 10%", "top-10"),
        clause(figure, "The share of the top 1%", "top-1"),
    ])
}

pub fn concentration_title(figure: &Figure) -> String {
    let noun = &figure.subject.noun;
    let is_none = |row: &Row| row.latest().is_some_and(|held| held.n == Some(0));
    // Where no tenth has a school, that none is in these five is no finding.
    if figure.row("5").is_some_and(is_none) && !figure.rows.iter().all(is_none) {
        return "No school is in the five most deprived tenths".into();
    }
    latest(figure, "5").map_or_else(
        || format!("How {noun} goes with deprivation"),
        |half| {
            format!("Schools in the five most deprived tenths hold {} of the {noun}", share(half))
        },
    )
}

pub fn concentration_sentence(figure: &Figure) -> String {
    let held = figure.row("5").and_then(Row::latest).zip(figure.waves.last()).and_then(
        |(estimate, wave)| {
            let held = number::prose(estimate.known_value()?, Unit::Share);
            let schools = match estimate.n? {
                0 => return Some(format!("In {wave} no school was in deciles 1 to 5.")),
                1 => "one school".into(),
                n => super::counted(n as usize, "school"),
            };
            let noun = &figure.subject.noun;
            Some(format!("In {wave} the {schools} in deciles 1 to 5 held {held} of all {noun}."))
        },
    );
    joined([held, clause(figure, "The concentration index", "concentration-index")])
}

pub fn distribution_title(figure: &Figure) -> String {
    let subject = &figure.subject;
    let (Some(above), Some(mean)) = (latest(figure, "share-above-mean"), latest(figure, "mean"))
    else {
        return format!("How many schools have how much: {}", subject.noun);
    };
    let schools = if above > 0.0 {
        let are = subject.by_weight("schools are", "pupils are in schools");
        format!("{} of {are}", share(above))
    } else {
        "No school is".into()
    };
    format!("{schools} above the mean of {}{}", number::headline(mean, subject.unit), subject.per)
}

pub fn distribution_sentence(figure: &Figure) -> String {
    let above = figure.subject.by_weight(
        "The share of schools above the mean",
        "The share of pupils in schools above the mean",
    );
    joined([
        clause(figure, &format!("The median of {}", figure.subject.noun), "median"),
        clause(figure, above, "share-above-mean"),
    ])
}

pub fn measures_title(figure: &Figure) -> String {
    format!("{} in every measure", capitalised(&figure.subject.noun))
}

pub fn measures_sentence(figure: &Figure) -> String {
    joined([clause(figure, "The mean", "mean"), clause(figure, "The Gini index", "gini")])
}

pub fn between_within_title(figure: &Figure) -> String {
    latest(figure, "between-share").map_or_else(
        || "How much of the inequality goes with deprivation".into(),
        |between| {
            format!("Deprivation accounts for {} of the inequality between schools", share(between))
        },
    )
}

pub fn between_within_sentence(figure: &Figure) -> String {
    joined([
        clause(figure, "The Theil index between deciles", "theil-between"),
        clause(figure, "The Theil index within deciles", "theil-within"),
    ])
}
