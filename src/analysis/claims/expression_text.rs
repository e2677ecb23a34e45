//! Sums as a claims file writes them.

use super::expression::{Expression, Sign};
use super::measure::UnknownMeasure;

/// A sum may be as long as this, so that no file's brackets exhaust the stack.
const MOST_WORDS: usize = 200;

/// Why a text is no sum.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadExpression {
    #[error("the sum ends too early")]
    EndsEarly,
    #[error("“{0}” is not expected there (signs stand between spaces)")]
    Unexpected(String),
    #[error("the sum has over {MOST_WORDS} words")]
    TooLong,
    #[error(transparent)]
    UnknownMeasure(#[from] UnknownMeasure),
}

impl Expression {
    pub fn parse(text: &str) -> Result<Self, BadExpression> {
        let tokens = tokens(text);
        if tokens.len() > MOST_WORDS {
            return Err(BadExpression::TooLong);
        }
        let mut reader = Reader { tokens: &tokens };
        let expression = reader.sum()?;
        match reader.tokens.first() {
            None => Ok(expression),
            Some(rest) => Err(BadExpression::Unexpected(rest.clone())),
        }
    }
}

/// Words parted by spaces, brackets and commas; the latter two stand for themselves.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = vec![String::new()];
    for letter in text.chars() {
        match letter {
            '(' | ')' | ',' => tokens.extend([letter.to_string(), String::new()]),
            space if space.is_whitespace() => tokens.push(String::new()),
            other => {
                if let Some(last) = tokens.last_mut() {
                    last.push(other);
                }
            }
        }
    }
    tokens.retain(|token| !token.is_empty());
    tokens
}

impl Sign {
    fn of(token: &str) -> Option<Self> {
        Some(match token {
            "+" => Sign::Plus,
            "-" => Sign::Minus,
            "*" => Sign::Times,
            "/" => Sign::Over,
            _ => return None,
        })
    }
}

struct Reader<'a> {
    tokens: &'a [String],
}

impl Reader<'_> {
    fn next(&mut self) -> Result<&str, BadExpression> {
        let (first, rest) = self.tokens.split_first().ok_or(BadExpression::EndsEarly)?;
        self.tokens = rest;
        Ok(first)
    }

    fn expect(&mut self, wanted: &str) -> Result<(), BadExpression> {
        match self.next()? {
            found if found == wanted => Ok(()),
            found => Err(BadExpression::Unexpected(found.into())),
        }
    }

    /// The next token as a sign that binds as tightly as asked.
    fn sign(&mut self, tightly: bool) -> Option<Sign> {
        let (first, rest) = self.tokens.split_first()?;
        let sign = Sign::of(first).filter(|sign| sign.binds_tightly() == tightly)?;
        self.tokens = rest;
        Some(sign)
    }

    fn sum(&mut self) -> Result<Expression, BadExpression> {
        let mut left = self.product()?;
        while let Some(sign) = self.sign(false) {
            left = Expression::Sum(sign, Box::new([left, self.product()?]));
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Expression, BadExpression> {
        let mut left = self.operand()?;
        while let Some(sign) = self.sign(true) {
            left = Expression::Sum(sign, Box::new([left, self.operand()?]));
        }
        Ok(left)
    }

    fn operand(&mut self) -> Result<Expression, BadExpression> {
        let token = self.next()?.to_owned();
        match token.as_str() {
            "(" => {
                let inside = self.sum()?;
                self.expect(")")?;
                Ok(inside)
            }
            "rise" | "share" if self.tokens.first().is_some_and(|next| next == "(") => {
                self.expect("(")?;
                let first = self.sum()?;
                self.expect(",")?;
                let parts = Box::new([first, self.sum()?]);
                self.expect(")")?;
                Ok(if token == "rise" { Expression::Rise(parts) } else { Expression::Share(parts) })
            }
            ")" | "," | "+" | "-" | "*" | "/" | "=" | "<=" => Err(BadExpression::Unexpected(token)),
            word => match (word.strip_prefix("data:"), word.parse::<f64>()) {
                (Some(measure), _) => Ok(Expression::Data(measure.parse()?)),
                (None, Ok(number)) if number.is_finite() => Ok(Expression::Number(number)),
                (None, _) => Ok(Expression::Claim(token)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_sums_are_refused() {
        let long = "( ".repeat(MOST_WORDS + 1);
        let broken = ["", "1 +", "( 1", "1 2", "rise(1)", "* 2", "data:nonsense", "1 + )", &long];
        for text in broken {
            assert!(Expression::parse(text).is_err(), "{text}");
        }
    }
}
