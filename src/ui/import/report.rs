//! The import report: counts that add up, each openable to the lines and cells behind it.

use super::state::Import;
use crate::figure::{Unit, number};
use crate::ingest::{CellAt, FileReport, ImportReport, Lines, RowReason};
use crate::ui::data_table::full;
use crate::ui::save::save_text;
use crate::ui::session::Session;
use leptos::prelude::*;

/// Lines and cells shown of each kind; the saved report has more.
const SHOWN: usize = 20;

fn count(n: u64) -> String {
    number::plain(n as f64, Unit::Count)
}

/// A noun's number, to stand after a count that is shown by itself.
fn noun(n: u64, one: &str, more: &str) -> String {
    if n == 1 { one.into() } else { more.into() }
}

#[component]
pub fn Report(import: Import) -> impl IntoView {
    move || import.report.get().map(|report| report_view(import, &report))
}

fn report_view(import: Import, report: &ImportReport) -> impl IntoView + use<> {
    let csv = report.to_csv();
    let save = move |_| {
        if let Err(fault) = save_text("import-report.csv", "text/csv", &csv) {
            Session::here().tell(format!("The report could not be saved: {fault:?}"));
        }
    };
    view! {
        <div data-handle="import-report" class="report">
            <h3 class="sub-heading">"What was read"</h3>
            {tallies(report)}
            {over_all(report)}
            {report.files.iter().map(file_view).collect_view()}
            <WavesShown import all=report.all_waves.clone() shown=report.waves.clone() />
            <div class="after">
                <button type="button" class="button" data-handle="save-report" on:click=save>
                    "Download the report"
                </button>
            </div>
        </div>
    }
}

fn tallies(report: &ImportReport) -> impl IntoView + use<> {
    let wave = |at: usize| report.waves.get(at).map_or("", String::as_str);
    let (read, used) = (report.rows_read(), report.rows_used());
    let left_out = report.rows_left_out();
    let rows = |n: u64, what: &str| format!("{} {what}", noun(n, "row", "rows"));
    let schools = |n: u64| noun(n, "school", "schools");
    let first_only = match report.waves.len() {
        0 | 1 => schools(report.schools_first_only),
        _ => format!("in {} only", wave(0)),
    };
    let entries = [
        ("rows-read", rows(read, "read"), read),
        ("rows-used", rows(used, "used"), used),
        ("rows-left-out", rows(left_out, "left out"), left_out),
        ("schools-both", schools(report.schools_both) + " in both", report.schools_both),
        ("schools-first-only", first_only, report.schools_first_only),
        ("schools-second-only", format!("in {} only", wave(1)), report.schools_second_only),
        ("unlinked", "not linked".into(), report.unlinked),
    ];
    let one_wave = report.waves.len() < 2;
    let entry = |(name, words, n): (&'static str, String, u64)| {
        let is_idle = one_wave && matches!(name, "schools-both" | "schools-second-only");
        view! {
            <div hidden=is_idle>
                <dt>{words}</dt>
                <dd><data data-count=name value=full(n as f64)>{count(n)}</data></dd>
            </div>
        }
    };
    view! { <dl class="tallies">{entries.map(entry).into_iter().collect_view()}</dl> }
}

/// What concerns all files together, a line each, where there is something to say.
fn over_all(report: &ImportReport) -> impl IntoView + use<> {
    let mut lines: Vec<(u64, String)> = Vec::new();
    let mut say = |n: u64, one: &str, more: &str, words: &str| {
        if n > 0 {
            lines.push((n, format!("{} {words}", noun(n, one, more))));
        }
    };
    say(report.bridged, "school", "schools", "followed over a change of URN");
    say(
        report.kept_apart,
        "pair",
        "pairs",
        "of URNs said to be one school, left apart: both have accounts in one wave",
    );
    say(
        report.schools_without_area,
        "school",
        "schools",
        "in an area that no file of deprivation has: the decile is unknown",
    );
    say(
        report.minutes_differ,
        "value",
        "values",
        "of volunteer minutes per pupil that differ by over 1% from minutes ÷ pupils",
    );
    for (phase, n) in &report.set_aside {
        say(*n, "school", "schools", &format!("set aside, not state primary: {phase}"));
    }
    for (field, n) in &report.disagreements {
        let words = format!("of {field} that two files give differently: the first file’s is kept");
        say(*n, "value", "values", &words);
    }
    let gifts = (!report.gifts_known).then(|| {
        view! {
            <li>
                <b class="r">"–"</b>
                <span>
                    "No column tells what a PTA gave its school: where the school booked it as a donation, it \
                    is counted twice."
                </span>
            </li>
        }
    });
    let line = |(n, words): (u64, String)| {
        view! { <li><b class="r">{count(n)}</b><span>{words}</span></li> }
    };
    view! { <ul class="why">{lines.into_iter().map(line).collect_view()} {gifts}</ul> }
}

/// One file: rows left out by reason, values missing by column and reason, lines that contradict.
fn file_view(file: &FileReport) -> impl IntoView + use<> {
    let left_out = file.left_out.iter().map(|(reason, lines)| {
        let rows = noun(lines.count, "row", "rows");
        opened(lines.count, format!("{rows} left out: {}", reason.words()), line_list(lines))
    });
    let missing = file.missing.iter().flat_map(|column| {
        column.reasons.iter().map(|(reason, cells)| {
            let what = format!(
                "{} of {} missing ({}): {}",
                noun(cells.count, "value", "values"),
                column.field,
                column.header,
                column.words(*reason),
            );
            opened(cells.count, what, cell_list(&cells.first, cells.count))
        })
    });
    let conflicts = file.left_out.get(&RowReason::Conflict).map(|lines| {
        let pairs: Vec<String> = file
            .conflicts
            .iter()
            .take(SHOWN)
            .map(|(kept, left)| format!("line {} kept, line {} not", count(*kept), count(*left)))
            .collect();
        let mut what = format!(
            "{} something else of a school and wave than the one kept",
            noun(lines.count, "row says", "rows say"),
        );
        if let Some(column) = &file.dated_by {
            what.push_str(&format!(", the newest by {column} before the wave’s end"));
        }
        let more = and_more(lines.count, pairs.len());
        opened(lines.count, what, format!("{}{more}", pairs.join("; ")))
    });
    let unused = (!file.unused.is_empty()).then(|| {
        let n = file.unused.len() as u64;
        let what = format!("{} of the file not used", noun(n, "column", "columns"));
        opened(n, what, file.unused.join(", "))
    });
    let entries: Vec<AnyView> = left_out.chain(missing).chain(conflicts).chain(unused).collect();
    let rows = noun(file.rows_read, "row", "rows");
    let rows = format!("{} of {} {rows} used", count(file.rows_used), count(file.rows_read));
    view! {
        <h4 class="report-file">{file.name.clone()} <span>{rows}</span></h4>
        <ul class="openable">{entries}</ul>
    }
}

/// A count in words that opens to the lines behind it.
fn opened(n: u64, what: String, lines: String) -> AnyView {
    view! {
        <li>
            <details>
                <summary><b>{count(n)}</b> " " {what}</summary>
                <p>{lines}</p>
            </details>
        </li>
    }
    .into_any()
}

fn line_list(lines: &Lines) -> String {
    let shown: Vec<String> = lines.first.iter().take(SHOWN).map(|line| count(*line)).collect();
    let line = noun(lines.count, "line", "lines");
    format!("In {line} {}{}", shown.join(", "), and_more(lines.count, shown.len()))
}

fn cell_list(cells: &[CellAt], all: u64) -> String {
    let shown = |cell: &CellAt| match cell.text.trim() {
        "" => format!("line {}", count(cell.line)),
        text => format!("line {}: “{text}”", count(cell.line)),
    };
    let shown: Vec<String> = cells.iter().take(SHOWN).map(shown).collect();
    format!("{}{}", shown.join(", "), and_more(all, shown.len()))
}

fn and_more(all: u64, shown: usize) -> String {
    let more = all.saturating_sub(shown as u64);
    if more > 0 { format!(" and {} more", count(more)) } else { String::new() }
}

/// From which wave to which change is counted: the two can be swapped, and chosen where there are more.
#[component]
fn WavesShown(import: Import, all: Vec<String>, shown: Vec<String>) -> impl IntoView {
    let [first, second] = shown.as_slice() else { return ().into_any() };
    let session = Session::here();
    let order = format!("Change is counted from {first} to {second}.");
    let swapped = vec![second.clone(), first.clone()];
    let show = move |waves: Vec<String>| {
        import.options.update(|options| options.waves = Some(waves));
        import.use_files(session);
    };
    let select = |at: usize, label: &'static str| {
        let (shown, swapped) = (shown.clone(), swapped.clone());
        let now = shown[at].clone();
        let choose = move |event: web_sys::Event| {
            let mut waves = shown.clone();
            waves[at] = event_target_value(&event);
            // Choosing the other one is swapping.
            show(if waves[0] == waves[1] { swapped.clone() } else { waves });
        };
        let option = move |label: &String| {
            view! { <option value=label.clone() selected=*label == now>{label.clone()}</option> }
        };
        view! {
            <label class="option">
                <span class="label">{label}</span>
                <select on:change=choose>{all.iter().map(option).collect_view()}</select>
            </label>
        }
    };
    let selects = (all.len() > 2).then(|| (select(0, "First wave"), select(1, "Second wave")));
    view! {
        <div class="file-choices order" data-handle="waves">
            <p>{order}</p>
            {selects}
            <button type="button" class="button" data-handle="swap" on:click=move |_| show(swapped.clone())>
                "Swap"
            </button>
        </div>
    }
    .into_any()
}
