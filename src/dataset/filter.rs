//! Which schools a figure is about.

use super::count::in_thousands;
use super::decile::Decile;
use super::wave::{PtaStatus, Wave};
use serde::{Deserialize, Serialize};

/// No school has as many pupils: what an open end is written as.
pub const NO_END: u32 = 99_999;

/// Conditions that a school of a wave has to meet; what is `None` admits every school.
///
/// A school that a condition needs to know something of, and that has no such value, is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    pub local_authority: Option<String>,
    pub phase: Option<String>,
    pub ofsted: Option<String>,
    pub pta_status: Option<PtaStatus>,
    /// Fewest and most pupils, both included.
    pub pupils: Option<(u32, u32)>,
    pub decile: Option<Decile>,
}

impl Filter {
    /// Whether every school is admitted.
    pub fn is_open(&self) -> bool {
        *self == Filter::default()
    }

    /// Which schools are admitted: "schools in Medway, graded Good"; `None` where every school is.
    pub fn words(&self) -> Option<String> {
        let said = |before: &str, name: &Option<String>| {
            name.as_ref().map(|name| format!("{before}{name}"))
        };
        let pta = self.pta_status.map(|status| match status {
            PtaStatus::Charity => "whose PTA is a charity",
            PtaStatus::Association => "whose PTA is an association",
            PtaStatus::None => "without a PTA",
            PtaStatus::Unknown => "whose PTA is not known",
        });
        let count = |pupils: u32| in_thousands(pupils as usize);
        let pupils = self.pupils.map(|ends| match ends {
            (0, most) => format!("with up to {} pupils", count(most)),
            (fewest, NO_END..) => format!("with {} pupils or more", count(fewest)),
            (fewest, most) => format!("with {} to {} pupils", count(fewest), count(most)),
        });
        let conditions = [
            said("in ", &self.local_authority),
            said("of phase ", &self.phase),
            said("graded ", &self.ofsted),
            pta.map(String::from),
            pupils,
            self.decile.map(|decile| format!("in tenth {}", decile.number())),
        ];
        let conditions: Vec<String> = conditions.into_iter().flatten().collect();
        (!conditions.is_empty()).then(|| format!("schools {}", conditions.join(", ")))
    }

    /// Whether the school meets the conditions in this wave.
    pub fn admits(&self, wave: &Wave, school: usize) -> bool {
        let is = |wanted: &Option<String>, found: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| found == Some(wanted))
        };
        is(&self.local_authority, wave.local_authority.get(school))
            && is(&self.phase, wave.phase.get(school))
            && is(&self.ofsted, wave.ofsted.get(school))
            && self.pta_status.is_none_or(|status| wave.pta_status(school) == status)
            && self.decile.is_none_or(|decile| wave.decile(school) == Some(decile))
            && self.pupils.is_none_or(|(fewest, most)| {
                wave.pupils
                    .get(school)
                    .is_ok_and(|pupils| (f64::from(fewest)..=f64::from(most)).contains(&pupils))
            })
    }
}
