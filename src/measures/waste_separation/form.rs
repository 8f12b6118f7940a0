//! The rows and the scheme of a form.

use super::scheme::{AMOUNT, EXTRA_DISTANCE, FUEL_USE, Fate, Handling, Haul, PERIOD, Separation, Sorted, UNIT, WasteRoute};
use crate::error::{Error, Errors, LabelKey, Location, Message, Problem, Result, Text, did_you_mean};
use crate::forms::{FormInput, FormInputs};
use crate::measures::drive::TRANSPORT;
use crate::measures::{DecayTiming, Destination, MeasureForm, Note, Stream};
use crate::methods::{CodeClass, Input, InputKind};
use crate::quantity::{Exact, Fraction};
use crate::taxonomy::{Period, Year};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const CLIMATE: Input = Input::of_kind("climate", InputKind::Text, "the climate whose decay rates apply").optional();
pub(super) const START_MONTH: Input =
    Input::of_kind("start_month", InputKind::Count(7), "the month in which decay starts, 7 to 13").optional();
pub(super) const WASTE: Input = Input::of_kind(
    "waste",
    InputKind::Table(&[PERIOD, STREAM, AMOUNT, UNIT, PLACE, DESTINATION]),
    "the waste by period, stream and destination",
);
const STREAM: Input = Input::of_kind("stream", InputKind::Text, "the stream of waste");
const PLACE: Input = Input::of_kind("place", InputKind::Place, "the district").optional();
const DESTINATION: Input = Input::of_kind("destination", InputKind::Text, "where it was taken");
pub(super) const WITHOUT: Input = Input::of_kind("without", InputKind::Free, "what would have become of each stream").optional();
pub(super) const WITH: Input = Input::of_kind("with", InputKind::Free, "what becomes of it at each destination").optional();
pub(super) const RESIDUE: Input = Input::of_kind("residue", InputKind::Free, "the residue after treatment").optional();
pub(super) const TRANSPORT_TO: Input =
    Input::of_kind("transport", InputKind::Sections(&[CODE, EXTRA_DISTANCE, FUEL_USE]), "the extra distance to a destination")
        .optional();
const CODE: Input = Input::of_kind("code", InputKind::Code(TRANSPORT), "activity code of the transport");
pub(super) const COST: Input =
    Input::of_kind("cost", InputKind::Section(&[WHAT, PER_TONNE, PRICE_YEAR]), "what handling a tonne costs").optional();
const WHAT: Input = Input::of_kind("what", InputKind::Text, "what is saved");
const PER_TONNE: Input = Input::of_kind("per_tonne", InputKind::Text, "the price of a tonne, such as 1000 THB/t");
const PRICE_YEAR: Input = Input::of_kind("price_year", InputKind::Year, "the year of the prices");

/// Codes of the treatment of waste.
const TREATMENT: CodeClass =
    CodeClass { name: "class.waste", example: "landfill.managed-anaerobic.food.outside", fits: |rule| rule.category.is_waste() };

/// What the city states next to its tonnes.
pub(super) fn scheme(form: &MeasureForm<'_>) -> Result<Separation> {
    Ok(Separation {
        without: without(form)?,
        with: routes(form, false)?,
        residue: routes(form, true)?,
        transport: transport(form)?,
        cost: form.inputs.sections(&COST).first().map(|section| cost(form, section)).transpose()?,
        decay: decay(form)?,
    })
}

fn at(place: &Location, problem: impl Into<Problem>) -> Error {
    Error::File { at: place.clone(), problem: problem.into() }
}

/// What would have become of each stream.
fn without(form: &MeasureForm<'_>) -> Result<BTreeMap<Stream, Fate>> {
    let mut fates = BTreeMap::new();
    for (key, place, value) in form.inputs.free(&WITHOUT).into_iter().flat_map(FormInputs::iter) {
        let FormInput::Free(section) = value else { continue };
        let stream: Stream = key.parse().map_err(|error: Error| at(place, error.into_problem()))?;
        if stream == Stream::General {
            return Err(at(place, Message::GeneralUnchanged { value: key.into() }));
        }
        let (fate, inner) = fate(form, section)?;
        none_inside(&inner)?;
        fate.check(&stream.to_string(), false).map_err(|error| at(place, error.into_problem()))?;
        fates.insert(stream, fate);
    }
    Ok(fates)
}

/// A section inside, with its key and place.
type Inner<'a> = (&'a str, &'a Location, &'a FormInputs);

/// What becomes of it at each destination, for all streams `[with.composting]` or for one `[with.organic.composting]`.
fn routes(form: &MeasureForm<'_>, residue: bool) -> Result<BTreeMap<WasteRoute, Fate>> {
    let mut fates = BTreeMap::new();
    let mut take = |place: &Location, route: WasteRoute, fate: Fate| {
        let of = if residue { format!("residue of {route}") } else { route.to_string() };
        fate.check(&of, residue).map_err(|error| at(place, error.into_problem()))?;
        fates.insert(route, fate);
        Ok::<_, Error>(())
    };
    let input = if residue { &RESIDUE } else { &WITH };
    for (key, place, value) in form.inputs.free(input).into_iter().flat_map(FormInputs::iter) {
        let FormInput::Free(section) = value else { continue };
        let (own, inner) = fate(form, section)?;
        let stated = !own.ways.is_empty() || own.uncounted.is_some();
        let stream = key.parse::<Stream>().ok();
        if stream.is_none() {
            turned(input.name, key, &inner)?;
        }
        if stream.is_none() || stated {
            let destination = key.parse().map_err(|error| at(place, unknown(error, key)))?;
            take(place, WasteRoute { destination, stream: None }, own)?;
        }
        for (key, place, section) in inner {
            let destination = key.parse().map_err(|error: Error| at(place, error.into_problem()))?;
            let (own, deeper) = fate(form, section)?;
            none_inside(&deeper)?;
            take(place, WasteRoute { destination, stream }, own)?;
        }
    }
    Ok(fates)
}

/// The problem of a word that is neither a destination nor a stream.
fn unknown(error: Error, word: &str) -> Problem {
    let names = || Destination::ALL.iter().map(|word| word.name()).chain(Stream::ALL.iter().map(|word| word.name()));
    match (did_you_mean(word, names()), word.parse::<Stream>().is_ok()) {
        (_, true) => Message::StreamForDestination { value: word.into() }.into(),
        (Some(near), _) => {
            let (what, names) = (LabelKey::of("name.destination-or-stream"), Vec::new());
            Message::UnknownName { value: word.into(), what, nearest: Some(near.into()), names }.into()
        }
        _ => error.into_problem(),
    }
}

/// Refuses sections below a destination: a stream is above it.
fn turned(key: &str, destination: &str, inner: &[Inner<'_>]) -> Result<()> {
    let Some((stream, place, _)) = inner.iter().find(|(key, ..)| key.parse::<Stream>().is_ok()) else { return none_inside(inner) };
    let right = format!("{key}.{stream}.{destination}").into();
    Err(at(place, Message::StreamBelowDestination { value: (*stream).into(), right }))
}

/// Refuses sections where codes are needed.
fn none_inside(inner: &[Inner<'_>]) -> Result<()> {
    inner.first().map_or(Ok(()), |(key, place, _)| Err(at(place, Message::SectionForShares { value: (*key).into() })))
}

/// Codes with shares, the reason for the rest, and the sections inside.
fn fate<'a>(form: &MeasureForm<'_>, section: &'a FormInputs) -> Result<(Fate, Vec<Inner<'a>>)> {
    let (mut fate, mut inner) = (Fate::default(), Vec::new());
    for (key, place, value) in section.iter() {
        match (key, value) {
            (_, FormInput::Free(own)) => inner.push((key, place, own)),
            ("none", FormInput::Text(reason)) => fate.uncounted = Some(reason.clone()),
            ("source" | "note", _) => {}
            (_, FormInput::Text(text)) => {
                form.context.check_code(key, TREATMENT).map_err(|problem| at(place, problem))?;
                fate.ways.insert(key.to_owned(), share(text).map_err(|problem| at(place, problem))?);
            }
            _ => {}
        }
    }
    if !fate.ways.is_empty() {
        section.source().ok_or_else(|| at(section.at(), Message::NoSource))?.clone_into(&mut fate.source);
    }
    Ok((fate, inner))
}

/// A number from 0 to 1, decimal or as a fraction.
fn share(text: &str) -> Result<Fraction, Problem> {
    text.parse::<Fraction>().map_err(|error| error.into_problem().without_option())
}

fn transport(form: &MeasureForm<'_>) -> Result<BTreeMap<Destination, Haul>> {
    let registry = form.context.registry;
    let haul = |(key, section): &(String, FormInputs)| {
        let destination = key.parse().map_err(|error: Error| at(section.at(), error.into_problem()))?;
        let haul = Haul {
            code: section.need(&CODE, registry)?,
            extra_distance: section.need(&EXTRA_DISTANCE, registry)?,
            fuel_use: section.get(&FUEL_USE),
        };
        haul.check().map_err(|error| section.at_field(error))?;
        Ok((destination, haul))
    };
    form.inputs.keyed(&TRANSPORT_TO).iter().map(haul).collect()
}

fn cost(form: &MeasureForm<'_>, section: &FormInputs) -> Result<Handling> {
    let registry = form.context.registry;
    section.source().ok_or_else(|| at(section.at(), Message::NoSource))?;
    let (what, price): (String, String) = (section.need(&WHAT, registry)?, section.need(&PER_TONNE, registry)?);
    let year: Year = section.need(&PRICE_YEAR, registry)?;
    Handling::parse(&what, &price, year.number()).map_err(|error| section.placed(PER_TONNE.name, error))
}

/// Climate and month, both or neither.
fn decay(form: &MeasureForm<'_>) -> Result<Option<DecayTiming>> {
    let inputs = form.inputs;
    let (climate, month) = match (inputs.get::<String>(&CLIMATE), inputs.get::<u32>(&START_MONTH)) {
        (None, None) => return Ok(None),
        (Some(climate), Some(month)) => (climate, month),
        (Some(_), None) => return Err(inputs.problem(&CLIMATE, Message::ClimateAndMonth)),
        (None, Some(_)) => return Err(inputs.problem(&START_MONTH, Message::ClimateAndMonth)),
    };
    let parameters = form.context.registry.parameters().iter().filter(|row| row.name == "decay-rate");
    let climates: BTreeSet<&str> = parameters.filter_map(|row| Some(row.subject.split_once(':')?.1)).collect();
    if !climates.contains(climate.as_str()) {
        let nearest = did_you_mean(&climate, climates.iter().copied()).map(Text::from);
        let (what, names) = (LabelKey::of("name.climate"), climates.into_iter().map(Text::from).collect());
        return Err(inputs.problem(&CLIMATE, Message::UnknownName { value: climate.into(), what, nearest, names }));
    }
    match u8::try_from(month).ok().filter(|month| *month <= 13) {
        Some(start_month) => Ok(Some(DecayTiming { climate, start_month })),
        None => Err(inputs.problem(&START_MONTH, Message::NotAStartMonth { value: (&month).into() })),
    }
}

/// All rows, and what a reader must know of them; or every row that is wrong.
pub(super) fn rows(form: &MeasureForm<'_>) -> Result<(Vec<Sorted>, Vec<Note>), Errors> {
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    let (mut seen, mut spans) = (BTreeSet::new(), BTreeMap::<(Year, _), [bool; 2]>::new());
    for row in form.inputs.sections(&WASTE) {
        let read = sorted(row, form).and_then(|sorted| {
            let way = (sorted.stream, sorted.destination, sorted.place.clone());
            let source = row.source().unwrap_or_default().to_owned();
            if !seen.insert((sorted.period, way.clone(), source)) {
                let (stream, destination) = ((&sorted.stream).into(), (&sorted.destination).into());
                let value = row.source().unwrap_or_default().into();
                return Err(row.placed("source", Message::WasteStatedTwice { value, stream, destination }.into()));
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
    if !wrong.is_empty() {
        return Err(Errors::of(wrong));
    }
    let twice = spans.into_iter().filter(|(_, both)| *both == [true, true]).map(|((year, (stream, destination, place)), _)| {
        let place = Some(place).filter(|place| !place.is_empty());
        Note::YearAndMonths { stream, destination, place, year }
    });
    Ok((rows, twice.collect()))
}

fn sorted(row: &FormInputs, form: &MeasureForm<'_>) -> Result<Sorted> {
    let registry = form.context.registry;
    let text = |input| row.need::<String>(input, registry);
    let amount: String = text(&AMOUNT)?;
    // The text is looked at, as -0 is not below zero.
    if amount.starts_with('-') {
        return Err(row.problem(&AMOUNT, Message::BelowZero { value: amount.into() }));
    }
    let value: Exact = amount.parse().map_err(|error| row.placed(AMOUNT.name, error))?;
    let sorted = Sorted {
        period: row.parsed::<Period>(&PERIOD)?.ok_or_else(|| row.missing(&PERIOD, registry))?,
        stream: row.parsed(&STREAM)?.ok_or_else(|| row.missing(&STREAM, registry))?,
        destination: row.parsed(&DESTINATION)?.ok_or_else(|| row.missing(&DESTINATION, registry))?,
        place: row.get(&PLACE).unwrap_or_default(),
        amount: form.context.units.reading(value, &text(&UNIT)?).map_err(|error| row.placed(UNIT.name, error))?,
        origin: row.at().file_name().to_owned(),
    };
    sorted.check().map_err(|error| row.at_field(error))?;
    Ok(sorted)
}
