//! One firm: what it does, where, and what it used in a year.

use super::sector::{BLENDS, DIESELS, FirmInput, FirmSector, PETROLS, UsualBlend};
use crate::activity::Activity;
use crate::error::{Error, Message, Result};
use crate::gas::Gas;
use crate::quantity::{Area, Mass, Reading};
use crate::taxonomy::{Region, Year};
use std::collections::BTreeMap;

/// A firm and what it used in a year. What it does not state is not known, never 0.
///
/// ```
/// use citycarbon::firms::{Firm, FirmInput, FirmSector};
/// let bakery = Firm::new("Bakery", "TH-10".parse()?, "2024".parse()?, FirmSector::FoodMaking)
///     .with(FirmInput::Electricity, "24000 kWh".parse()?)
///     .with_kind(FirmInput::Diesel, "3000 litre".parse()?, "B7");
/// assert!(bakery.check().is_ok());
/// let empty = Firm::new("Empty", "TH-10".parse()?, "2024".parse()?, FirmSector::Retail);
/// assert!(empty.check().unwrap_err().to_string().contains("at least one"));
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Firm {
    /// Its name, by which it is known among others: no two firms of a list have the same.
    pub name: String,
    /// Where factors are looked up.
    pub region: Region,
    /// When.
    pub year: Year,
    /// What it does.
    pub sector: FirmSector,
    /// The district; empty where it does not say.
    pub place: String,
    /// What it used.
    pub uses: BTreeMap<FirmInput, FirmUse>,
    /// People who work there.
    pub staff: Option<u32>,
    /// Floor area.
    pub floor_area: Option<Area>,
    /// A remark.
    pub note: Option<String>,
}

/// So much of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FirmUse {
    /// How much, in the unit as written.
    pub amount: Reading,
    /// The blend of a fuel or the gas of a refrigerant; none where the firm does not say.
    pub kind: Option<String>,
}

impl Firm {
    /// A firm that states nothing yet.
    pub fn new(name: &str, region: Region, year: Year, sector: FirmSector) -> Self {
        let (name, place) = (name.to_owned(), String::new());
        Self { name, region, year, sector, place, uses: BTreeMap::new(), staff: None, floor_area: None, note: None }
    }

    /// The same, in a district.
    #[must_use]
    pub fn with_place(mut self, place: &str) -> Self {
        place.clone_into(&mut self.place);
        self
    }

    /// The same, with an amount of an input.
    #[must_use]
    pub fn with(mut self, input: FirmInput, amount: Reading) -> Self {
        self.uses.insert(input, FirmUse { amount, kind: None });
        self
    }

    /// The same, of a blend (`B7`, `E10`) or of the gas of a refrigerant (`HFC-32`).
    #[must_use]
    pub fn with_kind(mut self, input: FirmInput, amount: Reading, kind: &str) -> Self {
        self.uses.insert(input, FirmUse { amount, kind: Some(kind.to_owned()) });
        self
    }

    /// The same, with its people.
    #[must_use]
    pub fn with_staff(mut self, staff: u32) -> Self {
        self.staff = Some(staff);
        self
    }

    /// The same, with its floor area.
    #[must_use]
    pub fn with_floor_area(mut self, area: Area) -> Self {
        self.floor_area = Some(area);
        self
    }

    /// The same, with a remark.
    #[must_use]
    pub fn with_note(mut self, note: &str) -> Self {
        self.note = Some(note.to_owned());
        self
    }

    /// Refuses a firm without a name or without any input, and an input whose blend or gas is needed and not known.
    pub fn check(&self) -> Result<()> {
        if self.name.trim().is_empty() {
            return Err(Message::EmptyText.into());
        }
        if self.uses.is_empty() {
            return Err(Message::FirmWithoutInput { value: self.name.as_str().into() }.into());
        }
        if self.staff == Some(0) {
            return Err(Message::NotACount { value: "0".into(), least: 1 }.into());
        }
        self.uses.keys().try_for_each(|input| self.emits(*input).map(drop))
    }

    /// What an input is: an activity of the catalogue, or a gas.
    pub(super) fn emits(&self, input: FirmInput) -> Result<Emitting> {
        let Some(used) = self.uses.get(&input) else { return Err(Message::EmptyCell.into()) };
        if used.amount.value().is_negative() {
            return Err(Message::BelowZero { value: (&used.amount).into() }.into());
        }
        let of = |code: String| Emitting::Activity(Activity::new(&code, self.year, used.amount).into(), None);
        match input {
            FirmInput::Electricity => Ok(of(format!("{}.electricity", self.sector.prefix()))),
            FirmInput::Lpg => Ok(of(format!("{}.lpg", self.sector.prefix()))),
            FirmInput::NaturalGas => Ok(of(format!("{}.natural-gas", self.sector.prefix()))),
            FirmInput::Refrigerant => {
                let Some(kind) = &used.kind else { return Err(needed("refrigerant_gas", &["HFC-32", "R-410A"])) };
                Ok(Emitting::Gas(kind.parse()?, used.amount.to()?))
            }
            FirmInput::Diesel | FirmInput::Petrol => {
                let usual = if used.kind.is_none() { UsualBlend::of(input, &self.region) } else { None };
                let known: &[&str] = if input == FirmInput::Diesel { &DIESELS } else { &PETROLS };
                let blend = used.kind.as_deref().or(usual.map(|usual| usual.blend.as_str()));
                let key = if input == FirmInput::Diesel { "diesel_blend" } else { "petrol_blend" };
                let Some(blend) = blend else { return Err(needed(key, known)) };
                let found = BLENDS.iter().find(|(of, name, _)| *of == input && *name == blend);
                let Some((_, _, code)) = found else {
                    let known = known.iter().map(|blend| (*blend).into()).collect();
                    return Err(Message::NotOneOf { value: blend.into(), nearest: None, known }.into());
                };
                let assumed = usual.map(|usual| AssumedBlend { input, blend: usual.blend.clone(), source: usual.source.clone() });
                Ok(Emitting::Activity(Activity::new(code, self.year, used.amount).into(), assumed))
            }
        }
    }

    /// The same as an activity, for another amount; none where the input is a gas.
    pub(super) fn activity(&self, input: FirmInput, amount: Reading) -> Result<Activity> {
        match self.clone().with_kind_of(input, amount).emits(input)? {
            Emitting::Activity(activity, _) => Ok(*activity),
            Emitting::Gas(..) => Err(Error::from(Message::EmptyCell)),
        }
    }

    fn with_kind_of(mut self, input: FirmInput, amount: Reading) -> Self {
        let kind = self.uses.remove(&input).and_then(|used| used.kind);
        self.uses.insert(input, FirmUse { amount, kind });
        self
    }
}

/// A key that an amount needs, and what can be written there.
fn needed(key: &'static str, words: &[&str]) -> Error {
    let units = Some(words.join(", ").into());
    Message::InputMissing { what: key.into(), units, rows: Vec::new(), more: None }.into()
}

/// What an input emits by.
pub(super) enum Emitting {
    /// An activity of the catalogue, and the blend that was taken because none was stated.
    Activity(Box<Activity>, Option<AssumedBlend>),
    /// A mass of a gas let into the air.
    Gas(Gas, Mass),
}

/// A blend that was taken because the firm states none.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AssumedBlend {
    /// Of which input.
    pub input: FirmInput,
    /// The blend.
    pub blend: String,
    /// Why that one.
    pub source: String,
}
