//! The colours of the charts, light and dark.
//!
//! Hue says what is counted; a mark is solid for the later wave and pale with an outline for the
//! earlier, so that it is legible in greyscale.

use crate::figure::Hue;
use plotters::style::RGBColor;

/// The four colours of one hue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shades {
    /// Filled marks of the later wave.
    pub mark: RGBColor,
    /// Filled marks of the earlier wave, and interval bars.
    pub pale: RGBColor,
    /// Outlines and lines.
    pub line: RGBColor,
    /// Words.
    pub text: RGBColor,
}

/// Every colour that a chart uses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    pub name: &'static str,
    pub ground: RGBColor,
    /// Bands behind marks.
    pub quiet: RGBColor,
    pub ink: RGBColor,
    pub ink_2: RGBColor,
    pub ink_3: RGBColor,
    pub grid: RGBColor,
    pub rule: RGBColor,
    pub most_deprived: RGBColor,
    pub middle: RGBColor,
    pub least_deprived: RGBColor,
    donations: Shades,
    pta: Shades,
    raised: Shades,
    time: Shades,
    share: Shades,
}

impl Theme {
    pub fn shades(&self, hue: Hue) -> &Shades {
        match hue {
            Hue::Donations => &self.donations,
            Hue::Pta => &self.pta,
            Hue::Raised => &self.raised,
            Hue::Time => &self.time,
            Hue::Share => &self.share,
        }
    }

    /// The colour for words on a mark: the ground's or the ink's, whichever is told apart better.
    pub fn on(&self, mark: RGBColor) -> RGBColor {
        if contrast(self.ground, mark) >= contrast(self.ink, mark) { self.ground } else { self.ink }
    }
}

pub const LIGHT: Theme = Theme {
    name: "light",
    ground: rgb(0xFFFFFF),
    quiet: rgb(0xF7F5F0),
    ink: rgb(0x15202B),
    ink_2: rgb(0x43505C),
    ink_3: rgb(0x5C6873),
    grid: rgb(0xE5E2DB),
    rule: rgb(0xD6D2C9),
    most_deprived: rgb(0x12436D),
    middle: rgb(0x2073BC),
    least_deprived: rgb(0x6BACE6),
    donations: shades(0x12436D, 0xBCCBD9, 0x12436D, 0x12436D),
    pta: shades(0xF46A25, 0xFDDCC9, 0xC24E10, 0xAD430B),
    raised: shades(0x801650, 0xE3C9D6, 0x801650, 0x801650),
    time: shades(0x28A197, 0xC6E7E4, 0x17756D, 0x13665F),
    share: shades(0x3D3D3D, 0xD4D4D4, 0x3D3D3D, 0x3D3D3D),
};

pub const DARK: Theme = Theme {
    name: "dark",
    ground: rgb(0x10181F),
    quiet: rgb(0x18222B),
    ink: rgb(0xEEF2F5),
    ink_2: rgb(0xBAC5CE),
    ink_3: rgb(0x98A6B2),
    grid: rgb(0x27333E),
    rule: rgb(0x35424E),
    most_deprived: rgb(0xB4D8F8),
    middle: rgb(0x6BACE6),
    least_deprived: rgb(0x3A76AD),
    donations: shades(0x8CC1F0, 0x25415A, 0x8CC1F0, 0x9CCBF4),
    pta: shades(0xF46A25, 0x53301F, 0xF98A52, 0xFF9A66),
    raised: shades(0xB79BDF, 0x3B3350, 0xB79BDF, 0xC8B1EA),
    time: shades(0x28A197, 0x173F40, 0x45BDB2, 0x5ACCC1),
    share: shades(0xD3DAE0, 0x39444E, 0xD3DAE0, 0xD3DAE0),
};

const fn rgb(hex: u32) -> RGBColor {
    RGBColor((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const fn shades(mark: u32, pale: u32, line: u32, text: u32) -> Shades {
    Shades { mark: rgb(mark), pale: rgb(pale), line: rgb(line), text: rgb(text) }
}

/// `share` of one colour laid over another.
pub fn mix(over: RGBColor, under: RGBColor, share: f64) -> RGBColor {
    let one = |a: u8, b: u8| (f64::from(a) * share + f64::from(b) * (1.0 - share)).round() as u8;
    RGBColor(one(over.0, under.0), one(over.1, under.1), one(over.2, under.2))
}

/// Relative luminance, 0 to 1, as WCAG 2.2 defines it.
pub fn luminance(colour: RGBColor) -> f64 {
    let linear = |byte: u8| {
        let c = f64::from(byte) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.0) + 0.7152 * linear(colour.1) + 0.0722 * linear(colour.2)
}

/// Contrast of two colours, 1 to 21, as WCAG 2.2 defines it.
pub fn contrast(a: RGBColor, b: RGBColor) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HUES: [Hue; 5] = [Hue::Donations, Hue::Pta, Hue::Raised, Hue::Time, Hue::Share];

    #[test]
    fn contrast_is_that_of_the_standard() {
        // Black on white is 21 by definition; #777777 on white is 4.48 in WCAG's own examples.
        assert!((contrast(rgb(0), rgb(0xFFFFFF)) - 21.0).abs() < 1e-9);
        assert!((contrast(rgb(0x777777), rgb(0xFFFFFF)) - 4.48).abs() < 0.005);
    }

    #[test]
    fn words_and_marks_stand_out_from_the_ground() {
        for theme in [LIGHT, DARK] {
            for ground in [theme.ground, theme.quiet] {
                for ink in [theme.ink, theme.ink_2, theme.ink_3] {
                    assert!(contrast(ink, ground) >= 4.5, "{} ink {ink:?}", theme.name);
                }
            }
            for hue in HUES {
                let of = theme.shades(hue);
                assert!(contrast(of.text, theme.ground) >= 4.5, "{} text {hue:?}", theme.name);
                assert!(contrast(of.line, theme.ground) >= 3.0, "{} line {hue:?}", theme.name);
                let mark = contrast(of.mark, theme.ground);
                assert!(
                    mark >= 3.0 || contrast(of.line, of.mark) >= 3.0,
                    "{} mark {hue:?} {mark}",
                    theme.name
                );
                assert!(contrast(theme.on(of.mark), of.mark) >= 4.5, "{} on {hue:?}", theme.name);
            }
        }
    }

    #[test]
    fn waves_and_parts_tell_apart_in_greyscale() {
        for theme in [LIGHT, DARK] {
            for hue in HUES {
                let of = theme.shades(hue);
                assert!(contrast(of.mark, of.pale) >= 2.0, "{} {hue:?}", theme.name);
                assert!(contrast(of.line, of.pale) >= 3.0, "{} outline {hue:?}", theme.name);
            }
            let (donations, pta) = (theme.donations.mark, theme.pta.mark);
            assert!(contrast(donations, pta) >= 1.5, "{} parts", theme.name);
            let groups = [theme.most_deprived, theme.middle, theme.least_deprived];
            assert!(contrast(groups[0], groups[2]) >= 3.0, "{} groups", theme.name);
        }
    }
}
