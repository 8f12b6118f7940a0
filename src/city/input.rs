//! Everything that a city's inventory is computed from, as one plain value.

use crate::activity::Activity;
use crate::assess::Assessor;
use crate::check::Check;
use crate::error::{Error, Errors, Location, Result};
use crate::factors::{FallbackPolicy, OwnTable, Registry};
use crate::forms::FormSection;
use crate::indicators::{MonitoringValue, StatedIndicator};
use crate::inventory::{Contract, CrossCheck, NotationEntry, ReportedEmission, Settings, ViewRule};
use crate::ledger::{LedgerSources, OnBad, Tally};
use crate::notice::Notice;
use crate::quantity::OwnUnits;
use crate::records::{Limits, Placed};
use crate::taxonomy::{Catalogue, Category, Region, Year};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Why a reference has no figure in a year, for the city or one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ReportedKey {
    /// The year.
    pub year: Year,
    /// The reference.
    pub category: Category,
    /// The place; empty for the city as a whole.
    #[serde(default)]
    pub place: String,
    /// The key and its reason.
    pub entry: NotationEntry,
}

impl ReportedKey {
    /// A key for the city (`place` empty) or for one place.
    pub fn new(year: Year, category: Category, place: &str, entry: NotationEntry) -> Self {
        Self { year, category, place: place.to_owned(), entry }
    }
}

/// A form of a method or a measure, as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CityForm {
    name: String,
    keys: FormSection,
    /// The SHA-256 of its file, if it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
    /// Cells of its tables that could not be read.
    #[serde(skip)]
    unread: Vec<Error>,
}

impl CityForm {
    /// A form; `name` is the stem of its file.
    pub fn new(name: &str, keys: FormSection) -> Self {
        Self { name: name.to_owned(), keys, sha256: None, unread: Vec::new() }
    }

    /// The same, with the SHA-256 of its file.
    #[must_use]
    pub fn with_sha256(mut self, sha256: Option<String>) -> Self {
        self.sha256 = sha256;
        self
    }

    /// The same, with what is wrong with cells of its tables.
    #[cfg(feature = "folder")]
    pub(crate) fn with_unread(mut self, unread: Vec<Error>) -> Self {
        self.unread = unread;
        self
    }

    /// Its name: the stem of its file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The SHA-256 of its file, if it was taken.
    pub fn sha256(&self) -> Option<&str> {
        self.sha256.as_deref()
    }

    /// Its keys.
    pub fn keys(&self) -> &FormSection {
        &self.keys
    }

    /// The problems of its cells, and those that reading its keys finds elsewhere; or what was read.
    pub(super) fn checked<T>(&self, at: &Location, read: Result<T, Errors>) -> Result<T, Errors> {
        let read = read.map_err(|errors| errors.in_file(at));
        if self.unread.is_empty() {
            return read;
        }
        let mut problems = self.unread.clone();
        for error in read.err().into_iter().flat_map(Errors::into_listed) {
            if problems.iter().all(|known| known.at() != error.at()) {
                problems.push(error);
            }
        }
        problems.sort_by(|a, b| a.at().cmp(&b.at()));
        Err(Errors::of(problems))
    }
}

/// Rows of small tables that could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RefusedRows {
    /// Why, in the order of files and lines.
    pub problems: Vec<Error>,
    /// How many more there were, past the cap of a list.
    pub unlisted: u64,
}

/// Everything that a city's inventory is computed from.
///
/// All of it is data: it can be compared, sent as JSON, changed and computed again. A folder is one way to
/// make it and to keep it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CityInput {
    /// The city, its years and its GWP set. The hash of the tables is set when the inventory is computed.
    pub settings: Settings,
    /// How far look-ups may go, and which series were chosen.
    #[serde(default)]
    pub policy: FallbackPolicy,
    /// What becomes of bad rows.
    #[serde(default)]
    pub on_bad: OnBad,
    /// Whether only the shipped rows of open publications are used, as [`Registry::open_data`] has them.
    #[serde(default)]
    pub open_data: bool,
    /// Whether the codes of organisations may be used: what they buy, travel, have carried. No city takes records with it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) uses_organisation_codes: bool,
    /// The city's own factors and parameters.
    #[serde(default)]
    pub tables: Vec<OwnTable>,
    /// The city's own activity codes.
    #[serde(default)]
    pub codes: Catalogue,
    /// The city's own units.
    #[serde(default)]
    pub units: OwnUnits,
    /// The places of the city with the region of each, where it lists them.
    #[serde(default)]
    pub places: Option<BTreeMap<String, Region>>,
    /// Activity data of a program, one by one.
    #[serde(default)]
    pub activities: Vec<Activity>,
    /// Activity data of ledgers, summed.
    #[serde(default)]
    pub ledger: Tally,
    /// Who states them, as far as rows say so: of ledgers of a folder up to a megabyte.
    #[serde(default, skip_serializing_if = "LedgerSources::is_empty")]
    pub sources: LedgerSources,
    /// Emissions known without activity data.
    #[serde(default)]
    pub reported: Vec<Placed<ReportedEmission>>,
    /// Notation keys.
    #[serde(default)]
    pub keys: Vec<Placed<ReportedKey>>,
    /// Contracts and certificates of the market-based view.
    #[serde(default)]
    pub contracts: Vec<Placed<Contract>>,
    /// Other ways to the same figures.
    #[serde(default)]
    pub cross_checks: Vec<Placed<CrossCheck>>,
    /// Rules of the city's own views of its lines.
    #[serde(default)]
    pub views: Vec<Placed<ViewRule>>,
    /// Indicators as the city states them.
    #[serde(default)]
    pub indicators: Vec<Placed<StatedIndicator>>,
    /// Concentrations measured in the air, in no figure.
    #[serde(default)]
    pub monitoring: Vec<Placed<MonitoringValue>>,
    /// Methods filled in.
    #[serde(default)]
    pub methods: Vec<CityForm>,
    /// Measures filled in.
    #[serde(default)]
    pub measures: Vec<CityForm>,
    /// The plan of the city, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<CityForm>,
    /// What reading found that a reader of the report must know, for one year or for all.
    #[serde(default)]
    pub notices: BTreeSet<(Option<Year>, Notice)>,
    /// Checks of a file or a row, each of one year or of all.
    #[serde(default)]
    pub checks: BTreeSet<(Option<Year>, Check)>,
    /// Rows of small tables that could not be read; those of ledgers are in the tally.
    #[serde(default)]
    pub refused: RefusedRows,
    /// How many problems are listed; more are counted.
    #[serde(default = "most_problems")]
    pub listed_problems: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // As serde calls it.
fn is_false(flag: &bool) -> bool {
    !flag
}

fn most_problems() -> usize {
    Limits::default().errors
}

impl CityInput {
    /// A city without any figure.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            policy: FallbackPolicy::default(),
            on_bad: OnBad::default(),
            open_data: false,
            uses_organisation_codes: false,
            tables: Vec::new(),
            codes: Catalogue::default(),
            units: OwnUnits::default(),
            places: None,
            activities: Vec::new(),
            ledger: Tally::default(),
            sources: LedgerSources::default(),
            reported: Vec::new(),
            keys: Vec::new(),
            contracts: Vec::new(),
            cross_checks: Vec::new(),
            views: Vec::new(),
            indicators: Vec::new(),
            monitoring: Vec::new(),
            methods: Vec::new(),
            measures: Vec::new(),
            plan: None,
            notices: BTreeSet::new(),
            checks: BTreeSet::new(),
            refused: RefusedRows::default(),
            listed_problems: most_problems(),
        }
    }

    /// With one activity more.
    #[must_use]
    pub fn with_activity(mut self, activity: Activity) -> Self {
        self.activities.push(activity);
        self
    }

    /// With a reported emission more.
    #[must_use]
    pub fn with_reported(mut self, reported: ReportedEmission) -> Self {
        self.reported.push(reported.into());
        self
    }

    /// With the key of a reference, for the city (`place` empty) or for one place.
    #[must_use]
    pub fn with_key(mut self, year: Year, category: Category, place: &str, entry: NotationEntry) -> Self {
        self.keys.push(ReportedKey::new(year, category, place, entry).into());
        self
    }

    /// With a contract more.
    #[must_use]
    pub fn with_contract(mut self, contract: Contract) -> Self {
        self.contracts.push(contract.into());
        self
    }

    /// With a cross-check more.
    #[must_use]
    pub fn with_cross_check(mut self, check: CrossCheck) -> Self {
        self.cross_checks.push(check.into());
        self
    }

    /// With an indicator more.
    #[must_use]
    pub fn with_indicator(mut self, stated: StatedIndicator) -> Self {
        self.indicators.push(stated.into());
        self
    }

    /// With a measured concentration more.
    #[must_use]
    pub fn with_monitoring(mut self, measured: MonitoringValue) -> Self {
        self.monitoring.push(measured.into());
        self
    }

    /// With a rule of a view more.
    #[must_use]
    pub fn with_view_rule(mut self, rule: ViewRule) -> Self {
        self.views.push(rule.into());
        self
    }

    /// With a method filled in.
    #[must_use]
    pub fn with_method(mut self, name: &str, keys: FormSection) -> Self {
        self.methods.push(CityForm::new(name, keys));
        self
    }

    /// With a measure filled in.
    #[must_use]
    pub fn with_measure(mut self, name: &str, keys: FormSection) -> Self {
        self.measures.push(CityForm::new(name, keys));
        self
    }

    /// The same, with a plan.
    #[must_use]
    pub fn with_plan(mut self, keys: FormSection) -> Self {
        self.plan = Some(CityForm::new("plan", keys));
        self
    }

    /// With a place more, in a region of its own or the city's.
    #[must_use]
    pub fn with_place(mut self, place: &str, region: Option<Region>) -> Self {
        let region = region.unwrap_or_else(|| self.settings.region.clone());
        self.places.get_or_insert_default().insert(place.to_owned(), region);
        self
    }

    /// The tables, codes, places and choices of the city, which turn activity into lines.
    ///
    /// # Errors
    /// Rows of the city's own tables whose ids are taken; a choice or waiver that names nothing in the tables.
    pub fn assessor(&self) -> Result<Assessor, Errors> {
        let registry = self.registry()?;
        self.policy.check(&registry).map_err(Error::from)?;
        Ok(self.assessor_with(registry))
    }

    /// The shipped tables with the city's own over them.
    pub(crate) fn registry(&self) -> Result<Registry, Errors> {
        let shipped = if self.open_data { Registry::open_data() } else { Registry::bundled() };
        shipped?.with_own(&self.tables).map_err(|wrong| Errors::capped(wrong, self.listed_problems))
    }

    /// The assessor of the city with these tables.
    pub(crate) fn assessor_with(&self, registry: Registry) -> Assessor {
        let shipped = if self.uses_organisation_codes { Catalogue::of_organisations() } else { Catalogue::bundled() };
        let (catalogue, _) = shipped.overlaid(&self.codes);
        let assessor = Assessor::new(catalogue, registry, self.settings.region.clone(), self.policy.clone());
        assessor.with_places(self.places.clone().unwrap_or_default())
    }
}
