//! The folder of an organisation: departments, boundary, categories, contracts, spend; what is refused, and how.

use crate::folder::Folder;
use citycarbon::City;
use citycarbon::error::Errors;
use citycarbon::folder::FolderOptions;
use citycarbon::inventory::Status;
use citycarbon::organisation::{Footprint, Organisation};
use citycarbon::quantity::Exact;
use std::fmt::Write as _;

const DEPARTMENTS: &str = "place,owner,contact\nworks,Ms A,a@example.org\nparks,Mr B,b@example.org\n";
const LEDGER: &str = "period,activity,amount,unit,place\n";

/// A town hall of one year, with these lines below its settings.
fn hall(more: &str) -> Folder {
    let top = "kind = \"organisation\"\nname = \"Town hall\"\nregion = \"TH-10\"\nyear = 2022\ngwp = \"AR5\"\n";
    Folder::new("").with("city.toml", &format!("{top}{more}"))
}

fn opened(folder: &Folder) -> Result<Organisation, Errors> {
    Organisation::open(&folder.0, &FolderOptions::default())
}

fn closed(folder: &Folder) -> Footprint {
    opened(folder).unwrap_or_else(|refusal| panic!("{refusal}")).close().unwrap().remove(0)
}

fn refusal(folder: &Folder) -> String {
    opened(folder).map_or_else(|errors| errors.to_string(), |_| "it was read".to_owned())
}

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

/// kg CO2e of each category that has a figure.
fn figures(footprint: &Footprint) -> String {
    let mut text = String::new();
    for entry in &footprint.entries {
        if let Some(co2e) = entry.co2e {
            let _ = write!(text, "{} {co2e}; ", entry.category);
        }
    }
    text
}

#[test]
fn a_city_is_no_organisation_and_the_reverse() {
    let organisation = hall("");
    assert_eq!(
        City::open(&organisation.0, &FolderOptions::default()).unwrap_err().to_string(),
        "city.toml: kind: this folder has kind = \"organisation\"; this needs kind = \"city\""
    );
    assert_eq!(refusal(&Folder::new("")), "city.toml: kind: this folder has kind = \"city\"; this needs kind = \"organisation\"");
    let of_city = hall("population = 5\n");
    assert_eq!(
        refusal(&of_city),
        "city.toml:6: population: \"population\": this key is for kind = \"city\"; delete it or change the kind"
    );
    let with_section = Folder::new("[organisation]\nstaff = 5\n");
    assert_eq!(
        with_section.error_text(),
        "city.toml:5: organisation: \"organisation\": this key is for kind = \"organisation\"; delete it or change the kind"
    );
    // The value that an organisation is computed from is not taken by a city either.
    let input = citycarbon::folder::read_organisation(&organisation.0, &FolderOptions::default()).unwrap();
    assert_eq!(
        City::new(input.records).unwrap_err().to_string(),
        "the records are those of an organisation; compute them with Organisation::new"
    );
}

#[test]
fn codes_of_organisations_are_unknown_to_a_city() {
    let ledger = "period,activity,amount,unit\n2022,travel.bus,100,pkm\n";
    assert!(Folder::new("").with("ledger.csv", &ledger.replace("2022", "2018")).error_text().contains("travel.bus"));
    let footprint = closed(&hall("").with("ledger.csv", ledger));
    assert!(figures(&footprint).starts_with("3.6 "), "{}", figures(&footprint));
}

/// Rows of a department's own ledger need not name it; a row may name another.
#[test]
fn a_ledger_is_of_the_department_that_it_is_named_after() {
    let of_works = "period,activity,amount,unit\n2022,commercial.electricity,1000,kWh\n";
    let of_parks =
        "period,activity,amount,unit,place\n2022,commercial.electricity,10,kWh,\n2022,commercial.electricity,1,kWh,works\n";
    let folder = hall("").with("departments.csv", DEPARTMENTS);
    let footprint = closed(&folder.with("ledger/works.csv", of_works).with("ledger/parks.csv", of_parks));
    let bought = footprint.lines.iter().filter(|line| line.category.id() == "2.electricity");
    let amounts: Vec<String> =
        bought.map(|line| format!("{} {}", line.department, line.amount().unwrap().evaluate().unwrap().value())).collect();
    // In MJ.
    assert_eq!(amounts, ["parks 36", "works 3603.6"]);
    let unknown =
        hall("").with("departments.csv", DEPARTMENTS).with("ledger.csv", &format!("{LEDGER}2022,commercial.lpg,5,kg,work\n"));
    assert_eq!(refusal(&unknown), "ledger.csv:2: place: \"work\": not a department of departments.csv; did you mean \"works\"?");
}

#[test]
fn a_rule_of_the_boundary_moves_the_lines_that_it_says_most_of() {
    let ledger =
        format!("{LEDGER}2022,road.diesel-b7,100,litre,works\n2022,road.diesel-b7,10,litre,parks\n2022,road.lpg,1,kg,works\n");
    let folder = |rules: &str| {
        let folder = hall("").with("departments.csv", DEPARTMENTS).with("ledger.csv", &ledger);
        folder.with("boundary.csv", &format!("place,activity,category,share,reason\n{rules}"))
    };
    let own = closed(&hall("").with("departments.csv", DEPARTMENTS).with("ledger.csv", &ledger));
    let all = own.totals().unwrap().all;
    for rules in [
        ",road.,3.4,,hired\n",
        ",road.,3.4,,hired\nworks,road.,3.9,,lent\n",
        "works,,3.8,,leased\n,road.diesel-b7,3.4,,hired\nparks,road.diesel-b7,1.mobile,,own\n",
    ] {
        let footprint = closed(&folder(rules));
        assert_eq!(footprint.totals().unwrap().all, all, "{rules}");
    }
    let of = |rules: &str| {
        let footprint = closed(&folder(rules));
        let mut booked: Vec<String> =
            footprint.lines.iter().map(|line| format!("{} {} {}", line.department, line.activity, line.category)).collect();
        booked.dedup();
        booked
    };
    // An exact code before the beginning of one; a department before none.
    assert_eq!(
        of("works,,3.8,,leased\n,road.diesel-b7,3.4,,hired\nparks,road.diesel-b7,1.mobile,,own\n"),
        ["parks road.diesel-b7 1.mobile", "works road.diesel-b7 3.4", "works road.lpg 3.8"]
    );
    for (rules, message) in [
        (",road.,3.4,,\n", "boundary.csv:2: reason: the cell is empty; enter a value"),
        (",road.,,,why\n", "boundary.csv:2: category: this rule changes nothing; enter a category or a share"),
        (",road.,3.4,,a\n,road.,3.9,,b\n", "boundary.csv:3: activity: \"road.\": listed twice; keep one"),
        ("park,road.,3.4,,a\n", "boundary.csv:2: place: \"park\": not a department of departments.csv; did you mean \"parks\"?"),
        (",road.,3.16,,a\n", "boundary.csv:2: category: \"3.16\": not a category of a footprint; did you mean \"3.1\"?"),
        (
            ",road.,,0.5,half\n",
            "boundary.csv:2: share: \"0.5\": a share under operational control; what is controlled counts as a whole, so delete the share or set consolidation = \"equity share\"",
        ),
    ] {
        assert_eq!(refusal(&folder(rules)), message, "{rules}");
    }
    let unused = closed(&folder(",rail.,3.4,,no train\n"));
    let check = unused.checks.iter().find(|check| check.id.to_string() == "file:boundary.csv").unwrap();
    assert_eq!(check.finding.to_string(), "the rule for rail. applies to no line; check its spelling");
    assert_eq!(unused.status(), Status::Draft);
}

/// The Corporate Standard's Holland Industries (ch. 3): 83 % of a subsidiary that holds half of a venture is 41.5 % of the venture by equity.
#[test]
fn a_share_of_equity_is_a_share_of_every_line() {
    let ledger = format!("{LEDGER}2022,commercial.lpg,1000,kg,parks\n2022,commercial.electricity,1000,kWh,parks\n");
    let whole = closed(&hall("").with("departments.csv", DEPARTMENTS).with("ledger.csv", &ledger));
    let more = "[organisation]\nconsolidation = \"equity share\"\n";
    let rules = "place,activity,category,share,reason\nparks,,,0.415,0.83 of a half\n";
    let part = closed(&hall(more).with("departments.csv", DEPARTMENTS).with("ledger.csv", &ledger).with("boundary.csv", rules));
    let of = |footprint: &Footprint| footprint.totals().unwrap().all.unwrap();
    // Each line is divided once, so the sum differs by less than a line's last digit.
    let expected = of(&whole).checked_mul(exact("0.415")).unwrap();
    let off = of(&part).checked_sub(expected).unwrap();
    assert!(off <= exact("0.00000000001") && off >= exact("-0.00000000001"), "{off}");
    assert_eq!(part.lines.len(), whole.lines.len());
}

#[test]
fn keys_say_why_a_category_has_no_figure() {
    let direct = |rows: &str| {
        let header = "category,year,place,gas,amount,unit,key,included_in,reason,source\n";
        hall("")
            .with("ledger.csv", &format!("{LEDGER}2022,commercial.electricity,5,MWh,\n"))
            .with("direct.csv", &format!("{header}{rows}"))
    };
    let rest = "1.stationary,all,,,,,NO,,no kitchen,\n1.mobile,all,,,,,NO,,no vehicle,\n1.process,all,,,,,NO,,none,\n1.land,all,,,,,NO,,none,\n";
    let whole = format!("{rest}2.heat,2022,,,,,IE,2.electricity,in the rent,\n1.fugitive,2022,,R-410A,3,kg,,,,service log\n");
    let footprint = closed(&direct(&whole));
    assert_eq!(footprint.status(), Status::Complete);
    // 3 kg of R-410A in AR5: half HFC-32 (677), half HFC-125 (3170).
    assert!(figures(&footprint).starts_with("1.fugitive 5770.5; "), "{}", figures(&footprint));
    let excluded = format!("{rest}2.heat,2022,,,,,NO,,none,\n1.fugitive,2022,,,,,NE,,no log,\n");
    assert_eq!(closed(&direct(&excluded)).status(), Status::CompleteWithExclusions);
    assert_eq!(closed(&direct(&excluded.replace("no log", ""))).status(), Status::Draft);
    assert_eq!(closed(&direct(rest)).status(), Status::Draft);
    for (row, message) in [
        ("2.heat,2022,,,,,IE,,in the rent,\n", "direct.csv:2: included_in: the cell is empty; enter a value"),
        ("2.heat,2022,,,,,IE,2.heat,,\n", "direct.csv:2: included_in: \"2.heat\": included in itself; name another reference"),
        ("2.heat,2022,,,5,t,NO,,,\n", "direct.csv:2: amount: \"5\": a key and an amount in one row; leave one of them empty"),
        ("2.heat,2022,town,,,,NO,,,\n", "direct.csv:2: place: \"town\": not a department of departments.csv; add it there"),
        ("2.hea,2022,,,,,NO,,,\n", "direct.csv:2: category: \"2.hea\": not a category of a footprint; did you mean \"2.heat\"?"),
        ("1.fugitive,2022,,CO2,5,kWh,,,,log\n", "direct.csv:2: unit: \"kWh\": a unit of energy, but a unit of mass is needed"),
    ] {
        let found = refusal(&direct(row));
        assert!(found.starts_with(message), "{row}: {found}");
    }
}

/// 1000 MWh at 0.412 kg/kWh; 400 MWh of them under a contract at 0, the rest at a residual mix of 0.5 kg/kWh.
#[test]
fn contracts_weigh_the_electricity_of_all_departments() {
    let ledger = format!("{LEDGER}2022,commercial.electricity,900,MWh,works\n2022,road.electricity,100,MWh,parks\n");
    let contracts = "id,year,amount,unit,factor,factor_unit,kind,vintage,market,retired,source\nsun,2022,400,MWh,0,kg/kWh,certificate,2022,TH,2022-12-31,register\nmix,2022,,,0.5,kg/kWh,residual,,,,table\n";
    let footprint =
        closed(&hall("").with("departments.csv", DEPARTMENTS).with("ledger.csv", &ledger).with("contracts.csv", contracts));
    let totals = footprint.totals().unwrap();
    assert_eq!(totals.scope2_location, Some(exact("412000")));
    assert_eq!(totals.scope2_market, Some(exact("300000")));
    let above = contracts.replace("400", "1001");
    let organisation =
        opened(&hall("").with("departments.csv", DEPARTMENTS).with("ledger.csv", &ledger).with("contracts.csv", &above)).unwrap();
    assert_eq!(
        organisation.close().unwrap_err().to_string(),
        "\"2.electricity\": contracts for 1001 MWh, but 1000 MWh used; check the contracts of this reference"
    );
}

/// 100,000 baht of 2023 at 34.8 baht a dollar and prices 4 % above those of 2022: 100000 / 34.8 / 1.04 · 0.578 kg.
#[test]
fn money_is_brought_to_the_currency_and_the_prices_of_its_factor() {
    let header = "year,factor,amount,currency,price_year,exchange,exchange_source,price_index,price_index_source,source\n";
    let spend = |rows: &str| hall("").with("spend.csv", &format!("{header}{rows}"));
    let footprint = closed(&spend("2022,epa-221310,100000,THB,2023,34.8,Bank of Thailand,1.04,BLS,accounts\n"));
    let expected = citycarbon::Ratio::new(exact("57800"), exact("36.192")).unwrap().evaluate().unwrap().value();
    assert_eq!(footprint.totals().unwrap().scope3, Some(expected));
    let plain = closed(&spend("2022,epa-221310,1000,USD,2022,,,,,accounts\n"));
    assert_eq!(plain.totals().unwrap().scope3, Some(exact("578")));
    for (row, message) in [
        (
            "2022,epa-221310,100000,THB,2022,,,,,accounts\n",
            "spend.csv:2: factor: \"exchange rate\": missing, because the factor is for USD; enter it with its source",
        ),
        (
            "2022,epa-221310,100,USD,2023,,,,,accounts\n",
            "spend.csv:2: factor: \"price index\": missing, because the factor is for 2022; enter it with its source",
        ),
        (
            "2022,epa-221310,100,USD,2022,1,bank,,,accounts\n",
            "spend.csv:2: factor: \"exchange rate\": not needed, because the factor is for USD too; delete it",
        ),
        (
            "2022,epa-22131,100,USD,2022,,,,,accounts\n",
            "spend.csv:2: factor: \"epa-22131\": not a factor for spend; did you mean \"epa-221310\"?",
        ),
        ("2022,epa-221310,100,THB,2022,34.8,,,,accounts\n", "spend.csv:2: exchange_source: the cell is empty; enter a value"),
    ] {
        assert_eq!(refusal(&spend(row)), message, "{row}");
    }
}

#[test]
fn the_form_of_an_event_is_read_strictly() {
    let event = |form: &str| {
        let top = "kind = \"event\"\nname = \"Fair\"\nregion = \"TH-10\"\nyear = 2022\ngwp = \"AR5\"\n";
        Folder::new("").with("city.toml", top).with("event.toml", &format!("year = 2022\nsource = \"desk\"\n{form}"))
    };
    let by = |more: &str| event(&format!("[[visitors]]\npeople = 100\ndistance = \"10 km\"\n{more}"));
    assert!(figures(&closed(&by("mode = \"bus\"\n"))).starts_with("3.6 "));
    for (form, message) in [
        ("mode = \"train\"\n", "event.toml:6: visitors.mode: \"travel.train\": not an activity code"),
        ("mode = \"car\"\n", "event.toml:3: visitors.people_in_vehicle: missing: people in a car or on a motorcycle"),
        (
            "mode = \"bus\"\npeople_in_vehicle = 2\n",
            "event.toml:7: visitors.people_in_vehicle: \"travel.bus\": the factor of this mode is for each passenger",
        ),
        ("mode = \"car\"\npeople_in_vehicle = 0\n", "event.toml:7: visitors.people_in_vehicle"),
    ] {
        let found = refusal(&by(form));
        assert!(found.starts_with(message), "{form}: {found}");
    }
}

/// Departments that are in one year only are more than the threshold, and are named.
#[test]
fn a_boundary_that_changed_makes_the_base_year_be_recalculated() {
    let top = |threshold: &str| {
        format!(
            "kind = \"organisation\"\nname = \"Town hall\"\nregion = \"TH-10\"\nyears = [2021, 2022]\ngwp = \"AR5\"\n[organisation]\nbase_year = 2021\n{threshold}"
        )
    };
    let ledger =
        format!("{LEDGER}2021,commercial.lpg,1000,kg,works\n2022,commercial.lpg,1000,kg,works\n2022,commercial.lpg,60,kg,parks\n");
    let folder = |threshold: &str| {
        Folder::new("").with("city.toml", &top(threshold)).with("departments.csv", DEPARTMENTS).with("ledger.csv", &ledger)
    };
    let of = |threshold: &str| {
        let footprints = opened(&folder(threshold)).unwrap().close().unwrap();
        let checks = footprints[1].checks.iter().filter(|check| check.id.to_string().starts_with("base-year"));
        (footprints[1].change.unwrap().change, checks.map(|check| check.finding.to_string()).collect::<Vec<_>>())
    };
    let (change, found) = of("threshold = 0.05\n");
    assert_eq!(
        found,
        ["departments or categories of one year only are 6 % of 2021: parks 1.stationary; recalculate the base year"]
    );
    assert!(!change.is_negative());
    assert_eq!(of("threshold = 0.07\n").1, [""; 0]);
    assert_eq!(
        refusal(&folder("")),
        "city.toml:7: organisation.base_year: a base year without a threshold; add threshold = 0.05 for 5 % of its emissions"
    );
    let other =
        folder("threshold = 0.05\n").with("city.toml", &top("threshold = 0.05\n").replace("base_year = 2021", "base_year = 2019"));
    assert_eq!(refusal(&other), "\"2019\": the base year is not one of the years; add it to years");
}

/// What stands twice, contradicts a key, or names no department.
#[test]
fn what_is_counted_twice_in_an_organisation_is_found() {
    let header = "period,activity,amount,unit,place,asset\n";
    let raised = |ledger: &str, direct: &str| {
        // 96.123 MWh are no 96123 of them.
        let folder = hall("[input]\ndecimal = \".\"\n").with("departments.csv", DEPARTMENTS);
        let folder = folder.with("ledger.csv", &format!("{header}{ledger}"));
        let footprint =
            closed(&folder.with("direct.csv", &format!("category,year,place,gas,amount,unit,key,reason,source\n{direct}")));
        let checks = footprint.checks.iter().map(|check| check.id.to_string());
        checks.filter(|id| !id.ends_with(":parks")).collect::<Vec<_>>()
    };
    let bill = "2022,commercial.electricity,96123,kWh,works,meter 7\n";
    assert_eq!(raised(bill, ""), [""; 0]);
    // In another unit and department, or of one meter again.
    let doubled = ["departments:commercial.electricity 2022"];
    assert_eq!(raised(&format!("{bill}2022,commercial.electricity,96.123,MWh,parks,\n"), ""), doubled);
    assert_eq!(raised(&format!("{bill}2022,commercial.electricity,96.123,MWh,works,meter 7\n"), ""), doubled);
    assert_eq!(raised(&format!("{bill}2022-01,commercial.electricity,96123,kWh,parks,\n"), ""), [""; 0]);
    let stated = "2.electricity,2022,works,CO2e,40,t,,,accounts\n";
    assert_eq!(raised(bill, stated), ["overlap:2.electricity"]);
    assert_eq!(raised(bill, "2.electricity,2022,,,,,NO,none,\n"), ["keys:2.electricity"]);
    let unknown = hall("").with("departments.csv", DEPARTMENTS).with("ledger.csv", &format!("{header}{bill}"));
    let unknown = unknown
        .with("direct.csv", &format!("category,year,place,gas,amount,unit,source\n{}", "1.fugitive,2022,work,HFC-32,4,kg,log\n"));
    assert_eq!(refusal(&unknown), "direct.csv:2: place: \"work\": not a department of departments.csv; did you mean \"works\"?");
    let misnamed = hall("").with("departments.csv", DEPARTMENTS).with("ledger/work.csv", &format!("{header}{bill}"));
    let ids: Vec<String> = closed(&misnamed).checks.iter().map(|check| check.id.to_string()).collect();
    assert!(ids.contains(&"file:ledger/work.csv".to_owned()), "{ids:?}");
}

/// A share of a department is one of its stated figures too.
#[test]
fn a_share_applies_to_what_is_stated() {
    let folder = hall("[organisation]\nconsolidation = \"equity share\"\n").with("departments.csv", DEPARTMENTS);
    let folder = folder.with("direct.csv", "category,year,place,gas,amount,unit,source\n1.fugitive,2022,parks,HFC-32,4,kg,log\n1.fugitive,2022,works,HFC-32,1,kg,log\n");
    let folder = folder.with("boundary.csv", "place,activity,category,share,reason\nparks,,,0.25,a quarter\n");
    // (4 · 0.25 + 1) kg · 677.
    assert_eq!(figures(&closed(&folder)), "1.fugitive 1354; ");
}

/// Losses stay in scope 3 whatever a rule says of the electricity; and each line has an id of its own.
#[test]
fn losses_of_the_grid_are_never_bought_electricity() {
    let ledger = format!("{LEDGER}2022,commercial.electricity,100000,kWh,works\n");
    let with = |rule: &str| {
        let folder = hall("").with("departments.csv", DEPARTMENTS).with("ledger.csv", &ledger);
        closed(&folder.with("boundary.csv", &format!("place,activity,category,share,reason\n{rule}")))
    };
    let plain = figures(&closed(&hall("").with("departments.csv", DEPARTMENTS).with("ledger.csv", &ledger)));
    assert!(plain.starts_with("2.electricity 41200; 3.3 "), "{plain}");
    assert_eq!(figures(&with(",commercial.electricity,2.electricity,,the same\n")), plain);
    let leased = with(",commercial.electricity,3.8,,leased\n");
    let ids: std::collections::BTreeSet<String> = leased.lines.iter().map(citycarbon::organisation::FootprintLine::id).collect();
    assert_eq!(ids.len(), leased.lines.len(), "{ids:?}");
    assert!(figures(&leased).starts_with("3.8 "), "{}", figures(&leased));
}

#[test]
fn what_a_city_refuses_an_organisation_refuses_too() {
    let ledger = format!("{LEDGER}2022,commercial.electricity,100000,kWh,\n");
    let header = "id,year,factor,factor_unit,kind,source\n";
    let two = hall("")
        .with("ledger.csv", &ledger)
        .with("contracts.csv", &format!("{header}a,2022,0.5,kg/kWh,residual,table\nb,2022,0.6,kg/kWh,residual,table\n"));
    assert!(refusal(&two).starts_with("contracts.csv:3: id (id b): \"b\": a second residual mix in 2022"), "{}", refusal(&two));
    let spend = |rows: &str| {
        let header = "year,factor,amount,currency,price_year,exchange,exchange_source,source\n";
        refusal(&hall("").with("spend.csv", &format!("{header}{rows}")))
    };
    assert_eq!(spend("2022,epa-221310,-5,USD,2022,,,accounts\n"), "spend.csv:2: amount: \"-5\": below zero; enter zero or more");
    assert_eq!(
        spend("2022,epa-221310,5,THB,2022,-3,bank,accounts\n"),
        "spend.csv:2: amount: \"-3\": below zero; enter zero or more"
    );
    let row = "2022,epa-221310,5,USD,2022,,,accounts\n";
    assert_eq!(spend(&format!("{row}{row}")), "spend.csv:3: factor: \"epa-221310\": listed twice; keep one");
}

/// Two towns by bus: each section is an amount of its own.
#[test]
fn visitors_of_one_mode_come_from_several_places() {
    let top = "kind = \"event\"\nname = \"Fair\"\nregion = \"TH-10\"\nyear = 2022\ngwp = \"AR5\"\n";
    let towns = "year = 2022\nsource = \"desk\"\n[[visitors]]\nmode = \"bus\"\npeople = 100\ndistance = \"10 km\"\n[[visitors]]\nmode = \"bus\"\npeople = 10\ndistance = \"70 km\"\n";
    let footprint = closed(&Folder::new("").with("city.toml", top).with("event.toml", towns));
    let amounts: std::collections::BTreeSet<String> =
        footprint.lines.iter().map(|line| line.amount().unwrap().evaluate().unwrap().value().to_string()).collect();
    // 100 · 2 · 10 + 10 · 2 · 70 pkm.
    assert_eq!(amounts.into_iter().collect::<Vec<_>>(), ["3400"]);
}

/// An IE that leads nowhere, or out of what the level requires; checks of several categories can be accepted by their own.
#[test]
fn keys_that_lead_nowhere_are_checks() {
    let raised = |rows: &str| {
        let folder =
            hall("").with("ledger.csv", &format!("{LEDGER}2022,commercial.lpg,1000,kg,\n2022,purchased.office-paper,100,kg,\n"));
        let header = "category,year,gas,amount,unit,key,included_in,reason,source\n";
        let footprint = closed(&folder.with("direct.csv", &format!("{header}{rows}")));
        footprint.checks.iter().map(|check| format!("{}: {}", check.id, check.finding)).collect::<Vec<_>>()
    };
    assert_eq!(
        raised("1.mobile,2022,,,,IE,1.process,inside,\n"),
        ["keys:1.mobile: included in 1.process, which has no figure; enter it there, or give this category another key"]
    );
    assert_eq!(
        raised("1.mobile,2022,,,,IE,3.1,inside,\n"),
        ["moved:1.mobile: included in 3.1, which is not required for scopes 1 and 2; state the part here, or accept it"]
    );
    assert_eq!(raised("1.mobile,2022,,,,IE,1.stationary,inside,\n"), [""; 0]);
    // Paper and travel are both of other scope 3 to a city, and two categories here.
    let ledger = "2022-01,purchased.office-paper,100,kg,\n2022-02,travel.bus,100,pkm,\n";
    let more = "[accept]\n\"months:3.1\" = \"bought once\"\n\"months:3.6\" = \"one trip\"\n";
    let footprint = closed(&hall(more).with("ledger.csv", &format!("{LEDGER}{ledger}")));
    assert_eq!(footprint.open_checks().map(|check| check.id.to_string()).collect::<Vec<_>>(), [""; 0]);
}

/// A stated category of biogenic CO2 alone is a check, as in a city; a year without any figure of the base year is one too.
#[test]
fn a_year_that_lost_its_figures_is_no_complete_year() {
    let direct = "category,year,gas,amount,unit,source\n1.stationary,2022,CO2_biogenic,5,t,log\n";
    let footprint = closed(&hall("").with("direct.csv", direct));
    assert!(footprint.checks.iter().any(|check| check.id.to_string() == "gases:1.stationary"), "{:?}", footprint.checks);
    let top = "kind = \"organisation\"\nname = \"Hall\"\nregion = \"TH-10\"\nyears = [2021, 2022]\ngwp = \"AR5\"\n[organisation]\nbase_year = 2021\nthreshold = 0.05\n";
    let ledger = format!("{LEDGER}2021,commercial.lpg,1000,kg,\n2022,travel.bus,100,pkm,\n");
    let lost = opened(&Folder::new("").with("city.toml", top).with("ledger.csv", &ledger)).unwrap().close().unwrap().remove(1);
    assert!(lost.checks.iter().any(|check| check.id.to_string() == "base-year:base-year"), "{:?}", lost.checks);
    assert_eq!(lost.change, None);
}

/// The market-based figure is recomputed from the contracts of the trace.
#[test]
fn a_changed_market_figure_of_a_footprint_is_found() {
    let contracts = "id,year,amount,unit,factor,factor_unit,kind,vintage,market,retired,source\nsun,2022,400,MWh,0,kg/kWh,certificate,2022,TH,2022-12-31,register\nmix,2022,,,0.5,kg/kWh,residual,,,,table\n";
    let folder =
        hall("").with("ledger.csv", &format!("{LEDGER}2022,commercial.electricity,1000,MWh,\n")).with("contracts.csv", contracts);
    let files = citycarbon::report::footprint_files(&opened(&folder).unwrap().close().unwrap()).unwrap();
    let [(_, rows), (_, factors), (_, trace), (_, index)] = files;
    let (trace, index) = (String::from_utf8(trace).unwrap(), String::from_utf8(index).unwrap());
    let findings = |index: &str| {
        let files = citycarbon::report::FootprintFiles::new(&trace, &rows, &factors, index);
        citycarbon::report::recompute_footprint(&files).findings.map_or_else(String::new, |found| found.to_string())
    };
    assert_eq!(findings(&index), "");
    for (member, from, to) in [
        ("2022.market.market", "\"market\": \"300\"", "\"market\": \"200\""),
        ("2022.totals.scope2_market", "\"scope2_market\": \"300\"", "\"scope2_market\": \"30\""),
    ] {
        let changed = index.replacen(from, to, 1);
        assert_ne!(changed, index, "{from}");
        assert!(findings(&changed).contains(member), "{member}: {}", findings(&changed));
    }
}
