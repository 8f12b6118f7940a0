//! What checks found, as values with the parts that their texts have blanks for.

use super::{CheckKind, PerHead};
use crate::gas::{Gas, GwpSet};
use crate::quantity::{Ratio, Rounding, is_above};
use crate::taxonomy::{Category, FootprintCategory, NotationKey, Region, Year};

/// Declares what can be found, each after the kind that it is of.
macro_rules! findings {
    ($(#[$about:meta])* $($group:ident: $(#[$doc:meta])* $finding:ident $({ $($blank:ident: $type:ty),* $(,)? })?)*) => {
        messages! {
            $(#[$about])*
            #[derive(PartialOrd, Ord, Hash)]
            pub enum Finding in "check";
            $($(#[$doc])* $finding $({ $($blank: $type),* })?)*
        }

        impl Finding {
            /// The kind of each variant, in their order.
            pub const KINDS: &'static [CheckKind] = &[$(CheckKind::$group),*];

            /// The kind of the check.
            pub fn kind(&self) -> CheckKind {
                match self { $(Self::$finding { .. } => CheckKind::$group),* }
            }
        }
    };
}

findings! {
    /// What a check found. The text is the entry of the variant's name in the language files; what it is about is in the id of the check.

    // Months and periods.
    Months:
    /// Months without a row, in a series of months: the first ones, and how many more there are.
    MonthsMissing { activity: String, place: Option<String>, months: Vec<String>, more: Option<u64> }
    Periods:
    /// A year and its months of one activity.
    YearAndMonths { activity: String, place: Option<String>, year: Year }
    Periods:
    /// A calendar year and a fiscal year of one activity.
    YearAndFiscal { activity: String, place: Option<String>, year: Year }
    Periods:
    /// Months and a fiscal year of one activity.
    MonthsAndFiscal { activity: String, place: Option<String>, year: Year }

    // References and their keys.
    Places:
    /// Places with neither a figure nor a key, where all figures are by place.
    PlacesMissing { places: Vec<String>, more: Option<u64> }
    Places:
    /// Names of places that differ in spaces, hyphens or case only.
    PlacesAlike { places: Vec<String> }
    Places:
    /// Names of places that are a letter apart.
    PlacesNear { places: Vec<String> }
    Places:
    /// A place whose region lies in another country than the city.
    PlaceAbroad { region: Region, of: Region }
    Keys:
    /// One cell was given several keys.
    SeveralKeys { keys: Vec<NotationKey>, taken: NotationKey }
    Keys:
    /// An IE that does not say where.
    NoTarget
    Keys:
    /// An IE whose target has no value.
    EmptyTarget { inside: Category }
    Keys:
    /// A key whose cell was not clean.
    UncleanKey { key: NotationKey }
    Keys:
    /// A reference of the city with a value and with the key of what does not occur or is elsewhere.
    ValueAndKey { key: NotationKey }
    Moved:
    /// Emissions included in a reference that the level does not count.
    MovedOut { inside: Category, level: String, tonnes: String }
    Overlap:
    /// References with values by activity and stated ones.
    ActivityAndStated
    Overlap:
    /// Two methods that may be about the same emissions.
    TwoWays { first: String, second: String }
    Overlap:
    /// Road transport by a method, and fuel of vehicles by rows of a ledger.
    MethodAndFuel { method: String, activities: Vec<String>, more: Option<u64> }
    Overlap:
    /// Two activities that are about the same emissions.
    SameEmissions { first: String, second: String }
    SameRow:
    /// Rows that are the same in every cell.
    SameRows { activity: String, rows: Vec<String>, more: Option<u64> }
    TotalRow:
    /// Rows whose asset or note is a word for a total.
    CalledTotal { activity: String, rows: Vec<String>, more: Option<u64> }
    CityAndPlaces:
    /// A row of the city as a whole, and rows of places.
    CityAndPlaces { activity: String, places: Vec<String>, more: Option<u64> }
    TotalRow:
    /// The amount of one place is the sum of all others.
    TotalOfPlaces { activity: String, place: Option<String> }
    TotalRow:
    /// A place that is a word for a total.
    NamedTotal { activity: String, place: String }
    StatedTotal:
    /// A stated total that the parts of its source do not add up to.
    TotalDiffers { source: String, of: Vec<String>, more: Option<u64>, total: String, parts: String }
    StatedTotal:
    /// A stated total of which its source states no part.
    TotalWithoutParts { source: String, of: Vec<String>, more: Option<u64> }
    Shares:
    /// Shares of a whole that are less than 1 together.
    SharesMissing { method: String, input: String, of: Option<String>, missing: String }
    Shares:
    /// A blend whose components are less than 1 together.
    BlendMissing { activity: String, missing: String }
    History:
    /// Histories that end before the year.
    HistoryStops { year: Year, series: Vec<String>, more: Option<u64> }
    History:
    /// Histories that are shorter than three half-lives.
    HistoryShort { series: Vec<String>, more: Option<u64> }
    Gases:
    /// A reference with biogenic CO2 and no other gas.
    BiogenicAlone
    Gases:
    /// A gas that the source of the others emits too.
    GasMissing { gas: Gas }
    AsStated:
    /// Figures known as CO2e in another set than that of the inventory are in its totals.
    MixedSets { gwp: GwpSet }

    // Physical sense.
    OwnRow:
    /// An own row that gives many times what the shipped one gives that it displaces.
    OwnRowAbove { printed: String, times: u64, shipped: String, of_shipped: String }
    OwnRow:
    /// An own row that gives a small part of what the shipped one gives that it displaces.
    OwnRowBelow { printed: String, times: u64, shipped: String, of_shipped: String }
    Plausible:
    /// Fewer passengers than one in a vehicle.
    FewPassengers { mode: String, passengers: String }
    Plausible:
    /// More persons than live in the city.
    MorePersons { persons: String, population: String }
    PerHead:
    /// More for each person than anywhere.
    PerHeadAbove { what: PerHead, amount: String, unit: String, times: u16, most: String }
    PerHead:
    /// Less for each person than anywhere.
    PerHeadBelow { what: PerHead, amount: String, unit: String, times: u16, least: String }
    Outlier:
    /// Many times the median of the years.
    OutlierAbove { activity: String, places: Vec<String>, more: Option<u64>, year: Year, times: u64, years: u64 }
    Outlier:
    /// A small part of the median of the years.
    OutlierBelow { activity: String, places: Vec<String>, more: Option<u64>, year: Year, times: u64, years: u64 }

    Outlier:
    /// Months that are many times the median of theirs.
    MonthsAbove { activity: String, place: Option<String>, months: Vec<String>, more: Option<u64>, times: u64, of: u64 }
    Outlier:
    /// Months that are a small part of the median of theirs.
    MonthsBelow { activity: String, place: Option<String>, months: Vec<String>, more: Option<u64>, times: u64, of: u64 }
    // Factors and parameters.
    Factor:
    /// An emission factor that is older than the second grade of temporal correlation allows.
    OldRow { years: String, back: u16, year: Year, categories: Vec<String>, more: Option<u64> }
    Factor:
    /// A margin of the grid in the place of its average.
    MarginRow { categories: Vec<String>, more: Option<u64> }
    Factor:
    /// A row that was made for something other than an inventory.
    OtherPurpose { purpose: String, categories: Vec<String>, more: Option<u64> }

    // Scope 2 by contracts.
    Market:
    /// Emissions of electricity in tonnes only: no contract or residual mix can weigh them.
    ElectricityByMass { tonnes: String }
    Market:
    /// A contract that does not state what the quality criteria ask for.
    ContractUnstated { contract: String, columns: Vec<String> }
    Market:
    /// A contract for electricity generated in another year than it is used in.
    OtherVintage { contract: String, vintage: Year, year: Year }
    Market:
    /// A contract from another market than that of the city.
    OtherMarket { contract: String, market: Region, region: Region }
    Market:
    /// A certificate that was retired before the electricity was generated.
    RetiredBefore { contract: String, retired: String, vintage: Year }
    OwnRow:
    /// Rows of the city's own that no line is computed with.
    UnusedRows { ids: Vec<String>, more: Option<u64> }
    // Units.
    Basis:
    /// Energy of a fuel that is billed gross, counted as net.
    BasisMissing { activity: String, region: Region }
    Basis:
    /// Energy without its basis, with factors for gross and for net energy.
    FactorsOfBothBases { activity: String }
    Phase:
    /// A volume of a gas counted as liquid.
    GasAsLiquid { activity: String, unit: String }
    Phase:
    /// A volume of a liquid counted as gas.
    LiquidAsGas { activity: String, unit: String }
    Unit:
    /// A unit of a thousandth, which may be one of a million.
    MilliOrMega { activity: String, unit: String, mega: String }
    Unit:
    /// A ton, which may be metric, short or long.
    MetricTon { activity: String }
    Unit:
    /// Electricity in a unit of heat, which may be the fuel of power plants.
    PrimaryEnergy { activity: String, unit: String }

    // Organisations.
    Keys:
    /// An IE whose target has no figure.
    EmptyCategory { inside: FootprintCategory }
    Moved:
    /// A required category included in one that is not.
    MovedCategory { inside: FootprintCategory, level: String }
    BaseYear:
    /// Departments or categories of one year only, against the base year.
    BoundaryChanged { base_year: Year, per_cent: String, parts: Vec<String>, more: Option<u64> }
    Departments:
    /// A department with no row in the year.
    DepartmentSilent { department: String }
    Departments:
    /// A meter, vehicle or other asset that is in the records of two departments.
    AssetTwice { asset: String, departments: Vec<String>, rows: Vec<String> }
    Departments:
    /// One bill in the records of two departments.
    BillTwice { activity: String, amount: String, departments: Vec<String>, rows: Vec<String> }
    File:
    /// A rule of the boundary that decides about no line.
    RuleUnused { department: Option<String>, activity: Option<String> }

    // Files and settings.
    File:
    /// A file that nothing reads, with a name near to one that is read.
    Misnamed { file: String, near: String }
    File:
    /// A file among the ledgers that is none.
    NoLedger { file: String }
    Number:
    /// Amounts with a point before three digits, in a file that does not show whether the point is the mark of thousands.
    PointOrThousands { file: String, amounts: u64, line: u64 }
    File:
    /// Rules of a view that no line meets.
    UnmetRules { view: String, rules: Vec<String>, more: Option<u64> }
    Accept:
    /// An acceptance of a check that is not open.
    Unmet { acceptance: String }
    Own:
    /// Words of a program, the same in every language.
    Own { text: String }
}

impl Finding {
    /// Fewer passengers than one in a vehicle, which needs somebody to drive it; none where there are enough.
    pub(crate) fn few_passengers(mode: &str, passengers: Ratio) -> Option<Self> {
        let few = is_above(Ratio::ONE, passengers);
        let passengers = passengers.divided(4, Rounding::HalfEven).ok()?.to_string();
        few.then(|| Self::FewPassengers { mode: mode.to_owned(), passengers })
    }
}
