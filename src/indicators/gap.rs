//! What is missing for an indicator.

use crate::measures::Stream;
use crate::taxonomy::Category;

messages! {
    /// Why an indicator has no figure in a year, or not all of them.
    #[derive(PartialOrd, Ord)]
    pub enum IndicatorGap in "indicator-gap";

    /// No row states it.
    NotStated
    /// The year is not one of the inventory.
    NotInInventory
    /// The inventory has no total.
    NoTotal
    /// No population of the year.
    NoPopulation
    /// No GDP of the year.
    NoGdp
    /// No energy at all.
    NoEnergy
    /// References with emissions but without their energy: the first ones, and how many more there are.
    EnergyUnknown { references: Vec<Category>, more: Option<u64> }
    /// References whose CO2 is in a figure of CO2e: the first ones, and how many more there are.
    Co2Unknown { references: Vec<Category>, more: Option<u64> }
    /// No measure states streams of waste of the whole city and year.
    NoStreams
    /// Streams that are not stated.
    StreamsMissing { measure: String, streams: Vec<Stream> }
}
