//! Costs of measures and the budget of a plan, as its form states them.

use super::cells::source;
use crate::error::{Message, Result};
use crate::factors::Registry;
use crate::forms::FormInputs;
use crate::methods::{Input, InputKind};
use crate::plan::cost::{DiscountRate, ExtraCost, ServiceCost};
use crate::quantity::{Exact, Money};
use crate::taxonomy::Year;

pub(super) const COSTS: Input = Input::of_kind(
    "cost",
    InputKind::Group(&[
        MEASURE,
        LIFE,
        RATE,
        CURRENCY,
        PRICE_YEAR,
        INVESTMENT,
        RUNNING,
        FUEL,
        TRANSFERS,
        ALTERNATIVE_INVESTMENT,
        ALTERNATIVE_RUNNING,
        ALTERNATIVE_FUEL,
        ALTERNATIVE_TRANSFERS,
        NEEDS,
    ]),
    "what a measure costs",
)
.optional();
pub(super) const BUDGET: Input =
    Input::of_kind("budget", InputKind::Section(&[AMOUNT, CURRENCY, PRICE_YEAR]), "what may be spent").optional();
pub(super) const MEASURE: Input = Input::of_kind("measure", InputKind::Text, "the name of the form in measures/, without .toml");
const LIFE: Input = Input::of_kind("life", InputKind::Count(1), "years that it lasts");
const RATE: Input = Input::of_kind("rate", InputKind::Text, "the yearly rate of discount, such as 0.05");
pub(super) const CURRENCY: Input = Input::of_kind("currency", InputKind::Text, "the currency, such as THB");
pub(super) const PRICE_YEAR: Input = Input::of_kind("price_year", InputKind::Year, "the year of the prices");
const INVESTMENT: Input = Input::of_kind("investment", InputKind::Text, "to buy and build it");
const RUNNING: Input = Input::of_kind("running", InputKind::Text, "to run and repair it for a year, without fuel").optional();
const FUEL: Input = Input::of_kind("fuel", InputKind::Text, "fuel and electricity of a year, without tax").optional();
const TRANSFERS: Input =
    Input::of_kind("transfers", InputKind::Text, "taxes paid less subsidies and tariffs received in a year").optional();
const ALTERNATIVE_INVESTMENT: Input =
    Input::of_kind("alternative_investment", InputKind::Text, "to buy what would be bought otherwise").optional();
const ALTERNATIVE_RUNNING: Input = Input::of_kind("alternative_running", InputKind::Text, "to run it for a year").optional();
const ALTERNATIVE_FUEL: Input = Input::of_kind("alternative_fuel", InputKind::Text, "its fuel of a year").optional();
const ALTERNATIVE_TRANSFERS: Input = Input::of_kind("alternative_transfers", InputKind::Text, "its transfers of a year").optional();
const NEEDS: Input = Input::of_kind("needs", InputKind::Text, "what it takes from the budget").optional();
pub(super) const AMOUNT: Input = Input::of_kind("amount", InputKind::Text, "how much");

/// What a measure costs, as a form states it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatedCost {
    /// The name of its form.
    pub measure: String,
    /// Its cost next to that of the alternative.
    pub cost: ExtraCost,
    /// What it takes from the budget: the investment where nothing else is stated.
    pub needs: Money,
    /// Who states it.
    pub source: String,
}

impl StatedCost {
    pub(super) fn read(inputs: &FormInputs, registry: &Registry) -> Result<Self> {
        // Taxes less subsidies may be below zero, what something costs may not.
        let amount = |input: &Input| {
            let stated = money(inputs, input, registry)?;
            if stated.amount().is_negative() && ![TRANSFERS.name, ALTERNATIVE_TRANSFERS.name].contains(&input.name) {
                return Err(inputs.problem(input, Message::BelowZero { value: stated.amount().to_string().into() }));
            }
            Ok(stated)
        };
        let service = |[investment, running, fuel, transfers]: [&Input; 4]| {
            Ok::<_, crate::Error>(ServiceCost {
                investment: amount(investment)?,
                running: amount(running)?,
                fuel: amount(fuel)?,
                transfers: amount(transfers)?,
            })
        };
        let measure = service([&INVESTMENT, &RUNNING, &FUEL, &TRANSFERS])?;
        let alternative = service([&ALTERNATIVE_INVESTMENT, &ALTERNATIVE_RUNNING, &ALTERNATIVE_FUEL, &ALTERNATIVE_TRANSFERS])?;
        let rate: Exact = inputs.parsed(&RATE)?.ok_or_else(|| inputs.missing(&RATE, registry))?;
        let rate = DiscountRate::new(rate).map_err(|error| inputs.placed(RATE.name, error))?;
        let life: u32 = inputs.need(&LIFE, registry)?;
        let needs = if inputs.has(&NEEDS) { amount(&NEEDS)? } else { measure.investment.clone() };
        let life = u16::try_from(life).unwrap_or(u16::MAX);
        let cost = ExtraCost::new(measure, alternative, life, rate).map_err(|error| inputs.placed(LIFE.name, error))?;
        Ok(Self { measure: inputs.need(&MEASURE, registry)?, cost, needs, source: source(inputs)? })
    }
}

/// An amount in the currency and at the prices of its section or row; nothing where it is not given.
pub(super) fn money(inputs: &FormInputs, amount: &Input, registry: &Registry) -> Result<Money> {
    let (currency, year): (String, Year) = (inputs.need(&CURRENCY, registry)?, inputs.need(&PRICE_YEAR, registry)?);
    let amount = inputs.parsed::<Exact>(amount)?.unwrap_or(Exact::ZERO);
    Money::new(amount, &currency, year.number()).map_err(|error| inputs.placed(CURRENCY.name, error))
}
