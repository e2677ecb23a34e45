//! Where the bytes that matter stand in a block of 64: one bit a byte, found sixteen bytes at a time.

/// Bytes looked at together.
pub const BLOCK: usize = 64;

/// The structural bytes of one block; bit i speaks of byte i.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Masks {
    pub delimiter: u64,
    /// Line feeds and carriage returns.
    pub newline: u64,
    pub quote: u64,
}

/// Looks at the block that begins at `start`; past the end of `bytes` there is nothing to find.
#[inline]
pub fn masks(bytes: &[u8], start: usize, delimiter: u8, quote: u8) -> Masks {
    let rest = bytes.get(start..).unwrap_or_default();
    match rest.first_chunk::<BLOCK>() {
        Some(block) => whole(block, delimiter, quote),
        None => {
            let mut block = [0; BLOCK];
            for (to, from) in block.iter_mut().zip(rest) {
                *to = *from;
            }
            whole(&block, delimiter, quote)
        }
    }
}

#[inline(always)]
fn whole(block: &[u8; BLOCK], delimiter: u8, quote: u8) -> Masks {
    let [delimiter, quote, feed, ret] = equal(block, [delimiter, quote, b'\n', b'\r']);
    Masks { delimiter, newline: feed | ret, quote }
}

#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn equal<const N: usize>(block: &[u8; BLOCK], wanted: [u8; N]) -> [u64; N] {
    use core::arch::x86_64::{_mm_cmpeq_epi8, _mm_loadu_si128, _mm_movemask_epi8, _mm_set1_epi8};
    let mut found = [0u64; N];
    for (i, lane) in block.as_chunks::<16>().0.iter().enumerate() {
        // SAFETY: the load is unaligned and reads the lane's sixteen bytes; SSE2 is part of x86-64.
        unsafe {
            let lane = _mm_loadu_si128(lane.as_ptr().cast());
            for (mask, byte) in found.iter_mut().zip(wanted) {
                let same = _mm_cmpeq_epi8(lane, _mm_set1_epi8(byte.cast_signed()));
                *mask |= u64::from(_mm_movemask_epi8(same).cast_unsigned()) << (16 * i);
            }
        }
    }
    found
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[inline(always)]
fn equal<const N: usize>(block: &[u8; BLOCK], wanted: [u8; N]) -> [u64; N] {
    use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, v128_load};
    let mut found = [0u64; N];
    for (i, lane) in block.as_chunks::<16>().0.iter().enumerate() {
        // SAFETY: the load needs no alignment and reads the lane's sixteen bytes.
        let lane = unsafe { v128_load(lane.as_ptr().cast()) };
        for (mask, byte) in found.iter_mut().zip(wanted) {
            *mask |= u64::from(u8x16_bitmask(u8x16_eq(lane, u8x16_splat(byte)))) << (16 * i);
        }
    }
    found
}

/// Machines without those instructions: eight bytes at a time in an ordinary register.
#[cfg(not(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128"))))]
#[inline(always)]
fn equal<const N: usize>(block: &[u8; BLOCK], wanted: [u8; N]) -> [u64; N] {
    swar(block, wanted)
}

#[cfg(any(
    test,
    not(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128")))
))]
#[inline(always)]
fn swar<const N: usize>(block: &[u8; BLOCK], wanted: [u8; N]) -> [u64; N] {
    const LOW7: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let mut found = [0u64; N];
    for (i, lane) in block.as_chunks::<8>().0.iter().enumerate() {
        let lane = u64::from_le_bytes(*lane);
        for (mask, byte) in found.iter_mut().zip(wanted) {
            let other = lane ^ (0x0101_0101_0101_0101 * u64::from(byte));
            // The top bit of each byte is set where that byte of `other` is zero, and only there.
            let zero = !(((other & LOW7) + LOW7) | other | LOW7);
            // The multiplication gathers the eight top bits into the highest byte.
            *mask |= ((zero >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * i);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(block: &[u8; BLOCK], byte: u8) -> u64 {
        block.iter().enumerate().map(|(i, b)| u64::from(*b == byte) << i).sum()
    }

    proptest! {
        #[test]
        fn agree_with_looking_at_each_byte(block in prop::array::uniform32(any::<u8>()), byte: u8) {
            let mut both = [byte; BLOCK];
            both[..32].copy_from_slice(&block);
            both[40] = byte.wrapping_add(1);
            both[41] = byte ^ 0x80;
            let wanted = [byte, b'\n', b'"', 0];
            let expected = wanted.map(|b| plain(&both, b));
            prop_assert_eq!(equal(&both, wanted), expected);
            prop_assert_eq!(swar(&both, wanted), expected);
        }
    }

    #[test]
    fn nothing_is_found_past_the_end() {
        let m = masks(b"a,b\n", 2, b',', b'"');
        assert_eq!(m, Masks { delimiter: 0, newline: 0b10, quote: 0 });
        assert_eq!(masks(b"a,b\n", 9, b',', b'"'), Masks::default());
        // A delimiter of zero would be found in the padding; dialects have none.
    }
}
