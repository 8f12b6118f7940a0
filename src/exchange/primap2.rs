//! The interchange format of PRIMAP2: a wide table as CSV, and a YAML file that says what its columns are.
//!
//! Source: documentation of the Python package `primap2`, "Interchange format details". Strings are quoted and numbers bare, what is
//! missing is an empty string, the terminology of a column stands in brackets after its name, the set of warming potentials in brackets
//! after the name of a basket of gases.

use crate::error::Result;
use crate::gas::{Gas, GwpSet, Substance};
use crate::inventory::Statement;
use crate::quantity::{Exact, Quantity};
use crate::taxonomy::{Category, Region, Year};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The two files of a city.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Primap2 {
    /// The table, CSV.
    pub table: Vec<u8>,
    /// What the table is, YAML; it names the file of the table.
    pub metadata: Vec<u8>,
}

const AREA: &str = "area (region)";
const CATEGORY: &str = "category (GPC2014)";

/// The dimensions of every entity, in order.
const DIMENSIONS: [&str; 6] = [AREA, CATEGORY, "entity", "source", "time", "unit"];

/// Tonnes by entity and reference, then by year.
type EntitySeries = BTreeMap<(String, Category), BTreeMap<Year, Exact>>;

/// The years of a city in the interchange format of PRIMAP2, its table in a file of this name.
///
/// A row is a reference of the GPC and a gas, or `KYOTOGHG` with the set of warming potentials: the CO2e of the reference, with what is
/// known as CO2e only. A reference without a value has no row; biogenic CO2 is an entity of its own, in no basket.
///
/// ```
/// use citycarbon::{Activity, Assessor, GwpSet, exchange::primap2};
/// let assessor = Assessor::shipped("TH-10".parse()?)?;
/// let mut books = assessor.inventory("Bangkok", ["2022".parse()?], GwpSet::Ar5);
/// books.record(&assessor, &Activity::new("residential.lpg", "2022".parse()?, "1200 t".parse()?))?;
/// let files = primap2(&books.close()?, "bangkok.csv")?;
/// let table = String::from_utf8(files.table).unwrap();
/// assert!(table.starts_with(r#""area (region)","category (GPC2014)","entity","source","unit","2022""#));
/// assert!(table.contains(r#""TH-10","I.1.1","KYOTOGHG (AR5GWP100)","GPC inventory of Bangkok","t CO2 / yr","#));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn primap2(statements: &[Statement], file: &str) -> Result<Primap2> {
    let years: BTreeSet<Year> = statements.iter().map(|statement| statement.year).collect();
    let series = series(statements)?;
    let (area, source) = statements
        .first()
        .map_or_else(Default::default, |first| (area(&first.settings.region), format!("GPC inventory of {}", first.settings.city)));
    let mut table = String::new();
    let columns = [AREA, CATEGORY, "entity", "source", "unit"].map(str::to_owned);
    row(&mut table, columns.into_iter().chain(years.iter().map(|year| year.number().to_string())).map(|name| quoted(&name)));
    for ((entity, category), values) in &series {
        let unit = format!("t {} / yr", gas_of_unit(entity));
        let cells = [&area, category.reference(), entity, &source, &unit].map(quoted);
        let figures = years.iter().map(|year| values.get(year).map_or_else(|| quoted(""), Exact::to_string));
        row(&mut table, cells.into_iter().chain(figures));
    }
    let entities: BTreeSet<&str> = series.keys().map(|(entity, _)| entity.as_str()).collect();
    let metadata = metadata(statements, &source, &entities, file);
    Ok(Primap2 { table: table.into_bytes(), metadata: metadata.into_bytes() })
}

/// The code of a region. That of Namibia reads as "not available" in Python's readers of tables, its three letters do not.
fn area(region: &Region) -> String {
    let code = region.code();
    if code == "NA" { "NAM".to_owned() } else { code.to_owned() }
}

fn series(statements: &[Statement]) -> Result<EntitySeries> {
    let mut series = EntitySeries::new();
    for statement in statements {
        let mut add = |entity: String, category: Category, kg: Exact| -> Result<()> {
            let tonnes = series.entry((entity, category)).or_default().entry(statement.year).or_insert(Exact::ZERO);
            *tonnes = tonnes.checked_add(kg.lowered(3)?)?;
            Ok(())
        };
        for entry in &statement.entries {
            if let Some(co2e) = entry.co2e {
                add(basket(statement.settings.gwp), entry.category, co2e)?;
            }
            for (substance, mass) in entry.gases.iter() {
                if let Substance::Gas(gas) = substance {
                    add(entity(gas), entry.category, mass.base())?;
                }
            }
        }
    }
    Ok(series)
}

/// The Kyoto gases in a set, by the names of `openscm-units`. The split of AR5 by the origin of methane has none there, and `primap2`
/// refuses a name in brackets that it does not know.
fn basket(set: GwpSet) -> String {
    let context = match set {
        GwpSet::Sar => "SARGWP100",
        GwpSet::Ar4 => "AR4GWP100",
        GwpSet::Ar5 => "AR5GWP100",
        GwpSet::Ar5Split => return format!("KYOTOGHG_{set}"),
        GwpSet::Ar5F => "AR5CCFGWP100",
        GwpSet::Ar6 => "AR6GWP100",
    };
    format!("KYOTOGHG ({context})")
}

/// A gas by the name of `openscm-units`. Methane is one gas there, whatever its origin.
fn entity(gas: Gas) -> String {
    match gas.name() {
        "CH4_fossil" => "CH4".to_owned(),
        "PFC-14" => "CF4".to_owned(),
        "PFC-116" => "C2F6".to_owned(),
        "PFC-218" => "C3F8".to_owned(),
        "PFC-3-1-10" => "C4F10".to_owned(),
        "PFC-318" => "cC4F8".to_owned(),
        "PFC-4-1-12" => "C5F12".to_owned(),
        "PFC-5-1-14" => "C6F14".to_owned(),
        name => match name.strip_prefix("R-") {
            Some(blend) => format!("HFC{}", blend.to_lowercase()),
            None => name.replace('-', ""),
        },
    }
}

/// What the unit of an entity is a mass of.
fn gas_of_unit(entity: &str) -> &str {
    if entity.starts_with("KYOTOGHG") || entity == "CO2_biogenic" { "CO2" } else { entity }
}

/// A string of the table: always in quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn row(table: &mut String, cells: impl Iterator<Item = String>) {
    table.push_str(&cells.collect::<Vec<_>>().join(","));
    table.push('\n');
}

/// The second file, its keys in order.
fn metadata(statements: &[Statement], source: &str, entities: &BTreeSet<&str>, file: &str) -> String {
    let of_year = |statement: &Statement| format!("{} ({})", statement.year, statement.status());
    let years = statements.iter().map(of_year).collect::<Vec<_>>().join(", ");
    let comment =
        format!("Years: {years}. A reference of the GPC without a value has no row; its notation key is in inventory.json.");
    let mut yaml = String::from("attrs:\n");
    for (key, value) in [("area", AREA), ("cat", CATEGORY), ("comment", comment.as_str()), ("title", source)] {
        put(&mut yaml, &format!("  {key}: "), value);
    }
    put(&mut yaml, "data_file: ", file);
    yaml.push_str("dimensions:\n");
    for entity in entities {
        let _ = writeln!(yaml, "  {}:", scalar(entity));
        for dimension in DIMENSIONS {
            put(&mut yaml, "  - ", dimension);
        }
    }
    put(&mut yaml, "time_format: ", "%Y");
    yaml
}

fn put(yaml: &mut String, before: &str, value: &str) {
    yaml.push_str(before);
    yaml.push_str(&scalar(value));
    yaml.push('\n');
}

/// A string of YAML in double quotes: what a parser does not take as it is, and what turns the direction of text, by its number.
fn scalar(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        let number = u32::from(letter);
        let turns = matches!(number, 0x061c | 0x200b..=0x200f | 0x2028..=0x202e | 0x2066..=0x2069 | 0xfeff | 0xfffe | 0xffff);
        // Text can always be written to memory.
        let _ = match letter {
            '"' | '\\' => write!(out, "\\{letter}"),
            _ if letter.is_control() || turns => write!(out, "\\u{number:04x}"),
            _ => write!(out, "{letter}"),
        };
    }
    out.push('"');
    out
}
