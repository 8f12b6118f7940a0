//! The words of the report of a plan.

use crate::notice::Notice;
use crate::taxonomy::Year;

messages! {
    /// A word that the report of a plan prints; the text is the entry of the variant's name in the language files.
    pub enum PlanLabel in "plan";

    Title { plan: String, city: String, years: String }
    Basis { gwp: String, level: String, status: Option<String> }
    Planned
    Adopted
    Demonstration
    Targets
    Named { name: String, line: String }
    Budget { tonnes: String }
    NoPath
    StillNeeded { year: Year, tonnes: String }
    GoesFurther { year: Year, tonnes: String }
    ProgressSoFar { share: String }
    AbovePath { tonnes: String }
    BelowPath { tonnes: String }
    NoFigureOf { years: String }
    Path
    Without
    Saved
    With
    Allowed
    AllowedBy { letter: String }
    Emitted
    Published
    NoteNoBaseline
    StaysAsIn { year: Year }
    GrowsEachYear { year: Year, rate: String }
    FollowsDriver { references: String, driver: String, elasticity: Option<String>, first: Year, from: String, last: Year, to: String }
    RestStaysAsIn { year: Year }
    FollowsNation { year: Year, rates: String }
    StatedFor { years: String }
    StatedOnLine { years: String }
    NoteInventory { statuses: String }
    NoteBaseline { source: String }
    SavedIn { year: Year }
    Alone
    InOrder
    Share
    Together
    Interaction
    NoteShares
    NoteSampled { orders: String, error: String }
    SharesByYear
    SharesInSomeYears
    Claimed
    ClaimOf { name: String, year: Year, tonnes: String }
    Trends
    Releases
    ReleasedAs { year: Year, releases: String, factors: Option<String> }
    Costs
    CostLine { measure: String, public: String, private: String }
    NoCostLine { measure: String }
    BudgetPays { chosen: Option<String>, over: Option<String>, left: String, currency: String, price_year: String }
    Check
    CheckOf { year: Year, district: Option<String>, counts: String }
    Counted { status: String, count: u64 }
    InNumbers { counts: String }
    InWords { counts: String }
    NothingReported { numbers: String }
    PlannedAchieved { planned: String, achieved: String, fall: Option<String> }
    CoverageOf { share: String }
    Behind { number: String, cause: String, remedy: String }
    GradesOf { year: Year, grades: String, qualitative: u64 }
    RolledUp { number: String, actual: String, parts: u64, without: u64 }
    Credits
    CreditOf { project: String, scheme: String, year: Year, reduced: String, issued: u64, shares: String }
    CreditNotIssued { project: String, scheme: String, year: Year, stated: String }
    ShownUnder { references: String }
    ShownNowhere { reason: String }
    NotNamed { programme: String, not_named: u64, projects: u64 }
    TargetLedger { year: Year, inventory: String, counted: String }
    Energy
    EnergyOf { name: String, year: Year, amount: String, unit: String, source: String }
    Context
    ContextOf { name: String, amount: String, unit: String, region: String, year: Option<Year>, source: String }
    Notes
    NoteStoodIn { activities: String, more: Option<u64> }
    NoteEnds { measures: String }
    NoteUnread { notice: Notice }
    NoteLeap { driver: String, first: Year, last: Year, times: String }
    NoteOwnGrid { measures: String }
    NoteCrediting { measures: String }
    NoteLeftOut { measure: String, reason: String }
    NoteFrozen
    NoteCounted { level: String, year: Option<Year> }
}
