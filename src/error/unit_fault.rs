//! What can be wrong in the units of a city's own.

use super::Text;

messages! {
    /// Why a unit of a city's own is none.
    pub enum UnitFault in "unit-fault";

    /// What cannot be a name.
    NotAName
    /// A name that the table of units has.
    Taken { unit: Text }
    /// A unit that is so many of itself.
    Circle { through: Vec<Text> }
}
