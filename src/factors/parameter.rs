//! A parameter: what turns one amount into another, with its source.

use super::provenance::{Provenance, Purpose};
use super::row::{limits_ascend, per_above_zero};
use super::{Basis, Validity};
use crate::error::{Message, Result, Text, did_you_mean};
use crate::quantity::{Dimension, Exact, Fraction, Rate, Scalar, is_above};
use crate::records::InvalidCell;
use crate::taxonomy::Region;
use core::fmt;

/// Where the value of a parameter must lie. None may be below zero.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    /// Anywhere else.
    Free,
    /// Not at zero: something is divided by it, or nothing could come of it.
    AboveZero,
    /// At most one: a share.
    UpToOne,
    /// At most one, and not at zero: a share that something is divided by.
    AboveZeroUpToOne,
    /// Less than one: what is lost cannot be all there is.
    BelowOne,
    /// In a range outside of which nothing is possible, so that a rate of a year is not taken for one of a day.
    Within(&'static str, &'static str),
}
use Bound::{AboveZero, AboveZeroUpToOne, BelowOne, Free, UpToOne, Within};

/// From a tenth of the lowest to ten times the highest of the shipped rows: protein supply, 28.59 and 145.62 g (FAO food balances,
/// element 0674pc, item 2901: Democratic Republic of the Congo 2021, Iceland 2021).
const PROTEIN: Bound = Within("2.859 g/head/day", "1456.2 g/head/day");

/// The same for the limits of BOD, 27 and 120 g (IPCC 2006, vol. 5, ch. 6, table 6.4, Egypt and the United States).
const ORGANICS: Bound = Within("2.7 g/head/day", "1200 g/head/day");

/// The same for the upper limit of N2O of plants, 8 g (IPCC 2006, vol. 5, ch. 6, table 6.11); a plant may have none.
const PLANTS: Bound = Within("0 g/head/yr", "80 g/head/yr");

/// From a tenth of the lowest to ten times the highest national average, 0.11 and 4.54 kg (Kaza and others, What a Waste 2.0, World
/// Bank, 2018, ch. 2).
const WASTE: Bound = Within("0.011 kg/head/day", "45.4 kg/head/day");

/// CH4 of a hectare and day, from a tenth of the lowest to ten times the highest limit of the shipped rows, 0.58 and 2.20 kg (IPCC 2019,
/// vol. 4, ch. 5, table 5.11, South Asia; IPCC 2006, the same table), so that a factor of a season is not taken for one of a day.
const RICE: Bound = Within("0.058 kg/ha", "22 kg/ha");

/// What a parameter may be, where its value must lie, and units of the kinds it may be given in, separated by commas.
const PARAMETERS: [(&str, Bound, &str); 60] = [
    ("net-calorific-value", AboveZero, "TJ/Gg, MJ/L, MJ/Nm3, MJ/m3 gas"),
    ("net-gross-ratio", AboveZeroUpToOne, "MJ/MJ"),
    ("density", AboveZero, "kg/L, kg/Nm3, kg/m3 gas"),
    ("carbon-content", AboveZero, "kg/GJ"),
    ("volume-share", UpToOne, "L/L"),
    ("mass-share", UpToOne, "kg/kg"),
    ("transmission-loss", BelowOne, "kWh/kWh"),
    ("distribution-loss", BelowOne, "kWh/kWh"),
    ("td-loss", BelowOne, "kWh/kWh"),
    ("degradable-organic-carbon", UpToOne, "kg/kg"),
    ("decomposable-fraction", UpToOne, "kg/kg"),
    ("methane-correction-factor", UpToOne, "kg/kg"),
    ("methane-fraction", UpToOne, "L/L"),
    ("methane-recovery", UpToOne, "kg/kg"),
    ("oxidation-factor", UpToOne, "kg/kg"),
    ("decay-rate", AboveZero, "1/yr"),
    ("dry-matter-content", UpToOne, "kg/kg"),
    ("total-carbon-content", UpToOne, "kg/kg"),
    ("fossil-carbon-fraction", UpToOne, "kg/kg"),
    ("fossil-carbon-content", UpToOne, "kg/kg"),
    ("bod-per-person", ORGANICS, "g/head/day, kg/head/yr"),
    ("bod-correction-factor", Free, "kg/kg"),
    ("methane-producing-capacity", AboveZero, "kg/kg"),
    ("protein-supply", PROTEIN, "g/head/day, kg/head/yr"),
    ("waste-per-person", WASTE, "kg/head/day, kg/head/yr"),
    ("protein-consumed-fraction", UpToOne, "kg/kg"),
    ("nitrogen-in-protein", UpToOne, "kg/kg"),
    ("non-consumed-protein-factor", Free, "kg/kg"),
    ("industrial-codischarge-factor", Free, "kg/kg"),
    ("effluent-nitrogen-fraction", UpToOne, "kg/kg"),
    ("sludge-organics-factor", Free, "kg/kg"),
    ("septic-compliance", UpToOne, "kg/kg"),
    ("removed-organics-fraction", UpToOne, "kg/kg"),
    ("wastewater-methane-factor", Free, "kg/kg"),
    ("household-nitrogen-factor", Free, "kg/kg"),
    ("plant-nitrogen-fraction", UpToOne, "kg/kg"),
    ("plant-nitrous-oxide", PLANTS, "g/head/yr"),
    ("removed-nitrogen-fraction", UpToOne, "kg/kg"),
    ("population-share", UpToOne, "kg/kg"),
    ("pathway-share", UpToOne, "kg/kg"),
    ("wastewater-generation", AboveZero, "L/kg"),
    ("organics-concentration", AboveZero, "kg/L"),
    ("nitrogen-concentration", AboveZero, "kg/L"),
    ("fuel-economy", AboveZero, "vkm/L, vkm/kg"),
    ("energy-use", AboveZero, "kWh/vkm"),
    ("lto-fuel", AboveZero, "kg/LTO"),
    ("specific-yield", AboveZero, "kWh/kW, kWh/m2"),
    ("performance-ratio", UpToOne, "kWh/kWh"),
    ("degradation", UpToOne, "%/yr"),
    ("cultivation-period", AboveZero, "1/1"),
    ("rice-methane-factor", RICE, "kg/ha"),
    ("water-regime-factor", Free, "kg/kg"),
    ("pre-season-factor", AboveZero, "kg/kg"),
    ("amendment-conversion-factor", Free, "kg/kg"),
    ("combustion-factor", UpToOne, "kg/kg"),
    ("crown-carbon-growth", Free, "t/ha"),
    ("tree-carbon-growth", Free, "t/tree"),
    ("tree-uptake", Free, "kg/tree"),
    ("biochar-carbon-content", UpToOne, "kg/kg"),
    ("biochar-permanent-fraction", UpToOne, "kg/kg"),
];

/// No gas is denser at 0 degrees C and 101.325 kPa, in kg/Nm3: a mole fills 22.414 litres there (CODATA 2018, molar volume of ideal gas),
/// so this is 560 g/mol. Of the gases in use tungsten hexafluoride is the densest, with 298 g/mol; liquids have 400 kg/m3 and more.
const DENSEST_GAS: i64 = 25;

checked! {
    /// Calorific value, density, carbon content, a share of losses or of a blend: what turns one amount into another.
    #[derive(Clone, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub struct Parameter {
        /// Its id, unique in a registry.
        pub id: String,
        /// What it is: `net-calorific-value`, `density`, `distribution-loss`, `volume-share` ...
        pub name: String,
        /// What it is a property of.
        pub subject: String,
        /// The number and units as printed.
        pub rate: Rate,
        /// Net or gross energy, wet or dry waste, BOD or COD; none where it does not matter.
        pub basis: Option<Basis>,
        /// Where it holds.
        pub region: Region,
        /// When it holds.
        pub years: Validity,
        /// What it was made for.
        pub purpose: Purpose,
        /// The series it belongs to, if any.
        pub series: String,
        /// Printed lower limit.
        pub low: Option<Exact>,
        /// Printed upper limit.
        pub high: Option<Exact>,
        /// Where it comes from.
        pub provenance: Provenance,
    }
}

impl Parameter {
    /// A parameter of any region and year, made for an inventory; `with_*` narrow it. It is checked as a whole where it is used:
    /// by [`check`](Self::check), and by every registry that takes it.
    ///
    /// ```
    /// use citycarbon::factors::{Parameter, Provenance};
    /// let density = |rate: &str| -> citycarbon::Result<Parameter> {
    ///     Ok(Parameter::new("our-diesel", "density", "diesel", rate.parse()?, Provenance::new("refinery", "data sheet")))
    /// };
    /// assert_eq!(density("0.83 kg/L")?.check(), Ok(()));
    /// let refused = density("0 kg/L")?.check().unwrap_err();
    /// assert_eq!(refused.to_string(), "our-diesel: value: \"0\": not above zero; enter the value that the source prints");
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn new(id: &str, name: &str, subject: &str, rate: Rate, provenance: Provenance) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            subject: subject.to_owned(),
            rate,
            basis: None,
            region: Region::world(),
            years: Validity::All,
            purpose: Purpose::Inventory,
            series: String::new(),
            low: None,
            high: None,
            provenance,
        }
    }

    /// Whether tables may have parameters of that name.
    pub(crate) fn is_known(name: &str) -> bool {
        PARAMETERS.iter().any(|(known, ..)| *known == name)
    }

    /// Refuses a number that nothing of that name can be, whatever its source.
    pub(crate) fn check_range(name: &str, rate: &Rate) -> Result<()> {
        let Some((_, Within(low, high), _)) = PARAMETERS.into_iter().find(|(known, ..)| *known == name) else { return Ok(()) };
        let (ratio, least, most) = (rate.ratio()?, low.parse::<Rate>()?.ratio()?, high.parse::<Rate>()?.ratio()?);
        if ratio.compare(least)?.is_ge() && ratio.compare(most)?.is_le() {
            return Ok(());
        }
        Err(Message::NotPossible { value: rate.into(), parameter: name.into(), low: low.into(), high: high.into() }.into())
    }

    /// Whether it could be a row of a table.
    pub fn check(&self) -> Result<()> {
        self.invalid().map_err(|invalid| invalid.of(&self.id))
    }

    /// The first of its cells that no table may have.
    pub(super) fn invalid(&self) -> Result<(), InvalidCell> {
        let Self { id, name, subject, rate, low, high, provenance, .. } = self;
        InvalidCell::empty([("id", id), ("parameter", name), ("subject", subject)])?;
        provenance.invalid()?;
        let Some((_, bound, units)) = PARAMETERS.into_iter().find(|(known, ..)| known == name) else {
            let nearest = did_you_mean(name, PARAMETERS.map(|(known, ..)| known)).map(Text::from);
            return Err(InvalidCell::new("parameter", Message::UnknownParameter { value: name.into(), nearest }));
        };
        per_above_zero(rate.per)?;
        if !units.split(", ").any(|like| of_one_kind(rate, like)) {
            let (parameter, examples) = (name.into(), units.split(", ").map(Text::from).collect());
            let value = (&rate.units()).into();
            return Err(InvalidCell::new("unit", Message::UnitOfParameter { value, parameter, examples }));
        }
        let refused = |message: fn(Text) -> Message| Err(InvalidCell::new("value", message((&rate.value).into())));
        let ratio = rate.ratio().map_err(|error| InvalidCell::of_part("value", error.into_problem()))?;
        let of_gas = matches!(rate.per_unit.dimension(), Dimension::NormalVolume | Dimension::GasVolume);
        if name == "density" && of_gas && is_above(ratio, Exact::from(DENSEST_GAS).into()) {
            return refused(|value| Message::DenseGas { value });
        }
        match bound {
            AboveZero | AboveZeroUpToOne if rate.value.is_zero() || rate.value.is_negative() => {
                return refused(|value| Message::NotAboveZero { value });
            }
            _ if rate.value.is_negative() => return refused(|value| Message::BelowZero { value }),
            UpToOne | AboveZeroUpToOne | BelowOne => {
                let share = Fraction::new(ratio)
                    .map_err(|error| InvalidCell::new("value", error.into_problem().with_value(&rate.value.to_string())))?;
                if bound == BelowOne && share.is_one() {
                    return refused(|value| Message::AllLost { value });
                }
            }
            Within(..) => {
                Self::check_range(name, rate).map_err(|error| InvalidCell::of_part("value", error.into_problem()))?;
            }
            AboveZero | Free => {}
        }
        if let Some(basis) = self.basis {
            basis.suits(rate)?;
        }
        limits_ascend(*low, *high)
    }
}

/// What it is, as tables name it: `density (methane)`.
impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.basis {
            None => padded!(f, "{} ({})", self.name, self.subject),
            Some(basis) => padded!(f, "{} ({}, {basis})", self.name, self.subject),
        }
    }
}

with_what_rows_share!(Parameter);

/// Whether a rate is of the kinds of units that `like` is of: MJ/kg is, where TJ/Gg is expected.
fn of_one_kind(rate: &Rate, like: &str) -> bool {
    Rate::parse(rate.value, rate.per, like)
        .is_ok_and(|like| like.unit.dimension() == rate.unit.dimension() && like.per_unit.dimension() == rate.per_unit.dimension())
}
