//! Targets of a plan, as its form states them.

use super::baseline::no_figure;
use super::cells::{YEAR, mass, source, text, word};
use crate::error::{LabelKey, Message, PlanFault, Result};
use crate::factors::Registry;
use crate::forms::FormInputs;
use crate::methods::{Input, InputKind};
use crate::plan::level::{EmissionLevel, Netting, Offset};
use crate::plan::pathway::PathShape;
use crate::plan::target::{PlanTarget, TargetBase, TargetKind};
use crate::quantity::{Exact, Fraction, Mass, Quantity, Ratio, Rounding};
use crate::taxonomy::Year;
use std::collections::BTreeMap;

pub(super) const TARGETS: Input = Input::of_kind(
    "target",
    InputKind::Group(&[
        NAME,
        KIND,
        BASE_YEAR,
        BASE,
        BASE_SINKS,
        BASE_CAPTURE,
        BASE_CREDITS,
        BASE_NET_OF,
        YEAR,
        REDUCTION,
        LEVEL,
        BASELINE,
        DYNAMIC,
        BASE_DRIVER,
        DRIVER,
        NET_OF,
        SINKS,
        CAPTURE,
        CREDITS,
        PATH,
    ]),
    "a target",
)
.optional();
const NAME: Input = Input::of_kind("name", InputKind::Text, "what the target is called").optional();
const KIND: Input =
    Input::of_kind("kind", InputKind::Word(&["base-year", "fixed-level", "intensity", "baseline"]), "how the target is set");
const BASE_YEAR: Input = Input::of_kind("base_year", InputKind::Year, "the year that it is measured against");
const BASE: Input =
    Input::maybe("base", "t", "gross emissions of the base year, where they are not the inventory's").without_rows();
const BASE_SINKS: Input = Input::maybe("base_sinks", "t", "taken up by land and trees in the base year").without_rows();
const BASE_CAPTURE: Input = Input::maybe("base_capture", "t", "captured in the base year").without_rows();
const BASE_CREDITS: Input = Input::maybe("base_credits", "t", "credits in the base year").without_rows();
const BASE_NET_OF: Input = Input::of_kind("base_net_of", InputKind::Text, "what is taken off the base").optional();
const REDUCTION: Input = Input::of_kind("reduction", InputKind::Share, "the share less").optional();
const LEVEL: Input = Input::maybe("level", "t", "the level").without_rows();
const BASELINE: Input = Input::maybe("baseline", "t", "emissions without the plan in the target year").without_rows();
const DYNAMIC: Input = Input::of_kind("dynamic", InputKind::Flag, "whether the baseline is computed again").optional();
const BASE_DRIVER: Input = Input::of_kind("base_driver", InputKind::Text, "people or GDP of the base year").optional();
const DRIVER: Input = Input::of_kind("driver", InputKind::Text, "the same of the target year").optional();
const NET_OF: Input = Input::of_kind("net_of", InputKind::Text, "what is taken off in the target year").optional();
const SINKS: Input = Input::maybe("sinks", "t", "taken up by land and trees in the target year").without_rows();
const CAPTURE: Input = Input::maybe("capture", "t", "captured in the target year").without_rows();
const CREDITS: Input = Input::maybe("credits", "t", "credits in the target year").without_rows();
const PATH: Input = Input::of_kind("path", InputKind::Word(&["linear", "constant-rate"]), "the form of the path").optional();

/// The offsets with the words that files have for them.
const OFFSETS: [(&str, Offset); 3] = [("sinks", Offset::Sinks), ("capture", Offset::Capture), ("credits", Offset::Credits)];

/// How a target is set, as far as its form says.
#[derive(Clone, Debug, PartialEq, Eq)]
enum TargetRule {
    BaseYear(Fraction),
    FixedLevel(Mass),
    Intensity { reduction: Fraction, base_driver: Exact, driver: Exact },
    Baseline { reduction: Fraction, baseline: Option<Mass>, is_dynamic: bool },
}

/// A target as a form states it: the inventory's base and the plan's baseline stand in for what it leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatedTarget {
    /// What it is called; empty where nothing is stated.
    pub name: String,
    /// Its year.
    pub year: Year,
    /// The year it is measured against.
    pub base_year: Year,
    /// The form of its path.
    pub shape: PathShape,
    /// Who states it.
    pub source: String,
    base: Option<Mass>,
    base_offsets: BTreeMap<Offset, Mass>,
    base_netting: Netting,
    rule: TargetRule,
    offsets: BTreeMap<Offset, Option<Mass>>,
}

impl StatedTarget {
    pub(super) fn read(inputs: &FormInputs, registry: &Registry) -> Result<Self> {
        let reduction = || inputs.need::<Fraction>(&REDUCTION, registry);
        let number = |input: &Input| inputs.parsed::<Exact>(input)?.ok_or_else(|| inputs.missing(input, registry));
        let rule = match word(inputs, &KIND, &[("base-year", 0), ("fixed-level", 1), ("intensity", 2), ("baseline", 3)]) {
            Some(1) => TargetRule::FixedLevel(mass(inputs, &LEVEL)?.ok_or_else(|| inputs.missing(&LEVEL, registry))?),
            Some(2) => {
                TargetRule::Intensity { reduction: reduction()?, base_driver: number(&BASE_DRIVER)?, driver: number(&DRIVER)? }
            }
            Some(3) => TargetRule::Baseline {
                reduction: reduction()?,
                baseline: mass(inputs, &BASELINE)?,
                is_dynamic: inputs.get(&DYNAMIC).unwrap_or_default(),
            },
            _ => TargetRule::BaseYear(reduction()?),
        };
        let mut base_offsets = BTreeMap::new();
        for (input, offset) in [(&BASE_SINKS, Offset::Sinks), (&BASE_CAPTURE, Offset::Capture), (&BASE_CREDITS, Offset::Credits)] {
            if let Some(mass) = mass(inputs, input)? {
                base_offsets.insert(offset, mass);
            }
        }
        let known = [(&SINKS, Offset::Sinks), (&CAPTURE, Offset::Capture), (&CREDITS, Offset::Credits)];
        let mut offsets: BTreeMap<Offset, Option<Mass>> = BTreeMap::new();
        let netting = netting(inputs, &NET_OF)?;
        for (input, offset) in known {
            match (netting.contains(&offset), mass(inputs, input)?) {
                (true, mass) => drop(offsets.insert(offset, mass)),
                (false, None) => {}
                (false, Some(_)) => {
                    let fault = PlanFault::NotTakenOff { key: NET_OF.name.into() };
                    return Err(inputs.problem(input, Message::Plan { value: Some(input.name.into()), fault }));
                }
            }
        }
        Ok(Self {
            name: text(inputs, &NAME),
            year: inputs.need(&YEAR, registry)?,
            base_year: inputs.need(&BASE_YEAR, registry)?,
            shape: word(inputs, &PATH, &[("constant-rate", PathShape::ConstantRate)]).unwrap_or(PathShape::Linear),
            source: source(inputs)?,
            base: mass(inputs, &BASE)?,
            base_offsets,
            base_netting: self::netting(inputs, &BASE_NET_OF)?,
            rule,
            offsets,
        })
    }

    /// Whether its base is the inventory's.
    pub fn is_of_inventory(&self) -> bool {
        self.base.is_none()
    }

    /// The target, with what its form leaves out.
    ///
    /// # Errors
    /// A base year without emissions, a baseline without a figure of the target year.
    pub(crate) fn resolve(
        &self,
        emitted: impl Fn(Year) -> Result<Option<Exact>>,
        without: impl Fn(Year) -> Option<Ratio>,
    ) -> Result<PlanTarget> {
        let of_inventory = || emitted(self.base_year)?.ok_or_else(|| no_figure("base", self.base_year));
        let base = self.base.map_or_else(|| of_inventory().map(Mass::from_base), Ok)?;
        let level = self
            .base_offsets
            .iter()
            .try_fold(EmissionLevel::new(base)?, |level, (offset, mass)| level.with_offset(*offset, *mass))?;
        let kind = match &self.rule {
            TargetRule::BaseYear(reduction) => TargetKind::BaseYear { reduction: *reduction },
            TargetRule::FixedLevel(level) => TargetKind::FixedLevel { level: *level },
            TargetRule::Intensity { reduction, base_driver, driver } => {
                TargetKind::Intensity { reduction: *reduction, base_driver: *base_driver, driver: *driver }
            }
            TargetRule::Baseline { reduction, baseline, is_dynamic } => {
                let of_plan = || {
                    let kg = without(self.year).ok_or_else(|| no_figure("baseline", self.year))?;
                    kg.divided(crate::quantity::CLOSING_PLACES, Rounding::HalfEven).map(Mass::from_base)
                };
                let baseline = baseline.map_or_else(of_plan, Ok)?;
                TargetKind::Baseline { reduction: *reduction, baseline, is_dynamic: *is_dynamic }
            }
        };
        let base = TargetBase { year: self.base_year, level, netting: self.base_netting.clone() };
        let target = PlanTarget::new(base, kind, self.year)?;
        self.offsets.iter().try_fold(target, |target, (offset, mass)| target.with_offset(*offset, *mass))
    }
}

/// What a list of words takes off.
fn netting(inputs: &FormInputs, input: &Input) -> Result<Netting> {
    let listed: String = text(inputs, input);
    let words = listed.split([' ', ',']).filter(|word| !word.is_empty());
    let of_word = |word: &str| {
        let known = OFFSETS.iter().find(|(name, _)| *name == word).map(|(_, offset)| *offset);
        known.ok_or_else(|| {
            let (what, names) = (LabelKey::of("name.offset"), OFFSETS.iter().map(|(name, _)| (*name).into()).collect());
            inputs.problem(input, Message::UnknownName { value: word.into(), what, nearest: None, names })
        })
    };
    words.map(of_word).collect()
}
