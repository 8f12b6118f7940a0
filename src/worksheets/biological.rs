//! Biological treatment by name.

use super::{Input, Inputs, Output, Results, Worksheet};
use crate::error::Result;
use crate::methods::basis::{Dry, Factor, Waste, Wet};
use crate::methods::biological::{methane, nitrous_oxide};
use crate::quantity::Mass;

const EQUATION: &str = "IPCC 2006, vol. 5, ch. 4, eq. 4.1 and 4.2";
const GASES: &[Output] = &[Output::one("CH4", "kg"), Output::one("N2O", "kg")];
const RECOVERED: Input = Input::maybe("methane-recovered", "kg", "CH4 recovered in the year, of the same waste");

pub(crate) const SHEETS: &[Worksheet] = &[
    Worksheet {
        name: "composting",
        reference: "III.2",
        equation: EQUATION,
        tiers: "1, 2, 3",
        inputs: &[
            Input::one("waste", "kg", "waste composted, wet"),
            Input::one("methane-factor", "kg/kg", "CH4 of each kg of wet waste").factors("biological.composting.wet", "CH4"),
            Input::one("nitrous-oxide-factor", "kg/kg", "N2O of each kg of wet waste").factors("biological.composting.wet", "N2O"),
            RECOVERED,
        ],
        results: GASES,
        exact: wet,
        sampled: None,
    },
    Worksheet {
        name: "composting-dry",
        reference: "III.2",
        equation: EQUATION,
        tiers: "1, 2, 3",
        inputs: &[
            Input::one("dry-waste", "kg", "waste composted, dry"),
            Input::one("dry-methane-factor", "kg/kg", "CH4 of each kg of dry waste").factors("biological.composting.dry", "CH4"),
            Input::one("dry-nitrous-oxide-factor", "kg/kg", "N2O of each kg of dry waste")
                .factors("biological.composting.dry", "N2O"),
            RECOVERED,
        ],
        results: GASES,
        exact: dry,
        sampled: None,
    },
    Worksheet {
        name: "digestion",
        reference: "III.2",
        equation: EQUATION,
        tiers: "1, 2, 3",
        inputs: &[
            Input::one("waste", "kg", "waste digested without air, wet"),
            Input::one("methane-factor", "kg/kg", "CH4 of each kg of wet waste").factors("biological.digestion.wet", "CH4"),
            Input::maybe("nitrous-oxide-factor", "kg/kg", "N2O of each kg of wet waste; taken as negligible by the IPCC"),
            RECOVERED,
        ],
        results: GASES,
        exact: wet,
        sampled: None,
    },
    Worksheet {
        name: "digestion-dry",
        reference: "III.2",
        equation: EQUATION,
        tiers: "1, 2, 3",
        inputs: &[
            Input::one("dry-waste", "kg", "waste digested without air, dry"),
            Input::one("dry-methane-factor", "kg/kg", "CH4 of each kg of dry waste").factors("biological.digestion.dry", "CH4"),
            Input::maybe("dry-nitrous-oxide-factor", "kg/kg", "N2O of each kg of dry waste; taken as negligible by the IPCC"),
            RECOVERED,
        ],
        results: GASES,
        exact: dry,
        sampled: None,
    },
];

fn wet(inputs: &Inputs) -> Result<Results> {
    treated(inputs, Waste::<Wet>::new(inputs.quantity::<Mass>("waste")?), "methane-factor", "nitrous-oxide-factor")
}

fn dry(inputs: &Inputs) -> Result<Results> {
    treated(inputs, Waste::<Dry>::new(inputs.quantity::<Mass>("dry-waste")?), "dry-methane-factor", "dry-nitrous-oxide-factor")
}

fn treated<B: Copy>(inputs: &Inputs, waste: Waste<B>, ch4: &str, n2o: &str) -> Result<Results> {
    let recovered = inputs.maybe_quantity("methane-recovered")?.unwrap_or(Mass::ZERO);
    let emitted = methane([(waste, Factor::new(inputs.ratio(ch4)?))], recovered)?;
    let results = Results::new().mass("CH4", emitted.quantity()?);
    match inputs.maybe_ratio(n2o) {
        None => Ok(results),
        Some(factor) => Ok(results.mass("N2O", nitrous_oxide([(waste, Factor::new(factor))])?.quantity()?)),
    }
}
