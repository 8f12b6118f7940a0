//! Incineration and open burning by name.

use super::{Input, Inputs, Labelled, Output, Results, Worksheet, one_of};
use crate::error::Result;
use crate::methods::basis::{Dry, WasteFactor, WasteMass, Wet};
use crate::methods::burning::OpenBurning;
use crate::methods::incineration::{Burnt, Liquid, Mixture};
use crate::quantity::{Heads, Mass, Quantity, Ratio};

const CARBON: [&str; 4] = ["dry-matter-content", "total-carbon-content", "fossil-carbon-fraction", "oxidation-factor"];
const DRY_MATTER: &str = "dry matter of each kg wet; 1 where the carbon is given for wet waste";

pub(crate) const SHEETS: &[Worksheet] = &[
    Worksheet {
        name: "incineration",
        reference: "III.3",
        equation: "IPCC 2006, vol. 5, ch. 5, eq. 5.1, 5.4 and 5.5",
        tiers: "1, 2",
        inputs: &[
            Input::table("waste", "kg", &["kind"], "waste burnt, wet"),
            Input::table("dry-matter-content", "kg/kg", &["kind"], DRY_MATTER),
            Input::table("total-carbon-content", "kg/kg", &["kind"], "carbon of each kg dry"),
            Input::table("fossil-carbon-fraction", "kg/kg", &["kind"], "fossil part of the carbon"),
            Input::table("oxidation-factor", "kg/kg", &["kind"], "part of the carbon that oxidises"),
            Input::maybe_table("methane-factor", "kg/kg", &["kind"], "CH4 of each kg wet").factors("incineration", "CH4"),
            Input::maybe_table("nitrous-oxide-factor", "kg/kg", &["kind"], "N2O of each kg wet").factors("incineration", "N2O"),
            Input::maybe_table("dry-nitrous-oxide-factor", "kg/kg", &["kind"], "N2O of each kg dry")
                .factors("incineration.dry", "N2O"),
        ],
        results: &[
            Output::table("CO2", "kg", &["kind"]),
            Output::table("CO2_biogenic", "kg", &["kind"]),
            Output::table("CH4", "kg", &["kind"]),
            Output::table("N2O", "kg", &["kind"]),
            Output::table("unburnt-carbon", "kg", &["kind"]),
        ],
        exact: incineration,
        sampled: None,
    },
    Worksheet {
        name: "incineration-components",
        reference: "III.3",
        equation: "IPCC 2006, vol. 5, ch. 5, eq. 5.2, 5.4, 5.5 and 5.8 to 5.10",
        tiers: "1, 2",
        inputs: &[
            Input::one("waste", "kg", "municipal waste burnt, wet"),
            Input::table("component-share", "kg/kg", &["component"], "share of the component in the wet waste"),
            Input::table("dry-matter-content", "kg/kg", &["component"], DRY_MATTER),
            Input::table("total-carbon-content", "kg/kg", &["component"], "carbon of each kg dry"),
            Input::table("fossil-carbon-fraction", "kg/kg", &["component"], "fossil part of the carbon"),
            Input::table("oxidation-factor", "kg/kg", &["component"], "part of the carbon that oxidises"),
            Input::maybe("methane-factor", "kg/kg", "CH4 of each kg wet").factors("incineration", "CH4"),
            Input::maybe("nitrous-oxide-factor", "kg/kg", "N2O of each kg wet").factors("incineration", "N2O"),
        ],
        results: COMPONENTS,
        exact: components,
        sampled: None,
    },
    Worksheet {
        name: "incineration-liquids",
        reference: "III.3",
        equation: "IPCC 2006, vol. 5, ch. 5, eq. 5.3",
        tiers: "1, 2",
        inputs: &[
            Input::table("waste", "kg", &["kind"], "fossil liquid burnt"),
            Input::table("fossil-carbon-content", "kg/kg", &["kind"], "carbon of each kg, all of it fossil"),
            Input::table("oxidation-factor", "kg/kg", &["kind"], "part of the carbon that oxidises"),
            Input::maybe_table("methane-factor", "kg/kg", &["kind"], "CH4 of each kg").factors("incineration", "CH4"),
            Input::maybe_table("nitrous-oxide-factor", "kg/kg", &["kind"], "N2O of each kg").factors("incineration", "N2O"),
        ],
        results: &[
            Output::table("CO2", "kg", &["kind"]),
            Output::table("CH4", "kg", &["kind"]),
            Output::table("N2O", "kg", &["kind"]),
        ],
        exact: liquids,
        sampled: None,
    },
    Worksheet {
        name: "open-burning-waste",
        reference: "III.3",
        equation: "IPCC 2006, vol. 5, ch. 5, eq. 5.7",
        tiers: "1, 2",
        inputs: &[
            Input::one("persons", "head", "persons"),
            Input::one("burning-population", "kg/kg", "share of persons whose waste is burnt in the open, at home or in dumps"),
            Input::one("waste-per-person", "kg/head", "waste of a person and day, wet"),
            Input::one("burnt-fraction", "kg/kg", "share of that waste that burns"),
        ],
        results: &[Output::one("waste", "kg")],
        exact: open_burning_waste,
        sampled: None,
    },
    Worksheet {
        name: "open-burning",
        reference: "III.3",
        equation: "IPCC 2006, vol. 5, ch. 5, eq. 5.2, 5.4, 5.5 and 5.8 to 5.10",
        tiers: "1, 2",
        inputs: &[
            Input::one("waste", "kg", "waste burnt in the open, wet (open-burning-waste)"),
            Input::table("component-share", "kg/kg", &["component"], "share of the component in the wet waste"),
            Input::table("dry-matter-content", "kg/kg", &["component"], DRY_MATTER),
            Input::table("total-carbon-content", "kg/kg", &["component"], "carbon of each kg dry"),
            Input::table("fossil-carbon-fraction", "kg/kg", &["component"], "fossil part of the carbon"),
            Input::table("oxidation-factor", "kg/kg", &["component"], "part of the carbon that oxidises in the open"),
            Input::maybe("methane-factor", "kg/kg", "CH4 of each kg wet").factors("open-burning", "CH4"),
            Input::maybe("dry-nitrous-oxide-factor", "kg/kg", "N2O of each kg dry").factors("open-burning", "N2O"),
        ],
        results: COMPONENTS,
        exact: components,
        sampled: None,
    },
];

const COMPONENTS: &[Output] = &[
    Output::table("CO2", "kg", &["component"]),
    Output::table("CO2_biogenic", "kg", &["component"]),
    Output::one("CH4", "kg"),
    Output::one("N2O", "kg"),
    Output::table("unburnt-carbon", "kg", &["component"]),
    Output::one("component-share", "kg/kg"),
    Output::one("dry-matter-content", "kg/kg"),
    Output::one("total-carbon-content", "kg/kg"),
    Output::one("fossil-carbon-fraction", "kg/kg"),
];

/// What burns, kind by kind: dry matter, carbon, fossil part, oxidation.
struct Carbon([Labelled; 4]);

impl Carbon {
    fn read<T>(inputs: &Inputs, label: &'static str, first: &Labelled<T>) -> Result<Self> {
        let [dry, carbon, fossil, oxidised] = CARBON.map(|name| Labelled::shares(inputs, name, label)?.known(first));
        Ok(Self([dry?, carbon?, fossil?, oxidised?]))
    }

    fn burnt(&self, which: &str) -> Result<Burnt> {
        let Self([dry, carbon, fossil, oxidised]) = self;
        Ok(Burnt {
            dry_matter_content: dry.need(which)?,
            total_carbon_content: carbon.need(which)?,
            fossil_carbon_fraction: fossil.need(which)?,
            oxidation_factor: oxidised.need(which)?,
        })
    }
}

/// CO2 and carbon of one kind of waste or component.
fn carbon(results: Results, label: &'static str, which: &str, waste: WasteMass<Wet>, burnt: &Burnt) -> Result<Results> {
    let named = [(label, which)];
    Ok(results
        .labelled("CO2", None, &named, burnt.fossil_co2_of(waste)?.quantity()?.base())
        .labelled("CO2_biogenic", None, &named, burnt.biogenic_co2(waste)?.quantity()?.base())
        .labelled("unburnt-carbon", None, &named, burnt.unburnt_carbon(waste)?.quantity()?.base()))
}

fn incineration(inputs: &Inputs) -> Result<Results> {
    let waste = Labelled::<Mass>::quantities(inputs, "waste", "kind")?;
    let carbons = Carbon::read(inputs, "kind", &waste)?;
    let factors = |name| Labelled::ratios(inputs, name, "kind")?.known(&waste);
    let (ch4, n2o) = (factors("methane-factor")?, factors("nitrous-oxide-factor")?);
    let dry_n2o = factors("dry-nitrous-oxide-factor")?;
    let mut results = Results::new();
    for (kind, mass) in waste.iter() {
        let (burnt, mass) = (carbons.burnt(kind)?, WasteMass::<Wet>::new(mass));
        results = carbon(results, "kind", kind, mass, &burnt)?;
        if let Some(factor) = ch4.get(kind) {
            results = results.labelled("CH4", None, &[("kind", kind)], mass.gives(WasteFactor::new(factor))?.quantity()?.base());
        }
        let wet = n2o.get(kind).map(|factor| mass.gives(WasteFactor::new(factor)));
        let dry = dry_n2o.get(kind).map(|factor| mass.dry(burnt.dry_matter_content)?.gives(WasteFactor::<Dry>::new(factor)));
        if let Some((_, n2o)) = one_of(kind, [("nitrous-oxide-factor", wet), ("dry-nitrous-oxide-factor", dry)])? {
            let n2o = n2o?;
            results = results.labelled("N2O", None, &[("kind", kind)], n2o.quantity()?.base());
        }
    }
    Ok(results)
}

/// Municipal waste by component, in a furnace or in the open.
fn components(inputs: &Inputs) -> Result<Results> {
    let waste = WasteMass::<Wet>::new(inputs.quantity::<Mass>("waste")?);
    let shares = Labelled::shares(inputs, "component-share", "component")?;
    let carbons = Carbon::read(inputs, "component", &shares)?;
    let mut results = Results::new().value("component-share", shares.whole()?.evaluate()?.value());
    let mut mix = Vec::new();
    for (component, share) in shares.iter() {
        let part = WasteMass::new(waste.mass().checked_mul(share)?);
        let burnt = carbons.burnt(component)?;
        results = carbon(results, "component", component, part, &burnt)?;
        mix.push((share, burnt));
    }
    let mix = Mixture::of(mix)?;
    let value = |results: Results, name, ratio: Ratio| -> Result<Results> { Ok(results.value(name, ratio.evaluate()?.value())) };
    results = value(results, "dry-matter-content", mix.dry_matter_content)?;
    if let Some(content) = mix.total_carbon_content {
        results = value(results, "total-carbon-content", content)?;
    }
    if let Some(fraction) = mix.fossil_carbon_fraction {
        results = value(results, "fossil-carbon-fraction", fraction)?;
    }
    if let Some(factor) = inputs.maybe_ratio("methane-factor") {
        results = results.mass("CH4", waste.gives(WasteFactor::new(factor))?.quantity()?);
    }
    if let Some(factor) = inputs.maybe_ratio("nitrous-oxide-factor") {
        results = results.mass("N2O", waste.gives(WasteFactor::new(factor))?.quantity()?);
    }
    if let Some(factor) = inputs.maybe_ratio("dry-nitrous-oxide-factor") {
        results = results.mass("N2O", waste.dry(mix.dry_matter_content)?.gives(WasteFactor::<Dry>::new(factor))?.quantity()?);
    }
    Ok(results)
}

fn liquids(inputs: &Inputs) -> Result<Results> {
    let waste = Labelled::<Mass>::quantities(inputs, "waste", "kind")?;
    let content = Labelled::shares(inputs, "fossil-carbon-content", "kind")?.known(&waste)?;
    let oxidised = Labelled::shares(inputs, "oxidation-factor", "kind")?.known(&waste)?;
    let factors = |name| Labelled::ratios(inputs, name, "kind")?.known(&waste);
    let gases = [("CH4", factors("methane-factor")?), ("N2O", factors("nitrous-oxide-factor")?)];
    let mut results = Results::new();
    for (kind, mass) in waste.iter() {
        let liquid = Liquid { fossil_carbon_content: content.need(kind)?, oxidation_factor: oxidised.need(kind)? };
        results = results.labelled("CO2", None, &[("kind", kind)], liquid.fossil_co2(mass)?.quantity()?.base());
        for (gas, factors) in &gases {
            if let Some(factor) = factors.get(kind) {
                let emitted = WasteMass::<Wet>::new(mass).gives(WasteFactor::new(factor))?;
                results = results.labelled(gas, None, &[("kind", kind)], emitted.quantity()?.base());
            }
        }
    }
    Ok(results)
}

fn open_burning_waste(inputs: &Inputs) -> Result<Results> {
    let burning = OpenBurning {
        burning_population: inputs.share("burning-population")?,
        waste_per_person: inputs.ratio("waste-per-person")?,
        burnt_fraction: inputs.share("burnt-fraction")?,
    };
    let persons: Heads = inputs.quantity("persons")?;
    Ok(Results::new().mass("waste", burning.waste(persons)?.mass().quantity()?))
}
