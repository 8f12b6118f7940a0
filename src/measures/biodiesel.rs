//! Biodiesel in place of diesel: what is blended above the mandate.
//!
//! ```text
//! X = (V − M) · s        without: X · r (diesel)        with: X (biodiesel) + X · c · f (fossil CO2) + making of X
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | V, M | biodiesel of a full year; what the mandate asks for anyway | L |
//! | s | part of the year in service | |
//! | r | diesel that each litre replaces: the ratio of their energies | L/L |
//! | c | CO2 of burning a litre of biodiesel | kg/L |
//! | f | share of its carbon that is fossil: of methanol, unless that is of biomass | |
//!
//! Only what is above the mandate counts. CO2 of the tailpipe is biogenic, a memo, except for the carbon of methanol; CH4 and N2O count.
//! Making it takes electricity, fuel and what comes before: drying and aeration of microalgae can take more than the diesel saves, and
//! the result is then below zero. What is made in the city counts with the measure, what is made elsewhere as its leakage; what comes
//! before, such as cultivation and its N2O, is always leakage, in other scope 3.
//!
//! Source: the form of ACM0017 and AMS-III.AK of the CDM, of which titles were read; IPCC 2006 Guidelines, vol. 2, ch. 3, section 3.2.1.2
//! for the fossil carbon of methanol.

use super::drive::not_a;
use super::plant_energy::{ELECTRIC_USE, ELECTRICITY, EnergyUse, FUEL, FUEL_CODE, FUEL_TAKEN};
use super::treatment::{IN_SERVICE, NAME, OUTSIDE, OutsideRate, PLACE, refuse_other, refuse_twice};
use super::{Change, GasFlow, Measure, MeasureForm, MeasureSpec, Note, OutsideSaving, Service, Stage};
use crate::activity::Activity;
use crate::error::{Error, Errors, MeasureFault, Message, Result};
use crate::forms::{FormInputs, SourcedAmount, SourcedRate};
use crate::gas::{Gas, GwpSet, Substance};
use crate::methods::{CodeClass, Input, InputKind};
use crate::quantity::{Dimension, Fraction, Ratio, Reading, Unit};
use crate::taxonomy::{Category, Year};

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec =
    MeasureSpec::new("biodiesel", "measure.biodiesel", "form of ACM0017 and AMS-III.AK of the CDM", &[FUEL_GROUP])
        .at(Stage::Fuel)
        .following(&["ACM0017", "AMS-III.AK"])
        .touching(&["II.1.1", "I.2.1", "I.3.1", "VI.1"])
        .monitoring(&["litres of biodiesel and its blend", "the mandate", "electricity and fuel of making it"])
        .counted_twice_with(&[
            "the mandate: what it asks for is in business as usual",
            "waste-trucks, brt: a vehicle on electricity burns no biodiesel",
            "the inventory: blends that it has already",
        ]);

const FUEL_GROUP: Input = Input::of_kind(
    "blend",
    InputKind::Group(&[
        NAME,
        PLACE,
        IN_SERVICE,
        BIODIESEL,
        MANDATED,
        CODE,
        REPLACES,
        REPLACED,
        CARBON_DIOXIDE,
        FOSSIL_CARBON,
        MADE,
        ELECTRICITY,
        ELECTRIC_USE,
        FUEL_CODE,
        FUEL_TAKEN,
        UPSTREAM,
        UPSTREAM_GWP,
        OUTSIDE,
    ]),
    "biodiesel of one kind and use",
);
const BIODIESEL: Input = Input::one("biodiesel", "L", "biodiesel used in a full year").without_rows();
const MANDATED: Input = Input::one("mandated", "L", "biodiesel that the mandate asks for in a full year").without_rows();
const CODE: Input = Input::of_kind("code", InputKind::Code(BIODIESELS), "activity code of the biodiesel");
const REPLACES: Input = Input::of_kind("replaces", InputKind::Code(FUEL), "activity code of the diesel that is replaced");
const REPLACED: Input =
    Input::one("replaced", "L/L", "diesel that each litre replaces, the ratio of their energies").without_rows();
const CARBON_DIOXIDE: Input = Input::one("carbon_dioxide", "kg/L", "CO2 of burning a litre of biodiesel").without_rows();
const FOSSIL_CARBON: Input = Input::of_kind(
    "fossil_carbon",
    InputKind::Share,
    "share of the carbon that is fossil, such as of methanol; 0 if there is none",
);
const MADE: Input = Input::of_kind("made", InputKind::Word(&["city", "elsewhere"]), "where it is made: city or elsewhere");
const UPSTREAM: Input = Input::maybe("upstream", "kg/L", "CO2e of cultivation, nutrients and materials of a litre").without_rows();
const UPSTREAM_GWP: Input = Input::of_kind("upstream_gwp", InputKind::Text, "the GWP set of that figure: AR5").optional();

/// Codes of biodiesel without fossil diesel in it.
const BIODIESELS: CodeClass = CodeClass {
    name: "class.biodiesel",
    example: "road.biodiesels",
    fits: |rule| rule.subject == "biodiesels" && rule.share.is_none(),
};

/// Biodiesel above the mandate.
#[derive(Clone, Copy, Debug, Default)]
pub struct Biodiesel;

impl Measure for Biodiesel {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let groups = form.inputs.sections(&FUEL_GROUP);
        let blends = groups.iter().map(|group| BiodieselUse::read(group, form)).collect::<Result<Vec<_>>>()?;
        refuse_twice(groups, blends.iter().map(|blend| blend.name.as_str()))?;
        let mut change = Change { measure: form.title.to_owned(), years: form.years.clone(), ..Change::default() };
        for year in form.years {
            for blend in &blends {
                blend.add_to(*year, &mut change)?;
            }
        }
        change.notes = vec![Note::BiodieselLeftOut {}];
        if !change.outside.is_empty() {
            change.notes.push(Note::OutsideOnly {});
        }
        Ok(change)
    }
}

/// Biodiesel of one kind and use.
#[derive(Clone, Debug)]
struct BiodieselUse {
    name: String,
    place: String,
    service: Service,
    /// Above the mandate, in a full year.
    counted: Reading,
    source: String,
    code: String,
    category: Category,
    replaces: String,
    replaced: SourcedRate,
    fossil_dioxide: Ratio,
    made_in_city: bool,
    energy: EnergyUse,
    upstream: Option<(SourcedRate, Ratio, GwpSet)>,
    outside: Vec<OutsideRate>,
}

impl BiodieselUse {
    fn read(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Self> {
        let registry = form.context.registry;
        let volume = |input: &Input| -> Result<SourcedAmount> {
            let stated: SourcedAmount = group.need(input, registry)?;
            refuse_other(group, input, &stated, Dimension::Volume, "L")?;
            Ok(stated)
        };
        let rate = |input: &Input, to: Dimension, wanted: &'static str, example: &str| -> Result<(SourcedRate, Ratio)> {
            let stated: SourcedRate = group.need(input, registry)?;
            let found = stated.rate.conversion_from(Dimension::Volume).ok();
            match found.filter(|(ratio, found)| *found == to && !ratio.numerator().is_negative()) {
                Some((ratio, _)) => Ok((stated, ratio)),
                None => Err(group.problem(input, not_a(wanted, (&stated.rate).into(), example))),
            }
        };
        let (all, mandated) = (volume(&BIODIESEL)?, volume(&MANDATED)?);
        let counted = all.amount.in_base()?.checked_sub(mandated.amount.in_base()?)?;
        if counted.is_negative() {
            let (value, all) = ((&mandated.amount).into(), (&all.amount).into());
            return Err(
                group.problem(&MANDATED, Message::Measure { value: Some(value), fault: MeasureFault::MandateAboveUse { all } })
            );
        }
        let code: String = group.need(&CODE, registry)?;
        let rules = form.context.catalogue.find(&code).map_err(Error::from)?;
        let category = rules.first().map(|rule| rule.category).ok_or_else(|| group.missing(&CODE, registry))?;
        let (_, dioxide) = rate(&CARBON_DIOXIDE, Dimension::Mass, "rate.gas-of-plant", "2.5 kg/L")?;
        let fossil: Fraction = group.need(&FOSSIL_CARBON, registry)?;
        let upstream = if group.has(&UPSTREAM) || group.has(&UPSTREAM_GWP) {
            let (stated, ratio) = rate(&UPSTREAM, Dimension::Mass, "rate.gas-of-plant", "0.5 kg/L")?;
            Some((stated, ratio, group.parsed(&UPSTREAM_GWP)?.ok_or_else(|| group.missing(&UPSTREAM_GWP, registry))?))
        } else {
            None
        };
        Ok(Self {
            name: group.need(&NAME, registry)?,
            place: group.get(&PLACE).unwrap_or_default(),
            service: group.parsed(&IN_SERVICE)?.ok_or_else(|| group.missing(&IN_SERVICE, registry))?,
            counted: Reading::new(counted, Unit::base(Dimension::Volume)),
            source: format!("{} less {} mandated: {}", all.amount, mandated.amount, all.source),
            code,
            category,
            replaces: group.need(&REPLACES, registry)?,
            replaced: rate(&REPLACED, Dimension::Volume, "rate.fuel-of-fuel", "0.9 L/L")?.0,
            fossil_dioxide: dioxide.checked_mul(fossil.number())?,
            made_in_city: group.need::<String>(&MADE, registry)? == "city",
            energy: EnergyUse::read(group, registry, Dimension::Volume)?,
            upstream,
            outside: OutsideRate::read_all(group, form, Dimension::Volume)?,
        })
    }

    fn add_to(&self, year: Year, change: &mut Change) -> Result<()> {
        let served = self.service.share_of(year)?;
        if served.numerator().is_zero() {
            return Ok(());
        }
        let counted = |code: &str, role: &str| {
            Activity::new(code, year, self.counted)
                .with_place(&self.place)
                .with_origin(&format!("{}: {role}: {}", self.name, self.source))
                .with_time("part of the year in service", served, &self.service.to_string())
        };
        let replaced = counted(&self.replaces, "diesel replaced");
        change.without.push(replaced.with_rate("diesel replaced", self.replaced.rate, &self.replaced.source));
        change.with.push(counted(&self.code, "biodiesel"));
        let litres = served.checked_mul(self.counted.in_base()?)?;
        let flow = |category: Category, substance: Substance, ratio: Ratio, what: &str| -> Result<GasFlow> {
            let kg = litres.checked_mul(ratio)?.evaluate()?.value();
            let source = format!("{}: {what}: {}", self.name, self.source);
            Ok(GasFlow::new(category, year, substance, kg, &source).with_place(self.place.clone()))
        };
        change.gases.with.push(flow(self.category, Gas::CO2.into(), self.fossil_dioxide, "fossil carbon of the biodiesel")?);
        let mut making = Change::default();
        self.energy.add_to(&mut making, counted)?;
        if self.made_in_city { &mut change.with } else { &mut change.leakage }.append(&mut making.with);
        if let Some((stated, ratio, set)) = &self.upstream {
            let other_scope_3 = Category::all().find(|category| category.is_other_scope_3()).unwrap_or(self.category);
            change.gases.leakage.push(flow(other_scope_3, Substance::Stated(*set), *ratio, &stated.source)?);
        }
        let savings = self.outside.iter().map(|outside| outside.saving(year, Dimension::Volume, litres));
        change.outside.extend(savings.collect::<Result<Vec<OutsideSaving>>>()?);
        Ok(())
    }
}
