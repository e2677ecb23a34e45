//! Which schools are state primary schools, as files say it.

use super::columns::Words;
use super::looks::is_yes;
use crate::dataset::Missing;

/// Whether a phase or type of school in words, or as GIAS's code of phase, is a state primary school's;
/// nothing where it does not tell.
pub fn is_state_primary(phase: &str) -> Option<bool> {
    let words = super::recognise::words(phase);
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    match words.as_str() {
        // GIAS: 2 primary, 3 middle deemed primary; the others are nursery, secondary, 16 plus, all-through.
        "2" | "3" => return Some(true),
        "0" | "1" | "4" | "5" | "6" | "7" => return Some(false),
        _ => (),
    }
    if has(&[
        "independent",
        "private school",
        "special",
        "nursery",
        "referral",
        "pru",
        "alternative provision",
        "all through",
    ]) || has(&[
        "secondary",
        "16 plus",
        "sixth form",
        "post 16",
        "college",
        "high school",
        "not primary",
    ]) {
        Some(false)
    } else if has(&["primary", "infant", "junior", "first school", "first middle"])
        || words == "first"
    {
        Some(true)
    } else {
        None
    }
}

/// Phases in words from columns of yes and no, and the type of school, which says what is not state.
pub fn of_flags(
    rows: usize,
    primary: Option<&Words>,
    secondary: Option<&Words>,
    post_16: Option<&Words>,
    kind: Option<&Words>,
) -> Words {
    let mut phases = Words::default();
    for row in 0..rows {
        let word =
            |words: Option<&Words>| words.and_then(|words| words.get(row)).map(str::to_string);
        let yes = |words: Option<&Words>| word(words).and_then(|word| is_yes(&word));
        let kind = word(kind).filter(|kind| is_state_primary(kind) == Some(false));
        let phase = match (kind, yes(primary), yes(secondary), yes(post_16)) {
            (Some(kind), ..) => Some(kind),
            (None, Some(true), Some(true), _) => Some("All-through".into()),
            (None, Some(true), ..) => Some("Primary".into()),
            (None, _, Some(true), _) => Some("Secondary".into()),
            (None, _, _, Some(true)) => Some("16 plus".into()),
            (None, Some(false), ..) => Some("Not primary".into()),
            (None, None, ..) => None,
        };
        let bytes = phase.clone().unwrap_or_default();
        phases.push(bytes.as_bytes(), || phase.ok_or((String::new(), Missing::Blank)));
    }
    phases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phases_of_real_files() {
        for (phase, expected) in [
            ("State-funded primary", Some(true)),
            ("Primary", Some(true)),
            ("Middle deemed primary", Some(true)),
            ("Infant", Some(true)),
            ("Junior", Some(true)),
            ("2", Some(true)),
            ("4", Some(false)),
            ("State-funded secondary", Some(false)),
            ("Middle deemed secondary", Some(false)),
            ("Independent School", Some(false)),
            ("State-funded special school", Some(false)),
            ("Pupil referral unit", Some(false)),
            ("State-funded nursery", Some(false)),
            ("All-through", Some(false)),
            ("Maintained School", None),
            ("Academy", None),
            ("", None),
        ] {
            assert_eq!(is_state_primary(phase), expected, "{phase}");
        }
    }
}
