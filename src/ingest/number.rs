//! A cell's bytes to a number, in the spellings that people and publishers use.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The sign between whole and fraction; the other of the two groups thousands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DecimalMark {
    /// `1,234.50`
    #[default]
    Point,
    /// `1.234,50`
    Comma,
}

/// What one cell says about its column's decimal mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vote {
    /// Reads the same under both: `1234`, `1 234`.
    Either,
    Point,
    Comma,
    /// Reads under both, as different numbers: `1,234`.
    Tie,
}

/// Digits with at most one point and a minus before them, which most cells of most files are.
/// Exact: the digits fit the 53 bits of a float and are divided once by an exact power of ten.
#[inline]
pub fn plain(bytes: &[u8]) -> Option<f64> {
    const TENS: [f64; 16] =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    let (negative, digits) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, bytes),
    };
    // Fifteen digits and a point.
    if digits.is_empty() || digits.len() > 16 {
        return None;
    }
    let mut whole = 0u64;
    let mut point = None;
    for (i, byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => whole = whole * 10 + u64::from(byte - b'0'),
            b'.' if point.is_none() => point = Some(i),
            _ => return None,
        }
    }
    let count = digits.len() - usize::from(point.is_some());
    if count == 0 || count > 15 {
        return None;
    }
    let decimals = point.map_or(0, |at| digits.len() - at - 1);
    let value = whole as f64 / TENS.get(decimals)?;
    Some(if negative { -value } else { value })
}

/// Any spelling of a number: currency signs, grouped thousands, brackets or a minus sign of any kind
/// for negatives, a percent sign (which is kept: 17 % is 17), an exponent, `k`, `m`, `bn` behind it.
/// Nothing where the text is no number under this decimal mark.
pub fn parse(text: &str, mark: DecimalMark) -> Option<f64> {
    let Dressed { body, negative, factor } = undress(text)?;
    let value = body_value(&body, mark)? * factor;
    value.is_finite().then_some(if negative { -value } else { value })
}

/// What the text says about the decimal mark; nothing where it is no number at all.
pub fn vote(text: &str) -> Option<Vote> {
    let Dressed { body, .. } = undress(text)?;
    match (body_value(&body, DecimalMark::Point), body_value(&body, DecimalMark::Comma)) {
        (Some(a), Some(b)) if a == b => Some(Vote::Either),
        // A pound sign is not written before a comma that is a decimal mark.
        (Some(_), Some(_)) if text.contains('£') && body.contains(',') => Some(Vote::Point),
        (Some(_), Some(_)) => Some(Vote::Tie),
        (Some(_), None) => Some(Vote::Point),
        (None, Some(_)) => Some(Vote::Comma),
        (None, None) => None,
    }
}

/// Spaces and the marks by which a text's direction is turned, which nobody sees in a cell.
fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What a spreadsheet puts around a cell to keep it text: `="0123"`, or an apostrophe before it.
pub fn out_of_spreadsheet(text: &str) -> &str {
    let text = text.trim_matches(is_unseen);
    let quoted = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    quoted.or_else(|| text.strip_prefix('\'')).unwrap_or(text).trim()
}

struct Dressed<'a> {
    /// Digits, marks, spaces and an exponent.
    body: Cow<'a, str>,
    negative: bool,
    factor: f64,
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '\u{2212}' | '\u{2013}' | '\u{FE63}' | '\u{FF0D}')
}

fn is_dress(c: char) -> bool {
    c.is_whitespace() || matches!(c, '£' | '$' | '€' | '\u{2060}' | '\u{FEFF}')
}

/// Takes signs, currency, brackets, percent and unit letters off.
fn undress(text: &str) -> Option<Dressed<'_>> {
    let mut text = out_of_spreadsheet(text);
    if text.len() > 64 {
        return None;
    }
    let mut negative = false;
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        (text, negative) = (inner, true);
    }
    text = text.trim_matches(is_dress);
    if let Some(rest) = text.strip_prefix(is_minus) {
        if negative {
            return None;
        }
        (text, negative) = (rest, true);
    } else if let Some(rest) = text.strip_prefix('+') {
        text = rest;
    }
    text = text.trim_matches(is_dress);
    text = text.strip_suffix('%').unwrap_or(text).trim_end_matches(is_dress);
    let mut factor = 1.0;
    if text.ends_with(|c: char| c.is_ascii_alphabetic()) {
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        factor = match text[digits.len()..].to_ascii_lowercase().as_str() {
            "k" => 1e3,
            "m" | "mn" | "million" => 1e6,
            "bn" | "billion" => 1e9,
            _ => return None,
        };
        text = digits.trim_end_matches(is_dress);
    }
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',') {
        return None;
    }
    let body = if text.chars().any(|c| c.is_whitespace() && c != ' ') {
        Cow::Owned(text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    };
    Some(Dressed { body, negative, factor })
}

/// `12 345,6e7` under a decimal mark. Groups of thousands have three digits and one kind of sign.
fn body_value(body: &str, mark: DecimalMark) -> Option<f64> {
    let (decimal, group) = match mark {
        DecimalMark::Point => ('.', ','),
        DecimalMark::Comma => (',', '.'),
    };
    let (number, exponent) = match body.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent)),
        None => (body, None),
    };
    let (whole, fraction) = number.split_once(decimal).unwrap_or((number, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !digits(fraction) {
        return None;
    }
    let mut plain = String::with_capacity(body.len() + 1);
    match whole.chars().find(|c| !c.is_ascii_digit()) {
        None => plain.push_str(whole),
        Some(sign) if sign == group || matches!(sign, ' ' | '\'' | '\u{2019}') => {
            for (i, part) in whole.split(sign).enumerate() {
                let first = i == 0 && matches!(part.len(), 1..=3) && !part.starts_with('0');
                if !digits(part) || !(first || i > 0 && part.len() == 3) {
                    return None;
                }
                plain.push_str(part);
            }
        }
        Some(_) => return None,
    }
    plain.push('.');
    plain.push_str(fraction);
    if let Some(exponent) = exponent {
        let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        if unsigned.is_empty() || unsigned.len() > 4 || !digits(unsigned) {
            return None;
        }
        plain.push('e');
        plain.push_str(exponent);
    }
    plain.parse().ok()
}

/// The factor of a unit that a header names: `£ thousands`, `(£000s)`, `£m`.
pub fn unit_in_header(header: &str) -> f64 {
    const THOUSAND: [&str; 11] = [
        "thousands",
        "£ thousand",
        "£thousand",
        "in thousand",
        "(thousand)",
        "£000",
        "£000s",
        "£'000",
        "£’000",
        "£ 000",
        "(000s)",
    ];
    const MILLION: [&str; 6] =
        ["million)", "£ million", "£million", "in million", "£mn", "millions"];
    let words = header.to_lowercase();
    let letter = |c: char| c.is_alphanumeric();
    let has = |spellings: &[&str]| {
        spellings.iter().any(|spelling| {
            let mut met = words.match_indices(spelling);
            met.any(|(at, _)| !words[at + spelling.len()..].starts_with(letter))
        })
    };
    match () {
        () if has(&THOUSAND) || has(&["£'000s", "£’000s", "£k", "£ k", "(k)"]) => 1e3,
        () if has(&MILLION) || has(&["£m", "£ m", "(m)"]) => 1e6,
        () => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::DecimalMark::{Comma, Point};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_spelling_reads() {
        for (text, mark, value) in [
            ("1234", Point, 1234.0),
            ("£1,234.50", Point, 1234.5),
            ("1 234,50", Comma, 1234.5),
            ("1\u{a0}234,50", Comma, 1234.5),
            ("1.234,50 €", Comma, 1234.5),
            ("1'234.50", Point, 1234.5),
            ("(1,234)", Point, -1234.0),
            ("(£1,234.00)", Point, -1234.0),
            ("\u{2212}5", Point, -5.0),
            ("-£5", Point, -5.0),
            ("£-5", Point, -5.0),
            ("\u{2212}\u{2060}£5", Point, -5.0),
            ("+5", Point, 5.0),
            ("17.0%", Point, 17.0),
            ("17,0 %", Comma, 17.0),
            ("1.2e3", Point, 1200.0),
            ("5.00E+06", Point, 5e6),
            ("£12k", Point, 12_000.0),
            ("£1.5m", Point, 1.5e6),
            ("2 bn", Point, 2e9),
            (".5", Point, 0.5),
            ("5.", Point, 5.0),
            ("=\"12\"", Point, 12.0),
            ("'12", Point, 12.0),
            ("1,234,567", Point, 1_234_567.0),
        ] {
            assert_eq!(parse(text, mark), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "",
            " ",
            "-",
            "£",
            "%",
            "k",
            "NA",
            "nan",
            "inf",
            "1e999",
            "12 apples",
            "1,23",
            "12,34,567",
            "0,123",
            "1.2.3",
            "1,234 567",
            "--5",
            "(-5)",
            "2013/14",
            "2013-04-18",
            "1e",
            "0x10",
            "()",
        ] {
            assert_eq!(parse(text, Point), None, "{text:?}");
        }
    }

    #[test]
    fn cells_vote_on_the_mark() {
        for (text, expected) in [
            ("1234", Vote::Either),
            ("1 234", Vote::Either),
            ("1,234", Vote::Tie),
            ("1.234", Vote::Tie),
            ("£1,234", Vote::Point),
            ("1234.567", Vote::Point),
            ("12.5", Vote::Point),
            ("1,234.5", Vote::Point),
            ("1,234,567", Vote::Point),
            ("12,5", Vote::Comma),
            ("1.234,5", Vote::Comma),
            ("0,123", Vote::Comma),
        ] {
            assert_eq!(vote(text), Some(expected), "{text}");
        }
        assert_eq!(vote("Good"), None);
    }

    #[test]
    fn headers_name_units() {
        for header in [
            "Income (£ thousands)",
            "Donations £000s",
            "Income (£ thousand)",
            "Income, £000",
            "Income £k",
            "Income in thousands",
            "Income (£'000s)",
        ] {
            assert_eq!(unit_in_header(header), 1e3, "{header}");
        }
        for header in
            ["Income (£m)", "Income £m", "Income, £ million", "Income in millions of pounds"]
        {
            assert_eq!(unit_in_header(header), 1e6, "{header}");
        }
        for header in [
            "Total Income",
            "£ maintained",
            "Grants over £1m",
            "I18c Income from the £1bn COVID-19 package",
        ] {
            assert_eq!(unit_in_header(header), 1.0, "{header}");
        }
    }

    proptest! {
        #[test]
        fn the_fast_path_is_exact(value in -1_000_000_000_000i64..1_000_000_000_000, decimals in 0usize..5) {
            let text = format!("{:.*}", decimals, value as f64 / 1000.0);
            if let Some(fast) = plain(text.as_bytes()) {
                prop_assert_eq!(fast.to_bits(), text.parse::<f64>().unwrap().to_bits());
            }
            prop_assert_eq!(parse(&text, Point), text.parse().ok());
        }

        #[test]
        fn any_text_is_answered(text in ".{0,40}") {
            let _ = (parse(&text, Point), parse(&text, Comma), vote(&text), plain(text.as_bytes()));
        }
    }
}
