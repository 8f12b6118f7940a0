//! Everyday words in the files of a city: units of bills, names of gases in service logs, labels and words in place of codes.

use crate::folder::{DIRECT, Folder};
use citycarbon::check::CheckKind;
use citycarbon::notice::Notice;

const TOWN: &str = "name = \"Town\"\nyear = 2022\ngwp = \"AR5\"\nregion = ";

fn with(region: &str, rows: &[&str]) -> Folder {
    let ledger = format!("period,activity,amount,unit\n{}\n", rows.join("\n"));
    Folder::new("").with("city.toml", &format!("{TOWN}\"{region}\"\n")).with("ledger.csv", &ledger)
}

/// The whole of a year, exact.
fn total(folder: &Folder) -> String {
    folder.closed().sum(|_| true).unwrap().unwrap().to_string()
}

/// CCF is 100 ft3, MCF 1,000 ft3, a dekatherm 10 therms.
#[test]
fn gas_bills_of_the_united_states_are_read_as_printed() {
    let gas = |amount: &str| format!("2022,commercial.natural-gas,{amount}");
    let billed = with("US", &[&gas("350,CCF"), &gas("12,MCF"), &gas("3,Dth"), &gas("1,MMCF")]);
    let spelt = with("US", &[&gas("35000,ft3 gas"), &gas("12000,ft3 gas"), &gas("30,therm"), &gas("1000000,ft3 gas")]);
    assert_eq!(total(&billed), total(&spelt));
    let activity = "commercial.natural-gas".to_owned();
    for unit in ["MCF", "MMCF"] {
        let said = Notice::RomanThousand { activity: activity.clone(), unit: unit.to_owned() };
        assert!(billed.closed().notices.contains(&said), "{unit}");
    }
    let said =
        "commercial.natural-gas: MCF is in thousands (M is the Roman thousand): MCF is 1000 cubic feet of gas, MMCF a million";
    assert!(billed.closed().notices.iter().any(|notice| notice.to_string() == said));
}

#[test]
fn units_of_japan_korea_and_viet_nam_are_read_as_their_files_write_them() {
    let written = [
        "2022,commercial.electricity,1027,千kWh",
        "2022,commercial.gas-diesel-oil,12,ｋｌ",
        "2022,commercial.lpg,3,トン",
        "2022,residential.lpg,3,톤",
        "2022,residential.electricity,0.5,triệu kWh",
        "2022,residential.city-gas,7,m3ガス",
    ];
    let usual = [
        "2022,commercial.electricity,1027,MWh",
        "2022,commercial.gas-diesel-oil,12,kL",
        "2022,commercial.lpg,3,t",
        "2022,residential.lpg,3,t",
        "2022,residential.electricity,500,MWh",
        "2022,residential.city-gas,7,m3 gas",
    ];
    assert_eq!(total(&with("JP", &written)), total(&with("JP", &usual)));
}

/// A word for wastewater says nothing of where it goes, and a plant that works well emits no CH4: the pathway is asked for.
#[test]
fn words_for_wastewater_are_asked_about() {
    for word in ["wastewater", "sewage treatment", "nước thải", "하수처리", "น้ำเสีย", "下水", "eaux usées"]
    {
        let refused = with("VN", &[&format!("2022,{word},300000,persons")]).error_text();
        assert!(refused.contains("wastewater.aerobic-plant-overloaded"), "{word}: {refused}");
    }
    assert!(total(&with("VN", &["2022,septic tank,300000,người"])) != "0");
}

/// A ton is metric in most countries, and 2,000 pounds in the United States.
/// A substance that is named beside what has no code is not read as the whole of it.
#[test]
fn words_of_what_has_no_code_are_no_code() {
    assert_eq!(
        total(&with("TH", &["2022,plastic incineration,5,t"])),
        total(&with("TH", &["2022,incineration.continuous-stoker.plastics,5,t"]))
    );
    for word in ["hazardous waste plastic incineration", "mangrove plastic incineration", "ป่าไม้"] {
        let refused = with("TH", &[&format!("2022,{word},5,t")]).error_text();
        assert!(refused.starts_with(&format!("ledger.csv:2: activity: \"{word}\": not an activity code")), "{refused}");
    }
}

#[test]
fn a_ton_is_a_metric_tonne_and_a_check() {
    let units = |unit: &str| {
        let closed = with("TH", &[&format!("2022,residential.charcoal,5,{unit}")]).closed();
        let checks = closed.checks.iter().filter(|check| check.id.kind == CheckKind::Unit);
        checks.map(|check| format!("{}: {}", check.id, check.finding)).collect::<Vec<_>>()
    };
    let wanted = "unit:I.1.1: residential.charcoal: a ton is counted as the metric tonne of 1000 kg; write t, short ton (US) or long ton (UK)";
    for unit in ["ton", "tons", "Ton"] {
        assert_eq!(units(unit), [wanted], "{unit}");
    }
    for unit in ["t", "tonnes", "ตัน", "トン", "short ton", "metric ton"] {
        assert_eq!(units(unit), [""; 0], "{unit}");
    }
    let of = |unit: &str| total(&with("TH", &[&format!("2022,residential.charcoal,5,{unit}")]));
    assert_eq!(of("ton"), of("t"));
}

fn direct(gases: &[&str]) -> Folder {
    let rows: Vec<String> =
        gases.iter().enumerate().map(|(at, gas)| format!("IV.2,2018,,{gas},10,kg,,,,,,,service log {at}")).collect();
    Folder::new("").with("direct.csv", &format!("{DIRECT}\n{}\n", rows.join("\n")))
}

/// Numbers of refrigerants and formulas are names of the gases of the table.
#[test]
fn gases_are_read_by_the_names_of_service_logs() {
    let logged = direct(&["CF4", "R-134a", "R32", "r410a", "HFC134a", "R-23", "C2F6", "Freon 125"]);
    let named = direct(&["PFC-14", "HFC-134a", "HFC-32", "R-410A", "HFC-134a", "HFC-23", "PFC-116", "HFC-125"]);
    assert_eq!(total(&logged), total(&named));
}

#[test]
fn what_is_no_gas_of_an_inventory_is_refused_with_the_reason() {
    let ozone = |value: &str, gas: &str| {
        format!(
            "direct.csv:2: gas: \"{value}\": {gas} depletes the ozone layer: the Montreal Protocol controls it and GPC inventories do not count it; delete the row"
        )
    };
    for (value, gas) in
        [("HCFC-22", "HCFC-22"), ("R-22", "HCFC-22"), ("R12", "CFC-12"), ("Halon 1301", "Halon-1301"), ("HCFC-141b", "HCFC-141b")]
    {
        assert_eq!(direct(&[value]).error_text(), ozone(value, gas));
    }
    let blend = "a blend that the table does not have; enter a row for each of its gases, by its share of the mass:";
    for (value, parts) in
        [("R-454C", "HFC-32 21.5 %"), ("R448A", "HFC-32 26 %, HFC-125 26 %, HFC-134a 21 %"), ("R-513A", "HFC-134a 44 %")]
    {
        assert_eq!(direct(&[value]).error_text(), format!("direct.csv:2: gas: \"{value}\": {blend} {parts}"));
    }
    let olefin = "direct.csv:2: gas: \"R-1234yf\": not counted: it is no HFC, PFC, SF6 or NF3, the fluorinated gases of a GPC inventory; delete the row";
    assert_eq!(direct(&["R-1234yf"]).error_text(), olefin);
    // A letter more is another gas: nothing is proposed.
    let unknown = "not a gas of the table; use CO2, CH4, N2O, SF6, NF3, HFC-134a or another gas of the table";
    for value in ["CF3", "HFC-135a", "R-404B", "HCFC-134a", "CH5"] {
        assert_eq!(direct(&[value]).error_text(), format!("direct.csv:2: gas: \"{value}\": {unknown}"));
    }
    for (value, meant) in [("co2", "CO2"), ("CO₂", "CO2"), ("methane", "CH4"), ("Nitrous oxide", "N2O")] {
        let wanted = format!("direct.csv:2: gas: \"{value}\": not a gas of the table; did you mean \"{meant}\"?");
        assert_eq!(direct(&[value]).error_text(), wanted);
    }
}

#[test]
fn words_that_are_no_code_are_refused_with_the_codes_they_may_mean() {
    let unknown = "not an activity code of the catalogue;";
    let gasoline = "road.motor-gasoline.low-mileage, road.motor-gasoline.oxidation-catalyst, road.motor-gasoline.uncontrolled";
    let part = |codes: &str| format!("the beginning of several codes; write one of them whole: {codes}");
    let meant = |codes: &str| format!("{unknown} did you mean {codes}?");
    for (code, wanted) in [
        ("road.diesel", meant("road.gas-diesel-oil, road.diesel-b7")),
        ("road.gasoline", meant(gasoline)),
        ("road.petrol", meant(gasoline)),
        ("residential.kerosene", meant("residential.other-kerosene")),
        ("residential.wood", meant("residential.wood-wood-waste")),
        ("composting.food", meant("composting.msw-organic")),
        ("water.diesel", meant("water.gas-diesel-oil")),
        ("road.gasohol-e10", part(&gasoline.replace("motor-gasoline", "gasohol-e10"))),
        ("road.motor-gasoline", part(gasoline)),
        // No other number, no other substance.
        ("water.diesel-b10", format!("{unknown} see the catalogue, or add it to activities.csv")),
        ("road.diesel-b8", format!("{unknown} see the catalogue, or add it to activities.csv")),
        ("agriculture.hydrogen", format!("{unknown} see the catalogue, or add it to activities.csv")),
        ("off-road.heat", format!("{unknown} see the catalogue, or add it to activities.csv")),
        ("residential.lgp", meant("residential.lpg")),
        ("ディーゼル", meant("road.gas-diesel-oil, road.diesel-b7")),
    ] {
        let refused = with("TH", &[&format!("2022,{code},1,t")]).error_text();
        assert_eq!(refused, format!("ledger.csv:2: activity: \"{code}\": {wanted}"));
    }
}

/// A label of any language, or words that name user and substance, stand for their code where it is the only one.
#[test]
fn a_label_or_words_of_one_code_stand_for_it() {
    let of = |activity: &str| total(&with("TH", &[&format!("2022,{activity},1000,kWh")]));
    let wanted = of("residential.electricity");
    for words in [
        "Homes: electricity from the grid",
        "ที่อยู่อาศัย: ไฟฟ้าจากโครงข่าย",
        "home electricity",
        "ค่าไฟบ้าน",
        "家庭の電気",
        "가정 전기",
        "điện sinh hoạt",
        "électricité des logements",
    ] {
        assert_eq!(of(words), wanted, "{words}");
    }
    // One place, one sum: a label and its code are one activity.
    let both = with("TH", &["2022-01,home electricity,400,kWh", "2022-02,residential.electricity,600,kWh"]);
    assert_eq!(total(&both), wanted);
    // Without a user there are several.
    for words in ["electricity", "diesel for trucks", "petrol for cars", "home unobtainium", "home"] {
        let refused = with("TH", &[&format!("2022,{words},1,kWh")]).error_text();
        assert!(refused.starts_with(&format!("ledger.csv:2: activity: \"{words}\": not an activity code")), "{refused}");
    }
    // A label of the city's own.
    let own = "code,ref,process,subject,gases,dimension,label_en\nferry,II.3.1,stationary,gas-diesel-oil,CO2,energy,Our ferry\n";
    let named = |activity: &str| total(&with("TH", &[&format!("2022,{activity},1,GJ")]).with("activities.csv", own));
    assert_eq!(named("Our ferry"), named("ferry"));
}
