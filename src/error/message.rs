//! What can be wrong, one variant for each message. Its text is the entry of its name in the language files.

use super::{ErrorKind, LabelKey, Operation, Text, kind::OwnKind, phrase::put};

problems! {
    /// What is wrong, with the parts that its text has blanks for; `value` is what was found.
    Setting: Own { kind: OwnKind, value: Option<Text>, reason: Text, help: Option<Text> }
    // Files and bytes.
    Io: NotReadable { error: Text }
    Io: NotAWorkbook { damage: super::WorkbookDamage }
    Header: OfWorkbook { value: Option<Text>, fault: super::WorkbookFault }
    Io: NotWritten { error: Text }
    Io: InputOfCity
    Io: FolderNotEmpty
    Io: NotAFileName { value: Text }
    Activity: ConversionsInLedger { value: Text }
    Encoding: Utf16
    Encoding: NulByte
    Encoding: CutCharacter
    Encoding: NotUtf8 { like: Vec<LabelKey> }
    Encoding: NotInEncoding { encoding: Text }
    Encoding: UnknownEncoding { value: Text, known: Vec<Text> }
    // CSV.
    Delimiter: OtherDelimiter { value: Text, found: LabelKey, wanted: LabelKey, setting: Option<Text> }
    Delimiter: LoneReturn
    Quote: QuoteInside { value: Text }
    Quote: TextAfterQuote { value: Text }
    Quote: OpenQuote { value: Text, limit: Option<u64> }
    Header: NoHeader
    Header: ColumnTwice { value: Text }
    Header: AliasTwice { value: Text, name: Text }
    Header: MissingColumns { columns: Vec<Text>, nearest: Option<Text>, required: Vec<Text> }
    Header: FixedColumn { value: Text }
    Header: UnknownColumn { value: Text, nearest: Option<Text>, known: Vec<Text> }
    Cells: TooManyCells { found: u64, columns: u64 }
    Cells: TooFewCells { found: u64, columns: u64 }
    Cells: RowsRejected { rows: u64 }
    Empty: EmptyCell
    Empty: NoAmount
    Empty: NoPeriod
    // Forms.
    Empty: InputMissing { what: Text, units: Option<Text>, rows: Vec<Text>, more: Option<u64> }
    Empty: EmptyText
    Setting: NotText
    Setting: NotAValue
    Setting: NotAFlag
    Setting: NotAGroup
    Setting: NotASection
    Setting: NotATable
    Setting: NotACount { value: Text, least: u64 }
    Setting: NotOneOf { value: Text, nearest: Option<Text>, known: Vec<Text> }
    Number: NotAShare { value: Text }
    Setting: UnknownKey { value: Text, nearest: Option<Text>, known: Vec<Text> }
    Setting: NoSource
    Io: NoSuchFile
    Io: OldName { place: Text }
    Conflict: RowWithValue { value: Text }
    Setting: RowAsValue { value: Text }
    Setting: RowForAmount { value: Text }
    Activity: ActivityOfOtherClass { value: Text, wanted: LabelKey, example: Text }
    Setting: ReasonOfWhatCounts { value: Text }
    Period: NoResultOfYears { years: Vec<Text> }
    Setting: EnergyOfWasteOnly { value: Text }
    Setting: EnergyOutside { value: Text }
    Setting: NotStationaryEnergy { value: Text }
    // Measures.
    Period: YearsReversed { value: Text, first: Text }
    Setting: NoMeasureNamed
    Double: DuplicateName { value: Text }
    Dimension: OtherKind { value: Text, wanted: LabelKey, example: Text }
    Dimension: OtherWork { value: Text, done: LabelKey }
    Conflict: EfficiencyAtCharger
    Conflict: CollectedTwice { value: Text }
    Dimension: OtherPrice { value: Text, bought: LabelKey, example: Text }
    Setting: PriceWithoutYear
    Setting: ExportToNowhere { value: Text }
    Number: ResidueWithReason { value: Text }
    Number: ReasonWithoutRest { value: Text }
    Number: SharesBelowOne { value: Text }
    Fiscal: FiscalWaste { value: Text }
    Period: PeriodOfWaste { value: Text }
    Setting: NotAStartMonth { value: Text }
    Double: WasteStatedTwice { value: Text, stream: Text, destination: Text }
    // Plans.
    Double: SameMeasure { value: Text, other: Text }
    Double: TwoGridSeries { value: Text, other: Text, year: Text }
    Empty: NotInBaseline { value: Text, measure: Text, dimension: Option<LabelKey>, place: Option<Text>, year: Text }
    Negative: MeasureBelowZero { value: Text, measure: Text, activity: Text, place: Option<Text>, year: Text, before: Text }
    Conflict: CellNotDeclared { value: Text, measure: Text, year: Text }
    Limit: TooManyOverlaps { measures: u64, limit: u64 }
    // Limits.
    Limit: TooManyColumns { columns: u64, limit: u64 }
    Limit: TooManyRows { limit: u64 }
    Limit: CellTooLong { value: Text, limit: u64 }
    Limit: RecordTooLong { limit: u64 }
    Limit: WorkbookTooLarge { limit: u64 }
    Limit: TooManyGroups { limit: u64 }
    Limit: TooManyIds { limit: u64 }
    Limit: TooManySums { limit: u64 }
    Limit: TooManyPlaces { value: Text }
    // Numbers.
    Number: NotANumber { value: Text }
    Number: OddDigit { value: Text, digit: Text }
    Number: ThaiDigits { value: Text, option: Option<Text> }
    Number: Exponent { value: Text, option: Option<Text> }
    Number: ThousandsMark { value: Text, plain: Text, option: Option<Text> }
    Number: DecimalComma { value: Text, option: Option<Text> }
    Number: DecimalPoint { value: Text }
    Setting: NotAThousandsMark { value: Text }
    Number: SpacesAround { value: Text }
    Number: LeadingPlus { value: Text }
    Number: BarePoint { value: Text }
    Number: Underscore { value: Text }
    Number: PercentSign { value: Text }
    Number: SpaceInside { value: Text }
    Digits: TooManyDigits { value: Text, digits: Option<u64> }
    Number: NotMoney { value: Text }
    Number: PerNotAboveZero { value: Text }
    Number: LimitsReversed { value: Text }
    Number: NotAboveZero { value: Text }
    Number: NotPossible { value: Text, parameter: Text, low: Text, high: Text }
    Number: AllLost { value: Text }
    Number: DenseGas { value: Text }
    Negative: BelowZero { value: Text }
    Negative: NegativeAmount { value: Text }
    Negative: NegativeWithoutRow { value: Text }
    Negative: NegativeSum { value: Text }
    Negative: CorrectsUnknownRow { value: Text }
    Negative: CorrectsItself { value: Text }
    Negative: CorrectsUncheckedRow { value: Text }
    Negative: NegativeFactor { value: Text }
    Negative: NegativeEmission { value: Text, category: Text }
    TooLarge: TooLarge { steps: Vec<Operation> }
    DivisionByZero: DivisionByZero { steps: Vec<Operation> }
    // Units.
    Unit: UnknownUnit { value: Text, nearest: Option<Text> }
    Unit: OpenUnit { value: Text, first: Text, others: Vec<Text> }
    Unit: OwnUnit { value: Text, fault: super::UnitFault }
    Unit: UnitNotListed { value: Text, nearest: Option<Text> }
    Unit: NumberWithoutUnit { value: Text }
    Unit: NotPerUnit { value: Text, example: Text }
    Unit: UnknownCurrency { value: Text }
    Dimension: UnknownDimension { value: Text, dimensions: Vec<Text> }
    Dimension: OtherDimension { value: Text, found: LabelKey, wanted: LabelKey, activity: Option<Text>, example: Option<Text> }
    Dimension: OtherBaseUnit { value: Text, base: Text, wanted: Text }
    Dimension: NoConversion { value: Text, from: Text, to: Text, dimension: LabelKey }
    Dimension: OtherMoney { added: Text, to: Text }
    Dimension: FactorWithoutGas { value: Text }
    Dimension: UnitOfParameter { value: Text, parameter: Text, examples: Vec<Text> }
    Dimension: NotCarbonForEnergy { value: Text }
    Dimension: ResultNotAMass { value: Text, result: Text, method: Text }
    // Time.
    Period: NotAPeriod { value: Text }
    Period: SpacesAroundPeriod { value: Text }
    Period: OtherDate { value: Text, orders: Vec<Text> }
    Period: NotAYear { value: Text }
    Period: YearOutsideRange { value: Text }
    Period: NoSuchMonth { value: Text }
    Period: NoSuchQuarter { value: Text }
    Period: SpanBackwards { value: Text }
    Period: PeriodOfSeveralYears { value: Text }
    Period: NoSuchDay { value: Text, last: u64 }
    Period: NotYears { value: Text }
    Period: YearNotInTable { value: Text, first: Text, last: Text }
    Period: YearNotInInventory { value: Text }
    Period: ResultsWithoutYear { method: Text }
    Era: BuddhistYear { value: Text, year: Text, option: Option<Text> }
    Era: NotABuddhistYear { value: Text, year: Option<Text> }
    Fiscal: FiscalNotCounted { value: Text }
    Fiscal: FiscalWithoutCalendar { value: Text }
    Fiscal: CalendarYearAmongFiscal { value: Text, year: Text }
    Fiscal: FiscalAmongCalendar { value: Text, year: Text }
    Fiscal: FiscalAndCalendarYears { value: Text }
    Fiscal: FiscalYearsWithoutCalendar { value: Text }
    Fiscal: FiscalYearsAlready { value: Text, year: Text }
    // Names.
    Setting: UnknownName { value: Text, what: LabelKey, nearest: Option<Text>, names: Vec<Text> }
    Quality: UnknownQuality { value: Text }
    Basis: UnknownEnergyBasis { value: Text }
    Basis: NoBasisHere { value: Text, activity: Text }
    Basis: BasisWithoutEnergy { value: Text }
    Reference: UnknownReference { value: Text, nearest: Option<Text> }
    Reference: UnknownSector { value: Text }
    Reference: UnknownSubSector { value: Text }
    Reference: UnknownScope { value: Text }
    Reference: ContractOfOtherScope { value: Text }
    Reference: ReferenceOfOtherMethod { value: Text, method: Text, references: Text }
    Reference: ReferenceOfOtherPart { value: Text, part: Text, references: Vec<Text> }
    Reference: SeveralParts { value: Text, method: Text, parts: Vec<Text>, sub_sector: Option<Text> }
    Reference: SeveralReferences { value: Text, method: Text, references: Vec<Text> }
    Reference: PartWithoutReference { value: Option<Text>, part: Text, key: Text, references: Vec<Text> }
    Reference: UnknownPart { value: Text, method: Text, nearest: Option<Text>, parts: Vec<Text> }
    Reference: NoParts { value: Text, method: Text }
    Conflict: RefNextToRefs { value: Text }
    Gwp: Co2eWithoutSet { method: Text }
    Setting: KeyOfOtherKind { value: Text, needed: Text }
    Setting: FolderOfOtherKind { found: Text, needed: Text }
    Setting: BaseYearWithoutThreshold
    Setting: PeopleInNoVehicle { value: Text }
    Setting: UnknownSpendFactor { value: Text, nearest: Option<Text> }
    Setting: SpendOfOtherCategory { value: Text }
    Setting: StepMissing { value: Text, of: Text }
    Setting: StepNotNeeded { value: Text, of: Text }
    Setting: UnknownIsoCategory { value: Text }
    Setting: RuleWithoutEffect
    Setting: ShareUnderControl { value: Text, approach: Text }
    Activity: NoFootprintCategory { value: Text }
    Setting: RecordsOfCity
    Setting: RecordsOfOrganisation
    Reference: ReferencesInOrganisation
    Period: BaseYearNotInInventory { value: Text }
    Setting: UnknownFootprintCategory { value: Text, nearest: Option<Text>, known: Vec<Text> }
    Setting: UnknownCheck { value: Text, nearest: Option<Text>, known: Vec<Text> }
    Setting: CheckWithoutTarget
    Setting: NotAcceptable { value: Text }
    Setting: AcceptedWithoutReason { value: Text }
    Setting: AcceptedYears { value: Text, years: Vec<Text> }
    Period: NotKeyYears { value: Text }
    NotationKey: UnknownNotationKey { value: Text }
    NotationKey: KeyWithTarget { value: Text, key: Text }
    NotationKey: IncludedInItself { value: Text }
    NotationKey: IncludedInCircle { circle: Vec<Text>, year: Text }
    Conflict: TargetWithoutIe { value: Text }
    Place: UnknownRegion { value: Text, nearest: Option<Text> }
    Place: UnknownPlace { value: Text, nearest: Option<Text> }
    Place: UnknownDepartment { value: Text, nearest: Option<Text> }
    Activity: UnknownActivity { value: Text, nearest: Vec<Text>, more: Option<u64> }
    Activity: PartOfACode { value: Text, codes: Vec<Text>, more: Option<u64> }
    Activity: ActivityNotListed { value: Text, nearest: Option<Text> }
    Activity: ActivityOfOtherTables { value: Text }
    Activity: NotASupply { value: Text, category: Text }
    Conflict: ProcessOrMethod { value: Text }
    Conflict: OtherCode { value: Text, code: Text }
    Activity: NoMethodOfOneGas { value: Text, activity: Text }
    Gas: UnknownGas { value: Text, nearest: Option<Text> }
    Gas: OzoneGas { value: Text, gas: Text }
    Gas: NoGasOfInventories { value: Text }
    Gas: BlendOfGases { value: Text, parts: Vec<Text> }
    Gwp: UnknownGwpSet { value: Text, sets: Vec<Text> }
    Gwp: NoGwp { value: Text, set: Text }
    Gwp: OtherSetAdded { added: Text, to: Text }
    Gwp: NotCo2e { value: Text }
    Gwp: GasWithoutWeight { value: Text }
    Gwp: StatedInOtherSet { stated: Text, asked: Text, entries: Vec<Text> }
    // Twice.
    Double: Duplicate { value: Text }
    Double: DuplicateId { value: Text }
    Double: DuplicateFactorId { value: Text }
    Double: DuplicateTable { value: Text }
    Double: SecondResidualMix { value: Text, year: Text }
    Double: LineTwice { value: Text, total: Text }
    Double: ViewRuleTwice { value: Text, other: Text }
    Conflict: ViewRulesMeet { value: Text, other: Text, line: Text }
    Setting: ViewBuiltIn { value: Text }
    Setting: NotAViewName { value: Text }
    Reference: NotAPartOfTheGpc { value: Text }
    Double: StatedTwice { value: Text, category: Text, substance: Text }
    Double: ComputedTwice { value: Text }
    Double: WaysExclude { value: Text, category: Text, year: Text, place: Option<Text>, other: Text, file: Text }
    Double: SameForm { value: Text, category: Text, year: Text, file: Text }
    Double: SameLedger { file: Text }
    Reference: NotTotalOf { value: Text }
    Conflict: TotalNotOfCity { value: Text }
    Double: OtherConversion { value: Text, line: Text }
    Double: LeavesOutOfOrder
    Setting: NumbersOutOfOrder { value: Text, last: u64 }
    Cells: MoreRowsSummed { value: Text, summed: u64, accepted: u64 }
    Id: DuplicateRowId { value: Text, file: Option<Text>, line: u64 }
    Id: BadId { value: Text, limit: u64 }
    Id: NotALineId { value: Text }
    // Factors.
    Factor: NoFactor { value: Option<Text>, gas: Option<Text>, parameter: Option<Text>, process: Option<Text>, subject: Text, region: Text, year: Text, back: Option<u16>, regions: Vec<Text>, series: Option<Text>, terms: Option<Text>, withheld: Vec<Text>, choices: Vec<Text>, components: Vec<Text> }
    Factor: NotOpenData { value: Text, source: Text, terms: Text }
    Factor: SeveralRows { value: Text, ids: Vec<Text> }
    Factor: Co2eNextToGases { value: Text, ids: Vec<Text> }
    Losses: LossesOfSeveral { value: Text, ids: Vec<Text> }
    Factor: NoConversionToFactor { value: Text, activity: Text }
    Factor: CalorificValueOnOtherBasis { value: Option<Text>, row: Text, found: Text, wanted: Text, subject: Text }
    Factor: AmountOnOtherBasis { value: Option<Text>, found: Text, factor: Text, wanted: Text, subject: Text }
    Factor: NoFactorOfYear { value: Text, activity: Text, year: Text, years: Vec<Text> }
    Factor: NoConfidence
    Factor: UnknownParameter { value: Text, nearest: Option<Text> }
    Factor: UnknownRow { value: Text, nearest: Option<Text> }
    Factor: TwoVersions { value: Text }
    Setting: NoSeries { value: Text, nearest: Option<Text> }
    Factor: ProductFactor { value: Option<Text>, factor: Text }
    Factor: ProjectFactor { value: Option<Text>, factor: Text }
    Factor: UpstreamFactor { value: Option<Text>, factor: Text, activity: Option<Text>, category: Option<Text> }
    Factor: MarketFactor { value: Option<Text>, factor: Text }
    Factor: NegativeFactorOf { value: Option<Text>, factor: Text, activity: Text, category: Text }
    Losses: LossesNotStated { value: Text }
    Losses: LossesTwice { value: Text, inside: Text }
    // Books.
    Conflict: OtherSettings { city: Text }
    Conflict: OtherRegion { value: Text, region: Text }
    Conflict: OtherTables { value: Text, hash: Text }
    Conflict: OtherWeights { value: Text, set: Text }
    Conflict: LedgerChanged { rows: u64, sum: Text, rows_before: u64, sum_before: Text }
    Conflict: EnergyWithoutReference { value: Text }
    Conflict: NoElectricity { value: Text, category: Text, year: Text }
    Conflict: ContractsAboveUse { value: Text, covered: Text, used: Text }
    Setting: MethodWithoutGas { value: Text }
    Cells: ColumnsOfOneLength { amounts: u64, kinds: u64, groups: u64 }
    Cells: FactorsOfEachKind { rows: u64, kinds: u64 }
    Cells: NumberOutside { column: Text, number: u64, count: u64 }
    Setting: NoMeasures { value: Text }
    Setting: NotAReportedYear { value: Text, years: Vec<Text> }
    // Traces and reports.
    Conflict: OtherThanRecomputed { value: Text, recomputed: Text }
    Conflict: LeftOut { recomputed: Text }
    Conflict: NotRecomputed { value: Text }
    Conflict: OtherSpelling
    Conflict: FileNotListed
    Conflict: OtherFileOfRun
    Double: LineOfTraceTwice { value: Text }
    Conflict: LineOutOfOrder { value: Text, before: Text }
    Conflict: OtherInputOfLines { value: Text, member: Text, before: Text, line: u64 }
    Conflict: OtherRecomputed { value: Text, step: Text, line: Text, recomputed: Text }
    Setting: NotJson { error: Text }
    Setting: NotATree { error: Text }
    Conflict: NotAReport { error: Text }
    Conflict: NoYearOfReport
    Conflict: YearsNotAscending
    Conflict: YearsDiffer
    Conflict: ValueOrKey { value: Text }
    Conflict: ReferencesNotOnce
    Conflict: NotTheSum { value: Text }
    // Methods and their inputs.
    Negative: MoreDisplaced { value: Text, emitted: Text }
    Empty: InputNotGiven { value: Text }
    Cells: NotEverySeries { value: Text }
    Empty: NoYearHasAFigure
    Period: AfterLastFigure { value: Text }
    Period: NoPopulation { value: Text }
    Period: NoEarlierFigure { value: Text }
    Limit: TooManyYears { value: Text, limit: u64 }
    Period: NotValidInYear { value: Text, input: Text, name: Text }
    Empty: SiteNotDescribed { value: Text }
    Empty: StreamNotDescribed { value: Text }
    Period: GapInHistory { value: Text, stream: Text, site: Text }
    Conflict: OverRecoveryAtSite { value: Text, site: Text, recovered: Text, generated: Text }
    Negative: DecayRateBelowZero { value: Text }
    Negative: DepositBelowZero { value: Text }
    Period: NotAMonth { value: Text }
    Number: SharesNotOne { value: Text, shares: Text }
    Number: OverRecovery { value: Text, generated: Text }
    Setting: UnknownMethod { value: Text, nearest: Option<Text> }
    Number: MoreNitrogenRemoved { value: Text, nitrogen: Text }
    Number: MoreLoadRemoved { value: Text, load: Text }
    Setting: LabelWithoutAmount { value: Text, input: Text, label: Text, first: Text, nearest: Option<Text> }
    Empty: LabelNotGiven { value: Text, input: Text, label: Text }
    Conflict: GivenTwoWays { value: Text, second: Option<Text>, first: Text, names: Vec<Text> }
    Empty: GiveOneOf { value: Option<Text>, only: Option<Text>, names: Vec<Text> }
    Number: SharesAboveOne { value: Text, of: Option<Text> }
    Period: ValueWithoutYear
    Setting: NotInputs
    Double: SeveralValues { value: Text }
    Number: NotAWholeNumber { value: Text }
    Setting: UnknownInput { value: Text, method: Text, nearest: Option<Text>, names: Vec<Text> }
    Double: GivenTwice { value: Text, labels: Option<Text> }
    Setting: ValueWithoutUnit { value: Text }
    Number: NumberNotInQuotes { value: Text, key: Text }
    Conflict: ValueAndRow { value: Text }
    Empty: KeyOfInputMissing { value: Text, key: Text, unit: Text }
    Empty: LabelMissing { value: Text, label: Text, labels: Vec<Text> }
    Setting: UnknownKeyOfInput { value: Text, input: Text, names: Vec<Text> }
    Dimension: UnitOfInput { value: Text, example: Text }
    Number: DecayTooSlow { value: Text }
    // Fuels, electricity and transport; files of a city.
    Fiscal: FiscalService { value: Text }
    Period: ServiceReversed { value: Text, from: Text }
    Conflict: MoreUsedThanGenerated { value: Text, generated: Text }
    Empty: NeededFor { value: Text, input: Text }
    Conflict: HeatFactorWithBoiler { value: Text }
    Losses: AllEnergyLost
    Number: NothingReachesBattery { value: Text }
    Setting: NotATrip { value: Text }
    Empty: NoCo2OfComponent { value: Text }
    Conflict: BiogenicNextToCo2 { value: Text }
    Conflict: FuelBelowLandings { value: Text, landings: Text }
    Gas: NotAGasOfMethod { value: Text, gases: Vec<Text> }
    Conflict: OtherEnergyBasis { value: Text, found: Text, wanted: Text }
    Empty: NeedsEnergyOfFuel { value: Text, first: Text, second: Text }
    Empty: MassOfVolume { value: Text, other: Text }
    Empty: NeedsMassOfFuel { value: Text }
    Empty: NeedsVolumeOfFuel { value: Text }
    Empty: GasOfOthers { value: Text, gas: Text, other: Text }
    Conflict: ReservedLabel { value: Text, label: Text }
    Conflict: RowOfAnotherKind { value: Text, found: Text, wanted: Option<Text>, rows: Vec<Text> }
    Losses: LossesOfRow { value: Text, input: Text }
    Empty: CarbonMissing { value: Text, gas: Text }
    Gwp: SetOfRow { value: Text, found: Text, other: Text }
    Conflict: RowOfOtherLoad { value: Text, found: Text, load: Text }
    Conflict: CarbonOfWetWaste { value: Text }
    Conflict: RowOfOtherBasis { value: Text, found: Text, method: Text, basis: Text }
    Io: NoCityFile
    Io: NoPlainTable { error: Text }
    Empty: NeitherAmountNorKey
    Conflict: IncludedInWithoutIe { value: Text }
    Conflict: KeyAndAmount { value: Text }
    Conflict: TargetTwice { value: Text, inside: Text }
    Conflict: ResidualMixWithColumn { value: Text }
    Setting: NotAContractKind { value: Text }
    Setting: NotToml { error: Text }
    Setting: OptionOfLedgers { value: Text }
    Setting: KeyMissing { key: Text }
    Setting: KeyElsewhere { value: Text, home: LabelKey }
    Setting: NotQuotedText { value: Text }
    Setting: OneFigureForYears { value: Text, key: Text }
    Setting: YearAndYears { value: Text }
    Setting: NotAListOfYears { value: Text }
    // Firms.
    Setting: FirmWithoutInput { value: Text }
    Double: FirmTwice { value: Text, year: Text }
    Conflict: FirmGroups
    // Plans.
    Setting: Measure { value: Option<Text>, fault: super::MeasureFault }
    Plan: Plan { value: Option<Text>, fault: super::PlanFault }
    Setting: CoBenefit { value: Option<Text>, fault: super::CoBenefitFault }
}
