//! What can be wrong with the form of a measure, beyond what every form has.

use super::Text;

messages! {
    /// What contradicts itself, or has no meaning, in the form of a measure.
    pub enum MeasureFault in "measure-fault";

    /// A year of the form without a share.
    NoShareOfYear { year: Text }
    /// An activity that two switches of one form take from.
    SwitchedTwice
    /// A switch of an activity into itself.
    SwitchIntoItself
    /// A series of the grid that was made for something else than an inventory.
    SeriesOfOtherPurpose { purpose: Text }
    /// A figure with the measure that is worse than without it.
    WorseThanBefore { before: Text }
    /// An intensity before of a building that is new.
    StockForNew
    /// A new building without a code in force.
    NoCodeInForce { year: Text }
    /// More own generation used in a building than it needs.
    MoreUsedThanNeeded { needed: Text }
    /// A unit saving for another unit.
    OtherUnitOfSaving { saving: Text, unit: Text }
    /// A certificate of a later year than it is claimed for.
    VintageAfterYear { year: Text }
    /// A yield outside its stated range.
    YieldOutsideRange { low: Text, high: Text }
    /// A basis that is stated twice, wet and dry.
    OneBasis { asked: Text }
    /// Gas that leaks and is stated as what is left.
    LeakTwice
    /// A factor for what a code counts already.
    BurntByCode { code: Text }
    /// A plant booked under several references.
    SeveralReferencesOfPlant { references: Vec<Text> }
    /// A mandated blend above all that is used.
    MandateAboveUse { all: Text }
    /// More trees alive than before.
    DeadTreesLive
    /// Product and residue that are more than was collected.
    YieldAndResidue
    /// A share that leaves nothing to capture.
    NothingLeftToCapture
    /// A year that the measure does not have.
    NotAYearOfTheMeasure
    /// Shares of modes that are not one in all.
    SharesOfModes
    /// A new line with buses that ran before.
    NewLineWithBuses
    /// A new line with a fuel of buses that ran before.
    NewLineWithFuel
    /// More passengers drawn than carried.
    MoreDrawnThanCarried { carried: Text }
    /// The distance of buses stated in two ways.
    BusesAndRoute
    /// A mode of no vehicle with one.
    NothingWithVehicle
    /// General waste, which is what is left.
    GeneralUnchanged
    /// A stream where a destination is due.
    StreamForDestination
    /// A stream under a destination.
    StreamBelowDestination { right: Text }
    /// A section where codes with shares are due.
    SectionForShares
    /// A climate without a month, or a month without a climate.
    ClimateAndMonth
    /// Waste that is separated, without what would have become of it.
    NoFateWithout { stream: Text }
    /// Waste that is taken somewhere, without what becomes of it there.
    NoFateWith { stream: Text, destination: Text }
}
