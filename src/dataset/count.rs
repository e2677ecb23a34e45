//! A count in words.

/// 2000 as "2,000".
pub fn in_thousands(count: usize) -> String {
    match count {
        0..1_000 => count.to_string(),
        _ => format!("{},{:03}", in_thousands(count / 1_000), count % 1_000),
    }
}
