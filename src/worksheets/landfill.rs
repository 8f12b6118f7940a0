//! Solid waste disposal by name.

use super::{Input, Inputs, Labelled, Output, Results, Row, Worksheet, none_of, one_input, one_of};
use crate::error::{ErrorKind, Problem, Result};
use crate::methods::landfill::{
    BackCast, Decay, Disposed, Landfills, Periods, Recovery, Since, Site, Stored, Stream, SwdsTool, bulk_carbon, decayed, filled,
    weighted,
};
use crate::methods::landfill::{DOC, DOCF, FRACTION, MONTH, RATE};
use crate::quantity::{Exact, Heads, Mass, Quantity, Ratio};
use crate::taxonomy::Year;
use std::collections::BTreeMap;

pub(crate) const SHEETS: &[Worksheet] = &[
    Worksheet {
        name: "landfill-decay",
        reference: "III.1",
        equation: "IPCC 2006 and 2019, vol. 5, ch. 3, eq. 3.1 to 3.6, 3A1.12 to 3A1.18",
        tiers: "1, 2, 3",
        inputs: &[
            Input::table("waste", "kg", &["site", "stream", "year"], "waste landfilled, wet, every year of the history"),
            Input::table("degradable-organic-carbon", "kg/kg", &["stream"], DOC),
            Input::table("decomposable-fraction", "kg/kg", &["stream"], DOCF),
            Input::table("decay-rate", "1/yr", &["stream"], RATE),
            Input::table(
                "methane-correction-factor",
                "kg/kg",
                &["site", "year"],
                "correction factor of waste deposited from the year on",
            ),
            Input::table("oxidation-factor", "kg/kg", &["site", "year"], "share that oxidises in the cover, from the year on"),
            Input::one("methane-fraction", "m3/m3", FRACTION),
            Input::one("start-month", "1", MONTH),
            Input::maybe_table("methane-recovered", "kg", &["site", "year"], "CH4 recovered, measured; none in years not named"),
            Input::maybe_table("methane-recovery", "kg/kg", &["site", "year"], "share of the CH4 generated that is recovered"),
            Input::maybe("until", "1", "last year worked out; that of the last waste where it is not given"),
        ],
        results: &[
            Output::table("CH4", "kg", &["site", "year"]),
            Output::table("CH4-generated", "kg", &["site", "stream", "year"]),
            Output::table("CH4-recovered", "kg", &["site", "year"]),
            Output::table("CH4-oxidised", "kg", &["site", "year"]),
            Output::table("carbon-deposited", "kg", &["site", "stream", "year"]),
            Output::table("carbon-decomposed", "kg", &["site", "stream", "year"]),
            Output::table("carbon-stock", "kg", &["site", "stream", "year"]),
        ],
        exact: decay,
        sampled: None,
    },
    Worksheet {
        name: "landfill-pulse",
        reference: "III.1",
        equation: "IPCC 2006, vol. 5, ch. 3, eq. 3A1.12 to 3A1.15, of one deposit",
        tiers: "1, 2, 3",
        inputs: &[
            Input::one("decay-rate", "1/yr", RATE),
            Input::one("start-month", "1", MONTH),
            Input::one("years", "1", "years after the year of deposit, up to 1000"),
        ],
        results: &[Output::table("decomposed-share", "kg/kg", &["after"]), Output::one("left-share", "kg/kg")],
        exact: pulse,
        sampled: None,
    },
    Worksheet {
        name: "landfill-stored-carbon",
        reference: "III.1",
        equation: "IPCC 2006, vol. 5, ch. 3, eq. 3A1.19",
        tiers: "1, 2, 3",
        inputs: &[
            Input::table("waste", "kg", &["stream", "year"], "waste landfilled, wet"),
            Input::table("degradable-organic-carbon", "kg/kg", &["stream"], DOC),
            Input::table("decomposable-fraction", "kg/kg", &["stream"], DOCF),
            Input::table("methane-correction-factor", "kg/kg", &["year"], "correction factor of waste deposited from the year on"),
        ],
        results: &[Output::table("stored-carbon", "kg", &["stream", "year"]), Output::table("accumulated-carbon", "kg", &["year"])],
        exact: stored,
        sampled: None,
    },
    Worksheet {
        name: "landfill-mcf",
        reference: "III.1",
        equation: "IPCC 2006 and 2019, vol. 5, ch. 3, section 3.2.3: mean by shares of the waste",
        tiers: "1, 2, 3",
        inputs: &[
            Input::table("mass-share", "kg/kg", &["class"], "share of the waste that goes to the class; one together"),
            Input::table("methane-correction-factor", "kg/kg", &["class"], "correction factor of the class"),
        ],
        results: &[Output::one("methane-correction-factor", "kg/kg")],
        exact: correction,
        sampled: None,
    },
    Worksheet {
        name: "landfill-doc",
        reference: "III.1",
        equation: "IPCC 2006, vol. 5, ch. 3, eq. 3.7; GPC, ch. 8, eq. 8.1",
        tiers: "1, 2",
        inputs: &[
            Input::table("mass-share", "kg/kg", &["component"], "share of the whole wet stream, inert parts included"),
            Input::table("degradable-organic-carbon", "kg/kg", &["component"], DOC),
        ],
        results: &[Output::one("degradable-organic-carbon", "kg/kg"), Output::one("mass-share", "kg/kg")],
        exact: carbon,
        sampled: None,
    },
    Worksheet {
        name: "landfill-history",
        reference: "III.1",
        equation: "IPCC 2006, vol. 5, ch. 3, section 3.2.2, and vol. 1, ch. 5",
        tiers: "1, 2",
        inputs: &[
            Input::table("waste", "kg", &["year"], "waste landfilled in the years that have a figure"),
            Input::maybe_table("population", "head", &["year"], "people: fills in proportion to them"),
            Input::maybe("linear-since", "1", "first year: fills on straight lines between figures"),
            Input::maybe("constant-since", "1", "first year: fills with the amount of the next figure"),
        ],
        results: &[Output::table("waste", "kg", &["year", "basis"])],
        exact: history,
        sampled: None,
    },
    Worksheet {
        name: "swds-tool",
        reference: "",
        equation: "CDM TOOL04, yearly model: for projects, not for inventories",
        tiers: "",
        inputs: &[
            Input::table("waste", "kg", &["stream", "year"], "waste disposed of, or kept from disposal, wet"),
            Input::table("degradable-organic-carbon", "kg/kg", &["stream"], DOC),
            Input::table("decay-rate", "1/yr", &["stream"], RATE),
            Input::one("decomposable-fraction", "kg/kg", DOCF),
            Input::one("methane-correction-factor", "kg/kg", "methane correction factor of the site"),
            Input::one("methane-fraction", "m3/m3", FRACTION),
            Input::one("oxidation-factor", "kg/kg", "share that oxidises in the cover"),
            Input::one("model-correction-factor", "1", "correction for the uncertainty of the model"),
            Input::maybe_table("methane-recovery", "kg/kg", &["year"], "share of the CH4 captured; none in years not named"),
            Input::maybe("until", "1", "last year worked out; that of the last waste where it is not given"),
        ],
        results: &[Output::table("CH4", "kg", &["year"])],
        exact: yearly,
        sampled: None,
    },
    Worksheet {
        name: "swds-tool-monthly",
        reference: "",
        equation: "CDM TOOL04, monthly model: for projects, not for inventories",
        tiers: "",
        inputs: &[
            Input::table("waste", "kg", &["stream", "year", "month"], "waste disposed of, or kept from disposal, wet"),
            Input::table("degradable-organic-carbon", "kg/kg", &["stream"], DOC),
            Input::table("decay-rate", "1/yr", &["stream"], "decay rate for each year"),
            Input::one("decomposable-fraction", "kg/kg", DOCF),
            Input::one("methane-correction-factor", "kg/kg", "methane correction factor of the site"),
            Input::one("methane-fraction", "m3/m3", FRACTION),
            Input::one("oxidation-factor", "kg/kg", "share that oxidises in the cover"),
            Input::one("model-correction-factor", "1", "correction for the uncertainty of the model"),
            Input::maybe_table("methane-recovery", "kg/kg", &["year"], "share of the CH4 captured; none in years not named"),
            Input::maybe("until", "1", "last year worked out; that of the last waste where it is not given"),
        ],
        results: &[Output::table("CH4", "kg", &["year", "month"])],
        exact: monthly,
        sampled: None,
    },
];

/// A year given as a number.
fn year(inputs: &Inputs, name: &str) -> Result<Year> {
    Ok(Year::new(inputs.whole(name)?)?)
}

/// The values of a table by year.
fn by_year<T: Copy, C: FromIterator<(Year, T)>>(rows: &[Row<T>]) -> Result<C> {
    rows.iter().map(dated).collect()
}

fn dated<T: Copy>(row: &Row<T>) -> Result<(Year, T)> {
    Ok((row.year()?, row.value))
}

/// The values of a table by site and year, for sites that have waste.
fn of_sites<T: Copy>(rows: &[Row<T>], name: &str, waste: &Labelled<Vec<()>>) -> Result<Labelled<Vec<(Year, T)>>> {
    Labelled::grouped(rows, name, "site", dated)?.known(waste)
}

/// The labels of a table of waste that other labels tell apart too.
fn named(waste: &[Row<Mass>], label: &'static str) -> Result<Labelled<Vec<()>>> {
    Labelled::grouped(waste, "waste", label, |_| Ok(()))
}

fn decay(inputs: &Inputs) -> Result<Results> {
    let waste = inputs.table::<Mass>("waste")?;
    let (sites, streams) = (named(&waste, "site")?, named(&waste, "stream")?);
    let mut city = Landfills::new(inputs.share("methane-fraction")?);
    let carbon = Labelled::shares(inputs, "degradable-organic-carbon", "stream")?.known(&streams)?;
    let parts = Labelled::shares(inputs, "decomposable-fraction", "stream")?.known(&streams)?;
    let rates = Labelled::exact(inputs, "decay-rate", "stream")?.known(&streams)?;
    let month = inputs.whole("start-month")?;
    for (name, _) in streams.each() {
        let decay = Decay::new(rates.need(name)?, month)?;
        let (degradable_organic_carbon, decomposable_fraction) = (carbon.need(name)?, parts.need(name)?);
        city.stream(name, Stream { degradable_organic_carbon, decomposable_fraction, decay });
    }
    let shares = |name| of_sites(&inputs.shares(name)?, name, &sites);
    let (corrections, oxidations) = (shares("methane-correction-factor")?, shares("oxidation-factor")?);
    let (masses, parts) = ("methane-recovered", "methane-recovery");
    let measured = of_sites(&inputs.table::<Mass>(masses)?, masses, &sites)?;
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
        city.site(name, Site { methane_correction_factor, oxidation_factor, recovery });
    }
    for row in &waste {
        city.deposit(row.label("site"), row.label("stream"), row.year()?, row.value)?;
    }
    let until = if inputs.has("until") { Some(year(inputs, "until")?) } else { city.last_deposit() };
    let account = city.account(until.unwrap_or(Year::FIRST))?;
    let mut results = Results::new();
    for (site, year, methane) in account.sites() {
        for (name, mass) in [("CH4", methane.emitted), ("CH4-recovered", methane.recovered), ("CH4-oxidised", methane.oxidised)] {
            results = results.labelled(name, Some(year), &[("site", site)], mass.base());
        }
    }
    for cell in account.cells() {
        let labels = [("site", cell.site.as_str()), ("stream", cell.stream.as_str())];
        for (name, mass) in [
            ("CH4-generated", cell.generated),
            ("carbon-deposited", cell.deposited),
            ("carbon-decomposed", cell.decomposed),
            ("carbon-stock", cell.stock),
        ] {
            results = results.labelled(name, Some(cell.year), &labels, mass.base());
        }
    }
    Ok(results)
}

fn pulse(inputs: &Inputs) -> Result<Results> {
    let (rate, month) = (inputs.exact("decay-rate")?, inputs.whole("start-month")?);
    let years: u16 = inputs.whole("years")?;
    if years > 1000 {
        return Err(Problem::new(ErrorKind::Limit, &years.to_string(), "more than a thousand years", "ask for fewer").into());
    }
    let (mut results, mut left) = (Results::new(), Exact::ONE);
    for after in 0..=years {
        let share = decayed(rate, month, after)?;
        left = left.checked_sub(share)?;
        results = results.labelled("decomposed-share", None, &[("after", &after.to_string())], share);
    }
    Ok(results.value("left-share", left))
}

fn stored(inputs: &Inputs) -> Result<Results> {
    let waste = inputs.table::<Mass>("waste")?;
    let streams = named(&waste, "stream")?;
    let carbon = Labelled::shares(inputs, "degradable-organic-carbon", "stream")?.known(&streams)?;
    let parts = Labelled::shares(inputs, "decomposable-fraction", "stream")?.known(&streams)?;
    let corrections = Since::new(by_year::<_, Vec<_>>(&inputs.shares("methane-correction-factor")?)?);
    let (mut results, mut years) = (Results::new(), BTreeMap::new());
    for row in waste {
        let (stream, year) = (row.label("stream"), row.year()?);
        let method = Stored {
            degradable_organic_carbon: carbon.need(stream)?,
            decomposable_fraction: parts.need(stream)?,
            methane_correction_factor: corrections.at(year, "methane correction factor", "the waste")?,
        };
        let mass = method.carbon(row.value)?.quantity()?;
        results = results.labelled("stored-carbon", Some(year), &[("stream", stream)], mass.base());
        let held = years.entry(year).or_insert(Mass::ZERO);
        *held = held.checked_add(mass)?;
    }
    let mut sum = Mass::ZERO;
    for (year, mass) in years {
        sum = sum.checked_add(mass)?;
        results = results.mass_in("accumulated-carbon", year, sum);
    }
    Ok(results)
}

/// Shares with the ratio of the same label.
fn mixed(inputs: &Inputs, name: &str, label: &'static str) -> Result<Vec<(Ratio, Ratio)>> {
    let shares = Labelled::shares(inputs, "mass-share", label)?;
    let ratios = Labelled::shares(inputs, name, label)?.known(&shares)?;
    shares.iter().map(|(which, share)| Ok((share, ratios.need(which)?))).collect()
}

fn correction(inputs: &Inputs) -> Result<Results> {
    let mean = weighted(mixed(inputs, "methane-correction-factor", "class")?)?;
    Ok(Results::new().value("methane-correction-factor", mean.evaluate()?.value()))
}

fn carbon(inputs: &Inputs) -> Result<Results> {
    let components = mixed(inputs, "degradable-organic-carbon", "component")?;
    let whole = Ratio::sum(components.iter().map(|(share, _)| *share))?;
    let results = Results::new().value("degradable-organic-carbon", bulk_carbon(components)?.evaluate()?.value());
    Ok(results.value("mass-share", whole.evaluate()?.value()))
}

fn history(inputs: &Inputs) -> Result<Results> {
    let known: BTreeMap<_, _> = by_year(&inputs.table::<Mass>("waste")?)?;
    let ways = ["population", "linear-since", "constant-since"];
    let (way, since) = match one_input(inputs, &ways)? {
        Some("population") => {
            let people: BTreeMap<_, _> = by_year(&inputs.table::<Heads>("population")?)?;
            let first = people.keys().next().copied();
            (BackCast::Population(people), first.unwrap_or(Year::FIRST))
        }
        Some(name @ "linear-since") => (BackCast::Linear, year(inputs, name)?),
        Some(name) => (BackCast::Constant, year(inputs, name)?),
        None => return Err(none_of("", ways).into()),
    };
    let mut results = Results::new();
    for waste in filled(&known, since, &way)? {
        let basis = if waste.estimated_from.is_empty() { "stated" } else { "estimated" };
        results = results.labelled("waste", Some(waste.year), &[("basis", basis)], waste.waste.base());
    }
    Ok(results)
}

fn yearly(inputs: &Inputs) -> Result<Results> {
    tool(inputs, Periods::Years)
}

fn monthly(inputs: &Inputs) -> Result<Results> {
    tool(inputs, Periods::Months)
}

fn tool(inputs: &Inputs, periods: Periods) -> Result<Results> {
    let in_year = match periods {
        Periods::Years => 1,
        Periods::Months => 12,
    };
    let waste = inputs.table::<Mass>("waste")?;
    let years = waste.iter().map(Row::year).collect::<Result<Vec<_>>>()?;
    let (Some(first), Some(last)) = (years.iter().min(), years.iter().max()) else { return Ok(Results::new()) };
    let until = if inputs.has("until") { year(inputs, "until")? } else { *last };
    let span: Vec<Year> = std::iter::successors(Some(*first), |year| year.after()).take_while(|year| *year <= until).collect();
    let length = span.len().saturating_mul(in_year);
    let names = named(&waste, "stream")?;
    let carbon = Labelled::shares(inputs, "degradable-organic-carbon", "stream")?.known(&names)?;
    let rates = Labelled::exact(inputs, "decay-rate", "stream")?.known(&names)?;
    let mut streams: BTreeMap<&str, Disposed> = BTreeMap::new();
    for row in &waste {
        let name = row.label("stream");
        if !streams.contains_key(name) {
            let degradable_organic_carbon = carbon.need(name)?;
            let decay_rate = rates.need(name)?;
            streams.insert(name, Disposed { degradable_organic_carbon, decay_rate, waste: vec![Mass::ZERO; length] });
        }
        let at =
            usize::from(row.year()?.number().abs_diff(first.number())).saturating_mul(in_year).saturating_add(month(row, periods)?);
        if let Some(held) = streams.get_mut(name).and_then(|stream| stream.waste.get_mut(at)) {
            *held = held.checked_add(row.value)?;
        }
    }
    let tool = SwdsTool {
        model_correction_factor: inputs.ratio("model-correction-factor")?,
        oxidation_factor: inputs.share("oxidation-factor")?,
        methane_fraction: inputs.share("methane-fraction")?,
        decomposable_fraction: inputs.share("decomposable-fraction")?,
        methane_correction_factor: inputs.share("methane-correction-factor")?,
        periods,
    };
    let captured = by_year::<_, BTreeMap<_, _>>(&inputs.shares("methane-recovery")?)?;
    let methane = tool.methane(&streams.into_values().collect::<Vec<_>>())?;
    let mut results = Results::new();
    for (year, months) in span.iter().zip(methane.chunks(in_year)) {
        for (month, mass) in (1_u8..).zip(months) {
            let left = match captured.get(year) {
                Some(share) => SwdsTool::less_captured(*mass, *share)?,
                None => *mass,
            };
            results = match periods {
                Periods::Years => results.mass_in("CH4", *year, left),
                Periods::Months => results.labelled("CH4", Some(*year), &[("month", &month.to_string())], left.base()),
            };
        }
    }
    Ok(results)
}

/// The place of a row's month in its year, from 0.
fn month(row: &Row<Mass>, periods: Periods) -> Result<usize> {
    if periods == Periods::Years {
        return Ok(0);
    }
    let word = row.label("month");
    let number = word.parse::<usize>().ok().filter(|month| (1..=12).contains(month));
    let wrong = || Problem::new(ErrorKind::Period, word, "not a month", "write 1 to 12");
    Ok(number.ok_or_else(wrong)?.saturating_sub(1))
}
