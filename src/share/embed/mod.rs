//! A figure as an address: `embed.html#embed=1.PAYLOAD.CRC`.
//!
//! PAYLOAD is the URL-safe base64 (no padding) of the raw deflate of the Figure as UTF-8 JSON, its
//! numbers rounded to what the page shows ([`rounded`]) and without the keys of what is none. CRC is
//! the CRC-32 of that JSON, in eight hex digits; who writes payloads by other means may take it of
//! the deflated bytes or of PAYLOAD's letters. The version rises when a page of this one could not
//! draw what a newer one writes.

mod carries;
mod code;
mod error;
mod lean;
mod rounding;
mod sound;

pub use carries::carries;
pub use code::{Scheme, address, code};
pub use error::EmbedError;
pub use rounding::rounded;

use super::crc32::crc32;
use crate::figure::Figure;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

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
    let value = serde_json::to_value(rounded(figure)).map_err(|_| EmbedError::Foreign)?;
    let json = lean::lean(value).to_string().into_bytes();
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
    let figure: Figure = serde_json::from_slice(&json).map_err(|_| EmbedError::Foreign)?;
    if sound::is_sound(&figure) { Ok(figure) } else { Err(EmbedError::Foreign) }
}

fn unpacked(packed: &[u8]) -> Result<Vec<u8>, EmbedError> {
    decompress_to_vec_with_limit(packed, LARGEST_JSON).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => EmbedError::TooLarge,
        TINFLStatus::FailedCannotMakeProgress | TINFLStatus::NeedsMoreInput => EmbedError::CutShort,
        _ => EmbedError::Broken,
    })
}
