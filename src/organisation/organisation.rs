//! An organisation computed: its records assessed, every problem gathered.

use super::boundary::Boundary;
use super::input::{OrganisationInput, StatedSource};
use super::spend::Spend;
use super::{event, keys};
use crate::assess::Assessor;
use crate::city::City;
use crate::error::{Error, ErrorKind, Errors, Location, Message, Result, did_you_mean};
use crate::inventory::{Inventory, Settings};
use crate::measures::MeasureRegistry;
use crate::records::Placed;
use crate::taxonomy::FootprintCategory;
use std::collections::{BTreeMap, BTreeSet};

/// An organisation with its lines open.
///
/// Its activity data are assessed as those of a city are, with the same factors, methods and checks. What it gives is a
/// [`Footprint`](super::Footprint), which no inventory of a city takes:
///
/// ```compile_fail
/// fn into_a_city(footprints: Vec<citycarbon::organisation::Footprint>) {
///     let _ = citycarbon::report::page(&footprints, citycarbon::i18n::Language::English);
/// }
/// ```
///
/// ```compile_fail
/// fn into_an_organisation(statements: Vec<citycarbon::Statement>) {
///     let _ = citycarbon::report::footprint_page(&statements, citycarbon::i18n::Language::English);
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Organisation {
    pub(super) input: OrganisationInput,
    /// The records, assessed: no figure of theirs leaves this module under a reference of the GPC.
    pub(super) records: City,
    pub(super) boundary: Boundary,
    /// Stated figures, by category: two of one category are compared, two of different ones are not.
    pub(super) stated: BTreeMap<FootprintCategory, Inventory>,
}

impl Organisation {
    /// Computes an organisation.
    ///
    /// # Errors
    /// Every problem found in its records, its boundary, its stated figures and keys.
    pub fn new(input: OrganisationInput) -> Result<Self, Errors> {
        let assessor = input.records.assessor()?;
        Self::assessed(input, assessor)
    }

    /// The same, with the assessor that the records give.
    pub(crate) fn assessed(mut input: OrganisationInput, assessor: Assessor) -> Result<Self, Errors> {
        let departments: BTreeSet<&str> = input.departments.keys().map(String::as_str).collect();
        let mut wrong = Vec::new();
        if !input.records.uses_organisation_codes {
            wrong.push(Message::RecordsOfCity.into());
        }
        if !input.records.reported.is_empty() || !input.records.keys.is_empty() || !input.records.cross_checks.is_empty() {
            wrong.push(Message::ReferencesInOrganisation.into());
        }
        if let Some(base) = input.base_year.filter(|base| !input.records.settings.years.contains(&base.year)) {
            wrong.push(Message::BaseYearNotInInventory { value: (&base.year).into() }.into());
        }
        let boundary = Boundary::new(&input.boundary, input.consolidation, &departments).map_err(|rules| wrong.extend(rules)).ok();
        wrong.extend(unknown_departments(&input));
        wrong.extend(contracts_twice(&input));
        let stated = stated(&input).map_err(|rows| wrong.extend(rows)).ok();
        wrong.extend(keys::wrong_keys(&input.keys, &departments));
        let (Some(boundary), Some(stated), true) = (boundary, stated, wrong.is_empty()) else {
            return Err(Errors::of(wrong));
        };
        let mut records = input.records.clone();
        if let Some(form) = &input.event {
            records.activities.extend(event::activities(form, &assessor, &records.units)?);
        }
        if !input.departments.is_empty() {
            let region = &records.settings.region;
            records.places = Some(input.departments.keys().map(|name| (name.clone(), region.clone())).collect());
        }
        // Contracts and acceptances are of the footprint.
        records.contracts.clear();
        records.settings.accepted.clear();
        let records = City::assessed(records, assessor, &MeasureRegistry::shipped())?;
        input.records.settings.factors_hash = records.assessor().registry().hash();
        let organisation = Self { input, records, boundary, stated };
        organisation.book_each_line()?;
        Ok(organisation)
    }

    /// Refuses activities that only the organisation can put into a category.
    fn book_each_line(&self) -> Result<(), Errors> {
        let mut wrong: BTreeMap<&str, Error> = BTreeMap::new();
        for line in self.records.inventory().lines() {
            if let Err(error) = self.boundary.of(line) {
                wrong.entry(&line.id.activity).or_insert(error);
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(Errors::of(wrong.into_values().collect())) }
    }

    /// What it is computed from.
    pub fn input(&self) -> &OrganisationInput {
        &self.input
    }

    /// What is wrong with rows that were refused, where they are collected.
    pub fn problems(&self) -> &[Error] {
        self.records.problems()
    }

    /// How many more bad rows there were, past the cap of [`problems`](Self::problems).
    pub fn unlisted(&self) -> u64 {
        self.records.unlisted()
    }
}

/// Contracts of one id, and a second residual mix, in a year; spend that is there twice.
fn contracts_twice(input: &OrganisationInput) -> Vec<Error> {
    let (mut books, mut wrong) = (Inventory::new(input.records.settings.clone()), Vec::new());
    for Placed { value, at } in &input.records.contracts {
        if let Err(error) = books.add_contract(value.clone()) {
            wrong.push(at.as_ref().map_or(error.clone(), |at| error.at_cell(at.clone())));
        }
    }
    let mut seen: Vec<Spend> = Vec::new();
    for Placed { value, at } in &input.spend {
        let spend = Spend { line: None, ..value.clone() };
        if seen.contains(&spend) {
            let error = Error::from(Message::Duplicate { value: spend.factor.as_str().into() });
            wrong.push(at.as_ref().map_or(error.clone(), |at| error.at_cell(at.clone())));
        }
        seen.push(spend);
    }
    wrong
}

/// Departments of stated figures and spend that the organisation does not list.
fn unknown_departments(input: &OrganisationInput) -> Vec<Error> {
    let stated = input.stated.iter().map(|row| (row.value.emission.place.as_str(), row.at.as_ref()));
    let spent = input.spend.iter().map(|row| (row.value.department.as_str(), row.at.as_ref()));
    let unknown = |name: &str| !input.departments.is_empty() && !name.is_empty() && !input.departments.contains_key(name);
    let refused = |(name, at): (&str, Option<&Location>)| {
        let nearest = did_you_mean(name, input.departments.keys().map(String::as_str)).map(Into::into);
        let error = Error::from(Message::UnknownDepartment { value: name.into(), nearest });
        at.map_or(error.clone(), |at| error.at_cell(at.clone().with_column("place")))
    };
    stated.chain(spent).filter(|(name, _)| unknown(name)).map(refused).collect()
}

/// Stated figures as lines, by category; or every bad row.
fn stated(input: &OrganisationInput) -> Result<BTreeMap<FootprintCategory, Inventory>, Vec<Error>> {
    let settings = Settings { accepted: BTreeMap::new(), ..input.records.settings.clone() };
    let (mut books, mut wrong) = (BTreeMap::new(), Vec::new());
    let mut add = |(category, year), at: Option<&Location>, add: &dyn Fn(&mut Inventory) -> Result<()>| {
        if settings.years.contains(&year) {
            let of_category = books.entry(category).or_insert_with(|| Inventory::new(settings.clone()));
            if let Err(error) = add(of_category) {
                let column = match error.kind() {
                    ErrorKind::Dimension | ErrorKind::Unit => Some("unit"),
                    ErrorKind::Negative => Some("amount"),
                    ErrorKind::Double => Some("source"),
                    _ => None,
                };
                let placed = |at: &Location| column.map_or_else(|| at.clone(), |column| at.clone().with_column(column));
                wrong.push(at.map_or(error.clone(), |at| error.at_cell(placed(at))));
            }
        }
    };
    for Placed { value: StatedSource { category, emission }, at } in &input.stated {
        add((*category, emission.year), at.as_ref(), &|books| {
            let mut emission = emission.clone();
            emission.category = category.checked_as()?;
            books.add_direct(emission)
        });
    }
    for Placed { value: spend, at } in &input.spend {
        add((spend.category, spend.year), at.as_ref(), &|books| books.add_line(spend.line()?));
    }
    if wrong.is_empty() { Ok(books) } else { Err(wrong) }
}
