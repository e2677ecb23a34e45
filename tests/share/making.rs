//! What the worker makes of a figure that was cleared, and what the user is told of it before.

use crate::demonstration::demonstration;
use giving_gap::analysis::{Choices, Options, Study};
use giving_gap::figure::Kind;
use giving_gap::figure::disclosure::{Released, Rules};
use giving_gap::share::embed::{Scheme, decode};
use giving_gap::share::{credits, csv, html};
use giving_gap::worker::{Granted, Making, Painted, ShareWish, Shareable, What, grant, make};
use std::rc::Rc;

const WORDS: &str = "  A chart in my own words.  ";
/// A PNG of one pixel, as any browser paints it: signature, header, a little data, end.
const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\
    \0\0\0\rIDATx\x9cc\xf8\xff\xff?\0\x05\xfe\x02\xfe\xa75\x81\x84\0\0\0\0IEND\xaeB`\x82";

fn wish() -> ShareWish {
    ShareWish {
        id: 7,
        kind: Kind::DecileRaised,
        is_public: false,
        rules: Rules::default(),
        earlier: Released::default(),
        shown: Options::default(),
        choices: Choices::default(),
        options: "measure=raised".into(),
        day: "25 November 2026".into(),
    }
}

fn granted() -> (Granted, Shareable) {
    let mut study = Study::new(Rc::new(demonstration()), Options::default());
    study.figure(Kind::DecileRaised);
    while study.advance(usize::MAX) {}
    grant(&study, &wish()).unwrap()
}

fn made(granted: &Granted, words: &str, what: What) -> Vec<u8> {
    make(granted, &Making { id: 1, wish: 7, words: words.into(), what }).unwrap()
}

fn text(granted: &Granted, words: &str, what: What) -> String {
    String::from_utf8(made(granted, words, what)).unwrap()
}

#[test]
fn a_figure_that_was_changed_since_is_not_granted() {
    let study = Study::new(Rc::new(demonstration()), Options::default());
    let wish = ShareWish { shown: Options { threshold: 1.0, ..Options::default() }, ..wish() };
    let why = grant(&study, &wish).err().unwrap();
    assert!(why.starts_with("The figure was changed meanwhile."), "{why}");
}

#[test]
fn what_is_granted_is_stamped_with_the_options_and_the_day() {
    let (granted, shareable) = granted();
    assert_eq!(granted.figure.provenance.options, "measure=raised");
    assert!(granted.figure.notes.iter().any(|note| note.text == "25 November 2026."));
    assert_eq!(shareable.alt_text, credits::alt_text(&granted.figure));
    assert_eq!(shareable.stem, "giving-gap-decile-raised");
    assert!(shareable.carries.iter().any(|line| line == "No school’s name, URN or postcode"));
}

#[test]
fn each_thing_made_has_the_figure_and_ones_own_words() {
    let (granted, shareable) = granted();
    let own = WORDS.trim();
    let carried = decode(&text(&granted, WORDS, What::Fragment)).unwrap();
    assert_eq!(carried.description.as_deref(), Some(own));
    assert_eq!(carried.rows.len(), granted.figure.rows.len());
    for what in [What::Image(Scheme::Light), What::Image(Scheme::Dark), What::WebPage] {
        let document = text(&granted, WORDS, what);
        assert!(document.contains(own) && document.contains(&granted.figure.title));
    }
    // Without words, and with those that it has anyway, a figure is as it was.
    for words in ["", "  ", &shareable.alt_text] {
        assert_eq!(text(&granted, words, What::Table), csv(&granted.figure));
        assert_eq!(text(&granted, words, What::WebPage), html(&granted.figure).unwrap());
    }
}

#[test]
fn an_image_is_light_or_dark_and_a_png_says_what_it_is() {
    let (granted, _) = granted();
    let image = |scheme| text(&granted, "", What::Image(scheme));
    assert_ne!(image(Scheme::Light), image(Scheme::Dark));
    // A file cannot follow the page around it.
    assert_eq!(image(Scheme::Light), image(Scheme::Auto));
    let painted = Painted { png: PNG.into(), ratio: 2 };
    let png = made(&granted, WORDS, What::Png(painted.clone()));
    let has =
        |bytes: &[u8], words: &str| bytes.windows(words.len()).any(|it| it == words.as_bytes());
    assert!(has(&png, "pHYs") && has(&png, &granted.figure.title) && has(&png, WORDS.trim()));
    let archive = made(&granted, WORDS, What::Archive(painted));
    assert!(
        has(&archive, "README.txt")
            && has(&archive, ".png")
            && has(&archive, "disclosure-control.txt")
    );
}
