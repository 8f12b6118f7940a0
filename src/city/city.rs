//! A city computed: its inventory opened, every problem gathered.

use super::table_rows::{self, rank, unknown_place};
use super::{CityForm, CityInput, indicator_rows, methods, view_rules};
use crate::assess::{Assessor, Line};
use crate::check::{Check, Finding, few};
use crate::error::{Error, ErrorKind, Errors, Location, Message, PlanFault, Result, Text, count};
use crate::factors::OwnTable;
use crate::forms::FormContext;
use crate::inventory::{Inventory, RowCounts, Settings, Statement, UnassessedRows, Views};
use crate::ledger::{Leaf, OnBad};
use crate::measures::{Change, MOST_YEARS_AHEAD, MeasureRegistry, StatedMeasure};
use crate::notice::Notice;
use crate::plan::{
    self, ActivityState, BusinessAsUsual, ComputedPlan, Effects, InventoryYears, PlanContext, RecordedChange, StatedPlan,
};
use crate::taxonomy::{Catalogue, Coverage, Region, Regions, Year};
use std::collections::{BTreeMap, BTreeSet};

/// A city with its open inventory.
#[derive(Clone, Debug)]
pub struct City {
    input: CityInput,
    assessor: Assessor,
    inventory: Inventory,
    measures: Vec<StatedMeasure>,
    plan: Option<StatedPlan>,
    views: Views,
    problems: Vec<Error>,
    unlisted: u64,
}

impl City {
    /// Computes a city whose measures are shipped ones.
    ///
    /// # Errors
    /// Every problem found, up to [`listed_problems`](CityInput::listed_problems). With [`OnBad::Collect`] bad rows of ledgers and small tables are left
    /// out and counted instead.
    pub fn new(input: CityInput) -> Result<Self, Errors> {
        Self::with_measures(input, &MeasureRegistry::shipped())
    }

    /// The same, with measures of the caller's own.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with_measures(input: CityInput, measures: &MeasureRegistry) -> Result<Self, Errors> {
        if input.uses_organisation_codes {
            return Err(Error::from(Message::RecordsOfOrganisation).into());
        }
        let assessor = input.assessor()?;
        Self::assessed(input, assessor, measures)
    }

    /// The same, with the assessor that the input gives.
    pub(crate) fn assessed(mut input: CityInput, assessor: Assessor, measures: &MeasureRegistry) -> Result<Self, Errors> {
        input.settings.factors_hash = assessor.registry().hash();
        input.settings.places = input.places.iter().flat_map(BTreeMap::keys).cloned().collect();
        let places: Option<BTreeSet<String>> = input.places.as_ref().map(|places| places.keys().cloned().collect());
        let (registry, catalogue) = (assessor.registry(), assessor.catalogue());
        let context = FormContext { registry, catalogue, places: places.as_ref(), units: &input.units };
        let stated = of_forms(&input.measures, "measures", input.listed_problems, |form, at| {
            let measure = measures.read(form.name(), form.keys(), at, context, assessor.policy())?;
            of_the_citys_years(&measure.change.years, form, at, &input.settings)?;
            Ok(measure)
        })?;
        let of_plan = Location::file(PLAN_FILE);
        let read = |form: &CityForm| {
            let plan = StatedPlan::read(form.keys(), &of_plan, context)?;
            of_the_citys_years(&plan.years, form, &of_plan, &input.settings)?;
            Ok(plan)
        };
        let read_plan = |form: &CityForm| form.checked(&of_plan, read(form));
        let plan = input.plan.as_ref().map(read_plan).transpose()?;
        let mut inventory = Inventory::new(input.settings.clone());
        of_forms(&input.methods, "methods", input.listed_problems, |form, at| methods::record(form, at, context, &mut inventory))?;
        for notice in own_tables(&input).into_iter().chain(unused_years(&input.settings)) {
            inventory.add_notice(notice);
        }
        for (year, notice) in &input.notices {
            match year {
                Some(year) if input.settings.years.contains(year) => inventory.add_notice_of(*year, notice.clone()),
                Some(_) => {}
                None => inventory.add_notice(notice.clone()),
            }
        }
        for check in abroad(&input) {
            inventory.add_check(None, check);
        }
        for (year, check) in &input.checks {
            if year.is_none_or(|year| input.settings.years.contains(&year)) {
                inventory.add_check(*year, check.clone());
            }
        }
        let twice = indicator_rows::twice(&input);
        if !twice.is_empty() {
            return Err(Errors::capped(twice, input.listed_problems));
        }
        let views = view_rules::views(&input)?;
        let mut city = Self { input, assessor, inventory, measures: stated, plan, views, problems: Vec::new(), unlisted: 0 };
        city.record()?;
        let ambiguous = view_rules::check(&city.input, &city.views, &mut city.inventory);
        for check in unused_rows(&city.input, &city.inventory, &city.measures, &city.assessor) {
            city.inventory.add_check(None, check);
        }
        let usable = city.inventory.rejected() == 0 || city.input.on_bad == OnBad::Collect;
        if usable && ambiguous.is_empty() {
            return Ok(city);
        }
        let (mut problems, unlisted) = if usable { (Vec::new(), 0) } else { (city.problems, city.unlisted) };
        let room = city.input.listed_problems.saturating_sub(problems.len());
        let past = count(ambiguous.len().saturating_sub(room));
        problems.extend(ambiguous.into_iter().take(room));
        Err(Errors::new(problems, unlisted.saturating_add(past)))
    }

    /// Ledgers, then the rows of small tables.
    fn record(&mut self) -> Result<()> {
        let Self { input, assessor, inventory, .. } = self;
        for sum in input.ledger.views() {
            unknown_place(input, sum.place).map_err(|error| Error::Cell {
                at: Location::file(sum.file).with_column("place"),
                problem: error.into_problem(),
            })?;
        }
        // Bad rows are listed to the end; whether there may be a result is decided once, for all files.
        let unassessed = inventory.record_tally(assessor, &input.ledger, OnBad::Collect)?;
        let refused = table_rows::record(input, assessor, inventory);
        let unread = &input.refused;
        let rejected = count(unread.problems.len()).saturating_add(unread.unlisted);
        inventory.add_counts(&RowCounts { rejected, sources: input.sources.clone(), ..RowCounts::default() });
        let mut of_tables: Vec<Error> = unread.problems.iter().cloned().chain(refused).collect();
        of_tables.sort_by_key(|error| rank(error.at()));
        let of_ledgers = input.ledger.problems();
        let cap = input.listed_problems;
        self.unlisted = input.ledger.rejected().saturating_sub(count(of_ledgers.len())).saturating_add(unread.unlisted);
        let of_ledgers = of_ledgers.iter().map(|problem| (problem.clone(), 1));
        let unassessed = unassessed.into_iter().map(|UnassessedRows { problem, rows, .. }| (problem, rows));
        for (problem, rows) in of_ledgers.chain(unassessed).chain(of_tables.into_iter().map(|problem| (problem, 1))) {
            if self.problems.len() < cap {
                self.problems.push(problem);
            } else {
                self.unlisted = self.unlisted.saturating_add(rows);
            }
        }
        Ok(())
    }

    /// What the city is computed from.
    pub fn input(&self) -> &CityInput {
        &self.input
    }

    /// Catalogue, tables, region.
    pub fn assessor(&self) -> &Assessor {
        &self.assessor
    }

    /// The open inventory.
    pub fn inventory(&self) -> &Inventory {
        &self.inventory
    }

    /// What is wrong with rows that were refused, where the city collects them.
    pub fn problems(&self) -> &[Error] {
        &self.problems
    }

    /// How many more bad rows there were, past the cap of [`problems`](Self::problems).
    pub fn unlisted(&self) -> u64 {
        self.unlisted
    }

    /// The closed inventory of each year.
    pub fn close(&self) -> Result<Vec<Statement>> {
        self.inventory.close().map_err(|error| self.placed(error))
    }

    /// An error of closing, at the row that it is about.
    fn placed(&self, error: Error) -> Error {
        match error {
            Error::Value(problem) if matches!(problem.message(), Message::AcceptedYears { .. }) => {
                Error::Cell { at: Location::file("city.toml").with_column("accept"), problem }
            }
            Error::Value(problem) => {
                // A circle of references is shown at the first.
                let value = match problem.message() {
                    Message::IncludedInCircle { circle, .. } => circle.first().map(Text::as_str),
                    _ => problem.value(),
                };
                match value.and_then(|value| self.row_of(problem.kind(), value)) {
                    Some(at) => Error::Cell { at, problem },
                    None => problem.into(),
                }
            }
            other => other,
        }
    }

    /// The row of a year of the inventory that an error is about: by the reference or id that it names.
    fn row_of(&self, kind: ErrorKind, name: &str) -> Option<Location> {
        let CityInput { settings, reported, keys, contracts, .. } = &self.input;
        let counts = |year: &Year| settings.years.contains(year);
        let (at, column) = match kind {
            ErrorKind::Losses => {
                let row = reported.iter().find(|row| counts(&row.value.year) && row.value.category.reference() == name)?;
                (row.at.clone(), "ref")
            }
            ErrorKind::NotationKey => {
                let row = keys.iter().find(|row| counts(&row.value.year) && row.value.category.reference() == name)?;
                (row.at.clone(), "key")
            }
            ErrorKind::Conflict => {
                let mut own = contracts.iter().filter(|row| counts(&row.value.year));
                let of_reference = |row: &crate::inventory::Contract| row.category.is_some_and(|of| of.reference() == name);
                match own.clone().find(|row| row.value.id == name) {
                    Some(row) => (row.at.clone(), "id"),
                    None => (own.find(|row| of_reference(&row.value))?.at.clone(), "ref"),
                }
            }
            _ => return None,
        };
        at.map(|at| at.with_column(column))
    }

    /// The views of the city: those that every inventory has, and its own.
    pub fn views(&self) -> &Views {
        &self.views
    }

    /// The measures that forms of the city state, in the order of their names.
    pub fn measures(&self) -> &[StatedMeasure] {
        &self.measures
    }

    /// How much of each activity its records have, in every year of the inventory; stocks that are stated by months left out.
    pub fn activity_state(&self) -> Result<ActivityState> {
        let mut state = ActivityState::default();
        // A stock by months is a mean of theirs, no sum.
        let is_sum = |leaf: &Leaf| leaf.coverage == Coverage::default() || !self.assessor.is_stock(&leaf.activity);
        let of_ledgers = self.input.ledger.leaves().filter(is_sum).map(|leaf| leaf.activity());
        for activity in of_ledgers.chain(self.input.activities.iter().cloned().map(Ok)) {
            let activity = activity?;
            if self.input.settings.years.contains(&activity.year) {
                state.add(&activity)?;
            }
        }
        Ok(state)
    }

    /// Its plan as stated; none where it has none.
    pub fn stated_plan(&self) -> Option<&StatedPlan> {
        self.plan.as_ref()
    }

    /// Its plan computed; none where it has none.
    ///
    /// # Errors
    /// What is wrong with the plan taken together with the measures and the inventory.
    pub fn plan(&self) -> Result<Option<ComputedPlan>> {
        let Some(stated) = self.plan.clone() else { return Ok(None) };
        let (assessor, inventory) = (self.looking_ahead(), self.inventory_years()?);
        let context =
            PlanContext { assessor: &assessor, settings: &self.input.settings, measures: &self.measures, inventory: &inventory };
        ComputedPlan::of(stated, context).map(Some).map_err(|error| in_file(Location::file(PLAN_FILE), error))
    }

    /// The assessor for years to come: past the last year of the tables the last factor is used.
    fn looking_ahead(&self) -> Assessor {
        let mut policy = self.assessor.policy().clone();
        policy.most_years_back = policy.most_years_back.max(MOST_YEARS_AHEAD);
        self.assessor.clone().with_policy(policy)
    }

    /// Activity of its records, and emissions that its level counts.
    fn inventory_years(&self) -> Result<InventoryYears> {
        let level = self.input.settings.level;
        let (mut emitted, mut statuses) = (BTreeMap::new(), BTreeMap::new());
        for statement in self.close()? {
            let counted = statement.entries.iter().filter(|entry| level.requires(entry.category));
            emitted.insert(statement.year, counted.filter_map(|entry| Some((entry.category, entry.co2e?))).collect());
            statuses.insert(statement.year, statement.status());
        }
        Ok(InventoryYears::new(self.activity_state()?, emitted, statuses))
    }

    /// What a measure of the city does; none where there is no form of that name. A share is taken from business as usual of the plan, where
    /// there is one, else from the records of the year.
    pub fn effects(&self, name: &str) -> Result<Option<Effects>> {
        let applied = self.with_measure(name, plan::apply)?;
        Ok(applied.map(|(measure, mut effects)| {
            effects.published.clone_from(&measure.published);
            effects
        }))
    }

    /// The activity of a measure of the city as it is recorded without the measure and with it; none where there is no form of that name.
    pub fn recorded_change(&self, name: &str) -> Result<Option<RecordedChange>> {
        Ok(self.with_measure(name, RecordedChange::new)?.map(|(_, recorded)| recorded))
    }

    /// What is made of a measure, with the baseline that it is held against.
    fn with_measure<T>(
        &self,
        name: &str,
        make: impl Fn(&Assessor, &Settings, &Change, &ActivityState) -> Result<T>,
    ) -> Result<Option<(&StatedMeasure, T)>> {
        let Some(measure) = self.measures.iter().find(|measure| measure.name == name) else { return Ok(None) };
        let assessor = self.assessor.clone().with_policy(measure.policy.clone());
        let baseline = match &self.plan {
            _ if measure.change.shares.is_empty() => ActivityState::default(),
            None => self.activity_state()?,
            Some(plan) => {
                let held = self.inventory_years()?;
                BusinessAsUsual::of(plan.baseline.as_ref(), &measure.change.years, &held, &assessor)?.activity
            }
        };
        let outcome = make(&assessor, &self.input.settings, &measure.change, &baseline);
        Ok(Some((measure, outcome.map_err(|error| in_file(file_of("measures", name), error))?)))
    }
}

/// The file of the plan.
const PLAN_FILE: &str = "plan.toml";

/// An error without a place, in a file.
fn in_file(at: Location, error: Error) -> Error {
    match error {
        Error::Cell { .. } | Error::File { .. } => error,
        other => Error::File { at, problem: other.into_problem().without_option() },
    }
}

/// The file of a form.
fn file_of(folder: &str, name: &str) -> Location {
    Location::file(format!("{folder}/{name}.toml"))
}

/// Reads every form of a folder; what is wrong with each, form by form.
fn of_forms<T>(
    forms: &[CityForm],
    folder: &str,
    cap: usize,
    mut read: impl FnMut(&CityForm, &Location) -> Result<T, Errors>,
) -> Result<Vec<T>, Errors> {
    let (mut all, mut wrong) = (Vec::new(), Vec::new());
    for form in forms {
        let at = file_of(folder, form.name());
        match form.checked(&at, read(form, &at)) {
            Ok(form) => all.push(form),
            Err(errors) => wrong.extend(errors.into_listed()),
        }
    }
    if wrong.is_empty() { Ok(all) } else { Err(Errors::capped(wrong, cap)) }
}

/// Refuses years of a form that are fiscal where those of the inventory are not, or the reverse: nothing in one is about the other.
fn of_the_citys_years(years: &BTreeSet<Year>, form: &CityForm, at: &Location, settings: &Settings) -> Result<()> {
    let Some(first) = years.first() else { return Ok(()) };
    let stated = form.keys().get("first_year").and_then(|placed| placed.at.clone());
    let at = stated.unwrap_or_else(|| at.clone().with_column("first_year"));
    settings.check_kind(*first).map_err(|error| match error.problem().message() {
        Message::CalendarYearAmongFiscal { value, year } => Error::File {
            at,
            problem: {
                let fault = PlanFault::CalendarForm { year: year.clone() };
                Message::Plan { value: Some(value.clone()), fault }.into()
            },
        },
        _ => error.in_file(at),
    })
}

/// Notices of the tables that are used: the city's own, and shipped ones that are left out.
fn own_tables(input: &CityInput) -> Vec<Notice> {
    let tables = input.tables.iter().map(|table| Notice::OwnTable { file: table.file().to_owned() });
    let codes = Catalogue::bundled().overlaid(&input.codes).1;
    let replaced = (!codes.is_empty()).then(|| Notice::CodesReplaced { file: "activities.csv".to_owned(), codes });
    let open_data = input.open_data.then_some(Notice::OpenDataOnly);
    tables.chain(replaced).chain(open_data).collect()
}

/// Own rows for inventories that no line of any year is computed with: often a subject or a region with a slip in it.
fn unused_rows(input: &CityInput, inventory: &Inventory, measures: &[StatedMeasure], assessor: &Assessor) -> Vec<Check> {
    if input.tables.is_empty() {
        return Vec::new();
    }
    let rows = inventory.lines().flat_map(Line::terms).flat_map(|term| &term.rows);
    let mut used: BTreeSet<String> = rows.map(|row| row.id.clone()).collect();
    used.extend(measures.iter().flat_map(|measure| rows_of(measure, assessor)));
    let unused = |table: &OwnTable| {
        let (ids, more) = few(table.ids_for_inventories().filter(|id| !used.contains(*id)).map(str::to_owned));
        (!ids.is_empty()).then(|| Check::of_name(table.file(), Finding::UnusedRows { ids, more }))
    };
    input.tables.iter().filter_map(unused).collect()
}

/// The rows that a measure is computed with; one that cannot be assessed is refused where it is computed.
fn rows_of(measure: &StatedMeasure, assessor: &Assessor) -> BTreeSet<String> {
    let assessor = assessor.clone().with_policy(measure.policy.clone());
    let Change { without, with, leakage, exported, .. } = &measure.change;
    let all = without.iter().chain(with).chain(leakage).chain(exported);
    let lines = all.filter_map(|activity| assessor.assess_activity(activity).ok()).flat_map(|assessed| assessed.lines);
    lines.flat_map(|line| line.terms().flat_map(|term| &term.rows).map(|row| row.id.clone()).collect::<Vec<_>>()).collect()
}

/// Places whose region lies in another country than the city.
fn abroad(input: &CityInput) -> Vec<Check> {
    let (regions, city) = (Regions::bundled(), &input.settings.region);
    let Some(country) = regions.country(city) else { return Vec::new() };
    let other = |region: &Region| regions.country(region).is_some_and(|of| of != country);
    let finding = |region: &Region| Finding::PlaceAbroad { region: region.clone(), of: city.clone() };
    let places = input.places.iter().flatten().filter(|(_, region)| other(region));
    places.map(|(place, region)| Check::of_name(place, finding(region))).collect()
}

/// Notices of figures of the city for years that the inventory does not have.
fn unused_years(settings: &Settings) -> impl Iterator<Item = Notice> {
    let of = |key: &str, years: Vec<Year>| {
        let others = years.into_iter().filter(|year| !settings.years.contains(year));
        others.map(|year| Notice::UnusedYear { key: key.to_owned(), year }).collect::<Vec<_>>()
    };
    let population = of("population", settings.population.keys().copied().collect());
    population.into_iter().chain(of("gdp", settings.gdp.keys().copied().collect()))
}
