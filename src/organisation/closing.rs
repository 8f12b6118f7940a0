//! Closing an organisation: its assessed lines booked in its categories, with their shares.

use super::boundary::{BookedLine, Consolidation};
use super::footprint::{Footprint, FootprintEntry, FootprintLine};
use super::input::{CategoryKey, FootprintLevel};
use super::organisation::Organisation;
use super::{base_year, market};
use crate::assess::{ClosedLine, Origin};
use crate::check::{Acceptance, Check, CheckKind, CheckTarget, Finding};
use crate::error::{Fill, Phrase, Result};
use crate::inventory::{RaisedCheck, RowCounts, Settings, Statement, accept_checks};
use crate::notice::Notice;
use crate::quantity::{Exact, Mass, Quantity};
use crate::taxonomy::{Category, FootprintCategory, NotationKey, Quality, Year};
use std::collections::BTreeMap;

impl Organisation {
    /// The footprint of each year.
    ///
    /// # Errors
    /// Figures past the room of a number, contracts above the electricity used, acceptances that may not be.
    pub fn close(&self) -> Result<Vec<Footprint>> {
        let mut footprints = footprints(self)?;
        base_year::compare(&mut footprints, self.input.base_year)?;
        accept(&mut footprints, &self.input.records.settings.accepted)?;
        Ok(footprints)
    }
}

/// The footprint of each year, before years are compared and checks are accepted.
fn footprints(organisation: &Organisation) -> Result<Vec<Footprint>> {
    let input = &organisation.input;
    let mut stated: BTreeMap<Year, Vec<(FootprintCategory, Statement)>> = BTreeMap::new();
    for (category, books) in &organisation.stated {
        for statement in books.close()? {
            stated.entry(statement.year).or_default().push((*category, statement));
        }
    }
    let unused = unused_rules(organisation);
    let close = |statement: Statement| {
        let year = statement.year;
        let mut lines = Vec::new();
        for closed in statement.lines {
            let booking = organisation.boundary.of(&closed.line)?;
            lines.push(line(closed, &booking, &statement.settings)?);
        }
        let booked = BookedIn::of(&lines);
        let of_footprint = |check| of_footprint(check, &booked);
        let mut checks: Vec<RaisedCheck> = statement.checks.into_iter().filter_map(of_footprint).collect();
        for (category, statement) in stated.remove(&year).unwrap_or_default() {
            let of_figures = |check: &RaisedCheck| matches!(check.id.kind, CheckKind::AsStated | CheckKind::Gases);
            let found = statement.checks.into_iter().filter(of_figures);
            checks.extend(found.map(|check| RaisedCheck::from(Check::of_category(category, check.finding))));
            for closed in statement.lines {
                let booking = organisation.boundary.of_stated(&closed.line, category);
                lines.push(line(closed, &booking, &statement.settings)?);
            }
        }
        lines.sort_by(|one, other| (one.category, &one.whole.line.id).cmp(&(other.category, &other.whole.line.id)));
        let contracts = input.records.contracts.iter().map(|placed| placed.value.clone());
        let contracts: Vec<_> = contracts.filter(|contract| contract.year == year).collect();
        let mut notices: Vec<Notice> = statement.notices.into_iter().filter(is_of_footprint).collect();
        let market = market::weighed(&lines, &contracts, &statement.settings.region, (&mut notices, &mut checks))?;
        checks.extend(unused.iter().cloned());
        let settings = Settings { accepted: input.records.settings.accepted.clone(), ..statement.settings };
        let keys: Vec<CategoryKey> = input.keys.iter().map(|placed| placed.value.clone()).collect();
        let mut footprint = Footprint::of_lines(settings, (input.consolidation, input.level), year, lines, &keys)?;
        footprint.departments.clone_from(&input.departments);
        (footprint.market, footprint.contracts, footprint.rows) = (market, contracts, RowCounts { ..statement.rows });
        (footprint.checks, footprint.notices) = (checks, notices);
        (footprint.staff, footprint.floor_m2) = (input.staff.get(&year).copied(), input.floor_m2.get(&year).copied());
        footprint.checks.extend(values_with_keys(&footprint).into_iter().map(RaisedCheck::from));
        let silent: Vec<Check> = footprint
            .not_reported()
            .into_iter()
            .map(|name| Check::of_name(name, Finding::DepartmentSilent { department: name.to_owned() }))
            .collect();
        footprint.checks.extend(silent.into_iter().map(RaisedCheck::from));
        Ok(footprint)
    };
    organisation.records.close()?.into_iter().map(close).collect()
}

impl Footprint {
    /// A year with nothing but its lines and keys.
    pub(crate) fn of_lines(
        settings: Settings,
        (consolidation, level): (Consolidation, FootprintLevel),
        year: Year,
        lines: Vec<FootprintLine>,
        keys: &[CategoryKey],
    ) -> Result<Self> {
        let entries = entries(&lines, keys, year)?;
        Ok(Self {
            settings,
            consolidation,
            level,
            departments: BTreeMap::new(),
            year,
            lines,
            entries,
            market: None,
            contracts: Vec::new(),
            rows: RowCounts::default(),
            checks: Vec::new(),
            notices: Vec::new(),
            change: None,
            staff: None,
            floor_m2: None,
        })
    }
}

/// A line with its share: the share is a factor of the open mass, so that it is divided once.
fn line(whole: ClosedLine, booking: &BookedLine<'_>, settings: &Settings) -> Result<FootprintLine> {
    let (mass, co2e) = if booking.share.is_one() {
        (whole.mass.value(), whole.co2e)
    } else {
        let open = whole.line.open_mass()?.checked_mul(booking.share.number())?;
        let part = whole.line.close_open(open, settings.gwp, settings.co2e_only)?;
        (part.mass.value(), part.co2e)
    };
    Ok(FootprintLine {
        category: booking.category,
        department: whole.line.id.place.to_string(),
        activity: whole.line.id.activity.to_string(),
        share: booking.share,
        reason: booking.rule.map(|rule| rule.reason.clone()),
        mass,
        co2e,
        whole,
    })
}

/// Rules of the boundary that decide about no line of any year.
fn unused_rules(organisation: &Organisation) -> Vec<RaisedCheck> {
    let stated = organisation.stated.values().flat_map(crate::inventory::Inventory::lines);
    let unused = organisation.boundary.unused(organisation.records.inventory().lines().chain(stated));
    let check = |department: &str, activity: &str| {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let finding = Finding::RuleUnused { department: some(department), activity: some(activity) };
        RaisedCheck::from(Check::of_name("boundary.csv", finding))
    };
    unused.into_iter().map(|rule| check(&rule.department, &rule.activity)).collect()
}

/// Where the lines of references, and of activities in departments, are booked, as far as all of them are in one category.
#[derive(Default)]
struct BookedIn<'l> {
    references: BTreeMap<Category, Option<FootprintCategory>>,
    activities: BTreeMap<&'l str, Option<FootprintCategory>>,
    departments: BTreeMap<(&'l str, &'l str), Option<FootprintCategory>>,
}

impl<'l> BookedIn<'l> {
    fn of(lines: &'l [FootprintLine]) -> Self {
        fn book<K: Ord>(held: &mut BTreeMap<K, Option<FootprintCategory>>, key: K, category: FootprintCategory) {
            let held = held.entry(key).or_insert(Some(category));
            *held = held.filter(|held| *held == category);
        }
        let mut booked = Self::default();
        // Losses are elsewhere than what they are losses of, and have no rows of their own.
        for line in lines.iter().filter(|line| !line.whole.line.is_losses()) {
            book(&mut booked.references, line.whole.line.id.category, line.category);
            book(&mut booked.activities, &line.activity, line.category);
            book(&mut booked.departments, (&line.activity, &line.department), line.category);
        }
        booked
    }

    /// The category that a check of a reference is about.
    fn category(&self, reference: Category, check: &RaisedCheck) -> Option<FootprintCategory> {
        let activity = match check.finding.fill("activity") {
            Fill::Text(activity) => Some(activity.into_owned()),
            _ => None,
        };
        let of_activity = activity.and_then(|activity| {
            let here = self.departments.get(&(activity.as_str(), check.id.place.as_str())).copied().flatten();
            here.or_else(|| self.activities.get(activity.as_str()).copied().flatten())
        });
        let of_reference = || self.references.get(&reference).copied().flatten();
        of_activity.or_else(of_reference).or_else(|| FootprintCategory::of_reference(reference))
    }
}

/// A check of the records as one of the footprint; none where it is about the references of a city.
fn of_footprint(mut check: RaisedCheck, booked: &BookedIn<'_>) -> Option<RaisedCheck> {
    let of_city = matches!(check.id.kind, CheckKind::Keys | CheckKind::Moved | CheckKind::PerHead | CheckKind::StatedTotal);
    if of_city || matches!(check.finding, Finding::PlacesMissing { .. } | Finding::ActivityAndStated) {
        return None;
    }
    if let CheckTarget::Reference(reference) = check.id.target {
        // Of several categories that none decides between, the reference stays the name.
        if let Some(category) = booked.category(reference, &check) {
            check.id.target = CheckTarget::Category(category);
        }
    }
    Some(check)
}

/// Whether a notice is not about the references of a city.
fn is_of_footprint(notice: &Notice) -> bool {
    !matches!(
        notice,
        Notice::LossesInside { .. }
            | Notice::LossesNotHere { .. }
            | Notice::NotEstimated { .. }
            | Notice::NotEstimatedInPart { .. }
            | Notice::KeysOfPlacesOnly { .. }
            | Notice::EnergyRecovered { .. }
    )
}

/// The categories of a year: figures of its lines, else the worst of its keys.
pub(super) fn entries(lines: &[FootprintLine], keys: &[CategoryKey], year: Year) -> Result<Vec<FootprintEntry>> {
    let mut entries = Vec::new();
    for category in FootprintCategory::ALL.iter().copied() {
        let held: Vec<&FootprintLine> = lines.iter().filter(|line| line.category == category).collect();
        let mut keyed: Vec<&CategoryKey> = keys.iter().collect();
        keyed.retain(|key| (key.category, key.year) == (category, year));
        keyed.sort_by(|one, other| (one.entry(), &one.department).cmp(&(other.entry(), &other.department)));
        if held.is_empty() && keyed.is_empty() {
            continue;
        }
        let mut entry = FootprintEntry {
            category,
            co2e: None,
            key: None,
            included_in: None,
            reason: String::new(),
            origin: None,
            gases: crate::gas::Emissions::default(),
            activity_quality: None,
            factor_quality: None,
            departments: keyed.iter().map(|key| key.department.clone()).filter(|name| !name.is_empty()).collect(),
            partial: Vec::new(),
        };
        if held.is_empty() {
            let worst = keyed.first();
            entry.key = worst.map(|key| key.key);
            entry.included_in = worst.and_then(|key| key.included_in);
            entry.reason = worst.map_or_else(String::new, |key| key.reason.clone());
        } else {
            entry.partial = keyed.iter().map(|key| (key.department.clone(), key.key, key.reason.clone())).collect();
            let mut grades = Vec::new();
            let mut sum = Exact::ZERO;
            for line in held {
                sum = sum.checked_add(line.co2e.unwrap_or(Exact::ZERO))?;
                entry.gases.add(line.substance(), Mass::from_base(line.mass))?;
                entry.origin = Some(entry.origin.map_or(line.origin(), |origin| origin.with(line.origin())));
                grades.push((line.whole.line.activity_quality, line.whole.line.factor_quality));
            }
            entry.co2e = Some(sum);
            let worst =
                grades.into_iter().reduce(|(a, b), (activity, factor)| (Quality::worst(a, activity), Quality::worst(b, factor)));
            (entry.activity_quality, entry.factor_quality) = worst.unwrap_or_default();
        }
        entries.push(entry);
    }
    Ok(entries)
}

/// Categories with a figure and the key of what does not occur or is elsewhere, and electricity stated next to that of bills.
fn values_with_keys(footprint: &Footprint) -> Vec<Check> {
    let mut checks = Vec::new();
    for entry in &footprint.entries {
        let contrary = |key: NotationKey| matches!(key, NotationKey::NO | NotationKey::IE);
        let of_all = entry.partial.iter().find(|(department, key, _)| department.is_empty() && contrary(*key));
        if let (Some((_, key, _)), true) = (of_all, entry.co2e.is_some()) {
            checks.push(Check::of_category(entry.category, Finding::ValueAndKey { key: *key }));
        }
        if let Some(inside) = entry.included_in {
            let target = footprint.entries.iter().find(|target| target.category == inside);
            if target.is_none_or(|target| target.co2e.is_none()) {
                checks.push(Check::of_category(entry.category, Finding::EmptyCategory { inside }));
            } else if footprint.level.requires(entry.category) && !footprint.level.requires(inside) {
                let level = footprint.level.to_string();
                checks.push(Check::of_category(entry.category, Finding::MovedCategory { inside, level }));
            }
        }
        if entry.origin == Some(Origin::Mixed) {
            checks.push(Check::of_category(entry.category, Finding::ActivityAndStated));
        }
    }
    checks
}

/// Accepts checks of the years.
fn accept(footprints: &mut [Footprint], accepted: &BTreeMap<Acceptance, String>) -> Result<()> {
    let mut checks: Vec<(Year, Vec<RaisedCheck>)> =
        footprints.iter_mut().map(|of| (of.year, std::mem::take(&mut of.checks))).collect();
    accept_checks(&mut checks, accepted, |check| {
        use Finding::{Misnamed, NoLedger, RuleUnused, UnusedRows};
        let finding = &check.finding;
        matches!(finding, Misnamed { .. } | NoLedger { .. } | RuleUnused { .. } | UnusedRows { .. })
    })?;
    for (footprint, (_, mut checks)) in footprints.iter_mut().zip(checks) {
        RaisedCheck::in_order(&mut checks);
        footprint.checks = checks;
        Notice::in_order(&mut footprint.notices);
    }
    Ok(())
}
