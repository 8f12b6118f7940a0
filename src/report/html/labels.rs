//! The words of the page.

use crate::taxonomy::Year;

messages! {
    /// A word that the page for browsers prints; the text is the entry of the variant's name in the language files.
    pub enum HtmlLabel in "html";

    Skip
    Contents
    NotReadByNative
    Footer
    ChartFigures
    Summary
    Excludes { without: u64, cells: u64 }
    ExcludesParts { parts: u64 }
    ExcludesNothing { cells: u64 }
    SummaryTotal { year: String, city: String, tonnes: String, level: String }
    SummaryNothing { year: String }
    SummaryLacks { without: u64, cells: u64 }
    SummaryParts { parts: u64 }
    LargestIs { source: String, share: String, year: String }
    SummaryHead { tonnes: String }
    SummaryChange { first: String, last: String, tonnes: String, share: String }
    SummaryAbove { year: String, tonnes: String }
    SummaryBelow { year: String, tonnes: String }
    SummaryChecks { open: u64 }
    SummaryNoChecks
    SectorsScopes
    SectorsTitle { level: String }
    SectorsTakeaway { sector: String, share: String, year: String }
    Sector
    Source
    SourcesTitle { year: String }
    PerHeadAndArea
    Figure
    PerArea { level: String }
    PerGdp { level: String }
    Area
    NoteIntensity
    Change
    ChangeTitle { first: String, last: String, level: String }
    ChangeTakeaway { like: String, sector: String, tonnes: String, share: String, coverage: Option<String> }
    ChangeNothingAlike
    OnlyOneYear
    Rise
    Fall
    Coverage
    Years
    Trend
    TrendTitle { level: String }
    TrendAlike
    TrendNotAlike
    InventoryPoints
    PublishedActual
    PublishedFrozen { factors: String }
    NoteHollow
    YearColumn
    FigureOf
    StatusColumn
    PathAndTarget
    PathAbove { year: String, saved: String, tonnes: String }
    PathBelow { year: String, saved: String, tonnes: String }
    SoFarAbove { tonnes: String }
    SoFarBelow { tonnes: String }
    WedgesToScale
    SavedTitle
    SavedTakeaway { year: String, tonnes: String }
    NoMeasureActs
    OtherMeasures { measures: u64 }
    Measures
    Measure
    Stage
    SavedAlone { year: Year }
    Magnitude
    ActsUntil
    CostOfTonne
    CostUnknown
    NoCosts
    CostsTitle { currency: String, price_year: u16 }
    CostsTakeaway { low: String, high: String, currency: String }
    CostsOne { each: String, currency: String }
    CostsNone
    CostsNote
    ReducedInAYear
    NotStated
    Districts
    District
    DistrictsTitle { year: String, level: String }
    DistrictsTakeaway { district: String, tonnes: String, districts: u64, covered: String, year: String }
    CheckTitle { year: String, place: Option<String> }
    Action
    Owner
    IndicatorColumn
    TargetColumn
    Reached
    ChangeSince
    SinceYear { change: String, year: Year }
    Evidence
    NotReported
    PreliminaryFigure
    CauseAndRemedy { cause: String, remedy: String }
    InWords
    CompletenessTitle
    CompletenessNote { keys: String, level: String }
    Reference
    Quality
    QualityOrigin
    QualityActivity
    QualityFactor
    QualityTakeaway { year: String, name: String, share: String }
    Computed
    Stated
    GradeHigh
    GradeMedium
    GradeLow
    NoGrade
    Checks
    CheckColumn
    Found
    Accepted
    NoticeColumn
    MethodsAndFactors
    Factor
    AsPrinted
    UsedFor
    SourceColumn
    Licence { licence: String }
    Kind
    Reason
    NoReason
    TooLow
    City
    EachHead
    ComparedCities { group: String }
    ComparedSpan { group: String, what: String, least: String, low: String, most: String, high: String, median: String }
    ComparedEqual { group: String, what: String, tonnes: String }
    ComparedNoRank { group: String }
    ComparedNotRanked { cities: u64 }
    ComparedTitle { group: String, what: String }
    ComparedSectors { sector: String, with: u64, cities: u64 }
    ComparedSectorsTitle { group: String }
    ComparedRounding
    Ranked
    NotRankedHere
    Median
    ComparedGaps { group: String }
    ComparedGapsNote
    InPart
    ComparedFooter
}
