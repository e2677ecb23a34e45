//! What the tooltip of a mark says, against lines written by hand from the fixed figures.

mod figures;

use figures::*;
use giving_gap::draw::{Look, Scene, Step, draw, height};
use giving_gap::figure::{Figure, Pointed, Tooltip, tooltip};
use plotters::backend::SVGBackend;

fn scene(figure: &Figure, width: u32) -> Scene {
    let mut out = String::new();
    let size = (width * 10, height(figure, width) * 10);
    let mut backend = SVGBackend::with_string(&mut out, size);
    draw(figure, &Look::new(width), &mut backend).expect("drawing into a string does not fail")
}

fn lines(tooltip: &Tooltip) -> Vec<String> {
    let row = |row: &giving_gap::figure::TooltipLine| {
        format!("{} | {}", row.label, row.cells.join(" | "))
    };
    tooltip.lines.iter().map(row).collect()
}

#[test]
fn a_bar_says_both_waves_in_parts() {
    let figure = decile_raised();
    let row = figure.rows.iter().position(|row| row.key == "8").expect("the eighth tenth");
    let said = tooltip(&figure, Pointed::Cell { row, wave: 1, part: Some(1) }).expect("a tooltip");
    assert_eq!(said.title, "Tenth 8");
    assert_eq!(said.columns, ["2016", "2018"]);
    // 17,600 × 1.96 × 0.42 ÷ √48 = 2,091 and 22,200 × 1.96 × 0.42 ÷ √39 = 2,926, by hand.
    assert_eq!(
        lines(&said),
        [
            "PTA income | £8,448 | £11,100",
            "Donations | £9,152 | £11,100",
            "Money raised | £17,600 | £22,200",
            "95% interval, from | £15,509 | £19,274",
            "to | £19,691 | £25,126",
            "Schools | 48 | 39",
            "Change |  | +\u{2060}£4,600",
            "95% interval, from |  | +\u{2060}£2,538",
            "to |  | +\u{2060}£6,662",
        ]
    );
    assert_eq!(
        said.spoken,
        "Tenth 8, 2018, PTA income: £11,100. Money raised: £22,200, 95% interval £19,274 to \
         £25,126, 39 schools."
    );
}

#[test]
fn an_absent_value_says_why() {
    let figure = one_school(decile_raised());
    let said = tooltip(&figure, Pointed::Cell { row: 0, wave: 0, part: None }).expect("a tooltip");
    assert_eq!(said.title, "Tenth 1, most deprived");
    let lines = lines(&said);
    assert_eq!(lines[lines.len() - 2..], ["2016: no school | ", "2018: no school | "]);
    assert_eq!(said.spoken, "Tenth 1, most deprived, 2016. Money raised: no school.");
}

#[test]
fn a_step_and_a_curve_and_a_school_say_their_numbers() {
    let steps = decomposition();
    let row = steps.rows.iter().position(|row| row.key == "joiners").expect("the step");
    let said = tooltip(&steps, Pointed::Cell { row, wave: 0, part: None }).expect("a tooltip");
    let minus = "\u{2212}\u{2060}";
    assert_eq!(
        lines(&said),
        [
            format!("Change | {minus}£320"),
            format!("95% interval, from | {minus}£800"),
            "to | +\u{2060}£150".into(),
            "Schools | 306".into(),
        ]
    );
    let said = tooltip(&lorenz(), Pointed::OnCurve { curve: 1, point: 5 }).expect("a tooltip");
    assert_eq!(said.title, "Lowest 50% of schools");
    assert_eq!(lines(&said), ["Share of the total | 26.3% | 22.5%"]);
    // 26.3 % of £10,000 and 22.5 % of £20,000.
    let amounts = generalised(lorenz(), [10_000.0, 20_000.0]);
    let said = tooltip(&amounts, Pointed::OnCurve { curve: 1, point: 5 }).expect("a tooltip");
    assert_eq!(lines(&said), ["Spread over all schools | £2,630 | £4,500"]);
    assert_eq!(said.spoken, "Lowest 50% of schools, 2018: £4,500 spread over all schools.");
    let said = tooltip(&schools(3), Pointed::School { point: 1 }).expect("a tooltip");
    assert_eq!(said.title, "Tenth 2 of deprivation");
    assert!(tooltip(&lorenz(), Pointed::School { point: 1 }).is_none());
}

#[test]
fn keys_reach_every_mark_of_every_form_and_each_has_a_tooltip() {
    let all = [
        decile_raised(),
        decile_volunteer(),
        lorenz(),
        concentration(),
        top_shares(),
        between_within(),
        distribution(),
        change(),
        decomposition(),
        drivers(),
        schools(40),
    ];
    for figure in all {
        let kind = figure.kind;
        for width in [335, 952] {
            let scene = scene(&figure, width);
            let schools = scene.schools.iter().flatten().count();
            let marks = scene.marks.len() + schools;
            let mut reached = Vec::new();
            let mut next: Vec<Pointed> = scene.step(None, Step::Right).into_iter().collect();
            while let Some(at) = next.pop() {
                if reached.contains(&at) {
                    continue;
                }
                reached.push(at);
                assert!(tooltip(&figure, at).is_some(), "{kind} {at:?}");
                assert!(scene.region(at).is_some(), "{kind} {at:?}");
                let steps = [Step::Left, Step::Right, Step::Up, Step::Down];
                next.extend(steps.iter().filter_map(|step| scene.step(Some(at), *step)));
            }
            assert_eq!(reached.len(), marks, "{kind} at {width}");
        }
    }
}

#[test]
fn the_pointer_on_a_mark_means_that_mark() {
    for figure in [decile_raised(), change(), decomposition(), schools(12)] {
        let scene = scene(&figure, 952);
        for mark in &scene.marks {
            let (x, y) = mark.rect.centre();
            let meant = scene.nearest(x, y).and_then(|pointed| scene.region(pointed));
            let slot = meant.map(|region| region.slot);
            assert_eq!(slot, Some(mark.slot), "{} {:?}", figure.kind, mark.pointed);
        }
    }
}
