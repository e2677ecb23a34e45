//! The claims as a figure: published figures against the data, then against each other.

use super::check::check;
use super::evidence::Needs;
use super::file::{Claim, ClaimsFile, Occasion};
use super::intervals;
use super::judge::{found, judge};
use crate::analysis::notes;
use crate::analysis::study::Study;
use crate::dataset::{Dataset, Source};
use crate::figure::words::{counted, listed};
use crate::figure::{
    Absent, ClaimVerdict, Estimate, Figure, Form, Judgement, Kind, Note, Row, Ruler, Subject, Unit,
    number,
};

/// What a row of a check is named: `check:ID`.
const CHECK: &str = "check:";

/// Judges a claims file by a study's data, whatever its options.
pub fn claims(study: &Study, file: &ClaimsFile) -> Figure {
    let dataset = study.dataset();
    let checks: Vec<Judgement> = file.checks.iter().map(|one| check(file, one, dataset)).collect();
    let (mut rows, mut judgements) = (Vec::new(), Vec::new());
    for claim in &file.claims {
        let Some(measure) = &claim.measure else { continue };
        let found = found(dataset, claim, measure).map(|estimate| {
            let interval = intervals::of(study, claim, measure).or(estimate.interval);
            estimate.within(interval)
        });
        let mut judgement = judge(claim, &found);
        if matches!(judgement.verdict, ClaimVerdict::Near | ClaimVerdict::Differs) {
            judgement.sum.push_str(&broken_sums(file, claim, &checks));
        }
        rows.push(claim_row(claim, found));
        judgements.push(judgement);
    }
    for (check, judgement) in file.checks.iter().zip(checks) {
        rows.push(Row {
            key: format!("{CHECK}{}", check.id),
            label: check.quantity.clone(),
            unit: judgement.ruler.as_ref().map_or(Unit::Plain, |ruler| ruler.unit),
            waves: check_estimates(&judgement),
            change: None,
            change_percent: None,
        });
        judgements.push(judgement);
    }
    let (title, sentence) = (title(&rows, &judgements), sentence(&rows, &judgements));
    Figure {
        kind: Kind::Claims,
        subject: Subject::of_rows("published figures"),
        kicker: "Claims".into(),
        title,
        subtitle: "What was published, beside what this data gives, and beside what the other \
                   published figures allow"
            .into(),
        sentence,
        waves: vec!["Published".into(), "Computed".into()],
        unit: Unit::Plain,
        heading: "Claim".into(),
        rows,
        companions: Vec::new(),
        form: Form::Claims { judgements },
        notes: invented(dataset)
            .into_iter()
            .chain(remarks(file))
            .chain(notes::direction(dataset))
            .collect(),
        provenance: notes::provenance(dataset, study.tables.donations_per_pupil.all.resamples()),
        description: None,
    }
}

fn claim_row(claim: &Claim, found: Result<Estimate, Needs>) -> Row {
    let computed = found.unwrap_or_else(|Needs(what)| {
        Estimate::absent(Absent::NotAvailable(format!("needs {what}")))
    });
    let when = match &claim.occasion {
        Occasion::In(wave) => format!(", {wave}"),
        Occasion::Between(first, second) => format!(", {first} to {second}"),
        Occasion::Unnamed => String::new(),
    };
    Row {
        key: claim.id.clone(),
        label: format!("{}{when}", claim.quantity),
        unit: claim.printed.unit.written(),
        waves: vec![Estimate::known(claim.printed.value), computed],
        change: None,
        change_percent: None,
    }
}

/// What is published, and the sum of the figures as printed with the ends of what it allows.
fn check_estimates(judgement: &Judgement) -> Vec<Estimate> {
    match &judgement.ruler {
        Some(ruler) => vec![
            Estimate::known(ruler.published),
            Estimate::known(ruler.value).within(range_of(ruler)),
        ],
        None => vec![Estimate::absent(Absent::NotAvailable("the sum is in words".into())); 2],
    }
}

/// The ends of what a sum allows, where they can be told apart.
fn range_of(ruler: &Ruler) -> Option<(f64, f64)> {
    let written = |end: f64| number::plain(end, ruler.unit);
    (written(ruler.low) != written(ruler.high)).then_some((ruler.low, ruler.high))
}

/// The sums of the file that this claim is part of and that do not come out.
fn broken_sums(file: &ClaimsFile, claim: &Claim, checks: &[Judgement]) -> String {
    let against = |judgement: &Judgement| {
        matches!(judgement.verdict, ClaimVerdict::Edge | ClaimVerdict::Impossible)
    };
    let names: Vec<String> = file
        .checks
        .iter()
        .zip(checks)
        .filter(|(check, judgement)| {
            against(judgement) && check.test.claims().contains(&claim.id.as_str())
        })
        .map(|(check, _)| format!("“{}”", check.quantity))
        .collect();
    if names.is_empty() {
        return String::new();
    }
    format!(" The figure is part of a published sum that does not come out: {}.", listed(&names))
}

fn count(judgements: &[Judgement], verdict: ClaimVerdict) -> usize {
    judgements.iter().filter(|judgement| judgement.verdict == verdict).count()
}

/// "49 of 54 published figures are reproduced; 4 sums between them cannot hold".
fn title(rows: &[Row], judgements: &[Judgement]) -> String {
    let of_claims = rows.iter().zip(judgements).filter(|(row, _)| !row.key.starts_with(CHECK));
    let verdicts: Vec<ClaimVerdict> = of_claims.map(|(_, judgement)| judgement.verdict).collect();
    let claims = verdicts.len();
    let reproduced = count(judgements, ClaimVerdict::Reproduced);
    let told = verdicts.iter().filter(|verdict| **verdict != ClaimVerdict::NeedsColumn).count();
    let of = |many| counted(many, "published figure");
    let are = if told == 1 { "is" } else { "are" };
    let first = match told {
        0 if claims > 0 => format!("These data cannot tell of the {}", of(claims)),
        _ if told < claims => {
            format!("{reproduced} of {} that these data tell of {are} reproduced", of(told))
        }
        _ => format!("{reproduced} of {} {are} reproduced", of(told)),
    };
    match count(judgements, ClaimVerdict::Impossible) {
        0 => first,
        impossible => format!("{first}; {} between them cannot hold", counted(impossible, "sum")),
    }
}

/// Works the first of the sums out that cannot hold; the table does so with each.
fn sentence(rows: &[Row], judgements: &[Judgement]) -> String {
    let is_impossible = |judgement: &&Judgement| judgement.verdict == ClaimVerdict::Impossible;
    let mut cannot = judgements.iter().zip(rows).filter(|(one, _)| is_impossible(one));
    let Some((judgement, row)) = cannot.next() else { return String::new() };
    let others = match cannot.count() {
        0 => String::new(),
        1 => " Another cannot hold either; the table works it out.".into(),
        others => format!(" {others} others cannot hold either; the table works each out."),
    };
    format!("“{}” cannot hold: {}{others}", row.label, judgement.sum)
}

/// The demonstration was made from the published figures: that it gives them back proves nothing.
fn invented(dataset: &Dataset) -> Option<Note> {
    let text = "The demonstration’s schools are invented so that they give the published averages: that a \
                figure is reproduced says nothing for it. Bring data of your own to check it.";
    (dataset.source == Source::Demonstration).then(|| Note::new("Demonstration", text))
}

fn remarks(file: &ClaimsFile) -> Vec<Note> {
    let verdicts = "Reproduced: equal once rounded as published. Near: within 1%. Sums let every \
                    figure lie anywhere within its rounding: consistent as printed, at the edge if \
                    only other values in that rounding agree, cannot be if none do.";
    let remarks = file.remarks.iter().map(|remark| {
        let place = if remark.place.is_empty() { "Note" } else { &remark.place };
        Note::new(place, remark.text.clone())
    });
    std::iter::once(Note::new("How to read it", verdicts)).chain(remarks).collect()
}
