//! What a city gives twice: refused where both cannot be right, a check where both may be.

use crate::folder::{CODE, DIRECT, Folder};
use citycarbon::check::CheckKind;

const LEDGER: &str = "period,activity,amount,unit,place\n";

/// The kinds of checks of this page; what else the same rows show is tested elsewhere.
const KINDS: [CheckKind; 7] = [
    CheckKind::SameRow,
    CheckKind::TotalRow,
    CheckKind::CityAndPlaces,
    CheckKind::Overlap,
    CheckKind::StatedTotal,
    CheckKind::Shares,
    CheckKind::History,
];

/// The checks of a city in its year, each as `id: text`.
fn checks(folder: &Folder) -> Vec<String> {
    let checks = folder.closed().checks;
    let own = checks.iter().filter(|check| KINDS.contains(&check.id.kind));
    own.map(|check| format!("{}: {}", check.id, check.finding)).collect()
}

/// The error with which a city closes.
fn refused(folder: &Folder) -> String {
    folder.open().map_or_else(
        |errors| errors.to_string(),
        |city| city.close().map_or_else(|error| error.to_string(), |_| "closed".to_owned()),
    )
}

/// First-order decay of 1,000 t of food a year, from these years on.
fn decay(years: impl IntoIterator<Item = u16>, more: &str) -> String {
    let waste: Vec<String> = years
        .into_iter()
        .map(|year| format!("{{ site = \"s\", stream = \"food\", year = {year}, value = \"1000\", unit = \"t\" }}"))
        .collect();
    format!(
        "method = \"landfill-decay\"\nref = \"III.1.1\"\nsource = \"s\"\n{more}[inputs]\nwaste = [{}]\n\
         degradable-organic-carbon = [{{ stream = \"food\", value = \"0.15\", unit = \"kg/kg\" }}]\n\
         decomposable-fraction = [{{ stream = \"food\", value = \"0.5\", unit = \"kg/kg\" }}]\n\
         decay-rate = [{{ stream = \"food\", value = \"0.4\", unit = \"1/yr\" }}]\n\
         methane-correction-factor = [{{ site = \"s\", year = 1990, value = \"1\", unit = \"kg/kg\" }}]\n\
         oxidation-factor = [{{ site = \"s\", year = 1990, value = \"0\", unit = \"kg/kg\" }}]\n\
         methane-fraction = {{ value = \"0.5\", unit = \"m3/m3\" }}\nstart-month = {{ value = \"13\", unit = \"1\" }}\nuntil = {{ value = \"2018\", unit = \"1\" }}\n",
        waste.join(", ")
    )
}

/// Cars of 1,000 km at 1 kg, by a method of road transport.
fn cars(method: &str, more: &str) -> String {
    let distance = match method {
        "transport-induced" => {
            "distance = [{ vehicle = \"car\", trip = \"internal\", value = \"1000\", unit = \"vkm\" }]\n\
                                transboundary-share = { value = \"50\", unit = \"%\" }\n"
        }
        // By the vehicles of residents and by territory alike.
        _ => "distance = [{ vehicle = \"car\", value = \"1000\", unit = \"vkm\" }]\n",
    };
    format!(
        "method = \"{method}\"\nref = \"II.1.1\"\nsource = \"s\"\nyear = 2018\n{more}[inputs]\n{distance}\
         emission-factor-by-distance = [{{ vehicle = \"car\", gas = \"CO2\", value = \"1\", unit = \"kg/vkm\" }}]\n"
    )
}

fn ledger(rows: &str) -> Folder {
    Folder::new("").with("ledger.csv", &format!("{LEDGER}{rows}"))
}

#[test]
fn commitment_and_decay_of_one_reference_exclude_one_another() {
    let waste = "2018,landfill.managed-anaerobic.food,1000,t,\n";
    let both = ledger(waste).with("methods/decay.toml", &decay(2012..=2018, ""));
    assert_eq!(
        refused(&both),
        "methods/decay.toml: method: \"landfill-decay\": III.1.1 of 2018 is also counted by landfill-commitment (ledger.csv), another \
         way to the same emissions; count one of them, and give the other with counts = false and a reason, as a cross-check"
    );
    // By forms alone too; the later file is refused.
    let commitment = "method = \"landfill-commitment\"\nref = \"III.1.1\"\nsource = \"s\"\nyear = 2018\n[inputs]\n\
        waste = { value = \"1000\", unit = \"t\" }\ndegradable-organic-carbon = { value = \"0.15\", unit = \"kg/kg\" }\n\
        decomposable-fraction = { value = \"0.5\", unit = \"kg/kg\" }\nmethane-correction-factor = { value = \"1\", unit = \"kg/kg\" }\n\
        methane-fraction = { value = \"0.5\", unit = \"m3/m3\" }\nmethane-recovery = { value = \"0\", unit = \"kg/kg\" }\n\
        oxidation-factor = { value = \"0\", unit = \"kg/kg\" }\n";
    let forms = Folder::new("").with("methods/a.toml", &decay(2012..=2018, "")).with("methods/b.toml", commitment);
    assert_eq!(
        refused(&forms),
        "methods/b.toml: method: \"landfill-commitment\": III.1.1 of 2018 is also counted by landfill-decay (methods/a.toml), another \
         way to the same emissions; count one of them, and give the other with counts = false and a reason, as a cross-check"
    );
    // One of them as a cross-check is what the message proposes, and another reference is another landfill.
    let checked = ledger(waste).with("methods/decay.toml", &decay(2012..=2018, "counts = false\nreason = \"the other way\"\n"));
    let closed = checked.closed();
    assert_eq!((closed.cross_checks.len(), closed.lines.len()), (1, 1));
    let outside =
        ledger("2018,landfill.managed-anaerobic.food.outside,1000,t,\n").with("methods/decay.toml", &decay(2012..=2018, ""));
    assert_eq!(checks(&outside), [""; 0]);
}

#[test]
fn the_city_and_one_of_its_places_by_two_ways_is_a_check() {
    let both = ledger("2018,landfill.managed-anaerobic.food,1000,t,North\n").with("methods/decay.toml", &decay(2012..=2018, ""));
    let text = "overlap:III.1.1: landfill-commitment and landfill-decay are two ways to the same emissions, and both are \
                counted; check that they are about different plants or places";
    assert_eq!(checks(&both), [text]);
    let apart = ledger("2018,landfill.managed-anaerobic.food,1000,t,North\n")
        .with("methods/decay.toml", &decay(2012..=2018, "place = \"South\"\n"));
    assert_eq!(checks(&apart), [""; 0]);
}

#[test]
fn two_ways_to_road_transport_exclude_one_another() {
    let methods = ["transport-territorial", "transport-resident", "transport-induced"];
    for (first, second) in [(0, 1), (0, 2), (1, 2)] {
        let (first, second) = (methods[first], methods[second]);
        let both = Folder::new("").with("methods/a.toml", &cars(first, "")).with("methods/b.toml", &cars(second, ""));
        assert_eq!(
            refused(&both),
            format!(
                "methods/b.toml: method: \"{second}\": II.1.1 of 2018 is also counted by {first} (methods/a.toml), another way to the \
                 same emissions; count one of them, and give the other with counts = false and a reason, as a cross-check"
            )
        );
        let apart = Folder::new("")
            .with("methods/a.toml", &cars(first, "place = \"North\"\n"))
            .with("methods/b.toml", &cars(second, "place = \"South\"\n"));
        assert_eq!(refused(&apart), "closed");
    }
    // In a place the message names it.
    let place = "place = \"North\"\n";
    let both = Folder::new("").with("methods/a.toml", &cars(methods[0], place)).with("methods/b.toml", &cars(methods[1], place));
    assert!(
        refused(&both).starts_with("methods/b.toml: method: \"transport-resident\": II.1.1 of 2018 in North is also counted by ")
    );
}

#[test]
fn the_same_form_twice_is_refused() {
    let both = Folder::new("")
        .with("methods/a.toml", &cars("transport-territorial", ""))
        .with("methods/b.toml", &cars("transport-territorial", ""));
    assert_eq!(
        refused(&both),
        "methods/b.toml: method: \"transport-territorial\": II.1.1 of 2018 is also counted by methods/a.toml, by the same method with \
         the same inputs; delete one of the two"
    );
    // Another place, other inputs, or one that does not count.
    let one = || Folder::new("").with("methods/a.toml", &cars("transport-territorial", ""));
    for other in [
        cars("transport-territorial", "place = \"North\"\n"),
        cars("transport-territorial", "").replace("1000", "1001"),
        cars("transport-territorial", "counts = false\nreason = \"again\"\n"),
    ] {
        assert_eq!(refused(&one().with("methods/b.toml", &other)), "closed");
    }
    // The same distance and factor of another vehicle gives the same mass by other inputs.
    assert_eq!(refused(&one().with("methods/b.toml", &cars("transport-territorial", "").replace("car", "van"))), "closed");
}

#[test]
fn a_road_method_next_to_fuel_of_the_ledger_is_a_check() {
    let fuel = "2018,road.diesel-b7,1000,litre,\n2018,road.lpg,1000,litre,North\n";
    for method in ["transport-territorial", "transport-resident", "transport-induced"] {
        let both = ledger(fuel).with("methods/a.toml", &cars(method, ""));
        let text = format!(
            "overlap:II.1.1: {method} and road.diesel-b7, road.lpg of the ledger are both counted; check that no journey is in both"
        );
        assert_eq!(checks(&both), [text]);
    }
    // In a place: the fuel of the city, and that of the place.
    let south = ledger(fuel).with("methods/a.toml", &cars("transport-territorial", "place = \"South\"\n"));
    let text =
        "overlap:II.1.1: transport-territorial and road.diesel-b7 of the ledger are both counted; check that no journey is in both";
    assert_eq!(checks(&south), [text]);
    // Electricity of vehicles by distance, next to that of chargers.
    let cars = "method = \"electric-vehicles\"\nref = \"II.1\"\nsource = \"s\"\nyear = 2018\n[inputs]\n\
        distance = [{ vehicle = \"car\", value = \"1000000\", unit = \"vkm\" }]\nenergy-use = [{ vehicle = \"car\", value = \"0.2\", unit = \"kWh/vkm\" }]\n\
        charging-efficiency = [{ vehicle = \"car\", value = \"100\", unit = \"%\" }]\ngrid-factor = [{ gas = \"CO2\", value = \"0.5\", unit = \"kg/kWh\" }]\n\
        td-loss = { value = \"0.2\", unit = \"kWh/kWh\" }\n";
    let both = ledger("2018,road.electricity,1000,kWh,\n").with("methods/a.toml", cars);
    let text =
        "overlap:II.1.2: electric-vehicles and road.electricity of the ledger are both counted; check that no journey is in both";
    assert_eq!(checks(&both), [text]);
    assert_eq!(checks(&ledger(fuel)), [""; 0]);
}

#[test]
fn activities_of_the_same_emissions_are_a_check() {
    for (first, second, unit) in [
        ("road.distance.us-light-duty-diesel-vehicle-moderate", "road.diesel-b7", ("vkm", "litre")),
        ("road.distance.us-motorcycles-uncontrolled", "road.motor-gasoline.uncontrolled", ("vkm", "litre")),
        ("industry.iron-steel.pig-iron", "industry.iron-steel.steel-basic-oxygen", ("t", "t")),
        ("industry.soda-ash.trona", "industry.soda-ash.soda-ash-natural", ("t", "t")),
        ("industry.carbide.petroleum-coke-for-calcium-carbide", "industry.carbide.calcium-carbide", ("t", "t")),
    ] {
        let one = format!("2018,{first},1000,{},\n", unit.0);
        let both = ledger(&format!("{one}2018,{second},1000,{},\n", unit.1));
        let category = both.closed().lines[0].line.id.category;
        let text = format!(
            "overlap:{category}: {first} and {second} are both counted; the emissions of one are those of the other where \
             they are of the same vehicles or material"
        );
        assert_eq!(checks(&both), [text]);
        assert_eq!(checks(&ledger(&one)), [""; 0]);
        // In two places they are of two plants.
        let apart = ledger(&format!("2018,{first},1000,{},North\n2018,{second},1000,{},South\n", unit.0, unit.1));
        assert_eq!(checks(&apart), [""; 0]);
    }
    // Steel of scrap is not made of the iron, and diesel not burnt by buses with gas.
    let scrap = "2018,industry.iron-steel.pig-iron,1000,t,\n2018,industry.iron-steel.steel-electric-arc,1000,t,\n";
    assert_eq!(checks(&ledger(scrap)), [""; 0]);
    assert_eq!(checks(&ledger("2018,road.distance.cng-bus,1000,vkm,\n2018,road.diesel-b7,1000,litre,\n")), [""; 0]);
}

#[test]
fn a_row_of_the_city_next_to_rows_of_its_places_is_a_check() {
    let rows = "2018,residential.electricity,1000000,kWh,\n2018,residential.electricity,400000,kWh,A\n";
    let text = "city-and-places:I.1.2: residential.electricity: a row of the city and rows of A are added together; check that the \
                city's amount leaves these places out";
    assert_eq!(checks(&ledger(rows)), [text]);
    // In other units and months, of several places, and stated.
    let several: String = ('B'..'J').map(|place| format!("2018-03,residential.lpg,400,kg,{place}\n")).collect::<Vec<_>>().concat();
    let text = "city-and-places:I.1.1: residential.lpg: a row of the city and rows of B, C, D, E, F and 3 more are added together; \
                check that the city's amount leaves these places out";
    let mut found = checks(&ledger(&format!("2018-02,residential.lpg,1,t,\n{several}")));
    found.retain(|check| !check.starts_with("months:"));
    assert_eq!(found, [text]);
    let direct =
        |source: &str| format!("{DIRECT}\nI.2.1,2018,,CO2,5,t,,,,,M,M,report\nI.2.1,2018,North,CO2,3,t,,,,,M,M,{source}\n");
    let text = "city-and-places:I.2.1: CO2: report: a row of the city and rows of North are added together; check that the city's \
                amount leaves these places out";
    assert_eq!(checks(&Folder::new("").with("direct.csv", &direct("report"))), [text]);
    // Two sources, or two activities, are two things.
    assert_eq!(checks(&Folder::new("").with("direct.csv", &direct("another"))), [""; 0]);
    let two = "2018,residential.electricity,1000000,kWh,\n2018,commercial.electricity,400000,kWh,A\n";
    assert_eq!(checks(&ledger(two)), [""; 0]);
}

#[test]
fn a_total_among_the_rows_is_a_check() {
    let parts = "2018,commercial.electricity,1000000,kWh,North\n2018,commercial.electricity,500000,kWh,South\n";
    let with = |row: &str| ledger(&format!("{parts}{row}\n"));
    let sum = |place: &str, shown: &str| {
        format!(
            "total-row:I.2.2{place}: commercial.electricity: the amount of {shown} is the sum of all other places, so that everything \
             is counted twice; delete the total"
        )
    };
    let named = |place: &str| {
        format!(
            "total-row:I.2.2:{place}: commercial.electricity: the place {place} is a word for a total; delete the row, or name the place"
        )
    };
    // By name and sum, by sum alone (in another unit too), by the city as a whole, by name alone.
    let mut of_thai = [sum(":รวม", "รวม"), named("รวม")];
    of_thai.sort();
    assert_eq!(checks(&with("2018,commercial.electricity,1500000,kWh,รวม")), of_thai);
    assert_eq!(checks(&with("2018,commercial.electricity,1500,MWh,Everywhere")), [sum(":Everywhere", "Everywhere")]);
    assert_eq!(checks(&with("2018,commercial.electricity,1500000,kWh,")), [sum("", "the city")]);
    for word in ["Total", "grand total", "ทั้งหมด", "合計", "計", "합계", "총계", "Tổng", "Tổng cộng", "TOTAL", "Sub-total"]
    {
        assert_eq!(checks(&with(&format!("2018,commercial.electricity,7,kWh,{word}"))), [named(word)], "{word}");
    }
    // Three places of which none is the sum of the others; a row that is nearly the sum.
    assert_eq!(checks(&with("2018,commercial.electricity,1500001,kWh,West")), [""; 0]);
    assert_eq!(checks(&with("2018,commercial.electricity,7,kWh,Total Energies")), [""; 0]);
    // Two places of one amount are no total of one another.
    assert_eq!(checks(&ledger("2018,residential.lpg,5,t,A\n2018,residential.lpg,5,t,B\n")), [""; 0]);
    // Stated figures of one source.
    let rows = "IV.1,2018,A,CO2,1,t,,,,,M,M,r\nIV.1,2018,B,CO2,2,t,,,,,M,M,r\nIV.1,2018,C,CO2,3,t,,,,,M,M,r\n";
    let text = "total-row:IV.1:C: CO2: r: the amount of C is the sum of all other places, so that everything is counted twice; delete the total";
    assert_eq!(checks(&Folder::new("").with("direct.csv", &format!("{DIRECT}\n{rows}"))), [text]);
}

#[test]
fn a_check_of_a_double_is_accepted_by_its_name() {
    let rows = "2018,residential.electricity,1000000,kWh,\n2018,residential.electricity,400000,kWh,A\n";
    let accepted = Folder::new("[accept]\n\"city-and-places:I.1.2\" = \"the city's row leaves A out\"\n")
        .with("ledger.csv", &format!("{LEDGER}{rows}"));
    let closed = accepted.closed();
    let check = closed.checks.iter().find(|check| check.id.kind == CheckKind::CityAndPlaces).unwrap();
    assert_eq!(check.accepted.as_deref(), Some("the city's row leaves A out"));
}

#[test]
fn codes_of_a_city_are_looked_at_too() {
    let codes = format!("{CODE}\nown.boilers,I.2.1,stationary.commercial,lpg,CO2 CH4 N2O,mass\n");
    let rows = "2018,own.boilers,3,t,\n2018,own.boilers,1,t,A\n";
    assert_eq!(checks(&ledger(rows).with("activities.csv", &codes)).len(), 1);
}

const PATHWAYS: &str = "method = \"wastewater-2019\"\nref = \"III.4.1\"\nsource = \"s\"\nyear = 2018\n[inputs]\n\
    persons = { value = \"1000000\", unit = \"head\" }\nbod-per-person = { value = \"40\", unit = \"g/head/day\" }\n\
    population-share = [{ group = \"all\", value = \"1\", unit = \"kg/kg\" }]\n\
    pathway-share = [{ group = \"all\", pathway = \"septic\", value = \"0.6\", unit = \"kg/kg\" }]\n\
    bod-correction-factor = [{ pathway = \"septic\", value = \"1\", unit = \"kg/kg\" }]\n\
    methane-producing-capacity = { value = \"0.6\", unit = \"kg/kg\" }\n\
    methane-correction-factor = [{ pathway = \"septic\", value = \"0.5\", unit = \"kg/kg\" }]\n";

const COMPONENTS: &str = "method = \"incineration-components\"\nref = \"III.3.1\"\nsource = \"s\"\nyear = 2018\n[inputs]\n\
    waste = { value = \"1000\", unit = \"t\" }\ncomponent-share = [{ component = \"paper\", value = \"70\", unit = \"%\" }]\n\
    dry-matter-content = [{ component = \"paper\", value = \"0.9\", unit = \"kg/kg\" }]\n\
    total-carbon-content = [{ component = \"paper\", value = \"0.46\", unit = \"kg/kg\" }]\n\
    fossil-carbon-fraction = [{ component = \"paper\", value = \"0.01\", unit = \"kg/kg\" }]\n\
    oxidation-factor = [{ component = \"paper\", value = \"1\", unit = \"kg/kg\" }]\n";

/// The checks of a city with one form.
fn of_form(form: &str) -> Vec<String> {
    checks(&Folder::new("").with("methods/a.toml", form))
}

#[test]
fn shares_that_are_no_whole_are_a_check() {
    let text = "shares:III.4.1: pathway-share of wastewater-2019 (all) is less than 1 together; 0.4 is missing and not counted";
    assert_eq!(of_form(PATHWAYS), [text]);
    let whole = PATHWAYS.replace("\"0.6\", unit = \"kg/kg\" }]", "\"1\", unit = \"kg/kg\" }]");
    assert_eq!(of_form(&whole), [""; 0]);
    // Groups of persons, and components of burnt waste.
    let groups = whole.replace("[{ group = \"all\", value = \"1\"", "[{ group = \"all\", value = \"0.97\"");
    let text = "shares:III.4.1: population-share of wastewater-2019 is less than 1 together; 0.03 is missing and not counted";
    assert_eq!(of_form(&groups), [text]);
    let text = "shares:III.3.1: component-share of incineration-components is less than 1 together; 0.3 is missing and not counted";
    assert_eq!(of_form(COMPONENTS), [text]);
    assert_eq!(of_form(&COMPONENTS.replace("70", "100")), [""; 0]);
    // A third is no whole three times over, whatever its digits.
    let thirds: Vec<String> =
        ["a", "b", "c"].map(|of| format!("{{ group = \"{of}\", value = \"1\", per = \"3\", unit = \"kg/kg\" }}")).into();
    let groups = whole.replace("{ group = \"all\", value = \"1\", unit = \"kg/kg\" }", &thirds.join(", "));
    let paths = ["a", "b", "c"].map(|of| format!("{{ group = \"{of}\", pathway = \"septic\", value = \"1\", unit = \"kg/kg\" }}"));
    let groups = groups.replace("{ group = \"all\", pathway = \"septic\", value = \"1\", unit = \"kg/kg\" }", &paths.join(", "));
    assert_eq!(of_form(&groups), [""; 0]);
}

/// A litre blend of diesel and biodiesel, each by its share in per cent.
fn blend(diesel: &str, bio: &str) -> Folder {
    let codes = "code,ref,process,subject,factor_of,share,gases,dimension\n\
        road.diesel-b10,II.1.1,road,gas-diesel-oil,,diesel-b10:gas-diesel-oil,CO2 CH4 N2O,volume\n\
        road.diesel-b10,II.1.1,road,biodiesels,,diesel-b10:biodiesels,CO2_biogenic,volume\n\
        road.diesel-b10,II.1.1,road,biodiesels,gas-diesel-oil,diesel-b10:biodiesels,CH4 N2O,volume\n";
    let parameters = format!(
        "id,parameter,subject,value,per,unit,region,years,confidence,source,locator\n\
         s1,volume-share,diesel-b10:gas-diesel-oil,{diesel},100,L/L,TH,all,own,station,label\n\
         s2,volume-share,diesel-b10:biodiesels,{bio},100,L/L,TH,all,own,station,label\n"
    );
    ledger("2018,road.diesel-b10,1000,litre,\n").with("activities.csv", codes).with("parameters.csv", &parameters)
}

#[test]
fn a_blend_whose_components_are_no_whole() {
    assert_eq!(checks(&blend("90", "10")), [""; 0]);
    let whole = blend("90", "10").closed();
    let mass = |gas: &str| {
        let of_gas = whole.lines.iter().filter(|closed| closed.line.substance.to_string() == gas);
        of_gas.map(|closed| closed.mass.value().to_string()).collect::<Vec<_>>()
    };
    // 900 L x 36.42 MJ/L x 0.0741 kg/MJ.
    assert_eq!(mass("CO2"), ["2428.8498"]);
    let text =
        "shares:II.1.1: road.diesel-b10: the shares of its components are less than 1 together; 0.8 is missing and not counted";
    assert_eq!(checks(&blend("10", "10")), [text]);
    assert_eq!(
        blend("90", "20").error_text(),
        "ledger.csv:2: period: \"2018\": the sum of the shares of road.diesel-b10 is above 1; correct them"
    );
}

#[test]
fn a_history_of_waste_must_reach_far_enough() {
    // At 0.4 a year, three half-lives are 3 x 0.6931 / 0.4 = 5.2 years: 2012 is enough, 2013 is not.
    let of = |years: std::ops::RangeInclusive<u16>| of_form(&decay(years, ""));
    assert_eq!(of(2012..=2018), [""; 0]);
    let text = "history:III.1.1: the history is shorter than three half-lives (its first year, and the one it should have): s food 2013 (2012)";
    assert_eq!(of(2013..=2018), [text]);
    let text = "history:III.1.1: the history ends before 2018: s food 2016; state the later years, with 0 where there was no waste";
    assert_eq!(of(2000..=2016), [text]);
    assert_eq!(of(2017..=2017).len(), 2);
    // The same by the half-life: three times 1.7 years are 5.1.
    let of_life = |years: std::ops::RangeInclusive<u16>| {
        let form = decay(years, "");
        let rate = form.lines().find(|line| line.starts_with("decay-rate")).unwrap();
        of_form(&form.replace(rate, "half-life = [{ stream = \"food\", value = \"1.7\", unit = \"yr\" }]"))
    };
    assert_eq!(of_life(2012..=2018), [""; 0]);
    let text = "history:III.1.1: the history is shorter than three half-lives (its first year, and the one it should have): s food 2013 (2012)";
    assert_eq!(of_life(2013..=2018), [text]);
    // A site that was closed states it with 0.
    let closed = decay(2000..=2018, "").replace("year = 2018, value = \"1000\"", "year = 2018, value = \"0\"");
    assert_eq!(of_form(&closed), [""; 0]);
    // What does not count has no check.
    assert_eq!(of_form(&decay(2017..=2018, "counts = false\nreason = \"next to it\"\n")), [""; 0]);
}

#[test]
fn rows_that_are_the_same_in_every_cell_are_a_check() {
    let header = "period,activity,amount,unit,asset\n";
    let bill = "2018-03,commercial.electricity,48000,kWh,Town hall\n";
    let months: String = [1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12]
        .iter()
        .map(|month| format!("2018-{month:02},commercial.electricity,5{month:02}00,kWh,Town hall\n"))
        .collect::<Vec<_>>()
        .concat();
    let of = |rows: &str| Folder::new("").with("ledger.csv", &format!("{header}{months}{rows}"));
    let text = "same-row:I.2.2: commercial.electricity: rows that are the same in every cell: ledger.csv:13, ledger.csv:14";
    assert_eq!(checks(&of(&format!("{bill}{bill}"))), [text]);
    assert_eq!(of(&format!("{bill}{bill}")).closed().lines.len(), of(bill).closed().lines.len(), "both are counted");
    assert_eq!(checks(&of(bill)), [""; 0]);
    // One cell differs, or another year.
    for other in [
        "2018-03,commercial.electricity,48001,kWh,Town hall\n",
        "2018-03,commercial.electricity,48000,kWh,Library\n",
        "2018-03-31,commercial.electricity,48000,kWh,Town hall\n",
    ] {
        assert_eq!(checks(&of(&format!("{bill}{other}"))), [""; 0], "{other}");
    }
    // An amount written in another way is the same one.
    assert_eq!(checks(&of(&format!("{bill}{}", bill.replace("48000", "48000.00")))), [text]);
    // In another file: columns in another order, quotes, a column that is empty there, one that nothing reads.
    let other = "Asset,note,unit,amount,activity,period\nTown hall,,kWh,48000,\"commercial.electricity\",2018-03\n";
    let text = "same-row:I.2.2: commercial.electricity: rows that are the same in every cell: ledger.csv:13, ledger/b.csv:2";
    assert_eq!(checks(&of(bill).with("ledger/b.csv", other)), [text]);
    let meters = "period,activity,amount,unit,asset,meter\n2018-03,commercial.electricity,48000,kWh,Town hall,7\n";
    assert_eq!(checks(&of(bill).with("ledger/b.csv", meters)), [""; 0]);
    let twice = format!("{meters}2018-03,commercial.electricity,48000,kWh,Town hall,7\n");
    let text = "same-row:I.2.2: commercial.electricity: rows that are the same in every cell: ledger/b.csv:2, ledger/b.csv:3";
    assert_eq!(checks(&of("2018-03,commercial.electricity,1,kWh,\n").with("ledger/b.csv", &twice)), [text]);
    // Rows with ids are told apart by them.
    let ids = |second: &str| {
        let row = |id: &str| format!("2018,residential.lpg,5,t,{id}\n");
        Folder::new("").with("ledger.csv", &format!("period,activity,amount,unit,id\n{}{}", row("a"), row(second)))
    };
    assert_eq!(checks(&ids("b")), [""; 0]);
    // A row of a place is a check of that place, and more than five rows are counted.
    let eight = "2018,residential.lpg,5,t,North\n".repeat(8);
    let rows = ["2", "3", "4", "5", "6"].map(|line| format!("ledger.csv:{line}")).join(", ");
    let text = format!("same-row:I.1.1:North: residential.lpg: rows that are the same in every cell: {rows} and 3 more");
    assert_eq!(checks(&ledger(&eight)), [text]);
}

#[test]
fn past_the_limit_of_ids_no_rows_are_compared_and_the_report_says_so() {
    let rows = |more: &str| {
        let pair = "2018,residential.lpg,5,t,\n2018,residential.lpg,5,t,\n";
        Folder::new("[input]\nlimits.ids = 3\n").with("ledger.csv", &format!("{LEDGER}{pair}2018,residential.lpg,6,t,\n{more}"))
    };
    assert_eq!(checks(&rows("")).len(), 1);
    let past = rows("2018,residential.lpg,7,t,\n");
    assert_eq!(checks(&past), [""; 0]);
    let past = past.closed();
    let text = "more than 3 rows of the ledgers have no id, so they were not compared; give rows ids, or raise limits.ids";
    assert!(past.notices.iter().any(|notice| notice.to_string() == text), "{:?}", past.notices);
}

#[test]
fn a_row_whose_note_or_asset_is_a_word_for_a_total_is_a_check() {
    let rows = "period,activity,amount,unit,asset,note\n2018,residential.lpg,5,t,a,\n2018,residential.lpg,6,t,b,the total of b\n";
    let of = |row: &str| Folder::new("").with("ledger.csv", &format!("{rows}{row}"));
    let text = "total-row:I.1.1: residential.lpg: the asset or note is a word for a total: ledger.csv:4; delete rows that are the sum of others";
    // Named once, also where both say so.
    for row in [
        "2018,residential.lpg,11,t,,Grand total\n",
        "2018,residential.lpg,11,t,รวมทั้งหมด,\n",
        "2018,residential.lpg,11,t,,合計\n",
        "2018,residential.lpg,11,t,Total,total\n",
    ] {
        assert_eq!(checks(&of(row)), [text], "{row}");
    }
    assert_eq!(checks(&of("")), [""; 0]);
}

#[test]
fn one_ledger_twice_is_refused() {
    let rows = format!("{LEDGER}2018,residential.lpg,5,t,\n");
    let twice = |second: &str| Folder::new("").with("ledger/a.csv", &rows).with("ledger/b.csv", second);
    assert_eq!(twice(&rows).error_text(), "ledger/b.csv: the same file as ledger/a.csv; delete one of the two");
    assert_eq!(
        Folder::new("").with("ledger.csv", &rows).with("ledger/a.csv", &rows).error_text(),
        "ledger/a.csv: the same file as ledger.csv; delete one of the two"
    );
    // Of one size, but not the same; and two templates without rows.
    assert_eq!(twice(&rows.replace(",5,", ",6,")).error_text(), "it was read");
    assert_eq!(Folder::new("").with("ledger/a.csv", LEDGER).with("ledger/b.csv", LEDGER).error_text(), "it was read");
}

const DIRECT_TOTALS: &str = "ref,year,place,gas,amount,unit,gwp,key,included_in,reason,quality,factor_quality,source,total_of\n";

#[test]
fn a_stated_total_that_its_parts_do_not_add_up_to_is_a_check() {
    let parts = "III.1.1,2018,,CO2e,8000,t,,,,,M,M,report,\nIII.2.1,2018,,CO2e,500.5,t,,,,,M,M,report,\nIII.4.1,2018,,CO2e,327.5,t,,,,,M,M,report,\n";
    let total = |amount: &str, of: &str| {
        let row = format!("III.1.1,2018,,CO2e,{amount},t,,,,the published total,,,report,{of}\n");
        Folder::new("").with("direct.csv", &format!("{DIRECT_TOTALS}{parts}{row}"))
    };
    let text = "stated-total:III.1.1: report: the stated total of III is 8528.04 t CO2e, but its parts add up to 8828 t";
    let differs = total("8528.04", "III");
    assert_eq!(checks(&differs), [text]);
    // The total is in no total.
    let closed = differs.closed();
    assert_eq!(closed.sum(citycarbon::Category::is_waste).unwrap().unwrap().to_string(), "8828000");
    assert_eq!(closed.cross_checks.len(), 1);
    assert_eq!(checks(&total("8828", "III")), [""; 0]);
    assert_eq!(checks(&total("8500.5", "III.1 III.2.1")), [""; 0]);
    // Rounding of what was published is no difference: half a digit of the total and of each part.
    assert_eq!(checks(&total("8828.5", "III")), [""; 0]);
    assert_eq!(checks(&total("8829.2", "III")).len(), 1);
    let text = "stated-total:III.1.1: report: a total of I.1 is stated, but no part of it by the same source";
    assert_eq!(checks(&total("1", "I.1")), [text]);
    // In cross_checks.csv, with parts in both files.
    let checks_csv = "ref,year,what,amount,unit,source,reason,total_of\nII.1.1,2018,cars,100,t,report,another way,\n\
                      II.1.1,2018,all,9.0,kt,report,another way,II III\n";
    let both = Folder::new("").with("direct.csv", &format!("{DIRECT_TOTALS}{parts}")).with("cross_checks.csv", checks_csv);
    let text = "stated-total:II.1.1: report: the stated total of II, III is 9000 t CO2e, but its parts add up to 8928 t";
    assert_eq!(checks(&both), [text]);
    // Another source states other figures.
    let other = checks_csv.replace("9.0,kt,report", "8.828,kt,survey");
    let both = Folder::new("").with("direct.csv", &format!("{DIRECT_TOTALS}{parts}")).with("cross_checks.csv", &other);
    let text = "stated-total:II.1.1: survey: a total of II, III is stated, but no part of it by the same source";
    assert_eq!(checks(&both), [text]);
}

#[test]
fn a_stated_total_that_cannot_be_read() {
    let error = |row: &str| Folder::new("").with("direct.csv", &format!("{DIRECT_TOTALS}{row}\n")).error_text();
    assert_eq!(
        error("III.1.1,2018,,CO2e,1,t,,,,r,,,report,III.9"),
        "direct.csv:2: total_of: \"III.9\": not a reference, sub-sector or sector; write codes such as \"III.1\" or \"III.1.1 III.2.1\""
    );
    let of_city = "direct.csv:2: total_of: \"III\": a stated total is in CO2e of the inventory's GWP set and of the city as a whole; write CO2e, and no place";
    assert_eq!(error("III.1.1,2018,,CH4,1,t,,,,r,,,report,III"), of_city);
    assert_eq!(error("III.1.1,2018,North,CO2e,1,t,,,,r,,,report,III"), of_city);
    assert_eq!(error("III.1.1,2018,,CO2e,1,t,AR4,,,r,,,report,III"), of_city);
    assert_eq!(error("III.1.1,2018,,CO2e,1,t,,,,,,,report,III"), "direct.csv:2: reason: the cell is empty; enter a value");
}
