//! Columns against one row after another.

use super::{AmountColumn, Columns};
use crate::quantity::Exact;
use crate::taxonomy::Year;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

/// Integers of every size: sums of the largest do not fit one of them.
fn mantissa() -> impl Strategy<Value = i64> {
    prop_oneof![any::<i64>(), -9_999_i64..9_999, Just(i64::MAX), Just(i64::MIN)]
}

fn decimal() -> impl Strategy<Value = Decimal> {
    let whole = |wide: i128, scale| Decimal::try_from_i128_with_scale(wide >> 32, scale).unwrap();
    prop_oneof![
        (mantissa(), 0..6_u32).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale)),
        (any::<i128>(), 0..=28_u32).prop_map(move |(wide, scale)| whole(wide, scale)),
    ]
}

proptest! {
    /// Each sum is that of its rows, on any number of threads; so is what they weigh.
    #[test]
    fn columns_are_their_rows(
        rows in prop::collection::vec((mantissa(), decimal(), 0..5_u8, 0..3_u16), 0..60), more in 0..3_usize, scale in 0..9_u32,
        factors in prop::collection::vec(("[0-9]{1,8}(\\.[0-9]{1,6})?", "-?[0-9]{1,3}"), 5), threads in 1..5_usize,
    ) {
        // Repeated, so that there is more than one thread's share.
        let rows: Vec<_> = rows.iter().cycle().take(rows.len() * (1 + more * 90)).copied().collect();
        let (mantissas, decimals): (Vec<i64>, Vec<Decimal>) = rows.iter().map(|row| (row.0, row.1)).unzip();
        let (kinds, groups): (Vec<u8>, Vec<u16>) = rows.iter().map(|row| (row.2, row.3)).unzip();
        let factors: Vec<Vec<Exact>> = factors.iter().map(|(a, b)| vec![exact(a), exact(b)]).collect();
        for amounts in [AmountColumn::Scaled { mantissas: &mantissas, scale }, AmountColumn::Decimals(&decimals)] {
            let number = |at: usize| match amounts {
                AmountColumn::Scaled { .. } => Exact::new(mantissas[at].into(), scale).unwrap(),
                AmountColumn::Decimals(_) => decimals[at].into(),
            };
            let columns = Columns::new(amounts, &kinds, &groups)?;
            let sums = columns.sums(5, 3, threads)?;
            let weighed = sums.weigh(&factors)?;
            for (group, weighed) in weighed.iter().enumerate() {
                let mut all = [Exact::ZERO; 2];
                for (kind, factors) in factors.iter().enumerate() {
                    let of = |at: &usize| usize::from(kinds[*at]) == kind && usize::from(groups[*at]) == group;
                    let sum = Exact::sum((0..rows.len()).filter(of).map(number))?;
                    prop_assert_eq!(sums.sum(kind, group)?, sum);
                    for (all, factor) in all.iter_mut().zip(factors) {
                        *all = all.checked_add(sum.checked_mul(*factor)?)?;
                    }
                }
                prop_assert_eq!(weighed, &all);
            }
        }
    }
}

#[test]
fn a_tally_of_columns_has_a_leaf_where_there_are_rows() {
    // Kind 0 at place 1: 1.5 - 1.5 = 0 of two rows; kind 1 at place 0: 2.25.
    let amounts = AmountColumn::Scaled { mantissas: &[150, 225, -150], scale: 2 };
    let year = Year::new(2024).unwrap();
    let tally = Columns::new(amounts, &[0_u8, 1, 0], &[1_u8, 0, 1]).unwrap();
    let tally = tally.tally("meters", &[("forest", "t", year), ("grid", "kWh", year)], &["Dusit", ""], 2).unwrap();
    let leaves: Vec<_> = tally.leaves().map(|leaf| (leaf.activity, leaf.place, leaf.rows, leaf.sum.to_string())).collect();
    assert_eq!(
        leaves,
        [("forest".to_owned(), String::new(), 2, "0".to_owned()), ("grid".to_owned(), "Dusit".to_owned(), 1, "2.25".to_owned())]
    );
}

#[test]
fn columns_that_do_not_fit_are_refused() {
    let amounts = AmountColumn::Scaled { mantissas: &[1, 2], scale: 0 };
    assert_eq!(
        Columns::new(amounts, &[0_u8], &[0_u8, 0]).unwrap_err().to_string(),
        "columns of 2, 1 and 2 rows; give columns of one length"
    );
    let columns = Columns::new(amounts, &[0_u32, 2], &[0_u8, 1]).unwrap();
    assert_eq!(
        columns.sums(2, 2, 1).unwrap_err().to_string(),
        "kinds: number 2, but there are only 2; count from 0, and give as many names"
    );
    assert_eq!(
        columns.sums(3, 1, 1).unwrap_err().to_string(),
        "groups: number 1, but there are only 1; count from 0, and give as many names"
    );
    assert_eq!(
        columns.sums(1 << 20, 1 << 20, 1).unwrap_err().to_string(),
        "more than 16777216 sums; sum some of the groups at a time"
    );
    let refused = columns.sums(3, 2, 1).unwrap().weigh(&[vec![Exact::ONE], vec![]]).unwrap_err().to_string();
    assert_eq!(refused, "factors for 2 kinds, or not as many for each; give a row of factors for each of the 3 kinds");
}
