//! Files for other systems: every figure of the inventory, once; names come back as they are; parts add up.

use citycarbon::exchange::primap2;
use citycarbon::gas::{Gas, Substance};
use citycarbon::inventory::{Level, Statement};
use citycarbon::quantity::{Exact, Quantity};
use citycarbon::report::package_files;
use citycarbon::{City, GwpSet, Year, strategies};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Cities in two years, with names that a reader might take for something else.
fn a_city() -> impl Strategy<Value = (String, Vec<Statement>)> {
    let odd = prop::sample::select(vec![
        "=cmd|' /C calc'!A0",
        "<script>",
        "a \"b\"\\, 'c': {d}",
        "\u{202e}evif\u{2066}",
        "NA",
        "กรุงเทพ\u{7f}\u{85}",
    ]);
    let name = prop_oneof![odd.prop_map(str::to_owned), "\\PC{1,40}", Just("x".repeat(10_000))];
    let years = [2018, 2019].map(|year| Year::new(year).unwrap());
    (name, strategies::city(&"TH-10".parse().unwrap(), &years)).prop_filter_map("a city that is refused", |(name, mut input)| {
        input.settings.city.clone_from(&name);
        Some((name, City::new(input).ok()?.close().ok()?))
    })
}

fn rows(bytes: &[u8]) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    (header, reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect())
}

/// Tonnes by reference, entity and year. Industrial gases, which have other names in other systems, are one entity here; the package
/// itself reads their names in `integrations/python`.
#[derive(Debug, Default, PartialEq)]
struct Figures(BTreeMap<[String; 3], Exact>);

impl Figures {
    fn add(&mut self, reference: &str, entity: &str, year: &str, tonnes: Exact) {
        let same = entity.starts_with("KYOTOGHG") || ["CO2", "CH4", "N2O", "CO2_biogenic"].contains(&entity);
        let key = [reference, if same { entity } else { "industrial" }, year].map(str::to_owned);
        let sum = self.0.entry(key).or_insert(Exact::ZERO);
        *sum = sum.checked_add(tonnes).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Each reference and gas has one row; the rows of an entity are its tonnes, and what has no value is empty.
    #[test]
    fn primap2_has_every_figure_once((name, statements) in a_city()) {
        let files = primap2(&statements, "a.csv").unwrap();
        let (header, rows) = rows(&files.table);
        prop_assert_eq!(&header[..5], ["area (region)", "category (GPC2014)", "entity", "source", "unit"]);
        let mut cells = BTreeMap::new();
        for row in &rows {
            prop_assert_eq!(&row[3], &format!("GPC inventory of {name}"));
            for (year, cell) in header.iter().zip(row).skip(5).filter(|(_, cell)| !cell.is_empty()) {
                prop_assert!(cells.insert((row[1].clone(), row[2].clone(), year.clone()), cell.parse::<Exact>().unwrap()).is_none());
            }
        }
        let mut figures = Figures::default();
        for ((reference, entity, year), tonnes) in cells {
            figures.add(&reference, &entity, &year, tonnes);
        }
        let mut expected = Figures::default();
        for statement in &statements {
            let basket = match statement.settings.gwp {
                GwpSet::Ar5Split => "KYOTOGHG_AR5-SPLIT".to_owned(),
                GwpSet::Ar5F => "KYOTOGHG (AR5CCFGWP100)".to_owned(),
                set => format!("KYOTOGHG ({set}GWP100)"),
            };
            for entry in &statement.entries {
                let mut add = |entity: &str, kg: Exact| {
                    let tonnes = kg.checked_mul("0.001".parse().unwrap()).unwrap();
                    expected.add(entry.category.reference(), entity, &statement.year.to_string(), tonnes);
                };
                entry.co2e.into_iter().for_each(|kg| add(&basket, kg));
                for (substance, mass) in entry.gases.iter() {
                    match substance {
                        Substance::Gas(gas) if gas == Gas::CH4_FOSSIL => add("CH4", mass.base()),
                        Substance::Gas(gas) => add(gas.name(), mass.base()),
                        Substance::Stated(_) => {}
                    }
                }
            }
        }
        prop_assert_eq!(figures, expected);
        // Scalars are strings of JSON too, so that the title can be read back here.
        let yaml = String::from_utf8(files.metadata).unwrap();
        let title = yaml.lines().find_map(|line| line.strip_prefix("  title: ")).unwrap();
        prop_assert_eq!(serde_json::from_str::<String>(title).unwrap(), format!("GPC inventory of {name}"));
        let printable = |letter: char| !letter.is_control() || letter == '\n';
        let plain = |letter: char| printable(letter) && !('\u{202a}'..='\u{202e}').contains(&letter);
        prop_assert!(yaml.chars().all(plain));
    }

    /// Whole tonnes: the scopes and the sectors of a year add up to its total, which is the one of the level to the nearest tonne.
    #[test]
    fn the_tables_of_open_climate_add_up((_, statements) in a_city()) {
        let files: BTreeMap<&str, Vec<u8>> = package_files(&statements).unwrap().into_iter().collect();
        let of = |file: &str| rows(&files[file]).1;
        let mut ids = Vec::new();
        for total in of("EmissionsAgg.csv") {
            for part in ["EmissionsByScope.csv", "EmissionsBySector.csv"] {
                let parts = of(part).into_iter().filter(|row| row[0] == total[0]);
                prop_assert_eq!(parts.map(|row| row[2].parse::<i128>().unwrap()).sum::<i128>().to_string(), total[3].clone());
            }
            let statement = statements.iter().find(|statement| statement.year.to_string() == total[2]).unwrap();
            let totals = statement.totals().unwrap();
            let exact = match statement.settings.level { Level::BasicPlus => totals.basic_plus, _ => totals.basic };
            let off = exact.unwrap().checked_mul("0.001".parse().unwrap()).unwrap().checked_sub(total[3].parse().unwrap()).unwrap();
            prop_assert!(off <= Exact::ONE && off.checked_neg().unwrap() <= Exact::ONE);
            ids.push(statement.year);
        }
        // A year without a total has no row, not one of 0.
        let valued = statements.iter().filter(|statement| {
            let totals = statement.totals().unwrap();
            match statement.settings.level { Level::BasicPlus => totals.basic_plus, _ => totals.basic }.is_some()
        });
        prop_assert_eq!(ids, valued.map(|statement| statement.year).collect::<Vec<_>>());
    }
}
