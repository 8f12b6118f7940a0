//! Laws of a city as a plain value.

use citycarbon::city::CityInput;
use citycarbon::folder::{FolderOptions, read, write};
use citycarbon::forms::FormSection;
use citycarbon::gas::Substance;
use citycarbon::inventory::{Contract, CrossCheck, NotationEntry, ReportedEmission, Settings, Statement};
use citycarbon::quantity::{Exact, Rate, Reading};
use citycarbon::{Activity, Category, City, Gas, GwpSet, NotationKey, Year};
use proptest::prelude::*;
use proptest::sample::select;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

const CODES: [(&str, &str); 5] = [
    ("residential.electricity", "kWh"),
    ("residential.lpg", "t"),
    ("road.diesel-b7", "litre"),
    ("road.gasohol-e10.low-mileage", "litre"),
    ("commercial.electricity", "MWh"),
];
const YEARS: [u16; 2] = [2018, 2019];

/// Names that are hard on files: quotes, delimiters, formulas, other scripts.
fn a_name() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec!["บางรัก", "a, \"b\"", "=1+1", "横浜 西区", "-5", "é;é", "'x'"]).prop_map(str::to_owned),
        "[A-Za-z][A-Za-z0-9 ]{0,8}[A-Za-z]",
    ]
}

fn a_year() -> impl Strategy<Value = Year> {
    select(YEARS.to_vec()).prop_map(|year| Year::new(year).unwrap())
}

fn an_amount() -> impl Strategy<Value = String> {
    (0_u64..1_000_000_000, 0_u32..1_000).prop_map(|(whole, thousandths)| format!("{whole}.{thousandths:03}"))
}

#[derive(Clone, Debug)]
enum Part {
    Activity(usize, Year, String, bool),
    Reported(Year, String, String),
    Key(Year, String, bool),
    Contract(String, Year),
    CrossCheck(Year, String, String),
}

fn a_part() -> impl Strategy<Value = Part> {
    prop_oneof![
        4 => (0..CODES.len(), a_year(), an_amount(), any::<bool>()).prop_map(|(code, year, amount, of_place)| Part::Activity(code, year, amount, of_place)),
        2 => (a_year(), an_amount(), a_name()).prop_map(|(year, amount, source)| Part::Reported(year, amount, source)),
        1 => (a_year(), a_name(), any::<bool>()).prop_map(|(year, reason, of_place)| Part::Key(year, reason, of_place)),
        1 => (a_name(), a_year()).prop_map(|(id, year)| Part::Contract(id, year)),
        1 => (a_year(), an_amount(), a_name()).prop_map(|(year, amount, what)| Part::CrossCheck(year, amount, what)),
    ]
}

fn made(place: &str, parts: &[Part]) -> CityInput {
    let years = YEARS.map(|year| Year::new(year).unwrap());
    let mut settings = Settings::new("Town \"A\"", "TH-10".parse().unwrap(), years, GwpSet::Ar5);
    settings.population = years.map(|year| (year, "5494932.5".parse().unwrap())).into();
    let mut city = CityInput::new(settings).with_place(place, None).with_place("other", Some("TH-90".parse().unwrap()));
    let of = |category: &str| category.parse::<Category>().unwrap();
    for (number, part) in parts.iter().cloned().enumerate() {
        city = match part {
            Part::Activity(code, year, amount, of_place) => {
                let (code, unit) = CODES[code];
                let activity = Activity::new(code, year, format!("{amount} {unit}").parse().unwrap()).with_origin("ledger.csv");
                city.with_activity(activity.with_place(if of_place { place } else { "" }))
            }
            Part::Reported(year, amount, source) => {
                let amount: Reading = format!("{amount} t").parse().unwrap();
                let substance = Substance::Gas(Gas::CH4);
                city.with_reported(ReportedEmission::new(of("III.1.1"), year, substance, amount, &format!("{source} {number}")))
            }
            Part::Key(year, reason, of_place) => {
                let entry = NotationEntry::new(NotationKey::NE, None, &reason);
                city.with_key(year, of("II.3.1"), if of_place { place } else { "" }, entry)
            }
            Part::Contract(id, year) => {
                let factor = Rate::parse("12.5".parse().unwrap(), Exact::ONE, "g/kWh").unwrap();
                let energy = "0 kWh".parse().unwrap();
                city.with_contract(Contract::new(&format!("{id} {number}"), year, of("I.1.2"), energy, factor, "utility").unwrap())
                    .with_activity(Activity::new(CODES[0].0, year, "1 kWh".parse().unwrap()).with_origin("ledger.csv"))
            }
            Part::CrossCheck(year, amount, what) => {
                let amount = format!("{amount} t").parse().unwrap();
                city.with_cross_check(CrossCheck::new(of("I.1.1"), year, &what, amount, "a study", "other boundary").unwrap())
            }
        };
    }
    let factor = FormSection::new().with("value", "4").with("unit", "g/kg").with("source", "a \"study\"\nof the city");
    let inputs = FormSection::new().with("waste", "100 t").with("methane-factor", factor).with("nitrous-oxide-factor", "0.24 g/kg");
    let compost = FormSection::new()
        .with("method", "composting")
        .with("ref", "III.2.1")
        .with("source", "the plant")
        .with("place", place)
        .with("run", vec![FormSection::new().with("year", 2018).with("inputs", inputs)]);
    city.with_method("compost 1", compost)
}

/// A folder that is removed when the case ends.
struct NewFolder(PathBuf);

impl NewFolder {
    fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("city-law-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name))
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn reread(folder: &NewFolder) -> Result<CityInput, TestCaseError> {
    read(&folder.0, &FolderOptions::default()).map_err(|errors| TestCaseError::fail(errors.to_string()))
}

/// Every figure and key of a city.
fn figures(city: &CityInput) -> Result<String, TestCaseError> {
    let refused = |error: &dyn std::fmt::Display| TestCaseError::fail(error.to_string());
    let years = City::new(city.clone()).map_err(|errors| refused(&errors))?.close().map_err(|error| refused(&error))?;
    let of_year = |year: &Statement| {
        let lines: Vec<_> = year.lines.iter().map(|line| (&line.line.id, line.mass, line.co2e)).collect();
        format!("{lines:?} {:?} {:?} {:?} {:?}", year.entries, year.market, year.cross_checks, year.is_final)
    };
    Ok(years.iter().map(of_year).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A city made by a program, kept as a folder or as JSON, is the same city.
    #[test]
    fn a_city_is_the_same_in_memory_on_disk_and_as_json(place in a_name(), parts in prop::collection::vec(a_part(), 0..12)) {
        let city = made(&place, &parts);
        let of_json: CityInput = serde_json::from_str(&serde_json::to_string(&city).unwrap()).unwrap();
        prop_assert_eq!(&of_json, &city);
        let (first, second, third) = (NewFolder::new(), NewFolder::new(), NewFolder::new());
        write(&city, &first.0).unwrap();
        let again = reread(&first)?;
        prop_assert_eq!(&again.methods, &city.methods);
        prop_assert_eq!(figures(&again)?, figures(&city)?);
        // Rows of one sum are written as one row, so it is the second folder that is a copy of itself.
        write(&again, &second.0).unwrap();
        let twice = reread(&second)?;
        prop_assert_eq!(figures(&twice)?, figures(&city)?);
        write(&twice, &third.0).unwrap();
        prop_assert_eq!(reread(&third)?, twice);
    }
}
