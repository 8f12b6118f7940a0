//! The tables together: found, listed, hashed.

use super::bundled::{FACTORS, PARAMETERS};
use super::lookup::{TableEntry, processes};
use super::own::{Own, OwnRows, property};
use super::source::Source;
use super::table;
use super::{EmissionFactor, FactorMatch, FactorQuery, Fallback, FallbackPolicy, Parameter, Purpose, Validity};
use crate::error::{Error, Errors, LabelKey, Location, Message, Problem, Result, Text, did_you_mean};
use crate::gas::{Gas, Substance};
use crate::quantity::NumberFormat;
use crate::records::{BundledFile, Delimiter, sha256};
use crate::taxonomy::Regions;
use core::fmt;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write as _;
use std::sync::{LazyLock, OnceLock};

/// Columns of a city's own tables that mean nothing, each after the name of its file.
pub type UnknownColumns = Vec<(String, String)>;

/// Every factor and parameter that can be found, and the hash of the tables they came from.
///
/// Shipped rows are read when they are first wanted; a city's own when they are given, so that every bad one is named then.
#[derive(Clone)]
pub struct Registry {
    own: Own,
    /// Every row, shipped and own, once they are asked for.
    factors: OnceLock<Vec<EmissionFactor>>,
    parameters: OnceLock<Vec<Parameter>>,
}

/// Short: own tables with the number of their rows; the shipped ones are in every registry.
impl fmt::Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Own { factors, parameters, tables, .. } = &self.own;
        let mut shown = f.debug_struct("Registry");
        shown.field("own_tables", &tables.keys()).field("own_factors", &factors.len());
        shown.field("own_parameters", &parameters.len()).finish_non_exhaustive()
    }
}

static BUNDLED: LazyLock<Registry> = LazyLock::new(|| Registry::with(Own::default()));

impl Registry {
    /// The shipped tables. A row of them that cannot be read is an error where it is wanted: only if the crate itself was built
    /// from a broken table.
    pub fn bundled() -> Result<&'static Self> {
        Ok(&BUNDLED)
    }

    fn with(own: Own) -> Self {
        Self { own, factors: OnceLock::new(), parameters: OnceLock::new() }
    }

    /// These tables with a city's own over them: its rows win, and say so. Gives the columns that mean nothing, each after its file; an error names
    /// every bad row.
    pub fn with_own<'a>(
        &self,
        tables: impl IntoIterator<Item = (&'a str, &'a [u8])>,
        delimiter: Delimiter,
        number: NumberFormat,
    ) -> Result<(Self, UnknownColumns), Vec<Error>> {
        let (mut registry, mut unknown, mut problems) = (Self::with(self.own.clone()), Vec::new(), Vec::new());
        for (file, bytes) in tables {
            match table::read(bytes, file, true, delimiter, number) {
                Ok(table) => {
                    unknown.extend(table.unknown.iter().map(|column| (file.to_owned(), column.clone())));
                    problems.extend(registry.add(file, bytes, table.rows).err().into_iter().flatten());
                }
                Err(bad) => problems.extend(bad),
            }
        }
        if problems.is_empty() { Ok((registry, unknown)) } else { Err(problems) }
    }

    /// These tables with factors of a program's own over them, as a table of this name: every row is checked as those of a file
    /// are, and wins over shipped ones. An error names every bad row, by its place among the factors.
    pub fn with_factors(&self, table: &str, factors: impl IntoIterator<Item = EmissionFactor>) -> Result<Self, Errors> {
        self.with_rows(table, OwnRows { factors: factors.into_iter().collect(), parameters: Vec::new() })
    }

    /// The same of parameters.
    pub fn with_parameters(&self, table: &str, parameters: impl IntoIterator<Item = Parameter>) -> Result<Self, Errors> {
        self.with_rows(table, OwnRows { factors: Vec::new(), parameters: parameters.into_iter().collect() })
    }

    fn with_rows(&self, table: &str, mut rows: OwnRows) -> Result<Self, Errors> {
        rows.place(table);
        let invalid = rows.invalid(table);
        if !invalid.is_empty() {
            return Err(Errors::of(invalid));
        }
        let bytes = rows.bytes()?;
        let mut registry = Self::with(self.own.clone());
        registry.add(table, &bytes, rows).map_err(Errors::of)?;
        Ok(registry)
    }

    fn add(&mut self, file: &str, bytes: &[u8], rows: OwnRows) -> Result<(), Vec<Error>> {
        if bundled_files().any(|bundled| bundled.name == file) || self.own.tables.contains_key(file) {
            let problem = Message::DuplicateTable { value: file.into() }.into();
            return Err(vec![Error::File { at: Location::file(file), problem }]);
        }
        let mut seen: HashSet<Cow<'_, str>> = self.ids().collect();
        let mut problems = Vec::new();
        for (id, provenance) in rows.sources() {
            if !seen.insert(Cow::Borrowed(id)) {
                let at = Location::file(file).with_line(provenance.line).with_column("id");
                let problem = Message::DuplicateFactorId { value: id.into() }.into();
                problems.push(Error::Cell { at, problem });
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        self.own.add(file, bytes, rows);
        Ok(())
    }

    /// The ids of every row, shipped and own.
    fn ids<'r>(&'r self) -> impl Iterator<Item = Cow<'r, str>> {
        #[expect(clippy::map_identity, reason = "it shortens the lifetime of each id")]
        let shipped = FACTORS.column("id").chain(PARAMETERS.column("id")).map(|id| -> Cow<'r, str> { id });
        let own = self.own.factors.iter().map(|factor| &factor.id).chain(self.own.parameters.iter().map(|parameter| &parameter.id));
        shipped.chain(own.map(|id| Cow::Borrowed(id.as_str())))
    }

    /// Every factor.
    pub fn factors(&self) -> &[EmissionFactor] {
        self.factors.get_or_init(|| FACTORS.all().into_iter().chain(&self.own.factors).cloned().collect())
    }

    /// Every parameter.
    pub fn parameters(&self) -> &[Parameter] {
        self.parameters.get_or_init(|| PARAMETERS.all().into_iter().chain(&self.own.parameters).cloned().collect())
    }

    /// A publication by its id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        Source::find(id)
    }

    /// Each table with its SHA-256.
    pub fn tables(&self) -> impl Iterator<Item = (&str, &str)> {
        let own = self.own.tables.iter().map(|(file, hash)| (file.as_str(), hash.as_str()));
        let all: BTreeMap<&str, &str> = bundled_files().map(|bundled| (bundled.name, bundled.hash())).chain(own).collect();
        all.into_iter()
    }

    /// The SHA-256 of one table.
    pub fn version(&self, file: &str) -> &str {
        let shipped = bundled_files().find(|bundled| bundled.name == file);
        shipped.map(BundledFile::hash).or_else(|| self.own.tables.get(file).map(String::as_str)).unwrap_or_default()
    }

    /// One hash for all tables: changes with any byte of any of them.
    pub fn hash(&self) -> String {
        let mut list = String::new();
        for (file, hash) in self.tables() {
            let _ = writeln!(list, "{hash}  {file}");
        }
        sha256(list.as_bytes())
    }

    /// The factor of one gas.
    pub fn find(&self, wanted: &FactorQuery, gas: Gas, ladder: &FallbackPolicy) -> Result<FactorMatch<'_, EmissionFactor>> {
        let candidates = self.of_subject(&wanted.subject)?.filter(|factor| factor.substance == Substance::Gas(gas));
        let found = nearest(candidates, wanted, ladder, ladder.choose.get(&wanted.subject))?;
        one(found, wanted).and_then(|found| found.ok_or_else(|| not_found(Some(gas), wanted, ladder)))
    }

    /// The factors of every gas that the nearest series has.
    pub fn find_all(&self, wanted: &FactorQuery, ladder: &FallbackPolicy) -> Result<Vec<FactorMatch<'_, EmissionFactor>>> {
        let mut found = nearest(self.of_subject(&wanted.subject)?, wanted, ladder, ladder.choose.get(&wanted.subject))?;
        if found.is_empty() {
            return Err(not_found(None, wanted, ladder));
        }
        found.sort_by_key(|found| found.item.substance);
        let doubled = found.windows(2).any(|pair| match pair {
            [a, b] => a.item.substance == b.item.substance || a.item.series != b.item.series,
            _ => false,
        });
        if doubled { Err(ambiguous(&found, wanted)) } else { Ok(found) }
    }

    /// A parameter of a subject; none where no table has it within the ladder.
    pub fn find_parameter(
        &self,
        wanted: &FactorQuery,
        ladder: &FallbackPolicy,
        fits: impl Fn(&Parameter) -> bool,
    ) -> Result<Option<FactorMatch<'_, Parameter>>> {
        let shipped = PARAMETERS.find([&wanted.process, &wanted.subject])?.iter();
        let own = self.own.by_property.get(&property(&wanted.process, &wanted.subject)).into_iter().flatten();
        let own = own.filter_map(|at| self.own.parameters.get(*at));
        let candidates = shipped.chain(own).filter(|parameter| fits(parameter));
        one(nearest(candidates, wanted, ladder, ladder.choose.get(&wanted.process))?, wanted)
    }

    /// Refuses choices and waivers that speak of nothing in these tables.
    pub(super) fn check(&self, ladder: &FallbackPolicy) -> Result<(), Problem> {
        let near = |word: &str, words: BTreeSet<&str>| did_you_mean(word, words).map(Text::from);
        for (subject, series) in &ladder.choose {
            let factors = self.factors().iter().map(|factor| (factor.subject.as_str(), factor.series.as_str()));
            let parameters = self.parameters().iter().map(|parameter| (parameter.name.as_str(), parameter.series.as_str()));
            let all: Vec<(&str, &str)> = factors.chain(parameters).collect();
            let of: BTreeSet<&str> =
                all.iter().filter(|(of, series)| of == subject && !series.is_empty()).map(|(_, series)| *series).collect();
            if of.is_empty() {
                let subjects = all.iter().filter(|(_, series)| !series.is_empty()).map(|(of, _)| *of).collect();
                return Err(Message::NoSeries { value: subject.into(), nearest: near(subject, subjects) }.into());
            }
            if !of.contains(series.as_str()) {
                let names = of.iter().map(|name| (*name).into()).collect();
                let (what, nearest) = (LabelKey::of("name.series"), near(series, of));
                return Err(Message::UnknownName { value: series.into(), what, nearest, names }.into());
            }
        }
        let ids: BTreeSet<Cow<'_, str>> = if ladder.waive.is_empty() { BTreeSet::new() } else { self.ids().collect() };
        for id in ladder.waive.keys() {
            if !ids.contains(id.as_str()) {
                return Err(
                    Message::UnknownRow { value: id.into(), nearest: near(id, ids.iter().map(AsRef::as_ref).collect()) }.into()
                );
            }
        }
        Ok(())
    }

    /// The rows of a subject, the shipped ones first, in the order of their tables.
    fn of_subject(&self, subject: &str) -> Result<impl Iterator<Item = &EmissionFactor>> {
        let shipped = FACTORS.find([subject])?.iter();
        let own = self.own.by_subject.get(subject).into_iter().flatten().filter_map(|at| self.own.factors.get(*at));
        Ok(shipped.chain(own))
    }
}

/// The shipped tables.
fn bundled_files() -> impl Iterator<Item = &'static BundledFile> {
    FACTORS.files().iter().chain(PARAMETERS.files())
}

/// The rows that answer from nearest: the city's own first, then the nearer region, the nearer year, the narrower process.
fn nearest<'a, T: TableEntry>(
    candidates: impl Iterator<Item = &'a T>,
    wanted: &FactorQuery,
    ladder: &FallbackPolicy,
    chosen: Option<&String>,
) -> Result<Vec<FactorMatch<'a, T>>> {
    let regions = Regions::bundled().ladder(&wanted.region);
    // What is emitted upstream has its own series: a choice among grid averages says nothing of it.
    let chosen = chosen.filter(|_| !wanted.process.ends_with(".upstream"));
    let mut best: Option<(bool, usize, u16, usize)> = None;
    let mut found: Vec<FactorMatch<'a, T>> = Vec::new();
    for item in candidates {
        let Some(process) = level_of_process(item.process(), &wanted.process) else { continue };
        let Some(region) = regions.iter().position(|region| region == item.region()) else { continue };
        let waiver = ladder.waive.get(item.id());
        let back = match item.years().years_back(wanted.year) {
            Some(back) if back <= ladder.most_years_back || waiver.is_some() => back,
            None if waiver.is_some() => u16::MAX,
            _ => continue,
        };
        match chosen {
            Some(series) if series != item.series() => continue,
            Some(_) => usable(item)?,
            None if item.purpose() == Purpose::Inventory => {}
            None if item.purpose() == Purpose::Upstream && process == 0 => {}
            None => continue,
        }
        let rank = (!item.own(), region, back, process);
        if best.is_none_or(|best| rank < best) {
            best = Some(rank);
            found.clear();
        }
        if best == Some(rank) {
            let outside = back == u16::MAX || back > ladder.most_years_back;
            found.push(FactorMatch {
                item,
                steps: steps(item, (region, back, process), outside.then_some(waiver).flatten(), chosen),
            });
        }
    }
    Ok(found)
}

/// How many steps wider than wanted a row's process is. What is emitted before a fuel is burnt stands for nothing wider.
fn level_of_process(has: &str, wanted: &str) -> Option<usize> {
    let level = processes(wanted).position(|process| process == has)?;
    (level == 0 || !wanted.starts_with("electricity")).then_some(level)
}

/// A chosen series must be one that an inventory can use.
fn usable<T: TableEntry>(item: &T) -> Result<()> {
    let (value, factor) = (None, item.id().into());
    let message = match item.purpose() {
        Purpose::Product => Message::ProductFactor { value, factor },
        Purpose::Project => Message::ProjectFactor { value, factor },
        Purpose::Upstream => Message::UpstreamFactor { value, factor, activity: None, category: None },
        Purpose::Market => Message::MarketFactor { value, factor },
        Purpose::Inventory | Purpose::Alternative => return Ok(()),
    };
    Err(Error::Misuse(message.into()))
}

fn steps<T: TableEntry>(
    item: &T,
    (region, back, process): (usize, u16, usize),
    waiver: Option<&String>,
    chosen: Option<&String>,
) -> Vec<Fallback> {
    let mut steps = Vec::new();
    if let Some(series) = chosen {
        steps.push(Fallback::Chosen(series.clone()));
    }
    if process > 0 {
        steps.push(Fallback::ProcessUp(item.process().to_owned()));
    }
    if region > 0 {
        steps.push(Fallback::RegionUp(item.region().clone()));
    }
    if (1..u16::MAX).contains(&back) {
        steps.push(Fallback::YearBack(back));
    }
    if let Validity::Fiscal(year) = item.years() {
        steps.push(Fallback::FiscalYear(year));
    }
    if let Some(reason) = waiver {
        steps.push(Fallback::Waived(reason.clone()));
    }
    steps
}

fn one<'a, T: TableEntry>(mut found: Vec<FactorMatch<'a, T>>, wanted: &FactorQuery) -> Result<Option<FactorMatch<'a, T>>> {
    if found.len() > 1 {
        return Err(ambiguous(&found, wanted));
    }
    Ok(found.pop())
}

fn ambiguous<T: TableEntry>(found: &[FactorMatch<'_, T>], wanted: &FactorQuery) -> Error {
    let ids = found.iter().map(|found| found.item.id().into()).collect();
    Message::SeveralRows { value: wanted.into(), ids }.into()
}

fn not_found(gas: Option<Gas>, wanted: &FactorQuery, ladder: &FallbackPolicy) -> Error {
    Error::NoFactor(
        Message::NoFactor {
            value: None,
            gas: gas.map(|gas| (&gas).into()),
            parameter: None,
            process: Some((&wanted.process).into()),
            subject: (&wanted.subject).into(),
            region: (&wanted.region).into(),
            year: (&wanted.year).into(),
            regions: Regions::bundled().ladder(&wanted.region).iter().map(Into::into).collect(),
            back: Some(ladder.most_years_back),
            series: ladder.choose.get(&wanted.subject).map(Into::into),
        }
        .into(),
    )
}
