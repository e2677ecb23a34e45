//! The sums of checks: `share(top-1-raised, schools * raised-mean)`, over claims and the data.

use super::measure::Measure;
use super::range::Range;

/// A sum over published values. Signs stand between spaces, since a claim's id may hold a hyphen.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    Number(f64),
    /// The published value of a claim, by id.
    Claim(String),
    /// What the loaded data give: `data:MEASURE`.
    Data(Measure),
    Sum(Sign, Box<[Expression; 2]>),
    /// `rise(a, b)`: from a to b, in percent of a.
    Rise(Box<[Expression; 2]>),
    /// `share(a, b)`: a in percent of b.
    Share(Box<[Expression; 2]>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Plus,
    Minus,
    Times,
    Over,
}

impl Sign {
    fn printed(self) -> &'static str {
        match self {
            Sign::Plus => "+",
            Sign::Minus => "\u{2212}",
            Sign::Times => "×",
            Sign::Over => "÷",
        }
    }

    pub fn binds_tightly(self) -> bool {
        matches!(self, Sign::Times | Sign::Over)
    }
}

/// A published value: as printed, and every value that prints so.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    pub printed: f64,
    pub range: Range,
}

impl Known {
    pub fn exactly(value: f64) -> Self {
        Known { printed: value, range: Range::exactly(value) }
    }

    fn divided_by(self, other: Known) -> Option<Known> {
        let range = self.range.divided_by(other.range)?;
        Some(Known { printed: self.printed / other.printed, range })
    }

    fn times(self, factor: f64) -> Known {
        let range = self.range * Range::exactly(factor);
        Known { printed: self.printed * factor, range }
    }
}

/// Why a sum has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoResult {
    /// A divisor can be zero within its rounding.
    DividesByZero,
    /// The data lack something; what, in words.
    Needs(String),
}

impl Expression {
    /// The ids of the claims in it.
    pub fn claims(&self) -> Vec<&str> {
        match self {
            Expression::Number(_) | Expression::Data(_) => Vec::new(),
            Expression::Claim(id) => vec![id],
            Expression::Sum(_, parts) | Expression::Rise(parts) | Expression::Share(parts) => {
                parts.iter().flat_map(Expression::claims).collect()
            }
        }
    }

    /// The result, by interval arithmetic. A claim that stands in a sum twice is let vary twice, so
    /// the range is then wider than need be, and never too narrow.
    pub fn evaluate(
        &self,
        known: &dyn Fn(&Expression) -> Result<Known, NoResult>,
    ) -> Result<Known, NoResult> {
        let both = |parts: &[Expression; 2]| -> Result<[Known; 2], NoResult> {
            Ok([parts[0].evaluate(known)?, parts[1].evaluate(known)?])
        };
        let quotient = |[a, b]: [Known; 2]| a.divided_by(b).ok_or(NoResult::DividesByZero);
        match self {
            Expression::Number(value) => Ok(Known::exactly(*value)),
            Expression::Claim(_) | Expression::Data(_) => known(self),
            Expression::Sum(Sign::Over, parts) => quotient(both(parts)?),
            Expression::Sum(sign, parts) => {
                let [a, b] = both(parts)?;
                let (printed, range) = match sign {
                    Sign::Plus => (a.printed + b.printed, a.range + b.range),
                    Sign::Minus => (a.printed - b.printed, a.range - b.range),
                    Sign::Times | Sign::Over => (a.printed * b.printed, a.range * b.range),
                };
                Ok(Known { printed, range })
            }
            Expression::Share(parts) => Ok(quotient(both(parts)?)?.times(100.0)),
            Expression::Rise(parts) => {
                let [from, to] = both(parts)?;
                let ratio = quotient([to, from])?;
                let range = ratio.range - Range::exactly(1.0);
                Ok(Known { printed: ratio.printed - 1.0, range }.times(100.0))
            }
        }
    }

    /// As [`Expression::words`], with the result of a sum behind it.
    fn part(&self, name: &dyn Fn(&Expression) -> String) -> String {
        match self {
            Expression::Sum(..) => format!("{} ({})", self.words(name), name(self)),
            _ => self.words(name),
        }
    }

    /// The sum as a reader would write it, every name replaced by what `name` gives for it.
    pub fn words(&self, name: &dyn Fn(&Expression) -> String) -> String {
        match self {
            Expression::Number(_) | Expression::Claim(_) | Expression::Data(_) => name(self),
            Expression::Sum(sign, parts) => {
                let side = |part: &Expression, right: bool| match part {
                    Expression::Sum(inner, _)
                        if (sign.binds_tightly() && !inner.binds_tightly())
                            || (right && matches!(sign, Sign::Minus | Sign::Over)) =>
                    {
                        format!("({})", part.words(name))
                    }
                    _ => part.words(name),
                };
                format!("{} {} {}", side(&parts[0], false), sign.printed(), side(&parts[1], true))
            }
            Expression::Rise(parts) => {
                format!("the rise from {} to {}", parts[0].part(name), parts[1].part(name))
            }
            Expression::Share(parts) => {
                format!("{} as a share of {}", parts[0].part(name), parts[1].part(name))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evaluated(text: &str) -> Result<f64, NoResult> {
        let known = |leaf: &Expression| match leaf {
            Expression::Claim(id) if id == "of-28" => {
                Ok(Known { printed: 28.0, range: Range::printed(28.0, 1.0) })
            }
            Expression::Claim(_) => Ok(Known { printed: 43.0, range: Range::printed(43.0, 1.0) }),
            _ => Err(NoResult::Needs("pupils".into())),
        };
        Expression::parse(text).unwrap().evaluate(&known).map(|result| result.printed)
    }

    #[test]
    fn sums_follow_the_order_of_signs() {
        assert_eq!(evaluated("2 + 3 * 4 - 1"), Ok(13.0));
        assert_eq!(evaluated("( 2 + 3 ) * 4 / 10"), Ok(2.0));
        assert_eq!(evaluated("10 - 2 - 3"), Ok(5.0));
        assert_eq!(evaluated("share(1, 2 * 4)"), Ok(12.5));
        assert_eq!(evaluated("rise(2, 3)"), Ok(50.0));
        assert_eq!(evaluated("of-43 - of-28"), Ok(15.0));
        assert_eq!(evaluated("1 / 0"), Err(NoResult::DividesByZero));
    }

    #[test]
    fn what_the_data_lack_is_said() {
        let needs = Err(NoResult::Needs("pupils".into()));
        assert_eq!(evaluated("1 + data:pupils-of-three-largest"), needs);
    }

    #[test]
    fn words_keep_the_brackets_that_matter() {
        let name = |leaf: &Expression| match leaf {
            Expression::Number(number) => number.to_string(),
            Expression::Sum(..) => "6".into(),
            _ => "x".into(),
        };
        let words = |text: &str| Expression::parse(text).unwrap().words(&name);
        assert_eq!(words("(1 + 2) * 3"), "(1 + 2) × 3");
        assert_eq!(words("1 + (2 * 3)"), "1 + 2 × 3");
        assert_eq!(words("6 / (2 * 3)"), "6 ÷ (2 × 3)");
        assert_eq!(words("rise(28, 43)"), "the rise from 28 to 43");
        assert_eq!(words("share(a, 2 * 3)"), "x as a share of 2 × 3 (6)");
    }
}
