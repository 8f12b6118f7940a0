//! A city on disk: every file read, every complaint gathered, the books opened.

use super::direct::{self, CONTRACTS, CROSS_CHECKS, DIRECT, DirectRow};
use super::forms::FormFolder;
use super::methods::MethodForms;
use super::{CityFile, city_tables, files};
use crate::assess::{Assessor, LedgerVocabulary};
use crate::error::{Error, ErrorKind, Errors, Location, Message, Result, Text};
use crate::factors::FallbackPolicy;
use crate::forms::FormContext;
use crate::gas::{GwpSet, Substance};
use crate::inventory::{Inventory, RowCounts, Statement, UnassessedRows};
use crate::ledger::{Ids, OnBad, Options, Tally};
use crate::measures::{MeasureRegistry, StatedMeasure};
use crate::notice::Notice;
use crate::plan::{self, Effects};
use crate::records::{Row, Rows};
use crate::taxonomy::Year;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What a run may ask for beside what `city.toml` says.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Ask {
    /// Another GWP set.
    pub gwp: Option<GwpSet>,
    /// The SHA-256 of each ledger, taken in the same pass: for traces and files.
    pub hash: bool,
    /// Threads for ledgers; 0 is as many as the machine has.
    pub threads: usize,
    /// Series of factors and parameters, beside those of `[choose]` and before them.
    pub choose: BTreeMap<String, String>,
    /// The measures that forms can be of: the shipped ones, and a caller's own.
    pub measures: MeasureRegistry,
}

impl Ask {
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

    /// With other measures than the shipped ones alone.
    #[must_use]
    pub fn with_measures(mut self, measures: MeasureRegistry) -> Self {
        self.measures = measures;
        self
    }

    /// With the SHA-256 of each ledger.
    #[must_use]
    pub fn with_hash(mut self, hash: bool) -> Self {
        self.hash = hash;
        self
    }
}

/// A city read from its folder.
#[derive(Clone, Debug)]
pub struct City {
    file: CityFile,
    assessor: Assessor,
    /// The names of `places.csv`, where there is one.
    places: Option<BTreeSet<String>>,
    inventory: Inventory,
    problems: Vec<Error>,
    unlisted: u64,
    /// Where keys and contracts stand: some of what is wrong with them is only seen when the books are closed.
    spots: Spots,
    measures: Vec<StatedMeasure>,
}

/// Rows by what a problem may be and the reference or id that it names.
type Spots = BTreeMap<(ErrorKind, String), Location>;

impl City {
    /// Reads a folder. Refused with every problem found, up to a thousand; with `on_bad = "collect"` bad rows of ledgers, stated
    /// emissions and contracts are left out and counted instead.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let city = citycarbon::folder::City::open("examples/bangkok", &citycarbon::folder::Ask::default())?;
    /// println!("{}", citycarbon::report::text(&city.close()?, citycarbon::i18n::Language::English)?);
    /// # Ok(())
    /// # }
    /// ```
    pub fn open(folder: impl AsRef<Path>, ask: &Ask) -> Result<Self, Errors> {
        let folder = folder.as_ref();
        let mut file = CityFile::parse(&files::text(folder, "city.toml")?, "city.toml")?;
        if let Some(gwp) = ask.gwp {
            file.settings.gwp = gwp;
        }
        for (subject, series) in &ask.choose {
            file.choose(Location::file("--series"), subject, series);
        }
        files::refuse_old_names(folder)?;
        let mut notices = files::strangers(folder)?;
        notices.extend(unused_years(&file));
        notices.extend(file.input.stated().into_iter().map(|option| Notice::InputOption { option }));
        // Rows rest on these tables, so nothing stands where one of them is bad.
        let mut bad = Vec::new();
        let mut kept = |problems: Vec<Error>| bad.extend(problems);
        let registry = city_tables::tables(folder, &file, &mut notices).map_err(&mut kept);
        let catalogue = city_tables::codes(folder, &file, &mut notices).map_err(&mut kept);
        let places = city_tables::places(folder, &file, &mut notices).map_err(&mut kept);
        let (Ok(registry), Ok(catalogue), Ok(places)) = (registry, catalogue, places) else {
            return Err(Errors::capped(bad, file.input.limits.errors));
        };
        let wrong = |(at, choice): &(Location, FallbackPolicy)| {
            choice.check(&registry).err().map(|problem| Error::File { at: at.clone(), problem })
        };
        if let Some(error) = file.choices.iter().find_map(wrong) {
            return Err(error.into());
        }
        file.settings.factors_hash = registry.hash();
        let names = places.as_ref().map(|places| places.keys().cloned().collect());
        let assessor = Assessor::new(catalogue, registry, file.settings.region.clone(), file.ladder.clone())
            .with_places(places.unwrap_or_default());
        let inventory = Inventory::new(file.settings.clone());
        let (problems, spots) = (Vec::new(), Spots::new());
        let context = FormContext { registry: assessor.registry(), catalogue: assessor.catalogue(), places: names.as_ref() };
        let (forms, unused) = FormFolder { city: folder, name: "measures", input: &file.input }.read()?;
        notices.extend(unused.into_iter().map(|file| Notice::File { file }));
        let (mut measures, mut wrong) = (Vec::new(), Vec::new());
        for form in forms {
            let read = form
                .map_err(Errors::from)
                .and_then(|form| form.checked(ask.measures.read(&form.name, &form.keys, &form.at(), context, assessor.ladder())));
            match read {
                Ok(measure) => measures.push(measure),
                Err(errors) => wrong.extend(errors.into_listed()),
            }
        }
        if !wrong.is_empty() {
            return Err(Errors::capped(wrong, file.input.limits.errors));
        }
        let mut city = Self { file, assessor, places: names, inventory, problems, unlisted: 0, spots, measures };
        city.note(notices);
        let (registry, catalogue) = (city.assessor.registry(), city.assessor.catalogue());
        let context = FormContext { registry, catalogue, places: city.places.as_ref() };
        let methods = MethodForms { folder, context, input: &city.file.input };
        methods.book(&mut city.inventory).map_err(|wrong| Errors::capped(wrong, city.file.input.limits.errors))?;
        city.ledgers(folder, ask)?;
        city.direct(folder)?;
        city.contracts(folder)?;
        city.cross_checks(folder)?;
        if city.inventory.rejected() == 0 || city.file.on_bad == OnBad::Collect {
            return Ok(city);
        }
        Err(Errors::new(city.problems, city.unlisted))
    }

    /// What `city.toml` says.
    pub fn file(&self) -> &CityFile {
        &self.file
    }

    /// Catalogue, tables, region.
    pub fn assessor(&self) -> &Assessor {
        &self.assessor
    }

    /// The open books.
    pub fn inventory(&self) -> &Inventory {
        &self.inventory
    }

    /// What was wrong with rows that were refused, where the city collects them.
    pub fn problems(&self) -> &[Error] {
        &self.problems
    }

    /// How many more bad rows there were, past the cap of [`problems`](Self::problems).
    pub fn unlisted(&self) -> u64 {
        self.unlisted
    }

    /// The closed books of each year.
    pub fn close(&self) -> Result<Vec<Statement>> {
        self.inventory.close().map_err(|error| match error {
            Error::Value(problem) => {
                // A circle of references is shown at the first.
                let value = match problem.message() {
                    Message::IncludedInCircle { circle, .. } => circle.first().map(Text::as_str),
                    _ => problem.value(),
                };
                let spot = |name: &str| self.spots.get(&(problem.kind(), name.to_owned())).cloned();
                match value.and_then(spot) {
                    Some(at) => Error::Cell { at, problem },
                    None => problem.into(),
                }
            }
            other => other,
        })
    }

    /// The measures that forms of the folder state, in the order of their names.
    pub fn measures(&self) -> &[StatedMeasure] {
        &self.measures
    }

    /// What a measure of the folder does; none where there is no form of that name.
    pub fn effects(&self, name: &str) -> Result<Option<Effects>> {
        let Some(measure) = self.measures.iter().find(|measure| measure.name == name) else { return Ok(None) };
        let assessor = self.assessor.clone().with_ladder(measure.policy.clone());
        let at = Location::file(format!("measures/{name}.toml"));
        plan::apply(&assessor, &self.file.settings, &measure.change).map(Some).map_err(|error| match error {
            Error::Cell { .. } | Error::File { .. } => error,
            other => Error::File { at, problem: other.into_problem().without_option() },
        })
    }

    fn note(&mut self, notices: impl IntoIterator<Item = Notice>) {
        notices.into_iter().for_each(|notice| self.inventory.add_notice(notice));
    }

    fn ledgers(&mut self, folder: &Path, ask: &Ask) -> Result<()> {
        let options = Options { input: self.file.input.clone(), on_bad: self.file.on_bad, threads: ask.threads, hash: ask.hash };
        let mut notices = Vec::new();
        let ledgers = files::ledgers(folder, &mut notices)?;
        let mut ids = Ids::new();
        let mut tally = Tally::default();
        {
            let mut chart = LedgerVocabulary::new(&self.assessor).of_years(self.file.settings.years.iter().copied());
            if let Some(places) = &self.places {
                chart = chart.with_places(places.iter().cloned());
            }
            if let Some(calendar) = self.file.calendar.filter(|_| self.file.fiscal_as_calendar) {
                chart = chart.with_fiscal_years(calendar);
            }
            for (name, path) in ledgers {
                tally.merge(&Tally::read(files::opened(&name, &path)?, &name, &chart, &options, &mut ids)?)?;
            }
        }
        self.note(notices);
        self.problems.extend(tally.problems().iter().cloned());
        self.unlisted = tally.rejected().saturating_sub(count(tally.problems().len()));
        // Bad rows are listed to the end; whether there may be a result is decided once, for all files.
        for UnassessedRows { problem, rows, .. } in self.inventory.record_tally(&self.assessor, &tally, OnBad::Collect)? {
            self.refuse(problem, rows);
        }
        Ok(())
    }

    fn direct(&mut self, folder: &Path) -> Result<()> {
        let Some(rows) = self.table(folder, "direct.csv", DIRECT)? else { return Ok(()) };
        let (gwp, input, places) = (self.file.settings.gwp, self.file.input.clone(), self.places.clone());
        let mut spots = Spots::new();
        self.each(&rows, |books, row| {
            let stated = direct::stated(row, "direct.csv", gwp, &input)?;
            let (year, place) = stated.when_and_where();
            if let Some(problem) = city_tables::unknown_place(place, places.as_ref()).filter(|_| !place.is_empty()) {
                return Err(direct::refused(row, "place", problem));
            }
            if outside(books, year) {
                return Ok(());
            }
            match stated {
                DirectRow::Amount(direct) => {
                    let own_gas = matches!(direct.substance, Substance::Gas(_));
                    if own_gas && row.cell("gwp").is_some_and(|set| !set.is_empty()) {
                        books.add_notice(Notice::SetBesideGas {});
                    }
                    spots.entry((ErrorKind::Losses, direct.category.to_string())).or_insert_with(|| row.location("ref"));
                    books.add_direct(direct).map_err(|error| direct::misstated(row, error))
                }
                DirectRow::Key(year, category, place, keyed, notices) => {
                    for notice in notices {
                        books.add_notice_of(year, notice);
                    }
                    spots.entry((ErrorKind::NotationKey, category.to_string())).or_insert_with(|| row.location("key"));
                    books.add_key(year, category, &place, keyed).map_err(|error| direct::misstated(row, error))
                }
            }
        });
        self.spots.extend(spots);
        Ok(())
    }

    fn contracts(&mut self, folder: &Path) -> Result<()> {
        let Some(rows) = self.table(folder, "contracts.csv", CONTRACTS)? else { return Ok(()) };
        let input = self.file.input.clone();
        let (mut seen, mut spots) = (BTreeSet::new(), Spots::new());
        self.each(&rows, |books, row| {
            let contract = direct::contract(row, &input)?;
            if !seen.insert((contract.year, contract.id.clone())) {
                let problem = Message::DuplicateId { value: (&contract.id).into() }.into();
                return Err(direct::refused(row, "id", problem));
            }
            if outside(books, contract.year) {
                return Ok(());
            }
            spots.insert((ErrorKind::Conflict, contract.id.clone()), row.location("id"));
            if let Some(category) = contract.category {
                spots.entry((ErrorKind::Conflict, category.to_string())).or_insert_with(|| row.location("ref"));
            }
            books.add_contract(contract).map_err(|error| direct::mistaken(row, error))
        });
        self.spots.extend(spots);
        Ok(())
    }

    fn cross_checks(&mut self, folder: &Path) -> Result<()> {
        let Some(rows) = self.table(folder, "cross_checks.csv", CROSS_CHECKS)? else { return Ok(()) };
        let input = self.file.input.clone();
        self.each(&rows, |books, row| {
            let check = direct::cross_check(row, &input)?;
            if !outside(books, check.year) {
                books.add_cross_check(check);
            }
            Ok(())
        });
        Ok(())
    }

    /// A small table, its unknown columns named.
    fn table(&mut self, folder: &Path, name: &str, columns: (&[&str], &[&str])) -> Result<Option<Rows>> {
        let mut notices = Vec::new();
        let rows = city_tables::table(folder, name, columns, &self.file.input, &mut notices);
        self.note(notices);
        rows
    }

    /// Takes each row of a small table; one that cannot be taken is counted, and kept as a problem.
    fn each(&mut self, rows: &Rows, mut take: impl FnMut(&mut Inventory, &Row<'_>) -> Result<()>) {
        let mut counts = RowCounts::default();
        for row in rows.iter() {
            match take(&mut self.inventory, &row) {
                Ok(()) => counts.accepted = counts.accepted.saturating_add(1),
                Err(error) => {
                    counts.rejected = counts.rejected.saturating_add(1);
                    self.refuse(error, 1);
                }
            }
        }
        self.inventory.add_counts(&counts);
    }

    /// Keeps a problem of so many rows, or counts it past the cap.
    fn refuse(&mut self, problem: Error, rows: u64) {
        if self.problems.len() < self.file.input.limits.errors {
            self.problems.push(problem);
        } else {
            self.unlisted = self.unlisted.saturating_add(rows);
        }
    }
}

/// Figures of `city.toml` for years that the inventory does not have.
fn unused_years(file: &CityFile) -> Vec<Notice> {
    let of = |key: &str, years: Vec<_>| {
        let others = years.into_iter().filter(|year| !file.settings.years.contains(year));
        others.map(|year| Notice::UnusedYear { key: key.to_owned(), year }).collect::<Vec<_>>()
    };
    let settings = &file.settings;
    let population = of("population", settings.population.keys().copied().collect());
    population.into_iter().chain(of("gdp", settings.gdp.keys().copied().collect())).collect()
}

/// Counts a row of a year that the inventory does not have.
fn outside(books: &mut Inventory, year: Year) -> bool {
    if books.settings().years.contains(&year) {
        return false;
    }
    let mut counts = RowCounts::default();
    counts.outside.insert(year, 1);
    books.add_counts(&counts);
    true
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
