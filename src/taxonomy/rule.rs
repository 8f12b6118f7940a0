//! A rule: what becomes of a row of one activity code.

use super::{Category, Scope};
use crate::error::{Error, Message, Result};
use crate::gas::Gas;
use crate::i18n::{self, Language};
use crate::quantity::Dimension;
use crate::records::{BundledRow, InvalidCell, Row};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The gases that a line needs factors for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Gases {
    /// Whatever the series found has, such as a grid's CO2 or CO2e.
    Any,
    /// All of these.
    All(Vec<Gas>),
}

impl Gases {
    /// Whether both would make a line of the same gas.
    pub(super) fn meet(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::All(ours), Self::All(theirs)) => ours.iter().any(|gas| theirs.contains(gas)),
            _ => true,
        }
    }
}

/// The method of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RuleMethod {
    /// Its name for ledgers: `landfill-commitment`.
    pub name: String,
    /// The class of site, furnace or route that its parameters are of; empty where it has none.
    pub class: String,
}

impl RuleMethod {
    /// A method by its name for ledgers; `class` is empty where it has none.
    pub fn new(name: &str, class: &str) -> Self {
        Self { name: name.to_owned(), class: class.to_owned() }
    }
}

/// What is supplied but electricity.
const HEATS: &str = "heat steam cooling";

/// Whether a process is what scope 2 is about: electricity, which contracts and residual mixes weigh, or heat, steam or cooling, by one of
/// these words in its first part, such as `district-heat` (GPC, ch. 6: energy from a grid).
fn is_supply(process: &str) -> bool {
    let first = process.split('.').next().unwrap_or_default();
    first == "electricity" || first.split('-').any(|word| HEATS.split(' ').any(|heat| heat == word))
}

checked! {
    /// What becomes of a row of one activity code: one line of the inventory for each gas. A code may have several rules.
    #[derive(Clone, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub struct Rule {
        /// The activity code.
        pub code: String,
        /// The reference the lines go to.
        pub category: Category,
        /// The process whose factors are used, as a path: `stationary.residential`; empty where a method is.
        pub process: String,
        /// The method that gives the gas, where it is not a factor.
        pub method: Option<RuleMethod>,
        /// What is burnt, treated, used.
        pub subject: String,
        /// The subject whose emission factors are used, where they are not its own.
        pub factor_of: Option<String>,
        /// The `volume-share` parameter that takes a component out of a blend.
        pub share: Option<String>,
        /// The gases.
        pub gases: Gases,
        /// What the amount measures, where the row does not turn it by density or calorific value.
        pub dimension: Dimension,
        /// Its names as a city's own table gives them, by language.
        pub labels: BTreeMap<Language, String>,
    }
}

impl Rule {
    /// A rule whose lines are computed by the emission factors of a process.
    ///
    /// ```
    /// use citycarbon::quantity::Dimension;
    /// use citycarbon::taxonomy::{Catalogue, Gases, Rule};
    /// use citycarbon::Gas;
    /// let gases = Gases::All(vec![Gas::CO2, Gas::CH4, Gas::N2O]);
    /// let ferry = Rule::new("ferry.diesel", "II.3.1".parse()?, "navigation", "diesel", gases, Dimension::Volume);
    /// let (catalogue, replaced) = Catalogue::bundled().overlaid(&Catalogue::with_rules([ferry])?);
    /// assert_eq!((catalogue.find("ferry.diesel")?.len(), replaced.len()), (1, 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(code: &str, category: Category, process: &str, subject: &str, gases: Gases, dimension: Dimension) -> Self {
        Self {
            code: code.to_owned(),
            category,
            process: process.to_owned(),
            method: None,
            subject: subject.to_owned(),
            factor_of: None,
            share: None,
            gases,
            dimension,
            labels: BTreeMap::new(),
        }
    }

    /// A rule whose lines are computed by a method.
    pub fn of_method(
        code: &str,
        category: Category,
        method: RuleMethod,
        subject: &str,
        gases: Gases,
        dimension: Dimension,
    ) -> Self {
        Self { method: Some(method), ..Self::new(code, category, "", subject, gases, dimension) }
    }

    /// The same, with the factors of another subject than its own.
    #[must_use]
    pub fn with_factor_of(mut self, subject: &str) -> Self {
        self.factor_of = Some(subject.to_owned());
        self
    }

    /// The same of a component of a blend, by the subject of its `volume-share`.
    #[must_use]
    pub fn with_share(mut self, subject: &str) -> Self {
        self.share = Some(subject.to_owned());
        self
    }

    /// The same, with a name of its own in a language.
    #[must_use]
    pub fn with_label(mut self, language: Language, label: &str) -> Self {
        self.labels.insert(language, label.to_owned());
        self
    }

    /// Whether it could be a row of a table.
    pub fn check(&self) -> Result<()> {
        self.invalid().map_err(|invalid| invalid.of(&self.code))
    }

    /// The first of its cells that no table may have.
    pub(super) fn invalid(&self) -> Result<(), InvalidCell> {
        InvalidCell::empty([("code", &self.code), ("subject", &self.subject)])?;
        if let Gases::All(gases) = &self.gases {
            if gases.is_empty() {
                return Err(InvalidCell::new("gases", Message::EmptyCell));
            }
            if gases.iter().enumerate().any(|(at, gas)| gases.iter().take(at).any(|before| before == gas)) {
                let names: Vec<&str> = gases.iter().map(|gas| gas.name()).collect();
                return Err(InvalidCell::new("gases", Message::Duplicate { value: names.join(" ").into() }));
            }
        }
        if self.process.is_empty() == self.method.is_none() {
            return Err(InvalidCell::new("process", Message::ProcessOrMethod { value: (&self.process).into() }));
        }
        if self.category.scope() == Scope::Two && !is_supply(&self.process) {
            let value = (&self.process).into();
            return Err(InvalidCell::new("process", Message::NotASupply { value, category: (&self.category).into() }));
        }
        let method = self.method.as_ref().map_or("-", |method| &method.name);
        InvalidCell::empty([("method", method)])
    }

    /// Whether both would make a line of the same reference, subject and gas.
    pub(super) fn meets(&self, other: &Self) -> bool {
        let key = |rule: &Self| {
            let Self { category, process, subject, factor_of, share, .. } = rule;
            (*category, process.clone(), subject.clone(), factor_of.clone(), share.clone())
        };
        key(self) == key(other) && self.gases.meet(&other.gases)
    }

    /// Whether its amounts are of a stock, which is there all the time: people, animals, land, capacity, pipelines. What is known of
    /// it by months or days is not added up over them: the year has their mean.
    ///
    /// ```
    /// use citycarbon::taxonomy::Catalogue;
    /// let is_stock = |code: &str| Catalogue::bundled().find(code).map(|rules| rules[0].is_stock());
    /// assert!(is_stock("wastewater.septic-system")?); // people
    /// assert!(is_stock("fugitive.gas-distribution.town-gas.pipeline")?); // km of pipeline
    /// assert!(!is_stock("residential.electricity")?);
    /// # Ok::<(), citycarbon::error::Problem>(())
    /// ```
    pub fn is_stock(&self) -> bool {
        // What is installed, such as the refrigerant in equipment: a mass, of a process with this word in its path.
        if self.process.split('.').any(|part| part == "bank") {
            return true;
        }
        match self.dimension {
            Dimension::Heads | Dimension::Area | Dimension::Power => true,
            // A length is that of pipelines, unless it is one that is travelled.
            Dimension::Distance => self.process.starts_with("fugitive"),
            Dimension::Mass
            | Dimension::Energy
            | Dimension::Volume
            | Dimension::NormalVolume
            | Dimension::GasVolume
            | Dimension::VehicleDistance
            | Dimension::PassengerDistance
            | Dimension::FreightDistance
            | Dimension::HeadTime
            | Dimension::Number
            | Dimension::Time => false,
        }
    }

    /// The subject that factors are looked up for.
    pub fn factor_subject(&self) -> &str {
        self.factor_of.as_deref().unwrap_or(&self.subject)
    }

    /// The name of the code in a language: the city's own, else the shipped one, else the city's in another language, else the code.
    pub fn label(&self, language: Language) -> &str {
        let own = self.labels.get(&language).map(String::as_str);
        let shipped = || i18n::label(&format!("activity.{}", self.code), language);
        own.or_else(shipped).or_else(|| self.labels.values().next().map(String::as_str)).unwrap_or(&self.code)
    }
}

impl BundledRow for Rule {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        let code = row.require("code")?;
        let parsed = |column: &str, error: Error| error.at_cell(row.location(column));
        let optional = |column: &str| row.cell(column).filter(|cell| !cell.is_empty()).map(str::to_owned);
        let gases = match row.require("gases")? {
            "*" => Gases::Any,
            list => Gases::All(list.split(' ').map(str::parse).collect::<Result<_>>().map_err(|error| parsed("gases", error))?),
        };
        let rule = Self {
            code: code.to_owned(),
            category: row.require("ref")?.parse().map_err(|error| parsed("ref", error))?,
            process: row.cell("process").unwrap_or_default().to_owned(),
            method: optional("method").map(|name| RuleMethod { name, class: optional("class").unwrap_or_default() }),
            subject: row.require("subject")?.to_owned(),
            factor_of: optional("factor_of"),
            share: optional("share"),
            gases,
            dimension: row.require("dimension")?.parse().map_err(|error| parsed("dimension", error))?,
            labels: Language::ALL.into_iter().filter_map(|language| Some((language, optional(language.label_column())?))).collect(),
        };
        rule.invalid().map_err(|invalid| invalid.at_row(row))?;
        Ok(rule)
    }
}
