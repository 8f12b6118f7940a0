//! The tree behind a figure, and the verifier that needs the tree alone.
//!
//! ```text
//! kg = Σ (sumᵢ · multiplierᵢ · conversionᵢ) · Π (numeratorⱼ / denominatorⱼ)        kg CO2e = kg · weight
//! ```
//!
//! A [`Tree`] prints as one line of JSON and reads back. [`verify`] computes every step again and names the first that does
//! not agree.

use crate::assess::{Amounts, ClosedLine, FactorRef, InputKey, Inputs, Line, LineId, Link, Links, Worked};
use crate::error::{Error, Message, Operation, Result};
use crate::gas::{Gas, GwpSet, Substance};
use crate::methods::LEFT_BY;
use crate::quantity::{Closed, Exact, ROOM, Rate, Ratio, Unit};
use crate::taxonomy::{Category, Year};
use core::fmt;
use core::marker::PhantomData;
use core::str::FromStr;
use hashbrown::HashMap;
use hashbrown::hash_map::Entry;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Everything that one line of the books was computed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Tree {
    /// The line's id.
    pub line: String,
    /// The reference.
    #[serde(rename = "ref")]
    pub category: Category,
    /// The activity code; `direct` for direct emissions.
    pub activity: String,
    /// The place; empty for the city as a whole.
    pub place: String,
    /// The year.
    pub year: Year,
    /// The gas, or CO2e with the set it was stated in.
    pub gas: Substance,
    /// What it weighs.
    pub gwp: Weight,
    /// The worksheet whose result the sum is, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worksheet: Option<Worked>,
    /// The sums it starts from.
    pub inputs: Vec<Sum>,
    /// What they are multiplied by, in order.
    pub chain: Vec<Factor>,
    /// The mass of the gas, kg.
    pub mass_kg: Quotient,
    /// kg CO2e; none for biogenic CO2.
    pub co2e_kg: Option<Exact>,
}

/// What a kilogram of the gas weighs against CO2.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Weight {
    /// The set asked for.
    pub set: GwpSet,
    /// The weight; none for biogenic CO2, 1 for what was stated as CO2e.
    pub weight: Option<Exact>,
    /// Why this weight, where there was a choice.
    pub note: Option<String>,
}

/// Rows of one file and unit, added up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Sum {
    /// The file, or the name a program gave.
    pub file: String,
    /// Its SHA-256, if it was taken.
    pub sha256: Option<String>,
    /// The line of a single row.
    pub line: Option<u64>,
    /// Who states a direct figure.
    pub source: Option<String>,
    /// Rows added up.
    pub rows: u64,
    /// Their exact sum.
    pub sum: Exact,
    /// Its unit.
    pub unit: Unit,
    /// Base units in one of it.
    pub multiplier: Exact,
    /// What turns it into the unit that the factor is given for.
    pub conversion: Vec<Factor>,
}

/// One factor of the product, in base units for each base unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Factor {
    /// What it is.
    pub name: String,
    /// Multiplied by.
    pub numerator: Exact,
    /// Divided by, last.
    pub denominator: Exact,
    /// The row it is, or the rows it is made of.
    pub rows: Vec<FactorRef>,
}

/// A division done once, when the line was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Quotient {
    /// What is divided.
    pub numerator: Exact,
    /// What it is divided by.
    pub denominator: Exact,
    /// The figure.
    pub value: Exact,
    /// Whether the division did not end, so that the figure is half-even at 10^-12 kg.
    pub rounded: bool,
}

impl Tree {
    /// The tree of a closed line, weighed by the set it was closed with.
    pub fn of(closed: &ClosedLine, set: GwpSet) -> Result<Self> {
        let Line { id, substance, inputs, chain, weight_note, .. } = &closed.line;
        let open = closed.line.open_mass()?;
        let stated = match substance {
            Substance::Stated(own) => Some(stated_in(*own)),
            Substance::Gas(_) => None,
        };
        let sum = |(key, input): (&InputKey, &crate::assess::Input)| Sum {
            file: key.file.to_string(),
            sha256: key.sha256.as_deref().map(str::to_owned),
            line: key.line,
            source: key.source.as_deref().map(str::to_owned),
            rows: input.rows,
            sum: input.sum,
            unit: input.unit,
            multiplier: input.unit.multiplier(),
            conversion: input.conversion.iter().map(Factor::of).collect(),
        };
        Ok(Self {
            line: id.to_string(),
            category: id.category,
            activity: id.activity.to_string(),
            place: id.place.to_string(),
            year: id.year,
            gas: *substance,
            gwp: Weight { set, weight: weight(*substance, set)?, note: weight_note.clone().map(Cow::into_owned).or(stated) },
            worksheet: closed.line.worked.clone(),
            inputs: inputs.iter().map(sum).collect(),
            chain: chain.iter().map(Factor::of).collect(),
            mass_kg: Quotient::new(open, closed.mass),
            co2e_kg: closed.co2e,
        })
    }
}

/// Writes the trees of closed lines as [`Tree`] prints them, one a line; what lines share is put into words once.
#[derive(Default)]
pub(crate) struct Writer<'a> {
    out: Vec<u8>,
    links: HashMap<usize, Vec<u8>>,
    /// What stands for a gas and its weight, up to the note.
    weights: HashMap<(Substance, GwpSet), Vec<u8>>,
    amounts: Amounts,
    /// The inputs of the line before, where they stand, and their words.
    inputs: Option<(usize, Vec<u8>)>,
    id: String,
    /// What the words of links and inputs are kept by is their place, so these must live as long.
    lines: PhantomData<&'a ClosedLine>,
}

impl<'a> Writer<'a> {
    /// The tree of a closed line, weighed by the set it was closed with.
    pub(crate) fn line(&mut self, closed: &'a ClosedLine, set: GwpSet) -> Result<()> {
        let Line { id, substance, inputs, chain, weight_note, .. } = &closed.line;
        let open = Quotient::new(closed.line.open_mass_of(&mut self.amounts)?, closed.mass);
        self.id.clear();
        let _ = id.spell(&mut self.id);
        self.out.extend_from_slice(b"{\"line\":");
        quoted(&mut self.out, &self.id);
        self.text(",\"ref\":", id.category.reference());
        self.text(",\"activity\":", &id.activity);
        self.text(",\"place\":", &id.place);
        self.field(",\"year\":", &id.year)?;
        self.weight(*substance, set)?;
        match (weight_note, substance) {
            (Some(note), _) => self.text(",\"note\":", note),
            (None, Substance::Stated(own)) => self.text(",\"note\":", &stated_in(*own)),
            (None, Substance::Gas(_)) => self.out.extend_from_slice(b",\"note\":null"),
        }
        self.out.push(b'}');
        if let Some(worked) = &closed.line.worked {
            self.field(",\"worksheet\":", worked)?;
        }
        self.out.extend_from_slice(b",\"inputs\":[");
        self.inputs(inputs)?;
        self.links("],\"chain\":", chain)?;
        self.number(",\"mass_kg\":{\"numerator\":", open.numerator);
        self.number(",\"denominator\":", open.denominator);
        self.number(",\"value\":", open.value);
        self.field(",\"rounded\":", &open.rounded)?;
        match closed.co2e {
            Some(co2e) => self.number("},\"co2e_kg\":", co2e),
            None => self.out.extend_from_slice(b"},\"co2e_kg\":null"),
        }
        self.out.extend_from_slice(b"}\n");
        Ok(())
    }

    /// The gas, the set and the weight.
    fn weight(&mut self, substance: Substance, set: GwpSet) -> Result<()> {
        let words = match self.weights.entry((substance, set)) {
            Entry::Occupied(held) => held.into_mut(),
            Entry::Vacant(place) => {
                let mut words = b",\"gas\":".to_vec();
                quoted(&mut words, &substance.to_string());
                words.extend(b",\"gwp\":{\"set\":");
                quoted(&mut words, set.name());
                words.extend(b",\"weight\":");
                match weight(substance, set)? {
                    Some(weight) => quoted(&mut words, weight.written(&mut [0; ROOM])),
                    None => words.extend(b"null"),
                }
                place.insert(words)
            }
        };
        self.out.extend_from_slice(words);
        Ok(())
    }

    /// The inputs, parted by commas.
    fn inputs(&mut self, inputs: &'a Inputs) -> Result<()> {
        let place = inputs.place();
        if let Some((_, words)) = self.inputs.as_ref().filter(|(before, _)| *before == place) {
            self.out.extend_from_slice(words);
            return Ok(());
        }
        let start = self.out.len();
        for (at, (key, input)) in inputs.iter().enumerate() {
            self.text(if at == 0 { "{\"file\":" } else { ",{\"file\":" }, &key.file);
            self.maybe(",\"sha256\":", key.sha256.as_deref());
            self.field(",\"line\":", &key.line)?;
            self.maybe(",\"source\":", key.source.as_deref());
            self.field(",\"rows\":", &input.rows)?;
            self.number(",\"sum\":", input.sum);
            self.text(",\"unit\":", input.unit.symbol());
            self.number(",\"multiplier\":", input.unit.multiplier());
            self.links(",\"conversion\":", &input.conversion)?;
            self.out.push(b'}');
        }
        let mut words = self.inputs.take().map_or_else(Vec::new, |(_, words)| words);
        words.clear();
        words.extend_from_slice(self.out.get(start..).unwrap_or_default());
        self.inputs = Some((place, words));
        Ok(())
    }

    fn text(&mut self, name: &str, text: &str) {
        self.out.extend_from_slice(name.as_bytes());
        quoted(&mut self.out, text);
    }

    fn maybe(&mut self, name: &str, text: Option<&str>) {
        match text {
            Some(text) => self.text(name, text),
            None => {
                self.out.extend_from_slice(name.as_bytes());
                self.out.extend_from_slice(b"null");
            }
        }
    }

    fn number(&mut self, name: &str, number: Exact) {
        self.text(name, number.written(&mut [0; ROOM]));
    }

    fn field<T: Serialize>(&mut self, name: &str, value: &T) -> Result<()> {
        self.out.extend_from_slice(name.as_bytes());
        serde_json::to_writer(&mut self.out, value).map_err(|error| unwritten(&error))
    }

    fn links(&mut self, name: &str, links: &'a Links) -> Result<()> {
        self.out.extend_from_slice(name.as_bytes());
        let words = match self.links.entry(links.place()) {
            Entry::Occupied(held) => held.into_mut(),
            Entry::Vacant(place) => {
                let factors: Vec<Factor> = links.iter().map(Factor::of).collect();
                place.insert(serde_json::to_vec(&factors).map_err(|error| unwritten(&error))?)
            }
        };
        self.out.extend_from_slice(words);
        Ok(())
    }

    /// What was written since it was taken last, to be taken.
    pub(crate) fn out(&mut self) -> &mut Vec<u8> {
        &mut self.out
    }
}

/// A text as JSON has it.
fn quoted(out: &mut Vec<u8>, text: &str) {
    // A byte that JSON must escape: rare, so it is looked for in all of them before any is copied.
    let odd = |byte: u8| u8::from(byte < b' ') | u8::from(byte == b'"') | u8::from(byte == b'\\');
    if text.bytes().fold(0, |any, byte| any | odd(byte)) == 0 {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
    } else {
        // A text can always be written to memory.
        let _ = serde_json::to_writer(out, text);
    }
}

fn unwritten(error: &serde_json::Error) -> Error {
    Message::NotWritten { error: error.into() }.into()
}

impl Factor {
    fn of(link: &Link) -> Self {
        Self {
            name: link.name.clone(),
            numerator: link.ratio.numerator(),
            denominator: link.ratio.denominator(),
            rows: link.rows.clone(),
        }
    }

    fn ratio(&self) -> Result<Ratio> {
        Ratio::new(self.numerator, self.denominator)
    }

    /// What its rows print, in base units: the rate of a row, what a share leaves, or L/(1-L) of shares of losses, one after
    /// another.
    fn printed_ratio(&self) -> Option<Ratio> {
        if self.name == "losses" {
            let kept = |row: &FactorRef| printed_rate(&row.printed)?.complement().ok();
            let kept = self.rows.iter().try_fold(Ratio::ONE, |all, row| all.checked_mul(kept(row)?).ok())?;
            return kept.complement().ok()?.checked_div(kept).ok();
        }
        let [row] = self.rows.as_slice() else { return None };
        let printed = printed_rate(&row.printed)?;
        if self.name.starts_with(LEFT_BY) { printed.complement().ok() } else { Some(printed) }
    }

    /// Whether the ratio is what is printed, either way round. What is not printed as a rate has nothing to compare.
    fn is_as_printed(&self) -> Result<bool> {
        let Some(printed) = self.printed_ratio() else { return Ok(true) };
        let same = |a: Ratio, b: Ratio| {
            Ok::<_, Error>(a.numerator().checked_mul(b.denominator())? == b.numerator().checked_mul(a.denominator())?)
        };
        let own = self.ratio()?;
        Ok(same(own, printed)? || (!own.numerator().is_zero() && same(Ratio::ONE.checked_div(own)?, printed)?))
    }
}

impl Quotient {
    fn new(open: Ratio, closed: Closed) -> Self {
        let (numerator, denominator) = (open.numerator(), open.denominator());
        Self { numerator, denominator, value: closed.value(), rounded: closed.rounded() }
    }
}

/// What a row prints, in base units.
fn printed_rate(printed: &str) -> Option<Ratio> {
    printed.parse::<Rate>().ok()?.ratio().ok()
}

/// Why a figure in CO2e weighs as it does.
fn stated_in(set: GwpSet) -> String {
    format!("stated as CO2e in {set}: no split by gas is known")
}

/// What a substance weighs: none for biogenic CO2, 1 for what was stated as CO2e.
fn weight(substance: Substance, set: GwpSet) -> Result<Option<Exact>> {
    match substance {
        Substance::Gas(Gas::CO2_BIOGENIC) => Ok(None),
        Substance::Gas(gas) => set.weight(gas),
        Substance::Stated(_) => Ok(Some(Exact::ONE)),
    }
}

/// Computes every step of a tree again; an error names the first that does not agree.
///
/// ```
/// use citycarbon::audit::{Tree, verify};
/// let tree: Tree = r#"{"line": "2024/V.1/cattle//ef", "ref": "V.1", "activity": "cattle", "place": "", "year": 2024,
///   "gas": "CH4", "gwp": {"set": "AR5", "weight": "28", "note": null},
///   "inputs": [{"file": "ledger.csv", "sha256": null, "line": null, "source": null, "rows": 2, "sum": "12", "unit": "head",
///               "multiplier": "1", "conversion": []}],
///   "chain": [{"name": "emission-factor", "numerator": "47", "denominator": "1",
///              "rows": [{"id": "ef", "printed": "47 kg/head", "source": "", "table": "", "version": "", "steps": []}]}],
///   "mass_kg": {"numerator": "564", "denominator": "1", "value": "564", "rounded": false}, "co2e_kg": "15792"}"#.parse()?;
/// verify(&tree)?;
/// let mut other = tree.clone();
/// other.co2e_kg = "15793".parse().ok();
/// assert_eq!(verify(&other).unwrap_err().to_string(), "\"15793\": co2e_kg of line 2024/V.1/cattle//ef: recomputed 15792; use the trace of one run, unchanged");
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn verify(tree: &Tree) -> Result<()> {
    let agree = |step: &str, found: String, recomputed: String| {
        if found == recomputed {
            return Ok(());
        }
        let (step, line) = (step.into(), (&tree.line).into());
        Err(Message::OtherRecomputed { value: found.into(), step, line, recomputed: recomputed.into() }.into())
    };
    let named = |step: &str, error: Error| {
        error.in_step(Operation::Method { name: step.into() }).in_step(Operation::Line { id: (&tree.line).into() })
    };
    let id: LineId = tree.line.parse()?;
    agree("year", tree.year.to_string(), id.year.to_string())?;
    agree("ref", tree.category.to_string(), id.category.to_string())?;
    agree("activity", tree.activity.clone(), id.activity.to_string())?;
    agree("place", tree.place.clone(), id.place.to_string())?;
    let product = |chain: &[Factor]| {
        let mut product = Ratio::ONE;
        for factor in chain {
            if !factor.is_as_printed().map_err(|error| named(&factor.name, error))? {
                let printed = factor.printed_ratio().map_or_else(String::new, |ratio| ratio.to_string());
                agree(&factor.name, factor.ratio()?.to_string(), printed)?;
            }
            product = factor.ratio().and_then(|ratio| product.checked_mul(ratio)).map_err(|error| named(&factor.name, error))?;
        }
        Ok::<_, Error>(product)
    };
    let mut amount = Ratio::from(Exact::ZERO);
    if let (Some(worked), [only]) = (&tree.worksheet, tree.inputs.as_slice()) {
        let again = worked.again().map_err(|error| named("worksheet", error))?;
        agree("worksheet", only.sum.checked_mul(only.multiplier)?.to_string(), again.to_string())?;
    }
    for input in &tree.inputs {
        agree("multiplier", input.multiplier.to_string(), input.unit.multiplier().to_string())?;
        let converted = product(&input.conversion)?
            .checked_mul(input.sum.checked_mul(input.multiplier).map_err(|error| named("inputs", error))?);
        amount = converted.and_then(|part| amount.checked_add(part)).map_err(|error| named("inputs", error))?;
    }
    let open = amount.checked_mul(product(&tree.chain)?).map_err(|error| named("mass_kg", error))?;
    agree("mass_kg.numerator", tree.mass_kg.numerator.to_string(), open.numerator().to_string())?;
    agree("mass_kg.denominator", tree.mass_kg.denominator.to_string(), open.denominator().to_string())?;
    let closed = open.evaluate().map_err(|error| named("mass_kg", error))?;
    agree("mass_kg.value", tree.mass_kg.value.to_string(), closed.value().to_string())?;
    agree("mass_kg.rounded", tree.mass_kg.rounded.to_string(), closed.rounded().to_string())?;
    let shown = |figure: Option<Exact>| figure.map_or_else(|| "none".to_owned(), |figure| figure.to_string());
    let weight = weight(tree.gas, tree.gwp.set)?;
    agree("gwp.weight", shown(tree.gwp.weight), shown(weight))?;
    let co2e = weight.map(|weight| closed.value().checked_mul(weight)).transpose().map_err(|error| named("co2e_kg", error))?;
    agree("co2e_kg", shown(tree.co2e_kg), shown(co2e))
}

impl fmt::Display for Tree {
    /// One line of JSON.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl FromStr for Tree {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        serde_json::from_str(text).map_err(|error| Message::NotATree { error: (&error).into() }.into())
    }
}
