//! Numbers as a careful British writer puts them.

use super::unit::Unit;

const MINUS: char = '\u{2212}';
/// Joins a sign to what follows it, so that no line breaks between them.
const WORD_JOINER: char = '\u{2060}';
const NARROW_SPACE: char = '\u{202F}';

/// The value in full for a table or a tooltip: "£19,883", "12.5", "7.8%".
pub fn plain(value: f64, unit: Unit) -> String {
    let size = magnitude(value.abs(), unit);
    if value < 0.0 && !is_zero(&size) { join_sign(MINUS, &size, unit) } else { size }
}

/// The value with so many decimals, as a source prints it: "£0.33", "24%", "12.5 minutes".
pub fn to_places(value: f64, unit: Unit, places: usize) -> String {
    let number = grouped(value.abs(), places);
    let noun = |noun: &str| format!("{number} {noun}{}", if number == "1" { "" } else { "s" });
    let size = match unit {
        Unit::Pounds => format!("£{number}"),
        Unit::Share => format!("{}%", grouped(value.abs() * 100.0, places)),
        Unit::Percent => format!("{number}%"),
        Unit::Minutes => noun("minute"),
        Unit::Hours => noun("hour"),
        Unit::Times => format!("{number} times"),
        Unit::Index | Unit::Count | Unit::Plain => number.clone(),
    };
    if value < 0.0 && !is_zero(&size) { join_sign(MINUS, &size, unit) } else { size }
}

/// The value as a change: "+£10", "+3 pp".
pub fn signed(value: f64, unit: Unit) -> String {
    let size = change_magnitude(value.abs(), unit);
    if is_zero(&size) {
        size
    } else {
        join_sign(if value < 0.0 { MINUS } else { '+' }, &size, unit)
    }
}

/// The value to three significant digits, with its unit, for a sentence: "£41,200", "12.5 minutes".
pub fn prose(value: f64, unit: Unit) -> String {
    to_digits(value, unit, 3)
}

/// Values of one quantity, each as [`prose`] puts it, with as many decimals as the others: beside 28.9%
/// stands 60.0%.
pub fn alike(values: &[f64], unit: Unit) -> Vec<String> {
    let say = |value: &f64| match unit {
        Unit::Share | Unit::Percent => brief_among(*value, values, unit),
        _ => prose(*value, unit),
    };
    values.iter().map(say).collect()
}

/// The value as [`brief`] puts it, with as many decimals as those that it stands among.
pub fn brief_among(value: f64, others: &[f64], unit: Unit) -> String {
    let is_percentage = matches!(unit, Unit::Share | Unit::Percent);
    let has_decimals = |other: &f64| prose(*other, unit).contains('.');
    match is_percentage && value != 0.0 && others.iter().any(has_decimals) {
        true => plain(value, unit),
        false => brief(value, unit),
    }
}

/// The value to two significant digits, for a title: "£41,000".
pub fn headline(value: f64, unit: Unit) -> String {
    to_digits(value, unit, 2)
}

/// The value to three significant digits, without the word for its unit, for a mark of a chart:
/// "£41,200", "12.5".
pub fn brief(value: f64, unit: Unit) -> String {
    let text = prose(value, unit);
    let bare = text.split_once(" minute").or(text.split_once(" times")).map(|(bare, _)| bare);
    bare.map_or(text.clone(), str::to_string)
}

/// The change to three significant digits, for a mark of a chart: "+£3,120".
pub fn brief_signed(value: f64, unit: Unit) -> String {
    let sign = if value < 0.0 { MINUS } else { '+' };
    millions(value, unit, 3)
        .map_or_else(|| signed(rounded(value, unit, 3), unit), |size| join_sign(sign, &size, unit))
}

/// The value to three significant digits, with the decimals that its neighbours have: "£41,200", "24.0".
pub fn brief_plain(value: f64, unit: Unit) -> String {
    rounded_plain(value, unit, 3)
}

fn rounded_plain(value: f64, unit: Unit, digits: i32) -> String {
    match millions(value, unit, digits) {
        Some(size) if value < 0.0 => join_sign(MINUS, &size, unit),
        Some(size) => size,
        None => plain(rounded(value, unit, digits), unit),
    }
}

/// The size of a sum from a million on, to so many significant digits: "£1.27m".
fn millions(value: f64, unit: Unit, digits: i32) -> Option<String> {
    let size = rounded(value.abs(), unit, digits) / 1e6;
    if unit != Unit::Pounds || size < 1.0 {
        return None;
    }
    let places = usize::try_from(digits - 1 - size.log10().floor() as i32).unwrap_or(0);
    Some(format!("£{}m", grouped(size, places)))
}

fn to_digits(value: f64, unit: Unit, digits: i32) -> String {
    let text = rounded_plain(value, unit, digits);
    match unit {
        Unit::Minutes => {
            let text = text.strip_suffix(".0").unwrap_or(&text);
            format!("{text} minute{}", if text == "1" { "" } else { "s" })
        }
        Unit::Times => format!("{text} times"),
        Unit::Share | Unit::Percent => match text.strip_suffix(".0%") {
            Some(whole) => format!("{whole}%"),
            None => text,
        },
        Unit::Pounds | Unit::Hours | Unit::Index | Unit::Count | Unit::Plain => text,
    }
}

/// The value to so many significant digits, but to no more than [`plain`] writes: rounded twice, £86.52
/// would be £86.50 and then £86.
fn rounded(value: f64, unit: Unit, digits: i32) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    // A share is rounded as the percentage that is read, an hour as the hour.
    let scale = if unit == Unit::Share { 100.0 } else { 1.0 };
    let decimals = match unit {
        Unit::Share | Unit::Percent | Unit::Minutes | Unit::Times | Unit::Plain => 1,
        Unit::Pounds | Unit::Hours | Unit::Index | Unit::Count => 0,
    };
    let places = digits - 1 - (value * scale).abs().log10().floor() as i32;
    if places >= decimals {
        return value;
    }
    let factor = 10_f64.powi(places.abs());
    let whole = if places < 0 {
        (value * scale / factor).round() * factor
    } else {
        (value * scale * factor).round() / factor
    };
    whole / scale
}

/// The value as near as [`plain`] writes it: what is shown, as a number.
pub fn shown(value: f64, unit: Unit) -> f64 {
    let size = value.abs();
    let per_unit = match unit {
        Unit::Pounds if size < 1.0 => 100.0,
        Unit::Pounds | Unit::Count => 1.0,
        Unit::Share if size < 0.9995 => 1000.0,
        Unit::Share => 100.0,
        Unit::Times if size < 0.995 => 100.0,
        Unit::Percent | Unit::Minutes | Unit::Times | Unit::Plain if size < 99.95 => 10.0,
        Unit::Percent | Unit::Minutes | Unit::Times | Unit::Plain => 1.0,
        Unit::Hours if size < 1.0 => 60.0,
        Unit::Hours => 1.0,
        Unit::Index if size < 10.0 => 1000.0,
        Unit::Index => 10.0,
    };
    let rounded = (value * per_unit).round() / per_unit;
    if rounded.is_finite() { rounded } else { value }
}

/// A range of values in full: "£6,752 to £9,119".
pub fn range(low: f64, high: f64, unit: Unit) -> String {
    format!("{} to {}", plain(low, unit), plain(high, unit))
}

/// The same to three significant digits: "£6,750 to £9,120".
pub fn brief_range(low: f64, high: f64, unit: Unit) -> String {
    format!("{} to {}", brief_plain(low, unit), brief_plain(high, unit))
}

/// A range of changes to three significant digits: "+£4 to +£16", "+24.7 to +35.3 pp".
pub fn signed_range(low: f64, high: f64, unit: Unit) -> String {
    // An end that rounds to zero would read as if the range held it.
    let (over, under) = (low > 0.0, high < 0.0);
    let (low, high) = (brief_signed(low, unit), brief_signed(high, unit));
    if over && is_zero(&low) {
        return format!("just over 0 to {high}");
    }
    if under && is_zero(&high) {
        return format!("{low} to just under 0");
    }
    format!("{} to {high}", low.strip_suffix(" pp").unwrap_or(&low))
}

/// A change with its unit in full, for a sentence: "+8.5 minutes", "+30 percentage points".
pub fn change_prose(value: f64, unit: Unit) -> String {
    in_full(brief_signed(value, unit), unit)
}

/// A range of changes with the unit in full: "+5.3 to +12.1 minutes".
pub fn change_range_prose(low: f64, high: f64, unit: Unit) -> String {
    in_full(signed_range(low, high, unit), unit)
}

fn in_full(text: String, unit: Unit) -> String {
    match unit {
        Unit::Share => text.replace(" pp", " percentage points"),
        Unit::Minutes => format!("{text} minutes"),
        Unit::Times => format!("{text} times"),
        Unit::Pounds | Unit::Hours | Unit::Percent | Unit::Index | Unit::Count | Unit::Plain => {
            text
        }
    }
}

/// A tick of an axis: short where space is.
pub fn tick(value: f64, unit: Unit, short: bool) -> String {
    match unit {
        Unit::Pounds if short && value.abs() >= 1e6 => {
            format!("{}£{}m", sign(value), trimmed(value.abs() / 1e6))
        }
        Unit::Pounds if short && value.abs() >= 1e3 => {
            format!("{}£{}k", sign(value), trimmed(value.abs() / 1e3))
        }
        Unit::Pounds => format!("{}£{}", sign(value), trimmed(value.abs())),
        Unit::Share => format!("{}{}%", sign(value), trimmed(value.abs() * 100.0)),
        Unit::Percent => format!("{}{}%", sign(value), trimmed(value.abs())),
        Unit::Minutes | Unit::Hours | Unit::Index | Unit::Times | Unit::Count | Unit::Plain => {
            format!("{}{}", sign(value), trimmed(value.abs()))
        }
    }
}

/// The word after a value where the unit is one: " minutes"; short: " min". Empty for the others.
pub fn unit_word(unit: Unit, short: bool) -> &'static str {
    match (unit, short) {
        (Unit::Minutes, false) => " minutes",
        (Unit::Minutes, true) => " min",
        (Unit::Hours, false) => " hours",
        (Unit::Hours, true) => " h",
        (Unit::Times, _) => " times",
        (
            Unit::Pounds | Unit::Share | Unit::Percent | Unit::Index | Unit::Count | Unit::Plain,
            _,
        ) => "",
    }
}

fn sign(value: f64) -> String {
    if value < 0.0 { format!("{MINUS}{WORD_JOINER}") } else { String::new() }
}

/// A number without the zeros at its end, thousands parted.
fn trimmed(value: f64) -> String {
    let text = grouped(value, 4);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').into() } else { text }
}

fn join_sign(sign: char, size: &str, unit: Unit) -> String {
    match unit {
        Unit::Pounds => format!("{sign}{WORD_JOINER}{size}"),
        _ => format!("{sign}{size}"),
    }
}

fn is_zero(size: &str) -> bool {
    !size.chars().any(|c| ('1'..='9').contains(&c))
}

fn magnitude(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Pounds if (0.005..0.995).contains(&value) => format!("£{value:.2}"),
        Unit::Pounds => format!("£{}", grouped(value, 0)),
        Unit::Share => format!("{}%", decimals(value * 100.0)),
        Unit::Percent => format!("{}%", decimals(value)),
        Unit::Minutes => decimals(value),
        Unit::Hours if value < 59.5 / 60.0 => {
            format!("{}{NARROW_SPACE}min", grouped(value * 60.0, 0))
        }
        Unit::Hours => format!("{}{NARROW_SPACE}h", grouped(value, 0)),
        Unit::Index => {
            if value >= 10.0 {
                grouped(value, 1)
            } else {
                format!("{value:.3}")
            }
        }
        Unit::Times if value < 0.995 => format!("{value:.2}"),
        Unit::Times => decimals(value),
        Unit::Count => grouped(value, 0),
        Unit::Plain => decimals(value),
    }
}

fn change_magnitude(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Share => format!("{} pp", decimals(value * 100.0)),
        // The ends of a range of changes have equally many decimals.
        Unit::Times => decimals(value),
        _ => magnitude(value, unit),
    }
}

/// One decimal under 100, none from there.
fn decimals(value: f64) -> String {
    if value < 99.95 { format!("{value:.1}") } else { grouped(value, 0) }
}

/// Fixed decimals, thousands parted by commas.
fn grouped(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut out = String::with_capacity(text.len() + whole.len() / 3);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;
