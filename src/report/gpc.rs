//! The tables that the GPC asks for: sectors by scope, totals, gases, years.
//!
//! Source: GPC v1.1, ch. 4 (reporting requirements, notation keys) and ch. 3 (scopes, BASIC and BASIC+).

use super::labels::Label;
use super::rounded::in_whole_tonnes;
use super::table::{Rank, Table, TableCell, TableRow};
use crate::error::Result;
use crate::gas::Substance;
use crate::i18n::Language;
use crate::inventory::Statement;
use crate::quantity::{Exact, Total};
use crate::taxonomy::{Category, NotationKey, Scope, Sector, SubSector};
use std::collections::BTreeMap;

/// Kilograms in tonnes, exact.
pub(super) fn tonnes(kg: Exact) -> Result<Exact> {
    kg.lowered(3)
}

/// The same, if there is a figure.
pub(super) fn tonnes_of(kg: Option<Exact>) -> Result<Option<Exact>> {
    kg.map(tonnes).transpose()
}

/// The column of a reference: by scope, those that are only territorial separately.
fn column(category: Category) -> usize {
    match category.scope() {
        Scope::One if category.in_basic_plus() => 0,
        Scope::Two => 1,
        Scope::Three => 2,
        Scope::One => 3,
    }
}

/// Sectors and sub-sectors by scope, with BASIC and BASIC+: exact, in tonnes of CO2e.
///
/// What counts to the territorial total only (I.4.4, III.x.3) has a column of its own, so that the scopes add up to BASIC+ in
/// the sectors I to V.
pub fn sectors(statement: &Statement, language: Language) -> Result<Table> {
    use Label::{Basic, BasicPlus, BySector, ScopeOne, ScopeThree, ScopeTwo, TerritorialOnly};
    let columns = [ScopeOne, ScopeTwo, ScopeThree, TerritorialOnly, Basic, BasicPlus];
    let mut table = Table::new(BySector.render(language), columns.map(|label| label.render(language)));
    let mut all = Vec::new();
    for sector in Sector::all() {
        let top = table.rows.len();
        table.rows.push(TableRow::new(Rank::Group, named(sector.code(), sector.label(language)), Vec::new()));
        let mut held = Vec::new();
        for part in SubSector::all()
            .filter(|part| Category::all().any(|category| category.sub_sector() == *part && category.sector() == sector))
        {
            let row = table.rows.len();
            let mut cells = vec![TableCell::Blank; 4];
            let mut own = Vec::new();
            for category in Category::all().filter(|category| category.sub_sector() == part) {
                if let Some(cell) = cells.get_mut(column(category)) {
                    *cell = cell_of(statement, category)?;
                    own.push((category, (row, column(category))));
                }
            }
            cells.extend(level_sums(&own));
            table.rows.push(TableRow::new(Rank::Item, named(part.code(), part.label(language)), cells));
            held.extend(own);
        }
        let sums = all_sums(&held);
        if let Some(row) = table.rows.get_mut(top) {
            row.cells = sums;
        }
        all.extend(held);
    }
    table.rows.push(TableRow::new(Rank::Total, Label::Total.render(language), all_sums(&all)));
    let notes = [Label::NoteRounding, Label::NoteTerritorial, Label::NoteOtherScope3, Label::NoteKeys];
    table.notes = notes.iter().map(|note| note.render(language)).collect();
    Ok(table)
}

fn named(code: &str, label: &str) -> String {
    format!("{code} {label}")
}

/// References with the cells they are in.
type ReferenceCells = [(Category, (usize, usize))];

fn level_sums(held: &ReferenceCells) -> [TableCell; 2] {
    let sum = |counts: fn(Category) -> bool| {
        TableCell::Sum(held.iter().filter(|(category, _)| counts(*category)).map(|(_, at)| *at).collect())
    };
    [sum(Category::in_basic), sum(Category::in_basic_plus)]
}

fn all_sums(held: &ReferenceCells) -> Vec<TableCell> {
    let of_column =
        |wanted: usize| TableCell::Sum(held.iter().map(|(_, at)| *at).filter(|(_, column)| *column == wanted).collect());
    (0..4).map(of_column).chain(level_sums(held)).collect()
}

/// A reference's value, its key, or what is wanting.
fn cell_of(statement: &Statement, category: Category) -> Result<TableCell> {
    let entry = statement.entries.iter().find(|entry| entry.category == category);
    Ok(match entry.map(|entry| (entry.co2e, entry.key)) {
        Some((Some(co2e), _)) => TableCell::Figure(tonnes(co2e)?),
        Some((None, Some(key))) => TableCell::Key(key),
        _ if statement.required.missing.contains(&category) => TableCell::Missing,
        _ => TableCell::NotRequired,
    })
}

/// The totals of a statement as printed: sums of references in whole tonnes. What is spread over people, land or money is divided
/// from the exact total.
pub fn totals(statement: &Statement, language: Language) -> Result<Table> {
    let exact = statement.totals()?;
    let totals = in_whole_tonnes(statement)?.totals()?;
    let mut table = Table::new(Label::Totals.render(language), [Label::Tonnes.render(language)]);
    let mut push = |label: Label, cell: TableCell| table.rows.push(TableRow::new(Rank::Item, label.render(language), vec![cell]));
    let alone = |kg: Option<Exact>| {
        Ok::<_, crate::error::Error>(
            tonnes_of(kg)?.map_or(TableCell::Text(Label::NoData.render(language)), |t| TableCell::Alone(t, 0)),
        )
    };
    for (label, kg) in [
        (Label::Basic, totals.basic),
        (Label::BasicPlus, totals.basic_plus),
        (Label::BasicS3, totals.basic_s3),
        (Label::Territorial, totals.territorial),
    ] {
        push(label, alone(kg)?);
    }
    if totals.basic_market.is_some() {
        push(Label::BasicMarket, alone(totals.basic_market)?);
    }
    if totals.biogenic_co2.is_some() {
        push(Label::BiogenicCo2, alone(totals.biogenic_co2)?);
    }
    if let Some(people) = statement.settings.population.get(&statement.year) {
        push(Label::Population, TableCell::Alone(*people, 0));
    }
    if let Some(figure) = tonnes_of(statement.per_head(exact.basic)?)? {
        push(Label::BasicPerHead, TableCell::Alone(figure, 2));
    }
    if let Some(figure) = tonnes_of(statement.per_km2(exact.basic)?)? {
        push(Label::BasicPerKm2, TableCell::Alone(figure, 0));
    }
    if let Some(figure) = tonnes_of(statement.per_gdp(exact.basic)?)? {
        push(Label::BasicPerGdp, TableCell::Alone(figure.checked_mul(Exact::from(1_000_000))?, 2));
    }
    table.notes.extend(lacking(statement).map(|references| Label::BasicLacks { references }.render(language)));
    table.notes.extend(only_basic([statement]).map(|note| note.render(language)));
    Ok(table)
}

/// The years whose BASIC+ is BASIC, because nothing has a figure that only BASIC+ counts: a reader would take it for a total of more. None
/// where there is no such year.
pub(super) fn only_basic<'a>(statements: impl IntoIterator<Item = &'a Statement>) -> Option<Label> {
    let has = |statement: &Statement, counts: fn(Category) -> bool| {
        statement.entries.iter().any(|entry| entry.co2e.is_some() && counts(entry.category))
    };
    let beyond = |category: Category| category.in_basic_plus() && !category.in_basic();
    let is_it = |statement: &&Statement| has(statement, Category::in_basic) && !has(statement, beyond);
    let years: Vec<String> = statements.into_iter().filter(is_it).map(|statement| statement.year.to_string()).collect();
    (!years.is_empty()).then(|| Label::NoteOnlyBasic { years: years.join(", ") })
}

/// References of BASIC that occur, or may occur, and are in no total, as a whole or in part: by key, then those without a key; none
/// where there is no such.
fn lacking(statement: &Statement) -> Option<String> {
    let basic = |references: &mut dyn Iterator<Item = Category>| -> Vec<&str> {
        references.filter(|category| category.in_basic()).map(Category::reference).collect()
    };
    let mut lacking = Vec::new();
    for key in [NotationKey::NE, NotationKey::C] {
        let parts = statement
            .entries
            .iter()
            .filter(|entry| entry.key == Some(key) || entry.co2e.is_some() && entry.partial.iter().any(|part| part.key == key));
        let references = basic(&mut parts.map(|entry| entry.category));
        if !references.is_empty() {
            lacking.push(format!("{key} {}", references.join(", ")));
        }
    }
    let missing = basic(&mut statement.required.missing.iter().copied());
    if !missing.is_empty() {
        lacking.push(missing.join(", "));
    }
    (!lacking.is_empty()).then(|| lacking.join("; "))
}

/// What a line's gas is called in tables: figures with no split are `CO2e`.
pub(super) fn gas_name(substance: Substance) -> &'static str {
    match substance {
        Substance::Gas(gas) => gas.name(),
        Substance::Stated(_) => "CO2e",
    }
}

/// BASIC and BASIC+ by gas.
pub fn gases(statement: &Statement, language: Language) -> Result<Table> {
    let mut table = Table::new(Label::ByGas.render(language), [Label::Basic.render(language), Label::BasicPlus.render(language)]);
    // Biogenic CO2 has no CO2e and so no row. BASIC+ is BASIC and what it has beyond, which the last column holds unprinted.
    let mut parts: BTreeMap<Substance, [Option<Total>; 2]> = BTreeMap::new();
    for of_one in statement.lines.chunk_by(|a, b| a.line.id.category == b.line.id.category) {
        let category = of_one.first().map(|line| line.line.id.category).filter(|category| category.in_basic_plus());
        let Some(category) = category else { continue };
        for line in of_one {
            let Some(kg) = line.co2e else { continue };
            let [basic, beyond] = parts.entry(line.line.substance).or_default();
            let held = if category.in_basic() { basic } else { beyond };
            held.get_or_insert_default().add(kg)?;
        }
    }
    let rows = parts.len();
    let figure = |part: Option<Total>| match part {
        Some(sum) => Ok::<_, crate::error::Error>(TableCell::Figure(tonnes(sum.value()?)?)),
        None => Ok(TableCell::NotRequired),
    };
    for (at, (substance, [basic, beyond])) in parts.into_iter().enumerate() {
        let cells = vec![figure(basic)?, TableCell::Sum(vec![(at, 0), (at, 2)]), figure(beyond)?];
        table.rows.push(TableRow::new(Rank::Item, gas_name(substance), cells));
    }
    let down =
        |columns: &[usize]| TableCell::Sum((0..rows).flat_map(|row| columns.iter().map(move |column| (row, *column))).collect());
    table.rows.push(TableRow::new(Rank::Total, Label::Total.render(language), vec![down(&[0]), down(&[0, 2])]));
    Ok(table)
}

/// Scope 2 by the grid's average and by contracts, for the references that contracts reach.
pub fn market(statement: &Statement, language: Language) -> Result<Table> {
    let mut table =
        Table::new(Label::Market.render(language), [Label::LocationBased.render(language), Label::MarketBased.render(language)]);
    for cell in &statement.market {
        let figures = vec![TableCell::Alone(tonnes(cell.location)?, 0), TableCell::Alone(tonnes(cell.market)?, 0)];
        table.rows.push(TableRow::new(
            Rank::Item,
            named(cell.category.reference(), cell.category.sub_sector().label(language)),
            figures,
        ));
    }
    Ok(table)
}

/// Several years next to one another: totals as printed, and how many of the required cells are filled.
pub fn years(statements: &[Statement], language: Language) -> Result<Table> {
    use Label::{Basic, BasicPlus, ByYear, Filled, Territorial};
    let columns = [Basic, BasicPlus, Territorial, Filled];
    let mut table = Table::new(ByYear.render(language), columns.map(|label| label.render(language)));
    for statement in statements {
        let totals = in_whole_tonnes(statement)?.totals()?;
        let mut cells = Vec::new();
        for kg in [totals.basic, totals.basic_plus, totals.territorial] {
            cells.push(tonnes_of(kg)?.map_or(TableCell::NotRequired, |figure| TableCell::Alone(figure, 0)));
        }
        let required = &statement.required;
        cells.push(TableCell::Text(format!("{}/{}", required.filled(), required.cells)));
        table.rows.push(TableRow::new(Rank::Item, statement.year.to_string(), cells));
        if let Some(references) = lacking(statement) {
            table.notes.push(format!("{}: {}", statement.year, Label::BasicLacks { references }.render(language)));
        }
    }
    table.notes.extend(only_basic(statements).map(|note| note.render(language)));
    Ok(table)
}
