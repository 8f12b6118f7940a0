//! Where in a computation a problem is, and what its value belongs to.

use super::Text;

messages! {
    /// A step of a computation, outermost first where there are several.
    pub enum Operation in "operation" joined by ": ";

    Number
    Sum
    Difference
    Product
    Division
    Decimal
    Ratio
    Factor
    Exponential { x: Text }
    Carbon
    HeatAndPower
    Population
    BaseUnits
    SumOfUnits
    TimesFactor
    TimesGwp
    Total
    Group
    SumOf { category: Text }
    Line { id: Text }
    Method { name: Text }
    Leaf { activity: Text, place: Option<Text>, year: Text }
    Gas { gas: Text, sector: Text, place: Text }
}

messages! {
    /// What the value of a problem belongs to, where its place does not show it.
    pub enum Subject in "subject";

    Named(name: Text)
    Rows { rows: u64, activity: Text, unit: Text, year: Text, place: Option<Text> }
}
