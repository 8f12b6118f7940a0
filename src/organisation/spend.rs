//! Goods and services by what they cost: money of one currency and year, brought to those of a factor.
//!
//! ```text
//! kg CO2e = amount / exchange rate / price index · factor
//! ```
//!
//! | Symbol | Meaning |
//! |---|---|
//! | exchange rate | money of the organisation for one unit of the factor's, 1 in the same currency |
//! | price index | prices of the year of the spend over those of the factor's year, 1 in the same year |
//!
//! Source: GHG Protocol Technical Guidance for Calculating Scope 3 Emissions (2013), category 1, average spend-based method.

use crate::activity::Activity;
use crate::assess::{Derivation, EMISSION_FACTOR, InputKey, Line, LineId, LineInput, LineInputs, Origin, Term, Terms};
use crate::error::{Error, Message, Result, did_you_mean};
use crate::gas::GwpSet;
use crate::quantity::{Exact, Money, Ratio, Reading, Unit};
use crate::records::{BundledRow, Row, bundled_rows};
use crate::taxonomy::{FootprintCategory, Year};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, LazyLock};

/// kg CO2e for each unit of money spent in a sector of an economy.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SpendFactor {
    /// Its id, such as `epa-221310`.
    pub id: String,
    /// The sector.
    pub name: String,
    /// kg CO2e for each unit of money.
    pub value: Exact,
    /// The currency.
    pub currency: String,
    /// The year of its prices.
    pub price_year: u16,
    /// The GWP set that it was weighed with.
    pub gwp: GwpSet,
    /// The publication and the row in it.
    pub source: String,
}

impl BundledRow for SpendFactor {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        let text = |column: &str| row.require(column).map(str::to_owned);
        let year = row.require("price_year")?;
        Ok(Self {
            id: text("id")?,
            name: text("name")?,
            value: row.require("value")?.parse()?,
            currency: text("currency")?,
            price_year: year.parse().map_err(|_| Error::from(Message::NotAYear { value: year.into() }))?,
            gwp: row.require("gwp")?.parse()?,
            source: format!("{}, {}", row.require("source")?, row.require("locator")?),
        })
    }
}

static FACTORS: LazyLock<Vec<SpendFactor>> = LazyLock::new(|| bundled_rows("organisation/spend.csv", include_str!("spend.csv")));

impl SpendFactor {
    /// Every shipped factor.
    pub fn all() -> &'static [Self] {
        &FACTORS
    }

    /// The factor with an id.
    ///
    /// # Errors
    /// An unknown id, with the nearest known one.
    pub fn find(id: &str) -> Result<&'static Self> {
        Self::all().iter().find(|factor| factor.id == id).ok_or_else(|| {
            let nearest = did_you_mean(id, Self::all().iter().map(|factor| factor.id.as_str())).map(Into::into);
            Message::UnknownSpendFactor { value: id.into(), nearest }.into()
        })
    }
}

/// A number with the place that it is from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SourcedNumber {
    /// The number.
    pub value: Exact,
    /// Who states it.
    pub source: String,
}

impl SourcedNumber {
    /// A number with its source.
    pub fn new(value: Exact, source: &str) -> Self {
        Self { value, source: source.to_owned() }
    }
}

/// What was spent on goods or services of one sector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Spend {
    /// The category: purchased goods and services, or capital goods.
    pub category: FootprintCategory,
    /// The year.
    pub year: Year,
    /// The department; empty for the organisation as a whole.
    #[serde(default)]
    pub department: String,
    /// The id of a shipped factor.
    pub factor: String,
    /// How much, in which currency, at the prices of which year.
    pub amount: Money,
    /// Money of this currency for one unit of the factor's; none in the same currency.
    #[serde(default)]
    pub exchange: Option<SourcedNumber>,
    /// Prices of the year of the amount over those of the factor's year; none in the same year.
    #[serde(default)]
    pub price_index: Option<SourcedNumber>,
    /// Who states the amount.
    pub source: String,
    /// The file, or a program's own name for it.
    #[serde(default)]
    pub file: String,
    /// The line in the file.
    #[serde(default)]
    pub line: Option<u64>,
}

impl Spend {
    /// A spend in the currency and at the prices of its factor.
    pub fn new(category: FootprintCategory, year: Year, factor: &str, amount: Money, source: &str) -> Self {
        Self {
            category,
            year,
            department: String::new(),
            factor: factor.to_owned(),
            amount,
            exchange: None,
            price_index: None,
            source: source.to_owned(),
            file: "program".to_owned(),
            line: None,
        }
    }

    /// The line that it makes: each step with its source.
    pub(super) fn line(&self) -> Result<Line> {
        if !matches!(self.category, FootprintCategory::PurchasedGoods | FootprintCategory::CapitalGoods) {
            return Err(Message::SpendOfOtherCategory { value: self.category.id().into() }.into());
        }
        let stated = [&self.exchange, &self.price_index].into_iter().flatten().map(|stated| stated.value);
        if let Some(value) = stated.chain([self.amount.amount()]).find(|number| number.is_negative()) {
            return Err(Message::BelowZero { value: (&value).into() }.into());
        }
        let factor = SpendFactor::find(&self.factor)?;
        let steps = [
            (self.amount.currency() == factor.currency, &self.exchange, "exchange rate", &factor.currency),
            (self.amount.price_year() == factor.price_year, &self.price_index, "price index", &factor.price_year.to_string()),
        ];
        let unit: Unit = "1".parse()?;
        let mut spent = Activity::new("spend", self.year, Reading::new(self.amount.amount(), unit)).with_origin(&self.source);
        for (is_same, stated, name, of) in steps {
            match stated {
                Some(_) if is_same => return Err(Message::StepNotNeeded { value: name.into(), of: of.as_str().into() }.into()),
                Some(SourcedNumber { value, source }) => {
                    spent = spent.with_multiplier(name, Ratio::ONE.checked_div(Ratio::from(*value))?, source);
                }
                None if is_same => {}
                None => return Err(Message::StepMissing { value: name.into(), of: of.as_str().into() }.into()),
            }
        }
        let weighed = Activity::new("spend", self.year, Reading::new(Exact::ONE, unit)).with_origin(&factor.id);
        let weighed = weighed.with_multiplier(EMISSION_FACTOR, Ratio::from(factor.value), &factor.source);
        let id = LineId {
            year: self.year,
            category: self.category.checked_as()?,
            activity: format!("spend.{}", factor.id).into(),
            place: self.department.as_str().into(),
            factor: format!("{}: {}", factor.id, self.source).into(),
        };
        let key = InputKey {
            file: self.file.as_str().into(),
            sha256: None,
            unit: unit.symbol().into(),
            basis: None,
            line: self.line,
            source: Some(format!("{}: {}", self.source, self.amount).into()),
            mean: None,
        };
        let conversion = Terms::from(Term::of_activity(&spent)?);
        Ok(Line {
            id: Arc::new(id),
            substance: crate::gas::Substance::Stated(factor.gwp),
            origin: Origin::Activity,
            inputs: LineInputs::one(key, LineInput::new(1, self.amount.amount(), unit, conversion)),
            derivation: Derivation::Product(Terms::from(Term::of_activity(&weighed)?)),
            weight_note: None,
            activity_quality: None,
            factor_quality: None,
        })
    }
}

with_members! {
    Spend {
        /// The same, of a department.
        with_department(department: String),
        /// The same, with the exchange rate between its currency and the factor's.
        with_exchange(exchange: Option<SourcedNumber>),
        /// The same, with the prices of its year over those of the factor's.
        with_price_index(price_index: Option<SourcedNumber>),
        /// The same, from a file.
        with_file(file: String),
        /// The same, from a line of its file.
        with_line(line: Option<u64>),
    }
}
