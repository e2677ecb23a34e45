//! The page's sections in reading order, and the figures that stand in each.

use crate::figure::Kind;
use crate::share::view::section;

/// One section.
pub struct Section {
    /// The element's id, and its name in the address.
    pub id: &'static str,
    /// As the index calls it.
    pub name: &'static str,
    pub opening: Opening,
    /// In its place where there is one wave, if it would not hold there.
    pub of_one_wave: Option<Opening>,
    /// Figures that stand beside each other, row by row.
    pub rows: &'static [&'static [Kind]],
}

/// How a section begins.
pub struct Opening {
    pub heading: &'static str,
    pub standfirst: &'static str,
}

pub const SECTIONS: [Section; 8] = [
    Section {
        id: section::WHAT_CHANGED,
        name: "What changed",
        opening: Opening {
            heading: "What changed between the two waves",
            standfirst: "Each sentence says how sure we can be. The hollow mark is the first wave, the solid mark the second; the bars are 95% intervals.",
        },
        of_one_wave: Some(Opening {
            heading: "What one wave tells",
            standfirst: "Each sentence says how sure we can be. The bars are 95% intervals.",
        }),
        rows: &[&[Kind::Table1], &[Kind::Table2]],
    },
    Section {
        id: section::BY_DEPRIVATION,
        name: "By deprivation",
        opening: Opening {
            heading: "Who raises how much, by how deprived the area is",
            standfirst: "England’s neighbourhoods are ranked from most to least deprived and cut in ten. A school takes the tenth of the place it stands in, which is not always where its pupils live.",
        },
        of_one_wave: None,
        rows: &[&[Kind::DecileRaised], &[Kind::DecileVolunteer]],
    },
    Section {
        id: section::WHO_GETS_MOST,
        name: "Who gets the most",
        opening: Opening {
            heading: "How unequal schools are, whatever their area",
            standfirst: "Inequality between schools need not move with deprivation: two schools in one street can differ more than two towns.",
        },
        of_one_wave: None,
        rows: &[
            &[Kind::Lorenz, Kind::Concentration],
            &[Kind::TopShares, Kind::Distribution],
            &[Kind::Measures],
        ],
    },
    Section {
        id: section::WHAT_EXPLAINS,
        name: "What explains the change",
        opening: Opening {
            heading: "Where the change came from",
            standfirst: "The change is shown tenth by tenth, and split by who was in the data and by donations and PTA income; the inequality is split by area.",
        },
        of_one_wave: Some(Opening {
            heading: "How much goes with deprivation",
            standfirst: "There is one wave, so no change to explain. It tells the mean of each tenth, and how much of the inequality goes with deprivation.",
        }),
        rows: &[&[Kind::Change], &[Kind::Decomposition, Kind::BetweenWithin]],
    },
    Section {
        id: section::WHAT_DRIVES,
        name: "What drives it",
        opening: Opening {
            heading: "What head teachers say drives it",
            standfirst: "Answers to the questionnaire. It is what they report, not what the accounts show.",
        },
        of_one_wave: None,
        rows: &[&[Kind::Drivers]],
    },
    Section {
        id: section::SCHOOLS,
        name: "Schools",
        opening: Opening {
            heading: "Behind the averages: every school, then and now",
            standfirst: "Rows of schools never leave this page: what is shared carries groups only, checked first.",
        },
        of_one_wave: Some(Opening {
            heading: "Behind the averages: every school",
            standfirst: "Rows of schools never leave this page: what is shared carries groups only, checked first.",
        }),
        rows: &[&[Kind::Schools]],
    },
    Section {
        id: section::CLAIMS,
        name: "Claims",
        opening: Opening {
            heading: "Published figures, checked",
            standfirst: "Every figure that the paper prints is checked twice: against the data loaded here, and against the paper’s other figures. Any other study can be checked the same way.",
        },
        of_one_wave: None,
        rows: &[&[Kind::Claims]],
    },
    Section {
        id: section::YOUR_DATA,
        name: "Your data",
        opening: Opening {
            heading: "Bring the files you have; see what was made of every row",
            standfirst: "Each column is matched to what it seems to be. Change what is wrong; nothing is used until you say so.",
        },
        of_one_wave: None,
        rows: &[],
    },
];

/// Every figure on the page.
pub fn kinds() -> impl Iterator<Item = Kind> {
    SECTIONS.iter().flat_map(|section| section.rows).copied().flatten().copied()
}
