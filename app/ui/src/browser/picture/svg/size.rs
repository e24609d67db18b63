//! Gives an SVG the size in which it is to be drawn: many have none, and engines differ in what
//! they make of that.

use super::markup::Tag;

const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// An SVG that says how large it is.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) struct Sized {
    /// The text.
    pub(in super::super) text: String,
    /// Width and height in pixels.
    pub(in super::super) size: (u32, u32),
}

/// The SVG with width and height in pixels, the longer of which is `side`; `None` where its
/// outermost tag is not whole.
pub(super) fn sized(text: &str, side: u32) -> Option<Sized> {
    let tag = Tag::outermost(text)?;
    let value = |name| tag.attribute(name);
    let drawn = Drawn::new(value("width"), value("height"), value("viewBox"), side);
    let mut sized = text[..tag.name_end].to_owned();
    for attribute in tag
        .attributes
        .iter()
        .filter(|attribute| !drawn.replaces(tag.name_of(attribute)))
    {
        sized.push(' ');
        sized.push_str(&text[attribute.name.start..attribute.value.end + 1]);
    }
    // One that stood inside an HTML page may have left its namespace there.
    if !tag.name.contains(':') && value("xmlns").is_none() {
        sized.push_str(&format!(" xmlns=\"{NAMESPACE}\""));
    }
    sized.push_str(&format!(
        " width=\"{}\" height=\"{}\"",
        drawn.width, drawn.height
    ));
    if let Some(view_box) = &drawn.view_box {
        sized.push_str(&format!(" viewBox=\"{view_box}\""));
    }
    sized.push_str(&text[tag.attributes_end..]);
    Some(Sized {
        text: sized,
        size: (drawn.width, drawn.height),
    })
}

/// In which size an SVG is drawn.
#[derive(Debug, PartialEq, Eq)]
struct Drawn {
    width: u32,
    height: u32,
    /// The part of its plane that is seen, where the SVG does not say it itself.
    view_box: Option<String>,
}

impl Drawn {
    fn new(width: Option<&str>, height: Option<&str>, view_box: Option<&str>, side: u32) -> Self {
        let own = width.and_then(length).zip(height.and_then(length));
        let seen = view_box.and_then(extent);
        // What browsers take for a picture that says nothing about its size.
        let (width, height) = own.or(seen).unwrap_or((300.0, 150.0));
        let scale = f64::from(side) / width.max(height);
        Self {
            width: pixels(width * scale),
            height: pixels(height * scale),
            view_box: seen.is_none().then(|| format!("0 0 {width} {height}")),
        }
    }

    /// Whether an attribute is replaced by what is written instead.
    fn replaces(&self, name: &str) -> bool {
        matches!(name, "width" | "height") || (name == "viewBox" && self.view_box.is_some())
    }
}

/// A side as whole pixels, at least one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sides are positive and at most the drawn one"
)]
fn pixels(side: f64) -> u32 {
    side.round().max(1.0) as u32
}

/// A length in pixels; `None` for one that depends on what is around, such as a percentage.
fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let unit =
        text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | '-'));
    let number: f64 = text[..text.len() - unit.len()].parse().ok()?;
    let factor = match unit.trim() {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        _ => return None,
    };
    positive(number * factor)
}

/// Width and height of a view box.
fn extent(view_box: &str) -> Option<(f64, f64)> {
    let numbers: Option<Vec<f64>> = view_box
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect();
    match numbers?.as_slice() {
        [_, _, width, height] => positive(*width).zip(positive(*height)),
        _ => None,
    }
}

fn positive(number: f64) -> Option<f64> {
    Some(number).filter(|number| number.is_finite() && *number > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(
        width: Option<&str>,
        height: Option<&str>,
        view_box: Option<&str>,
        expected: (u32, u32, Option<&str>),
    ) {
        let drawn = Drawn::new(width, height, view_box, 512);
        let expected = Drawn {
            width: expected.0,
            height: expected.1,
            view_box: expected.2.map(str::to_owned),
        };
        assert_eq!(drawn, expected, "{width:?} {height:?} {view_box:?}");
    }

    #[test]
    fn every_svg_is_drawn_in_its_own_proportions() {
        check(Some("16"), Some("16"), None, (512, 512, Some("0 0 16 16")));
        check(
            Some("20px"),
            Some("10px"),
            Some("0 0 40 20"),
            (512, 256, None),
        );
        check(None, None, Some("0 0 24 48"), (256, 512, None));
        check(
            Some("100%"),
            Some("100%"),
            Some("0,0,10,10"),
            (512, 512, None),
        );
        check(
            Some("1in"),
            Some("72pt"),
            None,
            (512, 512, Some("0 0 96 96")),
        );
        check(None, None, None, (512, 256, Some("0 0 300 150")));
        check(
            Some("0"),
            Some("-1"),
            Some("0 0 0 nan"),
            (512, 256, Some("0 0 300 150")),
        );
        check(
            Some("100000"),
            Some("1"),
            None,
            (512, 1, Some("0 0 100000 1")),
        );
    }

    fn check_text(text: &str, expected: Option<&str>) {
        assert_eq!(
            sized(text, 64).map(|sized| sized.text).as_deref(),
            expected,
            "{text}"
        );
    }

    #[test]
    fn only_the_size_in_the_outermost_tag_changes() {
        check_text(
            "<?xml version='1.0'?><!-- <svg> --><svg xmlns='n' width=\"1\" height = '2' id='a>b'><g width='9'/></svg>",
            Some(
                "<?xml version='1.0'?><!-- <svg> --><svg xmlns='n' id='a>b' width=\"32\" height=\"64\" viewBox=\"0 0 1 2\"><g width='9'/></svg>",
            ),
        );
        check_text(
            "<?note it's here?><svg xmlns='n' viewBox='0 0 8 8'/>",
            Some("<?note it's here?><svg xmlns='n' viewBox='0 0 8 8' width=\"64\" height=\"64\"/>"),
        );
        check_text(
            "<svg viewBox='0 0 8 8'/>",
            Some(
                "<svg viewBox='0 0 8 8' xmlns=\"http://www.w3.org/2000/svg\" width=\"64\" height=\"64\"/>",
            ),
        );
        check_text(
            "<!DOCTYPE svg [ <!ENTITY a \"<svg>\"> ]>\n<s:svg xmlns:s='n' viewBox='0 0 8 4'></s:svg>",
            Some(
                "<!DOCTYPE svg [ <!ENTITY a \"<svg>\"> ]>\n<s:svg xmlns:s='n' viewBox='0 0 8 4' width=\"64\" height=\"32\"></s:svg>",
            ),
        );
    }

    #[test]
    fn a_tag_that_is_not_whole_has_no_size() {
        for text in [
            "",
            "<",
            "<svg",
            "<svg width",
            "<svg width=1>",
            "<svg width='1>",
            "<!-- <svg>",
            "<svg <g>",
            "<?xml",
            "<!DOCTYPE [ <svg>",
        ] {
            check_text(text, None);
        }
    }
}
