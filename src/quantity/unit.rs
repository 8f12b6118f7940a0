//! Units as people write them, and numbers with a unit.

use super::multiple::Multiple;
use super::{Exact, Quantity, half_width};
use crate::error::{Error, LabelKey, Message, Problem, Result, Text, UnitFault, did_you_mean};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a quantity measures. Two of one dimension differ by a number only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Dimension {
    /// kg.
    Mass,
    /// MJ.
    Energy,
    /// Litre, at the conditions of use.
    Volume,
    /// Nm3: gas at 0 degrees C and 101.325 kPa.
    NormalVolume,
    /// m3 gas: gas as it is metered.
    GasVolume,
    /// m2.
    Area,
    /// km.
    Distance,
    /// Vehicle-km.
    VehicleDistance,
    /// Passenger-km.
    PassengerDistance,
    /// Tonne-km.
    FreightDistance,
    /// Heads of animals or people.
    Heads,
    /// Heads times days: what a rate for each person and day is given for.
    HeadTime,
    /// kW.
    Power,
    /// 1: a number of what has no unit.
    Number,
    /// Year.
    Time,
}

impl Dimension {
    const ALL: [(Self, &'static str); 15] = [
        (Self::Mass, "mass"),
        (Self::Energy, "energy"),
        (Self::Volume, "volume"),
        (Self::NormalVolume, "normal-volume"),
        (Self::GasVolume, "gas-volume"),
        (Self::Area, "area"),
        (Self::Distance, "distance"),
        (Self::VehicleDistance, "vehicle-distance"),
        (Self::PassengerDistance, "passenger-distance"),
        (Self::FreightDistance, "freight-distance"),
        (Self::Heads, "heads"),
        (Self::HeadTime, "head-time"),
        (Self::Power, "power"),
        (Self::Number, "number"),
        (Self::Time, "time"),
    ];

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::ALL.iter().map(|(dimension, _)| *dimension)
    }

    /// Its name, as tables spell it.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(dimension, _)| *dimension == self).map_or("", |(_, name)| name)
    }
}

impl From<Dimension> for LabelKey {
    fn from(dimension: Dimension) -> Self {
        format!("dimension.{dimension}").into()
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Dimension {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL.iter().find(|(_, name)| *name == text).map(|(dimension, _)| *dimension).ok_or_else(|| {
            let dimensions = Self::ALL.iter().map(|(_, name)| (*name).into()).collect();
            Message::UnknownDimension { value: text.into(), dimensions }.into()
        })
    }
}

/// A unit of the table, with its exact multiple of the dimension's base unit.
///
/// Read by its symbol or an alias; upper and lower case are distinguished wherever that changes the meaning (mWh, MWh).
///
/// ```
/// use citycarbon::quantity::Unit;
/// let rai: Unit = "ไร่".parse()?;
/// assert_eq!((rai.symbol(), rai.multiplier().to_string().as_str()), ("rai", "1600"));
/// assert_eq!("KWH".parse::<Unit>()?.symbol(), "kWh");
/// assert!("mwh".parse::<Unit>().is_err()); // milli or mega?
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Unit {
    dimension: Dimension,
    symbol: &'static str,
    multiplier: Exact,
}

/// Words of sizes that a spelling may begin with, the longer of two that begin alike first: what is suggested begins with the same one.
const SIZES: [&str; 16] = [
    "thousandth",
    "thousand",
    "millionth",
    "million",
    "billion",
    "trillion",
    "micro",
    "milli",
    "mili",
    "centi",
    "deci",
    "hecto",
    "kilo",
    "mega",
    "giga",
    "tera",
];

/// Bytes of the longest text that is compared with the table in more ways than one.
const LONGEST: usize = 64;

/// The table and what it is found by.
struct UnitTable {
    units: Vec<Unit>,
    /// Symbols and aliases, in order: what is near a wrong one is looked for here.
    spellings: Vec<&'static str>,
    exact: HashMap<&'static str, usize>,
    /// Spellings of three letters and more in lower case; none where two units would share one.
    folded: HashMap<String, Option<usize>>,
}

static TABLE: LazyLock<UnitTable> = LazyLock::new(|| {
    let mut table = UnitTable { units: Vec::new(), spellings: Vec::new(), exact: HashMap::new(), folded: HashMap::new() };
    for line in include_str!("units.csv").lines().skip(1) {
        let cells: Vec<&'static str> = line.split(',').collect();
        let [dimension, symbol, multiplier, aliases, ..] = cells.as_slice() else { continue };
        let (Ok(dimension), Ok(multiplier)) = (dimension.parse(), multiplier.parse()) else { continue };
        let at = table.units.len();
        table.units.push(Unit { dimension, symbol, multiplier });
        for spelling in std::iter::once(*symbol).chain(aliases.split('|')).filter(|spelling| !spelling.is_empty()) {
            table.exact.insert(spelling, at);
            table.spellings.push(spelling);
            if spelling.chars().count() >= 3 {
                let shared = table.folded.entry(spelling.to_lowercase()).or_insert(Some(at));
                if *shared != Some(at) {
                    *shared = None;
                }
            }
        }
    }
    // Mega and milli are told apart by their case only, whether or not the table has both: `mm3` is no million of cubic metres.
    for spelling in &table.spellings {
        let Some(rest) = spelling.strip_prefix(['M', 'm']) else { continue };
        let size = |spelling: &str| table.exact.get(spelling).and_then(|at| table.units.get(*at)).map(|unit| unit.multiplier);
        let (Some(size), Some(of)) = (size(spelling), size(rest)) else { continue };
        let is_of =
            |one: Exact, power: i128, of: Exact| Exact::new(power, 0).and_then(|power| of.checked_mul(power)).ok() == Some(one);
        if is_of(size, 1_000_000, of) || is_of(of, 1_000, size) {
            table.folded.insert(spelling.to_lowercase(), None);
        }
    }
    table.spellings.sort_unstable();
    table
});

impl UnitTable {
    /// The unit of a spelling of the table.
    fn known(&self, text: &str) -> Option<Unit> {
        let folded = || if text.len() > LONGEST { None } else { self.folded.get(&text.to_lowercase()).copied().flatten() };
        self.units.get(self.exact.get(text).copied().or_else(folded)?).copied()
    }

    /// The unit of a thousand or a million of another one; where the table has none of that size, how the amount is written instead. None
    /// where the text is nothing of the kind.
    fn multiple(&self, text: &str) -> Option<Result<Unit, Message>> {
        let (read, unit) = Multiple::all(text).find_map(|read| Some((read, self.known(read.of)?)))?;
        let size = unit.multiplier.checked_mul(read.times).ok();
        let is_it = |other: &&Unit| other.dimension == unit.dimension && Some(other.multiplier) == size && !other.is_ton();
        // Who writes thousands of cubic metres reads cubic metres again.
        let of_symbol = |other: &&Unit| other.symbol.ends_with(&format!(" {}", unit.symbol));
        let mut sized = self.units.iter().filter(is_it);
        let found = self.units.iter().filter(is_it).find(of_symbol).or_else(|| sized.next()).filter(|_| !unit.is_ton());
        Some(found.copied().ok_or_else(|| {
            let unit = if unit.is_ton() { "t" } else { unit.symbol };
            Message::OwnUnit { value: text.into(), fault: UnitFault::Times { unit: unit.into(), times: (&read.times).into() } }
        }))
    }

    /// Why a spelling is no unit, and what to write.
    fn unknown(&self, text: &str) -> Message {
        let value = Text::from(text);
        let open = include_str!("open_spellings.csv").lines().skip(1).filter_map(|line| line.split_once(','));
        let plain = text.trim_end_matches('.');
        for (spelling, rest) in open {
            let mut units = rest.split(',').next().unwrap_or_default().split('|').map(Text::from);
            if let Some(first) =
                units.next().filter(|_| spelling == text || (plain.len() > 2 && spelling.eq_ignore_ascii_case(plain)))
            {
                return Message::OpenUnit { value, first, others: units.collect() };
            }
        }
        let trimmed = text.trim();
        if trimmed != text && trimmed.parse::<Unit>().is_ok() {
            return Message::OwnUnit { value, fault: UnitFault::Spaced { unit: trimmed.into() } };
        }
        let nearest = match Multiple::all(text).find_map(|read| Some((read.word, self.nearest(read.of)?))) {
            Some((word, near)) => Some(format!("{word} {near}")).filter(|text| text.parse::<Unit>().is_ok()).map(Text::from),
            None => self.nearest(text).map(Text::from),
        };
        Message::UnknownUnit { value, nearest }
    }

    /// The spelling that a slip may have meant. Short ones are all near one another, and so are kilo and milli: only words are
    /// corrected, and only where every unit that is near is the same. Nobody is led to a ton, to thousands or millions by a short word
    /// (`tr kWh` is no `tỷ kWh`), or to another size than the one that is written (`gigatonne` is no `megatonne`).
    fn nearest(&self, text: &str) -> Option<&'static str> {
        let size = |spelling: &str| {
            self.exact.get(spelling).and_then(|at| self.units.get(*at)).map(|unit| (unit.dimension, unit.multiplier))
        };
        let words = || {
            let is_short = |spelling: &str| Multiple::all(spelling).any(|read| read.word.chars().nth(3).is_none());
            let is_word = move |spelling: &&str| {
                spelling.chars().nth(3).is_some() && !spelling.eq_ignore_ascii_case("tons") && !is_short(spelling)
            };
            self.spellings.iter().copied().filter(is_word)
        };
        let near = did_you_mean(text, words()).filter(|_| !text.bytes().any(|letter| letter.is_ascii_digit()))?;
        let all = self.spellings.iter().copied();
        let other = did_you_mean(text, all.filter(|spelling| size(spelling) != size(near)));
        // What is before a whole unit may be a number of it in words.
        let near = Some(near).filter(|near| other.is_none() && !text.ends_with(*near))?;
        let lower = text.to_lowercase();
        if SIZES.iter().find(|size| lower.starts_with(**size)).is_some_and(|size| !near.to_lowercase().starts_with(size)) {
            return None;
        }
        // The symbol, where it is as near as a spelling of it.
        Some(self.known(near).and_then(|unit| did_you_mean(text, [unit.symbol])).unwrap_or(near))
    }
}

impl Unit {
    /// All units, in the table's order.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.units.iter().copied()
    }

    /// What it measures.
    pub fn dimension(self) -> Dimension {
        self.dimension
    }

    /// Its symbol.
    pub fn symbol(self) -> &'static str {
        self.symbol
    }

    /// Every way that it may be written, its symbol among them.
    pub fn spellings(self) -> impl Iterator<Item = &'static str> {
        let is_it = move |spelling: &&str| TABLE.exact.get(spelling).and_then(|at| TABLE.units.get(*at)) == Some(&self);
        TABLE.spellings.iter().copied().filter(is_it)
    }

    /// Its symbol below a stroke: a rate for each head-day is one for each `head/day`.
    pub(super) fn below_stroke(self) -> String {
        if self.dimension == Dimension::HeadTime { self.symbol.replace('-', "/") } else { self.symbol.to_owned() }
    }

    /// Whether it is the ton, which is a metric tonne in most countries and 2,000 pounds in the United States: it is read, and asked
    /// about.
    pub(crate) fn is_ton(self) -> bool {
        self.symbol == "ton"
    }

    /// Base units in one of it.
    pub fn multiplier(self) -> Exact {
        self.multiplier
    }

    /// The problem of this unit where one of another dimension is needed: of an activity that is counted in it, if there is one, and
    /// with a unit that could be used, where no conversion could help.
    pub fn refused_for(self, wanted: Dimension, activity: Option<&str>, example: Option<&str>) -> Problem {
        let (found, wanted) = (self.dimension.into(), wanted.into());
        let (activity, example) = (activity.map(Text::from), example.map(Text::from));
        Message::OtherDimension { value: self.symbol.into(), found, wanted, activity, example }.into()
    }

    /// The unit of a quantity's dimension that is its base.
    pub fn base(dimension: Dimension) -> Self {
        TABLE.units.iter().copied().find(|unit| unit.dimension == dimension && unit.multiplier == Exact::ONE).unwrap_or(Self {
            dimension,
            symbol: "",
            multiplier: Exact::ONE,
        })
    }
}

impl FromStr for Unit {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if let Some(unit) = TABLE.known(text) {
            return Ok(unit);
        }
        if text.chars().nth(LONGEST).is_some() {
            return Err(TABLE.unknown(text).into());
        }
        // Full-width letters are the same letters.
        let usual: String = text.chars().map(half_width).collect();
        if usual != text {
            return usual.parse();
        }
        if text.len() <= LONGEST
            && let Some(multiple) = TABLE.multiple(text)
        {
            return multiple.map_err(Error::from);
        }
        Err(TABLE.unknown(text).into())
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.symbol)
    }
}

as_text!(Unit);

/// A number with the unit it was written in.
///
/// ```
/// use citycarbon::quantity::{Energy, Reading};
/// let bill: Reading = "1250 kWh".parse()?;
/// assert_eq!(bill.to::<Energy>()?, Energy::kilowatt_hours(1250));
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reading {
    value: Exact,
    unit: Unit,
}

impl Reading {
    /// A number in a unit.
    pub fn new(value: impl Into<Exact>, unit: Unit) -> Self {
        Self { value: value.into(), unit }
    }

    /// The number as written.
    pub fn value(self) -> Exact {
        self.value
    }

    /// The unit as written.
    pub fn unit(self) -> Unit {
        self.unit
    }

    /// The number in the base unit of its dimension.
    pub fn in_base(self) -> Result<Exact> {
        self.value.checked_mul(self.unit.multiplier)
    }

    /// The quantity it represents; an error where the unit is of another dimension.
    pub fn to<Q: Quantity>(self) -> Result<Q> {
        if self.unit.dimension != Q::DIMENSION {
            return Err(self.unit.refused_for(Q::DIMENSION, None, None).into());
        }
        Ok(Q::from_base(self.in_base()?))
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        padded!(f, "{} {}", self.value, self.unit)
    }
}

impl FromStr for Reading {
    type Err = Error;

    /// A number, one space, a unit.
    fn from_str(text: &str) -> Result<Self> {
        let (value, unit) = text.split_once(' ').ok_or_else(|| Message::NumberWithoutUnit { value: text.into() })?;
        Ok(Self { value: value.parse()?, unit: unit.parse()? })
    }
}

as_text!(Reading);
