//! Any text as an embed's fragment, and any bytes as the JSON inside one: a message or a figure that
//! can be drawn, written and sent on, never a panic.
#![no_main]
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use giving_gap::draw::Look;
use giving_gap::share::{csv, embed, html, sheet};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if let Ok(fragment) = std::str::from_utf8(input) {
        let _ = embed::decode(fragment);
    }
    // Sealed as an embed is, so that what is tried is the figure and not the seal.
    let packed = miniz_oxide::deflate::compress_to_vec(input, 1);
    let payload = BASE64_URL_SAFE_NO_PAD.encode(packed);
    let fragment = format!("embed=1.{payload}.{:08x}", crc32fast::hash(input));
    let Ok(figure) = embed::decode(&fragment) else { return };
    let _ = sheet(&figure, &Look::new(640));
    let _ = html(&figure);
    assert!(!csv(&figure).is_empty());
    if let Ok(again) = embed::encode(&figure) {
        embed::decode(&again).expect("what was read and written reads again");
    }
});
