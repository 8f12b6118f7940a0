//! A plain value as a folder: the files that [`read`](super::read) turns into the same value again.

use super::{indicators, write_set};
use crate::city::{CityForm, CityInput};
use crate::error::{Error, Location, Message, Result};
use crate::factors::FallbackPolicy;
use crate::forms::{FormSection, FormTable, FormValue};
use crate::gas::{Stated, Substance};
use crate::i18n::Language;
use crate::inventory::{Contract, CrossCheck, Level, ReportedEmission, ViewRule};
use crate::ledger::{Leaf, OnBad};
use crate::quantity::{EnergyBasis, Exact, OwnUnit, Reading};
use crate::records::{CsvWriter, Placed};
use crate::taxonomy::{Calendar, Coverage, Gases, Quality, Region, Rule, Year};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use toml::{Table, Value};

/// Writes everything that a city is computed from as a folder, which must be new or empty: UTF-8, commas, points, years of the
/// Common Era. Read again, it gives the same figures.
///
/// Several rows of one activity, unit, place and year are one sum in a tally, so they are written as one row: of a year, or of the
/// months that they are of. Notices speak of the
/// files that were read before, and are not written.
///
/// # Errors
/// Rows that were refused (they cannot be written), a folder with files in it, names that cannot be those of files, and a disk
/// that does not take the files; an activity with conversions, which a row of a ledger does not have.
pub fn write(input: &CityInput, folder: impl AsRef<Path>) -> Result<()> {
    let folder = folder.as_ref();
    let rows = input.ledger.rejected().saturating_add(crate::error::count(input.refused.problems.len()));
    if rows > 0 {
        return Err(Message::RowsRejected { rows }.into());
    }
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Error::File { at: Location::file(folder.display().to_string()), problem: Message::FolderNotEmpty.into() });
    }
    let mut files = CityFiles::default();
    files.ledgers(input)?;
    for (name, forms) in [("methods", &input.methods), ("measures", &input.measures)] {
        forms.iter().try_for_each(|form| files.form(name, form))?;
    }
    input.plan.iter().try_for_each(|form| files.form("", form))?;
    files.tables(input)?;
    let top = files.of.remove("").unwrap_or_default();
    for (name, files) in &files.of {
        write_files(&folder.join(name), files)?;
    }
    // The file that makes a folder a city comes last.
    write_files(folder, &top)?;
    write_set(folder, &[("city.toml", city_file(input).into_bytes())])
}

fn write_files(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    let files: Vec<(&str, Vec<u8>)> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    write_set(folder, &files)
}

/// Files by folder and name.
#[derive(Default)]
struct CityFiles {
    of: BTreeMap<&'static str, BTreeMap<String, Vec<u8>>>,
}

impl CityFiles {
    /// Adds a file. Refused: a name that leads out of its folder, or that another file has.
    fn add(&mut self, folder: &'static str, name: &str, bytes: &[u8]) -> Result<()> {
        let plain = !name.starts_with('.') && !name.contains(|letter: char| "/\\:".contains(letter) || letter.is_control());
        if !plain || name.len() > 200 {
            return Err(Message::NotAFileName { value: name.into() }.into());
        }
        match self.of.entry(folder).or_default().insert(name.to_owned(), bytes.to_vec()) {
            Some(other) if other != bytes => Err(Message::DuplicateTable { value: name.into() }.into()),
            _ => Ok(()),
        }
    }

    fn ledgers(&mut self, input: &CityInput) -> Result<()> {
        let header = ["period", "activity", "amount", "unit", "place", "quality", "basis"];
        let mut ledgers: BTreeMap<String, CsvWriter> = BTreeMap::new();
        for leaf in input.ledger.leaves() {
            let csv = ledgers.entry(leaf.file.clone()).or_insert_with(|| CsvWriter::of(&header));
            write_leaf(csv, &leaf, input.settings.calendar);
        }
        for activity in &input.activities {
            if !activity.conversions.is_empty() {
                return Err(Message::ConversionsInLedger { value: (&activity.code).into() }.into());
            }
            let leaf = Leaf::from(activity);
            let csv = ledgers.entry(leaf.file.clone()).or_insert_with(|| CsvWriter::of(&header));
            write_leaf(csv, &leaf, input.settings.calendar);
        }
        for (file, csv) in ledgers {
            let name = file.strip_prefix("ledger/").unwrap_or(&file);
            let ending = if name.to_lowercase().ends_with(".csv") { "" } else { ".csv" };
            match file.as_str() {
                "ledger.csv" => self.add("", "ledger.csv", &csv.out)?,
                _ => self.add("ledger", &format!("{name}{ending}"), &csv.out)?,
            }
        }
        Ok(())
    }

    fn form(&mut self, folder: &'static str, form: &CityForm) -> Result<()> {
        let keys = self.section(folder, form.keys())?;
        self.add(folder, &format!("{}.toml", form.name()), keys.to_string().as_bytes())
    }

    fn section(&mut self, folder: &'static str, section: &FormSection) -> Result<Table> {
        section.iter().map(|(key, placed)| Ok((key.to_owned(), self.value(folder, &placed.value)?))).collect()
    }

    fn value(&mut self, folder: &'static str, value: &FormValue) -> Result<Value> {
        Ok(match value {
            FormValue::Text(text) => Value::String(text.clone()),
            FormValue::Flag(flag) => Value::Boolean(*flag),
            FormValue::List(list) => {
                Value::Array(list.iter().map(|placed| self.value(folder, &placed.value)).collect::<Result<_>>()?)
            }
            FormValue::Section(section) => Value::Table(self.section(folder, section)?),
            FormValue::Rows(table) => Value::Table(self.rows(folder, table)?),
        })
    }

    /// A table in a file of its own, and what names it in the form.
    fn rows(&mut self, folder: &'static str, table: &FormTable) -> Result<Table> {
        let name = table.file.strip_prefix(folder).and_then(|file| file.strip_prefix('/')).unwrap_or(&table.file);
        let columns: BTreeSet<&str> = table.rows.iter().flat_map(FormSection::keys).collect();
        let mut csv = CsvWriter::default();
        csv.row(if columns.is_empty() { BTreeSet::from(["value", "unit"]) } else { columns.clone() });
        for row in &table.rows {
            let cell = |column: &&str| row.get(column).and_then(|placed| placed.value.as_text()).unwrap_or_default();
            csv.row(columns.iter().map(cell));
        }
        self.add(folder, name, &csv.out)?;
        Ok(Table::from_iter([("file".to_owned(), Value::String(name.to_owned()))]))
    }

    fn tables(&mut self, input: &CityInput) -> Result<()> {
        for table in &input.tables {
            self.add("", table.file(), table.to_csv().as_bytes())?;
        }
        let mut csv = CsvWriter::of(super::units::UNITS.0);
        for OwnUnit { unit, equals, of, source } in input.units.stated() {
            csv.row([unit.as_str(), &equals.to_string(), of, source]);
        }
        self.add_some("units.csv", (!input.units.stated().is_empty()).then_some(csv))?;
        if let Some(places) = &input.places {
            let mut csv = CsvWriter::of(&["place", "region"]);
            for (place, region) in places {
                csv.row([place.as_str(), region.code()]);
            }
            self.add("", "places.csv", &csv.out)?;
        }
        let mut csv = None;
        input.codes.rules().for_each(|rule| write_rule(csv.get_or_insert_with(rules_header), rule));
        self.add_some("activities.csv", csv)?;
        self.add_some("direct.csv", direct(input))?;
        self.add_some("contracts.csv", contracts(&input.contracts))?;
        self.add_some("cross_checks.csv", cross_checks(&input.cross_checks))?;
        self.add_some("views.csv", view_rules(&input.views))?;
        self.add_some("indicators.csv", indicators::written_indicators(&input.indicators))?;
        self.add_some("monitoring.csv", indicators::written_monitoring(&input.monitoring))
    }

    fn add_some(&mut self, name: &str, csv: Option<CsvWriter>) -> Result<()> {
        csv.map_or(Ok(()), |csv| self.add("", name, &csv.out))
    }
}

/// The rows of a leaf: one with its sum, and one with 0 for each other month or day that it is of, so that these are known again.
fn write_leaf(csv: &mut CsvWriter, leaf: &Leaf, calendar: Option<Calendar>) {
    let mut periods = leaf.coverage.months().named(leaf.year, calendar);
    if let Coverage::MeanOfDays { days, .. } = leaf.coverage {
        periods = periods.iter().flat_map(|month| days.iter().map(move |day| format!("{month}-{day:02}"))).collect();
    }
    if periods.is_empty() {
        periods.push(leaf.year.to_string());
    }
    let (quality, basis) = (quality(leaf.quality), leaf.basis.map_or("", EnergyBasis::name));
    for (period, amount) in periods.iter().zip(core::iter::once(leaf.sum).chain(core::iter::repeat(Exact::ZERO))) {
        csv.row([period, &leaf.activity, &amount.to_string(), &leaf.unit, &leaf.place, &quality, basis]);
    }
}

fn rules_header() -> CsvWriter {
    let mut csv = CsvWriter::default();
    let columns = ["code", "ref", "process", "method", "class", "subject", "factor_of", "share", "gases", "dimension"];
    csv.row(columns.into_iter().chain(Language::ALL.map(Language::label_column)));
    csv
}

fn write_rule(csv: &mut CsvWriter, rule: &Rule) {
    let Rule { code, category, process, method, subject, factor_of, share, gases, dimension, labels, .. } = rule;
    let gases = match gases {
        Gases::Any => "*".to_owned(),
        Gases::All(gases) => gases.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
    };
    let (name, class) = method.as_ref().map_or(("", ""), |method| (method.name.as_str(), method.class.as_str()));
    let (factor_of, share) = (factor_of.as_deref().unwrap_or_default(), share.as_deref().unwrap_or_default());
    let dimension = dimension.to_string();
    let cells = [code, category.reference(), process, name, class, subject, factor_of, share, &gases, &dimension];
    let labels = Language::ALL.map(|language| labels.get(&language).map_or("", String::as_str));
    csv.row(cells.into_iter().chain(labels));
}

fn direct(input: &CityInput) -> Option<CsvWriter> {
    let columns = super::direct::DIRECT;
    // Stated totals are among the cross-checks, and notes are for readers of the file.
    let written = |column: &&str| !["total_of", "note"].contains(column);
    let header: Vec<&str> = columns.0.iter().chain(columns.1).copied().filter(written).collect();
    let mut csv = CsvWriter::of(&header);
    for Placed { value, .. } in &input.reported {
        let ReportedEmission { category, year, place, substance, amount, source, activity_quality, factor_quality, .. } = value;
        let (gas, gwp) = match substance {
            Substance::Gas(gas) => (gas.to_string(), String::new()),
            Substance::Stated(set) => ("CO2e".to_owned(), set.to_string()),
        };
        let (amount, unit) = parts(*amount);
        let (activity, factor) = (quality(*activity_quality), quality(*factor_quality));
        let year = year.to_string();
        csv.row([category.reference(), &year, place, &gas, &amount, &unit, &gwp, "", "", "", &activity, &factor, source]);
    }
    for Placed { value: key, .. } in &input.keys {
        let (year, name) = (key.year.to_string(), key.entry.key.to_string());
        let inside = key.entry.included_in.map_or("", |inside| inside.reference());
        let reason = key.entry.reason.as_str();
        csv.row([key.category.reference(), &year, &key.place, "", "", "", "", &name, inside, reason, "", "", ""]);
    }
    (!input.reported.is_empty() || !input.keys.is_empty()).then_some(csv)
}

fn contracts(contracts: &[Placed<Contract>]) -> Option<CsvWriter> {
    let columns = super::direct::CONTRACTS;
    let header: Vec<&str> = columns.0.iter().chain(columns.1).copied().collect();
    let mut csv = CsvWriter::of(&header);
    for Placed { value, .. } in contracts {
        let Contract { id, year, category, energy, factor, source, vintage, market, retired, .. } = value;
        let (amount, unit) = energy.map_or_else(Default::default, parts);
        let (reference, kind) = category.map_or(("", "residual"), |category| (category.reference(), "contract"));
        let per = if factor.per == Exact::ONE { String::new() } else { factor.per.to_string() };
        let (year, factor, units) = (year.to_string(), factor.value.to_string(), factor.units());
        let vintage = vintage.map_or_else(String::new, |vintage| vintage.to_string());
        let market = market.as_ref().map_or("", Region::code);
        let retired = retired.as_deref().unwrap_or_default();
        csv.row([id, &year, &factor, &units, source, reference, &amount, &unit, &per, kind, &vintage, market, retired]);
    }
    (!contracts.is_empty()).then_some(csv)
}

fn cross_checks(checks: &[Placed<CrossCheck>]) -> Option<CsvWriter> {
    let (required, optional) = super::direct::CROSS_CHECKS;
    let mut csv = CsvWriter::of(&[required, optional].concat());
    for Placed { value, .. } in checks {
        let CrossCheck { year, category, what, co2e, source, reason, total_of, .. } = value;
        let (year, amount) = (year.to_string(), co2e.to_string());
        csv.row([category.reference(), &year, what, &amount, "kg", source, reason, &total_of.join(" ")]);
    }
    (!checks.is_empty()).then_some(csv)
}

fn view_rules(rules: &[Placed<ViewRule>]) -> Option<CsvWriter> {
    let (required, optional) = super::direct::VIEWS;
    let mut csv = CsvWriter::of(&[required, optional].concat());
    for Placed { value, .. } in rules {
        let ViewRule { view, group, reference, activity, place, reason, .. } = value;
        csv.row([view, group, reference, activity, place, reason].map(String::as_str));
    }
    (!rules.is_empty()).then_some(csv)
}

fn quality(quality: Option<Quality>) -> String {
    quality.map_or_else(String::new, |quality| quality.to_string())
}

fn parts(amount: Reading) -> (String, String) {
    (amount.value().to_string(), amount.unit().symbol().to_owned())
}

/// `city.toml`: what has its default is left out.
pub(super) fn city_file(input: &CityInput) -> String {
    let settings = &input.settings;
    let text = |text: &str| Value::String(text.to_owned()).to_string();
    let mut file = String::new();
    // Text can always be written to memory.
    let mut line = |key: &str, value: &str| {
        let _ = writeln!(file, "{key} = {value}");
    };
    line("name", &text(&settings.city));
    line("region", &text(settings.region.code()));
    let years = settings.years.iter().map(|year| if year.is_fiscal() { text(&year.to_string()) } else { year.to_string() });
    let years: Vec<String> = years.collect();
    line("years", &format!("[{}]", years.join(", ")));
    if let Some(calendar) = settings.calendar {
        line("calendar", &text(&calendar.to_string()));
    }
    line("gwp", &text(settings.gwp.name()));
    if settings.level == Level::BasicPlus {
        line("level", &text(&settings.level.to_string()));
    }
    if settings.co2e_only == Stated::AsStated {
        line("co2e_only", &text("as stated"));
    }
    if input.on_bad == OnBad::Collect {
        line("on_bad", &text("collect"));
    }
    if let Some(area) = settings.area_km2 {
        line("area_km2", &text(&area.to_string()));
    }
    let by_year = |figures: &BTreeMap<Year, Exact>| -> Vec<(String, String)> {
        figures.iter().map(|(year, figure)| (year.to_string(), text(&figure.to_string()))).collect()
    };
    let by_text = |words: &BTreeMap<String, String>| -> Vec<(String, String)> {
        words.iter().map(|(key, word)| (text(key), text(word))).collect()
    };
    let FallbackPolicy { most_years_back, choose, waive } = &input.policy;
    let usual = FallbackPolicy::default().most_years_back;
    let back = (*most_years_back != usual).then(|| ("most_years_back".to_owned(), most_years_back.to_string()));
    let limit = crate::records::Limits::default().errors;
    let errors = (input.listed_problems != limit).then(|| ("errors".to_owned(), input.listed_problems.to_string()));
    let sections = [
        ("population", by_year(&settings.population)),
        ("gdp", by_year(&settings.gdp)),
        ("series", by_text(choose)),
        ("factors", back.into_iter().collect()),
        ("factors.waive", by_text(waive)),
        ("accept", settings.accepted.iter().map(|(check, reason)| (text(&check.to_string()), text(reason))).collect()),
        ("input.limits", errors.into_iter().collect()),
    ];
    for (name, lines) in sections.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        let _ = writeln!(file, "\n[{name}]");
        for (key, value) in lines {
            let _ = writeln!(file, "{key} = {value}");
        }
    }
    file
}
