//! `waste_separation.toml`, and the tonnes of `waste_separation.csv`.

use super::super::direct::{number, parsed, text};
use super::super::keys::{Item, Section};
use super::super::{city_tables, files};
use super::sheet::{Sheet, Speaks};
use super::{Ground, Model};
use crate::error::{Error, ErrorKind, Location, Problem, Result, did_you_mean};
use crate::measures::separation::{Fate, Handling, Haul, Separation, Sorted, Way, fiscal, not_a_mass, waste_separation};
use crate::measures::{Change, Decay, Destination, Note, Stream};
use crate::quantity::{Dimension, Reading, Unit};
use crate::records::Row;
use std::collections::{BTreeMap, BTreeSet};

/// The rows.
const ROWS: &str = "waste_separation.csv";

/// Their columns.
const COLUMNS: (&[&str], &[&str]) = (&["period", "stream", "amount", "unit", "place", "destination"], &["source", "note"]);

const TOP: [&str; 7] = ["climate", "start_month", "without", "with", "residue", "transport", "cost"];

pub(super) fn read(sheet: &Sheet<'_>) -> Result<Change> {
    sheet.only(&TOP)?;
    let scheme = Separation {
        without: without(sheet)?,
        with: ways(sheet, "with")?,
        residue: ways(sheet, "residue")?,
        transport: transport(sheet)?,
        cost: sheet.at_top("cost").map(|item| cost(sheet, &item.section()?)).transpose()?,
        decay: decay(sheet)?,
    };
    let mut notes = Vec::new();
    let rows = rows(sheet.ground(), &mut notes)?;
    let mut change = waste_separation(sheet.measure, &sheet.years, &rows, &scheme)?;
    change.notes.extend(notes);
    Ok(change)
}

/// Refuses rows without a sheet.
pub(super) fn alone(ground: &Ground<'_>, model: Model) -> Result<()> {
    if model != Model::WasteSeparation || files::bytes(ground.folder, ROWS)?.is_none() {
        return Ok(());
    }
    let reason = format!("{} is not there, which says what becomes of the waste", model.file());
    let problem = Problem::bare(ErrorKind::Io, reason, "write it as examples/README.md describes, or take this file away");
    Err(Error::File { at: Location::file(ROWS), problem })
}

/// What would have become of each stream.
fn without(sheet: &Sheet<'_>) -> Result<BTreeMap<Stream, Fate>> {
    let Some(item) = sheet.at_top("without") else { return Ok(BTreeMap::new()) };
    let mut fates = BTreeMap::new();
    for item in item.section()?.items() {
        let stream: Stream = item.key.parse().map_err(|error| item.placed(error))?;
        if stream == Stream::General {
            let reason = "general waste is the same without the measure and with it";
            return Err(item.problem(Problem::new(ErrorKind::Setting, item.key, reason, "take this section away")));
        }
        let (fate, inner) = fate(sheet, &item.section()?)?;
        none_inside(&inner)?;
        fate.check(&stream.to_string(), false).map_err(|error| item.placed(error))?;
        fates.insert(stream, fate);
    }
    Ok(fates)
}

/// What becomes of it at each destination, for all streams `[with.composting]` or for one `[with.organic.composting]`.
fn ways(sheet: &Sheet<'_>, key: &str) -> Result<BTreeMap<Way, Fate>> {
    let Some(item) = sheet.at_top(key) else { return Ok(BTreeMap::new()) };
    let part = key == "residue";
    let mut fates = BTreeMap::new();
    let mut take = |item: &Item<'_>, way: Way, fate: Fate| {
        let of = if part { format!("residue of {way}") } else { way.to_string() };
        fate.check(&of, part).map_err(|error| item.placed(error))?;
        fates.insert(way, fate);
        Ok::<_, Error>(())
    };
    for item in item.section()?.items() {
        let (own, inner) = fate(sheet, &item.section()?)?;
        let stated = !own.ways.is_empty() || own.uncounted.is_some();
        let stream = item.key.parse::<Stream>().ok();
        if stream.is_none() {
            turned(key, item.key, &inner)?;
        }
        if stream.is_none() || stated {
            let destination = item.key.parse().map_err(|error| item.placed(unknown(error, item.key)))?;
            take(&item, Way { destination, stream: None }, own)?;
        }
        for inside in &inner {
            let destination = inside.key.parse().map_err(|error| inside.placed(error))?;
            let (own, deeper) = fate(sheet, &inside.section()?)?;
            none_inside(&deeper)?;
            take(inside, Way { destination, stream }, own)?;
        }
    }
    Ok(fates)
}

/// The problem of a word that is neither a destination nor a stream.
fn unknown(error: Error, word: &str) -> Error {
    let names = || Destination::ALL.iter().map(|word| word.name()).chain(Stream::ALL.iter().map(|word| word.name()));
    match (did_you_mean(word, names()), word.parse::<Stream>().is_ok()) {
        (_, true) => {
            let mend = format!("name the destination too: [with.{word}.composting]");
            Problem::new(ErrorKind::Setting, word, "a stream, where a destination is wanted", mend).into()
        }
        (Some(near), _) => {
            Problem::new(ErrorKind::Setting, word, "neither a destination nor a stream", format!("did you mean {near}?")).into()
        }
        _ => error,
    }
}

/// Refuses sections below a destination: a stream stands above it.
fn turned(key: &str, destination: &str, inner: &[Item<'_>]) -> Result<()> {
    let stream = inner.iter().find(|item| item.key.parse::<Stream>().is_ok());
    let Some(item) = stream else { return none_inside(inner) };
    let mend = format!("write [{key}.{}.{destination}]", item.key);
    Err(item.problem(Problem::new(ErrorKind::Setting, item.key, "a stream below its destination", mend)))
}

/// Refuses sections where codes are wanted.
fn none_inside(inner: &[Item<'_>]) -> Result<()> {
    let Some(item) = inner.first() else { return Ok(()) };
    Err(item.problem(Problem::new(
        ErrorKind::Setting,
        item.key,
        "a section, where shares are wanted",
        "write \"code\" = \"share\"; codes hold dots, so quote them",
    )))
}

/// Codes with shares, the reason for the rest, and the sections inside.
fn fate<'a>(sheet: &Sheet<'a>, section: &Section<'a>) -> Result<(Fate, Vec<Item<'a>>)> {
    let (mut fate, mut inner) = (Fate::default(), Vec::new());
    for item in section.items() {
        match item.key {
            _ if item.is_section() => inner.push(item),
            "none" => fate.uncounted = Some(item.text()?.to_owned()),
            "source" | "note" => drop(item.text()?),
            _ => {
                let (code, share) = sheet.code_share(&item)?;
                fate.ways.insert(code.to_owned(), share);
            }
        }
    }
    if !fate.ways.is_empty() {
        sheet.source(section)?.clone_into(&mut fate.source);
    }
    Ok((fate, inner))
}

fn transport(sheet: &Sheet<'_>) -> Result<BTreeMap<Destination, Haul>> {
    let Some(item) = sheet.at_top("transport") else { return Ok(BTreeMap::new()) };
    let haul = |item: &Item<'_>| {
        let destination = item.key.parse().map_err(|error| item.placed(error))?;
        let section = item.section()?;
        section.only(&["code", "extra_distance", "fuel_use", "source", "note"])?;
        let haul = Haul {
            code: sheet.code(&sheet.need(&section, "code")?, Speaks::Transport)?.to_owned(),
            extra_distance: sheet.need_told(&section, "extra_distance")?,
            fuel_use: sheet.told(&section, "fuel_use")?,
        };
        haul.check().map_err(|error| sheet.placed(&section, error))?;
        Ok((destination, haul))
    };
    item.section()?.items().iter().map(haul).collect()
}

fn cost<'a>(sheet: &Sheet<'a>, section: &Section<'a>) -> Result<Handling> {
    section.only(&["what", "per_tonne", "price_year", "source", "note"])?;
    sheet.source(section)?;
    let (what, price) = (sheet.text(section, "what")?, sheet.need(section, "per_tonne")?);
    let price_year = Sheet::price_year(&sheet.need(section, "price_year")?)?;
    Handling::parse(what, price.text()?, price_year).map_err(|error| price.placed(error))
}

/// Climate and month, both or neither.
fn decay(sheet: &Sheet<'_>) -> Result<Option<Decay>> {
    let (climate, month) = match (sheet.at_top("climate"), sheet.at_top("start_month")) {
        (None, None) => return Ok(None),
        (Some(climate), Some(month)) => (climate, month),
        (Some(given), None) | (None, Some(given)) => {
            let reason = "climate and start_month go together";
            return Err(given.problem(Problem::bare(
                ErrorKind::Setting,
                reason,
                "write both, such as \"tropical-wet\" and 13, or neither",
            )));
        }
    };
    let name = climate.text()?;
    let parameters = sheet.ground().registry.parameters().iter().filter(|row| row.name == "decay-rate");
    let climates: BTreeSet<&str> = parameters.filter_map(|row| Some(row.subject.split_once(':')?.1)).collect();
    if !climates.contains(name) {
        let mend = did_you_mean(name, climates.iter().copied()).map_or_else(
            || format!("use one of {}", climates.iter().copied().collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean \"{near}\"?"),
        );
        return Err(climate.problem(Problem::new(ErrorKind::Setting, name, "not a climate that decay rates are given for", mend)));
    }
    let start_month: u8 = month.count(&7)?;
    if start_month > 13 {
        return Err(
            month.wrong("not a month in which decay starts", "use 7 (no delay) to 13 (six months, the default of the IPCC)")
        );
    }
    Ok(Some(Decay { climate: name.to_owned(), start_month }))
}

/// All rows; or the first that is wrong, the others kept aside.
fn rows(ground: &Ground<'_>, notes: &mut Vec<Note>) -> Result<Vec<Sorted>> {
    let mut notices = Vec::new();
    let Some(table) = city_tables::table(ground.folder, ROWS, COLUMNS, ground.input, &mut notices)? else {
        let problem = Problem::bare(ErrorKind::Io, "not there", format!("the sheet needs it: {}", COLUMNS.0.join(",")));
        return Err(Error::File { at: Location::file(ROWS), problem });
    };
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    let (mut seen, mut spans) = (BTreeSet::new(), BTreeMap::<_, [bool; 2]>::new());
    for row in table.iter() {
        let read = sorted(ground, &row).and_then(|sorted| {
            let way = (sorted.stream, sorted.destination, sorted.place.clone());
            if !seen.insert((sorted.period, way.clone(), text(&row, "source").to_owned())) {
                let column = if row.cell("source").is_some() { "source" } else { "period" };
                let reason =
                    format!("{} to {} of this period and place stands twice with one source", sorted.stream, sorted.destination);
                let problem = Problem::new(ErrorKind::Double, text(&row, column), reason, "add the two up, or name their sources");
                return Err(Error::Cell { at: row.location(column), problem });
            }
            let [year, parts] = spans.entry((sorted.period.year(), way)).or_default();
            *(if sorted.period.month().is_none() { year } else { parts }) = true;
            Ok(sorted)
        });
        match read {
            Ok(sorted) => rows.push(sorted),
            Err(error) => wrong.push(error),
        }
    }
    let twice = spans.into_iter().filter(|(_, both)| *both == [true, true]).map(|((year, (stream, destination, place)), _)| {
        let place = Some(place).filter(|place| !place.is_empty());
        Note::YearAndMonths { stream, destination, place, year }
    });
    notes.extend(notices.iter().cloned().map(|notice| Note::Notice { notice }));
    notes.extend(twice);
    let mut wrong = wrong.into_iter();
    let Some(first) = wrong.next() else { return Ok(rows) };
    ground.more.borrow_mut().extend(wrong);
    Err(first)
}

fn sorted(ground: &Ground<'_>, row: &Row<'_>) -> Result<Sorted> {
    let period = parsed(row, "period", |cell| Ok(ground.input.period(cell)?))?;
    let refused = |column: &str, problem: Problem| Err(Error::Cell { at: row.location(column), problem });
    if period.is_fiscal() {
        return refused("period", fiscal(period));
    }
    let stream = parsed(row, "stream", str::parse)?;
    let amount = number(row, "amount", ground.input)?;
    // The cell is looked at, as -0 is not below zero.
    if text(row, "amount").starts_with('-') {
        return refused("amount", Problem::new(ErrorKind::Negative, text(row, "amount"), "below zero", "write what there is"));
    }
    let unit: Unit = parsed(row, "unit", str::parse)?;
    if unit.dimension() != Dimension::Mass {
        return refused("unit", not_a_mass(unit));
    }
    let place = text(row, "place");
    if let Some(places) = ground.places.filter(|places| !place.is_empty() && !places.contains(place)) {
        let mend = did_you_mean(place, places.iter().map(String::as_str))
            .map_or_else(|| "add it to places.csv".to_owned(), |near| format!("did you mean \"{near}\"?"));
        return refused("place", Problem::new(ErrorKind::Place, place, "not a place of places.csv", mend));
    }
    Ok(Sorted {
        period,
        stream,
        destination: parsed(row, "destination", str::parse)?,
        place: place.to_owned(),
        amount: Reading::new(amount, unit),
        origin: ROWS.to_owned(),
    })
}
