//! The sheet of a model: a TOML file whose figures all have a source.

use super::super::city_tables::unknown_place;
use super::super::keys::{Item, Page, Section};
use super::{Ground, Modelled};
use crate::error::{Error, ErrorKind, Problem, Result, did_you_mean};
use crate::factors::{FallbackPolicy, Purpose};
use crate::measures::drive::{Metered, Motor, Takes};
use crate::measures::{Change, SourcedAmount, SourcedRate};
use crate::quantity::{Ratio, Reading};
use crate::taxonomy::{Rule, Year};
use std::collections::BTreeSet;
use toml::de::DeTable;

/// The keys that every sheet has beside its own.
pub(super) const COMMON: [&str; 5] = ["measure", "first_year", "last_year", "source", "grid_series"];

/// How far past the last year of the tables a measure may look: the life of what is built.
const MOST_YEARS_AHEAD: u16 = 60;

/// What a code must speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speaks {
    /// Electricity of a grid.
    Electricity,
    /// What vehicles of the road burn or take.
    Road,
    /// Vehicles of any kind.
    Transport,
    /// Treatment of waste.
    Waste,
}

impl Speaks {
    fn fits(self, rule: &Rule) -> bool {
        let electric = rule.process == "electricity";
        let part = rule.category.reference();
        match self {
            Self::Electricity => electric,
            Self::Road => !electric && part.starts_with("II.1."),
            Self::Transport => part.starts_with("II."),
            Self::Waste => part.starts_with("III."),
        }
    }

    /// What is wanted, and a code that would do.
    fn wanted(self) -> (&'static str, &'static str) {
        match self {
            Self::Electricity => ("electricity", "residential.electricity"),
            Self::Road => ("fuel on the road", "road.diesel-b7"),
            Self::Transport => ("transport", "road.diesel-b7"),
            Self::Waste => ("waste", "landfill.managed-anaerobic.food.outside"),
        }
    }
}

/// A sheet being read.
pub(super) struct Sheet<'a> {
    ground: &'a Ground<'a>,
    page: &'a Page<'a>,
    /// The keys outside all groups.
    pub(super) top: Section<'a>,
    /// The measure's name.
    pub(super) measure: &'a str,
    /// The years, ascending.
    pub(super) years: BTreeSet<Year>,
}

impl Sheet<'_> {
    /// Opens a sheet, hands it to the reader of its model, and adds what all sheets share.
    pub(super) fn open(
        ground: &Ground<'_>,
        file: &str,
        text: &str,
        read: impl Fn(&Sheet<'_>) -> Result<Change>,
    ) -> Result<Modelled> {
        let page = Page::new(text, file);
        let table = DeTable::parse(text).map_err(|error| page.broken(&error))?;
        let top = page.whole(table.get_ref());
        let measure = needed(&page, &top, "measure")?.text()?;
        let (first, last) = (year(&needed(&page, &top, "first_year")?)?, year(&needed(&page, &top, "last_year")?)?);
        if last < first {
            let item = needed(&page, &top, "last_year")?;
            return Err(item.wrong("before first_year", "write the later year here"));
        }
        let years = std::iter::successors(Some(first), |year| year.after()).take_while(|year| *year <= last).collect();
        let sheet = Sheet { ground, page: &page, top, measure, years };
        let ladder = sheet.ladder()?;
        Ok(Modelled { change: read(&sheet)?, ladder })
    }
}

impl<'a> Sheet<'a> {
    /// Refuses keys outside all sections that are neither common nor the model's own.
    pub(super) fn only(&self, own: &[&str]) -> Result<()> {
        let keys: Vec<&str> = COMMON.iter().chain(own).copied().collect();
        self.top.only(&keys)
    }

    /// The groups under `[[name]]`, in their order.
    pub(super) fn groups(&self, name: &str) -> Result<Vec<Section<'a>>> {
        let groups = Self::groups_of(&self.top, name, name)?;
        if groups.is_empty() {
            let mend = format!("write [[{name}]] and its keys below, or take the file away");
            return Err(Error::File {
                at: self.page.at(),
                problem: Problem::bare(ErrorKind::Empty, format!("no [[{name}]]: nothing to work out"), mend),
            });
        }
        Ok(groups)
    }

    /// The groups of a section, which stand under `[[path]]`.
    pub(super) fn groups_of(section: &Section<'a>, name: &str, path: &str) -> Result<Vec<Section<'a>>> {
        let Some(item) = section.get(name) else { return Ok(Vec::new()) };
        let list =
            item.list().ok_or_else(|| item.wrong("not a list of sections", &format!("write [[{path}]] above each group")))?;
        list.iter().map(Item::section).collect()
    }

    /// A key that must be there.
    pub(super) fn need(&self, section: &Section<'a>, key: &str) -> Result<Item<'a>> {
        needed(self.page, section, key)
    }

    /// A text that must be there.
    pub(super) fn text(&self, section: &Section<'a>, key: &str) -> Result<&'a str> {
        self.need(section, key)?.text()
    }

    /// Who says what stands in a section: its own `source`, or the sheet's.
    pub(super) fn source(&self, section: &Section<'a>) -> Result<&'a str> {
        match section.get("source").or_else(|| self.top.get("source")) {
            Some(item) => item.text(),
            None => Err(self.page.missing("source", "say where the figures come from, in the section or above all of them")),
        }
    }

    /// A value and who says so: `{ value = "...", source = "..." }`, or the value alone, which stands in its section's source.
    fn stated(&self, item: Item<'a>) -> Result<(Item<'a>, Option<&'a str>)> {
        if !item.is_section() {
            return Ok((item, None));
        }
        let own = item.section()?;
        own.only(&["value", "source"])?;
        let source = self.need(&own, "source")?.text()?;
        Ok((self.need(&own, "value")?, Some(source)))
    }

    /// A rate with its source: written here, or `@id` of a row of the tables.
    pub(super) fn told(&self, section: &Section<'a>, key: &str) -> Result<Option<SourcedRate>> {
        let Some(item) = section.get(key) else { return Ok(None) };
        let (item, source) = self.stated(item)?;
        let text = item.text()?;
        let Some(id) = text.strip_prefix('@') else {
            let source = source.map_or_else(|| self.source(section), Ok)?;
            return Ok(Some(SourcedRate::new(item.parsed()?, source)));
        };
        if source.is_some() {
            return Err(item.wrong("a row of the tables, which has its own source", "write the id alone"));
        }
        let rows = self.ground.registry.parameters();
        let Some(row) = rows.iter().find(|row| row.id == id) else {
            let mend = did_you_mean(id, rows.iter().map(|row| row.id.as_str())).map_or_else(
                || "see emission_factors/README.md, or write the rate itself".to_owned(),
                |near| format!("did you mean \"@{near}\"?"),
            );
            return Err(item.problem(Problem::new(ErrorKind::Factor, text, "not the id of a parameter", mend)));
        };
        let title =
            self.ground.registry.source(&row.provenance.source).map_or(row.provenance.source.as_str(), |source| &source.title);
        Ok(Some(SourcedRate::new(row.rate, &format!("{id}: {title}, {}", row.provenance.locator))))
    }

    /// A rate that must be there.
    pub(super) fn need_told(&self, section: &Section<'a>, key: &str) -> Result<SourcedRate> {
        match self.told(section, key)? {
            Some(told) => Ok(told),
            None => Err(self.need(section, key).err().unwrap_or_else(|| self.page.missing(key, ""))),
        }
    }

    /// An amount with its source.
    pub(super) fn amount(&self, section: &Section<'a>, key: &str) -> Result<SourcedAmount> {
        let (item, source) = self.stated(self.need(section, key)?)?;
        let amount: Reading = item.parsed()?;
        if amount.value().is_negative() {
            return Err(item.wrong("below zero", "write what there is"));
        }
        Ok(SourcedAmount::new(amount, source.map_or_else(|| self.source(section), Ok)?))
    }

    /// An amount that may be left out.
    pub(super) fn optional_amount(&self, section: &Section<'a>, key: &str) -> Result<Option<SourcedAmount>> {
        section.get(key).map(|_| self.amount(section, key)).transpose()
    }

    /// A number of zero or more that must be there.
    pub(super) fn need_number(&self, section: &Section<'a>, key: &str) -> Result<Ratio> {
        Self::number(&self.need(section, key)?)
    }

    /// A share that may be left out.
    pub(super) fn optional_share(&self, section: &Section<'a>, key: &str) -> Result<Option<Ratio>> {
        section.get(key).map(|_| self.share(section, key)).transpose()
    }

    /// What is taken for what is done: an activity code, and a rate.
    pub(super) fn takes(&self, section: &Section<'a>, [code, rate]: [&str; 2], speaks: Speaks) -> Result<Takes> {
        Ok(Takes { code: self.code(&self.need(section, code)?, speaks)?.to_owned(), rate: self.need_told(section, rate)? })
    }

    /// An electric drive: what it takes, and where that is metered.
    pub(super) fn motor(&self, section: &Section<'a>) -> Result<Motor> {
        let battery = self.need(section, "metered")?.word(&[("charger", false), ("battery", true)])?;
        let efficiency = self.optional_share(section, "charger_efficiency")?;
        let metered = match (battery, efficiency) {
            (true, Some(efficiency)) => Metered::Battery { efficiency },
            (false, None) => Metered::Charger,
            (true, None) => {
                self.need(section, "charger_efficiency")?;
                Metered::Charger
            }
            (false, Some(_)) => {
                let item = self.need(section, "charger_efficiency")?;
                return Err(item.wrong("given where the charger is metered, whose losses are inside", "leave it out"));
            }
        };
        Ok(Motor { takes: self.takes(section, ["electricity", "electric_use"], Speaks::Electricity)?, metered })
    }

    /// The year whose prices are meant.
    pub(super) fn price_year(item: &Item<'a>) -> Result<u16> {
        year(item).map(Year::number)
    }

    /// A number of zero or more, decimal or as a fraction: `0.8`, `2/3`.
    pub(super) fn number(item: &Item<'a>) -> Result<Ratio> {
        let number = match item.text() {
            // A minus has no meaning here, not even before both parts of a fraction.
            Ok(text) if text.contains('-') => return Err(item.wrong("below zero", "write what there is")),
            Ok(text) if text.contains('/') => item.parsed()?,
            _ => Ratio::from(item.exact()?),
        };
        if number.numerator().is_negative() { Err(item.wrong("below zero", "write what there is")) } else { Ok(number) }
    }

    /// A share from 0 to 1.
    pub(super) fn share(&self, section: &Section<'a>, key: &str) -> Result<Ratio> {
        let item = self.need(section, key)?;
        let share = Self::number(&item)?;
        if share.numerator() > share.denominator() { Err(item.wrong("a share above one", "write 0.8 for 80 %")) } else { Ok(share) }
    }

    /// An activity code of the catalogue.
    pub(super) fn code(&self, item: &Item<'a>, speaks: Speaks) -> Result<&'a str> {
        let code = item.text()?;
        self.speaks(item, code, speaks)?;
        Ok(code)
    }

    /// Refuses a code that the catalogue lacks or that speaks of something else.
    fn speaks(&self, item: &Item<'a>, code: &str, speaks: Speaks) -> Result<()> {
        let rules = self.ground.catalogue.find(code).map_err(|problem| item.problem(problem))?;
        if rules.iter().all(|rule| speaks.fits(rule)) {
            return Ok(());
        }
        let (wanted, such) = speaks.wanted();
        Err(item.problem(Problem::new(
            ErrorKind::Activity,
            code,
            format!("not a code of {wanted}"),
            format!("use one such as {such}"),
        )))
    }

    /// A key that is an activity code of the catalogue, with a share from 0 to 1.
    pub(super) fn code_share(&self, item: &Item<'a>) -> Result<(&'a str, Ratio)> {
        self.speaks(item, item.key, Speaks::Waste)?;
        let share = Self::number(item)?;
        let whole = share.numerator() <= share.denominator();
        if whole { Ok((item.key, share)) } else { Err(item.wrong("a share above one", "write 0.8 for 80 %")) }
    }

    /// A key outside all sections.
    pub(super) fn at_top(&self, key: &str) -> Option<Item<'a>> {
        self.top.get(key)
    }

    /// What the files of models rest on.
    pub(super) fn ground(&self) -> &'a Ground<'a> {
        self.ground
    }

    /// A place of the city; the whole of it where none is named.
    pub(super) fn place(&self, section: &Section<'a>) -> Result<&'a str> {
        let Some(item) = section.get("place") else { return Ok("") };
        let place = item.text()?;
        match unknown_place(place, self.ground.places) {
            Some(problem) => Err(item.problem(problem)),
            None => Ok(place),
        }
    }

    /// How factors are found: the city's way, or another series of the grid, whatever it was made for but products and upstream.
    fn ladder(&self) -> Result<FallbackPolicy> {
        let mut ladder = self.ground.ladder.clone();
        // A measure looks ahead: past the last year of the tables the last factor stands, and the report says for how long.
        ladder.most_years_back = ladder.most_years_back.max(MOST_YEARS_AHEAD);
        let Some(item) = self.top.get("grid_series") else { return Ok(ladder) };
        let series = item.text()?;
        let mut rows = self.ground.registry.factors().iter().filter(|row| row.subject == "grid-electricity");
        let usable = |purpose: Purpose| !matches!(purpose, Purpose::Product | Purpose::Upstream);
        if !rows.clone().any(|row| row.series == series && usable(row.purpose)) {
            let names: BTreeSet<&str> = rows.by_ref().filter(|row| usable(row.purpose)).map(|row| row.series.as_str()).collect();
            let mend = did_you_mean(series, names.iter().copied()).map_or_else(
                || format!("use one of {}", names.iter().copied().collect::<Vec<_>>().join(", ")),
                |near| format!("did you mean \"{near}\"?"),
            );
            return Err(item.problem(Problem::new(ErrorKind::Setting, series, "not a series of grid electricity", mend)));
        }
        ladder.choose.insert("grid-electricity".to_owned(), series.to_owned());
        Ok(ladder)
    }

    /// An error of what a section says: at the key whose value it names, else at the first, else at the file.
    pub(super) fn placed(&self, section: &Section<'a>, error: Error) -> Error {
        let items = section.items();
        let named = match &error {
            Error::Value(problem) => problem.value().and_then(|value| items.iter().find(|item| item.says(value))),
            _ => None,
        };
        match named.or(items.first()) {
            Some(item) => item.placed(error),
            None => self.page.placed(error),
        }
    }
}

fn needed<'a>(page: &Page<'a>, section: &Section<'a>, key: &str) -> Result<Item<'a>> {
    section.get(key).ok_or_else(|| match section.items().first() {
        Some(item) => item.problem(Problem::bare(ErrorKind::Setting, format!("{key} is missing"), "add it to this group")),
        None => page.missing(key, "see examples/README.md"),
    })
}

fn year(item: &Item<'_>) -> Result<Year> {
    let digits = item.digits().ok_or_else(|| item.wrong("not a year", "write four digits, such as 2024"))?;
    digits.parse().map_err(|error| item.placed(error))
}
