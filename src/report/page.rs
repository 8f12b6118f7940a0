//! The page that an inventory prints first: what a reader wants to know before the tables.

use super::factors_used::used_factors;
use super::labels::Label;
use super::measure::measures_text;
use super::rounded::in_whole_tonnes;
use super::table::{Rank, Table, TableCell, TableRow, apportioned, grouped};
use super::text;
use crate::assess::{ClosedLine, Origin};
use crate::error::Result;
use crate::i18n::Language;
use crate::inventory::{Level, Statement};
use crate::notice::Notice;
use crate::plan::Effects;
use crate::quantity::{Exact, Ratio, Rounding, Total};
use crate::taxonomy::{Category, NotationKey, Quality, Regions, Sector, Year};
use std::collections::BTreeSet;
use unicode_width::UnicodeWidthStr;

/// The most years next to one another.
const COLUMNS: usize = 5;

/// How wide running text is.
const WIDTH: usize = 100;

/// How wide the name of a source is.
const NAME: usize = 52;

/// The first page of an inventory: status, totals, largest sources, change, what is missing, data quality.
pub fn page(statements: &[Statement], language: Language) -> Result<String> {
    let mut out = String::new();
    let Some(first) = statements.first() else {
        text::line(&mut out, &Label::NoYears.render(language));
        return Ok(out);
    };
    let years: Vec<PrintedYear<'_>> = statements.iter().map(PrintedYear::of).collect::<Result<_>>()?;
    let settings = &first.settings;
    let stated = years.iter().map(|year| format!("{} ({})", year.exact.year, state(year.exact).render(language)));
    let stated = stated.collect::<Vec<_>>().join(", ");
    let (city, level) = (text::clean(&settings.city), settings.level.to_string());
    text::heading(&mut out, &Label::PageTitle { city, years: stated }.render(language));
    let region = Regions::bundled().label(&settings.region, language);
    let place = format!("{}: {region} ({})", Label::Region.render(language), settings.region);
    text::line(&mut out, &format!("{place}; {}: {}", Label::GwpSet.render(language), settings.gwp));
    out.push('\n');
    let largest = largest(&years);
    for part in years.chunks(COLUMNS) {
        text::table(&mut out, &figures(part, &largest, settings.level, language)?, language, 0)?;
    }
    changes(&mut out, &years, language)?;
    not_final(&mut out, &years, language);
    missing(&mut out, &years, language);
    for note in [Label::NoteRounding, Label::NoteGrades { level }] {
        wrapped(&mut out, "", &note.render(language));
    }
    Ok(out)
}

/// The whole report: the first page, every table of every year, keys, notices, fallbacks, measures, and all factors.
pub fn full(statements: &[Statement], measures: &[Effects], language: Language) -> Result<String> {
    let mut out = page(statements, language)?;
    if statements.is_empty() {
        return Ok(out);
    }
    out.push('\n');
    out.push_str(&text::text(statements, language)?);
    let measures = measures_text(measures, language)?;
    if !measures.is_empty() {
        out.push('\n');
        out.push_str(measures.trim_end());
        out.push('\n');
    }
    let used = used_factors(statements);
    if !used.is_empty() {
        out.push('\n');
        text::line(&mut out, &format!("{}:", Label::FactorsUsed.render(language)));
        for (id, factor) in used {
            let join = |parts: &BTreeSet<&str>| parts.iter().copied().collect::<Vec<_>>().join("; ");
            let used_for = factor.refs.iter().copied().collect::<Vec<_>>().join(", ");
            let shown = format!("{id}: {} ({}); {used_for}", join(&factor.printed), join(&factor.source));
            text::line(&mut out, &format!("  - {}", text::clean(&shown)));
        }
    }
    Ok(out)
}

/// Whether a year is final.
fn state(statement: &Statement) -> Label {
    if statement.is_final { Label::Final } else { Label::Draft }
}

/// A year, exact and as printed.
struct PrintedYear<'a> {
    exact: &'a Statement,
    whole: Statement,
}

impl<'a> PrintedYear<'a> {
    fn of(exact: &'a Statement) -> Result<Self> {
        Ok(Self { exact, whole: in_whole_tonnes(exact)? })
    }

    /// What the level requires.
    fn requires(&self, category: Category) -> bool {
        match self.exact.settings.level {
            Level::Basic => category.in_basic(),
            Level::BasicPlus => category.in_basic_plus(),
        }
    }

    /// A sum of printed figures, in tonnes.
    fn sum(&self, counts: impl Fn(Category) -> bool) -> Result<Option<Exact>> {
        self.whole.sum(counts)?.map(|kg| kg.lowered(3)).transpose()
    }

    /// The printed figure of a reference, its key, or neither.
    fn cell(&self, category: Category) -> Result<TableCell> {
        let entry = self.whole.entries.iter().find(|entry| entry.category == category);
        Ok(match entry.map(|entry| (entry.co2e, entry.key)) {
            Some((Some(kg), _)) => TableCell::Alone(kg.lowered(3)?, 0),
            Some((None, Some(key))) => TableCell::Key(key),
            _ => TableCell::NotRequired,
        })
    }

    /// The references of the level that have a value.
    fn valued(&self) -> BTreeSet<Category> {
        let valued = self.exact.entries.iter().filter(|entry| entry.co2e.is_some() && self.requires(entry.category));
        valued.map(|entry| entry.category).collect()
    }

    /// The references of the level that have a key alone.
    fn keyed(&self, key: NotationKey) -> Vec<Category> {
        let keyed = self.exact.entries.iter().filter(|entry| entry.key == Some(key) && self.requires(entry.category));
        keyed.map(|entry| entry.category).collect()
    }
}

/// The references with the largest figure in any of the years, at most five.
fn largest(years: &[PrintedYear<'_>]) -> Vec<Category> {
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
fn short(category: Category, language: Language) -> String {
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
fn figures(years: &[PrintedYear<'_>], largest: &[Category], level: Level, language: Language) -> Result<Table> {
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
        push(Rank::Item, Label::PerHead.render(language), &|year| {
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
            Ok(TableCell::Text(percent(part, all, 0)?.map_or_else(|| "–".to_owned(), |share| format!("{share} %"))))
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
    push(Rank::Item, Label::WithNeither.render(language), &|year| count(year.exact.missing_required.len()))?;
    push(Rank::Group, Label::DataQuality.render(language), &blank)?;
    let shares: [(Label, LineGroup, usize); 3] = [
        (Label::ByOrigin, |line| usize::from(line.line.origin == Origin::Direct), 2),
        (Label::ActivityGrades, |line| grade(line.line.activity_quality), 4),
        (Label::FactorGrades, |line| grade(line.line.factor_quality), 4),
    ];
    for (label, group, groups) in shares {
        push(Rank::Item, label.render(language), &|year| split(year.exact, group, groups).map(TableCell::Text))?;
    }
    Ok(table)
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
fn split(statement: &Statement, group: LineGroup, groups: usize) -> Result<String> {
    let mut sums = vec![Total::default(); groups];
    for line in statement.lines.iter().filter(|line| line.line.id.category.in_basic()) {
        if let (Some(sum), Some(co2e)) = (sums.get_mut(group(line)), line.co2e) {
            sum.add(co2e)?;
        }
    }
    let sums: Vec<Exact> = sums.into_iter().map(Total::value).collect::<Result<_>>()?;
    let all = Exact::sum(sums.iter().copied())?;
    if all.is_zero() {
        return Ok("–".to_owned());
    }
    let part = |sum: &Exact| Ratio::new(sum.checked_mul(Exact::from(100))?, all)?.divided(9, Rounding::HalfEven);
    let parts = apportioned(&sums.iter().map(part).collect::<Result<Vec<_>>>()?, 0)?;
    Ok(parts.iter().map(ToString::to_string).collect::<Vec<_>>().join("/"))
}

/// A part in per cent of the whole; none where there is no whole.
fn percent(part: Option<Exact>, all: Option<Exact>, places: u32) -> Result<Option<String>> {
    let (Some(part), Some(all)) = (part, all.filter(|all| !all.is_zero())) else { return Ok(None) };
    let share = Ratio::new(part.checked_mul(Exact::from(100))?, all)?.divided(places, Rounding::HalfEven)?;
    Ok(Some(grouped(share, places)))
}

/// A figure with its sign.
fn signed(figure: &str) -> String {
    if figure.starts_with('-') || figure.chars().all(|letter| !('1'..='9').contains(&letter)) {
        figure.to_owned()
    } else {
        format!("+{figure}")
    }
}

/// How the total changed from year to year, over all references and over those that both years have a value for.
fn changes(out: &mut String, years: &[PrintedYear<'_>], language: Language) -> Result<()> {
    let Some(level) = years.first().map(|year| year.exact.settings.level).filter(|_| years.len() > 1) else { return Ok(()) };
    let columns = [Label::Tonnes, Label::PerCent, Label::LikeForLike, Label::PerCent].map(|label| label.render(language));
    let mut table = Table::new(Label::Change { level: level.to_string() }.render(language), columns);
    let mut notes = Vec::new();
    for pair in years.windows(2) {
        let [before, after] = pair else { continue };
        let (one, other) = (before.valued(), after.valued());
        let change = |counts: &dyn Fn(Category) -> bool| {
            let (Some(from), Some(to)) = (before.sum(counts)?, after.sum(counts)?) else { return Ok(None) };
            let change = to.checked_sub(from)?;
            let share = percent(Some(change), Some(from), 1)?.map_or_else(|| "–".to_owned(), |share| signed(&share));
            Ok::<_, crate::error::Error>(Some([signed(&grouped(change, 0)), share]))
        };
        let all = change(&|category| before.requires(category))?;
        let like = change(&|category| one.contains(&category) && other.contains(&category))?;
        let cells = [all, like].into_iter().flat_map(|part| part.unwrap_or_else(|| ["–", "–"].map(str::to_owned)));
        let name = format!("{}–{}", before.exact.year, after.exact.year);
        table.rows.push(TableRow::new(Rank::Item, name.as_str(), cells.map(TableCell::Text).collect()));
        for (year, only) in [(before, one.difference(&other)), (after, other.difference(&one))] {
            let references: Vec<Category> = only.copied().collect();
            let tonnes = year.sum(|category| references.contains(&category))?;
            if let Some(tonnes) = tonnes {
                let (years, year, tonnes) = (name.clone(), year.exact.year, grouped(tonnes, 0));
                notes.push(Label::OnlyInOneYear { years, year, references, tonnes }.render(language));
            }
        }
    }
    text::table(out, &table, language, 0)?;
    if !notes.is_empty() {
        out.truncate(out.trim_end().len());
        out.push('\n');
        for note in &notes {
            wrapped(out, "  ", note);
        }
        out.push('\n');
    }
    Ok(())
}

/// Why years are not final.
fn not_final(out: &mut String, years: &[PrintedYear<'_>], language: Language) {
    let drafts: Vec<_> = years.iter().filter(|year| !year.exact.is_final).collect();
    if drafts.is_empty() {
        return;
    }
    text::line(out, &format!("{}:", Label::WhyNotFinal.render(language)));
    let mut found = Vec::new();
    for year in drafts {
        let statement = year.exact;
        let mut reasons = Vec::new();
        if statement.lines.is_empty() {
            reasons.push(Label::NoData.render(language));
        }
        let missing = crate::error::count(statement.missing_required.len());
        if missing > 0 {
            reasons.push(Label::ReasonMissing { missing }.render(language));
        }
        let mut without_target = Vec::new();
        for notice in &statement.notices {
            match notice {
                Notice::NoTarget { category } => without_target.push(*category),
                Notice::EmptyTarget { .. } | Notice::UncleanKey { .. } | Notice::MixedSets { .. } | Notice::RowsRefused { .. } => {
                    reasons.push(text::clean(&notice.render(language)));
                }
                _ => {}
            }
        }
        if !without_target.is_empty() {
            reasons.push(Label::ReasonNoTarget { references: without_target }.render(language));
        }
        found.push((statement.year, reasons.join("; ")));
    }
    by_years(out, &found);
    out.push('\n');
}

/// What the totals do not include.
fn missing(out: &mut String, years: &[PrintedYear<'_>], language: Language) {
    text::line(out, &format!("{}:", Label::WhatIsMissing.render(language)));
    let mut found = Vec::new();
    for year in years {
        let mut parts = Vec::new();
        for (label, references) in [
            (Label::WithNeither, year.exact.missing_required.clone()),
            (Label::KeyNe, year.keyed(NotationKey::NE)),
            (Label::KeyC, year.keyed(NotationKey::C)),
        ] {
            if !references.is_empty() {
                let names = references.iter().map(|category| category.reference()).collect::<Vec<_>>().join(", ");
                parts.push(format!("{}: {names}", label.render(language)));
            }
        }
        let in_part = year.exact.partial().filter(|(category, part)| {
            year.requires(*category)
                && matches!(part.key, NotationKey::NE | NotationKey::C)
                && year.exact.entries.iter().any(|entry| entry.category == *category && entry.co2e.is_some())
        });
        let references: BTreeSet<Category> = in_part.map(|(category, _)| category).collect();
        if !references.is_empty() {
            parts.push(Label::InPart { references: references.into_iter().collect() }.render(language));
        }
        if !parts.is_empty() {
            found.push((year.exact.year, parts.join("; ")));
        }
    }
    by_years(out, &found);
    let note = if found.is_empty() { Label::NothingMissing } else { Label::NoteMissing };
    wrapped(out, "  ", &note.render(language));
    out.push('\n');
}

/// A line for each year, or for years one after the other of which the same is to be said.
fn by_years(out: &mut String, found: &[(Year, String)]) {
    for same in found.chunk_by(|(_, one), (_, other)| one == other) {
        let years = same.iter().map(|(year, _)| year.to_string()).collect::<Vec<_>>().join(", ");
        let text = same.first().map_or("", |(_, text)| text);
        wrapped(out, "  ", &format!("{years}: {text}"));
    }
}

/// Running text in lines of a readable width.
fn wrapped(out: &mut String, indent: &str, text: &str) {
    for line in in_lines(text, indent, WIDTH) {
        text::line(out, &line);
    }
}

/// Text in lines of at most so many columns, where its words allow; those after the first are indented further.
fn in_lines(text: &str, indent: &str, width: usize) -> Vec<String> {
    let (mut lines, mut line, mut begun) = (Vec::new(), indent.to_owned(), false);
    for word in text.split(' ') {
        if begun && line.width().saturating_add(word.width()) >= width {
            lines.push(core::mem::replace(&mut line, format!("{indent}  ")));
            begun = false;
        }
        if begun {
            line.push(' ');
        }
        line.push_str(word);
        begun = true;
    }
    lines.push(line);
    lines
}
