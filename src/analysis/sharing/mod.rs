//! Figures with what stands behind them: what disclosure control has to know before one leaves.

mod by_deprivation;
mod held;
mod ledger;
mod schools;

use super::study::Study;
use crate::figure::Kind;
use crate::figure::disclosure::{Facts, Material};

impl Study {
    /// The figure of a kind and what stands behind it; `None` where [`Study::figure`] has none.
    ///
    /// What of a figure no fact is known of is withheld.
    pub fn material(&self, kind: Kind) -> Option<Material> {
        let figure = self.figure(kind)?;
        let by_deprivation = matches!(
            kind,
            Kind::DecileRaised | Kind::DecileVolunteer | Kind::Change | Kind::Concentration
        );
        let fifths = if by_deprivation { Some(self.by_fifths()) } else { None };
        let fifths = fifths.and_then(|study| {
            let figure = study.figure(kind)?;
            let facts = study.facts(kind);
            Some(Box::new(Material { figure, facts, fifths: None }))
        });
        Some(Material { figure, facts: self.facts(kind), fifths })
    }

    fn facts(&self, kind: Kind) -> Facts {
        match kind {
            Kind::DecileRaised | Kind::DecileVolunteer | Kind::Change | Kind::Concentration => {
                by_deprivation::facts(self, kind)
            }
            Kind::Measures => by_deprivation::facts_of_measures(self),
            Kind::BetweenWithin => schools::between_within(self),
            Kind::Lorenz => held::lorenz(self),
            Kind::TopShares => held::top_shares(self),
            Kind::Distribution => schools::distribution(self),
            Kind::Decomposition => schools::decomposition(self),
            Kind::Drivers => schools::drivers(self),
            Kind::Table1 | Kind::Table2 => schools::tables(self),
            Kind::Schools | Kind::Claims => Facts::default(),
        }
    }
}
