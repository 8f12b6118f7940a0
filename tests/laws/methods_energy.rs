//! Methods of stationary energy: linear, split without a rest, on one basis.

use crate::given::{amount, exact, hundredths, same, share};
use citycarbon::Registry;
use citycarbon::methods;
use citycarbon::methods::cogeneration::{
    CogenerationOutput, CogenerationSplit, efficiency, energy_content, power_bonus, work_potential,
};
use citycarbon::methods::combustion::{CarbonOrigin, CarbonSource, EnergyFactor, FuelEnergy, OnBasis, co2_of_carbon};
use citycarbon::methods::electricity::{NetworkLoss, driven_by, own_generation};
use citycarbon::methods::fugitive::abandoned_mines::{AbandonedMines, escaped_or_none};
use citycarbon::methods::fugitive::coal_mining::{CoalMine, FlaredMethane};
use citycarbon::methods::fugitive::gas_distribution;
use citycarbon::methods::recovery;
use citycarbon::methods::weighed;
use citycarbon::quantity::{
    Amount, Coefficient, Distance, Energy, EnergyBasis, Exact, Fraction, Heads, Mass, Quantity, Ratio, Scalar, Volume,
};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A share above zero.
fn some_share() -> impl Strategy<Value = Fraction> {
    (1_i64..=100).prop_map(hundredths)
}

/// A rate in thousandths, up to a hundred.
fn rate() -> impl Strategy<Value = Ratio> {
    (1_i64..=100_000).prop_map(|thousandths| Ratio::new(thousandths, 1000).unwrap())
}

fn basis() -> impl Strategy<Value = EnergyBasis> {
    prop_oneof![Just(EnergyBasis::Net), Just(EnergyBasis::Gross)]
}

fn mass() -> impl Strategy<Value = Mass> {
    amount().prop_map(Mass::from_base)
}

/// What leaves a plant: something, in whole MJ.
fn output() -> impl Strategy<Value = CogenerationOutput> {
    (0_u32..1_000_000, 1_u32..1_000_000).prop_map(|(heat, power)| CogenerationOutput {
        heat: Energy::megajoules(heat).into(),
        power: Energy::megajoules(power).into(),
    })
}

/// The masses of heat and power.
fn masses(split: CogenerationSplit) -> (Mass, Mass) {
    (split.heat.quantity().unwrap(), split.power.quantity().unwrap())
}

fn whole(split: CogenerationSplit) -> Mass {
    let (heat, power) = masses(split);
    heat.checked_add(power).unwrap()
}

fn less(a: Ratio, b: Ratio) -> bool {
    a.numerator().checked_mul(b.denominator()).unwrap() <= b.numerator().checked_mul(a.denominator()).unwrap()
}

fn half(ratio: Ratio) -> Ratio {
    ratio.checked_mul(Ratio::new(1, 2).unwrap()).unwrap()
}

/// A factor of a gas, or of carbon, on a basis.
fn factor_on(basis: EnergyBasis, ratio: Ratio) -> EnergyFactor {
    OnBasis { value: Coefficient::new(ratio), basis }
}

/// The energy of a fuel by its calorific value on a basis.
fn energy_of<Q: Quantity>(fuel: Amount<Q>, calorific_value: Ratio, basis: EnergyBasis) -> FuelEnergy {
    FuelEnergy::of_fuel(fuel, OnBasis { value: Coefficient::new(calorific_value), basis }).unwrap()
}

/// The value and unit of a row.
type Cell<'a> = dyn Fn(&(&str, String, &str)) -> (String, String) + 'a;

proptest! {
    /// Heat and power are the whole plant, to the last digit, whichever method splits it.
    #[test]
    fn heat_and_power_add_up_to_the_plant(
        emitted in mass(), output in output(), heat in some_share(), power in some_share(), carnot in share()
    ) {
        let plant = Amount::from(emitted);
        prop_assert_eq!(whole(efficiency::compute(plant, output, heat, power).unwrap()), emitted);
        prop_assert_eq!(whole(energy_content::compute(plant, output).unwrap()), emitted);
        prop_assert_eq!(whole(work_potential::compute(plant, output, carnot).unwrap()), emitted);
        let displaced = plant.number().checked_div(output.power.number()).unwrap();
        prop_assert_eq!(whole(power_bonus::compute(plant, output.power, Coefficient::new(half(displaced))).unwrap()), emitted);
    }

    /// The three methods are one where heat and power are worth the same.
    #[test]
    fn equal_worth_splits_by_energy(emitted in mass(), output in output(), of_both in some_share()) {
        let plant = Amount::from(emitted);
        let by_energy = masses(energy_content::compute(plant, output).unwrap());
        prop_assert_eq!(masses(efficiency::compute(plant, output, of_both, of_both).unwrap()), by_energy);
        prop_assert_eq!(masses(work_potential::compute(plant, output, Fraction::ONE).unwrap()), by_energy);
    }

    /// The less work heat can do, the less it carries.
    #[test]
    fn colder_heat_carries_less(emitted in mass(), output in output(), a in 0_i64..=100, b in 0_i64..=100) {
        let of = |carnot: i64| masses(work_potential::compute(emitted.into(), output, hundredths(carnot)).unwrap()).0;
        prop_assert!(of(a.min(b)) <= of(a.max(b)));
    }

    /// Twice the fuel, twice the gas; two loads separately, the same gas as together.
    #[test]
    fn combustion_is_linear_in_fuel(
        a in 0_u32..1_000_000_000, b in 0_u32..1_000_000_000, value in rate(), factor in rate(), oxidised in share(), basis in basis()
    ) {
        let burnt = |tonnes: Mass| {
            energy_of(tonnes.into(), value, basis).co2(CarbonSource::Factor(factor_on(basis, factor)), oxidised).unwrap()
        };
        let (a, b) = (Mass::tonnes(a), Mass::tonnes(b));
        prop_assert!(same(burnt(a.checked_add(b).unwrap()).number(), burnt(a).checked_add(burnt(b)).unwrap().number()));
        prop_assert_eq!(burnt(Mass::ZERO).quantity().unwrap(), Mass::ZERO);
    }

    /// A volume with its density, the mass it weighs and the energy it holds give the same gas.
    #[test]
    fn the_same_fuel_measured_three_ways_gives_the_same_gas(
        litres in 0_u32..1_000_000_000, density in rate(), value in rate(), factor in rate(), basis in basis()
    ) {
        let volume = Volume::litres(litres);
        let of_volume = energy_of(weighed(volume.into(), density).unwrap(), value, basis);
        let by_volume = energy_of(Amount::from(volume), density.checked_mul(value).unwrap(), basis);
        let weight = Amount::<Mass>::from(Mass::from_base(density.checked_mul(volume.base()).unwrap().evaluate().unwrap().value()));
        let of_mass = energy_of(weight, value, basis);
        let of_energy = FuelEnergy::stated(of_volume.energy().quantity().unwrap().into(), basis);
        let gas = |energy: &FuelEnergy| energy.gas("ch4-factor", factor_on(basis, factor)).unwrap().evaluate().unwrap();
        prop_assert_eq!(gas(&of_volume), gas(&by_volume));
        prop_assert_eq!(gas(&of_volume), gas(&of_mass));
        prop_assert_eq!(gas(&of_volume), gas(&of_energy));
    }

    /// Carbon by energy, carbon by mass, and the factor that follows from it are one; no more carbon leaves than comes in.
    #[test]
    fn carbon_is_kept(fuel in 1_u32..1_000_000_000, value in rate(), fraction in some_share(), oxidised in share(), basis in basis()) {
        let fuel = Mass::tonnes(fuel);
        let content = fraction.number().checked_div(value).unwrap();
        let energy = energy_of(fuel.into(), value, basis);
        let by_content = energy.co2(CarbonSource::Content(factor_on(basis, content)), oxidised).unwrap().number();
        let factor = content.checked_mul(Ratio::new(44, 12).unwrap()).unwrap();
        let by_factor = energy.co2(CarbonSource::Factor(factor_on(basis, factor)), oxidised).unwrap().number();
        let by_mass = co2_of_carbon(fuel.into(), fraction, oxidised).unwrap().number();
        prop_assert!(same(by_content, by_factor) && same(by_content, by_mass));
        let left = by_content.checked_mul(Ratio::new(12, 44).unwrap()).unwrap();
        prop_assert!(less(left, fraction.number().checked_mul(fuel.base()).unwrap()));
    }

    /// A factor of the other basis is refused, whatever it is for.
    #[test]
    fn net_and_gross_never_meet(energy in 1_u32..1_000_000, factor in rate(), basis in basis()) {
        let other = if basis == EnergyBasis::Net { EnergyBasis::Gross } else { EnergyBasis::Net };
        let energy = FuelEnergy::stated(Energy::terajoules(energy).into(), basis);
        let wrong = factor_on(other, factor);
        let reason = format!("refers to {other} energy, but the energy of the fuel is {basis}; give both on the same basis");
        prop_assert_eq!(energy.gas("n2o-factor", wrong).unwrap_err().to_string(), format!("\"n2o-factor\": {reason}"));
        prop_assert_eq!(
            energy.co2(CarbonSource::Content(wrong), Fraction::ONE).unwrap_err().to_string(),
            format!("\"carbon-content\": {reason}")
        );
        prop_assert!(energy.co2(CarbonSource::Factor(wrong), Fraction::ONE).is_err());
    }

    /// Fossil and biogenic CO2 are the whole, and all of it is fossil where no share is biogenic.
    #[test]
    fn origins_add_up(co2 in mass(), biogenic in share()) {
        let origin = |biogenic| CarbonOrigin::of(Amount::from(co2), biogenic).unwrap();
        let (fossil, apart) = (origin(biogenic).fossil.quantity().unwrap(), origin(biogenic).biogenic.quantity().unwrap());
        prop_assert_eq!(fossil.checked_add(apart).unwrap(), co2);
        prop_assert_eq!(origin(Fraction::ZERO).fossil.quantity().unwrap(), co2);
    }

    /// What is lost is the stated part of what is sent out; two losses in turn are one loss.
    #[test]
    fn losses_are_a_part_of_what_is_sent_out(used in 1_u32..1_000_000_000, first in 0_i64..100, second in 0_i64..100) {
        let used = Amount::from(Energy::kilowatt_hours(used));
        let (first, second) = (hundredths(first), hundredths(second));
        let lost = NetworkLoss::InTurn(first, second).lost(used).unwrap();
        let sent = lost.checked_add(used).unwrap();
        let arrives = first.complement().unwrap().checked_mul(second.complement().unwrap()).unwrap();
        let both = arrives.complement().unwrap();
        prop_assert!(same(lost.number(), sent.number().checked_mul(both.number()).unwrap()));
        prop_assert!(same(NetworkLoss::OfSupply(both).lost(used).unwrap().number(), lost.number()));
        prop_assert!(same(NetworkLoss::OfUse(both).lost(used).unwrap().number(), both.number().checked_mul(used.number()).unwrap()));
    }

    /// A loss of all that is sent out leaves nothing to speak of.
    #[test]
    fn all_lost_is_refused(other in share()) {
        let all = "the losses are all of the energy sent out; give the share that is lost";
        prop_assert_eq!(NetworkLoss::<Ratio>::OfSupply(Fraction::ONE).per_unit_used().unwrap_err().to_string(), all);
        prop_assert_eq!(NetworkLoss::InTurn(other, Fraction::ONE).per_unit_used().unwrap_err().to_string(), all);
    }

    /// Own use and export are the whole plant; more own use, less export.
    #[test]
    fn own_use_and_export_add_up(emitted in mass(), made in 1_u32..1_000_000, a in 0_u32..1_000_000, b in 0_u32..1_000_000) {
        let split = |own: u32| {
            let (generated, own_use) = (Energy::kilowatt_hours(made), Energy::kilowatt_hours(own.min(made)));
            let split = own_generation::compute(Amount::from(emitted), generated.into(), own_use.into()).unwrap();
            (split.own.quantity().unwrap(), split.exported.quantity().unwrap())
        };
        prop_assert_eq!(split(a).0.checked_add(split(a).1).unwrap(), emitted);
        prop_assert!(split(a.max(b)).1 <= split(a.min(b)).1);
        prop_assert_eq!(split(made).0, emitted);
        prop_assert_eq!(split(0).1, emitted);
    }

    /// A boiler or chiller that gives as much as it takes changes nothing; a better one takes less.
    #[test]
    fn a_better_machine_takes_less(out in 0_u32..1_000_000, a in 1_i64..1000, b in 1_i64..1000) {
        let out = Energy::kilowatt_hours(out);
        let taken = |hundredths: i64| driven_by(Amount::from(out), Ratio::new(hundredths, 100).unwrap()).unwrap().number();
        prop_assert_eq!(driven_by(Amount::from(out), Ratio::ONE).unwrap().quantity().unwrap(), out);
        prop_assert!(less(taken(a.max(b)), taken(a.min(b))));
    }

    /// What escapes and what is recovered are what came out; of abandoned mines pumping may draw more, and then nothing escapes.
    #[test]
    fn recovery_takes_away_from_mines(coal in 0_u32..1_000_000, mining in rate(), after in rate(), density in some_share(), a in share(), b in share()) {
        let mine = CoalMine {
            production: Mass::tonnes(coal).into(),
            mining: Coefficient::new(mining),
            post_mining: Coefficient::new(after),
        };
        let released = weighed(mine.methane().unwrap(), density.number()).unwrap().quantity().unwrap();
        let part = |share: Fraction| Mass::from_base(share.number().checked_mul(released.base()).unwrap().evaluate().unwrap().value());
        let (a, b) = (part(a), part(b));
        let left = |taken: Mass| recovery::emitted(released.into(), taken.into()).and_then(Amount::quantity);
        prop_assert_eq!(left(a).unwrap().checked_add(a).unwrap(), released);
        prop_assert!(left(a.max(b)).unwrap() <= left(a.min(b)).unwrap());
        let more = released.checked_add(Mass::grams(1)).unwrap();
        prop_assert!(left(more).is_err());
        prop_assert_eq!(escaped_or_none(released.into(), more.into()).and_then(Amount::quantity).unwrap(), Mass::ZERO);
    }

    /// The carbon of flared methane leaves as CO2 or as CH4.
    #[test]
    fn flared_carbon_is_kept(methane in mass(), efficiency in share()) {
        let flared = FlaredMethane { methane: methane.into(), efficiency };
        let carbon = |gas: Amount<Mass>, heavy: i64| gas.number().checked_mul(Ratio::new(12, heavy).unwrap()).unwrap();
        let left = carbon(flared.co2().unwrap(), 44).checked_add(carbon(flared.unburnt().unwrap(), 16)).unwrap();
        prop_assert!(same(left, carbon(methane.into(), 16)));
    }

    /// No activity, no gas; segments and intervals are linear.
    #[test]
    fn fugitive_gas_is_linear(a in 0_u32..1_000_000, b in 0_u32..1_000_000, factor in rate(), gassy in share()) {
        let of = |km: u32| gas_distribution::compute(Distance::kilometres(km).into(), Coefficient::new(factor)).unwrap();
        prop_assert!(same(of(a + b).number(), of(a).checked_add(of(b)).unwrap().number()));
        prop_assert_eq!(of(0).quantity().unwrap(), Mass::ZERO);
        let mines = |count: u32| {
            let factor = Coefficient::new(factor);
            AbandonedMines { mines: Heads::count(count).into(), gassy_fraction: gassy, factor }.methane().unwrap()
        };
        prop_assert!(same(mines(a + b).number(), mines(a).checked_add(mines(b)).unwrap().number()));
    }

    /// Supplies in one worksheet are those of two; kWh, MWh and MJ are one amount.
    #[test]
    fn supplies_add_up_in_any_unit(a in 0_u32..1_000_000, b in 0_u32..1_000_000, grams in 0_u32..2000, loss in 0_u32..99) {
        let run = |rows: &[(&str, String, &str)]| {
            let table = |value: &Cell<'_>| -> Value {
                rows.iter().map(|row| {
                    let (value, unit) = value(row);
                    json!({ "supply": row.0, "value": value, "unit": unit })
                }).collect()
            };
            let inputs = json!({
                "consumption": table(&|row| (row.1.clone(), row.2.to_owned())),
                "co2-factor": table(&|_| (grams.to_string(), "g/kWh".to_owned())),
                "td-loss": table(&|_| (loss.to_string(), "%".to_owned())),
            });
            methods::find("transmission-losses").unwrap().compute(&inputs, Registry::bundled().unwrap()).unwrap()
        };
        let one = run(&[("a", a.to_string(), "kWh")]);
        let other = run(&[("b", b.to_string(), "MWh")]);
        let both = run(&[("a", a.to_string(), "kWh"), ("b", b.to_string(), "MWh")]);
        for name in ["lost", "CO2", "CO2-with-losses"] {
            let sum = one.sum(name, None).unwrap().checked_add(other.sum(name, None).unwrap()).unwrap();
            prop_assert_eq!(both.sum(name, None).unwrap(), sum);
        }
        let joules = run(&[("a", exact("3.6").checked_mul(Exact::from(a)).unwrap().to_string(), "MJ")]);
        prop_assert_eq!(joules, one);
    }
}

/// What a worksheet says to inputs that it cannot take.
fn refusal(method: &str, inputs: &Value) -> String {
    methods::find(method).unwrap().compute(inputs, Registry::bundled().unwrap()).unwrap_err().to_string()
}

#[test]
#[allow(clippy::too_many_lines)] // One table of refusals.
fn energy_methods_say_what_they_need() {
    let (one, kwh) = (json!({ "value": "1", "unit": "kg/kg" }), |value: &str| json!({ "value": value, "unit": "kWh" }));
    let tonne = json!({ "value": "1", "unit": "t" });
    let oil = json!({ "row": "ipcc2006-gas-diesel-oil-net-calorific-value" });
    let factor = json!({ "value": "74100", "unit": "kg/TJ" });
    let supply = |value: &str, unit: &str| json!([{ "supply": "grid", "value": value, "unit": unit }]);
    let cases = [
        ("combustion", json!({ "net-calorific-value": oil }), "not enough is given; give one of fuel, fuel-volume, net-energy"),
        (
            "combustion",
            json!({ "fuel": tonne, "net-calorific-value": oil }),
            "not enough is given; give one of co2-factor, carbon-content, carbon-fraction, co2-factor-by-mass, co2-factor-by-volume, \
             ch4-factor, ch4-factor-by-mass, ch4-factor-by-volume, n2o-factor, n2o-factor-by-mass, n2o-factor-by-volume",
        ),
        (
            "combustion",
            json!({ "fuel": tonne, "net-calorific-value": oil, "co2-factor": factor }),
            "oxidation-factor: missing: share of the carbon that oxidises (kg/kg); state it, or use a row such as @ipcc2006-fuel-oxidation-factor",
        ),
        (
            "combustion",
            json!({ "fuel": tonne, "co2-factor": factor, "oxidation-factor": one }),
            "\"co2-factor\": needs the energy of the fuel; give net-calorific-value or net-energy",
        ),
        (
            "combustion",
            json!({ "fuel": tonne, "fuel-volume": { "value": "1", "unit": "m3" }, "co2-factor": factor, "oxidation-factor": one }),
            "\"fuel-volume\": given together with fuel; give one of fuel, fuel-volume, net-energy",
        ),
        (
            "combustion",
            json!({ "fuel-volume": { "value": "1", "unit": "m3" }, "net-calorific-value": oil, "co2-factor": factor, "oxidation-factor": one }),
            "\"net-calorific-value\": refers to mass, but the fuel is given by volume; give density, or net-calorific-value-of-volume",
        ),
        (
            "combustion",
            json!({ "fuel": tonne, "gross-calorific-value": oil, "co2-factor": factor }),
            "\"gross-calorific-value\": not an input of combustion; use one of fuel, fuel-volume, net-energy, density, net-calorific-value, \
             net-calorific-value-of-volume, co2-factor, carbon-content, carbon-fraction, oxidation-factor, biogenic-share, ch4-factor, n2o-factor, \
             co2-factor-by-mass, co2-factor-by-volume, ch4-factor-by-mass, ch4-factor-by-volume, n2o-factor-by-mass, n2o-factor-by-volume",
        ),
        (
            "combustion-gross",
            json!({ "fuel": tonne, "gross-calorific-value": oil, "gross-co2-factor": factor, "oxidation-factor": one }),
            "gross-calorific-value: \"ipcc2006-gas-diesel-oil-net-calorific-value\": refers to net energy; use combustion, with all inputs net",
        ),
        (
            "cogeneration-energy-content",
            json!({ "co2": tonne, "heat": kwh("0"), "power": kwh("0") }),
            "cogeneration-energy-content: heat and power: division by zero; enter a number other than zero",
        ),
        (
            "cogeneration-energy-content",
            json!({ "heat": kwh("1"), "power": kwh("1") }),
            "not enough is given; give one of co2, ch4, n2o, co2-biogenic",
        ),
        (
            "cogeneration-power-bonus",
            json!({ "co2": tonne, "heat": kwh("1"), "power": kwh("10"), "displaced-co2-factor": { "value": "101", "unit": "kg/kWh" } }),
            "\"1010 kg\": displaced by the power, which is more than the 1000 kg that the plant emitted; \
             split it by efficiency or by work potential",
        ),
        (
            "cogeneration-power-bonus",
            json!({ "co2": tonne, "heat": kwh("1"), "power": kwh("10") }),
            "displaced-co2-factor: missing: CO2 of the power, had it come from elsewhere (kg/kWh); state it",
        ),
        (
            "grid-electricity",
            json!({ "consumption": supply("1", "kWh") }),
            "\"grid\": not enough is given; give one of co2-factor, ch4-factor, n2o-factor, co2e-factor",
        ),
        (
            "grid-electricity",
            json!({ "consumption": supply("1", "kWh"), "co2-factor": [{ "supply": "Grid", "value": "1", "unit": "kg/kWh" }] }),
            "\"Grid\": co2-factor has this supply, but consumption does not; did you mean \"grid\"?",
        ),
        (
            "transmission-losses",
            json!({ "consumption": supply("1", "kWh") }),
            "\"grid\": not enough is given; give one of td-loss, transmission-loss and distribution-loss, loss-of-use",
        ),
        (
            "transmission-losses",
            json!({
                "consumption": supply("1", "kWh"), "td-loss": supply("5", "%"), "transmission-loss": supply("2", "%"),
                "distribution-loss": supply("2", "%"),
            }),
            "\"grid\": transmission-loss and distribution-loss is given together with td-loss; give one of td-loss, transmission-loss and distribution-loss, loss-of-use",
        ),
        (
            "own-generation",
            json!({ "generation": kwh("10"), "own-use": kwh("11"), "co2": tonne }),
            "\"39.6 MJ\": own use of more than the 36 MJ generated; report electricity that was bought as grid-electricity",
        ),
        (
            "district-heat",
            json!({ "heat": kwh("1"), "fuel-co2-factor": factor }),
            "\"boiler-efficiency\": not given, but needed for fuel-co2-factor; give its value and unit",
        ),
        (
            "district-heat",
            json!({ "heat": kwh("1"), "boiler-efficiency": one, "co2-factor": { "value": "1", "unit": "kg/kWh" } }),
            "\"co2-factor\": a factor of the heat, given together with boiler-efficiency; give factors of the fuel, or leave boiler-efficiency out",
        ),
        (
            "cooling",
            json!({ "cooling": kwh("1"), "coefficient-of-performance": { "value": "0", "unit": "1/1" }, "co2-factor": { "value": "1", "unit": "kg/kWh" } }),
            "cooling: a ratio: division by zero; enter a number other than zero",
        ),
        (
            "coal-mining",
            json!({
                "production": [{ "mine": "a", "value": "1", "unit": "t" }], "mining-factor": [{ "mine": "a", "value": "1", "unit": "m3/t" }],
                "post-mining-factor": [{ "mine": "a", "value": "0", "unit": "m3/t" }],
                "density": { "value": "1", "unit": "kg/m3" }, "used": { "value": "2", "unit": "m3" },
            }),
            "\"2 kg\": more CH4 recovered than the 1 kg generated; give both for the same year and source",
        ),
        (
            "coal-mining",
            json!({
                "production": [{ "mine": "a", "value": "1", "unit": "t" }], "mining-factor": [{ "mine": "a", "value": "1", "unit": "m3/t" }],
                "post-mining-factor": [{ "mine": "a", "value": "0", "unit": "m3/t" }],
                "density": { "value": "1", "unit": "kg/m3" }, "flared": { "value": "1", "unit": "m3" },
            }),
            "flare-efficiency: missing: part of it that burns (kg/kg); state it",
        ),
        (
            "coal-mining",
            json!({
                "production": [{ "mine": "a", "value": "1", "unit": "t" }], "density": { "value": "1", "unit": "kg/m3" },
                "post-mining-factor": [{ "mine": "a", "value": "0", "unit": "m3/t" }],
            }),
            "\"a\": not enough is given; give one of mining-factor, gas-content with release-coefficient",
        ),
        (
            "coal-mining",
            json!({
                "production": [{ "mine": "a", "value": "1", "unit": "t" }], "density": { "value": "1", "unit": "kg/m3" },
                "gas-content": [{ "mine": "a", "value": "10", "unit": "m3/t" }],
                "post-mining-factor": [{ "mine": "a", "value": "0", "unit": "m3/t" }],
            }),
            "release-coefficient: missing: methane released for each m3 in the coal (m3/m3); state it",
        ),
        (
            "transmission-losses",
            json!({
                "consumption": supply("1", "kWh"), "co2-factor": supply("1", "kg/kWh"), "transmission-loss": supply("5", "%"),
            }),
            "distribution-loss: missing: share of the rest that distribution loses (kWh/kWh); state it, or use a row such as \
             @chunark2023-mea-distribution-loss-2017, @chunark2023-mea-distribution-loss-2019 (3 more)",
        ),
        ("gas-distribution", json!({}), "not enough is given; give one of throughput, pipes, devices"),
        (
            "gas-distribution",
            json!({
                "throughput": [{ "segment": "city", "value": "1", "unit": "m3" }],
                "ch4-of-throughput": [{ "segment": "city", "value": "1", "unit": "kg/m3" }],
                "pipes": [{ "segment": "city", "value": "1", "unit": "km" }],
                "ch4-of-pipes": [{ "segment": "city", "value": "1", "unit": "kg/km" }],
            }),
            "\"city\": pipes is given together with throughput; give one of throughput, pipes, devices",
        ),
        (
            "gas-distribution",
            json!({ "pipes": [{ "segment": "city", "value": "1", "unit": "km" }] }),
            "\"city\": ch4-of-pipes is not given for this segment; add an entry for it",
        ),
    ];
    let error_text = cases.each_ref().map(|(method, inputs, _)| refusal(method, inputs));
    assert_eq!(error_text.each_ref().map(String::as_str), cases.each_ref().map(|(.., message)| *message));
}

/// The electricity credit has no published case: its sampled instance gives what the exact one gives, worked by hand.
#[test]
fn the_electricity_credit_is_the_same_in_both_numbers() {
    let method = methods::find("cogeneration-power-bonus").unwrap();
    let given = json!({
        "co2": { "value": "8", "unit": "t" }, "ch4": { "value": "3", "unit": "kg" },
        "heat": { "value": "7", "unit": "MWh" }, "power": { "value": "10", "unit": "MWh" },
        "displaced-co2-factor": { "value": "0.5", "unit": "kg/kWh" }, "displaced-ch4-factor": { "value": "0", "unit": "kg/kWh" },
    });
    let inputs = method.read(&given, Registry::bundled().unwrap()).unwrap();
    let exact = method.run(&inputs).unwrap();
    let sampled = method.run_sampled(&inputs.sampled(|_, value| f64::from_ratio(value.ratio)).unwrap()).unwrap();
    let figures = |name: &str| {
        let sampled: Vec<_> = sampled.of(name).iter().map(|figure| (figure.labels["part"].clone(), figure.value)).collect();
        exact.of(name).iter().zip(sampled).map(|(exact, sampled)| (exact.value.to_string(), sampled)).collect::<Vec<_>>()
    };
    // 10,000 kWh · 0.5 kg = 5 t of the power, 3 t of the heat: 3/7 kg for each kWh. No CH4 is displaced: all of it is of the heat.
    let expected = [
        ("CO2", "heat", "3000", 3000.0),
        ("CO2", "power", "5000", 5000.0),
        ("CO2-factor", "heat", "0.428571428571", 3.0 / 7.0),
        ("CO2-factor", "power", "0.5", 0.5),
        ("CH4", "heat", "3", 3.0),
        ("CH4", "power", "0", 0.0),
    ];
    let found: Vec<_> = ["CO2", "CO2-factor", "CH4"].into_iter().flat_map(figures).collect();
    assert_eq!(found.len(), expected.len());
    for ((exact, (part, sampled)), (name, of, figure, number)) in found.iter().zip(expected) {
        assert_eq!((exact.as_str(), part.as_str()), (figure, of), "{name}");
        assert!((sampled - number).abs() <= 1e-9 * number, "{name} {part}: {sampled}");
    }
}

/// A district with a boiler, a network and shops: worked by hand.
#[test]
fn a_town_of_energy_adds_up_by_hand() {
    let run = |method: &str, inputs: Value| methods::find(method).unwrap().compute(&inputs, Registry::bundled().unwrap()).unwrap();
    // 1,000 t of gas and diesel oil: 43 TJ; 43 · 74,100 = 3,186,300 kg CO2; 43 · 10 = 430 kg CH4; 43 · 0.6 = 25.8 kg N2O (IPCC 2006).
    let oil = run(
        "combustion",
        json!({
            "fuel": { "value": "1000", "unit": "t" },
            "net-calorific-value": { "row": "ipcc2006-gas-diesel-oil-net-calorific-value" },
            "co2-factor": { "row": "ipcc2006-stationary-gas-diesel-oil-co2" },
            "oxidation-factor": { "value": "1", "unit": "kg/kg" },
            "ch4-factor": { "row": "ipcc2006-stationary-commercial-gas-diesel-oil-ch4" },
            "n2o-factor": { "row": "ipcc2006-stationary-commercial-gas-diesel-oil-n2o" },
        }),
    );
    let shown = |name: &str| oil.one(name).map(|value| value.to_string());
    assert_eq!(
        ["energy", "CO2", "CO2_biogenic", "CH4", "N2O"].map(shown),
        ["43", "3186300", "0", "430", "25.8"].map(|text| Some(text.to_owned()))
    );
    // 98 of 100 m3 flared at 0.67 kg/m3: 67 · 0.98 · 44/16 = 180.565 kg CO2, 67 · 0.02 = 1.34 kg CH4; 1000 t · 1.3 m3 less 100: 1200 m3.
    let pit = run(
        "coal-mining",
        json!({
            "production": [{ "mine": "pit", "value": "1000", "unit": "t" }],
            "mining-factor": [{ "mine": "pit", "row": "ipcc2006-fugitive-coal-surface-average-ch4" }],
            "post-mining-factor": [{ "mine": "pit", "row": "ipcc2006-fugitive-coal-surface-post-mining-average-ch4" }],
            "density": { "row": "ipcc2006-methane-density" },
            "flared": { "value": "100", "unit": "m3" },
            "flare-efficiency": { "value": "0.98", "unit": "kg/kg" },
        }),
    );
    assert_eq!(pit.one("CO2").map(|value| value.to_string()), Some("180.565".to_owned()));
    assert_eq!(pit.one("CH4_fossil").map(|value| value.to_string()), Some("805.34".to_owned()));
    // 1.1 t for each million m3 sold, 0.0011 Gg: 2 million m3 give 2,200 kg; 10 km of old pipes 11,700 kg (2019).
    let network = run(
        "gas-distribution",
        json!({
            "throughput": [{ "segment": "new", "value": "2", "unit": "million m3" }],
            "ch4-of-throughput": [{ "segment": "new", "row": "ipcc2006-fugitive-gas-distribution-natural-gas-ch4" }],
            "pipes": [{ "segment": "old", "value": "10", "unit": "km" }],
            "ch4-of-pipes": [{ "segment": "old", "row": "ipcc2019-fugitive-gas-distribution-limited-repair-gas-pipeline-ch4" }],
        }),
    );
    assert_eq!(network.sum("CH4_fossil", None).unwrap().to_string(), "13900");
    // 3,517 kWh of cold at a coefficient of 5: 703.4 kWh, at 0.5 kg/kWh 351.7 kg.
    let cold = run(
        "cooling",
        json!({
            "cooling": { "value": "3517", "unit": "kWh" },
            "coefficient-of-performance": { "value": "5", "unit": "kWh/kWh" },
            "co2-factor": { "value": "0.5", "unit": "kg/kWh" },
        }),
    );
    assert_eq!(["driving-energy", "CO2"].map(|name| cold.one(name).unwrap().to_string()), ["703.4", "351.7"]);
}
