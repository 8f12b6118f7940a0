//! A city on disk: every file read, every complaint gathered, the books opened.

use super::direct::{self, CONTRACTS, DIRECT, PLACES, Stated};
use super::{CityFile, Refusal};
use crate::error::{Error, Kind, Locus, Problem, Result, did_you_mean};
use crate::factors::Registry;
use crate::gas::GwpSet;
use crate::inventory::tally::{Ids, OnBad, Options, Tally};
use crate::inventory::{Assessor, Chart, Inventory, RowCounts, Statement};
use crate::records::{Row, Rows};
use crate::taxonomy::Catalogue;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The files of a city folder.
const FILES: [&str; 8] =
    ["city.toml", "ledger.csv", "direct.csv", "factors.csv", "parameters.csv", "activities.csv", "places.csv", "contracts.csv"];

/// What a run may ask for beside what `city.toml` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ask {
    /// Another GWP set.
    pub gwp: Option<GwpSet>,
    /// The SHA-256 of each ledger, taken in the same pass: for traces and files.
    pub hash: bool,
    /// Threads for ledgers; 0 is as many as the machine has.
    pub threads: usize,
}

impl Ask {
    /// With another GWP set.
    #[must_use]
    pub fn with_gwp(mut self, gwp: Option<GwpSet>) -> Self {
        self.gwp = gwp;
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
    pub(super) file: CityFile,
    assessor: Assessor,
    inventory: Inventory,
    problems: Vec<Error>,
}

impl City {
    /// Reads a folder. Refused with every problem found, up to a thousand; with `on_bad = "collect"` bad rows are left out and
    /// counted instead.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let city = citycarbon::folder::City::open("examples/bangkok", &citycarbon::folder::Ask::default())?;
    /// println!("{}", citycarbon::report::text(&city.close()?, citycarbon::report::Language::English)?);
    /// # Ok(())
    /// # }
    /// ```
    pub fn open(folder: impl AsRef<Path>, ask: &Ask) -> Result<Self, Refusal> {
        let folder = folder.as_ref();
        let mut file = CityFile::parse(&text(folder, "city.toml")?, "city.toml")?;
        if let Some(gwp) = ask.gwp {
            file.settings.gwp = gwp;
        }
        let mut notices = strangers(folder)?;
        let own = |name: &str| bytes(folder, name);
        let mut tables: Vec<(&str, Vec<u8>)> = Vec::new();
        for name in ["factors.csv", "parameters.csv"] {
            if let Some(table) = own(name)? {
                notices.push(format!("{name}: the city's own rows win over the shipped ones"));
                tables.push((name, table));
            }
        }
        let shipped = Registry::bundled()?;
        let registry = match tables.as_slice() {
            [] => shipped.clone(),
            tables => shipped.with_own(tables.iter().map(|(name, table)| (*name, table.as_slice())))?,
        };
        let catalogue = match own("activities.csv")? {
            None => Catalogue::bundled().clone(),
            Some(table) => {
                let (both, replaced) = Catalogue::bundled().overlaid(&Catalogue::read(table.as_slice(), "activities.csv")?);
                if !replaced.is_empty() {
                    notices.push(format!("activities.csv: replaces the shipped codes {}", replaced.join(", ")));
                }
                both
            }
        };
        file.settings.factors_hash = registry.hash();
        notices.extend(file.input.stated().into_iter().map(|option| format!("input option in use: {option}")));
        let assessor = Assessor::new(catalogue, registry, file.settings.region.clone(), file.ladder.clone());
        let inventory = Inventory::new(file.settings.clone());
        let mut city = Self { file, assessor, inventory, problems: Vec::new() };
        for notice in notices {
            city.inventory.add_notice(notice);
        }
        let listed = city.places(folder)?;
        city.ledgers(folder, ask, listed.as_deref())?;
        city.direct(folder, listed.as_deref())?;
        city.contracts(folder)?;
        if city.problems.is_empty() || city.file.on_bad == OnBad::Collect {
            return Ok(city);
        }
        Err(Refusal::new(city.problems, city.inventory.rejected()))
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

    /// Rows that were refused, where the city collects them.
    pub fn problems(&self) -> &[Error] {
        &self.problems
    }

    /// The closed books of each year.
    pub fn close(&self) -> Result<Vec<Statement>> {
        self.inventory.close()
    }

    /// A small table, its unknown columns named.
    fn table(&mut self, folder: &Path, name: &str, (required, optional): (&[&str], &[&str])) -> Result<Option<Rows>> {
        let Some(table) = bytes(folder, name)? else { return Ok(None) };
        let rows = Rows::read_with(table.as_slice(), name, self.file.input.delimiter, self.file.input.limits)?;
        let unknown: Vec<String> = rows.expect(required, optional)?.into_iter().map(crate::error::shown).collect();
        for column in unknown {
            self.inventory.add_notice(format!("{name}: column \"{column}\" is not one of this file and was not read"));
        }
        Ok(Some(rows))
    }

    fn places(&mut self, folder: &Path) -> Result<Option<Vec<String>>> {
        let Some(rows) = self.table(folder, "places.csv", PLACES)? else { return Ok(None) };
        let places = direct::places(&rows, self)?;
        let names = places.keys().cloned().collect();
        self.assessor = self.assessor.clone().with_places(places);
        Ok(Some(names))
    }

    fn ledgers(&mut self, folder: &Path, ask: &Ask, places: Option<&[String]>) -> Result<(), Refusal> {
        let options = Options { input: self.file.input.clone(), on_bad: self.file.on_bad, threads: ask.threads, hash: ask.hash };
        let mut ids = Ids::new();
        let mut tally = Tally::default();
        {
            let mut chart = Chart::new(&self.assessor).of_years(self.file.settings.years.iter().copied());
            if let Some(places) = places {
                chart = chart.with_places(places.iter().cloned());
            }
            if let Some(calendar) = self.file.calendar.filter(|_| self.file.fiscal_as_calendar) {
                chart = chart.with_fiscal_years(calendar);
            }
            for (name, path) in ledgers(folder)? {
                let reader = File::open(&path).map_err(|error| unreadable(&name, &error))?;
                tally.merge(&Tally::read(reader, &name, &chart, &options, &mut ids)?)?;
            }
        }
        self.problems.extend(tally.problems().iter().cloned());
        for notice in tally.notices() {
            self.inventory.add_notice(notice);
        }
        let mut counts = RowCounts::default();
        (counts.accepted, counts.rejected) = (tally.accepted(), tally.rejected());
        self.inventory.add_counts(&counts);
        for leaf in tally.leaves() {
            self.inventory.add(self.assessor.assess(&leaf)?, leaf.year)?;
        }
        Ok(())
    }

    fn direct(&mut self, folder: &Path, places: Option<&[String]>) -> Result<()> {
        let Some(rows) = self.table(folder, "direct.csv", DIRECT)? else { return Ok(()) };
        let (gwp, number) = (self.file.settings.gwp, self.file.input.number);
        self.each(&rows, |books, row| {
            let at_ref = |error: Error| error.at_row(row.locus("ref"));
            let stated = direct::stated(row, "direct.csv", gwp, number)?;
            let (year, place) = stated.when_and_where();
            if let Some(places) = places.filter(|places| !place.is_empty() && !places.iter().any(|known| known == place)) {
                let mend = did_you_mean(place, places.iter().map(String::as_str))
                    .map_or_else(|| "add it to places.csv".to_owned(), |near| format!("did you mean \"{near}\"?"));
                let problem = Problem::new(Kind::Place, place, "not a place of places.csv", mend);
                return Err(Error::Row { at: row.locus("place"), problem });
            }
            if !books.settings().years.contains(&year) {
                let mut counts = RowCounts::default();
                counts.outside.insert(year, 1);
                books.add_counts(&counts);
                return Ok(());
            }
            match stated {
                Stated::Amount(direct) => books.add_direct(direct).map_err(at_ref),
                Stated::Key(year, category, place, keyed, remarks) => {
                    for remark in remarks {
                        books.add_notice(format!("{year}: {category}: {remark}"));
                    }
                    books.add_key(year, category, &place, keyed).map_err(at_ref)
                }
            }
        });
        Ok(())
    }

    fn contracts(&mut self, folder: &Path) -> Result<()> {
        let Some(rows) = self.table(folder, "contracts.csv", CONTRACTS)? else { return Ok(()) };
        let number = self.file.input.number;
        let mut seen = BTreeSet::new();
        self.each(&rows, |books, row| {
            let contract = direct::contract(row, number)?;
            if !seen.insert((contract.year, contract.id.clone())) {
                let problem = Problem::new(Kind::Double, &contract.id, "the id stands twice", "give each contract its own");
                return Err(Error::Row { at: row.locus("id"), problem });
            }
            books.add_contract(contract).map_err(|error| error.at_row(row.locus("id")))
        });
        Ok(())
    }

    /// Takes each row of a small table; one that cannot be taken is counted, and kept as a problem.
    fn each(&mut self, rows: &Rows, mut take: impl FnMut(&mut Inventory, &Row<'_>) -> Result<()>) {
        let mut counts = RowCounts::default();
        for row in rows.iter() {
            match take(&mut self.inventory, &row) {
                Ok(()) => counts.accepted = counts.accepted.saturating_add(1),
                Err(error) => {
                    counts.rejected = counts.rejected.saturating_add(1);
                    if self.problems.len() < self.file.input.limits.errors {
                        self.problems.push(error);
                    }
                }
            }
        }
        self.inventory.add_counts(&counts);
    }
}

/// Files that look like data but that nothing reads.
fn strangers(folder: &Path) -> Result<Vec<String>> {
    let mut notices = Vec::new();
    for name in names(folder)? {
        let data = [".csv", ".toml", ".tsv", ".xlsx"].iter().any(|ending| name.to_lowercase().ends_with(ending));
        if data && !FILES.contains(&name.as_str()) {
            let mend = did_you_mean(&name, FILES).map_or_else(String::new, |near| format!("; did you mean {near}?"));
            notices.push(format!("{} was not read{mend}", crate::error::shown(&name)));
        }
    }
    Ok(notices)
}

/// Names in a folder, in order.
fn names(folder: &Path) -> Result<Vec<String>> {
    let shown = folder.display().to_string();
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| unreadable(&shown, &error))? {
        let entry = entry.map_err(|error| unreadable(&shown, &error))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// `ledger.csv`, then `ledger/*.csv` in the order of their names.
fn ledgers(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut list = Vec::new();
    let single = folder.join("ledger.csv");
    if single.is_file() {
        list.push(("ledger.csv".to_owned(), single));
    }
    let many = folder.join("ledger");
    if many.is_dir() {
        for name in names(&many)?.into_iter().filter(|name| name.to_lowercase().ends_with(".csv")) {
            let path = many.join(&name);
            list.push((format!("ledger/{name}"), path));
        }
    }
    Ok(list)
}

/// A file's bytes; none where it is not there.
fn bytes(folder: &Path, name: &str) -> Result<Option<Vec<u8>>> {
    match std::fs::read(folder.join(name)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(name, &error)),
    }
}

/// A file that must be there, as text.
fn text(folder: &Path, name: &str) -> Result<String> {
    let Some(bytes) = bytes(folder, name)? else {
        let problem = Problem::bare(Kind::Io, "not there", "a city folder needs it: name, region, year, gwp");
        return Err(Error::File { at: Locus::file(folder.join(name).display().to_string()), problem });
    };
    String::from_utf8(bytes).map_err(|_| {
        let problem = Problem::bare(Kind::Encoding, "not UTF-8", "save it as UTF-8");
        Error::File { at: Locus::file(name), problem }
    })
}

fn unreadable(name: &str, error: &std::io::Error) -> Error {
    let problem = Problem::bare(Kind::Io, format!("cannot be read: {error}"), "check that it is there and may be read");
    Error::File { at: Locus::file(name), problem }
}
