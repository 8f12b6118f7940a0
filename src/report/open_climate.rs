//! The tables of `OpenClimate`, and the summary by sub-sector that C40 and CDP ask for: whole tonnes, each total the sum of its parts.
//!
//! Source: the schema of `OpenClimate` (Open Earth Foundation), its tables Actor, `EmissionsAgg`, `EmissionsByScope`, `EmissionsBySector`,
//! Methodology and Sector. The times of creation are left empty, so that the same inventory gives the same bytes.

use super::csv::ReportRows;
use super::rounded::in_whole_tonnes;
use crate::error::Result;
use crate::i18n::Language;
use crate::inventory::{Entry, Statement};
use crate::quantity::Exact;
use crate::taxonomy::{Category, Scope, Sector, SubSector};

const DATASOURCE: &str = "citycarbon";

/// The files of a city by name.
pub(super) type NamedFiles = Vec<(&'static str, Vec<u8>)>;

/// The city in all tables: no code of a country or a register stands for a city, so its name is part of the id.
fn actor(statement: &Statement) -> String {
    format!("{}:{}", statement.settings.region, statement.settings.city)
}

/// The tables of `OpenClimate`. The totals are those of the level that a city reports, without what counts to none.
pub(super) fn open_climate(statements: &[Statement]) -> Result<NamedFiles> {
    let times = ["created", "last_updated"];
    let header = |names: &[&'static str]| ReportRows::of(&[names, &times].concat());
    let mut actors = header(&["actor_id", "type", "name", "icon", "hq", "is_part_of", "is_owned_by", "datasource_id"]);
    let mut totals = header(&["emissions_id", "actor_id", "year", "total_emissions", "methodology_id", "datasource_id"]);
    let mut scopes = header(&["emissions_id", "scope", "emissions_value"]);
    let mut sectors = header(&["emissions_id", "sector_id", "emissions_value"]);
    let mut methods = header(&["methodology_id", "name", "methodology_link"]);
    let mut names = header(&["sector_id", "name", "namespace", "datasource_id"]);
    let end = |rows: &mut ReportRows| {
        rows.bare("");
        rows.bare("");
        rows.end();
    };
    if let Some(first) = statements.first() {
        words(&mut actors, &[&actor(first), "city", &first.settings.city, "", "", first.settings.region.code(), "", DATASOURCE]);
        end(&mut actors);
        let level = first.settings.level.to_string();
        words(&mut methods, &[&format!("GPC-{level}"), &format!("GPC {level}"), ""]);
        end(&mut methods);
    }
    for sector in Sector::all() {
        words(&mut names, &[sector.code(), sector.label(Language::English), "GPC", DATASOURCE]);
        end(&mut names);
    }
    for statement in statements {
        let level = statement.settings.level;
        let whole = in_whole_tonnes(statement)?;
        let tonnes = |counts: &dyn Fn(Category) -> bool| -> Result<Option<Exact>> {
            whole.sum(|category| level.requires(category) && counts(category))?.map(|kg| kg.lowered(3)).transpose()
        };
        let Some(total) = tonnes(&|_| true)? else { continue };
        let id = format!("{DATASOURCE}:{}:{}", actor(statement), statement.year);
        words(&mut totals, &[&id, &actor(statement), &statement.year.number().to_string()]);
        totals.number(Some(total));
        words(&mut totals, &[&format!("GPC-{level}"), DATASOURCE]);
        end(&mut totals);
        for (name, scope) in [("1", Scope::One), ("2", Scope::Two), ("3", Scope::Three)] {
            if let Some(part) = tonnes(&|category| category.scope() == scope)? {
                words(&mut scopes, &[&id, name]);
                scopes.number(Some(part));
                end(&mut scopes);
            }
        }
        for sector in Sector::all() {
            if let Some(part) = tonnes(&|category| category.sector() == sector)? {
                words(&mut sectors, &[&id, sector.code()]);
                sectors.number(Some(part));
                end(&mut sectors);
            }
        }
    }
    Ok(vec![
        ("Actor.csv", actors.csv.out),
        ("EmissionsAgg.csv", totals.csv.out),
        ("EmissionsByScope.csv", scopes.csv.out),
        ("EmissionsBySector.csv", sectors.csv.out),
        ("Methodology.csv", methods.csv.out),
        ("Sector.csv", names.csv.out),
    ])
}

fn words(rows: &mut ReportRows, cells: &[&str]) {
    for cell in cells {
        rows.words(cell);
    }
}

/// The columns of the summary: a value and a key for each part.
const SUMMARY: [&str; 16] = [
    "city",
    "region",
    "year",
    "level",
    "gwp",
    "status",
    "sub_sector",
    "name",
    "scope_1_t",
    "scope_1_key",
    "scope_2_t",
    "scope_2_key",
    "scope_3_t",
    "scope_3_key",
    "territorial_only_t",
    "territorial_only_key",
];

/// A row for each sub-sector: direct emissions, those of energy from grids, those outside the city, and what is in the territorial
/// total only (energy for the grid, waste from elsewhere), each as whole tonnes or with its notation key.
pub(super) fn summary(statements: &[Statement]) -> Result<Vec<u8>> {
    let mut rows = ReportRows::of(&SUMMARY);
    for statement in statements {
        let (settings, whole) = (&statement.settings, in_whole_tonnes(statement)?);
        for sub_sector in SubSector::all() {
            let entries: Vec<&Entry> = whole.entries.iter().filter(|entry| entry.category.sub_sector() == sub_sector).collect();
            let only_territorial = |category: Category| category.in_territorial() && !category.in_basic_plus();
            let parts: [&dyn Fn(Category) -> bool; 4] = [
                &|category| category.scope() == Scope::One && !only_territorial(category),
                &|category| category.scope() == Scope::Two,
                &|category| category.scope() == Scope::Three,
                &only_territorial,
            ];
            if entries.is_empty() {
                continue;
            }
            words(&mut rows, &[&settings.city, settings.region.code(), &statement.year.to_string(), &settings.level.to_string()]);
            words(&mut rows, &[settings.gwp.name(), &statement.status().to_string(), sub_sector.code()]);
            rows.words(sub_sector.label(Language::English));
            for part in parts {
                let held = || entries.iter().filter(|entry| part(entry.category));
                let figures: Vec<Exact> = held().filter_map(|entry| entry.co2e).collect();
                let total = if figures.is_empty() { None } else { Some(Exact::sum(figures)?.lowered(3)?) };
                rows.number(total);
                let key = held().filter_map(|entry| entry.key).min().filter(|_| total.is_none());
                rows.words(&key.map_or_else(String::new, |key| key.to_string()));
            }
            rows.end();
        }
    }
    Ok(rows.csv.out)
}
