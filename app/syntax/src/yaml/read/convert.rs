//! Converts the parser's types to those of this crate.

use saphyr_parser::{ScalarStyle, Tag};

use crate::yaml::node::Style;

/// The number of an anchor. The parser uses 0 for none.
pub(super) fn anchor_id(anchor: usize) -> Option<usize> {
    (anchor > 0).then_some(anchor)
}

/// A tag as it is written.
pub(super) fn tag_text(tag: Option<&Tag>) -> Option<String> {
    let tag = tag?;
    let core = tag.is_yaml_core_schema();
    Some(if core {
        format!("!!{}", tag.suffix)
    } else {
        format!("{}{}", tag.handle, tag.suffix)
    })
}

/// The style of a scalar.
pub(super) fn scalar_style(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::SingleQuoted,
        ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
    }
}
