//! A figure as an address: `embed.html#embed=1.PAYLOAD.CRC`.
//!
//! PAYLOAD is the URL-safe base64 (no padding) of the raw deflate of the Figure as UTF-8 JSON, its
//! numbers rounded to what the page shows ([`rounded`]) and without the keys of what is none. `rows`
//! and `companions` are either lists of rows, as a Figure has them, or told by column
//! (`columns`), which is shorter and is what is written. CRC is
//! the CRC-32 of that JSON, in eight hex digits; who writes payloads by other means may take it of
//! the deflated bytes or of PAYLOAD's letters. The version rises when a published page of this one
//! could not draw what a newer one writes.

mod carries;
mod code;
mod columns;
mod error;
mod explore;
mod lean;
mod rounding;
mod sound;

pub use carries::carries;
pub use code::{Scheme, address, code};
pub use error::EmbedError;
pub use explore::explore;
pub use rounding::rounded;

use super::crc32::crc32;
use crate::figure::{Figure, Unit};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use columns::Columns;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use serde_json::Value;

pub const VERSION: u32 = 1;

/// The longest fragment that is read or written, in characters: browsers and mail programs that
/// shorten addresses do so well above it.
const LONGEST_FRAGMENT: usize = 60_000;
/// The most that a payload may unpack to, in bytes.
const LARGEST_JSON: usize = 1 << 20;
/// Level of compression: the best that miniz_oxide has.
const LEVEL: u8 = 10;

/// The fragment, without its `#`, that carries the figure.
pub fn encode(figure: &Figure) -> Result<String, EmbedError> {
    let json = json_of(&rounded(figure)).ok_or(EmbedError::Foreign)?;
    let payload = BASE64_URL_SAFE_NO_PAD.encode(compress_to_vec(&json, LEVEL));
    let fragment = format!("embed={VERSION}.{payload}.{:08x}", crc32(&json));
    if fragment.len() > LONGEST_FRAGMENT || json.len() > LARGEST_JSON {
        return Err(EmbedError::TooLarge);
    }
    Ok(fragment)
}

/// The figure that a fragment, with or without its `#`, carries. Any text gives an answer.
pub fn decode(fragment: &str) -> Result<Figure, EmbedError> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment).trim();
    if fragment.is_empty() {
        return Err(EmbedError::Nothing);
    }
    let body = fragment.strip_prefix("embed=").ok_or(EmbedError::Foreign)?;
    if fragment.len() > LONGEST_FRAGMENT {
        return Err(EmbedError::TooLarge);
    }
    let (version, rest) = body.split_once('.').ok_or(EmbedError::CutShort)?;
    match version.parse::<u32>() {
        Ok(VERSION) => {}
        Ok(newer) if newer > VERSION => return Err(EmbedError::Newer),
        Ok(_) | Err(_) => return Err(EmbedError::Foreign),
    }
    let (payload, checksum) = rest.split_once('.').ok_or(EmbedError::CutShort)?;
    if checksum.len() < 8 {
        return Err(EmbedError::CutShort);
    }
    let packed = BASE64_URL_SAFE_NO_PAD.decode(payload).map_err(|_| EmbedError::Broken)?;
    let json = unpacked(&packed)?;
    let sum = u32::from_str_radix(checksum, 16).map_err(|_| EmbedError::Broken)?;
    let is_sum = [&json, &packed, payload.as_bytes()].iter().any(|of| crc32(of) == sum);
    if checksum.len() != 8 || !is_sum {
        return Err(EmbedError::Broken);
    }
    figure_of(&json).filter(sound::is_sound).ok_or(EmbedError::Foreign)
}

/// The members of a Figure that hold rows.
const LISTS: [&str; 2] = ["rows", "companions"];

/// The JSON of a rounded figure, its rows by column; as they are where columns cannot say them.
fn json_of(figure: &Figure) -> Option<Vec<u8>> {
    let whole = serde_json::to_value(figure).ok()?;
    let mut by_column = whole.clone();
    for (name, rows) in LISTS.into_iter().zip([&figure.rows, &figure.companions]) {
        if !rows.is_empty() {
            let columns = Columns::of(rows, figure.waves.len(), figure.unit);
            *by_column.get_mut(name)? = serde_json::to_value(columns).ok()?;
        }
    }
    let written = |value: Value| lean::lean(value).to_string().into_bytes();
    let short = written(by_column);
    let is_same = figure_of(&short).is_some_and(|read| read == *figure);
    Some(if is_same { short } else { written(whole) })
}

fn figure_of(json: &[u8]) -> Option<Figure> {
    let mut value: Value = serde_json::from_slice(json).ok()?;
    let unit: Unit = serde_json::from_value(value.get("unit")?.clone()).ok()?;
    for name in LISTS {
        if let Some(list) = value.get_mut(name).filter(|list| list.is_object()) {
            let columns: Columns = serde_json::from_value(list.take()).ok()?;
            *list = serde_json::to_value(columns.rows(unit)?).ok()?;
        }
    }
    serde_json::from_value(value).ok()
}

fn unpacked(packed: &[u8]) -> Result<Vec<u8>, EmbedError> {
    decompress_to_vec_with_limit(packed, LARGEST_JSON).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => EmbedError::TooLarge,
        TINFLStatus::FailedCannotMakeProgress | TINFLStatus::NeedsMoreInput => EmbedError::CutShort,
        _ => EmbedError::Broken,
    })
}
