//! Transport: linear, split without loss, and four accounts of one road kept separate.

use crate::given::{hundredths, share};
use citycarbon::Registry;
use citycarbon::gas::{Gas, Substance};
use citycarbon::methods;
use citycarbon::methods::transport::induced::TripEnds;
use citycarbon::methods::transport::{
    FuelBurnt, GasFactor, GasMasses, Journeys, asif, aviation, biofuel_blend, electric_vehicles, emitted, fuel_sales, induced,
    off_road_machinery, resident, supplied, territorial,
};
use citycarbon::quantity::{
    Amount, Coefficient, Energy, Exact, Fraction, Mass, PassengerDistance, Power, Quantity, Ratio, VehicleDistance, Volume,
};
use proptest::prelude::*;
use serde_json::json;

fn co2(masses: &GasMasses) -> Mass {
    masses.of(Gas::CO2).map_or(Mass::ZERO, |co2| co2.quantity().unwrap())
}

fn coefficient<A: Quantity, B: Quantity>(amount: A, per: B) -> Coefficient<A, B> {
    Coefficient::from_parts(amount, per).unwrap()
}

/// A factor of whole grams, so that nothing is rounded.
fn factor<Q: Quantity>(grams: u32) -> Vec<GasFactor<Q>> {
    vec![(Gas::CO2, coefficient(Mass::grams(grams), Q::from_base(Exact::ONE)))]
}

fn vkm(number: u32) -> VehicleDistance {
    VehicleDistance::vehicle_kilometres(number)
}

fn number(of: impl Into<Exact>) -> Ratio {
    Ratio::from(of.into())
}

fn of<Q: Quantity>(amount: u32, factors: &[GasFactor<Q>]) -> Mass {
    co2(&emitted(Amount::from(Q::from_base(Exact::from(i64::from(amount)))), factors).unwrap())
}

/// Litres of a fuel, with a factor per litre.
fn litres(volume: u32, grams: u32) -> FuelBurnt {
    FuelBurnt::Volume(Volume::litres(volume).into(), factor(grams))
}

fn sum(parts: impl IntoIterator<Item = Mass>) -> Mass {
    parts.into_iter().fold(Mass::ZERO, |sum, part| sum.checked_add(part).unwrap())
}

proptest! {
    /// Two districts separately emit what they emit together; none drives nothing.
    #[test]
    fn a_road_is_linear_in_its_distance(a in any::<u32>(), b in any::<u32>(), grams in 0_u32..5000) {
        let factors = factor(grams);
        let driven = |distance: VehicleDistance| territorial::compute(Amount::from(distance), &factors).unwrap();
        let together = driven(vkm(a).checked_add(vkm(b)).unwrap());
        let apart = driven(vkm(a)).checked_add(&driven(vkm(b))).unwrap();
        prop_assert_eq!(together.masses().emissions(), apart.masses().emissions());
        prop_assert_eq!(co2(driven(VehicleDistance::ZERO).masses()), Mass::ZERO);
    }

    /// The road at the pump and at the wheel: litres through the economy are the distance, to the last digit.
    #[test]
    fn fuel_through_the_economy_is_the_fuel(volume in 1_u32..1_000_000, economy in 1_u32..50, grams in 0_u32..5000) {
        let pump = fuel_sales::compute(&litres(volume, grams), Fraction::ONE).unwrap();
        let step = coefficient(vkm(economy), Volume::litres(1)).inverse().unwrap();
        let by_distance: Vec<_> = factor(grams).into_iter().map(|(gas, per)| (gas, per.through(step).unwrap())).collect();
        let distance = vkm(volume).checked_mul(Exact::from(i64::from(economy))).unwrap();
        let wheel = resident::compute(distance.into(), &by_distance).unwrap();
        prop_assert_eq!(co2(pump.masses()), co2(wheel.masses()));
    }

    /// More of the sales for the city, more emissions; all of them are the fuel itself.
    #[test]
    fn the_share_of_the_city_is_monotone(volume in 0_u32..1_000_000, share in 0_i64..100) {
        let sold = |share| co2(fuel_sales::compute(&litres(volume, 2500), hundredths(share)).unwrap().masses());
        prop_assert!(sold(share) <= sold(share + 1));
        prop_assert_eq!(sold(100), of::<Volume>(volume, &factor(2500)));
        prop_assert_eq!(co2(&litres(volume, 2500).masses().unwrap()), sold(100));
    }

    /// Two cities that share a trip count it once between them, each with one half; a third that it passes counts none.
    #[test]
    fn a_trip_between_two_cities_is_counted_once(distance in any::<u32>(), grams in 0_u32..5000, mine in share()) {
        let trip = |trip, part| co2(induced::compute(trip, vkm(distance).into(), part, &factor(grams)).unwrap().masses());
        let whole = of::<VehicleDistance>(distance, &factor(grams));
        let theirs = mine.complement().unwrap();
        prop_assert_eq!(sum([trip(TripEnds::Outbound, mine), trip(TripEnds::Inbound, theirs)]), whole);
        prop_assert_eq!(trip(TripEnds::Internal, mine), whole);
        prop_assert_eq!(trip(TripEnds::Through, mine), Mass::ZERO);
    }

    /// Within the boundary, outside it as the city's, and outside it as others': together the fuel.
    #[test]
    fn journeys_are_split_without_loss(kilograms in any::<u32>(), inside in share(), counted in share()) {
        let fuel = FuelBurnt::Mass(Mass::kilograms(kilograms).into(), factor(3100));
        let found = Journeys { inside, counted_outside: counted }.emissions(&fuel).unwrap();
        let others = Journeys { inside, counted_outside: counted.complement().unwrap() }.emissions(&fuel).unwrap();
        prop_assert_eq!(sum([co2(&found.inside), co2(&found.outside), co2(&others.outside)]), of::<Mass>(kilograms, &factor(3100)));
        prop_assert_eq!(co2(&found.inside), co2(&others.inside));
    }

    /// Passenger-km put back together from the vehicles of all modes are the service; twice the service, twice the gases.
    #[test]
    fn modes_carry_the_whole_service(activity in 0_u32..100_000_000, shares in prop::collection::vec(1_i64..100, 1..6), load in 1_u32..50) {
        let all: i64 = shares.iter().sum();
        let load = coefficient(PassengerDistance::passenger_kilometres(load), vkm(1));
        let modes: Vec<_> = shares
            .iter()
            .map(|part| asif::TransportMode { share: Fraction::from_parts(*part, all).unwrap(), load, factors: factor(180) })
            .collect();
        let service = PassengerDistance::passenger_kilometres(activity);
        let moved = asif::compute(service.into(), &modes).unwrap();
        let carried = Amount::sum(moved.iter().map(|mode| load.of(mode.distance).unwrap())).unwrap();
        prop_assert_eq!(carried.quantity().unwrap(), service);
        for (part, mode) in shares.iter().zip(&moved) {
            // S · A / L · 0.18 kg, in one fraction.
            let kilograms = Ratio::new(Exact::from(*part * i64::from(activity) * 18), Exact::from(all * 100)).unwrap();
            let expected = kilograms.checked_div(load.number()).unwrap().evaluate().unwrap().value();
            prop_assert_eq!(co2(&mode.masses).base(), expected);
        }
    }

    /// What landings burn and what the cruise burns is the fuel; more landings leave less for the cruise.
    #[test]
    fn fuel_of_flights_is_landings_and_cruise(landings in 0_u32..10_000, each in 0_u32..4000, more in 0_u32..100_000_000) {
        let low = Mass::kilograms(each).checked_mul(Exact::from(i64::from(landings))).unwrap();
        let of = |count: u32| aviation::Landings {
            number: number(i64::from(count)),
            fuel: Amount::from(Mass::kilograms(each)),
            gases: vec![(Gas::CO2, Mass::kilograms(each).into())],
        };
        let cruise = |all: Mass, count| aviation::cruise_fuel(all.into(), &[of(count)]).and_then(Amount::quantity);
        prop_assert_eq!(cruise(low.checked_add(Mass::kilograms(more)).unwrap(), landings).unwrap(), Mass::kilograms(more));
        prop_assert_eq!(co2(&of(landings).masses().unwrap()), low);
        prop_assert_eq!(cruise(low, landings + 1).is_err(), each > 0);
    }

    /// What the battery gets and what the charger loses is what is taken; scope 2 is what arrives of what was sent.
    #[test]
    fn electricity_is_what_was_sent_less_the_losses(distance in 0_u32..1_000_000, efficiency in 1_i64..=100, losses in 0_i64..50) {
        let rate = coefficient(Energy::kilowatt_hours(1), vkm(5));
        let efficiency = hundredths(efficiency);
        let taken = electric_vehicles::charged(vkm(distance).into(), rate, efficiency).unwrap();
        let battery = taken.part(efficiency).unwrap();
        prop_assert_eq!(battery.quantity().unwrap(), rate.of(vkm(distance).into()).unwrap().quantity().unwrap());
        let losses = hundredths(losses);
        let supplied = supplied(Amount::from(Energy::megajoules(distance)), &factor(500), losses).unwrap();
        let sent = Ratio::from(co2(&supplied.taken).base()).checked_div(losses.complement().unwrap().number()).unwrap();
        let lost = sent.checked_mul(losses.number()).unwrap().evaluate().unwrap().value();
        prop_assert_eq!(co2(&supplied.lost).base(), lost);
    }

    /// Carbon of a blend is fossil or grown; the more of it grew, the less fossil CO2; the other gases do not mind.
    #[test]
    fn a_blend_keeps_its_carbon(litres in 0_u32..1_000_000, volume in 0_i64..=100, grown in share()) {
        let litre = |grams: u32| coefficient(Mass::grams(grams), Volume::litres(1));
        let part = |share, biogenic| biofuel_blend::BlendComponent {
            share: hundredths(share),
            biogenic,
            co2: litre(1500),
            others: vec![(Gas::CH4, litre(2))],
        };
        let sold = Volume::litres(litres).into();
        let found = biofuel_blend::compute(sold, &[part(100 - volume, Fraction::ZERO), part(volume, grown)]).unwrap();
        let of = |gas| sum(found.iter().filter_map(|part| part.of(gas)).map(|mass| mass.quantity().unwrap()));
        prop_assert_eq!(sum([of(Gas::CO2), of(Gas::CO2_BIOGENIC)]), Mass::grams(1500).checked_mul(Exact::from(i64::from(litres))).unwrap());
        prop_assert_eq!(of(Gas::CH4), Mass::grams(2).checked_mul(Exact::from(i64::from(litres))).unwrap());
    }

    /// Twice the machines, or twice the hours, is twice the work.
    #[test]
    fn work_is_a_product(machines in 0_i64..1000, hours in 0_i64..8760, load in share()) {
        let work = |machines: i64, hours: i64| {
            off_road_machinery::work(number(machines), number(hours), Power::kilowatts(75).into(), load).unwrap().quantity().unwrap()
        };
        prop_assert_eq!(work(2 * machines, hours), work(machines, 2 * hours));
        prop_assert_eq!(work(machines, hours).checked_mul(Exact::from(2_i64)).unwrap(), work(2 * machines, hours));
    }
}

#[test]
fn shares_that_are_not_one_say_what_they_are() {
    let mode = |share: i64| asif::TransportMode {
        share: hundredths(share),
        load: coefficient(PassengerDistance::passenger_kilometres(2), vkm(1)),
        factors: Vec::new(),
    };
    let modes = asif::compute(PassengerDistance::passenger_kilometres(1).into(), &[mode(60), mode(35)]);
    let landings = aviation::Landings { number: Ratio::ONE, fuel: Mass::kilograms(825).into(), gases: Vec::new() };
    let cruise = aviation::cruise_fuel(Mass::kilograms(800).into(), &[landings]);
    let rate = coefficient(Energy::kilowatt_hours(1), vkm(5));
    let none = electric_vehicles::charged(vkm(1).into(), rate, Fraction::ZERO);
    let above = methods::find("transport-fuel-sales").unwrap().compute(
        &json!({
            "fuel-volume": [{ "fuel": "diesel", "value": "1", "unit": "L" }],
            "city-share": [{ "fuel": "diesel", "value": "120", "unit": "%" }],
            "emission-factor-by-volume": [{ "fuel": "diesel", "gas": "CO2", "value": "2", "unit": "kg/L" }],
        }),
        Registry::bundled().unwrap(),
    );
    let all_lost = supplied(Amount::from(Energy::kilowatt_hours(1)), &factor(1), Fraction::ONE);
    assert_eq!(
        [
            modes.unwrap_err().to_string(),
            cruise.unwrap_err().to_string(),
            none.unwrap_err().to_string(),
            above.unwrap_err().to_string(),
            all_lost.unwrap_err().to_string(),
        ],
        [
            "\"0.95\": the sum of the shares of the modes is not 1; give every part, and each once",
            "\"800 kg\": all fuel, which is less than the 825 kg of landings and take-offs; give fuel and landings of the same flights",
            "charging-efficiency: \"0\": nothing would reach the battery; write 0.9 for 90 %",
            "city-share: \"1.2\": a share outside 0 to 1; write 0.8 for 80 %",
            "the losses are all of the energy sent out; give the share that is lost",
        ]
    );
}

/// IPCC 2006, vol. 2, table 3.6.9, note 11: CO2 of a landing and take-off is 3.16 kg for each kg of fuel, rounded to 10 kg. The fuel
/// next to it is rounded to 10 kg too, so each printed CO2 lies within 5 + 3.16 · 5 kg of 3.16 times the printed fuel.
#[test]
fn co2_of_landings_is_that_of_their_fuel() {
    let registry = Registry::bundled().unwrap();
    let base = |ratio: Ratio| ratio.evaluate().unwrap().value();
    let (factor, most): (Exact, Exact) = ("3.16".parse().unwrap(), "20.8".parse().unwrap());
    let mut aircraft = 0;
    for fuel in registry.parameters().iter().filter(|row| row.name == "lto-fuel") {
        let found: Vec<_> =
            registry.factors().iter().filter(|row| row.process == "aviation.lto" && row.subject == fuel.subject).collect();
        assert_eq!(found.len(), 3, "{}: CO2, CH4 and N2O", fuel.subject);
        let co2 = found.iter().find(|row| row.substance == Substance::Gas(Gas::CO2)).unwrap();
        let off =
            base(co2.rate.ratio().unwrap()).checked_sub(base(fuel.rate.ratio().unwrap()).checked_mul(factor).unwrap()).unwrap();
        assert!(off <= most && off.checked_neg().unwrap() <= most, "{}: {off}", fuel.subject);
        aircraft += 1;
    }
    assert_eq!(aircraft, 52);
}

/// A gas that no fuel gives is refused with those that it does.
#[test]
fn a_gas_of_no_fuel_is_refused() {
    let given = serde_json::json!({
        "fuel-mass": [{ "fuel": "diesel", "value": "1", "unit": "t" }],
        "in-boundary-share": { "value": "1", "unit": "kg/kg" },
        "transboundary-share": { "value": "1", "unit": "kg/kg" },
        "emission-factor-by-mass": [{ "fuel": "diesel", "gas": "SF6", "value": "1", "unit": "g/kg" }],
    });
    let error = citycarbon::methods::find("rail").unwrap().compute(&given, citycarbon::Registry::bundled().unwrap()).unwrap_err();
    assert_eq!(error.to_string(), "\"SF6\": not a gas of this method; use one of CO2, CH4, N2O, CO2_biogenic");
}
