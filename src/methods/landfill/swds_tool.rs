//! The CDM's tool for disposal sites, yearly and monthly: for projects, not for inventories.
//!
//! ```text
//! CH4(y) = φ · (1 − f(y)) · (1 − OX) · 16/12 · F · DOCf · MCF · Σ over x ≤ y and streams of W(x) · DOC · e^(−k·(y−x)) · (1 − e^(−k))
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | φ | correction for the uncertainty of the model, a discount | |
//! | f | share of the CH4 captured and flared, burnt or used otherwise | kg/kg |
//! | OX | share that oxidises in the cover | kg/kg |
//! | F | CH4 in the gas | m3/m3 |
//! | `DOCf` | part of the carbon that decomposes | kg/kg |
//! | MCF | methane correction factor | kg/kg |
//! | W | waste of a stream disposed of, or kept from it, in the period | kg |
//! | DOC | degradable organic carbon of the stream | kg/kg |
//! | k | decay rate for each year | 1/yr |
//! | x, y | period of disposal, period looked at | |
//!
//! Periods are years, or months with k/12. Source: UNFCCC, CDM methodological tool `TOOL04`, Emissions from solid waste disposal
//! sites. It differs from the guidelines in three ways: the period of disposal has a whole period of decay, one year before the
//! default of the IPCC; φ makes the figure low on purpose; what is captured is a share of generation. The tool multiplies the result
//! by a warming potential; here it is CH4.

use super::stock::FirstOrderDecay;
use super::{DOC, DOCF, FRACTION, RATES, by_year, labels_of, rates};
use crate::error::{Message, Result};
use crate::factors::Basis;
use crate::methods::labelled::Labelled;
use crate::methods::{Input, InputRow, Inputs, MethodSpec, Outcome, Output};
use crate::quantity::{Amount, Fraction, Mass, Ratio, Scalar};
use crate::taxonomy::Year;
use std::collections::BTreeMap;

const WASTE: &str = "waste disposed of, or kept from disposal, wet";
const CARBON: Input = Input::table("degradable-organic-carbon", "kg/kg", &["stream"], DOC).on(Basis::Wet);
const DECOMPOSABLE: Input = Input::one("decomposable-fraction", "kg/kg", DOCF);
const CORRECTION: Input = Input::one("methane-correction-factor", "kg/kg", "methane correction factor of the site").of("landfill");
const METHANE: Input = Input::one("methane-fraction", "m3/m3", FRACTION);
const OXIDATION: Input = Input::one("oxidation-factor", "kg/kg", "share that oxidises in the cover").of("landfill");
const MODEL: Input = Input::one("model-correction-factor", "1", "correction for the uncertainty of the model");
const CAPTURED: Input = Input::table("methane-recovery", "kg/kg", &["year"], "share of the CH4 captured, for every year computed");
const MONTHS: &[&str] = &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];
const UNTIL: Input = Input::maybe("until", "1", "last year computed; without it, that of the last waste");

/// The yearly model.
pub const SPEC: MethodSpec = MethodSpec {
    name: "swds-tool",
    reference: "",
    equation: "CDM TOOL04, yearly model: for projects, not for inventories",
    tiers: "",
    inputs: &[
        Input::table("waste", "kg", &["stream", "year"], WASTE),
        CARBON,
        RATES[0],
        RATES[1],
        DECOMPOSABLE,
        CORRECTION,
        METHANE,
        OXIDATION,
        MODEL,
        CAPTURED,
        UNTIL,
    ],
    results: &[Output::table("CH4", "kg", &["year"])],
    alternatives: None,
    kernels: kernels!(yearly),
};

/// The monthly model.
pub const MONTHLY: MethodSpec = MethodSpec {
    name: "swds-tool-monthly",
    reference: "",
    equation: "CDM TOOL04, monthly model: for projects, not for inventories",
    tiers: "",
    inputs: &[
        Input::table("waste", "kg", &["stream", "year", "month"], WASTE),
        CARBON,
        RATES[0],
        RATES[1],
        DECOMPOSABLE,
        CORRECTION,
        METHANE,
        OXIDATION,
        MODEL,
        CAPTURED,
        UNTIL,
    ],
    results: &[Output::table("CH4", "kg", &["year", "month"]).words(MONTHS)],
    alternatives: None,
    kernels: kernels!(monthly),
};

fn yearly<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    run(inputs, Periods::Years)
}

fn monthly<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    run(inputs, Periods::Months)
}

fn run<N: Scalar>(inputs: &Inputs<N>, periods: Periods) -> Result<Outcome<N>> {
    let waste = inputs.amounts::<Mass>("waste")?;
    let years = waste.iter().map(InputRow::year).collect::<Result<Vec<_>>>()?;
    let (Some(first), Some(last)) = (years.iter().min(), years.iter().max()) else { return Ok(Outcome::new()) };
    let until = if inputs.has("until") { inputs.year("until")? } else { *last };
    let span: Vec<Year> = std::iter::successors(Some(*first), |year| year.after()).take_while(|year| *year <= until).collect();
    let tool = SwdsTool {
        model_correction_factor: inputs.number("model-correction-factor")?,
        oxidation_factor: inputs.share("oxidation-factor")?,
        methane_fraction: inputs.share("methane-fraction")?,
        decomposable_fraction: inputs.share("decomposable-fraction")?,
        methane_correction_factor: inputs.share("methane-correction-factor")?,
        periods,
    };
    let methane = tool.methane(&disposed(inputs, &waste, periods, &span)?)?;
    let captured = by_year::<_, BTreeMap<_, _>>(&inputs.shares(CAPTURED.name)?)?;
    let mut outcome = Outcome::new();
    for (year, in_year) in span.iter().zip(methane.chunks(periods.in_year().into())) {
        let share = *captured.get(year).ok_or_else(|| Message::LabelNotGiven {
            value: (year).into(),
            input: CAPTURED.name.into(),
            label: "year".into(),
        })?;
        for (month, mass) in (1_u8..).zip(in_year) {
            let left = SwdsTool::less_captured(*mass, share)?;
            outcome = match periods {
                Periods::Years => outcome.with_year("CH4", *year, left),
                Periods::Months => outcome.with_labels("CH4", Some(*year), &[("month", &month.to_string())], left),
            };
        }
    }
    Ok(outcome)
}

/// The streams of a table of waste, each period by period over the years of `span`.
fn disposed<N: Scalar>(
    inputs: &Inputs<N>,
    waste: &[InputRow<Amount<Mass, N>>],
    periods: Periods,
    span: &[Year],
) -> Result<Vec<Disposed<N>>> {
    let in_year = usize::from(periods.in_year());
    let names = labels_of(waste, "stream")?;
    let carbon = Labelled::shares(inputs, "degradable-organic-carbon", "stream")?.known(&names)?;
    let rates = rates(inputs, &names)?;
    let mut streams: BTreeMap<&str, Disposed<N>> = BTreeMap::new();
    for row in waste {
        let name = row.label("stream");
        if !streams.contains_key(name) {
            let waste = vec![Amount::ZERO; span.len().saturating_mul(in_year)];
            let (degradable_organic_carbon, decay_rate) = (carbon.need(name)?, rates.need(name)?.evaluate()?);
            streams.insert(name, Disposed { degradable_organic_carbon, decay_rate, waste });
        }
        let (year, period) = (row.year()?, period(row, periods)?);
        let Some(years) = span.iter().position(|held| *held == year) else { continue };
        let at = years.saturating_mul(in_year).saturating_add(period);
        if let Some(held) = streams.get_mut(name).and_then(|stream| stream.waste.get_mut(at)) {
            *held = held.checked_add(row.value)?;
        }
    }
    Ok(streams.into_values().collect())
}

/// The place of a row's period in its year, from 0.
fn period<T>(row: &InputRow<T>, periods: Periods) -> Result<usize> {
    if periods == Periods::Years {
        return Ok(0);
    }
    let word = row.label("month");
    let number = word.parse::<usize>().ok().filter(|month| (1..=12).contains(month));
    Ok(number.ok_or_else(|| Message::NotAMonth { value: word.into() })?.saturating_sub(1))
}

/// The factors of a site that are the same for all its waste.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SwdsTool<N = Ratio> {
    /// φ.
    pub model_correction_factor: N,
    /// OX.
    pub oxidation_factor: Fraction<N>,
    /// F.
    pub methane_fraction: Fraction<N>,
    /// `DOCf`.
    pub decomposable_fraction: Fraction<N>,
    /// MCF.
    pub methane_correction_factor: Fraction<N>,
    /// How many periods a year has: 1 or 12.
    pub periods: Periods,
}

/// The step of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Periods {
    /// The yearly model.
    Years,
    /// The monthly model.
    Months,
}

impl Periods {
    fn in_year(self) -> u8 {
        match self {
            Self::Years => 1,
            Self::Months => 12,
        }
    }
}

/// A stream: its carbon, its decay rate for each year, and its waste period by period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disposed<N = Ratio> {
    /// DOC.
    pub degradable_organic_carbon: Fraction<N>,
    /// k.
    pub decay_rate: N,
    /// From the first period on; those after the last have none.
    pub waste: Vec<Amount<Mass, N>>,
}

impl<N: Scalar> SwdsTool<N> {
    /// CH4 of each period, before what is captured, for as many periods as the longest stream has.
    ///
    /// ```
    /// use citycarbon::methods::landfill::{Disposed, Periods, SwdsTool};
    /// use citycarbon::quantity::{Fraction, Mass, Ratio};
    /// let tool = SwdsTool {
    ///     model_correction_factor: Ratio::ONE,
    ///     oxidation_factor: Fraction::from_parts(1, 10)?,
    ///     methane_fraction: Fraction::from_parts(1, 2)?,
    ///     decomposable_fraction: Fraction::from_parts(1, 2)?,
    ///     methane_correction_factor: Fraction::ONE,
    ///     periods: Periods::Years,
    /// };
    /// let waste = vec![Mass::tonnes(1000).into()];
    /// let food = Disposed { degradable_organic_carbon: Fraction::from_parts(15, 100)?, decay_rate: "0.4".parse()?, waste };
    /// // 1000 t · 0.15 · 0.5 · (1 − e^-0.4) · 0.5 · 16/12 · 0.9 = 14.836 t in the year of disposal itself.
    /// assert_eq!(tool.methane(&[food])?[0].shown(), "14835.5979283962312 kg");
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn methane(&self, streams: &[Disposed<N>]) -> Result<Vec<Amount<Mass, N>>> {
        let length = streams.iter().map(|stream| stream.waste.len()).max().unwrap_or(0);
        let factor = self.decomposable_fraction.checked_mul(self.methane_correction_factor)?;
        let mut sums = vec![Amount::ZERO; length];
        for stream in streams {
            let carbon = stream.degradable_organic_carbon.checked_mul(factor)?;
            let mut deposits = stream.waste.iter().map(|waste| waste.part(carbon)).collect::<Result<Vec<_>>>()?;
            deposits.resize(length, Amount::ZERO);
            let decay = FirstOrderDecay::from_disposal(stream.decay_rate, self.periods.in_year().into())?;
            for (sum, year) in sums.iter_mut().zip(decay.series(&deposits)?) {
                *sum = sum.checked_add(year.decomposed)?;
            }
        }
        let (left, methane) = (self.oxidation_factor.complement()?.number(), self.methane_fraction.number());
        let rest = [self.model_correction_factor, left, methane, N::constant(16, 12)?];
        let rest = N::product(rest)?;
        sums.into_iter().map(|sum: Amount<Mass, N>| sum.checked_mul(rest)?.evaluate()).collect()
    }

    /// What is left of a period's CH4 when a share of it is captured.
    pub fn less_captured(methane: Amount<Mass, N>, captured: Fraction<N>) -> Result<Amount<Mass, N>> {
        methane.part(captured.complement()?)?.evaluate()
    }
}
