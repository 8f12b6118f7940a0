//! The page of a footprint: status, scopes, largest sources, ISO 14064-1, departments, change, what is missing.

use super::labels::FootprintLabel;
use super::shape::{FootprintRequired, per_cent};
use crate::error::{Result, count};
use crate::i18n::Language;
use crate::inventory::Status;
use crate::organisation::{Consolidation, Footprint, FootprintLevel, FootprintLine, FootprintTotals};
use crate::quantity::{Exact, Rounding};
use crate::report::labels::Label;
use crate::report::table::{Rank, Table, TableCell, TableRow, grouped};
use crate::report::terms::printed_value;
use crate::report::text;
use crate::report::wrap::wrapped;
use crate::taxonomy::{FootprintCategory, NotationKey, Quality, Regions, Scope};
use std::collections::{BTreeMap, BTreeSet};

/// The most years next to one another.
const COLUMNS: usize = 5;

/// How many sources are called the largest.
const LARGEST: usize = 5;

/// The most checks and notices on the page.
const LISTED: usize = 8;

/// The footprint of an organisation on a page; with `full`, its activities, rules, factors and publications too.
pub fn footprint_page(footprints: &[Footprint], full: bool, language: Language) -> Result<String> {
    let mut out = String::new();
    let Some(first) = footprints.first() else {
        text::line(&mut out, &Label::NoYears.render(language));
        return Ok(out);
    };
    let years = footprints.iter().map(|of| format!("{} ({})", of.year, Label::of_status(of.status()).render(language)));
    let (organisation, years) = (text::clean(&first.settings.city), years.collect::<Vec<_>>().join(", "));
    text::heading(&mut out, &FootprintLabel::Title { organisation, years }.render(language));
    let region = Regions::bundled().label(&first.settings.region, language);
    let place = format!("{}: {region} ({})", Label::Region.render(language), first.settings.region);
    text::line(&mut out, &format!("{place}; {}: {}", Label::GwpSet.render(language), first.settings.gwp));
    let consolidation = match first.consolidation {
        Consolidation::FinancialControl => FootprintLabel::FinancialControl,
        Consolidation::EquityShare => FootprintLabel::EquityShare,
        _ => FootprintLabel::OperationalControl,
    };
    let level = match first.level {
        FootprintLevel::ValueChain => FootprintLabel::ValueChain,
        _ => FootprintLabel::ScopesOneAndTwo,
    };
    let (consolidation, level) = (consolidation.render(language), level.render(language));
    text::line(&mut out, &FootprintLabel::Boundary { consolidation, level }.render(language));
    out.push('\n');
    for part in footprints.chunks(COLUMNS) {
        text::table(&mut out, &scopes(part, language)?, language, 2)?;
        text::table(&mut out, &iso(part, language)?, language, 2)?;
        if part.iter().any(|footprint| !footprint.departments.is_empty()) {
            text::table(&mut out, &departments(part, language)?, language, 2)?;
        }
        if full {
            text::table(&mut out, &activities(part, language)?, language, 2)?;
        }
    }
    changes(&mut out, footprints, language)?;
    for footprint in footprints {
        state(&mut out, footprint, language);
    }
    if full {
        behind(&mut out, footprints, language);
    }
    for note in [FootprintLabel::NoteScope2, FootprintLabel::NoteBiogenic, FootprintLabel::NoteTotals] {
        wrapped(&mut out, "", &note.render(language));
    }
    Ok(out)
}

/// Tonnes that the sums of the table are made of, or none.
fn cell(kg: Option<Exact>) -> Result<TableCell> {
    kg.map_or(Ok(TableCell::NotRequired), |kg| kg.lowered(3).map(TableCell::Figure))
}

/// Tonnes in no sum of the table.
fn outside(kg: Option<Exact>) -> Result<TableCell> {
    kg.map_or(Ok(TableCell::NotRequired), |kg| kg.lowered(3).map(|tonnes| TableCell::Alone(tonnes, 2)))
}

struct YearRows<'a> {
    table: Table,
    years: &'a [Footprint],
}

impl<'a> YearRows<'a> {
    fn new(title: String, years: &'a [Footprint]) -> Self {
        Self { table: Table::new(title, years.iter().map(|of| of.year.to_string())), years }
    }

    /// A row of sums over rows of this table; their places may follow.
    fn sum(&mut self, rank: Rank, label: String, rows: &[usize]) {
        let of_year = |column: usize| TableCell::Sum(rows.iter().map(|row| (*row, column)).collect());
        self.table.rows.push(TableRow::new(rank, label, (0..self.years.len()).map(of_year).collect()));
    }

    /// The table with its total, which is that of all scopes, and rounded so that it adds up.
    fn total(mut self, language: Language) -> Result<Table> {
        let all: Vec<usize> = (0..self.table.rows.len()).collect();
        self.sum(Rank::Total, FootprintLabel::AllScopes.render(language), &all);
        self.table.rounded_by_column(2)
    }

    fn push(&mut self, rank: Rank, label: String, cell: impl Fn(&Footprint) -> Result<TableCell>) -> Result<()> {
        let cells = self.years.iter().map(cell).collect::<Result<Vec<_>>>()?;
        self.table.rows.push(TableRow::new(rank, label, cells));
        Ok(())
    }
}

/// The figure of a category, or its key.
fn of_category(footprint: &Footprint, category: FootprintCategory) -> Result<TableCell> {
    let entry = footprint.entries.iter().find(|entry| entry.category == category);
    match entry.map(|entry| (entry.co2e, entry.key)) {
        Some((None, Some(key))) => Ok(TableCell::Key(key)),
        Some((co2e, _)) => cell(co2e),
        None if footprint.level.requires(category) => Ok(TableCell::Missing),
        None => Ok(TableCell::NotRequired),
    }
}

/// Scopes with their categories, totals, intensities, the largest sources.
fn scopes(years: &[Footprint], language: Language) -> Result<Table> {
    let mut rows = YearRows::new(FootprintLabel::Table.render(language), years);
    let total = |of: fn(&FootprintTotals) -> Option<Exact>| move |footprint: &Footprint| outside(of(&footprint.totals()?));
    let (mut own_and_bought, mut all) = (Vec::new(), Vec::new());
    let groups = [
        (FootprintLabel::Scope1, Scope::One),
        (FootprintLabel::Scope2Location, Scope::Two),
        (FootprintLabel::Scope3, Scope::Three),
    ];
    for (label, scope) in groups {
        let held = |category: FootprintCategory| {
            years.iter().any(|of| of.entries.iter().any(|entry| entry.category == category) || of.level.requires(category))
        };
        let of_scope = FootprintCategory::ALL.iter().copied().filter(|category| category.scope() == scope);
        let categories: Vec<FootprintCategory> = of_scope.filter(|category| held(*category)).collect();
        let first = rows.table.rows.len().saturating_add(1);
        let items: Vec<usize> = (first..first.saturating_add(categories.len())).collect();
        rows.sum(Rank::Group, label.render(language), &items);
        for category in categories {
            let label = format!("{category} {}", category.label(language));
            rows.push(Rank::Item, label, |footprint| of_category(footprint, category))?;
        }
        if scope != Scope::Three {
            own_and_bought.extend_from_slice(&items);
        }
        all.extend(items);
    }
    if years.iter().any(|footprint| footprint.market.is_some()) {
        rows.push(Rank::Group, FootprintLabel::Scope2Market.render(language), total(|totals| totals.scope2_market))?;
    }
    rows.sum(Rank::Group, FootprintLabel::ScopesOneAndTwo.render(language), &own_and_bought);
    for (label, known) in [
        (FootprintLabel::PerPerson, (|of| of.staff) as fn(&Footprint) -> Option<Exact>),
        (FootprintLabel::PerSquareMetre, |of| of.floor_m2),
    ] {
        if years.iter().any(|footprint| known(footprint).is_some()) {
            rows.push(Rank::Item, label.render(language), |footprint| {
                let each = Footprint::intensity(footprint.totals()?.scopes_1_and_2, known(footprint))?;
                Ok(each.map(|kg| kg.lowered(3)).transpose()?.map_or(TableCell::NotRequired, |each| TableCell::Alone(each, 3)))
            })?;
        }
    }
    rows.sum(Rank::Group, FootprintLabel::AllScopes.render(language), &all);
    rows.push(Rank::Item, Label::BiogenicCo2.render(language), total(|totals| totals.biogenic_co2))?;
    grades(&mut rows, language)?;
    let largest = largest(years);
    if !largest.is_empty() {
        rows.push(Rank::Group, FootprintLabel::Largest.render(language), |_| Ok(TableCell::Blank))?;
        for category in largest {
            rows.push(Rank::Item, format!("{category} {}", category.label(language)), |footprint| {
                let part = footprint.entries.iter().find(|entry| entry.category == category).and_then(|entry| entry.co2e);
                let share = per_cent(part, footprint.totals()?.all)?;
                Ok(TableCell::Text(share.unwrap_or_else(|| "–".to_owned())))
            })?;
        }
    }
    rows.table.rounded_by_column(2)
}

/// How much of all scopes has activity data of each grade.
fn grades(rows: &mut YearRows<'_>, language: Language) -> Result<()> {
    let grade = |line: &FootprintLine| line.whole().line.activity_quality;
    if rows.years.iter().all(|footprint| footprint.lines.iter().all(|line| grade(line).is_none())) {
        return Ok(());
    }
    rows.push(Rank::Group, FootprintLabel::Grades.render(language), |_| Ok(TableCell::Blank))?;
    for quality in [Some(Quality::H), Some(Quality::M), Some(Quality::L), None] {
        let label = quality.map_or_else(|| FootprintLabel::Ungraded.render(language), |quality| quality.to_string());
        rows.push(Rank::Item, label, |footprint| {
            let part = footprint.group(grade)?.get(&quality).copied().unwrap_or(Exact::ZERO);
            let share = per_cent(Some(part), footprint.totals()?.all)?;
            Ok(TableCell::Text(share.unwrap_or_else(|| "–".to_owned())))
        })?;
    }
    Ok(())
}

/// The categories with the largest figure in any of the years.
fn largest(years: &[Footprint]) -> Vec<FootprintCategory> {
    let mut most: BTreeMap<FootprintCategory, Exact> = BTreeMap::new();
    for entry in years.iter().flat_map(|footprint| &footprint.entries) {
        if let Some(co2e) = entry.co2e.filter(|co2e| !co2e.is_negative() && !co2e.is_zero()) {
            let held = most.entry(entry.category).or_insert(co2e);
            *held = (*held).max(co2e);
        }
    }
    let mut found: Vec<_> = most.into_iter().collect();
    found.sort_by(|(one, a), (other, b)| b.cmp(a).then(one.cmp(other)));
    found.into_iter().map(|(category, _)| category).take(LARGEST).collect()
}

/// The six categories of ISO 14064-1.
fn iso(years: &[Footprint], language: Language) -> Result<Table> {
    let mut rows = YearRows::new(FootprintLabel::ByIso.render(language), years);
    let names = [
        FootprintLabel::Iso1,
        FootprintLabel::Iso2,
        FootprintLabel::Iso3,
        FootprintLabel::Iso4,
        FootprintLabel::Iso5,
        FootprintLabel::Iso6,
    ];
    for (number, name) in (1_u8..).zip(names) {
        rows.push(Rank::Item, name.render(language), |footprint| {
            cell(footprint.group(|line| line.category.iso14064())?.get(&number).copied())
        })?;
    }
    rows.total(language)
}

/// Departments, with their share of all scopes in the last year.
fn departments(years: &[Footprint], language: Language) -> Result<Table> {
    let mut rows = YearRows::new(FootprintLabel::ByDepartment.render(language), years);
    let reported = years.iter().flat_map(|footprint| footprint.lines.iter().map(|line| line.department.as_str()));
    let listed = years.iter().flat_map(|footprint| footprint.departments.keys().map(String::as_str));
    let names: BTreeSet<&str> = reported.chain(listed).collect();
    for name in names {
        let label = if name.is_empty() { FootprintLabel::Whole.render(language) } else { text::clean(name) };
        rows.push(Rank::Item, label, |footprint| cell(footprint.group(|line| line.department.clone())?.get(name).copied()))?;
    }
    rows.total(language)
}

/// Every activity of every department, by category.
fn activities(years: &[Footprint], language: Language) -> Result<Table> {
    let mut rows = YearRows::new(FootprintLabel::ByActivity.render(language), years);
    let key = |line: &FootprintLine| (line.category, line.activity.clone(), line.department.clone());
    let all: BTreeSet<_> = years.iter().flat_map(|footprint| footprint.lines.iter().map(key)).collect();
    for (category, activity, department) in all {
        let of = if department.is_empty() { String::new() } else { format!(", {department}") };
        let held = (category, activity.clone(), department);
        rows.push(Rank::Item, text::clean(&format!("{category} {activity}{of}")), |footprint| {
            cell(footprint.group(key)?.get(&held).copied())
        })?;
    }
    rows.total(language)
}

/// The change from the base year.
fn changes(out: &mut String, footprints: &[Footprint], language: Language) -> Result<()> {
    let Some(base_year) = footprints.iter().find_map(|footprint| footprint.change).map(|change| change.base_year) else {
        return Ok(());
    };
    let columns = [Label::Tonnes, Label::PerCent, Label::LikeForLike].map(|label| label.render(language));
    let mut table = Table::new(FootprintLabel::Change.render(language), columns);
    for footprint in footprints {
        let Some(change) = footprint.change else { continue };
        let tonnes = |kg: Exact| Ok::<_, crate::Error>(grouped(kg.lowered(3)?.round(2, Rounding::HalfEven).0, 2, language));
        let share = per_cent(Some(change.change), Some(change.base))?.unwrap_or_else(|| "–".to_owned());
        let cells = [tonnes(change.change)?, share, tonnes(change.like_for_like)?].map(TableCell::Text);
        table.rows.push(TableRow::new(Rank::Item, footprint.year.to_string(), cells.into()));
    }
    table.notes.push(FootprintLabel::OfBaseYear { base_year }.render(language));
    text::table(out, &table, language, 2)
}

/// Why a year is a draft, its checks, what is missing or left out.
fn state(out: &mut String, footprint: &Footprint, language: Language) {
    let required = FootprintRequired::of(footprint);
    text::line(out, &format!("{}: {}", footprint.year, Label::of_status(footprint.status()).render(language)));
    let counted = FootprintLabel::Required {
        valued: required.valued,
        categories: required.categories,
        not_occurring: required.not_occurring,
        elsewhere: required.included_elsewhere,
        not_estimated: required.not_estimated,
        confidential: required.confidential,
        missing: count(required.missing.len()),
    };
    let mut sentences = vec![counted.render(language)];
    if footprint.status() == Status::Draft && footprint.lines.is_empty() {
        sentences.push(Label::NoData.render(language));
    }
    if !required.missing.is_empty() {
        sentences.push(FootprintLabel::Missing { categories: required.missing.clone() }.render(language));
    }
    let bare: Vec<FootprintCategory> = footprint.without_reason().collect();
    if !bare.is_empty() {
        sentences.push(FootprintLabel::ReasonWithoutReason { categories: bare }.render(language));
    }
    let held: BTreeSet<FootprintCategory> = footprint.entries.iter().map(|entry| entry.category).collect();
    let open = |category: &FootprintCategory| !footprint.level.requires(*category) && !held.contains(category);
    let categories: Vec<FootprintCategory> = FootprintCategory::ALL.iter().copied().filter(open).collect();
    if !categories.is_empty() {
        sentences.push(FootprintLabel::NotStated { categories }.render(language));
    }
    for entry in &footprint.entries {
        let whole = entry.key.into_iter().map(|key| (String::new(), key, entry.reason.clone()));
        for (department, key, reason) in whole.chain(entry.partial.iter().cloned()) {
            if matches!(key, NotationKey::NE | NotationKey::C) {
                let department = Some(department).filter(|name| !name.is_empty());
                let excluded = FootprintLabel::Excluded { category: entry.category, department, key: key.to_string(), reason };
                sentences.push(text::clean(&excluded.render(language)));
            }
        }
    }
    let silent: Vec<String> = footprint.not_reported().into_iter().map(text::clean).collect();
    if !silent.is_empty() {
        sentences.push(FootprintLabel::NotReported { departments: silent }.render(language));
    }
    for text in sentences {
        wrapped(out, "  ", &text);
    }
    let checks = footprint.open_checks().map(|check| format!("{}: {}", check.id, check.finding.render(language)));
    listed(out, &Label::OpenChecks, &checks.collect::<Vec<_>>(), language);
    let accepted = count(footprint.checks.iter().filter(|check| !check.is_open()).count());
    if accepted > 0 {
        wrapped(out, "  ", &Label::ChecksAccepted { accepted }.render(language));
    }
    let notices = footprint.notices.iter().map(|notice| notice.render(language));
    listed(out, &Label::Notices, &notices.collect::<Vec<_>>(), language);
    out.push('\n');
}

fn listed(out: &mut String, heading: &Label, lines: &[String], language: Language) {
    if lines.is_empty() {
        return;
    }
    text::line(out, &format!("  {}:", heading.render(language)));
    for line in lines.iter().take(LISTED) {
        wrapped(out, "    ", &text::clean(line));
    }
    let more = lines.len().saturating_sub(LISTED);
    if more > 0 {
        wrapped(out, "    ", &Label::MoreNotices { more: count(more) }.render(language));
    }
}

/// What is behind the figures: rules of the boundary, who answers for what, accepted checks, factors, publications.
fn behind(out: &mut String, footprints: &[Footprint], language: Language) {
    let lines = footprints.iter().flat_map(|footprint| &footprint.lines);
    let rule = |line: &FootprintLine| {
        let reason = line.reason.clone()?;
        let department = Some(line.department.clone()).filter(|name| !name.is_empty());
        let share = (!line.share.is_one()).then(|| line.share.to_string());
        Some(
            FootprintLabel::Rule { category: line.category, department, activity: line.activity.clone(), share, reason }
                .render(language),
        )
    };
    let rules: BTreeSet<String> = lines.clone().filter_map(rule).collect();
    let owners = footprints.iter().flat_map(|footprint| &footprint.departments).filter(|(_, held)| !held.owner.is_empty());
    let owners: BTreeSet<String> = owners
        .map(|(name, held)| {
            let contact = Some(held.contact.clone()).filter(|contact| !contact.is_empty());
            FootprintLabel::Owner { department: name.clone(), owner: held.owner.clone(), contact }.render(language)
        })
        .collect();
    let accepted = footprints.iter().flat_map(|footprint| &footprint.checks).filter_map(|check| {
        let reason = check.accepted.clone()?;
        Some(format!("{}: {}", check.id, Label::Accepted { finding: check.finding.clone(), reason }.render(language)))
    });
    let factors: BTreeSet<String> = lines
        .flat_map(|line| line.whole().line.terms())
        .flat_map(|term| &term.rows)
        .map(|row| format!("{}: {} ({})", row.id, printed_value(&row.printed, language), row.source))
        .collect();
    let publications = footprints.iter().flat_map(Footprint::publications);
    let publications: BTreeSet<String> = publications.map(|source| format!("{}: {}", source.id, source.attribution)).collect();
    for (heading, list) in [
        (FootprintLabel::Rules.render(language), rules),
        (FootprintLabel::ByDepartment.render(language), owners),
        (Label::AcceptedChecks.render(language), accepted.collect()),
        (Label::FactorsUsed.render(language), factors),
        (Label::Publications.render(language), publications),
    ] {
        if list.is_empty() {
            continue;
        }
        text::line(out, &format!("{heading}:"));
        for line in list {
            text::line(out, &format!("  - {}", text::clean(&line)));
        }
        out.push('\n');
    }
}
