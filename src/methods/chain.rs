//! Chain: the factors of a product, by name, so that a figure shows its equation.

use crate::error::Result;
use crate::quantity::{Amount, Fraction, Quantity, Ratio, Scalar};
use core::fmt;

/// How the name of a factor begins that is one less an input: `1 - oxidation-factor`.
pub(crate) const LEFT_BY: &str = "1 - ";

/// What a factor of a chain is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermKind {
    /// An input of the method.
    Input,
    /// One less an input of the method.
    OneLess,
    /// A constant of the equation.
    Constant,
}

/// One factor of a product, in base units for each base unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainTerm<N = Ratio> {
    /// The input of the method, or the constant as it is written: `methane-correction-factor`, `16/12`.
    pub name: &'static str,
    /// What it is made from.
    pub kind: TermKind,
    /// The factor.
    pub number: N,
}

/// The factors of a product, in the order of the equation.
pub type Chain<N = Ratio> = Vec<ChainTerm<N>>;

impl<N: Scalar> ChainTerm<N> {
    /// An input.
    pub(crate) fn of(name: &'static str, number: N) -> Self {
        Self { name, kind: TermKind::Input, number }
    }

    /// An input that is a share.
    pub(crate) fn share(name: &'static str, share: Fraction<N>) -> Self {
        Self::of(name, share.number())
    }

    /// One less an input that is a share.
    pub(crate) fn one_less(name: &'static str, share: Fraction<N>) -> Result<Self> {
        Ok(Self { name, kind: TermKind::OneLess, number: share.complement()?.number() })
    }

    /// A constant of the equation, by its name.
    pub(crate) fn constant(name: &'static str, numerator: u32, denominator: u32) -> Result<Self> {
        Ok(Self { name, kind: TermKind::Constant, number: N::constant(numerator, denominator)? })
    }
}

/// As an equation writes it: `1 - oxidation-factor`.
impl<N> fmt::Display for ChainTerm<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            TermKind::OneLess => padded!(f, "{LEFT_BY}{}", self.name),
            TermKind::Input | TermKind::Constant => f.pad(self.name),
        }
    }
}

/// An amount times all factors of a chain, not yet divided out.
pub fn product<A: Quantity, B: Quantity, N: Scalar>(amount: Amount<A, N>, chain: &[ChainTerm<N>]) -> Result<Amount<B, N>> {
    chain.iter().try_fold(amount.number(), |product, term| product.checked_mul(term.number)).map(Amount::new)
}
