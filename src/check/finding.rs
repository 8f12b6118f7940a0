//! What checks found, as values with the parts that their texts have blanks for.

use super::CheckKind;
use crate::gas::{Gas, GwpSet};
use crate::taxonomy::{Category, NotationKey, Region, Year};

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
    CityAndPlaces:
    /// A row of the city as a whole, and rows of places.
    CityAndPlaces { activity: String, places: Vec<String>, more: Option<u64> }
    TotalRow:
    /// The amount of one place is the sum of all others.
    TotalOfPlaces { activity: String, place: Option<String> }
    TotalRow:
    /// A place that is a word for a total.
    NamedTotal { activity: String, place: String }
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

    // Factors and parameters.
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
    /// Electricity in a unit of heat, which may be the fuel of power plants.
    PrimaryEnergy { activity: String, unit: String }

    // Files and settings.
    File:
    /// A file that nothing reads, with a name near to one that is read.
    Misnamed { file: String, near: String }
    File:
    /// A file among the ledgers that is none.
    NoLedger { file: String }
    Accept:
    /// An acceptance of a check that is not open.
    Unmet { acceptance: String }
    Own:
    /// Words of a program, the same in every language.
    Own { text: String }
}
