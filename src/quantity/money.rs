//! Money: an amount, its currency, and the year of its prices.

use super::Exact;
use crate::error::{Error, Message, Result};
use serde::{Deserialize, Serialize};

/// An amount of money. Sums only with its own kind: currency and price year are data, so a mismatch is an error.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "MoneyParts", into = "MoneyParts")]
pub struct Money {
    amount: Exact,
    currency: String,
    price_year: u16,
}

#[derive(Serialize, Deserialize)]
struct MoneyParts {
    amount: Exact,
    currency: String,
    price_year: u16,
}

impl Money {
    /// An amount in a currency (three capital letters, ISO 4217) at the prices of a year.
    pub fn new(amount: impl Into<Exact>, currency: &str, price_year: u16) -> Result<Self> {
        if currency.len() != 3 || !currency.bytes().all(|letter| letter.is_ascii_uppercase()) {
            return Err(Message::UnknownCurrency { value: currency.into() }.into());
        }
        Ok(Self { amount: amount.into(), currency: currency.to_owned(), price_year })
    }

    /// The number.
    pub fn amount(&self) -> Exact {
        self.amount
    }

    /// The currency's code.
    pub fn currency(&self) -> &str {
        &self.currency
    }

    /// The year of its prices.
    pub fn price_year(&self) -> u16 {
        self.price_year
    }

    /// The sum; an error across currencies or price years.
    pub fn checked_add(&self, other: &Self) -> Result<Self> {
        if (&self.currency, self.price_year) != (&other.currency, other.price_year) {
            let kind = |money: &Self| format!("{} ({})", money.currency, money.price_year).into();
            return Err(Message::OtherMoney { added: kind(other), to: kind(self) }.into());
        }
        Self::new(self.amount.checked_add(other.amount)?, &self.currency, self.price_year)
    }

    /// The difference, which may be below zero; an error across currencies or price years.
    pub fn checked_sub(&self, other: &Self) -> Result<Self> {
        self.checked_add(&other.checked_mul(Exact::ONE.checked_neg()?)?)
    }

    /// So many times as much.
    pub fn checked_mul(&self, number: impl Into<Exact>) -> Result<Self> {
        Self::new(self.amount.checked_mul(number.into())?, &self.currency, self.price_year)
    }
}

impl core::fmt::Display for Money {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        padded!(f, "{} {} ({})", self.amount, self.currency, self.price_year)
    }
}

impl core::str::FromStr for Money {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let parts = || {
            let (amount, rest) = text.split_once(' ')?;
            let (currency, year) = rest.split_once(" (")?;
            Some((amount, currency, year.strip_suffix(')')?.parse().ok()?))
        };
        let (amount, currency, year) = parts().ok_or_else(|| Message::NotMoney { value: text.into() })?;
        Self::new(amount.parse::<Exact>()?, currency, year)
    }
}

impl TryFrom<MoneyParts> for Money {
    type Error = Error;

    fn try_from(parts: MoneyParts) -> Result<Self> {
        Self::new(parts.amount, &parts.currency, parts.price_year)
    }
}

impl From<Money> for MoneyParts {
    fn from(money: Money) -> Self {
        Self { amount: money.amount, currency: money.currency, price_year: money.price_year }
    }
}
