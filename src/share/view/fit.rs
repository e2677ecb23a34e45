//! A view of one data set on another: what the data lack falls back to what they have.

use super::{PTA_STATUSES, View};
use crate::analysis::subjects;
use crate::dataset::{Amount, PtaStatus};

/// What the data have to choose from.
pub struct Offer<'a> {
    pub waves: usize,
    /// In the menu's order.
    pub amounts: &'a [Amount],
    pub local_authorities: &'a [String],
    pub phases: &'a [String],
    pub ofsted: &'a [String],
    pub pta_statuses: &'a [PtaStatus],
}

impl View {
    /// Falls back where the data lack what is chosen, and tells of each choice that somebody made, in
    /// a sentence. `before` is the number of waves that the axes were chosen for.
    pub fn fit(&mut self, offer: &Offer, before: usize) -> Vec<String> {
        let mut told = Vec::new();
        // The measure that the page opens with is nobody's choice.
        if let Some(chosen) = self.options.fit(offer.amounts)
            && chosen != View::default().options.amount
        {
            let (chosen, shown) = (subjects::label(&chosen), subjects::label(&self.options.amount));
            told.push(format!(
                "These data have no measure “{chosen}”, so “{shown}” is shown in its place."
            ));
        }
        for axis in [&mut self.choices.x, &mut self.choices.y] {
            axis.amount.take_if(|amount| !offer.amounts.contains(amount));
        }
        self.choices.fit_axes(before, offer.waves, offer.amounts, &self.options.amount);
        let filter = &mut self.options.filter;
        let mut lacks = |name: &str, value: String| {
            told.push(format!("These data have no {name} “{value}”, so all schools are shown."));
        };
        for (name, value, names) in [
            ("local authority", &mut filter.local_authority, offer.local_authorities),
            ("phase", &mut filter.phase, offer.phases),
            ("Ofsted grade", &mut filter.ofsted, offer.ofsted),
        ] {
            if let Some(value) = value.take_if(|value| !names.contains(value)) {
                lacks(name, value);
            }
        }
        let status = filter.pta_status.take_if(|status| !offer.pta_statuses.contains(status));
        let named = PTA_STATUSES.iter().find(|(_, known)| Some(*known) == status);
        if let Some((name, _)) = named {
            lacks("PTA status", (*name).into());
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCOUNTS: Offer = Offer {
        waves: 2,
        amounts: &[Amount::TotalIncome],
        local_authorities: &[],
        phases: &[],
        ofsted: &[],
        pta_statuses: &[],
    };

    fn fitted(fragment: &str) -> (String, usize) {
        let mut view = View::read(fragment).view;
        let told = view.fit(&ACCOUNTS, 2);
        (view.to_fragment(), told.len())
    }

    #[test]
    fn what_the_data_lack_falls_back_and_a_choice_is_told() {
        // Nobody chose what the page opens with.
        assert_eq!(fitted(""), ("v=1&measure=total_income".into(), 0));
        assert_eq!(fitted("v=1&basis=pupil"), ("v=1&measure=total_income&basis=pupil".into(), 0));
        assert_eq!(fitted("v=1&measure=other:Trips"), ("v=1&measure=total_income".into(), 1));
        let all = "v=1&measure=total_income&authority=Kent&phase=Primary&ofsted=Good&pta=charity";
        assert_eq!(fitted(all), ("v=1&measure=total_income".into(), 4));
        assert_eq!(fitted("v=1&x=donations@1"), ("v=1&measure=total_income".into(), 0));
    }

    #[test]
    fn what_the_data_have_stays_and_fitting_twice_changes_nothing() {
        let kept = "v=1&measure=total_income&basis=pupil&pupils=106-210&decile=3";
        assert_eq!(fitted(kept), (kept.into(), 0));
        let names = ["Kent".to_string()];
        let offer = Offer { local_authorities: &names, ..ACCOUNTS };
        let mut view = View::read("v=1&measure=total_income&authority=Kent").view;
        assert_eq!(view.fit(&offer, 2), Vec::<String>::new());
        assert_eq!(view.options.filter.local_authority.as_deref(), Some("Kent"));
    }

    #[test]
    fn told_once_in_words() {
        let mut view = View::read("v=1&measure=donations&authority=Kent").view;
        assert_eq!(
            view.fit(&ACCOUNTS, 2),
            [
                "These data have no measure “Donations to the school”, so “Total income” is shown in its \
                 place.",
                "These data have no local authority “Kent”, so all schools are shown.",
            ]
        );
    }
}
