//! Separation of waste: cases worked by hand, printed examples of the IPCC, folders, and what is refused in which words.

use crate::folder::Folder;
use bigdecimal::{BigDecimal, RoundingMode};
use citycarbon::City;
use citycarbon::folder::FolderOptions;
use citycarbon::i18n::Language;
use citycarbon::plan::Effects;
use citycarbon::report::{self, MeasureReport, MeasureYear};
use core::fmt::Display;
use serde_json::Value;
use std::path::Path;

/// The form of a test: fed, composted, recycled; with lines of its own at the top and below.
fn sheet(top: &str, below: &str) -> String {
    format!(
        "measure = \"waste-separation\"\nname = \"m\"\nwaste = {{ file = \"waste_separation.csv\" }}\nfirst_year = 2020\nlast_year = 2023\nsource = \"a test\"\n{top}\n{below}"
    )
}

const FOOD: &str = "[without.organic]\n\"landfill.managed-anaerobic.food.outside\" = \"1\"\n";
const COMPOST: &str = "[with.composting]\n\"composting.msw-organic\" = \"1\"\n";
const HEADER: &str = "period,stream,amount,unit,place,destination,source,note\n";
const DECAY: &str = "climate = \"tropical-wet\"\nstart_month = 13";

fn city(top: &str, below: &str, rows: &str) -> Folder {
    Folder::new("")
        .with("measures/waste_separation.toml", &sheet(top, below))
        .with("measures/waste_separation.csv", &format!("{HEADER}{rows}"))
}

fn effects(folder: &Folder) -> Effects {
    folder.open().unwrap().effects("waste_separation").unwrap().unwrap()
}

/// The notes for the reader.
fn notes_of(folder: &Folder) -> Vec<String> {
    effects(folder).notes.iter().map(ToString::to_string).collect()
}

/// The years of a folder's report.
fn years(top: &str, below: &str, rows: &str) -> Vec<MeasureYear> {
    MeasureReport::of(&effects(&city(top, below, rows))).unwrap().years
}

/// A row for each year, or whatever is counted.
fn lines<T>(of: impl IntoIterator<Item = T>, line: impl Fn(T) -> String) -> String {
    of.into_iter().map(line).collect::<Vec<_>>().concat()
}

fn big(figure: impl Display) -> BigDecimal {
    format!("{figure}").parse().unwrap()
}

/// One tonne of food waste, composted instead of landfilled at a managed site, AR5.
///
/// ```text
/// landfill   1000 kg · 0.15 · 0.5 · 1 · 0.5 · 16/12 · (1 − 0) · (1 − 0) = 50 kg CH4       · 28  = 1,400 kg CO2e
/// composting 1000 kg · 4 g/kg = 4 kg CH4 · 28 = 112; 1000 kg · 0.24 g/kg = 0.24 kg N2O · 265 = 63.6; together 175.6
/// ```
/// GPC eq. 8.3 and 8.4; IPCC 2006, vol. 5, table 2.4 (DOC), 3.1 (MCF), 3.2 (OX), section 3.2.3 (`DOCf`, F), table 4.1.
#[test]
fn a_tonne_of_food_waste_composted() {
    let years = years("", &format!("{FOOD}{COMPOST}"), "2020,organic,1,t,,composting,,\n");
    let year = &years[0];
    assert_eq!((year.baseline_t.to_string(), year.project_t.to_string()), ("1.4".to_owned(), "0.1756".to_owned()));
    assert_eq!((year.leakage_t.to_string(), year.reduction_t.to_string()), ("0".to_owned(), "1.2244".to_owned()));
    let scopes: Vec<String> = year.by_scope.values().map(ToString::to_string).collect();
    assert_eq!(scopes, ["-0.1756", "0", "1.4"], "composting is inside the city, the landfill outside");
    assert_eq!(year.by_gas_kg["CH4"].to_string(), "46");
    assert_eq!(year.by_gas_kg["N2O"].to_string(), "-0.24");
    assert_eq!((year.this_year_t, year.falls_in_t.len()), (None, 0), "no climate is stated");
    assert!(years[1..].iter().all(|year| year.baseline_t.is_zero() && year.project_t.is_zero() && year.reduction_t.is_zero()));
}

/// Digested: 0.8 kg CH4 a tonne (IPCC 2006, vol. 5, table 4.1) · 28 = 22.4 kg; at a deep dump (MCF 0.8) the tonne would have given
/// 40 kg CH4 · 28 = 1,120 kg. With `DOCf` of the GPC, chosen by its series, 0.6 instead of 0.5: 1,344 kg.
#[test]
fn a_tonne_digested_and_another_site_and_fraction() {
    let below =
        "[without.organic]\n\"landfill.unmanaged-deep.food\" = \"1\"\n[with.digestion]\n\"digestion.msw-organic\" = \"1\"\n";
    let rows = "2020,organic,1,t,,digestion,,\n";
    let year = &years("", below, rows)[0];
    assert_eq!((year.baseline_t.to_string(), year.project_t.to_string()), ("1.12".to_owned(), "0.0224".to_owned()));
    let folder = Folder::new("[series]\ndecomposable-fraction = \"gpc2014\"\n")
        .with("measures/waste_separation.toml", &sheet("", below))
        .with("measures/waste_separation.csv", &format!("{HEADER}{rows}"));
    assert_eq!(MeasureReport::of(&effects(&folder)).unwrap().years[0].baseline_t.to_string(), "1.344");
}

/// What falls in each year of one tonne of food waste, k = 0.4 (IPCC 2006, vol. 5, table 3.3, moist and wet tropics).
///
/// M = 13: nothing in the first year but the composting, −175.6 kg; then 1,400 · (1 − e^−0.4) = 1,400 · 0.329679953964361 = 461.55;
/// 1,400 · (e^−0.4 − e^−0.8) = 1,400 · 0.220991081918198 = 309.39. M = 7: 1,400 · (1 − e^−0.2) = 253.78 less 175.6 in the first.
#[test]
fn what_falls_in_each_year_of_a_tonne() {
    let rows = "2020,organic,1,t,,composting,,\n";
    let below = format!("{FOOD}{COMPOST}");
    let falls = |month: u8| {
        let top = format!("climate = \"tropical-wet\"\nstart_month = {month}");
        let years = years(&top, &below, rows);
        let first: Vec<String> =
            years[0].falls_in_t.values().map(|part| big(part).with_scale_round(6, RoundingMode::HalfEven).to_string()).collect();
        let here: Vec<String> = years
            .iter()
            .map(|year| big(year.this_year_t.unwrap()).with_scale_round(6, RoundingMode::HalfEven).to_string())
            .collect();
        assert_eq!(here, first[..4], "one deposit alone");
        first
    };
    // 2020 to 2023, then all later years: 1,400 · e^−1.2 = 421.67.
    assert_eq!(falls(13), ["-0.175600", "0.461552", "0.309388", "0.207389", "0.421672"]);
    // After three and a half years 1,400 · e^−1.4 = 345.24 are left.
    assert_eq!(falls(7), ["0.078177", "0.377887", "0.253305", "0.169795", "0.345236"]);
}

/// IPCC 2006, vol. 5, table 3A1.1: 100 disposed each year, k = 0.1, decay from January of the year after: decomposed 0, 9.5, 18.1,
/// 25.9, 33.0, 39.3, 45.1. Garden waste in cold wet climates has that k.
#[test]
fn table_3a1_1_of_the_ipcc() {
    let below = "[without.organic]\n\"landfill.managed-anaerobic.garden\" = \"1\"\n[with.animal-feed]\nnone = \"fed\"\n";
    let rows = lines(2000..=2006, |year| format!("{year},organic,100,t,,animal-feed,,\n"));
    let text = sheet("climate = \"boreal-temperate-wet\"\nstart_month = 13", below);
    let text = text.replace("2020", "2000").replace("2023", "2006");
    let folder = Folder::new("")
        .with("measures/waste_separation.toml", &text)
        .with("measures/waste_separation.csv", &format!("{HEADER}{rows}"));
    let years = MeasureReport::of(&effects(&folder)).unwrap().years;
    let decomposed = |year: &MeasureYear| {
        let share = big(year.this_year_t.unwrap()) * big(100) / big(year.reduction_t);
        share.with_scale_round(1, RoundingMode::HalfEven).to_string()
    };
    let printed = ["0", "9.5", "18.1", "25.9", "33.0", "39.3", "45.1"];
    assert_eq!(years.iter().map(decomposed).collect::<Vec<_>>(), printed);
}

/// The workbook that goes with IPCC 2006, vol. 5 (IPCC Waste Model), as it is handed out: CH4 generated in Gg, sheets Food, Paper
/// and Wood, years 1950, 1951, 1952, 1960 and 1980, of 636.944, 723.8 and 289.52 Gg a year from 1950 on, at sites that are 25 %
/// unmanaged shallow, 30 % unmanaged deep, 25 % managed, 5 % semi-aerobic and 15 % uncategorised (mean MCF 0.705); wet temperate
/// climate, six months of delay. All of it kept out, that gas does not arise.
const WASTE_MODEL: [(&str, &str, [&str; 5]); 3] = [
    ("food", "636.944", ["0", "3.792093234169731", "6.9437181658548575", "18.92194374446853", "22.364993737031273"]),
    ("paper", "723.8", ["0", "3.962178075621753", "7.693616862987409", "30.697592952743495", "56.790726482290296"]),
    ("wood", "289.52", ["0", "0.8646453522869795", "1.703736572517355", "7.582621099008547", "17.361395660907686"]),
];

#[test]
fn the_waste_model_of_the_ipcc() {
    for (waste, gigagrams, printed) in WASTE_MODEL {
        let sites = [
            ("unmanaged-shallow", "0.25"),
            ("unmanaged-deep", "0.3"),
            ("managed-anaerobic", "0.25"),
            ("managed-semi-aerobic", "0.05"),
            ("uncategorised", "0.15"),
        ];
        let ways = lines(sites, |(site, share)| format!("\"landfill.{site}.{waste}\" = \"{share}\"\n"));
        let below = format!("[without.organic]\n{ways}[with.animal-feed]\nnone = \"fed\"\n");
        let text = sheet("climate = \"boreal-temperate-wet\"\nstart_month = 13", &below);
        let text = text.replace("2020", "1950").replace("2023", "1980");
        let rows = lines(1950..=1980, |year| format!("{year},organic,{gigagrams},Gg,,animal-feed,,\n"));
        let folder = Folder::new("")
            .with("measures/waste_separation.toml", &text)
            .with("measures/waste_separation.csv", &format!("{HEADER}{rows}"));
        let years = MeasureReport::of(&effects(&folder)).unwrap().years;
        for (year, printed) in [1950, 1951, 1952, 1960, 1980].into_iter().zip(printed) {
            let found = years.iter().find(|found| found.year.number() == year).unwrap();
            // AR5: 28. In Gg of CH4, to ten digits behind the dot: the workbook's sixteen are of binary numbers.
            let gas = big(found.this_year_t.unwrap()) / big(28_000);
            let rounded = |figure: BigDecimal| figure.with_scale_round(10, RoundingMode::HalfEven);
            assert_eq!(rounded(gas), rounded(big(printed)), "{waste} {year}");
        }
        // D · F · 16/12 of the sheet: 636.944 · 0.15 · 0.5 · 0.705 = 33.678414 Gg C for food, whose commitment is 22.452276 Gg.
        if waste == "food" {
            assert_eq!(big(years[0].reduction_t) / big(28_000), big("22.452276"));
        }
    }
}

/// Bangkok, February to June 2023 (Bangkok Post, 23 July 2023): 200, 272, 318, 713 and 719 t a day less, 67,248 t in all, 127.8 million
/// baht saved. 200 · 28 + 272 · 31 + 318 · 30 + 713 · 31 + 719 · 30 = 67,245 t, within the half tonne a day that is rounded off.
#[test]
fn the_months_of_bangkok_make_its_total_and_its_money() {
    let days = [("02", 200 * 28), ("03", 272 * 31), ("04", 318 * 30), ("05", 713 * 31), ("06", 719 * 30)];
    let rows = lines(days, |(month, tonnes)| format!("2023-{month},organic,{tonnes},t,,animal-feed,,\n"));
    let cost = "[cost]\nwhat = \"treatment\"\nper_tonne = \"127800000/67248 THB/t\"\nprice_year = 2023\n";
    let below = format!("{FOOD}[with.animal-feed]\nnone = \"fed\"\n{cost}");
    let year = years("", &below, &rows).remove(3);
    assert_eq!(year.served[0].amount.to_string(), "67245");
    let off = big(67_248) - big(year.served[0].amount);
    assert!(off <= big(28 + 31 + 30 + 31 + 30) / big(2), "{off} t more than the rounding of five months leaves open");
    let million = big(year.saved[0].money.amount()) / big(1_000_000);
    assert_eq!(million.with_scale_round(1, RoundingMode::HalfEven).to_string(), "127.8");
    assert_eq!(year.streams.len(), 6, "the year and five months");
}

/// 10 t composted, a tenth comes back: 9 t are kept out, 10 t are composted, 1 t of residue is landfilled as garden waste
/// (1000 · 0.2 · 0.5 · 0.5 · 16/12 = 66.67 kg CH4). 10 t over 20 km more at 0.05 L/tkm are 10 L of B7, counted as leakage.
#[test]
fn residue_comes_back_and_lorries_drive() {
    let below = format!(
        "{FOOD}{COMPOST}[residue.composting]\n\"landfill.managed-anaerobic.garden\" = \"0.1\"\n\
         [transport.composting]\ncode = \"road.diesel-b7\"\nextra_distance = \"20 tkm/t\"\nfuel_use = \"0.05 L/tkm\"\n"
    );
    let year = years("", &below, "2020,organic,10,t,,composting,,\n").remove(0);
    assert_eq!(year.baseline_t.to_string(), "14");
    let project = big(10) * big("0.1756") + big("66.666666666667") * big(28) / big(1000);
    assert_eq!(big(year.project_t), project.normalized());
    assert_eq!(year.served[0].amount.to_string(), "9");
    // The same 10 L of B7 in a ledger.
    let ledger = "period,activity,amount,unit\n2018,road.diesel-b7,10,litre\n";
    let burnt = Folder::new("").with("ledger.csv", ledger).closed().totals().unwrap().basic.unwrap();
    assert_eq!(big(year.leakage_t) * big(1000), big(burnt).normalized());
    assert_eq!(big(year.reduction_t), big(year.baseline_t) - big(year.project_t) - big(year.leakage_t));
}

/// Seven streams of a month, as Bangkok's sheet has them: (recyclable + organic) / total, total less general.
#[test]
fn the_seven_streams_of_a_month() {
    let streams = [
        ("organic", 30),
        ("recyclable", 20),
        ("energy", 5),
        ("hazardous", 1),
        ("infectious", 2),
        ("electronic", 2),
        ("general", 140),
    ];
    let rows = lines(streams, |(stream, tonnes)| format!("2020-05,{stream},{tonnes},t,Din Daeng,landfill,,\n"));
    let year = years("", "", &rows).remove(0);
    let shown: Vec<(String, String)> = year.streams.iter().map(|part| (part.period.to_string(), part.place.clone())).collect();
    let owned = |period: &str, place: &str| (period.to_owned(), place.to_owned());
    assert_eq!(shown, [owned("2020", ""), owned("2020", "Din Daeng"), owned("2020-05", "")]);
    for part in &year.streams {
        assert_eq!(part.total_t.to_string(), "200");
        assert_eq!(part.recycling_rate.unwrap().to_string(), "0.25", "(30 + 20) / 200");
        assert_eq!(part.landfill_reduction_t.unwrap().to_string(), "60", "200 - 140");
    }
    assert!(year.baseline_t.is_zero() && year.reduction_t.is_zero(), "all of it went to the landfill");
}

#[test]
fn by_stream_and_destination_the_nearer_word_counts() {
    let below = "[without.organic]\n\"landfill.managed-anaerobic.food\" = \"1\"\n[without.energy]\n\"landfill.managed-anaerobic.inert\" = \"1\"\n\
                 [with.composting]\n\"composting.msw-organic.outside\" = \"1\"\n[with.organic.composting]\n\"composting.msw-organic\" = \"1\"\n\
                 [with.energy]\nnone = \"burnt for its energy\"\n[with.energy.energy]\nnone = \"fuel made of it is burnt elsewhere\"\n";
    let rows =
        "2020,organic,1,t,,composting,,\n2020,energy,1,t,,composting,,\n2020,energy,1,t,,energy,,\n2020,organic,1,t,,energy,,\n";
    let found = MeasureReport::of(&effects(&city("", below, rows))).unwrap();
    let year = &found.years[0];
    let by_ref = |reference: &str| year.by_ref[&reference.parse().unwrap()].to_string();
    assert_eq!((by_ref("III.2.1"), by_ref("III.2.2")), ("-0.1756".to_owned(), "-0.1756".to_owned()));
    let notes = found.notes.join("\n");
    assert!(notes.contains("energy to energy: nothing is counted for it: fuel made of it is burnt elsewhere"), "{notes}");
    assert!(notes.contains("organic to energy: nothing is counted for it: burnt for its energy"), "{notes}");
}

#[test]
fn notes_say_what_is_left_out_and_what_looks_double() {
    let below = "[without.organic]\n\"landfill.managed-anaerobic.food\" = \"0.45\"\nnone = \"the rest is burnt\"\n[with.composting]\n\"composting.msw-organic\" = \"1\"\n";
    let rows = "2020,organic,1,t,,composting,,\n2020-01,organic,1,t,,composting,,\n2019,organic,1,t,,composting,,\n2019-02,organic,1,t,,composting,,\n2020,general,5,t,,landfill,,\n";
    let notes = notes_of(&city("", below, rows));
    for note in [
        "the baseline of landfills is the methane commitment: the gas of all later years, in the year in which the waste is kept out",
        "leakage is 0: no extra transport to the treatment is stated",
        "the landfill effect in each year is not shown: climate and start_month are not stated",
        "general waste, and separated waste that goes to a landfill, is the same in both cases and changes nothing",
        "2 rows of 2019 are not counted: not a year of the measure",
        "organic without separation: nothing is counted for 0.55 of a tonne: the rest is burnt",
        "organic to composting: 2020 is given both as a whole and by months or days; check for double counting",
    ] {
        assert!(notes.iter().any(|found| found == note), "{note}\n{}", notes.join("\n"));
    }
    let decay = notes_of(&city(DECAY, &format!("{FOOD}{COMPOST}"), rows));
    let rate =
        "decay of food: 0.4 1/yr (ipcc2006-k-food-tropical-wet: ipcc2006, vol. 5, ch. 3, table 3.3, p. 3.17; broader region world)";
    assert!(decay.iter().any(|note| note == rate), "{}", decay.join("\n"));
}

#[test]
fn buddhist_years_and_thai_digits_are_read_by_option() {
    let folder = Folder::new("[input]\nera = \"BE\"\nthai_digits = true\ndelimiter = \"semicolon\"\n")
        .with("measures/waste_separation.toml", &sheet("", &format!("{FOOD}{COMPOST}")))
        .with("measures/waste_separation.csv", "period;stream;amount;unit;place;destination\n๒๕๖๓-๐๑;organic;๑;ตัน;;composting\n");
    let years = MeasureReport::of(&effects(&folder)).unwrap().years;
    assert_eq!((years[0].year.number(), years[0].reduction_t.to_string()), (2020, "1.2244".to_owned()));
}

/// Rows that are refused, in these words.
const ROWS: [(&str, &str); 16] = [
    (",organic,1,t,,composting,,", "measures/waste_separation.csv:2: period: the cell is empty; enter a value"),
    (
        "2563,organic,1,t,,composting,,",
        "measures/waste_separation.csv:2: period: \"2563\": this looks like a year of the Buddhist Era; write 2020, or set era = \"BE\"",
    ),
    (
        "FY2020,organic,1,t,,composting,,",
        "measures/waste_separation.csv:2: period: \"FY2020\": a fiscal year, but calendar years and months are counted; write the months, such as 2024-03",
    ),
    (
        "2020,organics,1,t,,composting,,",
        "measures/waste_separation.csv:2: stream: \"organics\": unknown stream of waste; did you mean \"organic\"?",
    ),
    (
        "2020,food,1,t,,composting,,",
        "measures/waste_separation.csv:2: stream: \"food\": unknown stream of waste; use one of organic, recyclable, energy, hazardous, infectious, electronic, general",
    ),
    ("2020,organic,,t,,composting,,", "measures/waste_separation.csv:2: amount: the cell is empty; enter a value"),
    ("2020,organic,-1,t,,composting,,", "measures/waste_separation.csv:2: amount: \"-1\": below zero; enter zero or more"),
    ("2020,organic,-0,t,,composting,,", "measures/waste_separation.csv:2: amount: \"-0\": below zero; enter zero or more"),
    (
        "2020,organic,\"1,5\",t,,composting,,",
        "measures/waste_separation.csv:2: amount: \"1,5\": a comma is not a decimal separator; use a point (1234.5), or set decimal = \",\"",
    ),
    (
        "2020,organic,1,m3,,composting,,",
        "measures/waste_separation.csv:2: unit: \"m3\": a unit of volume, but a unit of mass is needed; use a unit such as t",
    ),
    ("2020,organic,1,tonn,,composting,,", "measures/waste_separation.csv:2: unit: \"tonn\": unknown unit; did you mean \"tonne\"?"),
    (
        "2020,organic,1,t,,compost,,",
        "measures/waste_separation.csv:2: destination: \"compost\": unknown destination of waste; use one of landfill, composting, digestion, animal-feed, recycling, energy, special",
    ),
    (
        "2020,organic,1,t,,landfil,,",
        "measures/waste_separation.csv:2: destination: \"landfil\": unknown destination of waste; did you mean \"landfill\"?",
    ),
    (
        "2020,organic,1,t,Nort,composting,,",
        "measures/waste_separation.csv:2: place: \"Nort\": not a place of places.csv; did you mean \"North\"?",
    ),
    (
        "2020,organic,1,t,,composting,a,\n2020,organic,2,t,,composting,a,",
        "measures/waste_separation.csv:3: source: \"a\": organic to composting is stated twice for this period and place with one source; add the two up, or name their sources",
    ),
    (
        "2020,organic,x,t,,composting,,\n2020,organic,1,t,,composting,,\n2020,organic,1,L,,composting,,",
        "measures/waste_separation.csv:2: amount: \"x\": not a number; write plain digits, such as 1234.5\n\
         measures/waste_separation.csv:4: unit: \"L\": a unit of volume, but a unit of mass is needed; use a unit such as t",
    ),
];

#[test]
fn bad_rows_are_refused_in_these_words() {
    for (rows, wanted) in ROWS {
        let folder = city("", &format!("{FOOD}{COMPOST}"), &format!("{rows}\n")).with("places.csv", "place\nNorth\n");
        assert_eq!(folder.error_text(), wanted, "{rows}");
    }
}

/// Forms that are refused, in these words: lines at the top, lines below, the message. The row is a tonne of organic waste, composted.
const SHEETS: [(&str, &str, &str); 26] = [
    (
        "",
        "[cost]\nwhat = \"disposal\"\nper_tonne = \"700 THB\"\nprice_year = 2023\n",
        "measures/waste_separation.toml:10: cost.per_tonne: \"700 THB\": not a price for each tonne; write it like 1000 THB/t",
    ),
    (
        "",
        "[cost]\nwhat = \"disposal\"\nper_tonne = \"-700 THB/t\"\nprice_year = 2023\n",
        "measures/waste_separation.toml:10: cost.per_tonne: \"-700 THB/t\": below zero; enter zero or more",
    ),
    (
        "",
        "",
        "measures/waste_separation.toml: organic waste is separated, but what would have become of it is not stated; write a section without.organic",
    ),
    (
        "",
        FOOD,
        "measures/waste_separation.toml: organic waste is taken to composting, but what becomes of it there is not stated; write a section with.composting",
    ),
    (
        "",
        "[without.organic]\n\"landfill.managed-anaerobic.food\" = \"0.9\"\n",
        "measures/waste_separation.toml:8: without.organic: organic: \"0.9\": shares of less than 1 together; complete them, or state in none why the rest is not counted",
    ),
    (
        "",
        "[without.organic]\n\"landfill.managed-anaerobic.food\" = \"0.9\"\n\"landfill.managed-anaerobic.garden\" = \"0.2\"\n",
        "measures/waste_separation.toml:8: without.organic: organic: \"1.1\": the sum of the shares is above 1; correct them",
    ),
    (
        "",
        "[without.organic]\n\"landfill.managed-anaerobic.food\" = \"1\"\nnone = \"a reason\"\n",
        "measures/waste_separation.toml:8: without.organic: organic: \"1\": a reason in none, but nothing is left; delete none, or correct the shares",
    ),
    (
        "",
        "[without.organic]\n\"landfill.managed-anaerobic.fod\" = \"1\"\n",
        "measures/waste_separation.toml:9: without.organic.landfill.managed-anaero…: \"landfill.managed-anaerobic.fod\": not an activity code of the catalogue; did you mean landfill.managed-anaerobic.food?",
    ),
    (
        "",
        "[without.organic]\n\"landfill.managed-anaerobic.food\" = \"1.5\"\n",
        "measures/waste_separation.toml:9: without.organic.landfill.managed-anaero…: \"1.5\": a share outside 0 to 1; write 0.8 for 80 %",
    ),
    (
        "",
        "[without.organic]\nlandfill.managed-anaerobic.food = \"1\"\n",
        "measures/waste_separation.toml:9: without.organic.landfill: \"landfill\": a section where shares are needed; write \"code\" = \"share\", in quotes because codes contain dots",
    ),
    (
        "",
        "[without.general]\nnone = \"mixed\"\n",
        "measures/waste_separation.toml:8: without.general: \"general\": general waste is the same without the measure and with it; delete this section",
    ),
    (
        "",
        "[without.organics]\nnone = \"x\"\n",
        "measures/waste_separation.toml:8: without.organics: \"organics\": unknown stream of waste; did you mean \"organic\"?",
    ),
    (
        "",
        "[with.compostin]\nnone = \"x\"\n",
        "measures/waste_separation.toml:8: with.compostin: \"compostin\": unknown destination or stream; did you mean \"composting\"?",
    ),
    (
        "",
        "[with.organic]\nnone = \"x\"\n",
        "measures/waste_separation.toml:8: with.organic: \"organic\": a stream where a destination is needed; add the destination to the name of the section, such as composting",
    ),
    (
        "",
        "[with.composting.organic]\nnone = \"x\"\n",
        "measures/waste_separation.toml:8: with.composting.organic: \"organic\": a stream below its destination; name the section with.organic.composting",
    ),
    (
        "",
        "[with.composting]\n",
        "measures/waste_separation.toml:8: with.composting: composting: \"0\": shares of less than 1 together; complete them, or state in none why the rest is not counted",
    ),
    (
        "",
        "[residue.composting]\nnone = \"x\"\n",
        "measures/waste_separation.toml:8: residue.composting: residue of composting: \"0\": a reason in none next to residue; delete none (the rest counts as treated)",
    ),
    (
        "climate = \"tropical-wet\"",
        "",
        "measures/waste_separation.toml:7: climate: climate and start_month belong together; write both, such as \"tropical-wet\" and 13, or neither",
    ),
    (
        "climate = \"tropical-wett\"\nstart_month = 13",
        "",
        "measures/waste_separation.toml:7: climate: \"tropical-wett\": unknown climate of the decay rates; did you mean \"tropical-wet\"?",
    ),
    (
        "climate = \"tropical-wet\"\nstart_month = 1",
        "",
        "measures/waste_separation.toml:8: start_month: \"1\": not a whole number from 7; write it without a decimal point",
    ),
    (
        "climate = \"tropical-wet\"\nstart_month = 14",
        "",
        "measures/waste_separation.toml:8: start_month: \"14\": not a month in which decay starts; use 7 (no delay) to 13 (six months, the default of the IPCC)",
    ),
    ("climat = \"x\"", "", "measures/waste_separation.toml:7: climat: \"climat\": unknown key; did you mean climate?"),
    (
        "",
        "[transport.composting]\ncode = \"road.diesel-b7\"\nextra_distance = \"20 km/t\"\n",
        "measures/waste_separation.toml:10: transport.composting.extra_distance: \"20 km/t\": not a distance for each tonne; write it like 25 tkm/t",
    ),
    (
        "",
        "[transport.composting]\ncode = \"road.diesel-b7\"\nextra_distance = \"20 tkm/t\"\nfuel_use = \"3 vkm/L\"\n",
        "measures/waste_separation.toml:11: transport.composting.fuel_use: \"3 vkm/L\": not fuel for that distance; write it like 0.05 L/tkm",
    ),
    (
        "",
        "[cost]\nwhat = \"disposal\"\nper_tonne = \"700 baht/t\"\nprice_year = 2023\n",
        "measures/waste_separation.toml:10: cost.per_tonne: \"baht\": not a currency code; use three capital letters, such as THB",
    ),
    (
        "",
        "[cost]\nwhat = \"disposal\"\n",
        "measures/waste_separation.toml:8: cost.per_tonne: missing: the price of a tonne, such as 1000 THB/t; state it
measures/waste_separation.toml:8: cost.price_year: missing: the year of the prices; state it",
    ),
];

#[test]
fn bad_sheets_are_refused_in_these_words() {
    let mut wrong = Vec::new();
    for (top, below, wanted) in SHEETS {
        let top = if top.is_empty() { "# nothing" } else { top };
        let error_text = city(top, below, "2020,organic,1,t,,composting,,\n").error_text();
        if error_text != wanted {
            wrong.push(format!("{top}\n{below}\n  found:  {error_text}\n  wanted: {wanted}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_sheet_needs_its_rows_and_rows_their_sheet() {
    let sheet = Folder::new("").with("measures/waste_separation.toml", &sheet("", FOOD));
    assert_eq!(sheet.error_text(), "measures/waste_separation.toml:3: waste.file: there is no such file; put it next to this one");
    let rows = Folder::new("").with("measures/waste_separation.csv", HEADER);
    let notices = rows.closed().notices;
    assert!(notices.iter().any(|notice| notice.to_string() == "measures/waste_separation.csv was not read"), "{notices:?}");
    let header = city("", FOOD, "").with("measures/waste_separation.csv", "period,stream,amount,unit,place\n2020,organic,1,t,\n");
    assert_eq!(
        header.error_text(),
        "measures/waste_separation.csv:1: the header has no column destination; the columns needed are period, stream, amount, unit, destination"
    );
}

/// A component without a decay rate cannot be distinguished; where there is nothing of it, nothing is asked.
#[test]
fn a_decay_rate_that_is_not_there_is_named() {
    let below = "[without.organic]\n\"landfill.managed-anaerobic.own\" = \"1\"\n[with.animal-feed]\nnone = \"fed\"\n";
    let code = "code,ref,process,method,class,subject,gases,dimension\nlandfill.managed-anaerobic.own,III.1.1,,landfill-commitment,managed-anaerobic,own,CH4,mass\n";
    let carbon = "id,parameter,subject,value,unit,region,years,confidence,source,locator\nown-doc,degradable-organic-carbon,own,0.3,kg/kg,world,all,own,a test,none\n";
    let folder = |rows: &str| city(DECAY, below, rows).with("activities.csv", code).with("parameters.csv", carbon);
    let error = folder("2020,organic,1,t,,animal-feed,,\n").open().unwrap().effects("waste_separation").unwrap_err().to_string();
    assert_eq!(
        error,
        "measures/waste_separation.toml: no decay-rate for own:tropical-wet in TH-10 2020; looked in TH-10, TH-MEA, TH, world, \
         up to 60 years earlier; add it to factors.csv or parameters.csv"
    );
    assert!(folder("2020,organic,0,t,,animal-feed,,\n").open().unwrap().effects("waste_separation").is_ok());
}

/// What a row of a table prints after its label.
fn row<'t>(table: &'t str, label: &str) -> Vec<&'t str> {
    let line = table.lines().find(|line| line.trim_start().starts_with(label)).unwrap_or_else(|| panic!("{label}: {table}"));
    line.trim_start().trim_start_matches(label).split_whitespace().collect()
}

#[test]
fn no_table_of_measures_has_commitments_and_what_falls_in_the_year() {
    let of = |name: &str, top: &str| {
        let mut found = effects(&city(top, &format!("{FOOD}{COMPOST}"), "2020,organic,10000,t,,composting,,\n"));
        found.measure = name.to_owned();
        found
    };
    let (timed, untimed) = (of("timed", DECAY), of("untimed", ""));
    assert!(timed.is_committed && untimed.is_committed);
    let text = report::measures_text(&[timed.clone(), untimed], Language::English).unwrap();
    let (committed, in_the_year) = text.split_once("Measures: what falls in each year, by decay of landfills, t CO2e").unwrap();
    assert!(committed.contains("Measures: reduction by methane commitment, t CO2e"), "{text}");
    assert_eq!(row(committed, "timed"), row(committed, "untimed"));
    // The waste of 2020 is committed in 2020 and falls in 2021, when its decay starts, and later. What is not separated has no figure.
    assert_ne!(row(committed, "timed"), row(in_the_year, "timed"));
    assert!(row(in_the_year, "untimed").iter().all(|cell| !cell.contains(char::is_numeric)), "{text}");
    // The page of one measure has both as columns of their names.
    let page = report::measure_text(&timed, Language::English).unwrap();
    let header = page.lines().find(|line| line.starts_with("Each year, t CO2e")).unwrap();
    assert!(header.contains("Reduction, commitment") && header.contains("Falls in the year"), "{header}");
}

fn example(name: &str) -> City {
    City::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name), &FolderOptions::default()).unwrap()
}

/// Each example folder prints the same bytes twice, in both languages and as JSON of the promised shape.
#[test]
fn the_examples_print_the_same_bytes_twice() {
    for name in ["measures_template", "bangkok"] {
        let of = || example(name).effects("waste_separation").unwrap().unwrap();
        for language in Language::ALL {
            assert_eq!(report::measure_text(&of(), language).unwrap(), report::measure_text(&of(), language).unwrap());
        }
        let bytes = report::measure_json(&of()).unwrap();
        assert_eq!(bytes, report::measure_json(&of()).unwrap());
        let shape: Value = serde_json::from_slice(&bytes).unwrap();
        assert!(shape["measure"].is_string() && shape["notes"].is_array());
        for year in shape["years"].as_array().unwrap() {
            assert!(year["year"].is_string());
            let figure = |name: &str| big(year[name].as_str().unwrap());
            let sum =
                |name: &str| year[name].as_object().unwrap().values().map(|part| big(part.as_str().unwrap())).sum::<BigDecimal>();
            assert_eq!(figure("reduction_t"), figure("baseline_t") - figure("project_t") - figure("leakage_t"));
            assert_eq!(sum("by_scope"), figure("reduction_t"));
            assert_eq!(sum("falls_in_t"), figure("reduction_t"));
            let weighed = year["by_gas_kg"].as_object().unwrap().iter().map(|(gas, mass)| {
                let weight = match (gas.as_str(), name) {
                    ("CO2", _) => 1,
                    ("CO2_biogenic", _) => 0,
                    ("CH4", "bangkok") => 25,
                    ("CH4", _) => 28,
                    ("N2O", "bangkok") => 298,
                    ("N2O", _) => 265,
                    other => panic!("{other:?}"),
                };
                big(mass.as_str().unwrap()) * BigDecimal::from(weight)
            });
            assert_eq!(weighed.sum::<BigDecimal>(), figure("reduction_t") * big(1000));
        }
    }
}

/// Bangkok, AR4. 2024: (18,859 + 12,618) t · 0.45 · 50 kg · 25 = 17,705.8125 t; composting 12,618 t · (4 · 25 + 0.24 · 298) g =
/// 2,164.23936 t. The city says "over 30,000 t" without a method: between this and 39,346.25 t less 2,164.24 t, were all of it
/// landfilled.
#[test]
fn bangkok_comes_to_what_its_tonnes_give() {
    let years = MeasureReport::of(&example("bangkok").effects("waste_separation").unwrap().unwrap()).unwrap().years;
    assert_eq!(years[1].baseline_t.to_string(), "17705.8125");
    assert_eq!(years[1].project_t.to_string(), "2164.23936");
    assert_eq!(years[1].reduction_t.to_string(), "15541.57314");
    let tonnes: Vec<String> = years.iter().map(|year| year.streams[0].total_t.to_string()).collect();
    assert_eq!(tonnes, ["18519", "33693"], "as published");
    assert!(years[1].reduction_t < "30000".parse().unwrap());
    assert!(big("39346.25") - big(years[1].project_t) > big(30000));
}
