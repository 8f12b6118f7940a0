//! Electricity, heat and cooling by name.

use super::{Input, Inputs, Labelled, Output, Results, Worksheet, just_one, none_of};
use crate::error::{ErrorKind, Problem, Result};
use crate::methods::electricity::{Generation, Loss, driven_by, emitted};
use crate::quantity::{Amount, Energy, Exact, Mass, Quantity, Ratio};

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

pub(crate) const SHEETS: &[Worksheet] = &[
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
        exact: grid,
        sampled: None,
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
        exact: losses,
        sampled: None,
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
        exact: own,
        sampled: None,
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
        exact: heat,
        sampled: None,
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
        exact: cooling,
        sampled: None,
    },
];

/// An energy in another unit than MJ, as results stand.
fn counted(energy: Amount<Energy>, unit: Energy) -> Result<Exact> {
    Ok(energy.number().checked_div(Ratio::from(unit.base()))?.evaluate()?.value())
}

fn kilowatt_hours(energy: Amount<Energy>) -> Result<Exact> {
    counted(energy, Energy::kilowatt_hours(1))
}

/// Consumption by supply, with the factors that are given for it.
struct Supplies {
    used: Labelled<Energy>,
    factors: Vec<Labelled>,
}

impl Supplies {
    fn read(inputs: &Inputs) -> Result<Self> {
        let used = Labelled::quantities(inputs, "consumption", "supply")?;
        let factors = GASES.iter().map(|(name, ..)| Labelled::ratios(inputs, name, "supply")?.known(&used));
        Ok(Self { factors: factors.collect::<Result<_>>()?, used })
    }

    /// The gases of a supply, each with its results and factor.
    fn gases(&self, supply: &str) -> impl Iterator<Item = (&'static str, &'static str, Ratio)> {
        let given = GASES.iter().zip(&self.factors);
        given.filter_map(move |((_, gas, with_losses), factors)| Some((*gas, *with_losses, factors.get(supply)?)))
    }

    /// Refuses a supply without a factor.
    fn all_have_factors(&self) -> Result<()> {
        match self.used.iter().find(|(supply, _)| self.gases(supply).next().is_none()) {
            None => Ok(()),
            Some((supply, _)) => Err(none_of(supply, GASES.map(|(name, ..)| name)).into()),
        }
    }
}

fn grid(inputs: &Inputs) -> Result<Results> {
    let supplies = Supplies::read(inputs)?;
    supplies.all_have_factors()?;
    let mut results = Results::new();
    for (supply, used) in supplies.used.iter() {
        for (gas, _, factor) in supplies.gases(supply) {
            let mass = emitted(used.into(), factor)?.quantity()?;
            results = results.labelled(gas, None, &[("supply", supply)], mass.base());
        }
    }
    Ok(results)
}

fn losses(inputs: &Inputs) -> Result<Results> {
    let supplies = Supplies::read(inputs)?;
    if GASES.iter().any(|(name, ..)| inputs.has(name)) {
        supplies.all_have_factors()?;
    }
    let stated = Losses::read(inputs, &supplies.used)?;
    let mut results = Results::new();
    for (supply, used) in supplies.used.iter() {
        let label: &[(&str, &str)] = &[("supply", supply)];
        let lost = stated.of(supply)?.lost(used)?;
        let sent = lost.checked_add(used.into())?;
        results =
            results.labelled("lost", None, label, kilowatt_hours(lost)?).labelled("sent-out", None, label, kilowatt_hours(sent)?);
        for (gas, with_losses, factor) in supplies.gases(supply) {
            let (of_use, of_loss) = (emitted(used.into(), factor)?.quantity()?, emitted(lost, factor)?.quantity()?);
            let whole = of_use.checked_add(of_loss)?;
            results = results.labelled(gas, None, label, of_loss.base()).labelled(with_losses, None, label, whole.base());
        }
    }
    Ok(results)
}

/// The losses of supplies, each stated one way.
struct Losses([Labelled; 4]);

impl Losses {
    fn read(inputs: &Inputs, used: &Labelled<Energy>) -> Result<Self> {
        let share = |name| Labelled::shares(inputs, name, "supply")?.known(used);
        Ok(Self([share("td-loss")?, share("transmission-loss")?, share("distribution-loss")?, share("loss-of-use")?]))
    }

    fn of(&self, supply: &str) -> Result<Loss> {
        let [both, first, second, of_use] = self.0.each_ref().map(|losses| losses.get(supply));
        let none = Ratio::ZERO;
        let in_turn = first.or(second).map(|_| Loss::InTurn(first.unwrap_or(none), second.unwrap_or(none)));
        let ways = [
            ("td-loss", both.map(Loss::OfSupply)),
            ("transmission-loss and distribution-loss", in_turn),
            ("loss-of-use", of_use.map(Loss::OfUse)),
        ];
        just_one(supply, ways).map(|(_, loss)| loss)
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
    if results.is_empty() {
        return Err(none_of("", gases.map(|(name, _)| name)).into());
    }
    let exported = Energy::from_base(generated.base().checked_sub(own_use.base())?);
    Ok(results.value("exported", kilowatt_hours(exported.into())?))
}

/// Gases by factors of an energy; an error where there is none.
fn gases(inputs: &Inputs, names: &[(&str, &'static str)], energy: Amount<Energy>, mut results: Results) -> Result<Results> {
    let mut found = false;
    for (name, gas) in names {
        if let Some(factor) = inputs.maybe_ratio(name) {
            found = true;
            results = results.mass(gas, emitted(energy, factor)?.quantity()?);
        }
    }
    if found { Ok(results) } else { Err(none_of("", names.iter().map(|(name, _)| *name)).into()) }
}

fn heat(inputs: &Inputs) -> Result<Results> {
    let bought: Energy = inputs.quantity("heat")?;
    let of_fuel = [("fuel-co2-factor", "CO2"), ("fuel-ch4-factor", "CH4"), ("fuel-n2o-factor", "N2O")];
    let Some(efficiency) = inputs.maybe_ratio("boiler-efficiency") else {
        if let Some((name, _)) = of_fuel.iter().find(|(name, _)| inputs.has(name)) {
            return Err(Problem::new(
                ErrorKind::Empty,
                "boiler-efficiency",
                format!("not given beside {name}"),
                "give value and unit",
            )
            .into());
        }
        return gases(inputs, &GASES.map(|(name, gas, _)| (name, gas)), bought.into(), Results::new());
    };
    if let Some((name, ..)) = GASES.iter().find(|(name, ..)| inputs.has(name)) {
        let reason = "a factor of the heat beside boiler-efficiency";
        return Err(Problem::new(ErrorKind::Conflict, name, reason, "give factors of the fuel, or leave the efficiency out").into());
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
