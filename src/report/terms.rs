//! Words for codes of results, where people read them: in files for programs the codes stay.

use crate::assess::Origin;
use crate::i18n::Language;

messages! {
    /// A word for a code of a result; the text is the entry of the variant's name in the language files.
    pub enum ResultTerm in "term";

    ForEach { amount: String, per: String }
    AllYears
    Yes
    No
    OriginActivity
    OriginMethod
    OriginDirect
    OriginMixed
    BasisGross
    BasisNet
    ConfidenceSeen
    ConfidenceSecondary
    ConfidenceOwn
    PurposeInventory
    PurposeAlternative
    PurposeMargin
    PurposeMarket
    PurposeProject
    PurposeUpstream
    PurposeProduct
}

impl ResultTerm {
    pub(super) fn of_origin(origin: Origin) -> Self {
        match origin {
            Origin::Activity => Self::OriginActivity,
            Origin::Method => Self::OriginMethod,
            Origin::Direct => Self::OriginDirect,
            Origin::Mixed => Self::OriginMixed,
        }
    }
}

/// A value as printed in its source, whose two amounts are joined by words of the language: `60 kg for each 100 kg`.
pub(super) fn printed_value(printed: &str, language: Language) -> String {
    match printed.split_once(" for each ") {
        Some((amount, per)) => ResultTerm::ForEach { amount: amount.to_owned(), per: per.to_owned() }.render(language),
        None => printed.to_owned(),
    }
}

/// The years in which a row of a table is valid.
pub(super) fn valid_years(years: &str, language: Language) -> String {
    if years == "all" { ResultTerm::AllYears.render(language) } else { years.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_amounts_are_joined_by_words_of_the_language() {
        assert_eq!(printed_value("60 kg for each 100 kg", Language::English), "60 kg for each 100 kg");
        assert_eq!(printed_value("60 kg for each 100 kg", Language::French), "60 kg pour 100 kg");
        assert_eq!(printed_value("0.459 kg/kWh", Language::French), "0.459 kg/kWh");
        assert_eq!([valid_years("all", Language::French), valid_years("2010", Language::French)], ["toutes", "2010"]);
    }
}
