//! Percent-encoding of the values in a fragment.

/// What stands in a fragment as itself: nothing that parts pairs, and nothing that a mail program
/// takes for the end of a link.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:@,".contains(&byte)
}

/// The text with everything but letters, digits and a few marks as `%XX` of its UTF-8.
pub fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| if is_plain(byte) { char::from(byte).into() } else { format!("%{byte:02X}") })
        .collect()
}

/// The text behind an escaped one; none where a `%` is not followed by two hex digits or the bytes
/// are not UTF-8.
pub fn unescape(escaped: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(escaped.len());
    let mut rest = escaped.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        if byte == b'%' {
            let (digits, after) = after.split_at_checked(2)?;
            let digit = |at: usize| char::from(digits[at]).to_digit(16);
            // Two hex digits make at most 255.
            bytes.push((digit(0)? * 16 + digit(1)?) as u8);
            rest = after;
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_parts_pairs_is_escaped() {
        assert_eq!(escape("other:Trips & £"), "other:Trips%20%26%20%C2%A3");
        assert_eq!(unescape("other:Trips%20%26%20%c2%a3").as_deref(), Some("other:Trips & £"));
    }

    #[test]
    fn broken_escapes_are_none() {
        for broken in ["%", "%4", "%zz", "%+1", "%FF"] {
            assert_eq!(unescape(broken), None, "{broken}");
        }
    }
}
