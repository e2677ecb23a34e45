//! What the paper publishes and the demonstration meets, each with its place in the paper.
//!
//! Alison Body and Eddy Hogg, *Collective Co-production in English Public Services – The case of
//! voluntary action in primary education* (working paper). Some of its figures exclude each other.
//! Which of them are met here, and why:
//!
//! 1. **Schools.** "380" and "306 of these" are met. "54 withdrawn" would leave 326, so 74 leave.
//! 2. **Reliance for core services.** 28 % and 43 % are met (32 of 114, 30 of 70): +52.7 %. The
//!    "increase of 58 %" would need the far ends of both roundings; no other whole numbers of 114
//!    and 70 answers round to these shares.
//! 3. **Top 1 %.** £476,784 together and a mean of £19,883 are met, being exact sums; they make
//!    7.8 % of all that is raised. "10 %" is not met.
//! 4. **Bottom 1 %.** £875 together and "from £1" are met. £0.33 a pupil would need schools of some
//!    880 pupils each; ours have 650 at most, so no ranking of them gives it.
//! 5. **Most per pupil.** Table 1's £595 of donations is met. The text's £594 of donations *and*
//!    PTA income is not: a school that has £595 of the one has at least £595 of both.
//! 6. **"75 % reliant for general activities"** is no whole number of 70 (52 is 74.3 %, 53 is
//!    75.7 %). One head teacher here left the item blank: 52 of 69 is 75.4 %.
//!
//! The mean of £19,883, the top tenth's 25 %, the top three's £476,784 and "less than a third reach
//! the mean" do hold together, but leave little room: most schools lie close below the mean.
use super::curve::Curve;

/// Method: schools with accounts in each wave.
pub const SCHOOLS: [usize; 2] = [380, 306];
/// Method and tables: head teachers who answered in each wave.
pub const ANSWERS: [usize; 2] = [114, 70];

/// Table 1: mean of schools' own donations per pupil, £. Unrounded so that the text's "+24 %" holds.
pub const DONATIONS_PER_PUPIL: [f64; 2] = [41.05, 51.0];
/// Table 1: mean of PTAs' income per pupil, £; the text's "+25 %".
pub const PTA_PER_PUPIL: [f64; 2] = [36.0, 45.0];
/// Table 1: "more than £10k of donations" ...
pub const THRESHOLD: u32 = 10_000;
/// ... by 10 % of 380 schools and 40 % of 306.
pub const OVER_THRESHOLD: [usize; 2] = [38, 122];
/// Table 1: the most donated per pupil in a year, £.
pub const MOST_DONATED_PER_PUPIL: [u32; 2] = [250, 595];

/// Research question 3: mean raised per school in 2018, £.
pub const MEAN_RAISED: u32 = 19_883;
/// Research question 3: what "the top 1 %" raised together: three schools of 306.
pub const TOP_THREE_RAISED: u32 = 476_784;
/// Research question 3: that, per pupil, £: 847 pupils.
pub const TOP_THREE_PER_PUPIL: f64 = 563.0;
/// The three: "just over £170,000" is the first.
pub const TOP_THREE: [(u32, u32); 3] = [(170_412, 287), (155_900, 283), (150_472, 277)];
/// Research question 3: what "the bottom 1 %" raised together; the least is "£1".
pub const BOTTOM_THREE: [u32; 3] = [1, 312, 562];
pub const BOTTOM_THREE_RAISED: u32 = 875;
/// Research question 3: share of all that is raised by the top 10 %.
pub const TOP_TENTH: f64 = 0.25;
/// Research question 3: raised income as a share of the school's budget, at most.
pub const UPLIFT: f64 = 0.11;

/// Method: of 306 schools 72 % charity, 22 % association, 6 % none; then the leavers', invented.
pub const STATUS_2018: [usize; 3] = [220, 68, 18];
pub const STATUS_LEAVERS: [usize; 3] = [54, 15, 5];

/// Table 2: mean volunteer minutes per pupil and week.
pub const MINUTES_PER_PUPIL: [f64; 2] = [12.5, 21.0];
/// Table 2: the most minutes per pupil and week.
pub const MOST_MINUTES_PER_PUPIL: [u32; 2] = [72, 75];
/// Table 2: "anywhere between 1 minute ..."
pub const LEAST_MINUTES: u32 = 1;
/// Table 2: "... and 227 hours", "324 hours".
pub const MOST_HOURS: [u32; 2] = [227, 324];
/// Figure 2 and text: minutes per pupil in decile 1 and 10. 2016's are invented.
pub const MINUTES_AT_ENDS: [[f64; 2]; 2] = [[6.0, 30.0], [10.0, 51.0]];

/// The questionnaire: the item, those who said yes in each wave, and those who left it blank.
/// `None`: not asked.
pub struct Item {
    pub label: &'static str,
    pub yes: [Option<usize>; 2],
    pub blank: usize,
}

const fn item(label: &'static str, first: Option<usize>, second: usize) -> Item {
    Item { label, yes: [first, Some(second)], blank: 0 }
}

/// Research question 2, discussion: shares of 114 and 70.
pub const ITEMS: [Item; 9] = [
    item("under pressure to increase fundraised income", Some(75), 66),
    item("fundraising is a core strategic focus", Some(33), 42),
    item("sought support from local businesses", Some(35), 35),
    item("work with other schools to fundraise and attract volunteers", Some(7), 25),
    item("at least partly reliant on it to deliver core, statutory education", Some(32), 30),
    Item {
        blank: 1,
        ..item("reliant on fundraised income for general school activities", Some(59), 52)
    },
    item("increased strategic focus on volunteers over the past year", None, 44),
    item("volunteer support received has increased", None, 49),
    item("reduced specialist support staff and replaced them with skilled volunteers", None, 25),
];

/// What a school raises by its place in the order, all but the seven named in `schools`. 2018's
/// bends are set by "less than a third reach the mean" and "the top 10 % hold 25 %"; the scale by
/// the mean. 2016's is invented, and more even.
pub const RAISED: [Curve; 2] = [
    Curve(&[
        (0.0, 250.0),
        (0.08, 4_600.0),
        (0.33, 9_800.0),
        (0.68, 15_200.0),
        (0.9, 24_500.0),
        (0.97, 32_000.0),
        (1.0, 52_000.0),
    ]),
    Curve(&[
        (0.0, 700.0),
        (0.08, 5_700.0),
        (0.31, 13_900.0),
        (0.5, 17_800.0),
        (0.7, 19_400.0),
        (0.71, 20_400.0),
        (0.9, 31_300.0),
        (0.97, 36_500.0),
        (1.0, 51_000.0),
    ]),
];
