//! The lines of a year in the groups of a view, added up.

use super::statement::Statement;
use super::view::View;
use super::view_group::ViewGroup;
use crate::assess::ClosedLine;
use crate::error::{Operation, Result};
use crate::quantity::{Exact, Total};
use crate::taxonomy::{Category, Year};
use std::collections::{BTreeMap, BTreeSet};

/// Lines added up, in kg CO2e: none where none of them is in a total, which is not 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LineSum {
    /// All of them.
    pub co2e: Option<Exact>,
    /// Those that count to BASIC.
    pub basic: Option<Exact>,
    /// Those that count to BASIC+.
    pub basic_plus: Option<Exact>,
    /// Those that count to the territorial total.
    pub territorial: Option<Exact>,
    /// How many lines there are, those of biogenic CO2 too.
    pub lines: u64,
    /// Their references.
    pub references: BTreeSet<Category>,
}

#[derive(Default)]
struct OpenSum {
    totals: [Option<Total>; 4],
    lines: u64,
    references: BTreeSet<Category>,
}

impl OpenSum {
    fn add(&mut self, closed: &ClosedLine) -> Result<()> {
        let category = closed.line.id.category;
        self.lines = self.lines.saturating_add(1);
        self.references.insert(category);
        let Some(co2e) = closed.co2e else { return Ok(()) };
        let counts = [true, category.in_basic(), category.in_basic_plus(), category.in_territorial()];
        for (total, _) in self.totals.iter_mut().zip(counts).filter(|(_, counts)| *counts) {
            total.get_or_insert_default().add(co2e).map_err(|error| error.in_step(Operation::Group))?;
        }
        Ok(())
    }

    fn closed(self) -> Result<LineSum> {
        let value = |total: Option<Total>| total.map(Total::value).transpose().map_err(|error| error.in_step(Operation::Group));
        let [co2e, basic, basic_plus, territorial] = self.totals;
        Ok(LineSum {
            co2e: value(co2e)?,
            basic: value(basic)?,
            basic_plus: value(basic_plus)?,
            territorial: value(territorial)?,
            lines: self.lines,
            references: self.references,
        })
    }
}

/// A view of a year. Its groups and the lines outside are all lines of the statement, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ViewTable {
    /// The name of the view.
    pub view: String,
    /// The year.
    pub year: Year,
    /// The groups that have lines, in order.
    pub groups: BTreeMap<ViewGroup, LineSum>,
    /// The lines in any group: the total of the view.
    pub inside: LineSum,
    /// The lines in no group.
    pub outside: LineSum,
    /// All lines of the year.
    pub all: LineSum,
}

impl View {
    /// The lines of a year in the groups of this view.
    ///
    /// ```
    /// use citycarbon::inventory::Views;
    /// use citycarbon::{Activity, Assessor, GwpSet};
    /// let (assessor, year) = (Assessor::shipped("TH-10".parse()?)?, "2022".parse()?);
    /// let mut books = assessor.inventory("Bangkok", [year], GwpSet::Ar5);
    /// books.record(&assessor, &Activity::new("residential.electricity", year, "1200 MWh".parse()?))?;
    /// let statement = books.close()?.remove(0);
    /// let by_scope = Views::default().find("scope")?.table(&statement)?;
    /// assert_eq!(by_scope.groups.len(), 2); // scope 2, and its losses in scope 3
    /// assert_eq!(by_scope.inside.basic, statement.totals()?.basic);
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn table(&self, statement: &Statement) -> Result<ViewTable> {
        let (mut inside, mut outside, mut all) = (OpenSum::default(), OpenSum::default(), OpenSum::default());
        let mut groups: BTreeMap<ViewGroup, OpenSum> = BTreeMap::new();
        for closed in &statement.lines {
            all.add(closed)?;
            match self.group(&closed.line.id, closed.line.substance)? {
                Some(group) => {
                    groups.entry(group).or_default().add(closed)?;
                    inside.add(closed)?;
                }
                None => outside.add(closed)?,
            }
        }
        let groups = groups.into_iter().map(|(group, sum)| Ok((group, sum.closed()?))).collect::<Result<_>>()?;
        let (view, year) = (self.name().to_owned(), statement.year);
        Ok(ViewTable { view, year, groups, inside: inside.closed()?, outside: outside.closed()?, all: all.closed()? })
    }
}
