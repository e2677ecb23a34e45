//! How wide a line of text is, without asking a browser: the advance widths of Helvetica, which
//! Arial and Liberation Sans share, so that canvas, SVG and tests lay a chart out alike.

/// Running text of a chart, CSS px.
pub const CHART: f64 = 13.0;
/// The smallest text of a chart, CSS px.
pub const LEAST: f64 = 12.0;

/// Units of the two tables in an em.
const EM: f64 = 2048.0;

/// Advance widths of U+0020 to U+007E.
#[rustfmt::skip]
const REGULAR: [u16; 95] = [
    569, 569, 727, 1139, 1139, 1821, 1366, 391, 682, 682, 797, 1196, 569, 682, 569, 569, 1139,
    1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 569, 569, 1196, 1196, 1196, 1139, 2079,
    1366, 1366, 1479, 1479, 1366, 1251, 1593, 1479, 569, 1024, 1366, 1139, 1706, 1479, 1593, 1366,
    1593, 1479, 1366, 1251, 1479, 1366, 1933, 1366, 1366, 1251, 569, 569, 569, 961, 1139, 682,
    1139, 1139, 1024, 1139, 1139, 569, 1139, 1139, 455, 455, 1024, 455, 1706, 1139, 1139, 1139,
    1139, 682, 1024, 569, 1139, 1024, 1479, 1024, 1024, 1024, 684, 532, 684, 1196,
];
#[rustfmt::skip]
const BOLD: [u16; 95] = [
    569, 682, 971, 1139, 1139, 1821, 1479, 487, 682, 682, 797, 1196, 569, 682, 569, 569, 1139,
    1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 682, 682, 1196, 1196, 1196, 1251, 1997,
    1479, 1479, 1479, 1479, 1366, 1251, 1593, 1479, 569, 1139, 1479, 1251, 1706, 1479, 1593, 1366,
    1593, 1479, 1366, 1251, 1479, 1366, 1933, 1366, 1366, 1251, 682, 569, 682, 1196, 1139, 682,
    1139, 1251, 1139, 1251, 1139, 682, 1251, 1251, 569, 569, 1139, 569, 1821, 1251, 1251, 1251,
    1251, 797, 1139, 682, 1251, 1139, 1593, 1139, 1139, 1024, 797, 573, 797, 1196,
];

/// The width of a line of text in px, at a font size in px.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    text.chars().map(|c| advance(c, bold)).sum::<f64>() / EM * size
}

fn advance(c: char, bold: bool) -> f64 {
    let table = if bold { &BOLD } else { &REGULAR };
    let index = u32::from(c).checked_sub(0x20).map(|index| index as usize);
    if let Some(units) = index.and_then(|index| table.get(index)) {
        return f64::from(*units);
    }
    match c {
        '\u{2060}' | '\u{200B}' => 0.0,
        '\u{202F}' | '\u{2009}' => 410.0,
        '\u{A0}' | '·' => 569.0,
        '‘' | '’' => {
            if bold {
                569.0
            } else {
                455.0
            }
        }
        '“' | '”' => {
            if bold {
                1024.0
            } else {
                682.0
            }
        }
        '−' | '×' => 1196.0,
        '…' | '—' | '←' | '→' => EM,
        '½' => 1708.0,
        // Letters with accents are as wide as without, near 1139; what is left is taken as wide.
        c if u32::from(c) < 0x250 || matches!(c, '–' | '€') => 1139.0,
        _ => EM,
    }
}

/// Parts a text into lines no wider than `max` px, at spaces; a longer word stands alone.
pub fn wrap(text: &str, size: f64, bold: bool, max: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line)
                if width(line, size, bold) + width(" ", size, bold) + width(word, size, bold)
                    <= max =>
            {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.into()),
        }
    }
    lines
}

/// As [`wrap`], with lines as even as their number allows.
pub fn balanced(text: &str, size: f64, bold: bool, max: f64) -> Vec<String> {
    let widest = wrap(text, size, bold, max);
    let even = width(text, size, bold) / widest.len().max(1) as f64;
    let tries = (0..10).map(|tenths| even + (max - even) * f64::from(tenths) / 10.0);
    let lines = tries.map(|max| wrap(text, size, bold, max)).find(|l| l.len() <= widest.len());
    lines.unwrap_or(widest)
}

/// The text, cut with an ellipsis where it is wider than `max` px.
pub fn fitted(text: &str, size: f64, bold: bool, max: f64) -> String {
    if width(text, size, bold) <= max {
        return text.into();
    }
    let room = max - width("…", size, bold);
    let mut cut = String::new();
    let mut used = 0.0;
    for c in text.chars() {
        used += width(c.encode_utf8(&mut [0; 4]), size, bold);
        if used > room {
            break;
        }
        cut.push(c);
    }
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_font_files() {
        // Sums of advance widths read off the fonts' own tables by hand, at 1,000 px.
        let cases = [
            ("£40,000", false, (1139.0 * 6.0 + 569.0) / 2.048),
            ("£40,000", true, (1139.0 * 6.0 + 569.0) / 2.048),
            ("Will", false, (1933.0 + 455.0 * 3.0) / 2.048),
            ("Will", true, (1933.0 + 569.0 * 3.0) / 2.048),
            ("+\u{2060}£1", false, (1196.0 + 1139.0 * 2.0) / 2.048),
        ];
        for (text, bold, expected) in cases {
            assert!((width(text, 1000.0, bold) - expected).abs() < 1e-9, "{text}");
        }
    }

    #[test]
    fn lines_break_at_spaces_only() {
        assert_eq!(wrap("a bb ccc", 10.0, false, 20.0), ["a bb", "ccc"]);
        assert_eq!(wrap("unbreakable", 10.0, false, 5.0), ["unbreakable"]);
        assert!(wrap("", 10.0, false, 5.0).is_empty());
        assert_eq!(wrap("aa aa aa aa", 10.0, false, 44.0), ["aa aa aa", "aa"]);
        assert_eq!(balanced("aa aa aa aa", 10.0, false, 44.0), ["aa aa", "aa aa"]);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        assert_eq!(fitted("short", 10.0, false, 100.0), "short");
        let cut = fitted("Alder Lane Primary School", 10.0, false, 60.0);
        assert!(cut.ends_with('…') && width(&cut, 10.0, false) <= 60.0, "{cut}");
    }
}
