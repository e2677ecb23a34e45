//! What the next worker is asked when one has died, and what the page is told of it.

use super::*;
use crate::analysis::{Choices, Headlines, Options};
use crate::dataset::{DecileDirection, Source};
use crate::ingest::{self, Mapping};
use crate::worker::{Answer, Loaded, Question};

type Handle = &'static str;

fn demonstration() -> Request {
    Request::Demonstration
}

fn take(file: FileId, name: &str) -> Request {
    Request::Take { file, name: name.into(), profile: None }
}

fn survey(file: FileId) -> Request {
    Request::Survey { file, encoding: None }
}

fn use_of(files: &[FileId]) -> Request {
    let profile = profile();
    let files = files.iter().map(|file| (*file, Mapping::propose(&profile))).collect();
    Request::Use { files, options: ingest::Options::default(), shown: Default::default() }
}

fn ask(id: u32) -> Request {
    let (options, choices) = (Options::default(), Choices::default());
    Request::Ask(Question { id, kinds: Vec::new(), options, choices })
}

fn profile() -> FileProfile {
    let mut survey = ingest::Survey::new("a.csv", None);
    survey.push(b"urn,donations\n1,2\n").unwrap();
    survey.finish().unwrap()
}

fn loaded(source: Source) -> Reply {
    let loaded = Loaded {
        source,
        waves: Vec::new(),
        in_both: 0,
        amounts: Vec::new(),
        local_authorities: Vec::new(),
        phases: Vec::new(),
        ofsted: Vec::new(),
        pta_statuses: Vec::new(),
        direction: DecileDirection::Confirmed,
    };
    Reply::Loaded { loaded: Box::new(loaded), report: None, first: None }
}

fn answer(question: u32) -> Reply {
    let headlines =
        Headlines { title: String::new(), findings: Vec::new(), looked_at: 0, direction: None };
    Reply::Answer(Answer {
        question,
        figures: Vec::new(),
        headlines: Some(headlines),
        is_settled: true,
        is_last: true,
    })
}

/// Everything that may be sent now.
fn sent(duties: &mut Duties<Handle>) -> Vec<(Request, Option<Handle>)> {
    std::iter::from_fn(|| duties.next()).collect()
}

/// The demonstration in place and answered about.
fn opened() -> Duties<Handle> {
    let mut duties = Duties::new(demonstration());
    duties.ask(demonstration(), None);
    assert_eq!(sent(&mut duties), [(demonstration(), None)]);
    assert!(duties.hear(loaded(Source::Demonstration)).is_some());
    duties.ask(ask(1), None);
    assert_eq!(sent(&mut duties).len(), 1);
    assert!(duties.hear(answer(1)).is_some());
    assert!(!duties.is_at_work());
    duties
}

/// One file in use, answered about.
fn in_use() -> Duties<Handle> {
    let mut duties = opened();
    duties.ask(take(7, "a.csv"), Some("handle of a"));
    duties.ask(survey(7), None);
    assert_eq!(sent(&mut duties), [(take(7, "a.csv"), Some("handle of a")), (survey(7), None)]);
    let profile = Box::new(profile());
    let mapping = Box::new(Mapping::propose(&profile));
    duties.hear(Reply::Surveyed { file: 7, profile, mapping });
    duties.ask(use_of(&[7]), None);
    sent(&mut duties);
    duties.hear(loaded(Source::Files(Vec::new())));
    duties.ask(ask(2), None);
    sent(&mut duties);
    duties.hear(answer(2));
    duties
}

#[test]
fn the_next_worker_is_given_the_files_and_the_data_and_the_page_hears_nothing_of_it() {
    let mut duties = in_use();
    assert_eq!(duties.die(true), Ok(Vec::new()));
    let again = sent(&mut duties);
    let with_profile =
        Request::Take { file: 7, name: "a.csv".into(), profile: Some(Box::new(profile())) };
    assert_eq!(again, [(with_profile, Some("handle of a")), (use_of(&[7]), None)]);
    assert!(!duties.has_recovered(), "the data are not there yet");
    assert_eq!(duties.hear(loaded(Source::Files(Vec::new()))), None);
    assert!(duties.has_recovered());
    assert!(!duties.has_recovered(), "said once");
}

#[test]
fn a_file_taken_off_the_list_while_it_is_used_is_there_for_the_next_worker() {
    let mut duties = in_use();
    duties.ask(use_of(&[7]), None);
    sent(&mut duties);
    duties.ask(Request::Forget { file: 7 }, None);
    sent(&mut duties);
    assert_eq!(duties.handle_of(7), Some("handle of a"));
    duties.hear(loaded(Source::Files(Vec::new())));
    assert_eq!(duties.die(true), Ok(Vec::new()));
    assert!(matches!(duties.next(), Some((Request::Take { file: 7, .. }, Some(_)))));
}

#[test]
fn what_was_not_answered_is_asked_again_after_the_data() {
    let mut duties = in_use();
    duties.ask(ask(3), None);
    sent(&mut duties);
    assert_eq!(duties.die(true), Ok(Vec::new()));
    assert_eq!(sent(&mut duties).len(), 2, "one thing at a time: the file, then the data");
    duties.hear(loaded(Source::Files(Vec::new())));
    assert_eq!(sent(&mut duties), [(ask(3), None)]);
    assert!(duties.hear(answer(3)).is_some());
    assert!(duties.has_recovered());
}

#[test]
fn a_file_that_kills_twice_is_refused_by_name_and_no_other_is() {
    let mut duties = opened();
    for (file, name) in [(1, "good.csv"), (2, "bad.csv")] {
        duties.ask(take(file, name), Some("handle"));
        duties.ask(survey(file), None);
    }
    assert_eq!(sent(&mut duties).len(), 4, "both are being read");
    assert_eq!(duties.die(true), Ok(Vec::new()));
    // Then one by one: both files, the demonstration, the first survey.
    assert_eq!(sent(&mut duties).len(), 3);
    duties.hear(loaded(Source::Demonstration));
    assert_eq!(sent(&mut duties), [(survey(1), None)]);
    duties.hear(Reply::Refused { file: 1, why: "no table".into() });
    assert_eq!(sent(&mut duties), [(survey(2), None)]);
    let heard = duties.die(true).unwrap();
    let [Reply::Refused { file: 2, why }] = heard.as_slice() else { panic!("{heard:?}") };
    assert!(why.starts_with("bad.csv: "), "{why}");
    let again = sent(&mut duties);
    assert!(!again.iter().any(|(request, _)| *request == survey(2)));
    duties.hear(loaded(Source::Demonstration));
    assert!(!duties.has_recovered(), "something was lost, and was told");
}

#[test]
fn data_whose_figures_kill_twice_give_way_to_those_before() {
    let mut duties = in_use();
    duties.ask(take(8, "b.csv"), Some("handle of b"));
    duties.ask(use_of(&[8]), None);
    sent(&mut duties);
    duties.hear(loaded(Source::Files(Vec::new())));
    duties.ask(ask(3), None);
    sent(&mut duties);
    assert_eq!(duties.die(true), Ok(Vec::new()));
    sent(&mut duties);
    assert_eq!(duties.hear(loaded(Source::Files(Vec::new()))), None, "the page has these");
    assert_eq!(sent(&mut duties), [(ask(3), None)]);
    assert_eq!(duties.die(true), Ok(vec![Reply::Unanswered { question: 3 }]));
    let requests: Vec<Request> =
        sent(&mut duties).into_iter().map(|(request, _)| request).collect();
    assert_eq!(requests.last(), Some(&use_of(&[7])));
    assert!(duties.hear(loaded(Source::Files(Vec::new()))).is_some(), "the page has others");
}

#[test]
fn a_file_off_the_list_is_held_while_the_figures_are_of_it() {
    let mut duties = in_use();
    duties.ask(Request::Forget { file: 7 }, None);
    sent(&mut duties);
    assert_eq!(duties.die(true), Ok(Vec::new()));
    let again = sent(&mut duties);
    assert!(again.iter().any(|(_, handle)| *handle == Some("handle of a")));
    duties.hear(loaded(Source::Files(Vec::new())));
    duties.ask(demonstration(), None);
    sent(&mut duties);
    duties.hear(loaded(Source::Demonstration));
    duties.ask(ask(4), None);
    sent(&mut duties);
    duties.hear(answer(4));
    assert_eq!(duties.die(true), Ok(Vec::new()));
    assert_eq!(sent(&mut duties), [(demonstration(), None)]);
}

#[test]
fn files_that_are_gone_give_way_to_the_demonstration() {
    let mut duties = in_use();
    assert_eq!(duties.die(true), Ok(Vec::new()));
    sent(&mut duties);
    let heard = duties.hear(Reply::NotUsed("a.csv was moved".into()));
    assert_eq!(heard, Some(Reply::Failed("a.csv was moved".into())));
    assert_eq!(sent(&mut duties), [(demonstration(), None)]);
    assert!(duties.hear(loaded(Source::Demonstration)).is_some());
    assert!(!duties.has_recovered());
}

#[test]
fn a_worker_that_never_starts_is_tried_twice() {
    let mut duties = Duties::<Handle>::new(demonstration());
    duties.ask(demonstration(), None);
    assert_eq!(duties.die(false), Ok(Vec::new()));
    assert_eq!(duties.die(false), Err(Hopeless));
}

#[test]
fn a_worker_that_dies_of_nothing_is_not_started_for_ever() {
    let mut duties = in_use();
    let mut deaths = 0;
    while duties.die(true).is_ok() {
        deaths += 1;
        assert!(deaths < 10);
        sent(&mut duties);
        duties.hear(loaded(Source::Files(Vec::new())));
    }
    assert_eq!(deaths, 3);
}

#[test]
fn the_demonstration_that_kills_twice_ends_it() {
    let mut duties = Duties::<Handle>::new(demonstration());
    duties.ask(demonstration(), None);
    sent(&mut duties);
    assert_eq!(duties.die(true), Ok(Vec::new()));
    sent(&mut duties);
    assert_eq!(duties.die(true), Err(Hopeless));
}

#[test]
fn a_page_that_opened_with_made_figures_has_the_demonstration_put_in_place_unheard() {
    let mut duties = Duties::<Handle>::new(demonstration());
    duties.open();
    duties.ask(ask(1), None);
    assert_eq!(sent(&mut duties), [(demonstration(), None), (ask(1), None)]);
    assert_eq!(duties.hear(loaded(Source::Demonstration)), None);
    assert!(duties.hear(answer(1)).is_some());
    assert!(!duties.has_recovered(), "nothing died");
    assert_eq!(duties.die(true), Ok(Vec::new()));
    assert_eq!(sent(&mut duties), [(demonstration(), None)]);
}
