//! Embeds: a figure comes back as it was carried, and anything else is answered in words.

use crate::figures::{demonstration_figures, figure, leaving_figures};
use giving_gap::analysis::Options;
use giving_gap::dataset::{Basis, Filter};
use giving_gap::figure::{Absent, Figure, Form, Input, Kind};
use giving_gap::share::embed::{EmbedError, carries, decode, encode, explore, rounded};
use giving_gap::share::view::View;
use proptest::prelude::*;

proptest! {
    #[test]
    fn decoding_what_was_encoded_gives_it_back(figure in figure()) {
        let fragment = encode(&figure).unwrap();
        prop_assert_eq!(decode(&fragment), Ok(rounded(&figure)));
        prop_assert!(fragment.bytes().all(|b| b.is_ascii_alphanumeric() || b"=.-_".contains(&b)));
    }

    #[test]
    fn what_was_carried_is_carried_alike(figure in figure()) {
        let once = rounded(&figure);
        prop_assert_eq!(encode(&once), encode(&figure));
    }

    #[test]
    fn any_text_is_answered(text in any::<String>()) {
        prop_assert!(decode(&text).is_err());
        let body = format!("embed=1.{text}.00000000");
        prop_assert!(decode(&body).is_err());
    }

    #[test]
    fn any_bytes_as_a_payload_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(decode(&sealed(&bytes)).is_err());
    }

    #[test]
    fn a_changed_letter_is_noticed(figure in figure(), at in any::<prop::sample::Index>()) {
        let fragment = encode(&figure).unwrap();
        let at = at.index(fragment.len());
        let mut changed = fragment.clone().into_bytes();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).unwrap();
        // A letter may hold bits that mean nothing: then the figure is the same.
        if let Ok(read) = decode(&changed) {
            prop_assert_eq!(read, rounded(&figure));
        }
    }

    #[test]
    fn a_cut_address_is_noticed(figure in figure(), at in any::<prop::sample::Index>()) {
        let fragment = encode(&figure).unwrap();
        let cut = &fragment[..at.index(fragment.len())];
        prop_assert!(decode(cut).is_err());
    }
}

/// The view that an embed's link opens, for a figure that was made with a view, of somebody's files or of
/// the demonstration.
fn explored(made_with: &str, is_of_files: bool) -> (String, View) {
    let mut figure = demonstration_figures().remove(0);
    figure.provenance.options = View::read(made_with).view.to_link(None);
    if is_of_files {
        let (name, sha256) = ("ours.csv".into(), "ab12".into());
        figure.provenance.inputs.push(Input { name, sha256 });
    }
    let address = explore(&decode(&encode(&figure).unwrap()).unwrap());
    let reading = View::read(address.strip_prefix("./").unwrap());
    assert_eq!(reading.problems, [""; 0], "{address}");
    assert_eq!(reading.view.at, Some(figure.kind.into()));
    (address, reading.view)
}

const EVERY_OPTION: &str = "v=1&measure=donations&basis=pupil&weighting=pupils&threshold=50&matched=matched\
    &prices=4.5&intervals=off&authority=Kent&phase=Primary&ofsted=Good&pta=charity&pupils=106-210&decile=3\
    &x=donations@1&y=total_income@2&log=on&distribution=log&lorenz=amount&change=school&school=100123";

#[test]
fn the_link_of_an_embed_opens_its_figure_with_its_options() {
    let made_with = View::read(EVERY_OPTION);
    assert_eq!(made_with.problems, [""; 0]);
    let (_, mut opened) = explored(EVERY_OPTION, false);
    assert_eq!(opened.options, made_with.view.options);
    opened.choices.followed = made_with.view.choices.followed.clone();
    assert_eq!(opened.choices, made_with.view.choices);
}

#[test]
fn the_link_of_an_embed_tells_nothing_of_somebodys_own_files() {
    let (address, opened) = explored(EVERY_OPTION, true);
    let made_with = View::read(EVERY_OPTION).view.options;
    assert_eq!(opened.options, Options { filter: Filter::default(), ..made_with });
    assert!(!address.contains("Kent") && !address.contains("100123"), "{address}");
    let (address, opened) = explored("v=1&measure=other:Trips&x=other:Trips@2&basis=pupil", true);
    assert!(!address.contains("Trips"), "{address}");
    let per_pupil = Options { basis: Basis::Pupil, ..Options::default() };
    assert_eq!(opened.options, per_pupil);
}

/// Any bytes as a payload whose checksum is right, made with other means than the codec's.
fn sealed(json: &[u8]) -> String {
    let (payload, _) = packed(json);
    format!("embed=1.{payload}.{:08x}", crc(json))
}

fn packed(json: &[u8]) -> (String, Vec<u8>) {
    use base64::Engine;
    let packed = miniz_oxide::deflate::compress_to_vec(json, 6);
    (base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(&packed), packed)
}

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = !0_u32;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg());
        }
    }
    !crc
}

/// Whoever writes payloads by other means may have taken the checksum of any of the three.
#[test]
fn a_checksum_may_be_of_the_json_the_deflate_or_the_letters() {
    let figure = demonstration_figures().remove(2);
    let json = serde_json::to_vec(&figure).unwrap();
    let (payload, packed) = packed(&json);
    for sum in [crc(&json), crc(&packed), crc(payload.as_bytes())] {
        assert!(decode(&format!("embed=1.{payload}.{sum:08x}")).is_ok());
    }
    assert_eq!(decode(&format!("embed=1.{payload}.{:08x}", crc(b"?"))), Err(EmbedError::Broken));
}

#[test]
fn each_thing_that_can_be_wrong_has_its_words() {
    let figure = demonstration_figures().remove(0);
    let fragment = encode(&figure).unwrap();
    let newer = fragment.replacen("embed=1", "embed=2", 1);
    let cut = &fragment[..fragment.len() / 2];
    let cut_in_checksum = &fragment[..fragment.len() - 3];
    let flipped = format!("embed=1.Z{}", &fragment["embed=1.Z".len()..]);
    let large = sealed(&vec![b' '; 3 << 20]);
    let long = format!("embed=1.{}.00000000", "A".repeat(100_000));
    let cases = [
        ("", EmbedError::Nothing),
        ("#", EmbedError::Nothing),
        ("v=1&measure=donations", EmbedError::Foreign),
        ("embed=", EmbedError::CutShort),
        ("embed=x.AAAA.00000000", EmbedError::Foreign),
        ("embed=0.AAAA.00000000", EmbedError::Foreign),
        (&newer, EmbedError::Newer),
        (cut, EmbedError::CutShort),
        (cut_in_checksum, EmbedError::CutShort),
        ("embed=1.%%%%.00000000", EmbedError::Broken),
        (&flipped, EmbedError::Broken),
        (&large, EmbedError::TooLarge),
        (&long, EmbedError::TooLarge),
        (&sealed(b"[1,2,3]"), EmbedError::Foreign),
        (&sealed(br#"{"kind":"pie"}"#), EmbedError::Foreign),
        (&sealed(&[0xFF; 40]), EmbedError::Foreign),
    ];
    for (text, expected) in cases {
        assert_eq!(decode(text), Err(expected), "{}", &text[..text.len().min(60)]);
        assert!(expected.to_string().ends_with('.'));
    }
}

#[test]
fn a_figure_that_does_not_hold_together_is_foreign() {
    let whole = demonstration_figures().remove(2);
    let mut without_a_wave = whole.clone();
    without_a_wave.rows[0].waves.pop();
    let mut three_waves = whole.clone();
    three_waves.waves.push("2020".into());
    let mut no_trends = whole.clone();
    if let Form::Bars { trends, .. } = &mut no_trends.form {
        trends.clear();
    }
    let json = |figure: &Figure| sealed(&serde_json::to_vec(figure).unwrap());
    assert!(decode(&json(&whole)).is_ok());
    for broken in [without_a_wave, three_waves, no_trends] {
        assert_eq!(decode(&json(&broken)), Err(EmbedError::Foreign));
    }
    let huge = serde_json::to_string(&whole).unwrap().replacen("\"Ok\":", "\"Ok\":1e999,\"x\":", 1);
    assert_eq!(decode(&sealed(huge.as_bytes())), Err(EmbedError::Foreign));
}

/// What each figure takes in an address, as it leaves, in characters. Two kilobytes hold most; words
/// alone take one to one and a half, and three figures have a hundred cells or more beside them, each
/// with its interval.
#[test]
fn embeds_of_the_demonstration_are_small() {
    let figures = leaving_figures();
    assert_eq!(figures.len(), 13);
    for figure in &figures {
        let length = encode(figure).unwrap().len();
        println!("{:>18} {length}", figure.kind.name());
        let most = match figure.kind {
            Kind::Measures => 4_900,
            Kind::BetweenWithin | Kind::Drivers => 2_500,
            Kind::DecileRaised | Kind::Lorenz => 3 << 10,
            _ => 2 << 10,
        };
        assert!(length < most, "{}: {length}", figure.kind);
    }
}

#[test]
fn what_is_carried_is_said_in_words() {
    let figure = demonstration_figures().remove(2);
    let lines = carries(&figure);
    assert!(lines[0].starts_with("68 values, 68 of them with an interval"), "{lines:?}");
}

/// Payloads of every version, kept as they were written; beside each its JSON, unpacked by Node, its
/// rows read by `tests/browser/payload.mjs` where they are told by column. A field that a later
/// version adds needs a default, so that these still open.
#[test]
fn embeds_of_every_version_still_open() {
    let folder = format!("{}/tests/data/embeds", env!("CARGO_MANIFEST_DIR"));
    let mut opened = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let figure = decode(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let json = std::fs::read_to_string(path.with_extension("json")).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(figure.title, json["title"].as_str().unwrap());
        assert_eq!(explore(&figure), format!("./#v=1&at={}", figure.kind));
        for (at, row) in figure.rows.iter().enumerate() {
            for (wave, estimate) in row.waves.iter().enumerate() {
                let kept = &json["rows"][at]["w"][wave]["v"];
                let place = format!("{} {}", path.display(), row.key);
                assert_eq!(estimate.known_value(), kept["Ok"].as_f64(), "{place}");
                let is_withheld = estimate.value == Err(Absent::Withheld);
                assert_eq!(is_withheld, kept["Err"] == "c", "{place}");
            }
        }
        opened += 1;
    }
    assert_eq!(opened, 13);
}
