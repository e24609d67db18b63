//! The start of a README as plain text, for the page of details.

/// How many characters are enough to see that the README is there and how it begins.
const LENGTH: usize = 900;

/// The first lines of a Markdown text without its marks, paragraphs apart.
pub(super) fn excerpt(markdown: &str) -> String {
    let mut text = String::new();
    let mut in_code = false;
    let mut gap = false;
    for line in without_comments(markdown).lines() {
        let line = line.trim();
        if line.starts_with("```") || line.starts_with("~~~") {
            in_code = !in_code;
            gap = true;
            continue;
        }
        let plain = if in_code {
            line.to_owned()
        } else {
            without_marks(line)
        };
        if plain.is_empty() {
            gap = true;
            continue;
        }
        if !text.is_empty() {
            text.push_str(if gap || line.starts_with('#') {
                "\n\n"
            } else {
                "\n"
            });
        }
        text.push_str(&plain);
        gap = line.starts_with('#');
        if text.chars().count() > LENGTH {
            let mut cut: String = text.chars().take(LENGTH).collect();
            cut.push('…');
            return cut;
        }
    }
    text
}

/// A line without what marks headings, quotes, emphasis, code, links and images.
fn without_marks(line: &str) -> String {
    let is_rule = line.len() > 2
        && line
            .chars()
            .all(|mark| matches!(mark, '-' | '=' | '*' | '_' | '|' | ':' | ' '));
    if is_rule {
        return String::new();
    }
    let line = line.trim_start_matches(['#', '>']).trim_start();
    if let Some(cells) = line.strip_prefix('|') {
        let cells: Vec<&str> = cells
            .trim_end_matches('|')
            .split('|')
            .map(str::trim)
            .collect();
        return without_marks(&cells.join(" · "));
    }
    let item = ["-", "*", "+"]
        .iter()
        .find_map(|mark| line.strip_prefix(mark))
        .filter(|rest| rest.is_empty() || rest.starts_with(' '));
    let text = without_links(item.unwrap_or(line))
        .replace("**", "")
        .replace("__", "")
        .replace('`', "");
    let text = text.trim();
    match item {
        Some(_) if !text.is_empty() => format!("• {text}"),
        _ => text.to_owned(),
    }
}

/// The text without comments, which no page shows.
fn without_comments(markdown: &str) -> String {
    let mut text = String::new();
    let mut rest = markdown;
    while let Some((before, from)) = rest.split_once("<!--") {
        text.push_str(before);
        rest = from.split_once("-->").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text
}

/// Puts the text of links in place of them, and leaves images out.
fn without_links(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, from)) = rest.split_once('[') {
        let Some((label, after)) = from
            .split_once("](")
            .filter(|(label, _)| !label.contains('['))
        else {
            text.push_str(before);
            text.push('[');
            rest = from;
            continue;
        };
        let Some((_, after)) = after.split_once(')') else {
            break;
        };
        match before.strip_suffix('!') {
            Some(before) => text.push_str(before),
            None => text.extend([before, label]),
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(markdown: &str, expected: &str) {
        assert_eq!(excerpt(markdown), expected);
    }

    #[test]
    fn marks_are_left_out_and_words_stay() {
        check(
            "# Title\nText with **bold**, `code` and [a link](https://example.org).\n",
            "Title\n\nText with bold, code and a link.",
        );
        check(
            "Title\n=====\n\n- one\n- [x] two\n",
            "Title\n\n• one\n• [x] two",
        );
        check("![logo](logo.png)\n\n> quoted\n", "quoted");
        check("a\n```\n# no heading\n```\nb", "a\n\n# no heading\n\nb");
        check("[unclosed](x and [more", "[unclosed](x and [more");
        check("| a | `b` |\n|---|---|\n| 1 | |\n", "a · b\n\n1 ·");
        check("a <!-- b\nc --> d\n<!-- open", "a  d");
        check("", "");
    }

    #[test]
    fn a_long_text_is_cut() {
        let cut = excerpt(&"ä".repeat(2 * LENGTH));
        assert_eq!(cut.chars().count(), LENGTH + 1);
        assert!(cut.ends_with('…'));
    }
}
