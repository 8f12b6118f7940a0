//! The rows and the scheme of a form.

use super::scheme::{AMOUNT, Handling, PERIOD, Separation, Sorted, UNIT, WasteRoute};
use crate::error::{Error, Errors, LabelKey, Location, MeasureFault, Message, Problem, Result, did_you_mean};
use crate::forms::{FormInput, FormInputs};
use crate::measures::disposal::{CODE, EXTRA_DISTANCE, FUEL_USE, Fate, Haul, Inner, TREATMENT, at, decay, fate, none_inside};
use crate::measures::{Destination, MeasureForm, Note, Stream};
use crate::methods::{Input, InputKind};
use crate::quantity::Exact;
use crate::taxonomy::{Period, Year};
use std::collections::{BTreeMap, BTreeSet};

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
pub(super) const COST: Input =
    Input::of_kind("cost", InputKind::Section(&[WHAT, PER_TONNE, PRICE_YEAR]), "what handling a tonne costs").optional();
const WHAT: Input = Input::of_kind("what", InputKind::Text, "what is saved");
const PER_TONNE: Input = Input::of_kind("per_tonne", InputKind::Text, "the price of a tonne, such as 1000 THB/t");
const PRICE_YEAR: Input = Input::of_kind("price_year", InputKind::Year, "the year of the prices");

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

/// What would have become of each stream.
fn without(form: &MeasureForm<'_>) -> Result<BTreeMap<Stream, Fate>> {
    let mut fates = BTreeMap::new();
    for (key, place, value) in form.inputs.free(&WITHOUT).into_iter().flat_map(FormInputs::iter) {
        let FormInput::Free(section) = value else { continue };
        let stream: Stream = key.parse().map_err(|error: Error| at(place, error.into_problem()))?;
        if stream == Stream::General {
            return Err(at(place, Message::Measure { value: Some(key.into()), fault: MeasureFault::GeneralUnchanged }));
        }
        let (fate, inner) = fate(form, section, TREATMENT)?;
        none_inside(&inner)?;
        fate.check(&stream.to_string(), false).map_err(|error| at(place, error.into_problem()))?;
        fates.insert(stream, fate);
    }
    Ok(fates)
}

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
        let (own, inner) = fate(form, section, TREATMENT)?;
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
            let (own, deeper) = fate(form, section, TREATMENT)?;
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
        (_, true) => Message::Measure { value: Some(word.into()), fault: MeasureFault::StreamForDestination }.into(),
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
    Err(at(place, Message::Measure { value: Some((*stream).into()), fault: MeasureFault::StreamBelowDestination { right } }))
}

fn transport(form: &MeasureForm<'_>) -> Result<BTreeMap<Destination, Haul>> {
    let haul = |(key, section): &(String, FormInputs)| {
        let destination = key.parse().map_err(|error: Error| at(section.at(), error.into_problem()))?;
        Ok((destination, Haul::read(section, form)?))
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
