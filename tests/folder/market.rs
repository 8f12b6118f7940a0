//! Scope 2 by contracts: all electricity, whoever states it, and nothing else.

use crate::folder::{CONTRACT, DIRECT, FACTOR, Folder};
use citycarbon::inventory::Statement;

const LEDGER: &str = "period,activity,amount,unit\n2018,commercial.electricity,1000,MWh\n";

/// Electricity of the grid at 0.412 kg/kWh, losses inside.
const GRID: &str = "grid,electricity,grid-electricity,CO2,0.412,kg/kWh,TH-10,2018,,inside,own,own\n";

/// The residual mix, 0.6 kg/kWh.
const MIX: &str = "res,2018,,,,0.6,kg/kWh,residual,residual mix\n";

const SUPPLY: &str = "method = \"grid-electricity\"\nref = \"I.2.2\"\nsource = \"s\"\nyear = 2018\n[inputs]
consumption = [{ supply = \"a\", value = \"1000\", unit = \"MWh\" }]
co2-factor = [{ supply = \"a\", value = \"0.5\", unit = \"kg/kWh\" }]
";

const RAIL: &str = "method = \"rail\"\nref = \"II.2\"\nsource = \"s\"\nyear = 2018\n[inputs]
fuel-mass = [{ fuel = \"diesel\", value = \"100\", unit = \"t\" }]
in-boundary-share = { value = \"100\", unit = \"%\" }
transboundary-share = { value = \"0\", unit = \"%\" }
emission-factor-by-mass = [{ fuel = \"diesel\", gas = \"CO2\", value = \"3\", unit = \"kg/kg\" }]
electricity = { value = \"2\", unit = \"GWh\" }
grid-factor = [{ gas = \"CO2\", value = \"0.5\", unit = \"kg/kWh\" }, { gas = \"CH4\", value = \"0.001\", unit = \"kg/kWh\" }]
td-loss = { value = \"0.1\", unit = \"kWh/kWh\" }
";

const CARS: &str = "method = \"electric-vehicles\"\nref = \"II.1\"\nsource = \"s\"\nyear = 2018\n[inputs]
distance = [{ vehicle = \"car\", value = \"1000000\", unit = \"vkm\" }, { vehicle = \"van\", value = \"500000\", unit = \"vkm\" }]
energy-use = [{ vehicle = \"car\", value = \"0.2\", unit = \"kWh/vkm\" }, { vehicle = \"van\", value = \"0.4\", unit = \"kWh/vkm\" }]
charging-efficiency = [{ vehicle = \"car\", value = \"100\", unit = \"%\" }, { vehicle = \"van\", value = \"80\", unit = \"%\" }]
grid-factor = [{ gas = \"CO2\", value = \"0.5\", unit = \"kg/kWh\" }]
td-loss = { value = \"0.2\", unit = \"kWh/kWh\" }
";

fn town(contracts: &str) -> Folder {
    Folder::new("")
        .with("factors.csv", &format!("{FACTOR}\n{GRID}"))
        .with("ledger.csv", LEDGER)
        .with("contracts.csv", &format!("{CONTRACT}\n{contracts}"))
}

/// Each reference both ways: electricity used, under contracts, kg by location and by contracts.
fn cells(closed: &Statement) -> Vec<String> {
    let cell = |cell: &citycarbon::inventory::MarketCell| {
        let (used, covered) = (cell.used().unwrap(), cell.under_contracts().unwrap());
        format!("{}: {used}, {covered}, {}, {}", cell.category, cell.location, cell.market)
    };
    closed.market.iter().map(cell).collect()
}

/// The checks of a kind, open or not.
fn checks(closed: &Statement, kind: &str) -> Vec<String> {
    let of_kind = closed.checks.iter().filter(|check| check.id.kind.to_string() == kind);
    of_kind.map(|check| format!("{}: {}", check.id, check.finding)).collect()
}

/// 1,000 MWh of the ledger at 0.412 and 1,000 MWh of a form at 0.5 kg/kWh: 912 t by location, 2,000 MWh at 0.6: 1,200 t.
#[test]
fn electricity_of_a_form_is_weighed_as_that_of_the_ledger() {
    let closed = town(MIX).with("methods/w.toml", SUPPLY).closed();
    assert_eq!(cells(&closed), ["I.2.2: 2000 MWh, 0 MWh, 912000, 1200000"]);
    assert_eq!(closed.totals().unwrap().basic_market.unwrap().to_string(), "1200000");
    // A contract may cover more than the ledger has: 1.5 GWh at 0.1, the rest at 0.6.
    let contract = "c1,2018,I.2.2,1.5,GWh,0.1,kg/kWh,contract,supplier\n";
    let closed = town(&format!("{MIX}{contract}")).with("methods/w.toml", SUPPLY).closed();
    assert_eq!(cells(&closed), ["I.2.2: 2 GWh, 1.5 GWh, 912000, 450000"]);
}

/// Trains: 2 GWh at 0.5 kg CO2 and 0.001 kg CH4 (28), the two gases over one electricity. Cars and vans: 200 MWh and 200 / 0.8 MWh.
#[test]
fn electricity_of_trains_and_vehicles_is_weighed_once_whatever_the_gases() {
    let closed = town(MIX).with("methods/rail.toml", RAIL).with("methods/cars.toml", CARS).closed();
    assert_eq!(
        cells(&closed),
        [
            "I.2.2: 1000 MWh, 0 MWh, 412000, 600000",
            "II.1.2: 450000 kWh, 0 kWh, 225000, 270000",
            "II.2.2: 2 GWh, 0 GWh, 1056000, 1200000"
        ]
    );
    // Losses are scope 3, and diesel is none: neither is in the view.
    assert!(closed.entries.iter().any(|entry| entry.category.reference() == "II.2.3"));
}

/// 100 GWh at 0.6 and 1,000 TJ of heat at 90 kg/GJ: 150,000 t by location, of which 90,000 t stay as they are.
#[test]
fn heat_keeps_its_factor_and_contracts_above_the_electricity_are_refused_in_their_unit() {
    let of = |contracts: &str| {
        Folder::new("")
            .with("factors.csv", &format!("{FACTOR}\n{}", GRID.replace("0.412", "0.6")))
            .with(
                "ledger.csv",
                "period,activity,amount,unit\n2018,residential.electricity,100,GWh\n2018,residential.town-heat,1000,TJ\n",
            )
            .with(
                "activities.csv",
                "code,ref,process,subject,gases,dimension\nresidential.town-heat,I.1.2,district-heat,town-heat,CO2,energy\n",
            )
            .with(
                "factors.csv",
                &format!(
                    "{FACTOR}\n{}heat,district-heat,town-heat,CO2,90,kg/GJ,TH-10,2018,,,own,own\n",
                    GRID.replace("0.412", "0.6")
                ),
            )
            .with("contracts.csv", &format!("{CONTRACT}\n{contracts}"))
    };
    let closed = of("res,2018,,,,0.7,kg/kWh,residual,residual mix\n").closed();
    assert_eq!(cells(&closed), ["I.1.2: 100 GWh, 0 GWh, 150000000, 160000000"]);
    assert_eq!(closed.market[0].other.to_string(), "90000000");
    assert_eq!(checks(&closed, "market"), Vec::<String>::new());
    let refused = of("big,2018,I.1.2,120,GWh,0,kg/kWh,certificate,register\n").open().unwrap().close().unwrap_err();
    assert_eq!(
        refused.to_string(),
        "contracts.csv:2: ref (id big): \"I.1.2\": contracts for 120 GWh, but 100 GWh used; check the contracts of this reference"
    );
}

/// Heat bought and cooling by form are no electricity of the city.
#[test]
fn heat_and_cooling_of_forms_keep_their_factors() {
    let heat = "method = \"district-heat\"\nref = \"I.2.2\"\nsource = \"s\"\nyear = 2018\n[inputs]
heat = { value = \"100\", unit = \"MWh\" }\nco2-factor = { value = \"0.3\", unit = \"kg/kWh\" }\n";
    let cooling = "method = \"cooling\"\nref = \"I.3.2\"\nsource = \"s\"\nyear = 2018\n[inputs]
cooling = { value = \"100\", unit = \"MWh\" }\ncoefficient-of-performance = { value = \"4\", unit = \"kWh/kWh\" }
co2-factor = { value = \"0.5\", unit = \"kg/kWh\" }\n";
    let closed = town(MIX).with("methods/heat.toml", heat).with("methods/cooling.toml", cooling).closed();
    // 412 t and 30 t of heat; 600 t and the same 30 t. A reference without electricity has nothing to weigh.
    assert_eq!(cells(&closed), ["I.2.2: 1000 MWh, 0 MWh, 442000, 630000"]);
}

#[test]
fn tonnes_without_their_electricity_are_named() {
    let direct = format!("{DIRECT}\nI.1.2,2018,,CO2,25,t,,,,,,,utility\nI.1.2,2018,,N2O,1,kg,,,,,,,utility\n");
    let closed = town(MIX).with("direct.csv", &direct).closed();
    assert_eq!(
        checks(&closed, "market"),
        ["market:I.1.2: 25.265 t CO2e are stated without their electricity, so both views of scope 2 count them alike; \
          give the electricity"]
    );
    assert_eq!(cells(&closed), ["I.2.2: 1000 MWh, 0 MWh, 412000, 600000"]);
    // Without contracts there is one view only.
    let one_view = Folder::new("").with("direct.csv", &direct).closed();
    assert_eq!(checks(&one_view, "market"), Vec::<String>::new());
    // A contract for what has no kWh has nothing to weigh.
    let contract = "c1,2018,I.1.2,1,GWh,0.1,kg/kWh,contract,supplier\n";
    let refused = town(contract).with("direct.csv", &direct).open().unwrap().close().unwrap_err();
    assert_eq!(
        refused.to_string(),
        "contracts.csv:2: id (id c1): \"c1\": no electricity in I.1.2 2018 that a contract could weigh; give its kWh in a ledger or a form"
    );
}

/// The columns of the quality criteria.
fn with_criteria(rows: &str) -> Statement {
    town("").with("contracts.csv", &format!("{CONTRACT},vintage,market,retired\n{rows}{},,,\n", MIX.trim_end())).closed()
}

#[test]
fn a_contract_that_meets_the_quality_criteria_raises_no_check() {
    let closed = with_criteria("c1,2018,I.2.2,100,MWh,0,kg/kWh,certificate,register,2018,TH,2019-02-01\n");
    assert_eq!(checks(&closed, "market"), Vec::<String>::new());
    // The residual mix is no instrument.
    assert_eq!(checks(&with_criteria(""), "market"), Vec::<String>::new());
}

#[test]
fn each_criterion_that_is_missed_or_not_stated_is_a_check() {
    let closed = with_criteria(
        "c1,2018,I.2.2,1,MWh,0,kg/kWh,certificate,register,,,\n\
         c2,2018,I.2.2,1,MWh,0,kg/kWh,certificate,register,2015,TH-10,I-REC register\n\
         c3,2018,I.2.2,1,MWh,0,kg/kWh,certificate,register,2018,VN,2017-12-31\n\
         c4,2018,I.2.2,1,MWh,0,kg/kWh,contract,supplier,2018,,2018\n",
    );
    let asks = "not stated; the quality criteria of the Scope 2 Guidance (table 7.1) ask for it";
    assert_eq!(
        checks(&closed, "market"),
        [
            format!("market:I.2.2: c1: vintage, market, retired {asks}"),
            "market:I.2.2: c2: electricity generated in 2015 is used for 2018".to_owned(),
            "market:I.2.2: c3: retired (2017-12-31) before 2018, in which the electricity was generated".to_owned(),
            "market:I.2.2: c3: the market VN is not that of TH-10".to_owned(),
            format!("market:I.2.2: c4: market {asks}"),
        ]
    );
    assert!(closed.open_checks().count() > 0);
}

#[test]
fn a_cell_of_the_criteria_that_cannot_be_read_is_refused() {
    let refused = |cells: &str| {
        let row = format!("c1,2018,I.2.2,1,MWh,0,kg/kWh,certificate,register,{cells}\n");
        town("").with("contracts.csv", &format!("{CONTRACT},vintage,market,retired\n{row}")).error_text()
    };
    assert_eq!(refused("last,TH,"), "contracts.csv:2: vintage (id c1): \"last\": not a year; write four digits, such as 2024");
    assert_eq!(
        refused("2018,Siam,"),
        "contracts.csv:2: market (id c1): \"Siam\": not a region; use world, an ISO 3166 code such as TH or TH-10, or a code of the table of regions"
    );
    let mix = "res,2018,,,,0.6,kg/kWh,residual,residual mix,2018,,\n";
    assert_eq!(
        town("").with("contracts.csv", &format!("{CONTRACT},vintage,market,retired\n{mix}")).error_text(),
        "contracts.csv:2: vintage (id res): \"2018\": a residual mix is for all electricity that no contract covers; leave the cell empty"
    );
}

/// What is supplied is said by the process of a code; a fuel, or a word that no contract is found by, is rejected.
#[test]
fn a_code_of_scope_2_says_what_is_supplied() {
    let of = |reference: &str, process: &str| {
        let code = format!("code,ref,process,subject,gases,dimension\nown.supply,{reference},{process},own,CO2,energy\n");
        Folder::new("").with("ledger.csv", "period,activity,amount,unit\n").with("activities.csv", &code).error_text()
    };
    for (reference, process) in [("I.2.2", "stationary.commercial"), ("I.3.2", "grid-electricity"), ("II.2.2", "rail")] {
        let wanted = format!(
            "activities.csv:2: process: \"{process}\": {reference} holds energy that is supplied; write electricity, heat, steam or cooling, or another reference"
        );
        assert_eq!(of(reference, process), wanted);
    }
    for process in ["electricity", "electricity.own-line", "heat", "steam", "cooling", "district-heat", "district-cooling.town"] {
        assert_eq!(of("I.2.2", process), "it was read", "{process}");
    }
    assert_eq!(of("I.2.1", "stationary.commercial"), "it was read");
}
