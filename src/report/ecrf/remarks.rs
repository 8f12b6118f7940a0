//! The words that explain an eCRF.

use crate::taxonomy::{Category, NotationKey};

messages! {
    /// A remark in an eCRF; the text is the entry of the variant's name in the language files.
    pub enum EcrfRemark in "ecrf";

    NoReference
    MissingCell { category: Category }
    InRowAbove { category: Category }
    Keyed { category: Category, key: NotationKey, target: Option<Category>, reason: Option<String> }
    Part { category: Category, key: NotationKey, place: Option<String>, reason: Option<String> }
    FromElsewhere { category: Category, tonnes: String }
    NotSplit { tonnes: String }
    OtherGases { tonnes: String }
    Implied { unit: String }
}
