//! Whatever a Figure holds, drawing it neither panics nor writes what is no number.

mod figures;

use giving_gap::draw;
use giving_gap::draw::{DARK, Look, STRIP_HEIGHT, UNITS, draw_strip, height, svg};
use giving_gap::figure::*;
use plotters::backend::SVGBackend;
use proptest::collection::vec;
use proptest::prelude::*;

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -1e5..1e5f64,
        2 => 0.0..1.0f64,
        1 => Just(0.0),
        1 => prop_oneof![Just(1e308), Just(-1e308), Just(f64::MAX), Just(5e-324), Just(-0.0)],
    ]
}

fn estimate() -> impl Strategy<Value = Estimate> {
    let absent = prop_oneof![
        Just(Absent::Withheld),
        any::<String>().prop_map(Absent::Undefined),
        any::<String>().prop_map(Absent::Infinite),
    ];
    let mark = prop_oneof![
        Just(None),
        Just(Some(Mark::FewSchools)),
        Just(Some(Mark::OneSchoolDominates)),
        Just(Some(Mark::Rounded)),
    ];
    let value = prop_oneof![3 => number().prop_map(Ok), 1 => absent.prop_map(Err)];
    (value, proptest::option::of((number(), number())), any::<Option<u32>>(), mark).prop_map(
        |(value, interval, n, mark)| {
            let no_interval = interval.is_none().then(|| "too few <schools>".to_string());
            Estimate { value, interval, no_interval, n, mark }
        },
    )
}

fn unit() -> impl Strategy<Value = Unit> {
    proptest::sample::select(Unit::ALL.to_vec())
}

fn hue() -> impl Strategy<Value = Hue> {
    let all = vec![Hue::Donations, Hue::Pta, Hue::Raised, Hue::Time, Hue::Share];
    proptest::sample::select(all)
}

const KEYS: [&str; 14] = [
    "1",
    "2",
    "5",
    "10",
    "1-2",
    "9-10",
    "1-donations",
    "2-pta_income",
    "top-10",
    "top-1",
    "mean",
    "gini",
    "matched-donations",
    "",
];

fn key() -> impl Strategy<Value = String> {
    prop_oneof![proptest::sample::select(KEYS.to_vec()).prop_map(String::from), any::<String>()]
}

fn row(waves: usize) -> impl Strategy<Value = Row> {
    let change = proptest::option::of(estimate());
    (key(), any::<String>(), unit(), vec(estimate(), 0..=waves), change).prop_map(
        |(key, label, unit, waves, change)| Row {
            key,
            label,
            unit,
            waves,
            change,
            change_percent: None,
        },
    )
}

fn trends() -> impl Strategy<Value = Vec<Option<Trend>>> {
    let trend = (number(), number()).prop_map(|(slope, intercept)| Trend { slope, intercept });
    vec(proptest::option::of(trend), 0..3)
}

fn form() -> impl Strategy<Value = Form> {
    let part =
        (key(), any::<String>(), hue()).prop_map(|(key, label, hue)| Part { key, label, hue });
    let curve = (0usize..4, vec((number(), number()), 0..8))
        .prop_map(|(wave, points)| Curve { wave, points });
    let bin = (number(), proptest::option::of(number())).prop_map(|(from, to)| Bin { from, to });
    let step = (key(), any::<bool>()).prop_map(|(key, is_level)| Step { key, is_level });
    let point = (any::<u32>(), number(), number(), any::<Option<u8>>())
        .prop_map(|(school, x, y, decile)| Point { school, x, y, decile });
    let series = || (any::<String>(), unit()).prop_map(|(label, unit)| Series { label, unit });
    prop_oneof![
        Just(Form::Table),
        (hue(), vec(part, 0..3), trends()).prop_map(|(hue, parts, trends)| Form::Bars {
            hue,
            parts,
            trends
        }),
        (hue(), trends()).prop_map(|(hue, trends)| Form::Dots { hue, trends }),
        (hue(), vec(curve, 0..4), any::<[String; 2]>(), proptest::option::of(unit())).prop_map(
            |(hue, curves, [x_label, diagonal], heights)| Form::Curves {
                hue,
                curves,
                x_label,
                diagonal,
                heights
            }
        ),
        (hue(), vec(key(), 0..4)).prop_map(|(hue, parts)| Form::Strips { hue, parts }),
        (hue(), vec(bin, 0..9), any::<String>(), any::<bool>())
            .prop_map(|(hue, bins, x_label, log)| Form::Bins { hue, bins, x_label, log }),
        hue().prop_map(|hue| Form::Dumbbells { hue }),
        (hue(), vec(any::<u32>(), 0..9), any::<[u32; 3]>()).prop_map(
            |(hue, schools, [matched, rose, fell])| Form::SchoolChanges {
                hue,
                schools,
                matched,
                rose,
                fell
            }
        ),
        (hue(), vec(step, 0..6)).prop_map(|(hue, steps)| Form::Waterfall { hue, steps }),
        (series(), series(), vec(point, 0..9), any::<bool>())
            .prop_map(|(x, y, points, log)| Form::Points { x, y, points, log }),
    ]
}

fn figure() -> impl Strategy<Value = Figure> {
    let kind = proptest::sample::select(Kind::ALL.to_vec());
    (0usize..4, kind, unit(), form(), any::<String>()).prop_flat_map(
        |(waves, kind, unit, form, title)| {
            let rows = (vec(row(waves), 0..8), vec(row(waves), 0..3), vec(any::<String>(), waves));
            rows.prop_map(move |(rows, companions, waves)| Figure {
                title: title.clone(),
                waves,
                companions,
                ..figures::figure(kind, unit, rows, form.clone())
            })
        },
    )
}

fn look() -> impl Strategy<Value = Look> {
    let series = prop_oneof![
        Just(draw::Series::Trend),
        Just(draw::Series::Interval),
        (0usize..3).prop_map(draw::Series::Wave),
        (0usize..3).prop_map(draw::Series::Deprivation),
        key().prop_map(draw::Series::Part),
    ];
    let has = vec((any::<Option<u8>>(), proptest::option::of(number())), 0..3);
    let followed =
        proptest::option::of((any::<u32>(), any::<String>(), has)).prop_map(|followed| {
            followed.map(|(school, name, has)| draw::Followed { school, name, has })
        });
    let chosen = (followed, vec(series, 0..3), any::<Option<bool>>());
    (0u32..1400, chosen, 0.8..1.4f64).prop_map(|(width, (followed, hidden, log), stretch)| Look {
        followed,
        hidden,
        log,
        stretch,
        ..Look::new(width).in_theme(DARK)
    })
}

/// What stands in the attributes of an SVG, without its texts.
fn attributes(svg: &str) -> impl Iterator<Item = &str> {
    svg.split('<').skip(1).filter_map(|tag| tag.split('>').next())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_figure_is_drawn(figure in figure(), look in look()) {
        let mut out = String::new();
        let size = (look.width * UNITS as u32, height(&figure, look.width) * UNITS as u32);
        let mut backend = SVGBackend::with_string(&mut out, size);
        let scene = draw::draw(&figure, &look, &mut backend).expect("drawing into a string");
        drop(backend);
        for mark in &scene.marks {
            let ends = [mark.rect.left, mark.rect.top, mark.rect.right, mark.rect.bottom];
            prop_assert!(ends.iter().all(|end| end.is_finite()), "{mark:?}");
            prop_assert!(tooltip(&figure, mark.pointed).is_some(), "{:?}", mark.pointed);
        }
        for (point, _) in scene.schools.iter().enumerate().filter(|(_, at)| at.is_some()) {
            let said = tooltip(&figure, Pointed::School { point });
            prop_assert!(said.is_some());
        }
        let document = svg(&figure, &look).expect("drawing into a string");
        for tag in attributes(&document) {
            prop_assert!(!tag.contains("NaN") && !tag.contains("inf"), "{tag}");
        }
    }

    #[test]
    fn any_finding_has_a_strip(row in row(2), look in look(), hue in hue()) {
        let finding = Finding {
            big: String::new(),
            sentence: String::new(),
            how_sure: String::new(),
            hue,
            figure: Kind::Table1,
            row,
        };
        let mut out = String::new();
        let size = (look.width * UNITS as u32, STRIP_HEIGHT * UNITS as u32);
        let mut backend = SVGBackend::with_string(&mut out, size);
        prop_assert!(draw_strip(&finding, &["2016".into()], &look, &mut backend).is_ok());
    }
}
