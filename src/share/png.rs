//! Metadata and resolution put into a PNG that a browser made.

use super::crc32::crc32;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Signature and the header's chunk: length, name, 13 bytes, checksum.
const AFTER_HEADER: usize = 8 + 4 + 4 + 13 + 4;
/// CSS px a metre: 96 an inch.
const PIXELS_A_METRE: f64 = 96.0 / 0.0254;

/// The PNG with each pair as an international text chunk, and the resolution at which its pixels,
/// `ratio` to a CSS px, give the chart's own size. `None` where the bytes are no PNG.
pub fn described(png: &[u8], metadata: &[(&str, String)], ratio: f64) -> Option<Vec<u8>> {
    if !png.starts_with(SIGNATURE) {
        return None;
    }
    let (head, rest) = png.split_at_checked(AFTER_HEADER)?;
    let mut out = head.to_vec();
    let per_metre = (PIXELS_A_METRE * ratio).round() as u32;
    let mut resolution = [per_metre.to_be_bytes(), per_metre.to_be_bytes()].concat();
    resolution.push(1);
    chunk(&mut out, b"pHYs", &resolution)?;
    for (name, text) in metadata {
        // Keyword, its end, not compressed (two bytes), no language, no translated keyword.
        let data = [name.as_bytes(), b"\0\0\0\0\0", text.replace('\0', "").as_bytes()].concat();
        chunk(&mut out, b"iTXt", &data)?;
    }
    out.extend_from_slice(rest);
    Some(out)
}

fn chunk(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) -> Option<()> {
    let named = [name, data].concat();
    out.extend_from_slice(&u32::try_from(data.len()).ok()?.to_be_bytes());
    out.extend_from_slice(&named);
    out.extend_from_slice(&crc32(&named).to_be_bytes());
    Some(())
}
