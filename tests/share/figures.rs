//! Figures to share: those of the demonstration, and any at all.

use crate::demonstration::demonstration;
use giving_gap::analysis::{Options, Study};
use giving_gap::figure::disclosure::{Released, Rules, control};
use giving_gap::figure::{
    Absent, Bin, Curve, Estimate, Figure, Form, Hue, Input, Kind, Mark, Note, Part, Point,
    Provenance, Row, SchoolWeight, Series, Step, Subject, Trend, Unit,
};
use giving_gap::share::credits;
use proptest::collection::vec;
use proptest::option::of as maybe;
use proptest::prelude::*;
use proptest::sample::select;
use std::rc::Rc;

/// Every figure of the demonstration data that is computed from the data alone. The intervals are
/// invented, since resampling takes a while: a seventh to either side.
pub fn demonstration_figures() -> Vec<Figure> {
    let study = Study::new(Rc::new(demonstration()), Options::default());
    let mut figures: Vec<Figure> =
        Kind::ALL.into_iter().filter_map(|kind| study.figure(kind)).collect();
    figures.iter_mut().for_each(give_intervals);
    figures
}

/// The same as they leave, cleared and stamped, with intervals and notes from resampling: they take
/// the room that a user's take.
pub fn leaving_figures() -> Vec<Figure> {
    let mut study = Study::new(Rc::new(demonstration()), Options::default());
    while study.advance(usize::MAX) {}
    let cleared = |kind| {
        let cleared = control(&study.material(kind)?, &Rules::default(), &Released::default());
        Some(credits::stamped(cleared.ok()?.figure, "", "23 November 2026"))
    };
    Kind::ALL.into_iter().filter_map(cleared).collect()
}

fn give_intervals(figure: &mut Figure) {
    for row in figure.rows.iter_mut().chain(&mut figure.companions) {
        for estimate in row.waves.iter_mut().chain(&mut row.change) {
            let ends = |value: f64| (value - value.abs() / 7.0, value + value.abs() / 7.0);
            estimate.interval = estimate.known_value().map(ends);
        }
    }
}

fn unit() -> impl Strategy<Value = Unit> {
    select(Unit::ALL.to_vec())
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![-1e6..1e6_f64, -1.0..1.0_f64, any::<f64>().prop_filter("finite", |x| x.is_finite())]
}

fn estimate() -> impl Strategy<Value = Estimate> {
    let absent = prop_oneof![
        any::<String>().prop_map(Absent::Undefined),
        any::<String>().prop_map(Absent::Infinite),
        any::<String>().prop_map(Absent::NotAvailable),
        Just(Absent::Withheld),
    ];
    let value = prop_oneof![3 => number().prop_map(Ok), 1 => absent.prop_map(Err)];
    let mark = select(vec![Mark::FewSchools, Mark::OneSchoolDominates, Mark::Rounded]);
    (value, maybe((number(), number())), maybe(any::<u32>()), maybe(mark)).prop_map(
        |(value, interval, n, mark)| {
            let no_interval = interval.is_none().then(|| "too few <schools>".to_string());
            Estimate { value, interval, no_interval, n, mark }
        },
    )
}

fn row(waves: usize) -> impl Strategy<Value = Row> {
    let change = (maybe(estimate()), maybe(estimate()));
    (text(), text(), unit(), vec(estimate(), waves), change).prop_map(
        |(key, label, unit, waves, (change, change_percent))| Row {
            key,
            label,
            unit,
            waves,
            change,
            change_percent,
        },
    )
}

/// Any text, and what would be markup or a formula if it were not treated as text.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        select(vec![
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "'><svg onload=alert(1)>",
            "</title></svg></style><script>alert(1)</script>",
            "]]><script>alert(1)</script>",
            "--><b>",
            "=1+1",
            "@SUM(A1)",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "\t=1",
            "a,\"b\"\r\n=2",
            "javascript:alert(1)",
            "&lt;script&gt;",
        ])
        .prop_map(String::from),
    ]
}

fn form(waves: usize, rows: usize) -> impl Strategy<Value = Form> {
    let hue = || select(vec![Hue::Donations, Hue::Pta, Hue::Raised, Hue::Time, Hue::Share]);
    let trend = || (number(), number()).prop_map(|(slope, intercept)| Trend { slope, intercept });
    let trends = || vec(maybe(trend()), waves);
    let part = (text(), text(), hue()).prop_map(|(key, label, hue)| Part { key, label, hue });
    let curve = (0..waves, vec((0.0..1.0_f64, -0.5..1.0_f64), 0..30))
        .prop_map(|(wave, points)| Curve { wave, points });
    let bin = (number(), maybe(number())).prop_map(|(from, to)| Bin { from, to });
    let series = || (text(), unit()).prop_map(|(label, unit)| Series { label, unit });
    let point = (any::<u32>(), number(), number(), maybe(1..=10_u8))
        .prop_map(|(school, x, y, decile)| Point { school, x, y, decile });
    let step = (text(), any::<bool>()).prop_map(|(key, is_level)| Step { key, is_level });
    prop_oneof![
        Just(Form::Table),
        (hue(), vec(part, 0..3), trends()).prop_map(|(hue, parts, trends)| Form::Bars {
            hue,
            parts,
            trends
        }),
        (hue(), trends()).prop_map(|(hue, trends)| Form::Dots { hue, trends }),
        (hue(), vec(curve, 0..3), text(), text(), maybe(unit())).prop_map(
            |(hue, curves, x_label, diagonal, heights)| Form::Curves {
                hue,
                curves,
                x_label,
                diagonal,
                heights
            }
        ),
        (hue(), vec(text(), 0..4)).prop_map(|(hue, parts)| Form::Strips { hue, parts }),
        (hue(), vec(bin, rows), text(), any::<bool>())
            .prop_map(|(hue, bins, x_label, log)| Form::Bins { log, hue, bins, x_label }),
        hue().prop_map(|hue| Form::Dumbbells { hue }),
        (hue(), vec(step, 0..4)).prop_map(|(hue, steps)| Form::Waterfall { hue, steps }),
        (series(), series(), vec(point, 0..20), any::<bool>())
            .prop_map(|(x, y, points, log)| Form::Points { x, y, points, log }),
    ]
}

fn provenance() -> impl Strategy<Value = Provenance> {
    let input = (text(), "[0-9a-f]{64}").prop_map(|(name, sha256)| Input { name, sha256 });
    (text(), text(), vec(input, 0..3), text(), any::<u64>(), any::<u32>()).prop_map(
        |(version, source, inputs, options, seed, resamples)| Provenance {
            version,
            source,
            inputs,
            options,
            seed,
            resamples,
        },
    )
}

fn subject() -> impl Strategy<Value = Subject> {
    let weight = select(vec![None, Some(SchoolWeight::Pupils)]);
    (text(), text(), text(), text(), text(), unit(), weight).prop_map(
        |(noun, present, past, tail, per, unit, weight)| Subject {
            noun,
            present,
            past,
            tail,
            per,
            unit,
            weight,
        },
    )
}

/// Any figure that holds together.
pub fn figure() -> impl Strategy<Value = Figure> {
    (1..=2_usize, 0..12_usize).prop_flat_map(|(waves, rows)| {
        let texts = (text(), text(), text(), text(), text());
        let note = (text(), text()).prop_map(|(term, text)| Note { term, text });
        let head = (select(Kind::ALL.to_vec()), subject(), texts, unit());
        let body = (vec(text(), waves), vec(row(waves), rows), vec(row(waves), 0..3));
        let foot = (vec(note, 0..4), provenance(), maybe(text()));
        (head, body, form(waves, rows), foot).prop_map(
            |((kind, subject, texts, unit), (waves, rows, companions), form, foot)| {
                let (notes, provenance, description) = foot;
                let (kicker, title, subtitle, sentence, heading) = texts;
                Figure {
                    kind,
                    subject,
                    kicker,
                    title,
                    subtitle,
                    sentence,
                    waves,
                    unit,
                    heading,
                    rows,
                    companions,
                    form,
                    notes,
                    provenance,
                    description,
                }
            },
        )
    })
}
