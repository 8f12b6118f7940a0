//! What can be wrong in units, and in those of a city's own.

use super::Text;

messages! {
    /// Why a unit is none.
    pub enum UnitFault in "unit-fault";

    /// What cannot be a name.
    NotAName
    /// A name that the table of units has.
    Taken { unit: Text }
    /// A unit that is so many of itself.
    Circle { through: Vec<Text> }
    /// So many of a unit, for which the table has no unit.
    Times { unit: Text, times: Text }
    /// A unit with spaces around it.
    Spaced { unit: Text }
}
