//! A file's bytes in pieces, read ahead of the parser so that reading and parsing overlap.

use crate::ingest::Refusal;
use js_sys::{ArrayBuffer, Promise, Uint8Array};
use std::collections::VecDeque;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// The first piece is small, so that parsing begins at once, and so are the last, so that little is left
/// to parse when all is read; in between large ones cost the browser least.
const LEAST_PIECE: f64 = (1 << 20) as f64;
const MOST_PIECE: f64 = (8 << 20) as f64;
/// What is copied into the program's memory at once: the parser finds it in the processor's cache.
const COPIED: u32 = 1 << 18;
/// Pieces on their way at once, so that the browser is never without one to read.
const AHEAD: usize = 2;

/// Why reading ended early.
pub enum Stopped {
    /// The bytes are no table; what the parser says.
    Refused(Refusal),
    /// The browser could not read the file on: it was moved or changed, or the disk failed.
    Unreadable,
    /// The user stopped it.
    Cancelled,
}

impl From<Refusal> for Stopped {
    fn from(refusal: Refusal) -> Stopped {
        Stopped::Refused(refusal)
    }
}

/// Gives every byte of a file to `take`, in order. `goes_on` is asked after each piece, with the bytes
/// read so far and in all.
pub async fn read(
    file: &Blob,
    goes_on: impl Fn(f64, f64) -> bool,
    mut take: impl FnMut(&[u8]) -> Result<(), Refusal>,
) -> Result<(), Stopped> {
    let size = file.size();
    let mut bytes = vec![0; COPIED as usize];
    let mut asked = LEAST_PIECE.min(size);
    let mut ahead = VecDeque::from([(piece(file, 0.0, asked)?, asked)]);
    loop {
        while ahead.len() < AHEAD && asked < size {
            let half = ((size - asked) / 2.0).round();
            let end = (asked + half.clamp(LEAST_PIECE, MOST_PIECE)).min(size);
            ahead.push_back((piece(file, asked, end)?, end));
            asked = end;
        }
        let Some((next, end)) = ahead.pop_front() else { return Ok(()) };
        let buffer = JsFuture::from(next).await.map_err(|_| Stopped::Unreadable)?;
        let view = Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>());
        for start in (0..view.length()).step_by(COPIED as usize) {
            let part = view.subarray(start, view.length().min(start + COPIED));
            let bytes = &mut bytes[..part.length() as usize];
            part.copy_to(bytes);
            take(bytes)?;
        }
        if !goes_on(end, size) {
            return Err(Stopped::Cancelled);
        }
    }
}

/// Begins to read a piece.
fn piece(file: &Blob, from: f64, to: f64) -> Result<Promise, Stopped> {
    let slice = file.slice_with_f64_and_f64(from, to).map_err(|_| Stopped::Unreadable)?;
    Ok(slice.array_buffer())
}
