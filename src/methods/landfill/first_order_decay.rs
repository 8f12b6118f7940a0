//! First-order decay: CH4 of every year, by site, from the history of the waste.
//!
//! ```text
//! D = W · DOC · DOCf · MCF        G = Σ X · F · 16/12        E = (G − R) · (1 − OX)
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | W | waste of a stream landfilled at a site in a year, wet | kg |
//! | DOC | degradable organic carbon of the wet waste | kg/kg |
//! | `DOCf` | part of it that decomposes without air | kg/kg |
//! | MCF | methane correction factor of the site in the year of deposit | kg/kg |
//! | D | decomposable carbon deposited | kg |
//! | X | decomposed in the year ([`FirstOrderDecay`]) | kg |
//! | F | CH4 in the gas generated, by volume | m3/m3 |
//! | G | CH4 generated | kg |
//! | R | CH4 recovered in the year | kg |
//! | OX | share of what reaches the cover that oxidises there | kg/kg |
//! | E | CH4 emitted | kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 3, eq. 3.1, 3.2, 3.4 to 3.6; annex 3A.1, eq. 3A1.12 to 3A1.18. The 2019 Refinement
//! keeps the equations and gives `DOCf` by kind of waste. The computation is [`Landfills`].

use super::series::{Recovery, Since};
use super::sites::{Landfills, Site, Stream};
use super::stock::FirstOrderDecay;
use super::{DOC, DOCF, FRACTION, MONTH, RATES, dated, labels_of, rates};
use crate::error::Result;
use crate::factors::Basis;
use crate::methods::labelled::{Labelled, one_of};
use crate::methods::{Alternatives, Input, InputRow, Inputs, MethodSpec, Outcome, Output, Part};
use crate::quantity::{Mass, Scalar};
use crate::taxonomy::Year;

const RECOVERED: &str = "CH4 recovered, measured; zero in years left out (default of IPCC 2006, vol. 5, ch. 3, section 3.2.3)";
const RECOVERY: &str = "share of the CH4 generated that is recovered; zero in years left out, as methane-recovered";

/// A site may be within the city or outside it, and hold waste of other cities (GPC, ch. 8).
const SITES: &[Part] = &[Part::any("site", "III.1.1, III.1.2, III.1.3").together()];

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "landfill-decay",
    reference: "III.1",
    equation: "IPCC 2006 and 2019, vol. 5, ch. 3, eq. 3.1 to 3.6, 3A1.12 to 3A1.18",
    tiers: "1, 2, 3",
    inputs: &[
        Input::table("waste", "kg", &["site", "stream", "year"], "waste landfilled, wet, every year of the history")
            .decays_at("decay-rate", "half-life"),
        Input::table("degradable-organic-carbon", "kg/kg", &["stream"], DOC).on(Basis::Wet),
        Input::table("decomposable-fraction", "kg/kg", &["stream"], DOCF),
        RATES[0],
        RATES[1],
        Input::table(
            "methane-correction-factor",
            "kg/kg",
            &["site", "year"],
            "correction factor of waste deposited from the year on",
        )
        .of("landfill"),
        Input::table("oxidation-factor", "kg/kg", &["site", "year"], "share that oxidises in the cover, from the year on")
            .of("landfill"),
        Input::one("methane-fraction", "m3/m3", FRACTION),
        Input::one("start-month", "1", MONTH),
        Input::maybe_table("methane-recovered", "kg", &["site", "year"], RECOVERED),
        Input::maybe_table("methane-recovery", "kg/kg", &["site", "year"], RECOVERY),
        Input::maybe("until", "1", "last year computed; without it, that of the last waste"),
    ],
    results: &[
        Output::table("CH4", "kg", &["site", "year"]).booked(SITES),
        Output::table("CH4-generated", "kg", &["site", "stream", "year"]),
        Output::table("CH4-recovered", "kg", &["site", "year"]),
        Output::table("CH4-oxidised", "kg", &["site", "year"]),
        Output::table("carbon-deposited", "kg", &["site", "stream", "year"]),
        Output::table("carbon-decomposed", "kg", &["site", "stream", "year"]),
        Output::table("carbon-stock", "kg", &["site", "stream", "year"]),
    ],
    alternatives: Some(Alternatives::Landfills),
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let landfills = landfills(inputs)?;
    let until = if inputs.has("until") { Some(inputs.year("until")?) } else { landfills.last_deposit() };
    let account = landfills.account(until.unwrap_or(Year::FIRST))?;
    let mut outcome = Outcome::new();
    for (site, year, methane) in account.sites() {
        for (name, mass) in [("CH4", methane.emitted), ("CH4-recovered", methane.recovered), ("CH4-oxidised", methane.oxidised)] {
            outcome = outcome.with_labels(name, Some(year), &[("site", site)], mass);
        }
    }
    for found in account.streams() {
        let labels = [("site", found.site.as_str()), ("stream", found.stream.as_str())];
        for (name, mass) in [
            ("CH4-generated", found.generated),
            ("carbon-deposited", found.deposited),
            ("carbon-decomposed", found.decomposed),
            ("carbon-stock", found.stock),
        ] {
            outcome = outcome.with_labels(name, Some(found.year), &labels, mass);
        }
    }
    Ok(outcome)
}

/// The landfills that the inputs describe.
fn landfills<N: Scalar>(inputs: &Inputs<N>) -> Result<Landfills<N>> {
    let waste = inputs.amounts::<Mass>("waste")?;
    let mut landfills = Landfills::new(inputs.share("methane-fraction")?);
    let streams = labels_of(&waste, "stream")?;
    let carbon = Labelled::shares(inputs, "degradable-organic-carbon", "stream")?.known(&streams)?;
    let parts = Labelled::shares(inputs, "decomposable-fraction", "stream")?.known(&streams)?;
    let rates = rates(inputs, &streams)?;
    let month = inputs.whole("start-month")?;
    for (name, _) in streams.each() {
        let decay = FirstOrderDecay::new(rates.need(name)?.evaluate()?, month)?;
        let (degradable_organic_carbon, decomposable_fraction) = (carbon.need(name)?, parts.need(name)?);
        landfills.stream(name, Stream { degradable_organic_carbon, decomposable_fraction, decay });
    }
    let sites = labels_of(&waste, "site")?;
    let shares = |name| by_site(&inputs.shares(name)?, name, &sites);
    let (corrections, oxidations) = (shares("methane-correction-factor")?, shares("oxidation-factor")?);
    let (masses, parts) = ("methane-recovered", "methane-recovery");
    let measured = by_site(&inputs.amounts::<Mass>(masses)?, masses, &sites)?;
    let captured = shares(parts)?;
    for (name, _) in sites.each() {
        let (measured, captured) = (measured.all(name), captured.all(name));
        let ways = [
            (masses, (!measured.is_empty()).then(|| Recovery::Masses(measured.iter().copied().collect()))),
            (parts, (!captured.is_empty()).then(|| Recovery::Shares(captured.iter().copied().collect()))),
        ];
        let recovery = one_of(name, ways)?.map_or(Recovery::None, |(_, recovery)| recovery);
        let methane_correction_factor = Since::new(corrections.all(name).iter().copied());
        let oxidation_factor = Since::new(oxidations.all(name).iter().copied());
        landfills.site(name, Site { methane_correction_factor, oxidation_factor, recovery });
    }
    for row in &waste {
        landfills.deposit(row.label("site"), row.label("stream"), row.year()?, row.value)?;
    }
    Ok(landfills)
}

/// The values of a table by site and year, for sites that have waste.
fn by_site<T: Copy>(rows: &[InputRow<T>], name: &str, sites: &Labelled<Vec<()>>) -> Result<Labelled<Vec<(Year, T)>>> {
    Labelled::grouped(rows, name, "site", dated)?.known(sites)
}
