//! A folder into a plain value: every file read, every error gathered.

use super::direct::{self, CONTRACTS, CROSS_CHECKS, DIRECT, DirectRow, INDICATORS, MONITORING, PLACES, VIEWS};
use super::forms::FormFolder;
use super::ledger_texts::{LedgerText, SheetFacts, each_text};
use super::table_points::open_points;
use super::units::{UNITS, units};
use super::{CityFile, FolderFiles, FolderKind, files, indicators, listing};
use crate::assess::{Assessor, LedgerVocabulary};
use crate::check::{Check, Finding};
use crate::city::{City, CityForm, CityInput};
use crate::error::{Error, Errors, Location, Message, Result, count, shown};
use crate::factors::{FallbackPolicy, OwnTable};
use crate::gas::GwpSet;
use crate::ledger::{FileRows, Ids, Options, SecondReading, SeriesFinding, Tally};
use crate::measures::MeasureRegistry;
use crate::notice::Notice;
use crate::quantity::OwnUnit;
use crate::records::{Placed, Row, Rows};
use crate::taxonomy::{Catalogue, Category};
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// How a folder is read, in addition to what its `city.toml` states.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct FolderOptions {
    /// Another GWP set.
    pub gwp: Option<GwpSet>,
    /// The SHA-256 of each file that a line starts from, taken in the same pass: for traces and files.
    pub hash: bool,
    /// Threads for ledgers; 0 is as many as the machine has.
    pub threads: usize,
    /// Series of factors and parameters, instead of those of `[series]`.
    pub choose: BTreeMap<String, String>,
    /// The measures that forms can be of: the shipped ones, and a caller's own.
    pub measures: MeasureRegistry,
    /// Only the shipped rows of open publications, as [`Registry::open_data`](crate::factors::Registry::open_data) has them.
    pub open_data: bool,
}

impl FolderOptions {
    /// With another GWP set.
    #[must_use]
    pub fn with_gwp(mut self, gwp: Option<GwpSet>) -> Self {
        self.gwp = gwp;
        self
    }

    /// With another series for a subject of the factors, or for a parameter.
    #[must_use]
    pub fn with_series(mut self, subject: &str, series: &str) -> Self {
        self.choose.insert(subject.to_owned(), series.to_owned());
        self
    }

    /// With other measures than the shipped ones.
    #[must_use]
    pub fn with_measures(mut self, measures: MeasureRegistry) -> Self {
        self.measures = measures;
        self
    }

    /// With only the shipped rows of open publications, and the city's own.
    #[must_use]
    pub fn with_open_data(mut self, open_data: bool) -> Self {
        self.open_data = open_data;
        self
    }

    /// With the SHA-256 of each file that a line starts from: ledgers, `direct.csv`, forms of methods and their tables.
    #[must_use]
    pub fn with_hash(mut self, hash: bool) -> Self {
        self.hash = hash;
        self
    }
}

impl City {
    /// Reads a folder, on disk by its path or in memory as [`FolderFiles`], and computes its city. The folder of an organisation is refused.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use citycarbon::folder::FolderOptions;
    /// let city = citycarbon::City::open("examples/bangkok", &FolderOptions::default())?;
    /// println!("{}", citycarbon::report::text(&city.close()?, citycarbon::i18n::Language::English)?);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Every problem found, up to a thousand; with `on_bad = "collect"` bad rows of ledgers and small tables are left out and
    /// counted instead.
    pub fn open(folder: impl Into<FolderFiles>, options: &FolderOptions) -> Result<Self, Errors> {
        let (input, assessor) = FolderReader::open(&folder.into(), options, FolderKind::City)?.into_input()?;
        Self::assessed(input, assessor, &options.measures)
    }
}

/// Reads a folder into everything that its city is computed from. Bad rows of tables are kept as problems, whatever `on_bad`
/// states: [`City::new`] refuses them unless they are collected.
///
/// # Errors
/// What is wrong with a file as a whole, and every bad row of the city's own factors, codes and places.
pub fn read(folder: impl Into<FolderFiles>, options: &FolderOptions) -> Result<CityInput, Errors> {
    FolderReader::open(&folder.into(), options, FolderKind::City)?.into_input().map(|(input, _)| input)
}

/// A folder on its way to a value.
pub(super) struct FolderReader<'a> {
    pub(super) files: &'a FolderFiles,
    pub(super) options: &'a FolderOptions,
    pub(super) file: CityFile,
    pub(super) input: CityInput,
}

impl<'a> FolderReader<'a> {
    /// Opens a folder of a kind; an event is an organisation.
    pub(super) fn open(files: &'a FolderFiles, options: &'a FolderOptions, kind: FolderKind) -> Result<Self> {
        let mut file = CityFile::parse(&files.text("city.toml")?, "city.toml")?;
        if (file.kind == FolderKind::City) != (kind == FolderKind::City) {
            let problem = Message::FolderOfOtherKind { found: file.kind.word().into(), needed: kind.word().into() }.into();
            return Err(Error::File { at: Location::file("city.toml").with_column("kind"), problem });
        }
        if let Some(gwp) = options.gwp {
            file.settings.gwp = gwp;
        }
        for (subject, series) in &options.choose {
            file.choose(Location::file("--series"), subject, series);
        }
        listing::refuse_old_names(files)?;
        let mut input = CityInput::new(file.settings.clone());
        input.policy = file.policy.clone();
        input.on_bad = file.on_bad;
        input.open_data = options.open_data;
        input.uses_organisation_codes = kind != FolderKind::City;
        input.listed_problems = file.input.all.limits.errors;
        let mut reader = Self { files, options, file, input };
        let of_plan = if kind == FolderKind::City { reader.plan()? } else { BTreeSet::new() };
        let (notices, checks) = listing::strangers(files, kind, &of_plan)?;
        reader.note(notices);
        reader.raise(checks);
        for (name, placed) in &reader.file.input.files {
            if !files.stands(name) {
                let at = placed.at.clone().unwrap_or_else(|| Location::file("city.toml"));
                return Err(Error::File { at, problem: Message::NoSuchFile.into() });
            }
        }
        let stated = reader.file.input.stated();
        reader.note(stated.into_iter().map(|option| Notice::InputOption { option }));
        Ok(reader)
    }

    fn into_input(mut self) -> Result<(CityInput, Assessor), Errors> {
        // Rows are read against these tables, so nothing else is read where one of them is bad.
        let mut bad = Vec::new();
        bad.extend(self.units().err().into_iter().flatten());
        // Tables may be in them, so that a bad unit would make good rows bad.
        if bad.is_empty() {
            bad.extend(self.tables().err().into_iter().flatten());
        }
        bad.extend(self.codes().err().into_iter().flatten());
        bad.extend(self.places().err().into_iter().flatten());
        if !bad.is_empty() {
            return Err(Errors::capped(bad, self.input.listed_problems));
        }
        let assessor = self.records()?;
        self.input.measures = self.forms("measures")?;
        self.direct()?;
        self.contracts(CONTRACTS, None)?;
        self.cross_checks()?;
        self.indicators()?;
        self.views()?;
        Ok((self.input, assessor))
    }

    /// What a city and an organisation have alike: methods and ledgers.
    pub(super) fn records(&mut self) -> Result<Assessor, Errors> {
        let assessor = self.assessor()?;
        self.input.methods = self.forms("methods")?;
        self.ledgers(&assessor)?;
        Ok(assessor)
    }

    fn note(&mut self, notices: impl IntoIterator<Item = Notice>) {
        self.input.notices.extend(notices.into_iter().map(|notice| (None, notice)));
    }

    fn raise(&mut self, checks: impl IntoIterator<Item = Check>) {
        self.input.checks.extend(checks.into_iter().map(|check| (None, check)));
    }

    /// The same error, as the country of the city lets it be understood.
    fn in_country(&self, error: Error) -> Error {
        let region = self.file.settings.region.to_string();
        files::in_country(error, region.split('-').next().unwrap_or_default())
    }

    /// A check of amounts whose point may be one of thousands: how many, and the line of the first.
    fn ask_about_points(&mut self, file: &str, open: Option<(u64, u64)>) {
        let finding = |(amounts, line)| Finding::PointOrThousands { file: shown(file), amounts, line };
        self.raise(open.map(|open| Check::of_name(file, finding(open))));
    }

    /// The assessor of the city; a choice that names nothing in the tables is put at its key.
    fn assessor(&self) -> Result<Assessor, Errors> {
        let registry = self.input.registry()?;
        let wrong = |(at, choice): &(Location, FallbackPolicy)| {
            choice.check(&registry).err().map(|problem| Error::File { at: at.clone(), problem })
        };
        self.file.choices.iter().find_map(wrong).map_or(Ok(()), Err)?;
        Ok(self.input.assessor_with(registry))
    }

    /// The city's own factors and parameters.
    pub(super) fn tables(&mut self) -> Result<(), Vec<Error>> {
        let mut bad = Vec::new();
        for name in ["factors.csv", "parameters.csv"] {
            let input = self.file.input.of(name);
            let Some(bytes) = self.files.table(name, input).map_err(|error| vec![error])? else { continue };
            match OwnTable::read_with_units(bytes.text(), name, input.delimiter, input.number, &self.input.units) {
                Ok((table, unknown)) => {
                    self.note(unknown.iter().map(|column| not_read(name, column)));
                    self.input.tables.push(table);
                }
                Err(wrong) => bad.extend(wrong.into_iter().map(|error| self.in_country(error))),
            }
        }
        if bad.is_empty() { Ok(()) } else { Err(bad) }
    }

    /// The city's own activity codes.
    pub(super) fn codes(&mut self) -> Result<(), Vec<Error>> {
        let name = "activities.csv";
        let input = self.file.input.of(name);
        let Some(table) = self.files.table(name, input).map_err(|error| vec![error])? else { return Ok(()) };
        let placed = |wrong: Vec<Error>| wrong.into_iter().map(|error| self.in_country(error)).collect::<Vec<_>>();
        let (own, unknown) = Catalogue::read_with(table.text(), name, input.delimiter).map_err(placed)?;
        self.note(unknown.iter().map(|column| not_read(name, column)));
        self.input.codes = own;
        Ok(())
    }

    /// The city's own units.
    pub(super) fn units(&mut self) -> Result<(), Vec<Error>> {
        let Some(rows) = self.table("units.csv", UNITS).map_err(|error| vec![error])? else { return Ok(()) };
        self.input.units = units(&rows, self.file.input.of("units.csv"))?;
        let of = |own: &OwnUnit| {
            let OwnUnit { unit, equals, of, source } = own.clone();
            Notice::OwnUnit { unit, equals: equals.to_string(), of, source }
        };
        let notices: Vec<Notice> = self.input.units.stated().iter().map(of).collect();
        self.note(notices);
        Ok(())
    }

    /// The places of the city, where it lists them.
    fn places(&mut self) -> Result<(), Vec<Error>> {
        let Some(rows) = self.table("places.csv", PLACES).map_err(|error| vec![error])? else { return Ok(()) };
        self.input.places = Some(direct::places(&rows, &self.file.settings.region)?);
        Ok(())
    }

    /// A form of a file of its own, where there is one.
    pub(super) fn form(&self, file: &str) -> Result<Option<CityForm>> {
        if !self.files.stands(file) {
            return Ok(None);
        }
        let forms = FormFolder { files: self.files, name: "", input: &self.file.input, hash: self.options.hash };
        Ok(Some(CityForm::new(file.trim_end_matches(".toml"), forms.keys(file)?)))
    }

    /// The plan of the city; gives the names of its tables.
    fn plan(&mut self) -> Result<BTreeSet<String>> {
        let forms = FormFolder { files: self.files, name: "", input: &self.file.input, hash: self.options.hash };
        let Some((form, tables)) = forms.one("plan.toml")? else { return Ok(BTreeSet::new()) };
        self.input.plan = Some(form);
        Ok(tables)
    }

    fn forms(&mut self, name: &'static str) -> Result<Vec<CityForm>, Errors> {
        let (forms, unused) = FormFolder { files: self.files, name, input: &self.file.input, hash: self.options.hash }.read()?;
        self.note(unused.into_iter().map(|file| Notice::File { file }));
        let (mut read, mut wrong) = (Vec::new(), Vec::new());
        for form in forms {
            match form {
                Ok(form) => read.push(form),
                Err(error) => wrong.push(error),
            }
        }
        if wrong.is_empty() { Ok(read) } else { Err(Errors::capped(wrong, self.input.listed_problems)) }
    }

    fn ledgers(&mut self, assessor: &Assessor) -> Result<()> {
        let (input, on_bad) = (self.file.input.all.clone(), self.file.on_bad);
        let (threads, hash) = (self.options.threads, self.options.hash);
        let options = Options { input, on_bad, threads, hash, compare_rows: true, list_rows: hash };
        let mut checks = Vec::new();
        let ledgers = listing::ledgers(self.files, &mut checks)?;
        let mut ids = Ids::new();
        let mut vocabulary = LedgerVocabulary::new(assessor).of_years(self.file.settings.years.iter().copied());
        vocabulary = vocabulary.with_units(&self.input.units);
        if let Some(places) = &self.input.places {
            vocabulary = vocabulary.with_places(places.keys().cloned());
        }
        if let Some(calendar) = self.file.settings.calendar {
            vocabulary = vocabulary.in_fiscal_years(calendar);
        } else if let Some(calendar) = self.file.calendar.filter(|_| self.file.fiscal_as_calendar) {
            vocabulary = vocabulary.with_fiscal_years(calendar);
        }
        let sizes = listing::sizes(self.files, &ledgers);
        // The rows of a department's own ledger need not name it.
        let has_departments = self.input.uses_organisation_codes && self.input.places.is_some();
        let mut second = SecondReading::default();
        for name in &ledgers {
            // Only files of one size can be the same one twice, which their hashes show.
            let size = self.files.size(name);
            let twin = sizes.get(&size).is_some_and(|files| *files > 1);
            let input = self.file.input.of(name).clone();
            let options = Options { hash: options.hash || twin, input, ..options.clone() };
            if has_departments {
                vocabulary = vocabulary.of_department(stem(name));
            }
            let takes_hash = options.hash;
            let (mut ledger, mut points) = (std::mem::take(&mut self.input.ledger), Vec::new());
            let others = each_text(self.files, name, &options.input, &mut |LedgerText { name, text, sheet }| {
                // A workbook is hashed as the file that it is.
                let options = Options { hash: options.hash && sheet.is_none(), ..options.clone() };
                let mut read = Tally::read(text, name, &vocabulary, &options, &mut ids)?;
                if let Some(SheetFacts { sha256, .. }) = sheet.filter(|_| takes_hash) {
                    read = read.with_sha256(sha256);
                }
                let of_file = || read.files().get(name).and_then(FileRows::open_points);
                let asked = sheet.map_or_else(of_file, |sheet| sheet.open_points);
                points.push((name.to_owned(), asked));
                ledger.merge(&read)
            });
            self.input.ledger = ledger;
            let others = others.map_err(|error| self.in_country(error))?;
            if size <= SecondReading::LARGEST {
                each_text(self.files, name, &options.input, &mut |LedgerText { name, text, .. }| {
                    second.read(text, name, &vocabulary, &options.input)
                })?;
            }
            for (name, open) in points {
                self.ask_about_points(&name, open);
            }
            self.note(others.into_iter().map(|file| Notice::Sheet { file }));
        }
        let far = second.findings(&vocabulary).into_iter().filter_map(|finding| finding.check(assessor.catalogue()));
        self.input.checks.extend(far.map(|(year, check)| (Some(year), check)));
        self.input.sources = second.sources;
        self.raise(checks);
        if ids.has_too_many_rows() {
            self.note([Notice::RowsNotCompared { limit: count(options.input.limits.ids) }]);
        }
        for SeriesFinding { activity, place, year, finding } in ids.findings(&vocabulary) {
            if let Some(rule) = assessor.catalogue().find(&activity).unwrap_or_default().first() {
                self.input.checks.insert((Some(year), Check::of(rule.category, finding).in_place(&place)));
            }
        }
        Ok(())
    }

    fn direct(&mut self) -> Result<()> {
        let Some((rows, hash)) = self.hashed_table("direct.csv", DIRECT)? else { return Ok(()) };
        let (settings, input) = (self.file.settings.clone(), self.file.input.of("direct.csv").clone());
        self.each(&rows, |city, row| {
            match direct::stated(row, "direct.csv", &settings, &input, &city.units)? {
                DirectRow::Amount(reported, notice) => {
                    let reported = reported.with_sha256(hash.clone());
                    city.notices
                        .extend(notice.filter(|_| city.settings.years.contains(&reported.year)).map(|notice| (None, notice)));
                    city.reported.push(Placed::at(reported, row.location("ref")));
                }
                DirectRow::ToFill => {}
                DirectRow::Total(total) => city.cross_checks.push(Placed::at(total, row.location("ref"))),
                DirectRow::Keys(keys, notices) => {
                    let named = !direct::text(row, "included_in").is_empty();
                    for key in keys {
                        city.notices.extend(notices.iter().map(|notice| (Some(key.year), notice.clone())));
                        city.keys.push(Placed::at(key, row.location(if named { "included_in" } else { "key" })));
                    }
                }
            }
            Ok(())
        });
        Ok(())
    }

    pub(super) fn contracts(&mut self, columns: (&[&str], &[&str]), used_by: Option<Category>) -> Result<()> {
        let Some(rows) = self.table("contracts.csv", columns)? else { return Ok(()) };
        let input = self.file.input.of("contracts.csv").clone();
        self.each(&rows, |city, row| {
            city.contracts.push(Placed::at(direct::contract(row, &input, used_by, &city.units)?, row.location("id")));
            Ok(())
        });
        Ok(())
    }

    fn cross_checks(&mut self) -> Result<()> {
        let Some(rows) = self.table("cross_checks.csv", CROSS_CHECKS)? else { return Ok(()) };
        let input = self.file.input.of("cross_checks.csv").clone();
        self.each(&rows, |city, row| {
            city.cross_checks.push(Placed::at(direct::cross_check(row, &input, &city.units)?, row.location("ref")));
            Ok(())
        });
        Ok(())
    }

    fn indicators(&mut self) -> Result<()> {
        if let Some(rows) = self.table("indicators.csv", INDICATORS)? {
            let input = self.file.input.of("indicators.csv").clone();
            self.each(&rows, |city, row| {
                city.indicators.push(Placed::at(indicators::indicator(row, &input)?, row.location("indicator")));
                Ok(())
            });
        }
        if let Some(rows) = self.table("monitoring.csv", MONITORING)? {
            let input = self.file.input.of("monitoring.csv").clone();
            self.each(&rows, |city, row| {
                city.monitoring.push(Placed::at(indicators::measured(row, &input)?, row.location("station")));
                Ok(())
            });
        }
        Ok(())
    }

    fn views(&mut self) -> Result<(), Errors> {
        let Some(rows) = self.table("views.csv", VIEWS)? else { return Ok(()) };
        let (mut rules, mut wrong) = (Vec::new(), Vec::new());
        for row in rows.iter() {
            match direct::view_rule(&row) {
                Ok(rule) => rules.push(Placed::at(rule, row.location("view"))),
                Err(error) => wrong.push(error),
            }
        }
        self.input.views = rules;
        // Without one of its rules a view would part the lines in another way than is meant.
        if wrong.is_empty() { Ok(()) } else { Err(Errors::capped(wrong, self.input.listed_problems)) }
    }

    /// A small table; notices name the columns that mean nothing in it.
    pub(super) fn table(&mut self, name: &str, columns: (&[&str], &[&str])) -> Result<Option<Rows>> {
        Ok(self.hashed_table(name, columns)?.map(|(rows, _)| rows))
    }

    /// The same, with the SHA-256 of the file where hashes are taken.
    pub(super) fn hashed_table(
        &mut self,
        name: &str,
        (required, optional): (&[&str], &[&str]),
    ) -> Result<Option<(Rows, Option<String>)>> {
        let input = self.file.input.of(name);
        let Some(table) = self.files.table(name, input)? else { return Ok(None) };
        let rows = Rows::read_as(table.text(), name, &input.format(required)).map_err(|error| self.in_country(error))?;
        let unknown: Vec<Notice> = rows.expect(required, optional)?.into_iter().map(|column| not_read(name, column)).collect();
        let asked = open_points(&rows, input);
        self.note(unknown);
        self.note(rows.header().line_below_others().map(|line| Notice::HeaderBelow { file: name.to_owned(), line }));
        self.ask_about_points(name, asked);
        let hash = self.options.hash.then(|| table.sha256());
        Ok(Some((rows, hash)))
    }

    /// Takes each row of a small table; what is wrong with one that cannot be read is kept, or counted past the cap.
    pub(super) fn each(&mut self, rows: &Rows, mut take: impl FnMut(&mut CityInput, &Row<'_>) -> Result<()>) {
        for row in rows.iter() {
            let Err(error) = take(&mut self.input, &row) else { continue };
            let refused = &mut self.input.refused;
            if refused.problems.len() < self.input.listed_problems {
                refused.problems.push(error);
            } else {
                refused.unlisted = refused.unlisted.saturating_add(1);
            }
        }
    }
}

fn not_read(file: &str, column: &str) -> Notice {
    Notice::Column { file: file.to_owned(), column: shown(column) }
}

/// The name of a ledger without folder and ending, which is that of its department.
pub(super) fn stem(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}
