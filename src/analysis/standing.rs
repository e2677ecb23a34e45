//! Where one school stands in the charts of all: in its tenth, on a curve, in a strip.

use super::options::{Matching, Options};
use super::roster::Roster;
use crate::dataset::{Amount, Basis, Decile, Weighting};
use crate::figure::Kind;

/// The tenth a school stands in, and what it has; on a curve, how far along it stands, and in a strip of
/// shares, how much of the whole the schools that have less hold: both from 0 to 1, in its own middle.
pub type Standing = (Option<u8>, Option<f64>);

/// A school that counts: its value, its weight, its tenth.
type Counted = (f64, f64, Option<u8>);

impl Roster {
    /// Where a school stands in each wave in a figure of this kind under the options.
    pub fn standing(&self, kind: Kind, options: &Options, school: usize) -> Vec<Standing> {
        let minutes =
            Options { amount: Amount::VolunteerMinutes, basis: Basis::Pupil, ..options.clone() };
        let options = if kind == Kind::DecileVolunteer { &minutes } else { options };
        let of_wave = |wave: usize| {
            let decile = self.waves[wave].decile(school).map(Decile::number);
            let place = match kind {
                Kind::Lorenz | Kind::TopShares | Kind::Concentration => {
                    self.place(kind, options, wave, school)
                }
                _ => self.chosen(wave, options, school),
            };
            (decile, place)
        };
        (0..self.waves.len()).map(of_wave).collect()
    }

    /// The share before the school's own middle: of weights in order of value or of tenth, or of amounts
    /// in order of value. Those that tie stand together.
    fn place(&self, kind: Kind, options: &Options, wave: usize, school: usize) -> Option<f64> {
        let in_wave = |wave: usize, school: usize| -> Option<Counted> {
            let value = self.chosen(wave, options, school)?;
            let weight = match options.weighting {
                Weighting::None => 1.0,
                Weighting::Pupils => self.pupils(wave, school).filter(|pupils| *pupils > 0.0)?,
            };
            let has = &self.waves[wave];
            let decile = has.decile(school).map(Decile::number);
            options.filter.admits(has, school).then_some((value, weight, decile))
        };
        let counted = |school: usize| {
            let is_in = |wave: usize| in_wave(wave, school).is_some();
            let has_all = options.matching == Matching::All || (0..self.waves.len()).all(is_in);
            in_wave(wave, school).filter(|_| has_all)
        };
        let own = counted(school)?;
        let (mut before, mut level, mut all) = (0.0, 0.0, 0.0);
        for (value, weight, decile) in (0..self.keys.len()).filter_map(counted) {
            let (order, size) = match kind {
                Kind::Concentration => match (decile, own.2) {
                    (Some(decile), Some(own)) => (decile.cmp(&own), weight),
                    _ => continue,
                },
                Kind::TopShares => (value.total_cmp(&own.0), weight * value),
                _ => (value.total_cmp(&own.0), weight),
            };
            all += size;
            match order {
                std::cmp::Ordering::Less => before += size,
                std::cmp::Ordering::Equal => level += size,
                std::cmp::Ordering::Greater => {}
            }
        }
        let is_placed = kind != Kind::Concentration || own.2.is_some();
        (is_placed && all > 0.0).then(|| ((before + level / 2.0) / all).clamp(0.0, 1.0))
    }
}
