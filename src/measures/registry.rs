//! The measures that forms can be of: the shipped ones, and a caller's own.

use super::measure::{Measure, StatedMeasure, kind};
use crate::error::{Error, Errors, LabelKey, Location, Message, Result, Text, did_you_mean};
use crate::factors::FallbackPolicy;
use crate::forms::{FormContext, FormSection};
use std::sync::Arc;

/// The shipped measures, in the order of lists: one line each, with its path, so that nothing else of this file changes.
static SHIPPED: &[&dyn Measure] = &[
    &super::waste_trucks::WasteTrucks,
    &super::brt::BusRapidTransit,
    &super::rooftop_solar::RooftopSolar,
    &super::waste_separation::WasteSeparation,
    &super::energy_saving::EnergySaving,
    &super::fuel_switch::FuelSwitch,
    &super::grid_factor::GridFactor,
    &super::cooling::EfficientCooling,
    &super::lighting::Lighting,
    &super::building::Buildings,
    &super::transformers::Transformers,
    &super::green_power::GreenPower,
    &super::unit_saving::UnitSavings,
    &super::participation::Participation,
    &super::mode_shift::ModeShift,
    &super::landfill_gas::LandfillGas,
    &super::composting::Composting,
    &super::digestion::Digestion,
    &super::waste_to_energy::WasteToEnergy,
    &super::sludge::SludgeTreatment,
    &super::wastewater_treatment::WastewaterTreatment,
    &super::recycling::Recycling,
    &super::open_burning::EndOfOpenBurning,
    &super::biodiesel::Biodiesel,
    &super::biochar::Biochar,
    &super::rice_fields::RiceFields,
    &super::trees::TreePlanting,
];

/// The measures that a city's forms can be of.
#[derive(Clone, Debug, Default)]
pub struct MeasureRegistry {
    own: Vec<Arc<dyn Measure>>,
}

impl MeasureRegistry {
    /// The shipped measures.
    pub fn shipped() -> Self {
        Self::default()
    }

    /// With a measure of the caller's own.
    ///
    /// # Errors
    /// A name that another measure has.
    pub fn with(mut self, measure: impl Measure + 'static) -> Result<Self> {
        let name = measure.spec().name;
        if self.iter().any(|held| held.spec().name == name) {
            return Err(Message::DuplicateName { value: name.into() }.into());
        }
        self.own.push(Arc::new(measure));
        Ok(self)
    }

    /// Every measure.
    pub fn iter(&self) -> impl Iterator<Item = &dyn Measure> {
        SHIPPED.iter().copied().chain(self.own.iter().map(|measure| &**measure))
    }

    /// A measure by its name; an error with the nearest right one where there is none.
    pub fn find(&self, name: &str) -> Result<&dyn Measure> {
        self.iter().find(|measure| measure.spec().name == name).ok_or_else(|| {
            let names = || self.iter().map(|measure| measure.spec().name);
            let nearest = did_you_mean(name, names()).map(Text::from);
            let (what, names) = (LabelKey::of("name.measure"), names().map(Text::from).collect());
            Message::UnknownName { value: name.into(), what, nearest, names }.into()
        })
    }

    /// Reads a form by the description of the measure that it names; `at` is its file.
    ///
    /// # Errors
    /// Every key that is unknown, missing or wrong, each at its place.
    pub fn read(
        &self,
        name: &str,
        form: &FormSection,
        at: &Location,
        context: FormContext<'_>,
        policy: &FallbackPolicy,
    ) -> Result<StatedMeasure, Errors> {
        let (kind, place) = kind(form, at)?;
        let measure = self.find(kind).map_err(|error| Error::File { at: place, problem: error.into_problem() })?;
        StatedMeasure::read(name, form, at, measure, context, policy)
    }
}

/// The measure of a name among those that a city states; an error with the nearest right one where there is none.
pub fn find_stated<'a>(stated: &'a [StatedMeasure], name: &str) -> Result<&'a StatedMeasure> {
    stated.iter().find(|measure| measure.name == name).ok_or_else(|| {
        let names = || stated.iter().map(|measure| measure.name.as_str());
        let value = name.into();
        if stated.is_empty() {
            return Message::NoMeasures { value }.into();
        }
        let nearest = did_you_mean(name, names()).map(Text::from);
        let (what, names) = (LabelKey::of("name.measure"), names().map(Text::from).collect());
        Message::UnknownName { value, what, nearest, names }.into()
    })
}
