//! The words of the workbook.

use crate::taxonomy::Year;

messages! {
    /// A name of a sheet, a heading or a note of the workbook; the text is the entry of the variant's name in the language files.
    pub enum WorkbookLabel in "workbook";

    SheetGpc { year: Year }
    SheetEntries
    SheetLines
    SheetFactors
    SheetChecks
    SheetTrace
    Status
    Digits { column: String }
    NoteFormulas
    NoteText
    Year
    Reference
    Name
    Scope
    Key
    IncludedIn
    Reason
    Origin
    Method
    Tier
    GasMass { gas: String }
    ActivityQuality
    FactorQuality
    Parts
    Line
    Activity
    Place
    Gas
    Mass
    EnergyBasis
    FactorIds
    ParameterIds
    Rounded
    Rows
    Files
    Sources
    FactorId
    Printed
    Table
    Version
    Steps
    Lines
    References
    Publication
    Attribution
    Years
    Purpose
    Confidence
    Note
    Kind
    KindCheck
    KindNotice
    CheckId
    State
    Open
    Accepted
    Text
    Part
    PartResult
    PartSum
    PartConversion
    PartFactor
    PartMethod
    PartInput
    Value
    Unit
}
