//! Electricity, heat and cooling by name.

use super::labels::{Labelled, none_of};
use super::{Input, Inputs, Output, Results, Worksheet};
use crate::error::{Kind, Problem, Result};
use crate::methods::electricity::{Generation, Loss, driven_by, emitted};
use crate::quantity::{Energy, Mass, Quantity, Ratio, Share};

/// The gases of energy: factor, result, and the result with what is lost.
const GASES: [(&str, &str, &str); 4] = [
    ("co2-factor", "CO2", "CO2-with-losses"),
    ("ch4-factor", "CH4", "CH4-with-losses"),
    ("n2o-factor", "N2O", "N2O-with-losses"),
    ("co2e-factor", "CO2e", "CO2e-with-losses"),
];

const SUPPLY: &[&str] = &["supply"];
const CONSUMPTION: Input = Input::table("consumption", "kWh", SUPPLY, "energy used, as metered where it is used");
const CO2: Input = Input::maybe_table("co2-factor", "kg/kWh", SUPPLY, "CO2 of energy sent out").factors("electricity", "CO2");
const CH4: Input = Input::maybe_table("ch4-factor", "kg/kWh", SUPPLY, "CH4 of energy sent out").factors("electricity", "CH4");
const N2O: Input = Input::maybe_table("n2o-factor", "kg/kWh", SUPPLY, "N2O of energy sent out").factors("electricity", "N2O");
const CO2E: Input =
    Input::maybe_table("co2e-factor", "kg/kWh", SUPPLY, "all gases of energy sent out, where they are known as CO2e alone");

pub(super) const SHEETS: &[Worksheet] = &[
    Worksheet {
        name: "grid-electricity",
        reference: "I.1.2, I.2.2, I.3.2, I.4.2, I.5.2, I.6.2",
        equation: "GPC, ch. 6: energy from a grid",
        tiers: "1, 2, 3",
        inputs: &[CONSUMPTION, CO2, CH4, N2O, CO2E],
        results: &[
            Output::table("CO2", "kg", SUPPLY),
            Output::table("CH4", "kg", SUPPLY),
            Output::table("N2O", "kg", SUPPLY),
            Output::table("CO2e", "kg", SUPPLY),
        ],
        run: grid,
    },
    Worksheet {
        name: "transmission-losses",
        reference: "I.1.3, I.2.3, I.3.3, I.4.3, I.5.3, I.6.3",
        equation: "GPC, ch. 6: losses of a grid; WRI/WBCSD scope 3 guidance, formula 3.3",
        tiers: "1, 2, 3",
        inputs: &[
            CONSUMPTION,
            Input::maybe_table("td-loss", "kWh/kWh", SUPPLY, "part of what is sent out that is lost"),
            Input::maybe_table("transmission-loss", "kWh/kWh", SUPPLY, "part of what is sent out that transmission loses"),
            Input::maybe_table("distribution-loss", "kWh/kWh", SUPPLY, "part of what then goes on that distribution loses"),
            Input::maybe_table("loss-of-use", "kWh/kWh", SUPPLY, "loss stated as a part of what is used"),
            CO2,
            CH4,
            N2O,
            CO2E,
        ],
        results: &[
            Output::table("lost", "kWh", SUPPLY),
            Output::table("sent-out", "kWh", SUPPLY),
            Output::table("CO2", "kg", SUPPLY),
            Output::table("CH4", "kg", SUPPLY),
            Output::table("N2O", "kg", SUPPLY),
            Output::table("CO2e", "kg", SUPPLY),
            Output::table("CO2-with-losses", "kg", SUPPLY),
            Output::table("CH4-with-losses", "kg", SUPPLY),
            Output::table("N2O-with-losses", "kg", SUPPLY),
            Output::table("CO2e-with-losses", "kg", SUPPLY),
        ],
        run: losses,
    },
    Worksheet {
        name: "own-generation",
        reference: "I.1.1, I.2.1, I.3.1, I.4.1, I.4.4, I.5.1, I.6.1",
        equation: "GPC, ch. 6: energy generation",
        tiers: "1, 2, 3",
        inputs: &[
            Input::one("generation", "kWh", "electricity made"),
            Input::one("own-use", "kWh", "part of it that is used on the spot, that of the plant itself among it"),
            Input::maybe("co2", "kg", "CO2 of the fuel"),
            Input::maybe("ch4", "kg", "CH4 of the fuel"),
            Input::maybe("n2o", "kg", "N2O of the fuel"),
            Input::maybe("co2-biogenic", "kg", "biogenic CO2 of the fuel"),
        ],
        results: &[
            Output::one("exported", "kWh"),
            Output::table("CO2", "kg", &["part"]),
            Output::table("CH4", "kg", &["part"]),
            Output::table("N2O", "kg", &["part"]),
            Output::table("CO2_biogenic", "kg", &["part"]),
        ],
        run: own,
    },
    Worksheet {
        name: "district-heat",
        reference: "I.1.2, I.2.2, I.3.2, I.4.2, I.5.2, I.6.2",
        equation: "GPC, ch. 6: energy from a grid; Local Government Operations Protocol, eq. 6.16 to 6.18",
        tiers: "1, 2",
        inputs: &[
            Input::one("heat", "MWh", "heat or steam bought"),
            Input::maybe("co2-factor", "kg/kWh", "CO2 of the heat"),
            Input::maybe("ch4-factor", "kg/kWh", "CH4 of the heat"),
            Input::maybe("n2o-factor", "kg/kWh", "N2O of the heat"),
            Input::maybe("co2e-factor", "kg/kWh", "all gases of the heat, where they are known as CO2e alone"),
            Input::maybe("boiler-efficiency", "MJ/MJ", "heat for each unit of fuel, instead of factors of the heat"),
            Input::maybe("fuel-co2-factor", "kg/TJ", "CO2 of the fuel, on the basis of the efficiency")
                .factors("stationary", "CO2"),
            Input::maybe("fuel-ch4-factor", "kg/TJ", "CH4 of the fuel").factors("stationary", "CH4"),
            Input::maybe("fuel-n2o-factor", "kg/TJ", "N2O of the fuel").factors("stationary", "N2O"),
        ],
        results: &[
            Output::one("fuel-energy", "MWh"),
            Output::one("CO2", "kg"),
            Output::one("CH4", "kg"),
            Output::one("N2O", "kg"),
            Output::one("CO2e", "kg"),
        ],
        run: heat,
    },
    Worksheet {
        name: "cooling",
        reference: "I.1.2, I.2.2, I.3.2, I.4.2, I.5.2, I.6.2",
        equation: "GPC, ch. 6: energy from a grid; Local Government Operations Protocol, eq. 6.26 and 6.27",
        tiers: "1, 2",
        inputs: &[
            Input::one("cooling", "kWh", "cold bought, as heat taken away"),
            Input::one("coefficient-of-performance", "kWh/kWh", "cold for each unit of the energy that drives the chiller"),
            Input::maybe("co2-factor", "kg/kWh", "CO2 of that energy").factors("electricity", "CO2"),
            Input::maybe("ch4-factor", "kg/kWh", "CH4 of that energy").factors("electricity", "CH4"),
            Input::maybe("n2o-factor", "kg/kWh", "N2O of that energy").factors("electricity", "N2O"),
            Input::maybe("co2e-factor", "kg/kWh", "all gases of that energy, where they are known as CO2e alone"),
        ],
        results: &[
            Output::one("driving-energy", "kWh"),
            Output::one("CO2", "kg"),
            Output::one("CH4", "kg"),
            Output::one("N2O", "kg"),
            Output::one("CO2e", "kg"),
        ],
        run: cooling,
    },
];

/// An energy in another unit than MJ, as results stand.
fn counted(energy: Share<Energy>, unit: Energy) -> Result<crate::quantity::Exact> {
    Ok(energy.ratio().over(Ratio::from(unit.base()))?.close()?.value())
}

fn kilowatt_hours(energy: Share<Energy>) -> Result<crate::quantity::Exact> {
    counted(energy, Energy::kilowatt_hours(1))
}

/// Consumption by supply, with its factors.
fn supplies(inputs: &Inputs) -> Result<Labelled<'_, Energy>> {
    let mut supplies = Labelled::of(inputs, "consumption", "supply")?;
    for (name, ..) in GASES {
        supplies = supplies.with(name)?;
    }
    Ok(supplies)
}

/// Refuses a supply without a factor.
fn all_have_factors(supplies: &Labelled<'_, Energy>) -> Result<()> {
    let without = |(supply, _): &(&str, Energy)| GASES.iter().all(|(name, ..)| supplies.maybe(name, supply).is_none());
    match supplies.amounts().find(without) {
        None => Ok(()),
        Some((supply, _)) => {
            let mend = format!("give one of {}", GASES.map(|(name, ..)| name).join(", "));
            Err(Problem::new(Kind::Empty, supply, "a supply without a factor", mend).into())
        }
    }
}

fn grid(inputs: &Inputs) -> Result<Results> {
    let supplies = supplies(inputs)?;
    all_have_factors(&supplies)?;
    let mut results = Results::new();
    for (supply, used) in supplies.amounts() {
        for (name, gas, _) in GASES {
            if let Some(factor) = supplies.maybe(name, supply) {
                let mass = emitted(used.into(), factor)?.close()?;
                results = results.labelled(gas, None, &[("supply", supply)], mass.base());
            }
        }
    }
    Ok(results)
}

fn losses(inputs: &Inputs) -> Result<Results> {
    let mut supplies = supplies(inputs)?;
    if GASES.iter().any(|(name, ..)| inputs.has(name)) {
        all_have_factors(&supplies)?;
    }
    for name in ["td-loss", "transmission-loss", "distribution-loss", "loss-of-use"] {
        supplies = supplies.with_shares(name)?;
    }
    let mut results = Results::new();
    for (supply, used) in supplies.amounts() {
        let label: &[(&str, &str)] = &[("supply", supply)];
        let lost = loss(&supplies, supply)?.lost(used)?;
        let sent = lost.plus(used.into())?;
        results =
            results.labelled("lost", None, label, kilowatt_hours(lost)?).labelled("sent-out", None, label, kilowatt_hours(sent)?);
        for (name, gas, with_losses) in GASES {
            if let Some(factor) = supplies.maybe(name, supply) {
                let (of_use, of_loss) = (emitted(used.into(), factor)?.close()?, emitted(lost, factor)?.close()?);
                results = results.labelled(gas, None, label, of_loss.base()).labelled(
                    with_losses,
                    None,
                    label,
                    of_use.plus(of_loss)?.base(),
                );
            }
        }
    }
    Ok(results)
}

/// The loss of a supply, stated one way.
fn loss(supplies: &Labelled<'_, Energy>, supply: &str) -> Result<Loss> {
    let share = |name: &str| supplies.maybe(name, supply);
    let none = Ratio::from(crate::quantity::Exact::ZERO);
    match (share("td-loss"), share("transmission-loss"), share("distribution-loss"), share("loss-of-use")) {
        (Some(both), None, None, None) => Ok(Loss::OfSupply(both)),
        (None, None, None, Some(of_use)) => Ok(Loss::OfUse(of_use)),
        (None, first, second, None) if first.is_some() || second.is_some() => {
            Ok(Loss::InTurn(first.unwrap_or(none), second.unwrap_or(none)))
        }
        (None, None, None, None) => {
            let mend = "give td-loss, transmission-loss and distribution-loss, or loss-of-use";
            Err(Problem::new(Kind::Empty, supply, "a supply without a loss", mend).into())
        }
        _ => {
            let mend = "give td-loss, or transmission-loss and distribution-loss, or loss-of-use";
            Err(Problem::new(Kind::Conflict, supply, "its loss is stated twice", mend).into())
        }
    }
}

fn own(inputs: &Inputs) -> Result<Results> {
    let (generated, own_use): (Energy, Energy) = (inputs.quantity("generation")?, inputs.quantity("own-use")?);
    let mut results = Results::new();
    let gases = [("co2", "CO2"), ("ch4", "CH4"), ("n2o", "N2O"), ("co2-biogenic", "CO2_biogenic")];
    for (name, gas) in gases {
        if let Some(mass) = inputs.maybe_quantity::<Mass>(name)? {
            let split = Generation::of(mass, generated, own_use)?;
            results = results.labelled(gas, None, &[("part", "own")], split.own.base()).labelled(
                gas,
                None,
                &[("part", "exported")],
                split.exported.base(),
            );
        }
    }
    if results.iter().next().is_none() {
        return Err(none_of(&gases.map(|(name, _)| name)).into());
    }
    let exported = Energy::from_base(generated.base().less(own_use.base())?);
    Ok(results.value("exported", kilowatt_hours(exported.into())?))
}

/// Gases by factors of an energy; an error where there is none.
fn gases(inputs: &Inputs, names: &[(&str, &'static str)], energy: Share<Energy>, mut results: Results) -> Result<Results> {
    let mut found = false;
    for (name, gas) in names {
        if let Some(factor) = inputs.maybe_ratio(name) {
            found = true;
            results = results.mass(gas, emitted(energy, factor)?.close()?);
        }
    }
    if found { Ok(results) } else { Err(none_of(&names.iter().map(|(name, _)| *name).collect::<Vec<_>>()).into()) }
}

fn heat(inputs: &Inputs) -> Result<Results> {
    let bought: Energy = inputs.quantity("heat")?;
    let of_fuel = [("fuel-co2-factor", "CO2"), ("fuel-ch4-factor", "CH4"), ("fuel-n2o-factor", "N2O")];
    let Some(efficiency) = inputs.maybe_ratio("boiler-efficiency") else {
        if let Some((name, _)) = of_fuel.iter().find(|(name, _)| inputs.has(name)) {
            return Err(
                Problem::new(Kind::Empty, "boiler-efficiency", format!("not given beside {name}"), "give value and unit").into()
            );
        }
        return gases(inputs, &GASES.map(|(name, gas, _)| (name, gas)), bought.into(), Results::new());
    };
    if let Some((name, ..)) = GASES.iter().find(|(name, ..)| inputs.has(name)) {
        let reason = "a factor of the heat beside boiler-efficiency";
        return Err(Problem::new(Kind::Conflict, name, reason, "give factors of the fuel, or leave the efficiency out").into());
    }
    let fuel = driven_by(bought, efficiency)?;
    let results = Results::new().value("fuel-energy", counted(fuel, Energy::megawatt_hours(1))?);
    gases(inputs, &of_fuel, fuel, results)
}

fn cooling(inputs: &Inputs) -> Result<Results> {
    let driving = driven_by(inputs.quantity("cooling")?, inputs.ratio("coefficient-of-performance")?)?;
    let results = Results::new().value("driving-energy", kilowatt_hours(driving)?);
    gases(inputs, &GASES.map(|(name, gas, _)| (name, gas)), driving, results)
}
