//! The tables together: found, listed, hashed.

use super::bundled::{FACTORS, PARAMETERS};
use super::lookup::TableEntry;
use super::own::{Own, property};
use super::search::{ambiguous, nearest, one};
use super::source::{Redistribution, Source};
use super::{EmissionFactor, FactorMatch, FactorQuery, FallbackPolicy, OwnTable, Parameter, Purpose};
use crate::error::{Error, Errors, LabelKey, Location, Message, Problem, Result, Text, did_you_mean};
use crate::gas::{Gas, Substance};
use crate::records::{BundledFile, sha256};
use crate::taxonomy::{Region, Regions};
use core::fmt;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write as _;
use std::sync::{LazyLock, OnceLock};

/// Every factor and parameter that can be found, and the hash of the tables they came from.
///
/// Shipped rows are read when they are first used; a city's own when they are given, so that every invalid one is reported then.
///
/// Without the feature `bundled-data` no row is shipped. With it, [`open_data`](Self::open_data) leaves out the shipped rows whose
/// publications do not let everyone pass them on:
///
/// ```
/// use citycarbon::factors::{FactorQuery, FallbackPolicy, Registry};
/// let (open, policy) = (Registry::open_data()?, FallbackPolicy::default());
/// let mut grid = FactorQuery::new("electricity", "grid-electricity", &"SG".parse()?, "2023".parse()?);
/// assert!(open.find_all(&grid, &policy).is_ok());
/// grid.region = "TH".parse()?;
/// assert_eq!(
///     open.find_all(&grid, &policy).unwrap_err().to_string(),
///     "no emission factor for electricity of grid-electricity in TH 2023; looked in TH, world, up to 10 years earlier; only rows of \
///      sources with redistribution = open are used, which leaves out eppo2024; add it to factors.csv or parameters.csv"
/// );
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone)]
pub struct Registry {
    pub(super) own: Own,
    /// Whether only shipped rows of open publications are found.
    open_only: bool,
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

static BUNDLED: LazyLock<Registry> = LazyLock::new(|| Registry::with(Own::default(), false));

static OPEN_DATA: LazyLock<Registry> = LazyLock::new(|| Registry::with(Own::default(), true));

impl Registry {
    /// The shipped tables. A row of them that cannot be read is an error where it is used: only if the crate itself was built
    /// from a broken table.
    pub fn bundled() -> Result<&'static Self> {
        Ok(&BUNDLED)
    }

    /// The shipped tables as far as their publications are [`Redistribution::Open`]: rows of other terms are not found, and the
    /// error of a look-up names the publications that were left out. A city's own rows over it are found whatever their source.
    pub fn open_data() -> Result<&'static Self> {
        Ok(&OPEN_DATA)
    }

    fn with(own: Own, open_only: bool) -> Self {
        Self { own, open_only, factors: OnceLock::new(), parameters: OnceLock::new() }
    }

    /// Whether shipped rows of other terms than open ones are left out.
    pub fn is_open_data(&self) -> bool {
        self.open_only
    }

    /// Whether a row may be found, by the terms of its publication.
    pub(super) fn admits(&self, row: &impl TableEntry) -> bool {
        !self.open_only
            || row.own()
            || Source::find(row.source()).is_some_and(|source| source.redistribution == Redistribution::Open)
    }

    /// These tables with a city's own over them: its rows win, and say so.
    ///
    /// # Errors
    /// A table of a name that is there already, and every row whose id another row has.
    pub fn with_own<'t>(&self, tables: impl IntoIterator<Item = &'t OwnTable>) -> Result<Self, Vec<Error>> {
        let (mut registry, mut problems) = (Self::with(self.own.clone(), self.open_only), Vec::new());
        for table in tables {
            problems.extend(registry.add(table).err().into_iter().flatten());
        }
        if problems.is_empty() { Ok(registry) } else { Err(problems) }
    }

    /// These tables with factors of a program's own over them, as a table of this name.
    ///
    /// # Errors
    /// Every row that no table may have, by its place among the factors; a name or an id that is taken.
    pub fn with_factors(&self, table: &str, factors: impl IntoIterator<Item = EmissionFactor>) -> Result<Self, Errors> {
        self.with_own([&OwnTable::of_factors(table, factors)?]).map_err(Errors::of)
    }

    /// The same of parameters.
    ///
    /// # Errors
    /// As [`with_factors`](Self::with_factors).
    pub fn with_parameters(&self, table: &str, parameters: impl IntoIterator<Item = Parameter>) -> Result<Self, Errors> {
        self.with_own([&OwnTable::of_parameters(table, parameters)?]).map_err(Errors::of)
    }

    fn add(&mut self, table: &OwnTable) -> Result<(), Vec<Error>> {
        let file = table.file();
        if bundled_files().any(|bundled| bundled.name == file) || self.own.tables.contains_key(file) {
            let problem = Message::DuplicateTable { value: file.into() }.into();
            return Err(vec![Error::File { at: Location::file(file), problem }]);
        }
        let mut seen: HashSet<Cow<'_, str>> = self.ids().collect();
        let mut problems = Vec::new();
        for (id, provenance) in table.rows().sources() {
            if !seen.insert(Cow::Borrowed(id)) {
                let at = Location::file(file).with_line(provenance.line).with_column("id");
                let problem = Message::DuplicateFactorId { value: id.into() }.into();
                problems.push(Error::Cell { at, problem });
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        self.own.add(table);
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
        let every = || FACTORS.all().into_iter().chain(&self.own.factors);
        self.factors.get_or_init(|| every().filter(|row| self.admits(*row)).cloned().collect())
    }

    /// Every parameter.
    pub fn parameters(&self) -> &[Parameter] {
        let every = || PARAMETERS.all().into_iter().chain(&self.own.parameters);
        self.parameters.get_or_init(|| every().filter(|row| self.admits(*row)).cloned().collect())
    }

    /// A publication by its id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        Source::find(id)
    }

    /// Refuses the values of a publication that is not open, where only open ones are found.
    pub(crate) fn check_terms(&self, source: &str) -> Result<(), Problem> {
        let terms = Source::find(source).map_or(Redistribution::Unclear, |source| source.redistribution);
        if !self.open_only || terms == Redistribution::Open {
            return Ok(());
        }
        Err(Message::NotOpenData { value: source.into(), source: source.into(), terms: (&terms).into() }.into())
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

    /// One hash for all tables: changes with any byte of any of them, and of the list of publications where that decides which rows
    /// are found.
    pub fn hash(&self) -> String {
        let mut list = if self.open_only { format!("{}  open rows by sources.csv\n", Source::version()) } else { String::new() };
        for (file, hash) in self.tables() {
            let _ = writeln!(list, "{hash}  {file}");
        }
        sha256(list.as_bytes())
    }

    /// The factor of one gas.
    pub fn find(&self, wanted: &FactorQuery, gas: Gas, policy: &FallbackPolicy) -> Result<FactorMatch<'_, EmissionFactor>> {
        let of_gas = |factor: &&EmissionFactor| factor.substance == Substance::Gas(gas);
        let candidates = self.of_subject(wanted)?.filter(of_gas).filter(|factor| self.admits(*factor));
        match one(nearest(candidates, wanted, policy, policy.choose.get(&wanted.subject))?, wanted)? {
            Some(found) => Ok(found),
            None => Err(self.missing(self.of_subject(wanted)?.filter(of_gas), wanted, policy, Sought::Gas(gas))),
        }
    }

    /// The factors of every gas that the nearest series has. Where it has neither CO2 nor CO2e, a nearer series of other gases does not
    /// hide them: the gases that it lacks are those of the next series.
    ///
    /// # Errors
    /// No factor; for electricity none of CO2 or CO2e; CO2e next to the gases that are in it; series that cannot be used together.
    pub fn find_all(&self, wanted: &FactorQuery, policy: &FallbackPolicy) -> Result<Vec<FactorMatch<'_, EmissionFactor>>> {
        let mut found = self.nearest_series(wanted, policy, |_| true)?;
        if found.is_empty() {
            return Err(self.missing(self.of_subject(wanted)?, wanted, policy, Sought::AnyGas));
        }
        let has_carbon = |found: &[FactorMatch<'_, EmissionFactor>]| {
            let carbon = |substance| matches!(substance, Substance::Gas(Gas::CO2) | Substance::Stated(_));
            found.iter().any(|found| carbon(found.item.substance))
        };
        while !has_carbon(&found) {
            let held: Vec<Substance> = found.iter().map(|found| found.item.substance).collect();
            let other = |substance| matches!(substance, Substance::Gas(_)) && !held.contains(&substance);
            let next = self.nearest_series(wanted, policy, other)?;
            if next.is_empty() {
                break;
            }
            found.extend(next);
        }
        if wanted.process == "electricity" && !has_carbon(&found) {
            let rows = self.of_subject(wanted)?.filter(|factor| factor.substance == Substance::Gas(Gas::CO2));
            return Err(self.missing(rows, wanted, policy, Sought::Gas(Gas::CO2)));
        }
        found.sort_by_key(|found| found.item.substance);
        let ids = || found.iter().map(|found| found.item.id.as_str().into()).collect();
        if found.windows(2).any(|pair| matches!(pair, [a, b] if a.item.losses != b.item.losses)) {
            return Err(Message::LossesOfSeveral { value: wanted.into(), ids: ids() }.into());
        }
        let in_co2e = |substance| matches!(substance, Substance::Gas(gas) if gas != Gas::CO2_BIOGENIC);
        let stated = found.iter().any(|found| matches!(found.item.substance, Substance::Stated(_)));
        if stated && found.iter().any(|found| in_co2e(found.item.substance)) {
            return Err(Message::Co2eNextToGases { value: wanted.into(), ids: ids() }.into());
        }
        Ok(found)
    }

    /// The nearest series of a subject's factors, of substances that are wanted: each once.
    fn nearest_series(
        &self,
        wanted: &FactorQuery,
        policy: &FallbackPolicy,
        of: impl Fn(Substance) -> bool,
    ) -> Result<Vec<FactorMatch<'_, EmissionFactor>>> {
        let candidates = self.of_subject(wanted)?.filter(|factor| self.admits(*factor) && of(factor.substance));
        let mut found = nearest(candidates, wanted, policy, policy.choose.get(&wanted.subject))?;
        found.sort_by_key(|found| found.item.substance);
        let doubled = found.windows(2).any(|pair| match pair {
            [a, b] => a.item.substance == b.item.substance || a.item.series != b.item.series,
            _ => false,
        });
        if doubled { Err(ambiguous(&found, wanted)) } else { Ok(found) }
    }

    /// A parameter of a subject; none where no table has it within the policy.
    pub fn find_parameter(
        &self,
        wanted: &FactorQuery,
        policy: &FallbackPolicy,
        fits: impl Fn(&Parameter) -> bool,
    ) -> Result<Option<FactorMatch<'_, Parameter>>> {
        let candidates = self.of_property(wanted)?.filter(|parameter| self.admits(*parameter) && fits(parameter));
        one(nearest(candidates, wanted, policy, policy.choose.get(&wanted.process))?, wanted)
    }

    /// The error of a parameter that is not found.
    pub(crate) fn no_parameter(&self, wanted: &FactorQuery, policy: &FallbackPolicy) -> Error {
        let missing = |rows| self.missing(rows, wanted, policy, Sought::Parameter);
        self.of_property(wanted).map_or_else(|error| error, missing)
    }

    /// The error where none of the rows of a subject, found or left out, answers.
    fn missing<'r, T: TableEntry + 'r>(
        &self,
        rows: impl Iterator<Item = &'r T>,
        wanted: &FactorQuery,
        policy: &FallbackPolicy,
        sought: Sought,
    ) -> Error {
        let rows: Vec<&T> = rows.collect();
        let FactorQuery { process, subject, region, year } = wanted;
        let (gas, parameter, series) = match sought {
            Sought::Gas(gas) => (Some((&gas).into()), None, policy.choose.get(subject)),
            Sought::AnyGas => (None, None, policy.choose.get(subject)),
            Sought::Parameter => (None, Some(process.into()), policy.choose.get(process)),
        };
        // A zone is of interest where a row of the subject is printed for it.
        let of_interest =
            |zone: &Region| zone == region || !Regions::bundled().is_zone(zone) || rows.iter().any(|row| row.region() == zone);
        let regions = Regions::bundled().lineage(region).iter().filter(|region| of_interest(region)).map(Into::into).collect();
        // What a row of other terms would have answered is worth knowing: its publication can be asked for permission.
        let left_out = nearest(rows.iter().copied().filter(|row| !self.admits(*row)), wanted, policy, series).unwrap_or_default();
        let withheld: BTreeSet<&str> = left_out.iter().map(|found| found.item.source()).collect();
        // A series that is not the default, and has the region and year, is the way out that the tables offer.
        let answers = |name: &String| {
            let on_request = |row: &T| matches!(row.purpose(), Purpose::Alternative | Purpose::Margin);
            let admitted = rows.iter().copied().filter(|row| self.admits(*row) && on_request(row));
            nearest(admitted, wanted, policy, Some(name)).is_ok_and(|found| !found.is_empty())
        };
        let names: BTreeSet<String> = rows.iter().map(|row| row.series().to_owned()).filter(|name| !name.is_empty()).collect();
        let choices = if series.is_some() { BTreeSet::new() } else { names.into_iter().filter(answers).collect() };
        let message = Message::NoFactor {
            value: None,
            gas,
            process: parameter.is_none().then(|| process.into()),
            parameter,
            subject: subject.into(),
            region: region.into(),
            year: year.into(),
            regions,
            back: Some(policy.most_years_back),
            series: series.map(Into::into),
            terms: self.open_only.then(|| (&Redistribution::Open).into()),
            withheld: withheld.into_iter().map(Text::from).collect(),
            choices: choices.into_iter().map(Text::from).collect(),
            components: Vec::new(),
        };
        Error::NoFactor(message.into())
    }

    /// What is wrong with an id that leads to no row.
    pub(crate) fn unknown_row(&self, id: &str, value: Text, nearest: Option<Text>) -> Problem {
        match self.left_out().find(|row| row.id == id) {
            Some(row) => row.not_open(value),
            None => Message::UnknownRow { value, nearest }.into(),
        }
    }

    /// The shipped rows that are left out.
    fn left_out(&self) -> impl Iterator<Item = LeftOut> {
        let (factors, parameters) = if self.open_only { (FACTORS.all(), PARAMETERS.all()) } else { Default::default() };
        let factors = factors.into_iter().filter(|row| !self.admits(*row)).map(LeftOut::of);
        factors.chain(parameters.into_iter().filter(|row| !self.admits(*row)).map(LeftOut::of))
    }

    /// Refuses choices and waivers that speak of nothing in these tables.
    pub(super) fn check(&self, policy: &FallbackPolicy) -> Result<(), Problem> {
        let near = |word: &str, words: BTreeSet<&str>| did_you_mean(word, words).map(Text::from);
        for (subject, series) in &policy.choose {
            let factors = self.factors().iter().map(|factor| (factor.choice(), factor.series()));
            let parameters = self.parameters().iter().map(|parameter| (parameter.choice(), parameter.series()));
            let all: Vec<(&str, &str)> = factors.chain(parameters).collect();
            let of: BTreeSet<&str> =
                all.iter().filter(|(of, series)| of == subject && !series.is_empty()).map(|(_, series)| *series).collect();
            if !of.contains(series.as_str())
                && let Some(row) = self.left_out().find(|row| row.choice == subject && row.series == series)
            {
                return Err(row.not_open(series.into()));
            }
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
        let ids: BTreeSet<Cow<'_, str>> = if policy.waive.is_empty() { BTreeSet::new() } else { self.ids().collect() };
        for id in policy.waive.keys() {
            // Its id is among all ids, so that no row of the city may have it; no look-up finds it.
            if let Some(row) = self.left_out().find(|row| row.id == id) {
                return Err(row.not_open(id.into()));
            }
            if !ids.contains(id.as_str()) {
                return Err(
                    Message::UnknownRow { value: id.into(), nearest: near(id, ids.iter().map(AsRef::as_ref).collect()) }.into()
                );
            }
        }
        Ok(())
    }

    /// Every row of a subject in the region of a query or a wider one: the shipped ones first, those of the nearest region before
    /// the others, in the order of their tables.
    fn of_subject(&self, wanted: &FactorQuery) -> Result<impl Iterator<Item = &EmissionFactor>> {
        let regions = Regions::bundled().lineage(&wanted.region);
        let shipped = regions.iter().map(|region| FACTORS.find([&wanted.subject, region.code()])).collect::<Result<Vec<_>>>()?;
        let own = self.own.by_subject.get(&wanted.subject).into_iter().flatten().filter_map(|at| self.own.factors.get(*at));
        Ok(shipped.into_iter().flatten().chain(own))
    }

    /// Every row of a parameter and subject, in the same order.
    fn of_property(&self, wanted: &FactorQuery) -> Result<impl Iterator<Item = &Parameter>> {
        let shipped = PARAMETERS.find([&wanted.process, &wanted.subject])?.iter();
        let own = self.own.by_property.get(&property(&wanted.process, &wanted.subject)).into_iter().flatten();
        Ok(shipped.chain(own.filter_map(|at| self.own.parameters.get(*at))))
    }
}

/// What was looked for and not found.
#[derive(Clone, Copy)]
enum Sought {
    Gas(Gas),
    AnyGas,
    Parameter,
}

/// A shipped row that is left out for the terms of its publication.
#[derive(Clone, Copy)]
struct LeftOut {
    id: &'static str,
    /// The name that its series is chosen by.
    choice: &'static str,
    series: &'static str,
    source: &'static str,
}

impl LeftOut {
    fn of<T: TableEntry>(row: &'static T) -> Self {
        Self { id: row.id(), choice: row.choice(), series: row.series(), source: row.source() }
    }

    /// What is wrong with a word that leads to it.
    fn not_open(self, value: Text) -> Problem {
        let terms = Source::find(self.source).map_or(Redistribution::Unclear, |source| source.redistribution);
        Message::NotOpenData { value, source: self.source.into(), terms: (&terms).into() }.into()
    }
}

/// The shipped tables.
fn bundled_files() -> impl Iterator<Item = &'static BundledFile> {
    FACTORS.files().iter().chain(PARAMETERS.files())
}
