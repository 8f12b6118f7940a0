//! The words of the reports.

use crate::measures::ServiceUnit;
use crate::taxonomy::Category;

messages! {
    /// A word that a report prints; the text is the entry of the variant's name in the language files.
    pub enum Label in "label";

    Draft
    Final
    Region
    GwpSet
    Level
    Factors { hash: String }
    BySector
    ScopeOne
    ScopeTwo
    ScopeThree
    TerritorialOnly
    Basic
    BasicPlus
    BasicS3
    Territorial
    BasicMarket
    BiogenicCo2
    Total
    Totals
    Tonnes
    BasicPerHead
    BasicPerKm2
    BasicPerGdp
    Population
    Missing
    ByGas
    ByYear
    Filled
    AllFilled { required: String }
    NoData
    FilledOf { filled: String, required: String }
    MissingHeader
    NotRequired { references: Vec<Category> }
    Keys
    IncludedIn { target: Category }
    Parts
    WholeCity
    Market
    LocationBased
    MarketBased
    Notices
    Fallbacks
    Publications
    RowsRead { accepted: u64, refused: u64 }
    NoteRounding
    NoteTerritorial
    NoteOtherScope3
    NoteKeys
    NoteTotals
    NoYears
    RestsOn
    BasicLacks { references: String }
    CrossChecks
    Here
    Measures
    NoteMeasures
    MeasureYears
    Baseline
    Project
    Leakage
    Reduction
    ReducedOne
    ReducedTwo
    ReducedThree
    NoteBaseline
    FallsInYear { tonnes: String }
    FallsLater { tonnes: String }
    StreamTonnes { streams: String }
    StreamRates { rate: String, tonnes: String }
    ServedEach { amount: String, what: ServiceUnit, before: String, after: String }
    SavedMoney { what: ServiceUnit, amount: String, currency: String, year: u16 }
}
