//! Samples in values.yaml: values that a chart needs to render, each with a comment that says so.

use pack_syntax::{Pointer, Yaml};

use crate::deployment::NeededValue;
use crate::edit::{Change, Session};
use crate::pack::Pack;
use crate::pack::document::YamlFile;
use crate::pack::path::{FilePath, VALUES_YAML};

/// What stands above a sample.
const COMMENT: &str = "# A sample, without which the chart does not render. Replace it.";

/// The text of values.yaml with samples; `None` if none can be set.
pub(super) fn added(pack: &Pack, needed: &[&NeededValue]) -> Option<String> {
    let mut pack = pack.clone();
    let mut is_changed = false;
    for needed in needed {
        let set = Change::set(
            YamlFile::values(),
            needed.path.clone(),
            needed.value.clone(),
        );
        let mut changes = vec![set];
        let Ok(after) = Session::open(pack.clone()).tried(&changes) else {
            continue;
        };
        let commented = after
            .text(VALUES_YAML)
            .and_then(|text| commented(text, &needed.path));
        changes.extend(commented.map(|text| Change::set_text(FilePath::of(VALUES_YAML), text)));
        pack = Session::open(pack).tried(&changes).unwrap_or(after);
        is_changed = true;
    }
    is_changed.then(|| pack.text(VALUES_YAML).map(str::to_owned))?
}

/// A text with the comment above an entry; `None` where the entry does not begin its line, or has the
/// comment.
fn commented(text: &str, path: &Pointer) -> Option<String> {
    let yaml = Yaml::read(text);
    let key = yaml.key_span(path)?.start;
    let start = text.get(..key)?.rfind('\n').map_or(0, |before| before + 1);
    let (before, line) = text.split_at_checked(start)?;
    let indent = line.get(..key - start)?;
    let end = if before.ends_with("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let with = format!("{before}{indent}{COMMENT}{end}{line}");
    let means_the_same = || Yaml::read(with.as_str()).value() == yaml.value();
    (indent.trim().is_empty() && means_the_same()).then_some(with)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::File;

    fn check(text: &str, path: &str, expected: &str) {
        let mut pack = Pack::default();
        pack.put(FilePath::of(VALUES_YAML), Some(File::of_text(text)));
        let needed = NeededValue {
            file: String::new(),
            path: path.parse().unwrap(),
            value: json!("x"),
            source: None,
        };
        let expected = expected.replace("@", COMMENT);
        assert_eq!(added(&pack, &[&needed]), Some(expected), "{text:?}");
    }

    #[test]
    fn a_sample_is_set_with_a_comment() {
        check(
            "charts:\n  web:\n    host: \"\" # why\n    b: 1\n",
            "/charts/web/host",
            "charts:\n  web:\n    @\n    host: \"x\" # why\n    b: 1\n",
        );
        check(
            "charts:\r\n  web:\r\n    host:\r\n",
            "/charts/web/host",
            "charts:\r\n  web:\r\n    @\r\n    host: x\r\n",
        );
        check("a: 1\n", "/b", "a: 1\n@\nb: x\n");
    }

    #[test]
    fn where_no_comment_can_stand_there_is_none() {
        let text = "charts: {web: {a: 1}}\n";
        check(text, "/charts/web/a", "charts: {web: {a: x}}\n");
    }
}
