//! A zip archive of a few files: deflated, names in UTF-8, nothing that needs a later version than 2.0.

use super::crc32::crc32;
use miniz_oxide::deflate::compress_to_vec;

/// One file of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Entry {
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Entry { name: name.into(), bytes: bytes.into() }
    }
}

/// Version 2.0 is the first that knows deflate.
const VERSION: u16 = 20;
/// Bit 11: names are UTF-8.
const UTF8: u16 = 1 << 11;
const DEFLATED: u16 = 8;
/// 1 January 1980, midnight: the format's first day. Archives of equal files are equal.
const DATE: u16 = (1 << 5) | 1;
const TIME: u16 = 0;
const LEVEL: u8 = 6;

/// The archive of these files. None may be of 4 GiB, nor may there be more than 65,535: those need
/// another format, and the answer is `None`.
pub fn zip(entries: &[Entry]) -> Option<Vec<u8>> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    for entry in entries {
        let packed = compress_to_vec(&entry.bytes, LEVEL);
        let offset = u32::try_from(archive.len()).ok()?;
        let mut shared = Vec::new();
        for field in [VERSION, UTF8, DEFLATED, TIME, DATE] {
            put16(&mut shared, field);
        }
        put32(&mut shared, crc32(&entry.bytes));
        put32(&mut shared, u32::try_from(packed.len()).ok()?);
        put32(&mut shared, u32::try_from(entry.bytes.len()).ok()?);
        put16(&mut shared, u16::try_from(entry.name.len()).ok()?);
        put16(&mut shared, 0);

        archive.extend_from_slice(b"PK\x03\x04");
        archive.extend_from_slice(&shared);
        archive.extend_from_slice(entry.name.as_bytes());
        archive.extend_from_slice(&packed);

        directory.extend_from_slice(b"PK\x01\x02");
        put16(&mut directory, VERSION);
        directory.extend_from_slice(&shared);
        // No comment, first disk, no attributes.
        directory.extend_from_slice(&[0; 10]);
        put32(&mut directory, offset);
        directory.extend_from_slice(entry.name.as_bytes());
    }
    let count = u16::try_from(entries.len()).ok()?;
    let offset = u32::try_from(archive.len()).ok()?;
    archive.extend_from_slice(&directory);
    archive.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    put16(&mut archive, count);
    put16(&mut archive, count);
    put32(&mut archive, u32::try_from(directory.len()).ok()?);
    put32(&mut archive, offset);
    put16(&mut archive, 0);
    Some(archive)
}

fn put16(to: &mut Vec<u8>, value: u16) {
    to.extend_from_slice(&value.to_le_bytes());
}

fn put32(to: &mut Vec<u8>, value: u32) {
    to.extend_from_slice(&value.to_le_bytes());
}
