//! Gives an SVG the size in which it is to be drawn: many have none, and engines differ in what
//! they make of that.

use wasm_bindgen::JsValue;
use web_sys::{DomParser, Element, SupportedType, XmlSerializer};

const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// The SVG's text with width and height in pixels, the longer of which is `side`.
pub(super) fn sized(bytes: &[u8], side: u32) -> Result<String, JsValue> {
    let text = std::str::from_utf8(bytes).map_err(|error| JsValue::from_str(&error.to_string()))?;
    let root = root(text)?;
    let attribute = |name| root.get_attribute(name);
    let drawn = Drawn::new(attribute("width").as_deref(), attribute("height").as_deref(), attribute("viewBox").as_deref(), side);
    root.set_attribute("width", &drawn.width.to_string())?;
    root.set_attribute("height", &drawn.height.to_string())?;
    if let Some(view_box) = drawn.view_box {
        root.set_attribute("viewBox", &view_box)?;
    }
    XmlSerializer::new()?.serialize_to_string(&root)
}

/// The outermost element. One that forgot its namespace, as inside an HTML page, gets it.
fn root(text: &str) -> Result<Element, JsValue> {
    let parse = |text: &str| -> Result<Element, JsValue> {
        let document = DomParser::new()?.parse_from_string(text.trim_start_matches('\u{feff}'), SupportedType::ImageSvgXml)?;
        let root = document.document_element().filter(|root| root.local_name() == "svg");
        root.ok_or_else(|| JsValue::from_str("the text is no SVG"))
    };
    let root = parse(text)?;
    if root.namespace_uri().as_deref() == Some(NAMESPACE) {
        return Ok(root);
    }
    parse(&text.replacen("<svg", &format!("<svg xmlns=\"{NAMESPACE}\""), 1))
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
}

/// A side as whole pixels, at least one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sides are positive and at most the drawn one")]
fn pixels(side: f64) -> u32 {
    side.round().max(1.0) as u32
}

/// A length in pixels; `None` for one that depends on what is around, such as a percentage.
fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | '-'));
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

    fn check(width: Option<&str>, height: Option<&str>, view_box: Option<&str>, expected: (u32, u32, Option<&str>)) {
        let drawn = Drawn::new(width, height, view_box, 512);
        let expected = Drawn { width: expected.0, height: expected.1, view_box: expected.2.map(str::to_owned) };
        assert_eq!(drawn, expected, "{width:?} {height:?} {view_box:?}");
    }

    #[test]
    fn every_svg_is_drawn_in_its_own_proportions() {
        check(Some("16"), Some("16"), None, (512, 512, Some("0 0 16 16")));
        check(Some("20px"), Some("10px"), Some("0 0 40 20"), (512, 256, None));
        check(None, None, Some("0 0 24 48"), (256, 512, None));
        check(Some("100%"), Some("100%"), Some("0,0,10,10"), (512, 512, None));
        check(Some("1in"), Some("72pt"), None, (512, 512, Some("0 0 96 96")));
        check(None, None, None, (512, 256, Some("0 0 300 150")));
        check(Some("0"), Some("-1"), Some("0 0 0 nan"), (512, 256, Some("0 0 300 150")));
        check(Some("100000"), Some("1"), None, (512, 1, Some("0 0 100000 1")));
    }
}
