//! `worksheets/*.toml`: a method filled in for a reference, with its tables beside it.

use super::city_tables;
use super::direct;
use super::files;
use super::keys::{Item, Page, Section};
use crate::assess::MethodRecord;
use crate::error::{Error, ErrorKind, Location, Problem, Result};
use crate::factors::Registry;
use crate::inventory::{CrossCheck, Inventory, NotationEntry};
use crate::ledger::InputPolicy;
use crate::methods::{self, MethodSpec};
use crate::notice::Notice;
use crate::records::Row;
use crate::taxonomy::{Category, NotationKey, Quality, Year};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::path::Path;
use toml::de::DeTable;

/// The keys outside all sections.
const KEYS: [&str; 11] = ["method", "ref", "place", "year", "source", "quality", "energy", "counts", "reason", "inputs", "run"];

/// Where the books, the tables and the places come from.
pub(super) struct Desk<'a> {
    pub(super) folder: &'a Path,
    pub(super) registry: &'a Registry,
    pub(super) places: Option<&'a BTreeSet<String>>,
    pub(super) input: &'a InputPolicy,
}

impl Desk<'_> {
    /// Every worksheet of the folder into the books; all that is wrong, file by file.
    pub(super) fn book(&self, books: &mut Inventory) -> Result<(), Vec<Error>> {
        let (sheets, tables) = files::worksheets(self.folder).map_err(|error| vec![error])?;
        let (mut wrong, mut used) = (Vec::new(), BTreeSet::new());
        for file in sheets {
            let read = match files::optional_text(self.folder, &file) {
                Ok(text) => self.read(&file, &text.unwrap_or_default(), books, &mut used),
                Err(error) => Err(error),
            };
            wrong.extend(read.err().map(|error| error.in_file(Location::file(file.as_str()))));
        }
        for file in tables.into_iter().filter(|file| !used.contains(file)) {
            books.add_notice(Notice::File { file });
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }

    fn read(&self, file: &str, text: &str, books: &mut Inventory, used: &mut BTreeSet<String>) -> Result<()> {
        let page = Page::new(text, file);
        let table = DeTable::parse(text).map_err(|error| page.broken(&error))?;
        let top = page.whole(table.get_ref());
        top.only(&KEYS)?;
        let need = |key: &str| top.get(key).ok_or_else(|| page.missing(key, "a worksheet needs method, ref, source and [inputs]"));
        let named = need("method")?;
        let sheet = methods::find(named.text()?).map_err(|error| named.placed(error))?;
        let reference = need("ref")?;
        let form = Form { desk: self, page: &page, top: &top, sheet, category: reference.parsed()?, file };
        let source = need("source")?.text()?;
        let runs = match top.get("run") {
            Some(item) => {
                let wrong = || item.wrong("not a list of sections", "write [[run]] above each");
                item.list().ok_or_else(wrong)?.iter().map(Item::section).collect::<Result<Vec<_>>>()?
            }
            None => Vec::new(),
        };
        let common = form.inputs(top.get("inputs").as_ref(), books, used)?;
        let filled_in = |inputs: Map<String, Value>, year: Option<Year>| {
            let inputs = sheet.read(&Value::Object(inputs), self.registry).map_err(|error| page.placed(error))?;
            let mut filled =
                MethodRecord::new(sheet, inputs, form.category, file, source).map_err(|error| reference.placed(error))?;
            form.place()?.clone_into(&mut filled.place);
            filled.quality = top.get("quality").map(|item| item.parsed::<Quality>()).transpose()?;
            filled.year = year;
            Ok::<_, Error>(filled)
        };
        let mut all = Vec::new();
        for run in &runs {
            run.only(&["year", "inputs"])?;
            let mut inputs = common.clone();
            inputs.extend(form.inputs(run.get("inputs").as_ref(), books, used)?);
            all.push(filled_in(inputs, year(run)?)?);
        }
        if runs.is_empty() {
            all.push(filled_in(common, year(&top)?)?);
        }
        for filled in all {
            form.book(filled, books).map_err(|error| page.placed(error))?;
        }
        Ok(())
    }
}

/// The year of a run or of the whole file.
fn year(section: &Section<'_>) -> Result<Option<Year>> {
    let number = |item: Item<'_>| {
        let text = item.digits().unwrap_or_default();
        text.parse::<Year>().map_err(|error| item.placed(error))
    };
    section.get("year").map(number).transpose()
}

/// One file being read.
struct Form<'a> {
    desk: &'a Desk<'a>,
    page: &'a Page<'a>,
    top: &'a Section<'a>,
    sheet: &'static MethodSpec,
    category: Category,
    file: &'a str,
}

impl Form<'_> {
    fn place(&self) -> Result<&str> {
        let Some(item) = self.top.get("place") else { return Ok("") };
        let place = item.text()?;
        match city_tables::unknown_place(place, self.desk.places) {
            Some(problem) => Err(item.problem(problem)),
            None => Ok(place),
        }
    }

    /// The inputs of a section, each checked at its own key; tables of other files read.
    fn inputs(&self, item: Option<&Item<'_>>, books: &mut Inventory, used: &mut BTreeSet<String>) -> Result<Map<String, Value>> {
        let Some(item) = item else { return Ok(Map::new()) };
        let mut inputs = Map::new();
        for item in item.section()?.items() {
            let given = item.json()?;
            let table = given.get("file").and_then(Value::as_str).map(str::to_owned);
            let value = match table {
                Some(table) => {
                    let unit = given.get("unit").and_then(Value::as_str);
                    let file = format!("worksheets/{table}");
                    let rows = self.table(&item, &file, unit, books)?;
                    used.insert(file);
                    rows
                }
                None => given,
            };
            let check = |value: &Value| self.sheet.check(item.key, value, self.desk.registry).map_err(|error| item.placed(error));
            match &value {
                Value::Array(values) => values.iter().try_for_each(check)?,
                one => check(one)?,
            }
            inputs.insert(item.key.to_owned(), value);
        }
        Ok(inputs)
    }

    /// The rows of a table: the input's labels, value, and unit where the sheet names none for all.
    fn table(&self, item: &Item<'_>, file: &str, unit: Option<&str>, books: &mut Inventory) -> Result<Value> {
        let Some(input) = self.sheet.inputs.iter().find(|input| input.name == item.key) else {
            let empty = Value::Array(Vec::new());
            return self.sheet.check(item.key, &empty, self.desk.registry).map_err(|error| item.placed(error)).map(|()| empty);
        };
        let mut required: Vec<&str> = input.by.to_vec();
        required.push("value");
        let mut optional = vec!["source"];
        let list = if unit.is_none() { &mut required } else { &mut optional };
        list.push("unit");
        let mut notices = Vec::new();
        let columns = (required.as_slice(), optional.as_slice());
        let rows = city_tables::table(self.desk.folder, file, columns, self.desk.input, &mut notices)?;
        for notice in notices {
            books.add_notice(notice);
        }
        let Some(rows) = rows else { return Err(item.wrong("not there", "put the file beside this one")) };
        let value = |row: &Row<'_>| {
            let mut object = Map::new();
            for label in input.by {
                let word = match *label {
                    "year" => direct::year(row, self.desk.input)?.to_string(),
                    label => direct::text(row, label).to_owned(),
                };
                object.insert((*label).to_owned(), word.into());
            }
            object.insert("value".to_owned(), direct::number(row, "value", self.desk.input)?.to_string().into());
            let own = direct::text(row, "unit");
            object.insert("unit".to_owned(), if own.is_empty() { unit.unwrap_or_default() } else { own }.into());
            let value = Value::Object(object);
            let placed = |error: Error| error.at_cell(row.location("value"));
            self.sheet.check(item.key, &value, self.desk.registry).map_err(placed)?;
            Ok(value)
        };
        rows.iter().map(|row| value(&row)).collect::<Result<Vec<_>>>().map(Value::Array)
    }

    /// Into the books: as lines, or beside the reference where the file says that it does not count.
    fn book(&self, mut filled: MethodRecord, books: &mut Inventory) -> Result<()> {
        let counts = self.top.get("counts").map(|item| item.flag()).transpose()?.unwrap_or(true);
        let reason = self.top.get("reason");
        let years = books.settings().years.clone();
        if !counts {
            let reason = reason.ok_or_else(|| self.page.missing("reason", "say why it does not count: it is shown beside"))?;
            let checks = CrossCheck::of_method(&filled, self.desk.registry, books.settings().gwp, reason.text()?)?;
            checks.into_iter().filter(|check| years.contains(&check.year)).for_each(|check| books.add_cross_check(check));
            return Ok(());
        }
        if let Some(reason) = reason {
            return Err(reason.wrong("given for what counts", "leave it out, or write counts = false"));
        }
        let moved = self.top.get("energy").map(|item| self.stationary(&item)).transpose()?;
        let from = filled.category;
        filled.category = moved.unwrap_or(from);
        let lines: Vec<_> = filled.lines(self.desk.registry)?.into_iter().filter(|line| years.contains(&line.id.year)).collect();
        if lines.is_empty() {
            let years = years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let mend = format!("give results of {years}");
            return Err(Problem::bare(ErrorKind::Period, "no result of a year of the inventory", mend).into());
        }
        for line in lines {
            let year = line.id.year;
            books.add_line(line)?;
            if let Some(to) = moved {
                books.add_notice_of(year, Notice::EnergyRecovered { category: from, to, file: self.file.to_owned() });
                let reason = "energy is recovered: reported in stationary energy";
                books.add_key(year, from, &filled.place, NotationEntry::new(NotationKey::IE, Some(to), reason))?;
            }
        }
        Ok(())
    }

    /// Where burning with energy recovery belongs: I.4.4 where the grid takes the energy, else where it is used.
    fn stationary(&self, item: &Item<'_>) -> Result<Category> {
        let text = item.text()?;
        let wanted = "write \"grid\", or the reference of stationary energy that uses it, such as \"I.2.1\"";
        if !self.category.reference().starts_with("III.") {
            return Err(item.wrong("only for treatment of waste", "leave it out"));
        }
        if self.category.reference().ends_with(".2") {
            return Err(item.wrong("of a plant outside the city, whose energy is not the city's", "leave it out"));
        }
        let to: Category =
            if text == "grid" { "I.4.4" } else { text }.parse().map_err(|_| item.wrong("not where energy goes", wanted))?;
        if to.reference().starts_with("I.") { Ok(to) } else { Err(item.wrong("not of stationary energy", wanted)) }
    }
}
