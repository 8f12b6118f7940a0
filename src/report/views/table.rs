//! Views as text: all of them with their totals, or one with its groups.

use crate::error::Result;
use crate::i18n::Language;
use crate::inventory::{LineSum, Statement, View, ViewGroup, ViewTable, Views};
use crate::quantity::{Exact, Ratio, Rounding};
use crate::report::gpc::{gas_name, tonnes_of};
use crate::report::labels::Label;
use crate::report::table::{Rank, Table, TableCell, TableRow, apportioned, grouped};
use crate::report::text;
use crate::report::wrap::{in_lines, wrapped};
use crate::taxonomy::{Category, Scope, SubSector};

/// The most years next to one another.
const COLUMNS: usize = 5;

/// How wide the name of a group is.
const NAME: usize = 52;

/// What a view is.
fn about(view: &View) -> Label {
    match view.name() {
        "basic" => Label::ViewBasic,
        "basic-plus" => Label::ViewBasicPlus,
        "basic-s3" => Label::ViewBasicS3,
        "territorial" => Label::ViewTerritorial,
        "scope" => Label::ViewScope,
        "sector" => Label::ViewSector,
        "gas" => Label::ViewGas,
        "place" => Label::ViewPlace,
        "ipcc" => Label::ViewIpcc,
        "crf" => Label::ViewCrf,
        "korea-management-authority" => Label::ViewKorea,
        _ => Label::ViewOwn,
    }
}

/// Every view with the total of its lines in each year.
pub fn views_text(statements: &[Statement], views: &Views, language: Language) -> Result<String> {
    let mut out = String::new();
    let Some(first) = statements.first() else {
        text::line(&mut out, &Label::NoYears.render(language));
        return Ok(out);
    };
    let (city, years) = (text::clean(&first.settings.city), text::years_with_status(statements, language));
    text::heading(&mut out, &Label::ViewsTitle { city, years }.render(language));
    out.push('\n');
    let width = views.iter().map(|view| unicode_width::UnicodeWidthStr::width(text::clean(view.name()).as_str())).max();
    for part in statements.chunks(COLUMNS) {
        let years = part.iter().map(|statement| statement.year.to_string());
        let mut table = Table::new(Label::ViewsTable.render(language), years);
        for view in views.iter() {
            let mut cells = Vec::new();
            for statement in part {
                cells.push(alone(view.table(statement)?.inside.co2e)?);
            }
            let name = text::padded(&text::clean(view.name()), width.unwrap_or_default(), false);
            let label = format!("{name}  {}", about(view).render(language));
            table.rows.push(TableRow::new(Rank::Item, label, cells));
        }
        text::table(&mut out, &table, language, 0)?;
    }
    for note in [Label::NoteViews, Label::NoteViewsNotAdded] {
        wrapped(&mut out, "", &note.render(language));
    }
    Ok(out)
}

fn alone(kg: Option<Exact>) -> Result<TableCell> {
    Ok(tonnes_of(kg)?.map_or(TableCell::NotRequired, |figure| TableCell::Alone(figure, 0)))
}

fn figure(kg: Option<Exact>) -> Result<TableCell> {
    Ok(tonnes_of(kg)?.map_or(TableCell::NotRequired, TableCell::Figure))
}

/// What heads the rows of a group, where the groups of its view are many.
fn head(group: &ViewGroup, language: Language) -> Option<String> {
    match group {
        ViewGroup::SubSector(part) => {
            let sector = Category::all().find(|category| category.sub_sector() == *part)?.sector();
            Some(format!("{sector} {}", sector.label(language)))
        }
        ViewGroup::Crf { sector, .. } => Some(sector.to_string()),
        ViewGroup::Ipcc(code) => Some(match code.chars().next() {
            Some('1') => Label::IpccEnergy.render(language),
            Some('2') => Label::IpccIndustry.render(language),
            Some('3') => Label::IpccLand.render(language),
            _ => Label::IpccWaste.render(language),
        }),
        _ => None,
    }
}

/// A group as it is printed.
fn label(group: &ViewGroup, sum: &LineSum, language: Language) -> String {
    match group {
        ViewGroup::Scope(scope) => match scope {
            Scope::One => Label::ScopeOne.render(language),
            Scope::Two => Label::ScopeTwo.render(language),
            Scope::Three => Label::ScopeThree.render(language),
        },
        ViewGroup::Sector(sector) => format!("{sector} {}", sector.label(language)),
        ViewGroup::SubSector(part) => sub_sector(*part, language),
        ViewGroup::Gas(substance) => gas_name(*substance).to_owned(),
        ViewGroup::Place(place) if place.is_empty() => Label::WholeCityPlace.render(language),
        ViewGroup::Place(name) | ViewGroup::Own(name) => name.to_string(),
        ViewGroup::Ipcc(codes) => format!("{codes}: {}", references(sum)),
        ViewGroup::Crf { sub_sector, scope, .. } => format!("{sub_sector}, {scope}: {}", references(sum)),
        ViewGroup::Managed(sector) => sector.label(language).to_owned(),
    }
}

fn sub_sector(part: SubSector, language: Language) -> String {
    format!("{part} {}", part.label(language))
}

fn references(sum: &LineSum) -> String {
    sum.references.iter().map(|category| category.reference()).collect::<Vec<_>>().join(", ")
}

/// Parts of a whole in per cent with one digit, which add up to 100.0; none where there is no whole.
fn shares(parts: &[Option<Exact>], whole: Option<Exact>) -> Result<Vec<Option<Exact>>> {
    let Some(whole) = whole.filter(|whole| !whole.is_zero()) else { return Ok(vec![None; parts.len()]) };
    let share = |part: Exact| Ratio::new(part.checked_mul(Exact::from(100))?, whole)?.divided(9, Rounding::HalfEven);
    let exact = parts.iter().flatten().map(|part| share(*part)).collect::<Result<Vec<_>>>()?;
    let mut printed = apportioned(&exact, 1)?.into_iter();
    Ok(parts.iter().map(|part| part.and_then(|_| printed.next())).collect())
}

fn percent(share: Option<Exact>, language: Language) -> TableCell {
    TableCell::Text(share.map_or_else(|| "–".to_owned(), |share| grouped(share, 1, language)))
}

/// The lines of a year in the groups of a view, with what of each is in BASIC and in the territorial total.
pub fn view_text(statement: &Statement, view: &View, language: Language) -> Result<String> {
    let sums = view.table(statement)?;
    let mut out = String::new();
    let status = Label::of_status(statement.status()).render(language);
    let (city, name) = (text::clean(&statement.settings.city), text::clean(view.name()));
    text::heading(&mut out, &Label::ViewTitle { city, view: name, year: statement.year, status }.render(language));
    text::line(&mut out, &about(view).render(language));
    out.push('\n');
    text::table(&mut out, &groups(&sums, language)?.rounded_by_column(0)?, language, 0)?;
    reasons(&mut out, view, language);
    let (lines, inside, outside) = (sums.all.lines, sums.inside.lines, sums.outside.lines);
    let mut notes = vec![Label::NoteEachOnce { lines, inside, outside }];
    let beyond: Vec<Category> = sums.inside.references.iter().copied().filter(|category| !category.in_basic_s3()).collect();
    if !beyond.is_empty() && sums.inside.references.iter().any(|category| !category.in_territorial()) {
        notes.push(Label::NoteNoTotal { references: beyond });
    }
    notes.extend(match view.name() {
        "ipcc" => Some(Label::NoteIpcc),
        "crf" => Some(Label::NoteCrf),
        "korea-management-authority" => Some(Label::NoteKorea),
        _ => None,
    });
    for note in notes {
        wrapped(&mut out, "", &note.render(language));
    }
    Ok(out)
}

/// The cells of a row with figures of its own.
fn cells(sum: &LineSum, share: TableCell) -> Result<Vec<TableCell>> {
    Ok(vec![figure(sum.co2e)?, share, figure(sum.basic)?, figure(sum.territorial)?, TableCell::Count(sum.lines)])
}

/// The groups of a view, exact, with their sums; then the lines outside, if there are any.
fn groups(sums: &ViewTable, language: Language) -> Result<Table> {
    let columns = [Label::Tonnes, Label::PerCent, Label::OfWhichBasic, Label::ColumnTerritorial, Label::Lines];
    let mut table = Table::new(Label::ViewGroups.render(language), columns.map(|label| label.render(language)));
    let parts: Vec<Option<Exact>> = sums.groups.values().map(|sum| sum.co2e).collect();
    let mut heads: Vec<(usize, Vec<usize>)> = Vec::new();
    let (mut items, mut last) = (Vec::new(), None);
    for ((group, sum), share) in sums.groups.iter().zip(shares(&parts, sums.inside.co2e)?) {
        let top = head(group, language);
        if let Some(top) = top.as_ref().filter(|top| last.as_ref() != Some(*top)) {
            heads.push((table.rows.len(), Vec::new()));
            table.rows.push(TableRow::new(Rank::Group, top.as_str(), Vec::new()));
        }
        last = top;
        // A long name is above its figures.
        let mut names = in_lines(&label(group, sum, language), "", NAME);
        let name = names.pop().unwrap_or_default();
        table.rows.extend(names.into_iter().map(|name| TableRow::new(Rank::Item, name, Vec::new())));
        items.push(table.rows.len());
        if let Some((_, below)) = heads.last_mut() {
            below.push(table.rows.len());
        }
        table.rows.push(TableRow::new(Rank::Item, name, cells(sum, percent(share, language))?));
    }
    for (row, below) in heads {
        let lines = below.iter().filter_map(|at| count(&table, *at)).fold(0, u64::saturating_add);
        let added = added(&below, lines, TableCell::Blank);
        if let Some(top) = table.rows.get_mut(row) {
            top.cells = added;
        }
    }
    let whole = percent(Some(Exact::from(100)).filter(|_| sums.inside.co2e.is_some_and(|kg| !kg.is_zero())), language);
    table.rows.push(TableRow::new(Rank::Total, Label::ViewTotal.render(language), added(&items, sums.inside.lines, whole)));
    if sums.outside.lines > 0 {
        items.push(table.rows.len());
        let outside = cells(&sums.outside, TableCell::Blank)?;
        table.rows.push(TableRow::new(Rank::Item, Label::NotInTheView.render(language), outside));
        let all = added(&items, sums.all.lines, TableCell::Blank);
        table.rows.push(TableRow::new(Rank::Total, Label::AllLines.render(language), all));
    }
    Ok(table)
}

/// The lines counted in a row.
fn count(table: &Table, row: usize) -> Option<u64> {
    match table.cell(row, 4) {
        Some(TableCell::Count(lines)) => Some(*lines),
        _ => None,
    }
}

/// The cells of a row that holds the sums of others.
fn added(rows: &[usize], lines: u64, share: TableCell) -> Vec<TableCell> {
    let down = |column: usize| TableCell::Sum(rows.iter().map(|row| (*row, column)).collect());
    vec![down(0), share, down(2), down(3), TableCell::Count(lines)]
}

/// Why the lines of a city's own view are of their groups.
fn reasons(out: &mut String, view: &View, language: Language) {
    if view.rules().is_empty() {
        return;
    }
    text::line(out, &format!("{}:", Label::ViewRules.render(language)));
    let any = Label::AnyPart.render(language);
    for rule in view.rules() {
        let parts = [&rule.reference, &rule.activity, &rule.place].map(|part| if part.is_empty() { any.as_str() } else { part });
        let reason = if rule.reason.is_empty() { String::new() } else { format!("; {}", rule.reason) };
        wrapped(out, "  ", &text::clean(&format!("{}: {}{reason}", rule.group, parts.join(" / "))));
    }
    out.push('\n');
}
