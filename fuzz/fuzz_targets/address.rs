//! Any text as the page's fragment: a view and what is wrong with it, and the view's own address
//! reads back as the same.
#![no_main]
use giving_gap::share::view::View;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|fragment: &str| {
    let view = View::read(fragment).view;
    let again = View::read(&view.to_fragment());
    assert!(again.problems.is_empty(), "{:?}", again.problems);
    assert_eq!(again.view, view);
});
