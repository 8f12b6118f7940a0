//! Targets of the four kinds of the GPC (ch. 11) and the Mitigation Goal Standard, with the bases of both of their figures.
//!
//! ```text
//! base year:    T = E[b] · (1 − r)
//! fixed level:  T = L
//! intensity:    T = E[b] / D[b] · (1 − r) · D
//! baseline:     T = B · (1 − r)
//! ```

use super::level::{EmissionLevel, Netting, Offset};
use super::text::{NettingText, PlanText};
use crate::error::{Message, PlanFault, Result};
use crate::quantity::{Exact, Fraction, Mass, Quantity, Ratio, Rounding};
use crate::taxonomy::Year;
use std::collections::BTreeMap;

/// How a target is set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TargetKind {
    /// A share less than the base year.
    BaseYear {
        /// That share.
        reduction: Fraction,
    },
    /// A level, zero for neutrality.
    FixedLevel {
        /// That level.
        level: Mass,
    },
    /// A share less for each unit of a driver than in the base year.
    Intensity {
        /// That share.
        reduction: Fraction,
        /// The driver in the base year: people, GDP.
        base_driver: Exact,
        /// The same in the target year.
        driver: Exact,
    },
    /// A share less than business as usual, which may be more than the base year.
    Baseline {
        /// That share.
        reduction: Fraction,
        /// Business as usual in the target year.
        baseline: Mass,
        /// Whether it is computed again when its drivers change. The level of a dynamic baseline is the one stated here: a copy frozen with it.
        is_dynamic: bool,
    },
}

/// The base year of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetBase {
    /// The year.
    pub year: Year,
    /// Its emissions.
    pub level: EmissionLevel,
    /// What is taken off where a target is measured against it.
    pub netting: Netting,
}

/// A target: its base, its kind and year, and what is taken off in its year.
///
/// A percentage from a gross base to a net target flatters the rate, so the line of such a target also shows gross to gross:
///
/// ```
/// use citycarbon::plan::{EmissionLevel, Netting, Offset, PlanTarget, TargetBase, TargetKind};
/// use citycarbon::quantity::{Fraction, Mass};
/// let base = TargetBase { year: "2018".parse()?, level: EmissionLevel::new(Mass::tonnes(1000))?, netting: Netting::new() };
/// let target = PlanTarget::new(base, TargetKind::BaseYear { reduction: "0.4".parse()? }, "2030".parse()?)?
///     .with_offset(Offset::Sinks, Some(Mass::tonnes(100)))?;
/// assert_eq!(
///     target.line()?.to_string(),
///     "1,000 t CO2e (gross) in 2018 to 600 t CO2e (net of sinks) in 2030: -40.0 %; gross to gross 700 t CO2e: -30.0 %"
/// );
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanTarget {
    base: TargetBase,
    kind: TargetKind,
    year: Year,
    /// What is taken off in the target year; none where the amount is not known.
    offsets: BTreeMap<Offset, Option<Mass>>,
}

impl PlanTarget {
    /// A target of a later year than its base, gross. Refused: a fiscal year against a calendar year, a base that its netting cannot be
    /// computed for, a driver of zero or less.
    pub fn new(base: TargetBase, kind: TargetKind, year: Year) -> Result<Self> {
        if year <= base.year || year.is_fiscal() != base.year.is_fiscal() {
            let fault = PlanFault::NotAfterBase { base: base.year.to_string().into() };
            return Err(Message::Plan { value: Some(year.to_string().into()), fault }.into());
        }
        base.level.on(&base.netting)?;
        if let TargetKind::Intensity { base_driver, driver, .. } = &kind
            && let Some(low) = [base_driver, driver].into_iter().find(|number| number.is_zero() || number.is_negative())
        {
            return Err(Message::NotAboveZero { value: low.to_string().into() }.into());
        }
        Ok(Self { base, kind, year, offsets: BTreeMap::new() })
    }

    /// The same as a target net of something; none where it is not known how much that will be.
    pub fn with_offset(mut self, offset: Offset, mass: Option<Mass>) -> Result<Self> {
        if let Some(mass) = mass {
            EmissionLevel::new(Mass::ZERO)?.with_offset(offset, mass)?;
        }
        self.offsets.insert(offset, mass);
        Ok(self)
    }

    /// Its base.
    pub fn base(&self) -> &TargetBase {
        &self.base
    }

    /// Its kind.
    pub fn kind(&self) -> &TargetKind {
        &self.kind
    }

    /// Its year.
    pub fn year(&self) -> Year {
        self.year
    }

    /// What is taken off in its year.
    pub fn netting(&self) -> Netting {
        self.offsets.keys().copied().collect()
    }

    /// What may be emitted in its year, kg CO2e, its offsets taken off.
    pub fn allowed(&self) -> Result<Ratio> {
        let base = || self.base.level.on(&self.base.netting);
        match &self.kind {
            TargetKind::BaseYear { reduction } => reduction.complement()?.number().checked_mul(base()?),
            TargetKind::FixedLevel { level } => Ok(level.base().into()),
            TargetKind::Intensity { reduction, base_driver, driver } => {
                Ratio::new(*driver, *base_driver)?.checked_mul(reduction.complement()?.number())?.checked_mul(base()?)
            }
            TargetKind::Baseline { reduction, baseline, .. } => reduction.complement()?.number().checked_mul(baseline.base()),
        }
    }

    /// The same without its offsets taken off; none where one is not known.
    pub fn allowed_gross(&self) -> Result<Option<Ratio>> {
        let mut gross = self.allowed()?;
        for mass in self.offsets.values() {
            let Some(mass) = mass else { return Ok(None) };
            gross = gross.checked_add(mass.base().into())?;
        }
        Ok(Some(gross))
    }

    /// The change from the base to the target, each on the basis it is stated in; none where the base is zero.
    pub fn change(&self) -> Result<Option<Ratio>> {
        change(self.base.level.on(&self.base.netting)?, self.allowed()?)
    }

    /// The change from gross to gross; none where an offset of the target is not known, or the base is zero.
    pub fn gross_change(&self) -> Result<Option<Ratio>> {
        self.allowed_gross()?.map_or(Ok(None), |gross| change(self.base.level.gross().base(), gross))
    }

    /// What still has to go, kg CO2e: actual emissions, on the basis of the target, less the target. Below zero where it is met.
    pub fn still_needed(&self, actual: &EmissionLevel) -> Result<Ratio> {
        minus(actual.on(&self.netting())?.into(), self.allowed()?)
    }

    /// How much of the way is gone: `(E[b] − E) / (E[b] − T)`, all on the basis of the target; none where the base is the target.
    pub fn progress(&self, actual: &EmissionLevel) -> Result<Option<Ratio>> {
        let netting = self.netting();
        let base = self.base.level.on(&netting)?;
        let whole = minus(base.into(), self.allowed()?)?;
        if whole.numerator().is_zero() {
            return Ok(None);
        }
        Ratio::from(base.checked_sub(actual.on(&netting)?)?).checked_div(whole).map(Some)
    }

    /// Both figures with their bases in one line, the change from gross to gross where they differ.
    pub fn line(&self) -> Result<PlanText> {
        let tonnes = |kg: Ratio| shown(kg.checked_div(Exact::THOUSAND.into())?, 3);
        let per_cent = |change: Option<Ratio>| change.map(per_cent).transpose();
        let (base_year, year) = (self.base.year, self.year);
        let (base, target) = (tonnes(self.base.level.on(&self.base.netting)?.into())?, tonnes(self.allowed()?)?);
        let (base_basis, basis) = (NettingText::of(&self.base.netting), NettingText::of(&self.netting()));
        let change = per_cent(self.change()?)?;
        if self.base.netting == self.netting() {
            return Ok(PlanText::TargetOnOneBasis { base_year, base, basis, year, target, change });
        }
        match self.allowed_gross()? {
            Some(gross) => {
                let (gross, gross_change) = (tonnes(gross)?, per_cent(self.gross_change()?)?);
                Ok(PlanText::TargetOnTwoBases { base_year, base, base_basis, year, target, basis, change, gross, gross_change })
            }
            None => Ok(PlanText::TargetWithoutGross { base_year, base, base_basis, year, target, basis, change }),
        }
    }
}

/// One ratio less another.
pub(super) fn minus(from: Ratio, taken: Ratio) -> Result<Ratio> {
    from.checked_add(taken.checked_mul(Exact::ONE.checked_neg()?)?)
}

/// A figure against another; none where that is zero.
pub(super) fn change(base: Exact, figure: Ratio) -> Result<Option<Ratio>> {
    if base.is_zero() {
        return Ok(None);
    }
    Ok(Some(minus(figure.checked_div(base.into())?, Ratio::ONE)?))
}

/// A ratio with at most so many digits after the dot, thousands grouped.
pub(super) fn shown(number: Ratio, places: u32) -> Result<String> {
    Ok(number.divided(places, Rounding::HalfEven)?.grouped(0))
}

/// A share in per cent, with one digit after the dot and its sign.
pub(super) fn per_cent(share: Ratio) -> Result<String> {
    let rounded = share.checked_mul(Exact::from(100))?.divided(1, Rounding::HalfEven)?;
    let dot = if rounded.scale() == 0 { ".0" } else { "" };
    let plus = if rounded.is_negative() || rounded.is_zero() { "" } else { "+" };
    Ok(format!("{plus}{rounded}{dot}"))
}
