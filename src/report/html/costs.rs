//! What a tonne costs, over the tonnes: the measures that save money first, then the cheapest tonne first.

use super::context::HtmlContext;
use super::element::{HtmlBody, HtmlCell, HtmlRow, HtmlTable};
use super::labels::HtmlLabel as H;
use crate::error::Result;
use crate::plan::{AbatementCost, ComputedCost, CostView};
use crate::quantity::{Exact, Rounding};
use crate::report::chart::{Chart, ChartBlock, ChartInk, ChartMarks};
use crate::report::text::lettered;
use std::collections::BTreeMap;

/// A measure with what it costs all together, taxes and subsidies aside.
struct CostedMeasure<'a> {
    name: String,
    computed: &'a ComputedCost,
    /// What saves most money first, then the cheapest tonne; to the hundredth of the currency, as it is printed.
    rank: (bool, Exact),
    /// For each tonne; none where the measure saves money.
    each: Option<Exact>,
}

/// A chart for each currency and year of prices, with the table of its figures: amounts of two are not compared.
pub(super) fn costs_charts(page: &HtmlContext<'_>) -> Result<Vec<(Chart, HtmlTable)>> {
    let Some((plan, report)) = &page.plan else { return Ok(Vec::new()) };
    let mut groups: BTreeMap<(String, u16), Vec<CostedMeasure<'_>>> = BTreeMap::new();
    for computed in plan.costs.iter().filter(|cost| cost.lines.is_some()) {
        let (money, cost) = (computed.cost.money()?, computed.cost.abatement(computed.tonnes, CostView::Public)?);
        let (each, rank) = match cost {
            AbatementCost::PerTonne { each, .. } => {
                let each = each.divided(2, Rounding::HalfEven)?;
                (Some(each), (true, each))
            }
            AbatementCost::NetBenefit { yearly } => (None, (false, yearly.divided(2, Rounding::HalfEven)?.checked_neg()?)),
        };
        let named = report.measures.iter().find(|measure| measure.form == computed.measure);
        let name = named.map_or_else(|| computed.measure.clone(), |measure| measure.name.clone());
        let group = groups.entry((money.currency().to_owned(), money.price_year())).or_default();
        group.push(CostedMeasure { name, computed, rank, each });
    }
    Ok(groups.into_iter().enumerate().map(|(at, (money, group))| costs_chart(page, at, money, group)).collect())
}

fn costs_chart(
    page: &HtmlContext<'_>,
    at: usize,
    (currency, price_year): (String, u16),
    mut group: Vec<CostedMeasure<'_>>,
) -> (Chart, HtmlTable) {
    group.sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| a.name.cmp(&b.name)));
    let title = page.say(&H::CostsTitle { currency: currency.clone(), price_year });
    let columns = [H::Measure, H::ReducedInAYear, H::CostOfTonne].map(|column| page.say(&column));
    let mut table = HtmlTable::new(&title, columns);
    let (mut blocks, mut legend) = (Vec::new(), Vec::new());
    for (place, measure) in group.iter().enumerate() {
        let letter = lettered(place);
        let line = measure.computed.lines.as_ref().map(|[public, _]| page.digits.sentence(&public.render(page.language)));
        let (line, tonnes) = (line.unwrap_or_default(), page.tonnes(measure.computed.tonnes));
        let ink = if measure.each.is_some() { ChartInk::at(place) } else { ChartInk::Hatched };
        legend.push((ink, format!("{letter}: {}", measure.name)));
        blocks.push(ChartBlock::new(ink, measure.computed.tonnes, measure.each, format!("{}: {tonnes} t; {line}", measure.name)));
        let cells = vec![HtmlCell::figure(tonnes, measure.computed.tonnes), HtmlCell::text(line)];
        table.push(HtmlRow::new(format!("{letter}: {}", measure.name), cells));
    }
    let costing: Vec<Exact> = group.iter().filter_map(|measure| measure.each).collect();
    let takeaway = page.say(&match (costing.first(), costing.last()) {
        (Some(low), Some(high)) if low == high => H::CostsOne { each: page.digits.rounded(*low, 0), currency },
        (Some(low), Some(high)) => {
            H::CostsTakeaway { low: page.digits.rounded(*low, 0), high: page.digits.rounded(*high, 0), currency }
        }
        _ => H::CostsNone,
    });
    let id = if at == 0 { "costs".to_owned() } else { format!("costs-{}", at.saturating_add(1)) };
    (Chart { id, title, takeaway, legend, marks: ChartMarks::Blocks(blocks), digits: page.digits }, table)
}

/// The charts of costs, below the table of measures.
pub(super) fn costs(body: &mut HtmlBody, page: &HtmlContext<'_>) -> Result<()> {
    let charts = costs_charts(page)?;
    for (chart, table) in &charts {
        body.chart(chart, table)?;
    }
    if !charts.is_empty() {
        body.note(&page.say(&H::CostsNote));
    }
    Ok(())
}
