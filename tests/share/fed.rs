//! Every row of every figure has facts behind it: one that has none would leave as [c] for ever.

use crate::demonstration::demonstration;
use giving_gap::analysis::{Options, Study};
use giving_gap::figure::Kind;
use giving_gap::figure::disclosure::WaysOut;
use std::rc::Rc;

/// One school's, which never leave.
const OF_ONE_SCHOOL: [&str; 7] = [
    "maximum",
    "minimum",
    "max-per-pupil",
    "uplift-max",
    "hours-min",
    "hours-max",
    "minutes-per-pupil-max",
];

#[test]
fn every_row_has_facts_behind_it() {
    let study = Study::new(Rc::new(demonstration()), Options::default());
    let mut asked = 0;
    for kind in Kind::ALL {
        let Some(material) = study.material(kind) else { continue };
        if WaysOut::of(&material.figure.form) != WaysOut::All {
            continue;
        }
        for row in material.figure.rows.iter().chain(&material.figure.companions) {
            let has_facts = material.facts.feeds.contains_key(&row.key);
            let is_of_one_school =
                OF_ONE_SCHOOL.contains(&row.key.as_str()) || row.key.ends_with("-without-largest");
            assert!(has_facts || is_of_one_school, "{kind} {}", row.key);
            asked += 1;
        }
    }
    assert!(asked > 250, "{asked}");
}
