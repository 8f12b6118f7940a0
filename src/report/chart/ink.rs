//! Inks: six hues, dark and light in turn, each with a pattern of its own, for light and for dark paper.

/// What a mark is filled with. Two inks that follow one another differ by 3:1 in luminance, and each has its own pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
#[allow(missing_docs)] // An ink is named by its place in the order.
pub enum ChartInk {
    First,
    Second,
    Third,
    Fourth,
    Fifth,
    Sixth,
    /// Hatched paper: what belongs to none of the parts.
    Hatched,
}

impl ChartInk {
    /// The six hues in their order.
    pub const HUES: [Self; 6] = [Self::First, Self::Second, Self::Third, Self::Fourth, Self::Fifth, Self::Sixth];

    /// The ink at a place; past the sixth they begin again.
    pub fn at(place: usize) -> Self {
        Self::HUES.into_iter().cycle().nth(place.checked_rem(Self::HUES.len()).unwrap_or_default()).unwrap_or(Self::First)
    }

    /// The number in the style.
    pub(super) fn number(self) -> u8 {
        match self {
            Self::First => 1,
            Self::Second => 2,
            Self::Third => 3,
            Self::Fourth => 4,
            Self::Fifth => 5,
            Self::Sixth => 6,
            Self::Hatched => 7,
        }
    }
}

/// Colours of light paper: paper, letters, quiet letters, grid, the six hues, what their patterns are drawn with, and five lines.
const LIGHT: &str = "--paper:#fff;--ink:#1a1f26;--quiet:#4a5361;--grid:#c9d0d9;\
--f1:#0b4f8a;--f2:#f0b429;--f3:#6b1e52;--f4:#7cc6b8;--f5:#3d5a14;--f6:#e7a6c8;\
--k1:#fff;--k2:#5c3c00;--k3:#fff;--k4:#0c4a40;--k5:#fff;--k6:#6b1e52;\
--l1:#1a1f26;--l2:#0b4f8a;--l3:#a11d6f;--l4:#7a4f00;--l5:#3d5a14";

/// The same of dark paper.
const DARK: &str = "--paper:#12171e;--ink:#e9ecf1;--quiet:#b4bdc9;--grid:#3b4654;\
--f1:#8cc6ff;--f2:#7d4e00;--f3:#f3a8dc;--f4:#14665a;--f5:#c5e07f;--f6:#9c3570;\
--k1:#12171e;--k2:#ffd98a;--k3:#12171e;--k4:#bff0e6;--k5:#12171e;--k6:#ffd3ea;\
--l1:#e9ecf1;--l2:#8cc6ff;--l3:#f3a8dc;--l4:#f0b429;--l5:#c5e07f";

/// The style of charts, for a page and for a chart alone.
pub(in crate::report) const CHART_STYLE: &str = concat!(
    ".chart{display:block;overflow:visible;font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",\"Noto Sans Thai\",",
    "\"Noto Sans CJK JP\",\"Noto Sans CJK KR\",sans-serif;font-size:13px}",
    ".chart text{fill:var(--ink)}.chart .q{fill:var(--quiet);font-size:12px}.chart .g{font-weight:600}",
    ".chart .v{font-size:12px;font-variant-numeric:tabular-nums}",
    ".chart .m{stroke:var(--ink);stroke-width:1}.chart .z{stroke:var(--ink);stroke-width:1}.chart .r{stroke:var(--grid);stroke-width:1}",
    ".chart .o{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}",
    ".chart .l{fill:none;stroke-width:2.5;vector-effect:non-scaling-stroke}",
    ".l1{stroke:var(--l1)}.l2{stroke:var(--l2);stroke-dasharray:9 4}.l3{stroke:var(--l3);stroke-dasharray:2 4}",
    ".l4{stroke:var(--l4);stroke-dasharray:12 4 2 4}.l5{stroke:var(--l5);stroke-dasharray:5 3}",
    ".n1{fill:var(--l1);stroke:var(--l1)}.n2{fill:var(--l2);stroke:var(--l2)}.n3{fill:var(--l3);stroke:var(--l3)}",
    ".n4{fill:var(--l4);stroke:var(--l4)}.n5{fill:var(--l5);stroke:var(--l5)}.chart .h{fill:var(--paper);stroke-width:2}",
    ".f1{fill:var(--f1)}.f2{fill:var(--f2)}.f3{fill:var(--f3)}.f4{fill:var(--f4)}.f5{fill:var(--f5)}.f6{fill:var(--f6)}",
    ".f7{fill:var(--paper)}.k1{stroke:var(--k1)}.k2{stroke:var(--k2)}.k3{stroke:var(--k3)}.k4{stroke:var(--k4)}",
    ".k5{stroke:var(--k5)}.k6{stroke:var(--k6)}.k7{stroke:var(--ink)}.d3{fill:var(--k3)}",
);

/// The colours, light and dark; on paper always light.
pub(in crate::report) fn chart_colours() -> String {
    format!(":root{{{LIGHT}}}@media screen and (prefers-color-scheme:dark){{:root{{{DARK}}}}}")
}

/// The patterns that inks are drawn with, once for a page or a chart.
pub(in crate::report) fn chart_patterns() -> &'static str {
    "<defs>\
     <pattern id=\"ink2\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\"><rect class=\"f2\" width=\"7\" height=\"7\"/>\
     <path class=\"k2\" d=\"M-1 8L8-1M-1 1L1-1M6 8L8 6\"/></pattern>\
     <pattern id=\"ink3\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\"><rect class=\"f3\" width=\"7\" height=\"7\"/>\
     <circle class=\"d3\" cx=\"3.5\" cy=\"3.5\" r=\"1.2\"/></pattern>\
     <pattern id=\"ink4\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><rect class=\"f4\" width=\"6\" height=\"6\"/>\
     <path class=\"k4\" d=\"M0 3H6\"/></pattern>\
     <pattern id=\"ink5\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect class=\"f5\" width=\"8\" height=\"8\"/>\
     <path class=\"k5\" d=\"M0 4H8M4 0V8\"/></pattern>\
     <pattern id=\"ink6\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><rect class=\"f6\" width=\"6\" height=\"6\"/>\
     <path class=\"k6\" d=\"M3 0V6\"/></pattern>\
     <pattern id=\"ink7\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><rect class=\"f7\" width=\"6\" height=\"6\"/>\
     <path class=\"k7\" d=\"M-1-1L7 7M-1 5L1 7M5-1L7 1\"/></pattern></defs>"
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relative luminance of a colour of the list, as WCAG 2.2 defines it.
    fn luminance(colours: &str, name: &str) -> f64 {
        let found = colours.split(';').find_map(|one| one.strip_prefix(&format!("--{name}:#"))).unwrap();
        let digits: String =
            if found.len() == 3 { found.chars().flat_map(|digit| [digit, digit]).collect() } else { found.to_owned() };
        let part = |at: usize| {
            let share = f64::from(u8::from_str_radix(&digits[at..at + 2], 16).unwrap()) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
    }

    fn contrast(colours: &str, one: &str, other: &str) -> f64 {
        let (a, b) = (luminance(colours, one), luminance(colours, other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn neighbours_differ_by_three_to_one_on_light_and_on_dark_paper() {
        for colours in [LIGHT, DARK] {
            for at in 1..=6 {
                let (one, next) = (format!("f{at}"), format!("f{}", at % 6 + 1));
                assert!(contrast(colours, &one, &next) >= 3.0, "{one} {next} {}", contrast(colours, &one, &next));
                assert!(contrast(colours, &one, &format!("k{at}")) >= 3.0, "the pattern of {one}");
            }
            // Every mark has an outline in the colour of the letters.
            assert!(contrast(colours, "ink", "paper") >= 7.0 && contrast(colours, "quiet", "paper") >= 4.5);
            for line in ["l1", "l2", "l3", "l4", "l5"] {
                assert!(contrast(colours, line, "paper") >= 3.0, "{line}");
            }
        }
    }

    #[test]
    fn every_hue_has_a_number_of_its_own() {
        let numbers: Vec<u8> = ChartInk::HUES.iter().map(|ink| ink.number()).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
        assert_eq!(ChartInk::at(7), ChartInk::Second);
    }
}
