//! The parser's terms, in ours.

use saphyr_parser::{ScalarStyle, Tag};

use super::node::Style;

/// The number of an anchor, if there is one.
pub(super) fn number(anchor: usize) -> Option<usize> {
    (anchor > 0).then_some(anchor)
}

/// A tag as it is written out.
pub(super) fn spell(tag: Option<&Tag>) -> Option<String> {
    let tag = tag?;
    let core = tag.is_yaml_core_schema();
    Some(if core {
        format!("!!{}", tag.suffix)
    } else {
        format!("{}{}", tag.handle, tag.suffix)
    })
}

/// The style of a scalar.
pub(super) fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::SingleQuoted,
        ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
    }
}
