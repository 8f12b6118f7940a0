//! Lines of the shipped tables: each row is on its own line, so that it can be read on its own.

use std::borrow::Cow;

/// The cells of a line: cut at commas outside quotes.
pub(crate) fn cells(line: &'static str) -> impl Iterator<Item = Cow<'static, str>> {
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(quoted) = text.strip_prefix('"') else {
            let (cell, after) = text.split_once(',').map_or((text, None), |(cell, after)| (cell, Some(after)));
            rest = after;
            return Some(Cow::Borrowed(cell));
        };
        // The quote that closes the cell is the first that is not doubled.
        let mut from = 0_usize;
        loop {
            let Some(length) = quoted.get(from..).and_then(|rest| rest.find('"')) else {
                rest = None;
                return Some(Cow::Borrowed(quoted));
            };
            let at = from.saturating_add(length);
            let after = quoted.get(at.saturating_add(1)..).unwrap_or_default();
            if after.starts_with('"') {
                from = at.saturating_add(2);
                continue;
            }
            rest = after.strip_prefix(',');
            let cell = quoted.get(..at).unwrap_or_default();
            return Some(if cell.contains('"') { Cow::Owned(cell.replace("\"\"", "\"")) } else { Cow::Borrowed(cell) });
        }
    })
}

#[cfg(test)]
mod tests {
    use super::cells;

    #[test]
    fn cells_are_cut_at_commas_outside_quotes() {
        let cut = |line| cells(line).collect::<Vec<_>>();
        assert_eq!(cut("a,\"b, \"\"c\"\"\",,d"), ["a", "b, \"c\"", "", "d"]);
        assert_eq!(cut("a,"), ["a", ""]);
        assert_eq!(cut("\"\",x"), ["", "x"]);
    }
}
