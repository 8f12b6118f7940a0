//! Lines evaluated in `f64`, with numbers that were drawn.

use super::derivation::{Derivation, MethodResult};
use super::inputs::{InputKey, LineInput};
use super::line::Line;
use super::term::{Term, TermOrigin, Terms};
use crate::error::Result;
use crate::methods::InputValue;
use crate::quantity::{Ratio, Scalar};

/// A number that is drawn: a sum of rows, a term of a product, an input of a method. With the feature `sampling`.
///
/// Two that are equal are one number, wherever it is used: it is drawn once.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DrawnNumber<'a> {
    /// What it is: `amount` of a sum, `emission-factor`, the name of an input.
    pub name: &'a str,
    /// Where it is from: the file or origin of a sum, the id of a row of the tables, the row of an input; empty where nothing states it.
    pub origin: &'a str,
    /// What the inventory computes with, in base units.
    pub ratio: Ratio,
}

/// The name of a sum of rows.
const AMOUNT: &str = "amount";

/// The product of terms. Constants of an equation and parts of a year are what they are.
fn product(start: f64, terms: &Terms, draw: &mut impl FnMut(&DrawnNumber<'_>) -> Result<f64>) -> Result<f64> {
    terms.iter().try_fold(start, |product, term| product.checked_mul(factor(term, draw)?))
}

fn factor(term: &Term, draw: &mut impl FnMut(&DrawnNumber<'_>) -> Result<f64>) -> Result<f64> {
    if matches!(term.origin, TermOrigin::Constant | TermOrigin::Time) {
        return f64::from_ratio(term.ratio);
    }
    let origin = term.rows.first().map_or("", |row| row.id.as_str());
    draw(&DrawnNumber { name: &term.name, origin, ratio: term.ratio })
}

impl LineInput {
    fn sampled(&self, key: &InputKey, draw: &mut impl FnMut(&DrawnNumber<'_>) -> Result<f64>) -> Result<f64> {
        let ratio = self.sum.checked_mul(self.unit.multiplier())?.into();
        product(draw(&DrawnNumber { name: AMOUNT, origin: &key.file, ratio })?, &self.conversion, draw)
    }
}

impl Line {
    /// The mass in kg with other numbers: `draw` gives each from the one that the inventory computes with. A line that a method gives is
    /// computed from the method's inputs. With the feature `sampling`.
    pub fn sampled(&self, mut draw: impl FnMut(&DrawnNumber<'_>) -> Result<f64>) -> Result<f64> {
        let mut amount = 0.0;
        if self.derivation.method().is_none() {
            for (key, input) in self.inputs.iter() {
                amount = f64::checked_add(amount, input.sampled(key, &mut draw)?)?;
            }
        }
        self.derivation.sampled(amount, draw)
    }
}

impl Derivation {
    /// The mass of the gas in kg with other numbers, from a sum that was drawn. With the feature `sampling`.
    pub fn sampled(&self, amount: f64, mut draw: impl FnMut(&DrawnNumber<'_>) -> Result<f64>) -> Result<f64> {
        match self {
            Self::Product(terms) => product(amount, terms, &mut draw),
            Self::Method(result) => result.sampled(|name, value| {
                let origin = value.row.as_deref().unwrap_or_default();
                draw(&DrawnNumber { name, origin, ratio: value.ratio })
            }),
        }
    }
}

impl MethodResult {
    /// The result in kg with other numbers, by the name of each input. With the feature `sampling`.
    pub fn sampled(&self, sample: impl FnMut(&str, &InputValue) -> Result<f64>) -> Result<f64> {
        let results = self.spec().run_sampled(&self.inputs().sampled(sample)?)?;
        let unit = f64::from_ratio(self.unit()?.multiplier().into())?;
        f64::sum(self.figures(&results).map(|figure| figure.value))?.checked_mul(unit)
    }
}
