//! The sheet `eCRF_3`: a row for each activity of each row of the fixed list.

use super::explained::{entry_of, remarks, shown};
use super::remarks::EcrfRemark;
use crate::assess::{ClosedLine, EMISSION_FACTOR, FactorRef, Origin, Term};
use crate::error::Result;
use crate::exchange::{EcrfCell, EcrfFixedRow, ecrf_columns, ecrf_rows};
use crate::gas::{Gas, Substance};
use crate::i18n::{self, Language};
use crate::inventory::Statement;
use crate::quantity::{Exact, Ratio, Rounding, Unit};
use crate::report::gpc::tonnes;
use crate::report::stated_sources::sources_of;
use crate::report::terms::{ResultTerm, printed_value, valid_years};
use crate::taxonomy::{Category, NotationKey, Quality, Regions};
use std::collections::{BTreeMap, BTreeSet};

/// Digits after the point of a factor before it is cut to those of a spreadsheet.
const PLACES: u32 = 24;

/// The word for a carbon content that is burnt without rest.
const OXIDATION: &str = "oxidation";

/// The processes in which fuel is burnt.
const OF_FUEL: [&str; 5] = ["stationary", "road", "rail", "aviation", "off-road"];

pub(super) fn rows(statement: &Statement, language: Language) -> Result<Vec<Vec<EcrfCell>>> {
    let (mut rows, mut seen) = (Vec::new(), BTreeSet::new());
    for fixed in ecrf_rows() {
        let start = || DetailRow::new(statement, fixed);
        let Some(category) = fixed.category else {
            rows.push(start().keyed(NotationKey::NE, &EcrfRemark::NoReference.render(language)));
            continue;
        };
        let entry = entry_of(statement, category);
        let explained = remarks(statement, category, language).join("; ");
        let key = match entry {
            Some(entry) => entry.key,
            None => Some(NotationKey::NE),
        };
        // A reference that the list parts in several rows is whole in the first.
        let is_first = seen.insert(category);
        match key {
            Some(key) => rows.push(start().keyed(key, &explained)),
            None if !is_first => rows.push(start().keyed(NotationKey::IE, &EcrfRemark::InRowAbove { category }.render(language))),
            None => {
                for lines in by_activity(statement, category) {
                    rows.push(start().computed(statement, &lines, &explained, language)?);
                }
            }
        }
    }
    Ok(rows)
}

/// The lines of a reference, those of one activity together.
fn by_activity(statement: &Statement, category: Category) -> Vec<Vec<&ClosedLine>> {
    let mut activities: BTreeMap<&str, Vec<&ClosedLine>> = BTreeMap::new();
    for closed in statement.lines.iter().filter(|closed| closed.line.id.category == category) {
        activities.entry(&closed.line.id.activity).or_default().push(closed);
    }
    activities.into_values().collect()
}

/// A row that is filled in by the names of its columns.
struct DetailRow(BTreeMap<&'static str, EcrfCell>);

impl DetailRow {
    fn new(statement: &Statement, fixed: &EcrfFixedRow) -> Self {
        let mut row = Self(BTreeMap::new());
        row.text("Inventory year", &statement.year.to_string());
        row.text("GPC ref. no.", fixed.category.map_or("", Category::reference));
        row.text("CRF - Sector", &fixed.sector);
        row.text("CRF - Sub-sector", &fixed.sub_sector);
        row.text("Scope", &fixed.scope);
        row
    }

    fn text(&mut self, column: &'static str, words: &str) {
        self.0.insert(column, EcrfCell::text(words));
    }

    fn number(&mut self, column: &'static str, number: Option<Exact>) {
        self.0.insert(column, EcrfCell::maybe(number));
    }

    fn cells(mut self) -> Vec<EcrfCell> {
        ecrf_columns().iter().map(|column| self.0.remove(column.name.as_str()).unwrap_or_default()).collect()
    }

    fn keyed(mut self, key: NotationKey, why: &str) -> Vec<EcrfCell> {
        self.text("Notation key", &key.to_string());
        self.text("Activity data - Description and Methodology", why);
        self.cells()
    }

    /// The figures of the lines of one activity.
    fn computed(
        mut self,
        statement: &Statement,
        lines: &[&ClosedLine],
        explained: &str,
        language: Language,
    ) -> Result<Vec<EcrfCell>> {
        let Some(first) = lines.first() else { return Ok(self.cells()) };
        let code = &*first.line.id.activity;
        if first.line.origin == Origin::Direct {
            self.text("Fuel type or activity", &ResultTerm::OriginDirect.render(language));
        } else {
            self.text("Fuel type or activity", i18n::label(&format!("activity.{code}"), language).unwrap_or(code));
        }
        let totals = GasTotals::of(lines)?;
        self.emissions(&totals)?;
        let amount = amount(lines)?;
        let mut about = self.activity(statement, lines, amount, language);
        about.extend(totals.remarks(language)?);
        about.extend(Some(explained.to_owned()).filter(|words| !words.is_empty()));
        self.text("Activity data - Description and Methodology", &about.join("; "));
        self.factor(lines, &totals, amount, language)?;
        Ok(self.cells())
    }

    fn emissions(&mut self, totals: &GasTotals) -> Result<()> {
        for (column, kg) in [
            ("GHGs (metric tonnes CO2e) - CO2", totals.co2e("CO2")),
            ("GHGs (metric tonnes CO2e) - CH4", totals.co2e("CH4")),
            ("GHGs (metric tonnes CO2e) - N2O", totals.co2e("N2O")),
            ("GHGs (metric tonnes CO2e) - Total CO2e", Some(totals.all)),
            ("GHGs (metric tonnes CO2e) - Biogenic CO2", Some(totals.biogenic)),
        ] {
            self.number(column, kg.map(tonnes).transpose()?);
        }
        Ok(())
    }

    /// Amount, source, quality; gives what is to be said of the method.
    fn activity(
        &mut self,
        statement: &Statement,
        lines: &[&ClosedLine],
        amount: Option<(Exact, Unit)>,
        language: Language,
    ) -> Vec<String> {
        let keys = || lines.iter().flat_map(|closed| closed.line.inputs.keys());
        // Of ledgers their files too, in which each row has its source.
        let files: BTreeSet<String> = keys().filter(|key| key.source.is_none()).map(|key| key.file.to_string()).collect();
        let sources = sources_of(statement, lines.iter().copied()).into_iter().chain(files);
        self.text("Activity data - Source", &sources.collect::<Vec<_>>().join("; "));
        let quality = lines.iter().map(|closed| closed.line.activity_quality).reduce(Quality::worst).flatten();
        self.text("Activity data - Data Quality", quality.map_or("", grade));
        if let Some((amount, unit)) = amount {
            for column in ["Activity data - Amount", "Activity data conversion - original activity"] {
                self.number(column, Some(amount));
            }
            for column in ["Activity data - Unit", "Activity data conversion - original unit"] {
                self.text(column, unit.symbol());
            }
            self.number("Activity data conversion - conversion value", Some(Exact::ONE));
            self.text("Activity data conversion - override used?", "No");
        }
        let method = |closed: &&ClosedLine| match closed.line.method() {
            Some(method) => method.name.to_owned(),
            None => ResultTerm::of_origin(closed.line.origin).render(language),
        };
        lines.iter().map(method).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The factors of the row: masses for each unit of the activity data, so that a sum over places and blends has one.
    fn factor(
        &mut self,
        lines: &[&ClosedLine],
        totals: &GasTotals,
        amount: Option<(Exact, Unit)>,
        language: Language,
    ) -> Result<()> {
        let terms: Vec<&Term> = lines.iter().flat_map(|closed| closed.line.terms()).collect();
        let factors = || terms.iter().filter(|term| term.name == EMISSION_FACTOR).flat_map(|term| &term.rows);
        let mut about = Vec::new();
        if let Some((amount, unit)) = amount.filter(|(amount, _)| !amount.is_zero()) {
            let each = |kg: Option<Exact>| kg.map(|kg| Ratio::new(kg, amount)?.divided(PLACES, Rounding::HalfEven)).transpose();
            self.text("Emission factor - Unit", &format!("kg/{}", unit.symbol()));
            for (column, kg) in [
                ("Emission factor - CO2", totals.mass("CO2")),
                ("Emission factor - CH4", totals.mass("CH4")),
                ("Emission factor - N2O", totals.mass("N2O")),
                ("Emission factor - Total CO2e", Some(totals.all)),
                ("Emission factor - Biogenic CO2", Some(totals.biogenic)),
            ] {
                self.number(column, each(kg)?);
            }
            about.push(EcrfRemark::Implied { unit: unit.symbol().to_owned() }.render(language));
        }
        self.number("Emission factor - Oxidation factor", oxidation(&terms)?);
        let joined = |of: &dyn Fn(&FactorRef) -> String| distinct(factors().map(of));
        // What else the mass comes from too: a calorific value, a density, losses of the network.
        let rows = || terms.iter().flat_map(|term| &term.rows);
        let printed = distinct(rows().map(|row| format!("{}: {}", row.id, printed_value(&row.printed, language))));
        about.extend(Some(printed).filter(|words| !words.is_empty()));
        self.text("Emission factor - Description", &about.join("; "));
        self.text("Emission factor - Year", &joined(&|row| valid_years(&row.years.to_string(), language)));
        self.text("Emission factor - Scale", &joined(&|row| Regions::bundled().label(&row.region, Language::English).to_owned()));
        self.text("Emission factor - Source", &distinct(rows().map(|row| row.source.clone())));
        let quality = lines.iter().map(|closed| closed.line.factor_quality).reduce(Quality::worst).flatten();
        self.text("Emission factor - Data Quality", quality.map_or("", grade));
        Ok(())
    }
}

/// Different words in order.
fn distinct(words: impl Iterator<Item = String>) -> String {
    words.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join("; ")
}

/// The words of the framework for a grade.
fn grade(quality: Quality) -> &'static str {
    match quality {
        Quality::H => "High",
        Quality::M => "Medium",
        Quality::L => "Low",
    }
}

/// What part of the carbon is oxidised: the term of that name where a line has one, and 1 where fuel is burnt and the factor holds it
/// (IPCC 2006 Guidelines, vol. 2, ch. 1, 1.4.2.1: complete oxidation by default).
fn oxidation(terms: &[&Term]) -> Result<Option<Exact>> {
    if let Some(stated) = terms.iter().find(|term| term.name.starts_with(OXIDATION)) {
        return stated.ratio.divided(PLACES, Rounding::HalfEven).map(Some);
    }
    let is_of_fuel = |row: &FactorRef| row.process.split('.').next().is_some_and(|first| OF_FUEL.contains(&first));
    let factors = terms.iter().filter(|term| term.name == EMISSION_FACTOR).flat_map(|term| &term.rows);
    Ok(factors.into_iter().any(is_of_fuel).then_some(Exact::ONE))
}

/// The activity data of lines: each sum of rows once, whatever gases it is a source of. None where a figure is no activity times a
/// factor, or sums are in units of different dimensions.
fn amount(lines: &[&ClosedLine]) -> Result<Option<(Exact, Unit)>> {
    let is_product = |closed: &&ClosedLine| closed.line.derivation.method().is_none() && closed.line.origin != Origin::Direct;
    if !lines.iter().all(is_product) {
        return Ok(None);
    }
    let mut sums = BTreeMap::new();
    for closed in lines {
        sums.extend(closed.line.inputs.iter().map(|(key, input)| ((&closed.line.id.place, key), (input.sum, input.unit))));
    }
    let Some((_, unit)) = sums.values().next().copied() else { return Ok(None) };
    if sums.keys().any(|(_, key)| key.mean.is_some()) || sums.values().any(|(_, other)| other.dimension() != unit.dimension()) {
        return Ok(None);
    }
    if sums.values().all(|(_, other)| *other == unit) {
        return Ok(Some((Exact::sum(sums.values().map(|(sum, _)| *sum))?, unit)));
    }
    let in_base = sums.values().map(|(sum, unit)| sum.checked_mul(unit.multiplier())).collect::<Result<Vec<_>>>()?;
    Ok(Some((Exact::sum(in_base)?, Unit::base(unit.dimension()))))
}

/// Masses and CO2e of lines, by the formula of the gas.
#[derive(Default)]
struct GasTotals {
    /// kg of the gas, and kg CO2e.
    gases: BTreeMap<&'static str, (Exact, Exact)>,
    /// kg CO2e that is not split into gases, or of gases without a column.
    others: Exact,
    not_split: Exact,
    all: Exact,
    biogenic: Exact,
}

impl GasTotals {
    fn of(lines: &[&ClosedLine]) -> Result<Self> {
        let mut totals = Self::default();
        for closed in lines {
            let (mass, co2e) = (closed.mass.value(), closed.co2e.unwrap_or(Exact::ZERO));
            totals.all = totals.all.checked_add(co2e)?;
            match closed.line.substance {
                Substance::Gas(Gas::CO2_BIOGENIC) => totals.biogenic = totals.biogenic.checked_add(mass)?,
                Substance::Gas(gas) => {
                    let name = match gas {
                        Gas::CO2 => "CO2",
                        Gas::CH4 | Gas::CH4_FOSSIL => "CH4",
                        Gas::N2O => "N2O",
                        _ => {
                            totals.others = totals.others.checked_add(co2e)?;
                            continue;
                        }
                    };
                    let held = totals.gases.entry(name).or_default();
                    *held = (held.0.checked_add(mass)?, held.1.checked_add(co2e)?);
                }
                Substance::Stated(_) => totals.not_split = totals.not_split.checked_add(co2e)?,
            }
        }
        Ok(totals)
    }

    fn mass(&self, gas: &str) -> Option<Exact> {
        self.gases.get(gas).map(|(mass, _)| *mass)
    }

    fn co2e(&self, gas: &str) -> Option<Exact> {
        self.gases.get(gas).map(|(_, co2e)| *co2e)
    }

    /// What is in the total and in no column of a gas.
    fn remarks(&self, language: Language) -> Result<Vec<String>> {
        let mut remarks = Vec::new();
        if !self.not_split.is_zero() {
            remarks.push(EcrfRemark::NotSplit { tonnes: shown(self.not_split)? }.render(language));
        }
        if !self.others.is_zero() {
            remarks.push(EcrfRemark::OtherGases { tonnes: shown(self.others)? }.render(language));
        }
        Ok(remarks)
    }
}
