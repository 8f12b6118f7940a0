//! Plants that treat waste, landfill gas, wastewater and biodiesel: cases worked by hand, published figures, what is refused.

use crate::folder::Folder;
use crate::measure::{check, figures, notes};

/// A form of one kind with these lines below its head.
fn folder(kind: &str, lines: &str) -> Folder {
    let head = format!("measure = \"{kind}\"\nname = \"M\"\nfirst_year = 2018\nlast_year = 2019\nsource = \"stated\"\n");
    Folder::new("").with("measures/m.toml", &format!("{head}{lines}"))
}

fn refused(kind: &str, lines: &str, expected: &str) {
    assert_eq!(folder(kind, lines).error_text(), expected);
}

const SITE: &str = "[[site]]\nname = \"L\"\nref = \"III.1.2\"\nmethane_share = \"0.5\"\ndensity = \"0.7 kg/Nm3\"\ndestruction = \"0.9\"\n\
                    oxidation = \"0.1\"\n[[site.gas]]\nyear = 2018\ncaptured = \"1000000 Nm3\"\ngenerated = \"600 t\"\n\
                    destroyed_without = \"20 t\"\n";

/// 1,000,000 Nm3 x 0.5 x 0.7 = 350 t captured, 35 t of it slip. Without: (600 - 20) x 0.9 = 522 t; with: (600 - 350) x 0.9 + 35 = 260 t.
/// 262 t x 28. Carbon that is not emitted as CH4 is CO2: (600 - 260) - (600 - 522) = 262 t of CH4, 262 x 44/16 = 720.5 t.
#[test]
fn captured_gas_never_passes_the_cover_and_its_slip_does_not_oxidise() {
    let year = &figures(&folder("landfill-gas", SITE), 2018);
    check(year, "baseline_t", "14616");
    check(year, "project_t", "7280");
    check(year, "by_ref/III.1.2", "7336");
    check(year, "by_gas_kg/CH4", "262000");
    check(year, "by_gas_kg/CO2_biogenic", "-720500");
    let none = &figures(&folder("landfill-gas", SITE), 2019);
    check(none, "reduction_t", "0");
}

/// ACM0001 without slip: (1 - OX) x (destroyed with - destroyed without).
#[test]
fn without_slip_it_is_the_form_of_the_cdm() {
    let year = &figures(&folder("landfill-gas", &SITE.replace("destruction = \"0.9\"", "destruction = \"1\"")), 2018);
    check(year, "reduction_t", "8316"); // 0.9 x (350 - 20) x 28
}

#[test]
fn power_of_the_gas_that_is_sent_out_is_avoided_outside() {
    let power = SITE.replace(
        "oxidation",
        "displaces = \"commercial.electricity\"\npower_used = \"0.5 kWh/Nm3\"\nexport_displaces = \"residential.electricity\"\n\
         power_exported = \"1 kWh/Nm3\"\noxidation",
    );
    let text = folder("landfill-gas", &power);
    let year = &figures(&text, 2018);
    check(year, "by_ref/III.1.2", "7336");
    check(year, "by_scope/scope2", "229.5"); // 500,000 kWh at 0.459
    check(year, "avoided_outside_t", "459");
}

/// Of 1,000 t of food in a managed landfill: 0.15 x 0.5 x 0.5 x 16/12 = 0.05 t of CH4 each, 1,400 t CO2e. Half of it is captured and nine
/// tenths of that destroyed, a tenth was destroyed before: (1 - 0.5 + 0.05) / 0.9 of it is left.
#[test]
fn a_share_of_the_commitment_is_taken_from_what_is_left() {
    let lines = "[[commitment]]\nname = \"L\"\ncode = \"landfill.managed-anaerobic.food\"\ncaptured = \"0.5\"\ndestroyed_without = \"0.1\"\n\
                 destruction = \"0.9\"\noxidation = \"0\"\n";
    let ledger =
        "period,activity,amount,unit\n2018,landfill.managed-anaerobic.food,900,t\n2019,landfill.managed-anaerobic.food,450,t\n";
    let text = folder("landfill-gas", lines)
        .with("ledger.csv", ledger)
        .with("city.toml", "name = \"T\"\nregion = \"TH-10\"\nyears = [2018, 2019]\ngwp = \"AR5\"\n");
    // 900 t: 1,260 t CO2e, of which 0.55 / 0.9 is left: 770. Half the waste gives half the gas.
    check(&figures(&text, 2018), "reduction_t", "490");
    check(&figures(&text, 2019), "reduction_t", "245");
}

#[test]
fn more_gas_than_there_is_is_refused() {
    let at = "measures/m.toml";
    refused(
        "landfill-gas",
        &SITE.replace("generated = \"600 t\"", "generated = \"349 t\""),
        &format!(
            "{at}:15: site.gas.captured: \"350000 kg\": more CH4 recovered than the 349000 kg generated; give both for the same year and source"
        ),
    );
    refused(
        "landfill-gas",
        &SITE.replace("destroyed_without = \"20 t\"", "destroyed_without = \"601 t\""),
        &format!(
            "{at}:17: site.gas.destroyed_without: \"601000 kg\": more CH4 recovered than the 600000 kg generated; give both for the same year and source"
        ),
    );
    refused(
        "landfill-gas",
        &SITE.replace("generated = \"600 t\"\n", ""),
        &format!(
            "{at}:13: site.gas.generated: missing: methane generated in the same year by the same waste, before oxidation (t); state it"
        ),
    );
    refused(
        "landfill-gas",
        &SITE.replace("year = 2018", "year = 2017"),
        &format!("{at}:14: site.gas.year: \"2017\": not a year of the measure; change it, or first_year and last_year"),
    );
    refused(
        "landfill-gas",
        &SITE.replace("III.1.2", "III.2.2"),
        &format!("{at}:8: site.ref: \"III.2.2\": not a reference of M; it serves III.1"),
    );
    refused(
        "landfill-gas",
        &SITE.replace("0.7 kg/Nm3", "0.7 kg/L"),
        &format!("{at}:10: site.density: \"0.7 kg/L\": not a density of gas; write it like 0.716 kg/Nm3"),
    );
    refused("landfill-gas", "", &format!("{at}: site: missing: landfills whose gas is captured, by mass; state it"));
    let all = "[[commitment]]\nname = \"L\"\ncode = \"landfill.managed-anaerobic.food\"\ncaptured = \"0.5\"\ndestroyed_without = \"1\"\n\
               destruction = \"1\"\noxidation = \"0\"\n";
    refused(
        "landfill-gas",
        all,
        &format!(
            "{at}:10: commitment.destroyed_without: \"1\": all methane is destroyed without the measure; nothing is left to capture"
        ),
    );
}

const COMPOST: &str = "[[plant]]\nname = \"P\"\nin_service = \"2018\"\nwaste = \"1000 t\"\nbasis = \"wet\"\n[plant.without]\n\
                       \"landfill.managed-anaerobic.food\" = \"1\"\n[plant.with]\n\"composting.msw-organic\" = \"1\"\n";
const DRY: &str = "[[plant]]\nname = \"P\"\nin_service = \"2018\"\nwaste = \"1000 t\"\nbasis = \"dry\"\n[plant.without]\n\
                   \"landfill.managed-anaerobic.food\" = \"1\"\n[plant.dry]\nref = \"III.2.1\"\ndry_matter = \"0.4\"\n\
                   methane_factor = \"@ipcc2006-composting-dry-ch4\"\nnitrous_oxide_factor = \"@ipcc2006-composting-dry-n2o\"\n";

/// 1,000 t of food: 50 t of CH4 in a landfill; composted 4 t of CH4 and 0.24 t of N2O (IPCC 2006, vol. 5, table 4.1). Table 4.1 takes
/// 60 % moisture in wet waste, so that dry factors on 400 t give the same.
#[test]
fn wet_and_dry_factors_give_the_same_compost() {
    for text in [COMPOST, DRY] {
        let year = &figures(&folder("composting", text), 2018);
        check(year, "baseline_t", "1400");
        check(year, "project_t", "175.6"); // 4 x 28 + 0.24 x 265
        check(year, "by_ref/III.1.1", "1400");
        check(year, "by_ref/III.2.1", "-175.6");
    }
}

#[test]
fn one_basis_is_stated_for_a_compost_plant() {
    let both = format!("{DRY}[plant.with]\n\"composting.msw-organic\" = \"1\"\n");
    refused(
        "composting",
        &both,
        "measures/m.toml:18: plant.with: \"with\": of the other basis; delete it, or change basis and state dry only",
    );
    refused(
        "composting",
        &COMPOST.replace("\"wet\"", "\"dry\""),
        "measures/m.toml:6: plant.dry: missing: factors of dry waste; state it",
    );
    refused(
        "composting",
        &DRY.replace("composting-dry-ch4", "composting-wet-ch4"),
        "measures/m.toml:16: plant.dry.methane_factor: \"ipcc2006-composting-wet-ch4\": this row is CH4, biological.composting.wet (msw-organic, wet); wanted here is CH4, biological.composting.dry (dry), such as @ipcc2006-composting-dry-ch4",
    );
    refused(
        "composting",
        &COMPOST.replace("composting.msw-organic", "digestion.msw-organic"),
        "measures/m.toml:14: plant.with.digestion.msw-organic: \"digestion.msw-organic\": not an activity code of composting; use one such as composting.msw-organic",
    );
    refused(
        "composting",
        &COMPOST.replace("food\" = \"1\"", "food\" = \"0.9\""),
        "measures/m.toml:11: plant.without: P: \"0.9\": shares of less than 1 together; complete them, or state in none why the rest is not counted",
    );
}

const BIOGAS: &str = "[[plant]]\nname = \"P\"\nin_service = \"2018\"\nwaste = \"1000 t\"\ndisplaces = \"commercial.electricity\"\n\
                      power_used = \"100 kWh/t\"\n[plant.without]\n\"landfill.managed-anaerobic.food\" = \"1\"\n[plant.biogas]\nref = \"III.2.1\"\n\
                      yield = \"100 Nm3/t\"\nmethane_share = \"0.6\"\ndensity = \"0.7 kg/Nm3\"\nleak = \"0.05\"\n";

/// 100,000 Nm3 x 0.6 x 0.7 = 42 t of CH4, of which 2.1 t leak; the other 39.9 t are on neither side. 100,000 kWh at 0.459.
#[test]
fn a_digester_avoids_the_landfill_and_power_but_not_its_own_methane() {
    let year = &figures(&folder("digestion", BIOGAS), 2018);
    check(year, "by_ref/III.1.1", "1400");
    check(year, "by_ref/III.2.1", "-58.8");
    check(year, "by_ref/I.2.2", "45.9");
    check(year, "by_gas_kg/CH4", "47900");
    // By the code: 0.8 g for each kg (IPCC 2006, vol. 5, table 4.1, as corrected).
    let cut = BIOGAS.split("[plant.biogas]").next().unwrap();
    let by_code = format!("{cut}[plant.with]\n\"digestion.msw-organic\" = \"1\"\n");
    check(&figures(&folder("digestion", &by_code), 2018), "by_ref/III.2.1", "-22.4");
    refused(
        "digestion",
        &format!("{BIOGAS}[plant.with]\n\"digestion.msw-organic\" = \"1\"\n"),
        "measures/m.toml:14: plant.biogas: \"biogas\": the code of the treatment has what leaks already; state either the code or the gas as measured",
    );
    refused(
        "digestion",
        cut,
        "measures/m.toml:6: plant.with: missing: how the waste is treated: codes with their shares; state it",
    );
    refused(
        "digestion",
        &BIOGAS.replace("power_used = \"100 kWh/t\"\n", ""),
        "measures/m.toml:6: plant.power_used: missing: own electricity used on the spot (kWh/t, kWh/Nm3, kWh/head, kWh/L); state it",
    );
    refused(
        "digestion",
        &BIOGAS.replace("100 kWh/t", "100 kg/t"),
        "measures/m.toml:11: plant.power_used: \"100 kg/t\": not energy for each unit of what the plant takes; write it like 300 kWh/t",
    );
}

const FURNACE: &str = "[[plant]]\nname = \"P\"\nin_service = \"2018\"\nwaste = \"1000 t\"\nexport_displaces = \"residential.electricity\"\n\
                       power_exported = \"400 kWh/t\"\n[plant.without]\n\"landfill.managed-anaerobic.food\" = \"1\"\n[plant.with]\n\
                       \"incineration.continuous-stoker.plastics\" = \"1\"\n";

/// 1,000 t of plastics: 2,750 t of fossil CO2 (0.75 x 44/12), 0.2 kg of CH4 and 50 kg of N2O (IPCC 2006, vol. 5, tables 2.4, 5.3 and 5.6).
#[test]
fn a_furnace_emits_at_once_what_a_landfill_emits_over_years() {
    let text = folder("waste-to-energy", &format!("climate = \"tropical-wet\"\nstart_month = 13\n{FURNACE}"));
    let year = &figures(&text, 2018);
    check(year, "by_ref/III.3.1", "-2763.2556");
    check(year, "by_ref/III.1.1", "1400");
    check(year, "avoided_outside_t", "183.6"); // 400,000 kWh at 0.459, in no scope 2
    check(year, "by_scope/scope2", "0");
    check(year, "this_year_t", "-2763.2556"); // decay starts in the next year
    assert!(notes(&text).iter().any(|note| note.starts_with("P: energy is recovered, but its codes are of III.3")));
}

/// With a code of the city's own the plant is counted in I.4.4, once.
#[test]
fn a_plant_is_of_one_reference() {
    let codes = "code,ref,process,method,class,subject,factor_of,share,gases,dimension\n\
                 town.power.plastics,I.4.4,,incineration-fossil-carbon,incineration,plastics,,,CO2,mass\n";
    let own = FURNACE.replace("incineration.continuous-stoker.plastics", "town.power.plastics");
    let text = folder("waste-to-energy", &own).with("activities.csv", codes);
    let year = &figures(&text, 2018);
    check(year, "by_ref/I.4.4", "-2750");
    assert!(!notes(&text).iter().any(|note| note.contains("energy is recovered")));
    let two = FURNACE.replace("plastics\" = \"1\"", "plastics\" = \"0.5\"\n\"town.power.plastics\" = \"0.5\"");
    assert_eq!(
        folder("waste-to-energy", &two).with("activities.csv", codes).error_text(),
        "measures/m.toml:14: plant.with: the codes of one plant are of I.4.4, III.3.1; use codes of one reference, so that it is counted once"
    );
    refused(
        "waste-to-energy",
        &FURNACE.replace("incineration.continuous-stoker.plastics", "open-burning.msw"),
        "measures/m.toml:15: plant.with.open-burning.msw: \"open-burning.msw\": not an activity code of waste burnt in a furnace; use one such as incineration.continuous-stoker.plastics",
    );
}

const PET: &str = "[[plant]]\nname = \"P\"\nin_service = \"2018\"\nwaste = \"1250 t\"\nyield = \"0.8\"\n[plant.without]\n\
                   \"landfill.managed-anaerobic.inert\" = \"1\"\n[plant.residue]\n\"landfill.managed-anaerobic.inert\" = \"0.2\"\n\
                   [plant.new_material]\nwhat = \"PET\"\ngwp = \"AR5\"\nvirgin = \"2.9389 kg/kg\"\nreplaced = \"0.75\"\n\
                   recycling_electricity = \"0.83 kWh/kg\"\ngrid_factor = \"0.5562 kg/kWh\"\n";

/// Figures of T-VER-S-METH-09-06 for PET: 1,000 t of output x (2.9389 x 0.75 - 0.83 x 0.5562) = 1,742.529 t, outside the city.
#[test]
fn output_is_counted_and_new_material_is_outside() {
    let year = &figures(&folder("recycling", PET), 2018);
    check(year, "avoided_outside_t", "1742.529");
    check(year, "reduction_t", "0");
    refused(
        "recycling",
        &PET.replace("yield = \"0.8\"", "yield = \"0.9\""),
        "measures/m.toml:10: plant.yield: P: \"1.1\": yield and residue together are not 1; state where all that is collected goes",
    );
}

const SLUDGE: &str = "[[plant]]\nname = \"P\"\nin_service = \"2018\"\nwaste = \"1000 t\"\n[plant.without]\nnone = \"burnt, stated below\"\n\
                      [plant.with]\nnone = \"burnt, stated below\"\n[plant.burning]\nref = \"III.3.1\"\ndry_matter = \"0.25\"\n\
                      furnace_without = \"800 degrees C\"\nn2o_without = \"1500 g/t\"\nfurnace = \"850 degrees C\"\nn2o = \"600 g/t\"\n";

/// 250 t dry x (1,500 - 600) g = 225 kg of N2O.
#[test]
fn a_hotter_furnace_gives_less_nitrous_oxide_of_dry_sludge() {
    let year = &figures(&folder("sludge", SLUDGE), 2018);
    check(year, "by_gas_kg/N2O", "225");
    check(year, "by_ref/III.3.1", "59.625");
    let dumped = SLUDGE.replace("furnace_without = \"800 degrees C\"\nn2o_without = \"1500 g/t\"\n", "").replacen(
        "none = \"burnt, stated below\"",
        "\"landfill.managed-anaerobic.sludge\" = \"1\"",
        1,
    );
    let year = &figures(&folder("sludge", &dumped), 2018);
    check(year, "by_gas_kg/N2O", "-150");
    check(year, "by_ref/III.1.1", "466.666666666666676"); // 1,000 t x 0.05 x 0.5 x 0.5 x 16/12 x 28
    refused(
        "sludge",
        &SLUDGE.replacen("none = \"burnt, stated below\"", "\"incineration.sewage-sludge.wet\" = \"1\"", 1),
        "measures/m.toml:18: plant.burning.n2o_without: \"n2o_without\": incineration.sewage-sludge.wet has the N2O of burning already; delete this factor or the code",
    );
    refused(
        "sludge",
        &SLUDGE.replace("furnace = \"850 degrees C\"\n", ""),
        "measures/m.toml:14: plant.burning.furnace: missing: the furnace and its temperature; state it",
    );
}

const LOAD: &str = "[[load]]\nname = \"P\"\nin_service = \"2018\"\nref = \"III.4.1\"\norganic_load = \"1000 t\"\nmethane_capacity = \"0.25 kg/kg\"\n\
                    correction_without = \"0.8\"\ncorrection = \"0.8\"\nsludge_without = \"100 t\"\nsludge = \"100 t\"\nrecovered_without = \"0 t\"\n\
                    recovered = \"100 t\"\n";

/// (1,000 - 100) t of COD x 0.25 x 0.8 = 180 t of CH4, of which 100 t are recovered.
#[test]
fn gas_that_a_works_recovers_is_taken_off_what_it_generates() {
    let year = &figures(&folder("wastewater", LOAD), 2018);
    check(year, "baseline_t", "5040");
    check(year, "project_t", "2240");
    check(year, "by_ref/III.4.1", "2800");
    refused(
        "wastewater",
        &LOAD.replace("recovered = \"100 t\"", "recovered = \"181 t\""),
        "measures/m.toml:17: load.recovered: \"181000 kg\": more CH4 recovered than the 180000 kg generated; give both for the same year and source",
    );
    refused(
        "wastewater",
        &LOAD.replace("sludge = \"100 t\"", "sludge = \"1001 t\""),
        "measures/m.toml:15: load.sludge: \"1001000 kg\": more organic load in sludge than the 1000000 kg in the water; give the load (BOD or COD), not the mass of sludge",
    );
}

/// 1,000 persons of 40 g of BOD a day, 365 days: 14,600 kg x 0.6 x 0.5 in a septic tank = 4,380 kg of CH4; none in a plant that is well run.
#[test]
fn persons_go_another_way() {
    let works = "[[works]]\nname = \"W\"\nin_service = \"2018\"\npersons = \"1000 head\"\n[works.without]\n\"wastewater.septic-system\" = \"1\"\n\
                 [works.with]\n\"wastewater.aerobic-plant-well-managed\" = \"1\"\n";
    let year = &figures(&folder("wastewater", works), 2018);
    check(year, "by_gas_kg/CH4", "4380");
    refused(
        "wastewater",
        &works.replace("wastewater.septic-system", "composting.msw-organic"),
        "measures/m.toml:11: works.without.composting.msw-organic: \"composting.msw-organic\": not an activity code of wastewater; use one such as wastewater.septic-system",
    );
}

const BLEND: &str = "[[blend]]\nname = \"B\"\nin_service = \"2018\"\nbiodiesel = \"300 kL\"\nmandated = \"200 kL\"\ncode = \"road.biodiesels\"\n\
                     replaces = \"road.gas-diesel-oil\"\nreplaced = \"0.9 L/L\"\ncarbon_dioxide = \"2.5 kg/L\"\nfossil_carbon = \"1/20\"\n\
                     made = \"city\"\nelectricity = \"manufacturing.electricity\"\nelectric_use = \"0.1 kWh/L\"\n";

/// 100,000 L above the mandate. Fossil carbon: 2.5 / 20 kg each, 12.5 t. Electricity: 10,000 kWh at 0.459.
#[test]
fn only_the_blend_above_the_mandate_counts() {
    let year = &figures(&folder("biodiesel", BLEND), 2018);
    check(year, "by_gas_kg/CO2_biogenic", "-164397.6"); // 100,000 L x 23.22 MJ/L x 70.8 g/MJ
    check(year, "by_ref/I.3.2", "-4.59");
    let as_much = BLEND.replace("mandated = \"200 kL\"", "mandated = \"300 kL\"");
    let year = &figures(&folder("biodiesel", &as_much), 2018);
    check(year, "reduction_t", "0");
    refused(
        "biodiesel",
        &BLEND.replace("mandated = \"200 kL\"", "mandated = \"301 kL\""),
        "measures/m.toml:10: blend.mandated: \"301 kL\": more than the 300 kL that is used; nothing is above the mandate",
    );
    refused(
        "biodiesel",
        &BLEND.replace("road.biodiesels", "road.diesel-b7"),
        "measures/m.toml:11: blend.code: \"road.diesel-b7\": not an activity code of biodiesel; use one such as road.biodiesels",
    );
}

/// Algae that take 8 kWh for each litre emit more than the diesel did; made elsewhere, that is leakage.
#[test]
fn a_fuel_that_takes_more_than_it_saves_has_a_result_below_zero() {
    let algae = BLEND.replace("0.1 kWh/L", "8 kWh/L").replace("made = \"city\"", "made = \"elsewhere\"");
    let year = &figures(&folder("biodiesel", &algae), 2018);
    assert!(year["reduction_t"].as_str().unwrap().starts_with('-'), "{year}");
    assert_ne!(year["leakage_t"], "0");
}

const FIRES: &str = "[[programme]]\nname = \"F\"\nin_service = \"2018\"\nwaste = \"1000 t\"\n[programme.without]\n\"open-burning.msw\" = \"1\"\n\
                     [programme.with]\n\"landfill.managed-anaerobic.inert\" = \"1\"\n";

/// 1,000 t in the open: 6.5 t of CH4 (IPCC 2006, vol. 5, p. 5.20); carbon and N2O as the town states them:
/// 0.5 x 0.4 x 0.3 x 0.58 x 44/12 = 0.1276 t of fossil CO2 each, 75 g of N2O.
#[test]
fn ending_open_fires_takes_away_all_three_gases() {
    let parameters = "id,parameter,subject,value,unit,region,years,source,locator\n\
                      a,dry-matter-content,msw,0.5,kg/kg,TH,all,t,none\nb,total-carbon-content,msw,0.4,kg/kg,TH,all,t,none\n\
                      c,fossil-carbon-fraction,msw,0.3,kg/kg,TH,all,t,none\n";
    let factors =
        "id,process,subject,gas,value,unit,region,years,source,locator\nd,open-burning.wet,msw,N2O,75,g/t,TH,all,t,none\n";
    let text = folder("open-burning", FIRES).with("parameters.csv", parameters).with("factors.csv", factors);
    let year = &figures(&text, 2018);
    check(year, "by_gas_kg/CH4", "6500");
    check(year, "by_gas_kg/N2O", "75");
    check(year, "by_gas_kg/CO2", "127600");
    refused(
        "open-burning",
        &FIRES.replace("open-burning.msw", "incineration.continuous-stoker.plastics"),
        "measures/m.toml:11: programme.without.incineration.continuo…: \"incineration.continuous-stoker.plastics\": not an activity code of open burning of waste; use one such as open-burning.msw",
    );
}
