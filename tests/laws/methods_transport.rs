//! Transport: linear, split without loss, and four accounts of one road apart.

use citycarbon::gas::{Emissions, Gas, Substance};
use citycarbon::methods::transport::induced::Trip;
use citycarbon::methods::transport::water::Journeys;
use citycarbon::methods::transport::{
    Factors, asif, aviation, blend, electric, fuel_sales, gases, induced, inverted, off_road, resident, territorial, through,
};
use citycarbon::quantity::{Amount, Energy, Exact, Mass, PassengerDistance, Per, Power, Quantity, Ratio, VehicleDistance, Volume};
use proptest::prelude::*;

fn co2(emissions: &Emissions) -> Mass {
    emissions.of(Substance::Gas(Gas::CO2)).unwrap_or(Mass::ZERO)
}

/// A factor of whole grams, so that nothing is rounded.
fn factor<Q: Quantity>(grams: u32) -> Vec<(Gas, Per<Mass, Q>)> {
    vec![(Gas::CO2, Per::new(Mass::grams(grams), Q::from_base(Exact::ONE)).unwrap())]
}

fn vkm(number: u32) -> VehicleDistance {
    VehicleDistance::vehicle_kilometres(number)
}

fn of<Q: Quantity>(amount: u32, factors: &Factors<Q>) -> Mass {
    co2(&gases(Amount::from(Q::from_base(Exact::from(i64::from(amount)))), factors).unwrap())
}

/// A share in hundredths.
fn share() -> impl Strategy<Value = Ratio> {
    (0_i64..=100).prop_map(|hundredths| Ratio::new(hundredths, 100).unwrap())
}

fn sum(parts: impl IntoIterator<Item = Mass>) -> Mass {
    parts.into_iter().fold(Mass::ZERO, |sum, part| sum.checked_add(part).unwrap())
}

proptest! {
    /// Two districts apart emit what they emit together; none drives nothing.
    #[test]
    fn a_road_is_linear_in_its_distance(a in any::<u32>(), b in any::<u32>(), grams in 0_u32..5000) {
        let factors = factor(grams);
        let together = territorial::emissions(vkm(a).checked_add(vkm(b)).unwrap(), &factors).unwrap();
        let apart = territorial::emissions(vkm(a), &factors).unwrap().checked_add(&territorial::emissions(vkm(b), &factors).unwrap()).unwrap();
        prop_assert_eq!(together, apart);
        prop_assert_eq!(co2(territorial::emissions(VehicleDistance::ZERO, &factors).unwrap().emissions()), Mass::ZERO);
    }

    /// The road at the pump and at the wheel: litres through the economy are the distance, to the last digit.
    #[test]
    fn fuel_through_the_economy_is_the_fuel(litres in 1_u32..1_000_000, economy in 1_u32..50, grams in 0_u32..5000) {
        let pump = fuel_sales::emissions(Volume::litres(litres).into(), Ratio::ONE, &factor(grams)).unwrap();
        let step = Per::new(vkm(economy), Volume::litres(1)).unwrap();
        let by_distance: Vec<_> =
            factor(grams).into_iter().map(|(gas, per)| (gas, through(per, inverted(step).unwrap()).unwrap())).collect();
        let wheel = resident::emissions(vkm(litres).checked_mul(Exact::from(i64::from(economy))).unwrap(), &by_distance).unwrap();
        prop_assert_eq!(co2(pump.emissions()), co2(wheel.emissions()));
    }

    /// More of the sales for the city, more emissions; all of them are the fuel itself.
    #[test]
    fn the_share_of_the_city_is_monotone(litres in 0_u32..1_000_000, share in 0_i64..100) {
        let sold = |hundredths| fuel_sales::emissions(Volume::litres(litres).into(), Ratio::new(hundredths, 100).unwrap(), &factor(2500)).unwrap();
        prop_assert!(co2(sold(share).emissions()) <= co2(sold(share + 1).emissions()));
        prop_assert_eq!(co2(sold(100).emissions()), of::<Volume>(litres, &factor(2500)));
    }

    /// Two cities that share a trip count it once between them, each with one half; a third that it passes counts none.
    #[test]
    fn a_trip_between_two_cities_is_counted_once(distance in any::<u32>(), grams in 0_u32..5000, mine in share()) {
        let trip = |trip, part| co2(induced::emissions(trip, vkm(distance), part, &factor(grams)).unwrap().emissions());
        let whole = of::<VehicleDistance>(distance, &factor(grams));
        let theirs = mine.complement().unwrap();
        prop_assert_eq!(sum([trip(Trip::Outbound, mine), trip(Trip::Inbound, theirs)]), whole);
        prop_assert_eq!(trip(Trip::Internal, mine), whole);
        prop_assert_eq!(trip(Trip::Through, mine), Mass::ZERO);
    }

    /// Within the boundary, outside it as the city's, and outside it as others': together the fuel.
    #[test]
    fn journeys_are_split_without_loss(kilograms in any::<u32>(), inside in share(), counted in share()) {
        let fuel = || Amount::from(Mass::kilograms(kilograms));
        let found = Journeys { inside, counted_outside: counted }.emissions(fuel(), &factor(3100)).unwrap();
        let others = Journeys { inside, counted_outside: counted.complement().unwrap() }.emissions(fuel(), &factor(3100)).unwrap();
        prop_assert_eq!(sum([co2(&found.inside), co2(&found.outside), co2(&others.outside)]), of::<Mass>(kilograms, &factor(3100)));
        prop_assert_eq!(co2(&found.inside), co2(&others.inside));
    }

    /// Passenger-km put back together from the vehicles of all modes are the service; twice the service, twice the gases.
    #[test]
    fn modes_carry_the_whole_service(activity in 0_u32..100_000_000, shares in prop::collection::vec(1_i64..100, 1..6), load in 1_u32..50) {
        let all: i64 = shares.iter().sum();
        let load = Per::new(PassengerDistance::passenger_kilometres(load), vkm(1)).unwrap();
        let modes: Vec<_> = shares
            .iter()
            .map(|part| asif::Mode { share: Ratio::new(*part, all).unwrap(), load, factors: factor(180) })
            .collect();
        let service = PassengerDistance::passenger_kilometres(activity);
        let moved = asif::emissions(service, &modes).unwrap();
        let carried = Amount::sum(moved.iter().map(|mode| load.of(mode.distance).unwrap())).unwrap();
        prop_assert_eq!(carried.quantity().unwrap(), service);
        for (part, mode) in shares.iter().zip(&moved) {
            // S · A / L · 0.18 kg, in one fraction.
            let kilograms = Ratio::new(Exact::from(*part * i64::from(activity) * 18), Exact::from(all * 100)).unwrap();
            let expected = kilograms.checked_div(Ratio::from(load.amount().base())).unwrap().evaluate().unwrap().value();
            prop_assert_eq!(co2(&mode.emissions).base(), expected);
        }
    }

    /// What landings burn and what the cruise burns is the fuel; more landings leave less for the cruise.
    #[test]
    fn fuel_of_flights_is_landings_and_cruise(landings in 0_u32..10_000, each in 0_u32..4000, more in 0_u32..100_000_000) {
        let low = Mass::kilograms(each).checked_mul(Exact::from(i64::from(landings))).unwrap();
        let of = |number: u32| aviation::Landings {
            number: Exact::from(i64::from(number)),
            fuel: Mass::kilograms(each),
            gases: vec![(Gas::CO2, Mass::kilograms(each))],
        };
        let all = low.checked_add(Mass::kilograms(more)).unwrap();
        prop_assert_eq!(aviation::cruise_fuel(all, &[of(landings)]).unwrap(), Mass::kilograms(more));
        prop_assert_eq!(co2(&of(landings).emissions().unwrap()), low);
        prop_assert_eq!(aviation::cruise_fuel(low, &[of(landings + 1)]).is_err(), each > 0);
    }

    /// What the battery gets and what the charger loses is what is taken; scope 2 is what arrives of what was sent.
    #[test]
    fn electricity_is_what_was_sent_less_the_losses(distance in 0_u32..1_000_000, efficiency in 1_i64..=100, losses in 0_i64..50) {
        let rate = Per::new(Energy::kilowatt_hours(1), vkm(5)).unwrap();
        let efficiency = Ratio::new(efficiency, 100).unwrap();
        let taken = electric::charged(vkm(distance), rate, efficiency).unwrap();
        let battery = taken.number().checked_mul(efficiency).unwrap();
        prop_assert_eq!(battery.evaluate().unwrap().value(), rate.checked_mul(vkm(distance)).unwrap().quantity().unwrap().base());
        let losses = Ratio::new(losses, 100).unwrap();
        let supplied = electric::supplied(Amount::from(Energy::megajoules(distance)), &factor(500), losses).unwrap();
        let sent = Ratio::from(co2(&supplied.taken).base()).checked_div(losses.complement().unwrap()).unwrap();
        let lost = sent.checked_mul(losses).unwrap().evaluate().unwrap().value();
        prop_assert_eq!(co2(&supplied.lost).base(), lost);
    }

    /// Carbon of a blend is fossil or grown; the more of it grew, the less fossil CO2; the other gases do not mind.
    #[test]
    fn a_blend_keeps_its_carbon(litres in 0_u32..1_000_000, volume in 0_i64..=100, grown in share()) {
        let litre = |grams: u32| Per::new(Mass::grams(grams), Volume::litres(1)).unwrap();
        let part = |hundredths, biogenic| blend::Component {
            share: Ratio::new(hundredths, 100).unwrap(),
            biogenic,
            co2: litre(1500),
            others: vec![(Gas::CH4, litre(2))],
        };
        let nothing = Ratio::from(Exact::ZERO);
        let found = blend::emissions(Volume::litres(litres), &[part(100 - volume, nothing), part(volume, grown)]).unwrap();
        let of = |gas| sum(found.iter().filter_map(|part| part.of(Substance::Gas(gas))));
        prop_assert_eq!(sum([of(Gas::CO2), of(Gas::CO2_BIOGENIC)]), Mass::grams(1500).checked_mul(Exact::from(i64::from(litres))).unwrap());
        prop_assert_eq!(of(Gas::CH4), Mass::grams(2).checked_mul(Exact::from(i64::from(litres))).unwrap());
    }

    /// Twice the machines, or twice the hours, is twice the work.
    #[test]
    fn work_is_a_product(machines in 0_i64..1000, hours in 0_i64..8760, load in share()) {
        let work = |machines: i64, hours: i64| off_road::work(machines.into(), hours.into(), Power::kilowatts(75), load).unwrap().quantity().unwrap();
        prop_assert_eq!(work(2 * machines, hours), work(machines, 2 * hours));
        prop_assert_eq!(work(machines, hours).checked_mul(Exact::from(2_i64)).unwrap(), work(2 * machines, hours));
    }
}

#[test]
fn shares_that_are_not_one_say_what_they_are() {
    let mode = |hundredths: i64| asif::Mode {
        share: Ratio::new(hundredths, 100).unwrap(),
        load: Per::new(PassengerDistance::passenger_kilometres(2), vkm(1)).unwrap(),
        factors: Vec::new(),
    };
    let said = asif::emissions(PassengerDistance::passenger_kilometres(1), &[mode(60), mode(35)]).unwrap_err().to_string();
    assert_eq!(said, "\"0.95\": the sum of the shares of the modes is not 1; give every part, and each once");
    let said = aviation::cruise_fuel(
        Mass::kilograms(800),
        &[aviation::Landings { number: 1.into(), fuel: Mass::kilograms(825), gases: Vec::new() }],
    )
    .unwrap_err()
    .to_string();
    assert_eq!(
        said,
        "\"800 kg\": of fuel in all, and 825 kg in landings and take-offs; take fuel and landings of the same flights"
    );
    let none = electric::charged(vkm(1), Per::new(Energy::kilowatt_hours(1), vkm(5)).unwrap(), Ratio::from(Exact::ZERO));
    assert_eq!(none.unwrap_err().to_string(), "\"0\": charging-efficiency: nothing would reach the battery; write 0.9 for 90 %");
    let above = fuel_sales::emissions(Volume::litres(1).into(), Ratio::new(12, 10).unwrap(), &factor(1));
    assert_eq!(above.unwrap_err().to_string(), "\"12/10\": city-share: a share outside 0 to 1; write 0.8 for 80 %");
}

/// IPCC 2006, vol. 2, table 3.6.9, note 11: CO2 of a landing and take-off is 3.16 kg for each kg of fuel, rounded to 10 kg. The fuel
/// beside it is rounded to 10 kg too, so each printed CO2 lies within 5 + 3.16 · 5 kg of 3.16 times the printed fuel.
#[test]
fn co2_of_landings_is_that_of_their_fuel() {
    let registry = citycarbon::Registry::bundled().unwrap();
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
