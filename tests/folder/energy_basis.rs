//! Net and gross energy, gas and liquid, primary energy: what each row is counted as, and what is asked of it.

use crate::folder::Folder;
use citycarbon::City;
use citycarbon::assess::Line;
use citycarbon::check::CheckKind;
use citycarbon::city::CityInput;
use citycarbon::folder::{FolderOptions, read, write};
use citycarbon::inventory::Statement;
use citycarbon::quantity::EnergyBasis;
use citycarbon::report::{self, TraceCheck};
use std::fs;

const FACTORS: &str = "id,process,subject,gas,value,per,unit,basis,region,years,source,locator,losses";
const PARAMETERS: &str = "id,parameter,subject,value,per,unit,basis,region,years,source,locator";

/// A town in a region with one ledger; the columns are those of the first row.
fn town(region: &str, ledger: &str) -> Folder {
    let columns = match ledger.lines().next().unwrap().split(',').count() {
        4 => "period,activity,amount,unit",
        5 => "period,activity,amount,unit,basis",
        _ => "period,activity,amount,unit,basis,place",
    };
    Folder::new("")
        .with("city.toml", &format!("name = \"Town\"\nregion = \"{region}\"\nyear = 2022\ngwp = \"AR5\"\n"))
        .with("ledger.csv", &format!("{columns}\n{ledger}\n"))
}

/// The open checks of units; rows of the city's own are asked about by others too.
fn checks(statement: &Statement) -> Vec<String> {
    let of_units = [CheckKind::Basis, CheckKind::Phase, CheckKind::Unit];
    let open = statement.open_checks().filter(|check| of_units.contains(&check.id.kind));
    open.map(|check| format!("{}: {}", check.id, check.finding)).collect()
}

/// Kilograms of a gas of a reference, and the terms on the way to them with their rows.
fn kg(statement: &Statement, reference: &str, gas: &str) -> String {
    let mut lines = statement.lines.iter().filter(|closed| closed.line.id.category.reference() == reference);
    lines.find(|closed| closed.line.substance.to_string() == gas).unwrap().mass.value().to_string()
}

fn terms(line: &Line) -> Vec<(String, String)> {
    line.terms().map(|term| (term.name.clone(), term.ids())).collect()
}

fn co2_terms(statement: &Statement) -> Vec<(String, String)> {
    terms(&statement.lines.iter().find(|closed| closed.line.substance.to_string() == "CO2").unwrap().line)
}

fn term(name: &str, id: &str) -> (String, String) {
    (name.to_owned(), id.to_owned())
}

/// The checks of one row and its CO2 in I.1.1, in tonnes or less.
fn of_row(region: &str, row: &str) -> (Vec<String>, String) {
    let statement = town(region, row).closed();
    (checks(&statement), kg(&statement, "I.1.1", "CO2"))
}

fn unstated(activity: &str, region: &str) -> String {
    format!(
        "basis:I.1.1: {activity}: energy without its basis is counted as net, but bills in {region} state gross energy; write gross or net in the column basis"
    )
}

/// A million therms on a bill are gross: EPA has 5,306 t of CO2, the ratio of IPCC gives 5,327 t; as net energy they are 5,919 t.
#[test]
fn a_gas_bill_states_gross_energy() {
    assert_eq!(
        of_row("US", "2022,residential.natural-gas,1000000,therm"),
        (vec![unstated("residential.natural-gas", "US")], "5918863.3331982".to_owned())
    );
    let none = Vec::<String>::new();
    assert_eq!(of_row("US", "2022,residential.natural-gas,1000000,therm,gross"), (none.clone(), "5326976.99987838".to_owned()));
    assert_eq!(of_row("US", "2022,residential.natural-gas,1000000,therm,net"), (none.clone(), "5918863.3331982".to_owned()));
    let gross = town("US", "2022,residential.natural-gas,1,therm,gross").closed();
    let wanted = [
        term("net-gross-ratio", "ipcc2006-natural-gas-net-gross-ratio"),
        term("emission-factor", "ipcc2006-stationary-natural-gas-co2"),
    ];
    assert_eq!(co2_terms(&gross), wanted);
    // In Korea, Britain and Canada too, in any unit of energy.
    for (region, row) in [("KR", "1,MJ"), ("GB", "1,kWh"), ("CA", "1,GJ"), ("JP", "1,MJ"), ("TH-10", "1,MMBTU")] {
        let (found, _) = of_row(region, &format!("2022,residential.natural-gas,{row}"));
        assert_eq!(found, [unstated("residential.natural-gas", region)]);
    }
}

/// Only what a source says of a country is asked: of coal in the US and not in Britain, of gas in Britain and not in Brazil.
#[test]
fn where_bills_are_not_known_to_be_gross_energy_is_taken_as_net() {
    let (found, _) = of_row("US", "2022,residential.anthracite,1,MMBTU");
    assert_eq!(found, [unstated("residential.anthracite", "US")]);
    for (region, activity) in [("GB", "residential.anthracite"), ("BR", "residential.natural-gas"), ("VN", "residential.lpg")] {
        let statement = town(region, &format!("2022,{activity},1,GJ")).closed();
        assert_eq!(checks(&statement), [""; 0], "{region}");
        let notices: Vec<String> = statement.notices.iter().map(ToString::to_string).collect();
        let notice = format!("{activity}: energy without its basis is counted as net");
        assert!(notices.contains(&notice), "{region}: {notices:?}");
    }
    // What is weighed has no basis, and is not asked for one.
    assert_eq!(of_row("US", "2022,residential.natural-gas,1,t").0, [""; 0]);
}

/// 53.06 kg for each million Btu of gross energy and 1995 of them are 105.8547 t; the factors of IPCC for CH4 and N2O are for net energy and take
/// 0.9 of it.
#[test]
fn each_factor_takes_the_amount_on_its_own_basis() {
    let own = "epa-co2,stationary.manufacturing,natural-gas,CO2,53.06,,kg/MMBTU,gross,world,all,epa-hub,table 1,";
    let of = |basis: &str| {
        let row = format!("2022,manufacturing.natural-gas,1995,MMBTU,{basis}");
        town("US", &row).with("factors.csv", &format!("{FACTORS}\n{own}\n")).closed()
    };
    let figures = |statement: &Statement| ["CO2", "CH4", "N2O"].map(|gas| kg(statement, "I.3.1", gas));
    let gross = ["105854.7", "1.89435278337921", "0.189435278337921"];
    let unstated = of("");
    assert_eq!(figures(&unstated), gross);
    assert_eq!(
        checks(&unstated),
        [
            "basis:I.3.1: manufacturing.natural-gas: energy without its basis has factors for gross and for net energy and is counted as gross; \
          write gross or net in the column basis"
        ]
    );
    let stated = of("gross");
    assert_eq!((figures(&stated), checks(&stated)), (gross.map(str::to_owned), Vec::new()));
    // The same number as net energy is more gas: 1995 / 0.9 MMBtu of gross energy.
    let net = of("net");
    assert_eq!(
        (figures(&net), checks(&net)),
        (["117616.333333333333", "2.1048364259769", "0.21048364259769"].map(str::to_owned), vec![])
    );
}

/// Where every factor of a city is for gross energy, so is the amount, and nothing is asked.
#[test]
fn factors_of_one_basis_say_which_it_is() {
    let own: String = [("CO2", "53.06"), ("CH4", "0.001"), ("N2O", "0.0001")]
        .map(|(gas, value)| {
            format!("hub-{gas},stationary,natural-gas,{gas},{value},,kg/MMBTU,gross,US,all,epa-hub,tables 1 and 2,\n")
        })
        .concat()
        .replace("hub-CO2", "hub-co2")
        .replace("hub-CH4", "hub-ch4")
        .replace("hub-N2O", "hub-n2o");
    let statement = town("US", "2022,residential.natural-gas,10,therm").with("factors.csv", &format!("{FACTORS}\n{own}")).closed();
    assert_eq!((checks(&statement), kg(&statement, "I.1.1", "CO2")), (Vec::new(), "53.06".to_owned()));
    assert_eq!(co2_terms(&statement), [term("emission-factor", "hub-co2")]);
    // A fuel that is weighed comes to the gross factor through its net calorific value: 43 TJ/Gg / 0.95 are 45.263 MJ/kg.
    let own = "hub-oil,stationary,gas-diesel-oil,CO2,70,,kg/GJ,gross,US,all,epa-hub,table 1,\n";
    let oil = town("US", "2022,residential.gas-diesel-oil,19,t").with("factors.csv", &format!("{FACTORS}\n{own}")).closed();
    assert_eq!(kg(&oil, "I.1.1", "CO2"), "60200");
    let wanted = [
        term("net-calorific-value", "ipcc2006-gas-diesel-oil-net-calorific-value"),
        term("net-gross-ratio", "ipcc2006-gas-diesel-oil-net-gross-ratio"),
        term("emission-factor", "hub-oil"),
    ];
    assert_eq!(co2_terms(&oil), wanted);
}

/// A gas company prints 45 MJ/m3, gross: with the ratio 1000 m3 are 2.272 t of CO2, near the 2.29 t of its own factor.
#[test]
fn a_gross_calorific_value_serves_a_net_factor() {
    let gas =
        |rows: &str| town("JP", "2022,commercial.natural-gas,1000,m3").with("parameters.csv", &format!("{PARAMETERS}\n{rows}"));
    let gross = "cg,net-calorific-value,natural-gas,45,,MJ/m3,gross,JP,all,gas company,letter\n";
    let statement = gas(gross).closed();
    assert_eq!((checks(&statement), kg(&statement, "I.2.1", "CO2")), (Vec::new(), "2272.05".to_owned()));
    let wanted = [
        term("gross-calorific-value", "cg"),
        term("net-gross-ratio", "ipcc2006-natural-gas-net-gross-ratio"),
        term("emission-factor", "ipcc2006-stationary-natural-gas-co2"),
    ];
    assert_eq!(co2_terms(&statement), wanted);
    // The company's own ratio, and its own net value next to the gross one, come first.
    let ratio = "cr,net-gross-ratio,natural-gas,0.903,,MJ/MJ,,JP,all,gas company,letter\n";
    assert_eq!(kg(&gas(&format!("{gross}{ratio}")).closed(), "I.2.1", "CO2"), "2279.6235");
    let net = "cn,net-calorific-value,natural-gas,40.6,,MJ/m3,net,JP,all,gas company,letter\n";
    assert_eq!(kg(&gas(&format!("{gross}{net}")).closed(), "I.2.1", "CO2"), "2277.66");
}

/// Where a fuel has no ratio, the message names both bases and what to add.
#[test]
fn without_a_ratio_the_two_bases_are_named() {
    let wood = |unit: &str, rest: &str| town("JP", &format!("2022,residential.wood-wood-waste,10,{unit}{rest}"));
    let rows = format!("{PARAMETERS}\nchips,net-calorific-value,wood-wood-waste,8,,MJ/L,gross,JP,all,supplier,letter\n");
    assert_eq!(
        wood("m3", "").with("parameters.csv", &rows).error_text(),
        "ledger.csv:2: unit: \"m3\": the calorific value chips is gross, but the factors are for net energy; add the net-gross-ratio of \
         wood-wood-waste, or a net calorific value, to parameters.csv"
    );
    assert_eq!(
        wood("GJ", ",gross").error_text(),
        "ledger.csv:2: basis: \"gross\": gross energy, but the factor ipcc2006-stationary-wood-wood-waste-co2-biogenic is for net energy; add \
         the net-gross-ratio of wood-wood-waste to parameters.csv"
    );
    let own = format!("{PARAMETERS}\nours,net-gross-ratio,wood-wood-waste,0.93,,MJ/MJ,,JP,all,supplier,letter\n");
    let statement = wood("GJ", ",gross").with("parameters.csv", &own).closed();
    assert_eq!(kg(&statement, "I.1.1", "CO2_biogenic"), "1041.6");
}

/// A basis is for energy of a fuel, and is one of two words.
#[test]
fn a_basis_where_there_is_none_is_rejected() {
    for (row, wanted) in [
        (
            "2022,residential.lpg,1,kg,gross",
            "\"gross\": only energy of a fuel is net or gross, and residential.lpg in this unit is not; leave the cell empty",
        ),
        (
            "2022,residential.electricity,1,kWh,net",
            "\"net\": only energy of a fuel is net or gross, and residential.electricity in this unit is not; leave the cell empty",
        ),
        ("2022,residential.lpg,1,GJ,Gross", "\"Gross\": not a basis of energy; write net or gross, or leave the cell empty"),
        ("2022,residential.lpg,1,GJ,HHV", "\"HHV\": not a basis of energy; write net or gross, or leave the cell empty"),
    ] {
        assert_eq!(town("TH-10", row).error_text(), format!("ledger.csv:2: basis: {wanted}"), "{row}");
    }
    let table =
        |row: &str| town("TH-10", "2022,residential.lpg,1,kg").with("factors.csv", &format!("{FACTORS}\n{row}\n")).error_text();
    assert_eq!(
        table("own,stationary,lpg,CO2,3,,kg/kg,gross,TH,all,s,p,"),
        "factors.csv:2: basis (id own): \"gross\": net and gross are for units of energy; leave the cell empty"
    );
    assert_eq!(
        table("own,stationary,lpg,CO2,63,,kg/GJ,higher,TH,all,s,p,"),
        "factors.csv:2: basis (id own): \"higher\": unknown basis; use one of net, gross, wet, dry, BOD, COD"
    );
}

/// LPG in m3 may be of a gas meter or of a tank: it stays a draft until the unit says which. Gas: 100 m3 / 0.458 m3/kg; liquid: 54 t.
#[test]
fn a_volume_of_lpg_says_gas_or_liquid() {
    let asked_of = |unit: &str| {
        format!(
            "phase:I.1.1: residential.lpg: {unit} is counted as liquid; for gas write \"m3 gas\" (as metered) or Nm3, for liquid kL or litre"
        )
    };
    for region in ["JP", "TH-10", "KR", "world"] {
        for unit in ["m3", "ft3", "million m3"] {
            assert_eq!(of_row(region, &format!("2022,residential.lpg,100,{unit}")).0, [asked_of(unit)], "{region}");
        }
        for unit in ["kL", "litre", "US gal", "Nm3", "kg"] {
            assert_eq!(of_row(region, &format!("2022,residential.lpg,100,{unit}")).0, [""; 0], "{region} {unit}");
        }
    }
    assert_eq!(of_row("JP", "2022,residential.lpg,100,m3 gas"), (Vec::new(), "651.665938864629".to_owned()));
    assert_eq!(of_row("JP", "2022,residential.lpg,100,Nm3"), (Vec::new(), "662.85288".to_owned()));
    // A factor of the city for each m3 of gas meets litres: the other way round.
    let own = "gas-co2,stationary,lpg,CO2,6.6,,kg/m3,,JP,all,association,guideline,\n";
    let litres = town("JP", "2022,residential.lpg,100,litre").with("factors.csv", &format!("{FACTORS}\n{own}")).closed();
    let asked = "phase:I.1.1: residential.lpg: litre is counted as gas; for liquid write a unit of mass, for gas m3, or add the density of the \
                 liquid to parameters.csv";
    assert_eq!(checks(&litres), [asked]);
    // CO2 as a gas and CH4 as a liquid are one amount counted in two ways; with a factor for what is metered, nothing is asked.
    let mixed = town("JP", "2022,residential.lpg,100,m3").with("factors.csv", &format!("{FACTORS}\n{own}")).closed();
    assert_eq!((checks(&mixed), kg(&mixed, "I.1.1", "CO2")), (vec![asked_of("m3")], "660".to_owned()));
    let own = own.replace("kg/m3", "kg/m3 gas");
    let metered = town("JP", "2022,residential.lpg,100,m3 gas").with("factors.csv", &format!("{FACTORS}\n{own}")).closed();
    assert_eq!((checks(&metered), kg(&metered, "I.1.1", "CO2")), (Vec::new(), "660".to_owned()));
}

/// LNG by the litre is a liquid, and the Thai calorific value of natural gas is that of gas.
#[test]
fn liquid_natural_gas_is_not_gas() {
    let lng = town("TH-10", "2022,road.lng,100,litre").closed();
    let asked = "phase:II.1.1: road.lng: litre is counted as gas; for liquid write a unit of mass, for gas m3, or add the density of the liquid \
                 to parameters.csv";
    assert_eq!(checks(&lng), [asked]);
    let density = format!(
        "{PARAMETERS}\nlng,density,natural-gas,0.45,,kg/L,,TH,all,s,p\nno-cv,net-calorific-value,natural-gas,48,,MJ/kg,net,TH,all,s,p\n"
    );
    assert_eq!(
        checks(&town("JP", "2022,road.lng,100,litre").with("parameters.csv", &density.replace("TH", "JP")).closed()),
        [""; 0]
    );
    assert_eq!(checks(&town("TH-10", "2022,residential.natural-gas,100,m3").closed()), [""; 0]);
}

/// Gas by the Nm3 of the shipped tables: natural gas 0.782 kg/Nm3 and 48 MJ/kg, biogas 21.5 MJ/Nm3; by the metered ft3 in the US.
#[test]
fn gas_by_volume_has_shipped_rows() {
    assert_eq!(of_row("KR", "2022,residential.natural-gas,1000,Nm3"), (Vec::new(), "2105.7696".to_owned()));
    let biogas = town("KR", "2022,residential.other-biogas,1000,Nm3").closed();
    assert_eq!(kg(&biogas, "I.1.1", "CO2_biogenic"), "1173.9");
    // 1000 ft3 are 1.026 MMBtu of gross energy: 0.9 of it at 56.1 kg/GJ.
    assert_eq!(of_row("US", "2022,residential.natural-gas,1000,ft3 gas"), (Vec::new(), "54.6547840187521788".to_owned()));
}

/// Electricity in J in a Japanese file may be primary energy; in kWh it is not, and elsewhere nothing is asked.
#[test]
fn japanese_electricity_in_joules_is_asked_about() {
    let own = "utility,electricity,grid-electricity,CO2,0.593,,kg/kWh,,JP,2022,ministry list,row,inside\n";
    let of = |row: &str| town("JP", row).with("factors.csv", &format!("{FACTORS}\n{own}"));
    for (reference, row) in [
        ("I.2.2", "2022,commercial.electricity,10026,GJ"),
        ("I.1.2", "2022,residential.electricity,10,TJ"),
        ("II.2.2", "2022,rail.electricity,10026000,MJ"),
    ] {
        let cells: Vec<&str> = row.split(',').collect();
        let wanted = format!(
            "unit:{reference}: {}: electricity in {}; if it is primary energy, as in reports under the law on energy conservation, enter the kWh used",
            cells[1], cells[3]
        );
        assert_eq!(checks(&of(row).closed()), [wanted]);
    }
    for row in ["2022,commercial.electricity,1027254,kWh", "2022,commercial.electricity,1027,MWh"] {
        assert_eq!(checks(&of(row).closed()), [""; 0]);
    }
    assert_eq!(checks(&town("TH-10", "2022,commercial.electricity,10026,GJ").closed()), [""; 0]);
    // 10026 / 9.76 MWh, as the published pair of 10026 GJ and 609 t has it.
    let used = of("2022,commercial.electricity,1027.254,MWh").closed();
    assert_eq!(kg(&used, "I.2.2", "CO2"), "609161.622");
}

/// A ledger in milliwatt-hours or milligrams is one in megawatt-hours or tonnes that was typed wrong.
#[test]
fn a_thousandth_of_a_unit_is_asked_about() {
    for (reference, activity, unit, mega) in [
        ("I.1.2", "residential.electricity", "mWh", "MWh"),
        ("I.1.1", "residential.lpg", "mg", "Mg"),
        ("I.1.1", "residential.lpg", "mL", "ML"),
        ("III.2.1", "composting.msw-organic", "mg", "Mg"),
    ] {
        let asked = format!(
            "unit:{reference}: {activity}: an amount in {unit}; {mega} is a billion times as much: write {mega} if that is meant"
        );
        assert_eq!(checks(&town("TH-10", &format!("2022,{activity},100,{unit}")).closed()), [asked]);
        assert_eq!(checks(&town("TH-10", &format!("2022,{activity},100,{mega}")).closed()), [""; 0]);
    }
}

/// Each place has its own check, and one acceptance stands for all of them.
#[test]
fn a_check_of_units_is_of_a_place_and_is_accepted_with_a_reason() {
    let rows = "2022,residential.natural-gas,1,therm,,North\n2022,residential.natural-gas,1,therm,gross,South\n2022,residential.natural-gas,1,therm,,West";
    let folder = town("US", rows);
    let ids = |statement: &Statement| statement.open_checks().map(|check| check.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(&folder.closed()), ["basis:I.1.1:North", "basis:I.1.1:West"]);
    let toml = "name = \"Town\"\nregion = \"US\"\nyear = 2022\ngwp = \"AR5\"\n[accept]\n\"basis:I.1.1\" = \"the utility states net energy\"\n";
    assert_eq!(ids(&folder.with("city.toml", toml).closed()), [""; 0]);
}

/// Rows that differ in their basis only are sums of their own: in the trace, in inventory.csv, as JSON and as a folder.
#[test]
fn the_basis_is_part_of_a_sum() {
    let rows = "2022,residential.natural-gas,10,therm,gross\n2022,residential.natural-gas,5,therm,net\n2022,residential.natural-gas,1,therm,\n\
                2022,residential.natural-gas,30,therm,gross";
    let folder = town("US", rows);
    let input = read(&folder.0, &FolderOptions::default()).unwrap();
    let sums: Vec<_> =
        input.ledger.leaves().map(|leaf| (leaf.basis.map(EnergyBasis::name), leaf.rows, leaf.sum.to_string())).collect();
    let wanted = [(None, 1, "1".to_owned()), (Some("net"), 1, "5".to_owned()), (Some("gross"), 2, "40".to_owned())];
    assert_eq!(sums, wanted);
    let of_json: CityInput = serde_json::from_str(&serde_json::to_string(&input).unwrap()).unwrap();
    assert_eq!(of_json, input);
    let city = City::new(input.clone()).unwrap();
    let statements = city.close().unwrap();
    // (40 · 0.9 + 5 + 1) therms.
    assert_eq!(kg(&statements[0], "I.1.1", "CO2"), "248.5922599943244");
    let files = report::files(&statements).unwrap();
    let text = |name: &str| String::from_utf8(files.iter().find(|(file, _)| *file == name).unwrap().1.clone()).unwrap();
    let csv = text("inventory.csv");
    let column = csv.lines().next().unwrap().split(',').position(|name| name == "energy_basis").unwrap();
    assert!(csv.lines().skip(1).all(|row| row.split(',').nth(column) == Some("gross; net")), "{csv}");
    assert!(text("trace.jsonl").contains("\"sum\":\"40\",\"unit\":\"therm\",\"basis\":\"gross\",\"multiplier\""));
    let mut check = TraceCheck::default();
    text("trace.jsonl").split_inclusive('\n').for_each(|line| check.line(line));
    check.files(csv.as_bytes(), text("factors_used.csv").as_bytes(), text("inventory.json").as_bytes());
    assert_eq!(check.found().findings, None);
    let again = folder.0.with_extension("again");
    let _ = fs::remove_dir_all(&again);
    write(&input, &again).unwrap();
    let read_again = read(&again, &FolderOptions::default()).unwrap();
    fs::remove_dir_all(&again).unwrap();
    assert_eq!(City::new(read_again).unwrap().close().unwrap()[0].entries, statements[0].entries);
}
