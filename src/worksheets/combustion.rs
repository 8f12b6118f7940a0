//! Burning of fuels by name.

use super::{Input, Inputs, Output, Results, Worksheet, none_of, one_input};
use crate::error::{ErrorKind, Problem, Result};
use crate::methods::combustion::{Based, Basis, Carbon, Heat, Origin, co2_of_carbon};
use crate::methods::weighed;
use crate::quantity::{Amount, Energy, Mass, Quantity, Ratio, Volume};

/// What the inputs of one basis are called.
struct Names {
    basis: Basis,
    energy: &'static str,
    calorific_value: &'static str,
    by_volume: &'static str,
    co2: &'static str,
    carbon: &'static str,
    ch4: &'static str,
    n2o: &'static str,
}

const NET: Names = Names {
    basis: Basis::Net,
    energy: "net-energy",
    calorific_value: "net-calorific-value",
    by_volume: "net-calorific-value-of-volume",
    co2: "co2-factor",
    carbon: "carbon-content",
    ch4: "ch4-factor",
    n2o: "n2o-factor",
};

const GROSS: Names = Names {
    basis: Basis::Gross,
    energy: "gross-energy",
    calorific_value: "gross-calorific-value",
    by_volume: "gross-calorific-value-of-volume",
    co2: "gross-co2-factor",
    carbon: "gross-carbon-content",
    ch4: "gross-ch4-factor",
    n2o: "gross-n2o-factor",
};

const FUEL: Input = Input::maybe("fuel", "kg", "fuel burnt, weighed");
const VOLUME: Input = Input::maybe("fuel-volume", "m3", "fuel burnt, by volume");
const DENSITY: Input = Input::maybe("density", "kg/L", "density, where a volume is turned into a mass");
const FRACTION: Input = Input::maybe("carbon-fraction", "kg/kg", "carbon in the fuel, instead of a factor for CO2");
const OXIDATION: Input = Input::maybe("oxidation-factor", "kg/kg", "part of the carbon that oxidises; asked for wherever CO2 is");
const BIOGENIC: Input =
    Input::maybe("biogenic-share", "kg/kg", "part of the carbon that is biogenic: its CO2 stands apart; none if left out");

const RESULTS: &[Output] = &[
    Output::one("energy", "TJ"),
    Output::one("CO2", "kg"),
    Output::one("CO2_biogenic", "kg"),
    Output::one("CH4", "kg"),
    Output::one("N2O", "kg"),
];

const EQUATION: &str = "IPCC 2006, vol. 2, ch. 2, eq. 2.1 to 2.5";

pub(crate) const SHEETS: &[Worksheet] = &[
    Worksheet {
        name: "combustion",
        reference: "I.1, I.2, I.3, I.4, I.5, I.6",
        equation: EQUATION,
        tiers: "1, 2",
        inputs: &[
            FUEL,
            VOLUME,
            Input::maybe(NET.energy, "TJ", "energy of the fuel burnt, net"),
            DENSITY,
            Input::maybe(NET.calorific_value, "TJ/Gg", "net calorific value"),
            Input::maybe(NET.by_volume, "MJ/m3", "net calorific value of a volume"),
            Input::maybe(NET.co2, "kg/TJ", "CO2 of net energy").factors("stationary", "CO2"),
            Input::maybe(NET.carbon, "kg/GJ", "carbon of net energy, instead of a factor for CO2"),
            FRACTION,
            OXIDATION,
            BIOGENIC,
            Input::maybe(NET.ch4, "kg/TJ", "CH4 of net energy, by technology").factors("stationary", "CH4"),
            Input::maybe(NET.n2o, "kg/TJ", "N2O of net energy, by technology").factors("stationary", "N2O"),
        ],
        results: RESULTS,
        exact: net,
        sampled: None,
    },
    Worksheet {
        name: "combustion-gross",
        reference: "I.1, I.2, I.3, I.4, I.5, I.6",
        equation: EQUATION,
        tiers: "1, 2",
        inputs: &[
            FUEL,
            VOLUME,
            Input::maybe(GROSS.energy, "TJ", "energy of the fuel burnt, gross"),
            DENSITY,
            Input::maybe(GROSS.calorific_value, "TJ/Gg", "gross calorific value"),
            Input::maybe(GROSS.by_volume, "MJ/m3", "gross calorific value of a volume"),
            Input::maybe(GROSS.co2, "kg/TJ", "CO2 of gross energy"),
            Input::maybe(GROSS.carbon, "kg/GJ", "carbon of gross energy, instead of a factor for CO2"),
            FRACTION,
            OXIDATION,
            BIOGENIC,
            Input::maybe(GROSS.ch4, "kg/TJ", "CH4 of gross energy, by technology"),
            Input::maybe(GROSS.n2o, "kg/TJ", "N2O of gross energy, by technology"),
        ],
        results: RESULTS,
        exact: gross,
        sampled: None,
    },
];

fn net(inputs: &Inputs) -> Result<Results> {
    burnt(inputs, &NET)
}

fn gross(inputs: &Inputs) -> Result<Results> {
    burnt(inputs, &GROSS)
}

fn burnt(inputs: &Inputs, names: &Names) -> Result<Results> {
    one_basis(inputs, names.basis)?;
    let measures = ["fuel", "fuel-volume", names.energy];
    let measure = one_input(inputs, &measures)?.ok_or_else(|| none_of("", measures))?;
    let heat = heat(inputs, names, measure)?;
    let (carbons, others) = ([names.co2, names.carbon, "carbon-fraction"], [names.ch4, names.n2o]);
    let carbon = one_input(inputs, &carbons)?;
    let mut results = Results::new();
    if let Some(heat) = &heat {
        results =
            results.value("energy", Amount::<Energy>::new(heat.energy()?.number().checked_div(terajoule())?).quantity()?.base());
    }
    let asked = |what: &str| -> Result<&Heat> {
        let mend = format!("give {} or {}", names.calorific_value, names.energy);
        Ok(heat.as_ref().ok_or_else(|| Problem::new(ErrorKind::Empty, what, "needs the energy of the fuel", mend))?)
    };
    if let Some(name) = carbon {
        let oxidation = inputs.maybe_share("oxidation-factor")?.ok_or_else(|| {
            Problem::new(ErrorKind::Empty, "oxidation-factor", "not given: part of the carbon that oxidises", "give value and unit")
        })?;
        let based = |name: &str| inputs.ratio(name).map(|ratio| Based { ratio, basis: names.basis });
        let co2 = if name == "carbon-fraction" {
            co2_of_carbon(mass(inputs, measure)?, inputs.share(name)?, oxidation)?
        } else if name == names.co2 {
            asked(name)?.co2(Carbon::Factor(based(name)?), oxidation)?
        } else {
            asked(name)?.co2(Carbon::Content(based(name)?), oxidation)?
        };
        let biogenic = inputs.maybe_share("biogenic-share")?;
        let origin = Origin::of(co2.quantity()?, biogenic.unwrap_or(Ratio::ZERO))?;
        results = results.mass("CO2", origin.fossil).mass("CO2_biogenic", origin.biogenic);
    }
    for (gas, name) in [("CH4", names.ch4), ("N2O", names.n2o)] {
        if let Some(ratio) = inputs.maybe_ratio(name) {
            results = results.mass(gas, asked(name)?.gas(name, Based { ratio, basis: names.basis })?.quantity()?);
        }
    }
    if carbon.is_none() && others.iter().all(|name| !inputs.has(name)) {
        return Err(none_of("", carbons.into_iter().chain(others)).into());
    }
    Ok(results)
}

/// The energy of the fuel, if there is a way to it.
fn heat(inputs: &Inputs, names: &Names, measure: &str) -> Result<Option<Heat>> {
    let based = |name: &str| inputs.maybe_ratio(name).map(|ratio| Based { ratio, basis: names.basis });
    let of_mass = based(names.calorific_value);
    if measure == names.energy {
        return Ok(Some(Heat::stated(inputs.quantity::<Energy>(measure)?, names.basis)));
    }
    if measure == "fuel" {
        let fuel: Mass = inputs.quantity(measure)?;
        return Ok(of_mass.map(|value| Heat::of_mass(fuel, value)));
    }
    let fuel: Volume = inputs.quantity(measure)?;
    Ok(match (one_input(inputs, &[names.calorific_value, names.by_volume])?, inputs.maybe_ratio("density")) {
        (Some(name), _) if name == names.by_volume => based(name).map(|value| Heat::of_volume(fuel, value)),
        (Some(_), Some(density)) => of_mass.map(|value| Heat::of_weighed_volume(fuel, density, value)),
        (Some(name), None) => {
            let mend = format!("give density, or {}", names.by_volume);
            return Err(Problem::new(ErrorKind::Empty, name, "speaks of mass, where the fuel is a volume", mend).into());
        }
        (None, _) => None,
    })
}

/// The mass of the fuel.
fn mass(inputs: &Inputs, measure: &str) -> Result<Amount<Mass>> {
    match (measure, inputs.maybe_ratio("density")) {
        ("fuel", _) => Ok(inputs.quantity::<Mass>(measure)?.into()),
        ("fuel-volume", Some(density)) => weighed(inputs.quantity::<Volume>(measure)?.into(), density),
        _ => Err(Problem::new(ErrorKind::Empty, "carbon-fraction", "needs the mass of the fuel", "give fuel, or density").into()),
    }
}

/// Refuses rows of the other basis.
fn one_basis(inputs: &Inputs, basis: Basis) -> Result<()> {
    let other = match basis {
        Basis::Net => Basis::Gross,
        Basis::Gross => Basis::Net,
    };
    for (name, cells) in inputs.values() {
        if let Some(cell) = cells.iter().find(|cell| cell.basis == other.to_string()) {
            let reason = format!("{name}: stands on {other} energy");
            let mend = match basis {
                Basis::Net => "use combustion-gross, all inputs gross",
                Basis::Gross => "use combustion, all inputs net",
            };
            return Err(Problem::new(ErrorKind::Conflict, cell.row.as_deref().unwrap_or_default(), reason, mend).into());
        }
    }
    Ok(())
}

/// A TJ in MJ: results stand in the unit of their list.
fn terajoule() -> Ratio {
    Ratio::from(Energy::terajoules(1).base())
}
