//! Text of files in markup: what HTML and SVG would act on is spelled out, in one place.

use super::text::clean;

/// The text as it is read: marks of markup as entities, letters that nobody sees spelled out as `\u{202e}`. Fit for content and for
/// attributes in double quotes.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Blanks that keep a number together are what a page needs; everything else that nobody sees is spelled out.
    let parts = text.split_inclusive(['\u{a0}', '\u{202f}']);
    let shown = parts.flat_map(|part| match part.strip_suffix(['\u{a0}', '\u{202f}']) {
        Some(before) => [clean(before), part.chars().skip(before.chars().count()).collect()],
        None => [clean(part), String::new()],
    });
    for letter in shown.collect::<String>().chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(escape("<script>\"a\" & 'b'</script>"), "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;");
        assert_eq!(escape("a\u{202e}b\u{0}"), "a\\u{202e}b\\u{0}");
        assert_eq!(escape("กรุงเทพฯ 川崎市"), "กรุงเทพฯ 川崎市");
        assert_eq!(escape("1\u{202f}234 t, 40\u{a0}%\u{200b}"), "1\u{202f}234 t, 40\u{a0}%\\u{200b}");
    }
}
