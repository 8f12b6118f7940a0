//! The one writer of the trace: each closed line as a line of JSON.

use super::weight::weight;
use crate::assess::{ClosedLine, Derivation, LastAmount, Line, LineInputs, LineMethod, Terms};
use crate::error::{Error, Message, Result};
use crate::gas::{GwpSet, Substance};
use crate::quantity::{Exact, ROOM};
use core::marker::PhantomData;
use hashbrown::HashMap;
use hashbrown::hash_map::Entry;
use serde::Serialize;

/// Writes the trees of closed lines as [`Tree`] prints them, one a line; what lines share is written once.
#[derive(Default)]
pub(crate) struct Writer<'a> {
    out: Vec<u8>,
    terms: HashMap<usize, Vec<u8>>,
    methods: HashMap<usize, Vec<u8>>,
    /// What represents a gas and its weight, up to the note.
    weights: HashMap<(Substance, GwpSet), Vec<u8>>,
    amounts: LastAmount,
    /// The inputs of the line before, where they are, and their words.
    inputs: Option<(usize, Vec<u8>)>,
    id: String,
    /// What the words of terms and inputs are kept by is their place, so these must live as long.
    lines: PhantomData<&'a ClosedLine>,
}

impl<'a> Writer<'a> {
    /// The tree of a closed line, weighted by the set it was closed with.
    pub(crate) fn line(&mut self, closed: &'a ClosedLine, set: GwpSet) -> Result<()> {
        let Line { id, substance, inputs, derivation, weight_note, .. } = &closed.line;
        let open = closed.line.open_mass_of(&mut self.amounts)?;
        self.id.clear();
        let _ = id.spell(&mut self.id);
        self.out.extend_from_slice(b"{\"line\":");
        quoted(&mut self.out, &self.id);
        self.text(",\"ref\":", id.category.reference());
        self.text(",\"activity\":", &id.activity);
        self.text(",\"place\":", &id.place);
        self.field(",\"year\":", &id.year)?;
        self.method(&closed.line);
        self.weight(*substance, set)?;
        match (weight_note, substance) {
            (Some(note), _) => self.text(",\"note\":", note),
            (None, Substance::Stated(own)) => self.text(",\"note\":", &stated_in(*own)),
            (None, Substance::Gas(_)) => self.out.extend_from_slice(b",\"note\":null"),
        }
        self.out.push(b'}');
        self.out.extend_from_slice(b",\"inputs\":[");
        self.inputs(inputs)?;
        match derivation {
            Derivation::Product(terms) => self.terms("],\"derivation\":{\"product\":", terms)?,
            method @ Derivation::Method(_) => {
                self.field("],\"derivation\":", method)?;
                self.out.pop();
            }
        }
        self.number("},\"mass_kg\":{\"numerator\":", open.numerator());
        self.number(",\"denominator\":", open.denominator());
        self.number(",\"value\":", closed.mass.value());
        self.field(",\"rounded\":", &closed.mass.rounded())?;
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

    /// The method and its tier, which lines with the same terms have in common.
    fn method(&mut self, line: &'a Line) {
        let spell = || match line.method() {
            None => b",\"method\":null,\"tier\":null".to_vec(),
            Some(LineMethod { name, tier, .. }) => {
                let mut words = b",\"method\":".to_vec();
                quoted(&mut words, name);
                match tier {
                    None => words.extend(b",\"tier\":null"),
                    Some(tier) => {
                        words.extend(b",\"tier\":");
                        quoted(&mut words, tier.name());
                    }
                }
                words
            }
        };
        let terms = line.derivation.evidence();
        match self.methods.entry(terms.place()) {
            // Terms that are none are shared by lines of every kind.
            _ if terms.is_empty() => self.out.extend(spell()),
            Entry::Occupied(held) => self.out.extend_from_slice(held.get()),
            Entry::Vacant(place) => self.out.extend_from_slice(place.insert(spell())),
        }
    }

    /// The inputs, parted by commas.
    fn inputs(&mut self, inputs: &'a LineInputs) -> Result<()> {
        let place = inputs.place();
        if let Some((_, words)) = self.inputs.as_ref().filter(|(before, _)| *before == place) {
            self.out.extend_from_slice(words);
            return Ok(());
        }
        let start = self.out.len();
        for (at, (key, input)) in inputs.iter().enumerate() {
            self.text(if at == 0 { "{\"file\":" } else { ",{\"file\":" }, &key.file);
            self.maybe(",\"sha256\":", key.sha256.as_deref());
            let lines: Vec<u64> = key.line.into_iter().chain(input.listed.iter().map(|row| row.line)).collect();
            let has_ids = input.listed.iter().any(|row| row.id.is_some());
            let ids: Vec<Option<&str>> = input.listed.iter().filter(|_| has_ids).map(|row| row.id.as_deref()).collect();
            self.field(",\"lines\":", &lines)?;
            self.field(",\"ids\":", &ids)?;
            self.maybe(",\"source\":", key.source.as_deref());
            if let Some(mean) = key.mean {
                self.field(",\"mean\":", &mean)?;
            }
            self.field(",\"rows\":", &input.rows)?;
            if input.shared > 0 {
                self.field(",\"shared\":", &input.shared)?;
            }
            self.number(",\"sum\":", input.sum);
            self.text(",\"unit\":", input.unit.symbol());
            if let Some(basis) = key.basis {
                self.text(",\"basis\":", basis.name());
            }
            self.number(",\"multiplier\":", input.unit.multiplier());
            self.terms(",\"conversion\":", &input.conversion)?;
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

    fn terms(&mut self, name: &str, terms: &'a Terms) -> Result<()> {
        self.out.extend_from_slice(name.as_bytes());
        let words = match self.terms.entry(terms.place()) {
            Entry::Occupied(held) => held.into_mut(),
            Entry::Vacant(place) => place.insert(serde_json::to_vec(terms).map_err(|error| unwritten(&error))?),
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

/// Why a figure in CO2e weighs as it does.
pub(super) fn stated_in(set: GwpSet) -> String {
    format!("stated as CO2e in {set}: no split by gas is known")
}
