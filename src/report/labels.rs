//! The words of the reports.

use crate::check::Finding;
use crate::firms::{FirmInput, FirmKey};
use crate::inventory::{RequiredCells, Status};
use crate::measures::ServiceUnit;
use crate::taxonomy::{Category, Year};

messages! {
    /// A word that a report prints; the text is the entry of the variant's name in the language files.
    pub enum Label in "label";

    Draft
    Exclusions
    Complete
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
    NoData
    RequiredCells {
        valued: String,
        cells: String,
        not_occurring: String,
        elsewhere: String,
        not_estimated: String,
        confidential: String,
        missing: String,
        partial: Option<String>,
    }
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
    NoteBasic
    NoteBasicPlus
    NoteOnlyBasic { years: String }
    NoteTerritorial
    NoteOtherScope3
    NoteKeys
    NoYears
    YearNamed { year: Year, era: Option<String> }
    PageTitle { city: String, years: String }
    PageTable { level: String }
    PageSectors
    TotalOf { level: String }
    OfWhichBasic
    PerHead
    PerHeadOfPart
    LargestSources
    LargestShare { level: String }
    SourceFuel
    SourceGridEnergy
    SourceLosses
    SourceTripsBeyond
    SourceInTheCity
    SourceOutsideTheCity
    Completeness { required: String }
    WithValue
    KeyNo
    KeyIe
    KeyNe
    KeyC
    WithNeither
    DataQuality
    ByOrigin
    ActivityGrades
    FactorGrades
    Change { level: String }
    PerCent
    LikeForLike
    ClaimedTonnes { tonnes: String }
    KindEquations
    KindFollows
    KindTouches
    KindStage
    KindMonitors
    KindCountedTwice
    KindTonnes
    PublishedNextTo
    PublishedFigure {
        what: String,
        year: Year,
        published: String,
        unit: String,
        computed: Option<String>,
        reason: String,
        source: String,
    }
    OnlyInOneYear { years: String, year: Year, references: Vec<Category>, tonnes: String }
    OccursInOneYear { years: String, references: Vec<Category> }
    OriginDiffers { years: String, references: Vec<Category> }
    WhyDraft
    OpenChecks
    AcceptedChecks
    Accepted { finding: Finding, reason: String }
    ChecksAccepted { accepted: u64 }
    MoreNotices { more: u64 }
    ReasonMissing { missing: u64 }
    ReasonWithoutReason { references: Vec<Category> }
    ReasonChecks { open: u64 }
    WhatIsMissing
    InPart { references: Vec<Category> }
    NoteMissing
    NothingMissing
    NoteGrades { level: String }
    FactorsUsed
    MethodsUsed
    MethodUsed { category: Category, methods: String, tier: Option<String>, values: Option<String> }
    MeasureKinds
    TallyTotal
    TallyBySectorAndScope
    TallyByGas
    TallyByPlace
    WholeCityPlace
    RowsLeftOut { rejected: u64, rows: u64 }
    RowsNoResult { rejected: u64, rows: u64 }
    Note { text: String }
    TraceHolds { lines: u64 }
    Reading { file: String }
    NoRegionAsked
    FilesWritten { files: u64, folder: String }
    FolderToFill { folder: String }
    RestsOn
    BasicLacks { references: String }
    CrossChecks
    Here
    Measures
    MeasuresCommitted
    MeasuresInTheYear
    NoteMeasures
    MeasureYears
    Baseline
    Project
    Leakage
    Reduction
    ReductionCommitted
    InTheYear
    AvoidedOutside
    Claimed
    ReducedOne
    ReducedTwo
    ReducedThree
    NoteBaseline
    NoteInTheYear
    NoteAvoidedOutside
    NoteClaimed
    PollutantsAvoided
    EmittedInStreets
    EmittedKeptRunning
    EmittedAtPlants
    NotePollutants
    FallsLater { tonnes: String }
    StreamTonnes { streams: String }
    StreamRates { rate: String, tonnes: String }
    ServedEach { amount: String, what: ServiceUnit, before: String, after: String }
    IndicatorsTitle { city: String }
    IndicatorsInventory { years: String }
    IndicatorsTable
    NoteIndicators
    IndicatorGaps
    NotAvailable { indicator: String, years: String, missing: String }
    AvailableInPart { indicator: String, years: String, missing: String }
    IndicatorOrigins
    IndicatorStated { indicator: String, year: Year, amount: String, unit: String, source: String }
    IndicatorOfStreams { indicator: String, year: Year, measure: String }
    IndicatorLacks { indicator: String, year: Year, references: Vec<Category> }
    IndicatorFormulas
    Monitoring
    NoteMonitoring
    Monitored {
        station: String,
        pollutant: String,
        period: String,
        amount: String,
        unit: String,
        completeness: String,
        instrument: String,
        source: String,
    }
    MonitoredInPart {
        station: String,
        pollutant: String,
        period: String,
        amount: String,
        unit: String,
        completeness: String,
        instrument: String,
        source: String,
    }
    ViewsTitle { city: String, years: String }
    ViewsTable
    ViewTitle { city: String, view: String, year: Year, status: String }
    ViewGroups
    ViewTotal
    NotInTheView
    AllLines
    Lines
    ColumnTerritorial
    ViewRules
    AnyPart
    ViewBasic
    ViewBasicPlus
    ViewBasicS3
    ViewTerritorial
    ViewScope
    ViewSector
    ViewGas
    ViewPlace
    ViewIpcc
    ViewCrf
    ViewKorea
    ViewOwn
    IpccEnergy
    IpccIndustry
    IpccLand
    IpccWaste
    NoteViews
    NoteViewsNotAdded
    NoteEachOnce { lines: u64, inside: u64, outside: u64 }
    NoteNoTotal { references: Vec<Category> }
    NoteIpcc
    NoteCrf
    NoteKorea
    ReconciliationTitle { city: String, first: String, second: String, year: Year, status: String }
    OnlyInIt
    OnlyInOther
    Differences
    SameInBoth { references: u64 }
    NoteReconciled { same: u64, differing: u64, only_first: u64, first: String, only_second: u64, second: String }
    NoteIdentity
    SavedMoney { what: ServiceUnit, amount: String, currency: String, year: u16 }
    FirmTitle { name: String, year: Year }
    FirmOf { sector: String, place: Option<String>, region: String, gwp: String }
    FirmTotal { tonnes: String }
    FirmRange { low: String, high: String, inputs: Option<String> }
    FirmIntensity { head: Option<String>, area: Option<String> }
    FirmNotStated { inputs: String }
    FirmAssumed { input: FirmInput, blend: String, source: String }
    FirmSources
    FirmShare
    FirmOtherSources
    FirmBoundary
    FirmOutside { losses: Option<String>, biogenic: Option<String> }
    FirmMeasures
    FirmNoMeasure
    FirmMeasure { title: String, per: String, saves: String, uses: Option<String>, least: Option<String>, most: Option<String>, input: FirmInput, kg: String, whole: Option<String> }
    FirmCost { amount: String, currency: String, per: String, year: Option<String> }
    FirmNoCost
    FirmSeen
    FirmSecondary
    FirmMeasuresNote
    FirmsTitle { year: Year, first: FirmKey, second: Option<FirmKey> }
    FirmsCounted
    FirmsElectricity
    FirmsWithheld
    FirmsWithheldTogether
    FirmsNoPlace
    FirmsCompared
    FirmsShare { year: Year, category: Category, firms: Option<String>, partial: Option<String>, city: Option<String>, share: Option<String> }
    FirmsPartial
    FirmsNotAdded
    FirmsNote { fewest: u64 }
    FirmsOneTable
    FirmsOfNote { note: String }
    FirmsYearAbsent { year: Year }
    CompareTitle { cities: u64 }
    CompareTable { level: String, gwp: String }
    CompareYear
    CompareStatus
    CompareTotal
    CompareRank
    ComparePerHead
    ComparePerKm2
    ComparePerGdp
    CompareMedian { cities: u64 }
    CompareYearsDiffer { years: String }
    CompareDraft { city: String }
    CompareNoTotal { city: String, level: String }
    CompareOnlyOne { city: String, level: String, gwp: String }
    CompareWithoutValue { city: String, references: String }
    CompareInPart { city: String, references: Vec<Category> }
    CompareOtherYears { city: String, year: Year, years: String }
    CompareNoteGroups
    CompareNoteRanks
    CompareNoteGdp
}

impl Label {
    /// How complete a year is.
    pub fn of_status(status: Status) -> Self {
        match status {
            Status::Draft => Self::Draft,
            Status::CompleteWithExclusions => Self::Exclusions,
            Status::Complete => Self::Complete,
        }
    }

    /// The required cells in one line.
    pub fn of_required(required: &RequiredCells) -> Self {
        Self::RequiredCells {
            valued: required.valued.to_string(),
            cells: required.cells.to_string(),
            not_occurring: required.not_occurring.to_string(),
            elsewhere: required.included_elsewhere.to_string(),
            not_estimated: required.not_estimated.to_string(),
            confidential: required.confidential.to_string(),
            missing: required.missing.len().to_string(),
            partial: Some(required.partial).filter(|partial| *partial > 0).map(|partial| partial.to_string()),
        }
    }
}
