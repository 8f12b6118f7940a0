//! The figures of the page, years side by side: sectors, totals, largest sources, completeness, data quality.

use super::year::{PrintedYear, percent};
use crate::assess::{ClosedLine, Origin};
use crate::error::Result;
use crate::i18n::Language;
use crate::inventory::{Level, Statement};
use crate::quantity::{Exact, Ratio, Rounding, Total};
use crate::report::labels::Label;
use crate::report::table::{Rank, Table, TableCell, TableRow, apportioned};
use crate::report::wrap::in_lines;
use crate::taxonomy::{Category, NotationKey, Quality, Sector};

/// How wide the name of a source is.
const NAME: usize = 52;

/// The references with the largest figure in any of the years, at most five.
pub(in crate::report) fn largest<'a>(years: impl IntoIterator<Item = &'a PrintedYear<'a>>) -> Vec<Category> {
    let years: Vec<&PrintedYear<'_>> = years.into_iter().collect();
    let most = |category: Category| {
        let entries = years.iter().flat_map(|year| &year.exact.entries).filter(|entry| entry.category == category);
        entries.filter_map(|entry| entry.co2e).max().filter(|most| !most.is_negative() && !most.is_zero())
    };
    let required = Category::all().filter(|category| years.iter().any(|year| year.requires(*category)));
    let mut found: Vec<(Exact, Category)> = required.filter_map(|category| Some((most(category)?, category))).collect();
    found.sort_by(|(a, one), (b, other)| b.cmp(a).then(one.cmp(other)));
    found.into_iter().map(|(_, category)| category).take(5).collect()
}

/// A reference with its sub-sector and what of it the reference is, in short.
pub(in crate::report) fn short(category: Category, language: Language) -> String {
    let reference = category.reference();
    let last = reference.rsplit('.').next().unwrap_or_default();
    let kind = match (category.sector().code(), last, category.sub_sector().code()) {
        (_, _, "I.7" | "I.8") => None,
        ("I" | "II", "1", _) => Some(Label::SourceFuel),
        ("I" | "II", "2", _) => Some(Label::SourceGridEnergy),
        ("I", "3", _) => Some(Label::SourceLosses),
        ("II", "3", _) => Some(Label::SourceTripsBeyond),
        ("III", "1", _) => Some(Label::SourceInTheCity),
        ("III", "2", _) => Some(Label::SourceOutsideTheCity),
        _ => None,
    };
    let kind = kind.map_or_else(String::new, |kind| format!(": {}", kind.render(language)));
    format!("{reference} {}{kind}", category.sub_sector().label(language))
}

/// Everything that has a figure in each year, years side by side.
pub(super) fn figures(years: &[PrintedYear<'_>], largest: &[Category], level: Level, language: Language) -> Result<Table> {
    let named = level.to_string();
    let title = Label::PageTable { level: named.clone() }.render(language);
    let mut table = Table::new(title, years.iter().map(|year| year.exact.year.to_string()));
    let mut push = |rank: Rank, label: String, cell: &dyn Fn(&PrintedYear<'_>) -> Result<TableCell>| {
        let cells = years.iter().map(cell).collect::<Result<Vec<_>>>()?;
        table.rows.push(TableRow::new(rank, label, cells));
        Ok::<_, crate::error::Error>(())
    };
    let blank = |_: &PrintedYear<'_>| Ok(TableCell::Blank);
    let tonnes = |figure: Option<Exact>| figure.map_or(TableCell::NotRequired, |figure| TableCell::Alone(figure, 0));
    push(Rank::Group, Label::PageSectors.render(language), &blank)?;
    for sector in Sector::all().filter(|sector| {
        Category::all().any(|category| category.sector() == *sector && years.iter().any(|year| year.requires(category)))
    }) {
        push(Rank::Item, format!("{} {}", sector.code(), sector.label(language)), &|year| {
            Ok(tonnes(year.sum(|category| category.sector() == sector && year.requires(category))?))
        })?;
    }
    push(Rank::Group, Label::TotalOf { level: named.clone() }.render(language), &|year| {
        Ok(tonnes(year.sum(|category| year.requires(category))?))
    })?;
    if level == Level::BasicPlus {
        push(Rank::Item, Label::OfWhichBasic.render(language), &|year| Ok(tonnes(year.sum(Category::in_basic)?)))?;
    }
    if years.iter().any(|year| year.exact.settings.population.contains_key(&year.exact.year)) {
        let whole = years.iter().all(|year| year.exact.required.is_whole());
        let label = if whole { Label::PerHead } else { Label::PerHeadOfPart };
        push(Rank::Item, label.render(language), &|year| {
            let each = year.exact.per_head(year.exact.sum(|category| year.requires(category))?)?;
            Ok(each.map(|kg| kg.lowered(3)).transpose()?.map_or(TableCell::NotRequired, |each| TableCell::Alone(each, 2)))
        })?;
        push(Rank::Item, Label::Population.render(language), &|year| {
            Ok(tonnes(year.exact.settings.population.get(&year.exact.year).copied()))
        })?;
    }
    if !largest.is_empty() {
        push(Rank::Group, Label::LargestSources.render(language), &blank)?;
        for category in largest {
            let name = short(*category, language);
            let mut lines = in_lines(&name, "", NAME);
            let last = lines.pop().unwrap_or_default();
            for line in lines {
                push(Rank::Item, line, &blank)?;
            }
            push(Rank::Item, last, &|year| year.cell(*category))?;
        }
        push(Rank::Item, Label::LargestShare { level: named }.render(language), &|year| {
            let of = |counts: &dyn Fn(Category) -> bool| year.exact.sum(counts);
            let (part, all) = (of(&|category| largest.contains(&category))?, of(&|category| year.requires(category))?);
            Ok(TableCell::Text(percent(part, all, 0, language)?.map_or_else(|| "–".to_owned(), |share| format!("{share} %"))))
        })?;
    }
    let required = Category::all().filter(|category| years.iter().any(|year| year.requires(*category))).count();
    push(Rank::Group, Label::Completeness { required: required.to_string() }.render(language), &blank)?;
    let count = |length: usize| Ok(TableCell::Count(crate::error::count(length)));
    push(Rank::Item, Label::WithValue.render(language), &|year| count(year.valued().len()))?;
    for (label, key) in [
        (Label::KeyNo, NotationKey::NO),
        (Label::KeyIe, NotationKey::IE),
        (Label::KeyNe, NotationKey::NE),
        (Label::KeyC, NotationKey::C),
    ] {
        push(Rank::Item, label.render(language), &|year| count(year.keyed(key).len()))?;
    }
    push(Rank::Item, Label::WithNeither.render(language), &|year| count(year.exact.required.missing.len()))?;
    push(Rank::Group, Label::DataQuality.render(language), &blank)?;
    for part in QualityPart::ALL {
        push(Rank::Item, part.label().render(language), &|year| {
            let shares = part.shares(year.exact)?;
            let shares = shares.map(|shares| shares.iter().map(ToString::to_string).collect::<Vec<_>>().join("/"));
            Ok(TableCell::Text(shares.unwrap_or_else(|| "–".to_owned())))
        })?;
    }
    Ok(table)
}

/// What BASIC is split by to show the quality of its data.
#[derive(Clone, Copy)]
pub(in crate::report) enum QualityPart {
    Origin,
    Activity,
    Factor,
}

impl QualityPart {
    pub(in crate::report) const ALL: [Self; 3] = [Self::Origin, Self::Activity, Self::Factor];

    pub(in crate::report) fn label(self) -> Label {
        match self {
            Self::Origin => Label::ByOrigin,
            Self::Activity => Label::ActivityGrades,
            Self::Factor => Label::FactorGrades,
        }
    }

    /// The shares in whole per cent that add up to 100: computed and stated; or the grades H, M, L and none. None where there is no
    /// total.
    pub(in crate::report) fn shares(self, statement: &Statement) -> Result<Option<Vec<Exact>>> {
        match self {
            Self::Origin => split(statement, |line| usize::from(line.line.origin == Origin::Direct), 2),
            Self::Activity => split(statement, |line| grade(line.line.activity_quality), 4),
            Self::Factor => split(statement, |line| grade(line.line.factor_quality), 4),
        }
    }
}

/// The place of a grade: H, M, L, none.
fn grade(quality: Option<Quality>) -> usize {
    match quality {
        Some(Quality::H) => 0,
        Some(Quality::M) => 1,
        Some(Quality::L) => 2,
        None => 3,
    }
}

/// The number of the group that a line belongs to.
type LineGroup = fn(&ClosedLine) -> usize;

/// How BASIC is split between groups of its lines, in whole per cent that add up to 100.
fn split(statement: &Statement, group: LineGroup, groups: usize) -> Result<Option<Vec<Exact>>> {
    let mut sums = vec![Total::default(); groups];
    for line in statement.lines.iter().filter(|line| line.line.id.category.in_basic()) {
        if let (Some(sum), Some(co2e)) = (sums.get_mut(group(line)), line.co2e) {
            sum.add(co2e)?;
        }
    }
    let sums: Vec<Exact> = sums.into_iter().map(Total::value).collect::<Result<_>>()?;
    let all = Exact::sum(sums.iter().copied())?;
    if all.is_zero() {
        return Ok(None);
    }
    let part = |sum: &Exact| Ratio::new(sum.checked_mul(Exact::from(100))?, all)?.divided(9, Rounding::HalfEven);
    apportioned(&sums.iter().map(part).collect::<Result<Vec<_>>>()?, 0).map(Some)
}
