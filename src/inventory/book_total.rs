//! A named set of lines with their CO2e: what can be reconciled with another.

use super::statement::Statement;
use super::view::{View, Views};
use crate::assess::LineId;
use crate::error::{LabelKey, Message, Operation, Result, did_you_mean};
use crate::gas::Substance;
use crate::quantity::{Exact, Total};
use std::collections::{BTreeMap, BTreeSet};

/// A line of a total.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CountedLine {
    /// The line.
    pub id: LineId,
    /// What it is a mass of.
    pub substance: Substance,
    /// kg CO2e.
    pub co2e: Exact,
}

impl CountedLine {
    /// A line with its CO2e in kg.
    pub fn new(id: LineId, substance: Substance, co2e: Exact) -> Self {
        Self { id, substance, co2e }
    }
}

/// A named set of lines of one book, each once: a line that is given twice is refused, so a total counts no line twice.
///
/// ```
/// use citycarbon::inventory::{BookTotal, CountedLine};
/// let line = CountedLine::new("2024/III.4.1/direct//CH4: plant".parse()?, citycarbon::Gas::CH4.into(), "28".parse()?);
/// let total = BookTotal::new("Songkhla", "plants", [line.clone()])?;
/// assert_eq!(total.co2e()?, Some("28".parse()?));
/// assert!(BookTotal::new("Songkhla", "plants", [line.clone(), line]).is_err());
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookTotal {
    book: String,
    name: String,
    lines: BTreeMap<LineId, (Substance, Exact)>,
}

impl BookTotal {
    /// A total of lines of a book: an inventory, or the footprint of an organisation. Totals of one book are compared line by line,
    /// those of two books by what their lines are of.
    ///
    /// # Errors
    /// A line that is given twice.
    pub fn new(book: &str, name: &str, lines: impl IntoIterator<Item = CountedLine>) -> Result<Self> {
        let mut held = BTreeMap::new();
        for CountedLine { id, substance, co2e } in lines {
            if held.insert(id.clone(), (substance, co2e)).is_some() {
                return Err(Message::LineTwice { value: (&id).into(), total: name.into() }.into());
            }
        }
        Ok(Self { book: book.to_owned(), name: name.to_owned(), lines: held })
    }

    /// The lines of each year that are in a view; with `group`, those of one of its groups, by its code. Biogenic CO2 is in no total.
    ///
    /// # Errors
    /// A group that has lines in no year.
    pub fn of_view(statements: &[Statement], view: &View, group: Option<&str>) -> Result<Vec<Self>> {
        let (mut totals, mut codes) = (Vec::with_capacity(statements.len()), BTreeSet::new());
        let name = group.map_or_else(|| view.name().to_owned(), |group| format!("{}:{group}", view.name()));
        for statement in statements {
            let mut lines = Vec::new();
            for closed in &statement.lines {
                let Some(found) = view.group(&closed.line.id, closed.line.substance)? else { continue };
                let code = found.code();
                if group.is_none_or(|wanted| wanted == code)
                    && let Some(co2e) = closed.co2e
                {
                    lines.push(CountedLine::new((*closed.line.id).clone(), closed.line.substance, co2e));
                }
                codes.insert(code);
            }
            totals.push(Self::new(&statement.settings.city, &name, lines)?);
        }
        match group.filter(|wanted| !codes.contains(*wanted)) {
            Some(unknown) => {
                let nearest = did_you_mean(unknown, codes.iter().map(String::as_str)).map(Into::into);
                let (what, names) = (LabelKey::of("name.group"), codes.iter().map(|code| code.as_str().into()).collect());
                Err(Message::UnknownName { value: unknown.into(), what, nearest, names }.into())
            }
            None => Ok(totals),
        }
    }

    /// The same total of another book, such as the version of an inventory that it is from.
    #[must_use]
    pub fn of_book(mut self, book: &str) -> Self {
        book.clone_into(&mut self.book);
        self
    }

    /// The book that its lines are of.
    pub fn book(&self) -> &str {
        &self.book
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its lines, in the order of their ids.
    pub fn lines(&self) -> impl ExactSizeIterator<Item = (&LineId, Substance, Exact)> {
        self.lines.iter().map(|(id, (substance, co2e))| (id, *substance, *co2e))
    }

    /// kg CO2e; none where it has no line, which is not 0.
    pub fn co2e(&self) -> Result<Option<Exact>> {
        let mut sum = Total::default();
        self.lines.values().try_for_each(|(_, co2e)| sum.add(*co2e)).map_err(|error| error.in_step(Operation::Total))?;
        let value = sum.value().map_err(|error| error.in_step(Operation::Total))?;
        Ok((!self.lines.is_empty()).then_some(value))
    }
}

impl Views {
    /// The total of each year by its name: a view, or `VIEW:GROUP` for one of its groups, by its code.
    ///
    /// # Errors
    /// A view that is not there, a group that has lines in no year.
    pub fn totals(&self, statements: &[Statement], name: &str) -> Result<Vec<BookTotal>> {
        let (view, group) = name.split_once(':').map_or((name, None), |(view, group)| (view, Some(group)));
        BookTotal::of_view(statements, self.find(view)?, group)
    }
}
