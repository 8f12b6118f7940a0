//! The words of the report of a footprint.

use crate::taxonomy::{FootprintCategory, Year};

messages! {
    /// A word that the report of a footprint prints; the text is the entry of the variant's name in the language files.
    pub enum FootprintLabel in "footprint";

    Title { organisation: String, years: String }
    Boundary { consolidation: String, level: String }
    OperationalControl
    FinancialControl
    EquityShare
    ValueChain
    Table
    Scope1
    Scope2Location
    Scope2Market
    Scope3
    ScopesOneAndTwo
    AllScopes
    PerPerson
    PerSquareMetre
    Grades
    Ungraded
    Largest
    ByIso
    Iso1
    Iso2
    Iso3
    Iso4
    Iso5
    Iso6
    ByDepartment
    Whole
    NotReported { departments: Vec<String> }
    Owner { department: String, owner: String, contact: Option<String> }
    Change
    OfBaseYear { base_year: Year }
    Missing { categories: Vec<FootprintCategory> }
    NotStated { categories: Vec<FootprintCategory> }
    Excluded { category: FootprintCategory, department: Option<String>, key: String, reason: String }
    Required { valued: u64, categories: u64, not_occurring: u64, elsewhere: u64, not_estimated: u64, confidential: u64, missing: u64 }
    ReasonWithoutReason { categories: Vec<FootprintCategory> }
    Rules
    Rule { category: FootprintCategory, department: Option<String>, activity: String, share: Option<String>, reason: String }
    ByActivity
    NoteScope2
    NoteBiogenic
    NoteTotals
}
