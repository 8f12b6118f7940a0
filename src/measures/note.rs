//! Notes of the sector models, and what they serve and save, as values: each is printed in every language.

use super::streams::{Destination, Stream};
use crate::check::Finding;
use crate::error::{Blank, Fill};
use crate::i18n::{self, Language};
use crate::notice::Notice;
use crate::quantity::{Exact, Fraction};
use crate::taxonomy::Year;

messages! {
    /// What a reader must know of a sector model: what is assumed, what is left out and why. The text is the entry of the
    /// variant's name in the language files.
    ///
    /// ```
    /// use citycarbon::i18n::Language;
    /// use citycarbon::measures::Note;
    /// let note = Note::NoAuxiliary;
    /// assert_eq!(note.to_string(), "auxiliary use is counted only where it is stated");
    /// assert_eq!(note.render(Language::Thai), "ไม่นับไฟฟ้าที่ระบบใช้เอง หากไม่ได้ระบุ");
    /// ```
    pub enum Note in "note";

    /// Replaced trucks that keep running are leakage.
    TrucksRunOn
    /// No share of replaced trucks that keep running is stated.
    TrucksGone
    /// The work of trucks is the same on both sides.
    TrucksWork
    /// The references of the exhaust and the electricity of trucks.
    TrucksScopes
    /// What is not counted of trucks.
    TrucksLeftOut
    /// No distance is added for payload lost to the battery.
    NoExtraDistance
    /// Trucks do not improve where nothing says so.
    TrucksAsBefore
    /// Some groups of trucks state no tonnes.
    NoTonnes
    /// Money is that of energy only.
    EnergyAlone
    /// Some groups of trucks state no prices.
    NoPrices
    /// Each kWh drawn weighs as the grid of its year.
    GridDrawn
    /// Buses that keep running are leakage.
    BusesRunOn
    /// No share of buses that keep running is stated.
    BusesGone
    /// What is not estimated of buses.
    BusesLeftOut
    /// The references of the exhaust and the electricity of buses.
    BusesScopes
    /// The distance of buses is the same on both sides.
    BusesDistance
    /// Passengers of a line who take nothing without the measure.
    NothingWithout { line: String, mode: String, share: Fraction, reason: String }
    /// Figures for each bus-km and passenger hold other trips too.
    DrawnInside
    /// Buses do not improve where nothing says so.
    BusesAsBefore
    /// Passengers or the length of their trips are not stated for every line.
    NoPassengerDistance
    /// What pollutants of exhaust are, and what is not in them.
    ExhaustHot
    /// The buses and the driving that the curves are of.
    ExhaustOfBuses
    /// The curves of a bus stand in for those of trucks.
    ExhaustOfTrucks
    /// Groups or lines whose exhaust is not stated: the first ones, and how many more there are.
    ExhaustUnstated { names: Vec<String>, more: Option<u64> }
    /// The exhaust of the vehicles of passengers drawn from other modes.
    ExhaustOfModes
    /// Pollutants of power plants are not stated.
    PlantsUnstated
    /// Pollutants of power plants by the electricity at the charger.
    PlantsByCharger
    /// Roofs have no leakage.
    RoofsLeakage
    /// Each kWh displaced weighs as the grid of its year.
    GridDisplaced
    /// The inventory already includes the reduction of roofs.
    RoofsInventory
    /// What is exported is avoided outside the city.
    RoofsExport
    /// No auxiliary use is stated.
    NoAuxiliary
    /// Landfills count by methane commitment.
    Commitment
    /// What is not counted of separation.
    SeparationLeftOut
    /// No extra way to the treatment is stated.
    NoExtraWay
    /// What falls in each year is separated from the commitment.
    YearlyEffect { climate: String, month: u8 }
    /// What falls in each year is not separated.
    NoYearlyEffect
    /// Waste whose way does not change.
    Unmoved
    /// Rows of a year that the measure does not have.
    RowsOutside { rows: u64, year: Year }
    /// Waste of which nothing, or not all, is counted without the measure.
    UncountedWithout { stream: Stream, rest: Option<Exact>, reason: String }
    /// Waste of which nothing, or not all, is counted with it.
    UncountedWith { stream: Stream, destination: Destination, rest: Option<Exact>, reason: String }
    /// Waste of a plant of which nothing, or not all, is counted without the measure.
    UncountedBefore { name: String, rest: Option<Exact>, reason: String }
    /// Waste of a plant of which nothing, or not all, is counted with it.
    UncountedAfter { name: String, rest: Option<Exact>, reason: String }
    /// What is avoided outside the city is in no reduction.
    OutsideOnly
    /// What is not counted of landfill gas.
    LandfillGasLeftOut
    /// What is not counted of composting.
    CompostingLeftOut
    /// What is not counted of digestion.
    DigestionLeftOut
    /// What is not counted of furnaces.
    FurnaceLeftOut
    /// Where waste that is burnt for energy belongs.
    EnergyOfWaste { name: String }
    /// What is not counted of sludge.
    SludgeLeftOut
    /// What is not counted of recycling.
    RecyclingLeftOut
    /// The gain in air quality is not of this figure.
    AirQualityLeftOut
    /// What is not counted of wastewater.
    WastewaterLeftOut
    /// What is not counted of biodiesel.
    BiodieselLeftOut
    /// What is not counted of biochar.
    BiocharLeftOut
    /// What is not counted of rice.
    RiceLeftOut
    /// What is not counted of trees.
    TreesLeftOut
    /// Years after the last survey of trees.
    NoSurveyOfTrees
    /// Inputs of a line that make no sense.
    Check { line: String, finding: Finding }
    /// A notice of the measure's rows.
    Notice { notice: Notice }
    /// A share of what the baseline has.
    ShareOfBaseline
    /// Rebound is not estimated.
    ReboundLeftOut
    /// Several actions on one activity multiply.
    SavingsMultiply
    /// Nothing says that those who joined leave again.
    SavingsStay
    /// What each who takes part saves, and who says so.
    SavingStated { name: String, saving: Fraction, code: String, source: String }
    /// A switch moves emissions between references.
    SwitchMoves
    /// Nothing says that those who switched go back.
    SwitchesStay
    /// What takes the place of each unit, and who says so.
    SwitchStated { name: String, from: String, to: String, gives: String, source: String }
    /// The grid is changed by others than the city.
    GridOfOthers
    /// Grid electricity weighs by a series of a crediting rule.
    CreditingSeries { series: String }
    /// The inventory already includes the saving.
    SavedInInventory
    /// Less heat of lamps is not counted.
    HeatOfLamps
    /// No life is stated.
    NoLife
    /// The load of transformers is the same on both sides.
    SameLoad
    /// Cold is not normalised by the weather.
    WeatherAsIs
    /// Equipment that still ran has two baselines.
    TwoBaselines
    /// Some refrigerant is not stated.
    NoRefrigerant
    /// The code that a new building is held against.
    CodeInForce { building: String, code: String }
    /// Claimed tonnes are in no reduction.
    ClaimOnly
    /// What is in place in a year saves, not what the year added.
    StockOfTheYear
    /// A published saving of one unit, and who states it.
    UnitSavingOf { name: String, what: String, saving: String, unit: String, source: String }
    /// Those who joined leave again as stated.
    PersistenceStated
    /// Certificates change the market view only.
    LocationUnchanged
    /// What is matched, by which certificate.
    MatchedBy { name: String, amount: String, code: String, year: Year, certificate: String, vintage: Year, tracking: String, source: String }
    /// A certificate older than the year that it is claimed for.
    OlderVintage { name: String, vintage: Year, year: Year }
    /// The references between which passengers shift.
    ShiftScopes
    /// A mode without energy, and why.
    NoEnergyOf { service: String, mode: String, reason: String }
    /// The module of a technology that is not proven for as long as others.
    UnprovenModules { roof: String }
    /// Modules that are replaced start anew.
    ModulesReplaced { roof: String, years: u64 }
    /// Yields that are possible too.
    YieldRange { roof: String, low: String, high: String }
    /// A year and its months of one stream, of the city as a whole where no place is named.
    YearAndMonths { stream: Stream, destination: Destination, place: Option<String>, year: Year }
    /// Words of a form or a program, the same in every language.
    Own { text: String }
}

messages! {
    /// What a measure serves or saves.
    ///
    /// ```
    /// use citycarbon::measures::ServiceUnit;
    /// assert_eq!(ServiceUnit::BusDistance.to_string(), "bus-km");
    /// ```
    pub enum ServiceUnit in "served";

    /// Distance of vehicles.
    VehicleDistance
    /// Tonnes of waste collected.
    Collected
    /// Days of vehicles.
    VehicleDays
    /// Distance of buses.
    BusDistance
    /// Passengers carried.
    Passengers
    /// Distance of passengers.
    PassengerDistance
    /// Electricity generated.
    Generated
    /// Of it what is used where it is generated.
    UsedOnSite
    /// Of it what is sent to the grid.
    Exported
    /// Tonnes that are kept out of mixed waste.
    KeptOut
    /// Fuel less electricity.
    Energy
    /// Electricity matched by certificates.
    Matched
    /// Households that take part.
    Households
    /// Tonnes of waste treated.
    Treated
    /// Persons whose wastewater is treated.
    Connected
    /// Trees that live.
    LivingTrees
    /// Words of a form or a program, the same in every language.
    Own { text: String }
}

fills_with_its_text!(Exact, Fraction);

macro_rules! labelled {
    ($($kind:ident in $section:literal),+) => { $(
        impl $kind {
            /// Its name in a language; in English as files spell it.
            pub fn label(self, language: Language) -> &'static str {
                i18n::label(&format!(concat!($section, ".{}"), self), language).unwrap_or(self.name())
            }
        }

        impl crate::error::sealed::SealedBlank for $kind {}

        impl Blank for $kind {
            fn fill(&self) -> Fill<'_> {
                Fill::LabelKey(format!(concat!($section, ".{}"), self).into())
            }
        }
    )+ };
}
labelled!(Stream in "stream", Destination in "destination");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_english_streams_and_destinations_are_named_as_files_spell_them() {
        assert!(Stream::ALL.iter().all(|stream| stream.label(Language::English) == stream.name()));
        assert!(Destination::ALL.iter().all(|destination| destination.label(Language::English) == destination.name()));
    }

    #[test]
    fn what_is_left_of_a_tonne_one_row_and_no_place_are_said_as_such() {
        let uncounted = |rest| Note::UncountedWith {
            stream: Stream::Organic,
            destination: Destination::Composting,
            rest,
            reason: "{rest}".to_owned(),
        };
        assert_eq!(uncounted(None).to_string(), "organic to composting: nothing is counted for it: {rest}");
        assert_eq!(uncounted(None).render(Language::Thai), "ขยะอินทรีย์ที่นำไปหมักทำปุ๋ย: ไม่นับส่วนนี้ทั้งหมด: {rest}");
        let part = uncounted("0.25".parse().ok());
        assert_eq!(part.to_string(), "organic to composting: nothing is counted for 0.25 of a tonne: {rest}");
        assert_eq!(part.render(Language::Thai), "ขยะอินทรีย์ที่นำไปหมักทำปุ๋ย: ไม่นับส่วน 0.25 ของแต่ละตัน: {rest}");
        let year: Year = "2023".parse().unwrap();
        let outside = |rows| Note::RowsOutside { rows, year };
        assert_eq!(outside(1).to_string(), "1 row of 2023 is not counted: not a year of the measure");
        assert_eq!(outside(2).to_string(), "2 rows of 2023 are not counted: not a year of the measure");
        let twice = |place: &str| Note::YearAndMonths {
            stream: Stream::Organic,
            destination: Destination::Energy,
            place: Some(place.to_owned()).filter(|place| !place.is_empty()),
            year,
        };
        assert_eq!(
            twice("B").to_string(),
            "organic to energy in B: 2023 is given both as a whole and by months or days; check for double counting"
        );
        assert_eq!(
            twice("").to_string(),
            "organic to energy: 2023 is given both as a whole and by months or days; check for double counting"
        );
        assert_eq!(
            twice("B").render(Language::Thai),
            "ขยะอินทรีย์ที่นำไปผลิตพลังงาน ใน B: ปี 2023 มีทั้งค่าทั้งปีและค่ารายเดือนหรือรายวัน: ตรวจสอบว่านับซ้ำหรือไม่"
        );
    }
}
