//! The claims: a verdict a row, with the sum behind it, against the data and against each other.

use super::data_table::content_of_level;
use super::ruler::ruler;
use crate::figure::{ClaimVerdict, Figure, Form, Judgement, Row};
use leptos::prelude::*;

/// Counts of each verdict, then the rows.
pub fn claims_table(figure: &Figure) -> AnyView {
    let Form::Claims { judgements } = &figure.form else { return ().into_any() };
    let rows: Vec<AnyView> = figure
        .rows
        .iter()
        .zip(judgements)
        .map(|(row, judgement)| claim(&figure.waves, row, judgement))
        .collect();
    let heads =
        figure.waves.iter().map(|wave| view! { <th scope="col" class="r">{wave.clone()}</th> });
    let heads = heads.collect_view();
    view! {
        {tally(judgements)}
        <table data-table class="claims">
            <caption class="unseen">{figure.title.clone()}</caption>
            <thead>
                <tr>
                    <th scope="col">"Verdict"</th>
                    <th scope="col">{figure.heading.clone()}</th>
                    {heads}
                    <th scope="col" class="sum">"Sum"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn tally(judgements: &[Judgement]) -> AnyView {
    let entry = |verdict: ClaimVerdict| {
        let n = judgements.iter().filter(|judgement| judgement.verdict == verdict).count();
        (n > 0).then(|| view! { <li><b>{n.to_string()}</b> {chip(verdict)}</li> })
    };
    let entries = ClaimVerdict::ALL.into_iter().filter_map(entry).collect_view();
    view! { <ul class="tally" aria-label="Verdicts">{entries}</ul> }.into_any()
}

fn claim(waves: &[String], row: &Row, judgement: &Judgement) -> AnyView {
    let numbers: Vec<AnyView> = row
        .waves
        .iter()
        .zip(waves)
        .map(|(estimate, wave)| {
            let content = content_of_level(wave, estimate, row.unit);
            view! { <td data-col=wave.clone() class="r" inner_html=content></td> }.into_any()
        })
        .collect();
    view! {
        <tr data-row=row.key.clone() data-verdict=judgement.verdict.name()>
            <td>{chip(judgement.verdict)}</td>
            <th scope="row">
                {row.label.clone()} <span class="where">{judgement.place.clone()}</span>
            </th>
            {numbers}
            <td class="sum">
                {judgement.sum.clone()} {judgement.ruler.as_ref().map(ruler)}
            </td>
        </tr>
    }
    .into_any()
}

/// The verdict as a sign and a word: no meaning rests on its colour.
fn chip(verdict: ClaimVerdict) -> AnyView {
    let sign = match verdict {
        ClaimVerdict::Reproduced | ClaimVerdict::Consistent => "M1.5 7 5 10.5 11.5 2.5",
        ClaimVerdict::Near => {
            "M1 5c2-2 3.6-2 5.5-.6S10 5.8 12 4M1 9.5c2-2 3.600-2 5.5-.6s3.5 1.400 5.5-.4"
        }
        ClaimVerdict::Differs => "M1 4.5h11M1 8.5h11M9 1 4 12",
        ClaimVerdict::NeedsColumn => "M1.5 1.5h3v10h-3zM8.5 3.5v6M5.8 6.5h5.4",
        ClaimVerdict::Edge => "M11.5 1v11M1 6.5h8M6 3.5l3 3-3 3",
        ClaimVerdict::Impossible => "m2 2 9 9M11 2l-9 9",
    };
    view! {
        <span class=format!("chip {}", verdict.name())>
            <svg width="13" height="13" viewBox="0 0 13 13" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
                <path d=sign />
            </svg>
            {verdict.words()}
        </span>
    }
    .into_any()
}
