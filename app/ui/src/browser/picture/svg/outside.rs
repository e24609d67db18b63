//! What an SVG refers to outside of itself. Browsers leave that out of an image without a word, and
//! never load it.

use super::tag::Tag;

/// The first reference to something outside of an SVG that it is drawn with. A link leads elsewhere
/// and draws nothing, and a script never runs.
pub(super) fn reference(text: &str) -> Option<&str> {
    let mut at = 0;
    loop {
        at += text[at..].find('<')?;
        let rest = &text[at..];
        let behind = |mark| Some(rest.find(mark)? + str::len(mark));
        at += if rest.starts_with("<!--") {
            behind("-->")?
        } else if rest.starts_with("<![CDATA[") {
            behind("]]>")?
        } else if rest.starts_with("<?xml-stylesheet") {
            let sheet = Tag::at(text, at)?.attribute("href");
            if let Some(sheet) = sheet.filter(|sheet| is_outside(sheet)) {
                return Some(sheet);
            }
            behind("?>")?
        } else if rest.starts_with("<!ENTITY") {
            let entity = &rest[..behind(">")?];
            if let Some((_, place)) = entity.split_once(" SYSTEM ") {
                return Some(unquoted(place));
            }
            entity.len()
        } else {
            // The end of an element is no tag that begins one, and neither is a document type.
            let tag = Tag::at(text, at).filter(|tag| !tag.name.starts_with(['!', '/']));
            if let Some(found) = tag.as_ref().and_then(|tag| of_element(tag, text)) {
                return Some(found);
            }
            tag.map_or(1, |tag| tag.attributes_end - at)
        };
    }
}

/// The first reference in an element's attributes, or in the style that it is.
fn of_element<'a>(tag: &Tag<'a>, text: &'a str) -> Option<&'a str> {
    let local = |name: &'a str| name.rsplit(':').next().unwrap_or(name);
    let draws = !matches!(local(tag.name), "a" | "script");
    let of_attribute = |(name, value): (&'a str, &'a str)| match local(name) {
        "href" | "src" => Some(value).filter(|value| draws && is_outside(value)),
        _ => in_style(value),
    };
    let found = tag.values().find_map(of_attribute);
    found.or_else(|| {
        let content = text.get(tag.attributes_end..)?;
        let style = (local(tag.name) == "style").then_some(content)?;
        in_style(style.split("</").next()?)
    })
}

/// The first reference in CSS: what it imports, and the addresses in it.
fn in_style(css: &str) -> Option<&str> {
    let addresses = css
        .split("url(")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    let imported = css.split("@import").skip(1).map(str::trim_start);
    let imported = imported.filter(|rest| rest.starts_with(['"', '\'']));
    let mut all = addresses.chain(imported).map(unquoted);
    all.find(|reference| is_outside(reference))
}

/// A reference without the quotes around it, which may be written as entities.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    for mark in ["\"", "'", "&quot;", "&apos;", "&#34;", "&#39;"] {
        if let Some(quoted) = text.strip_prefix(mark) {
            return quoted.split(mark).next().unwrap_or(quoted);
        }
    }
    text
}

/// Whether a reference leads out of the file: neither to a part of it, nor to what it holds itself.
fn is_outside(reference: &str) -> bool {
    let reference = reference.trim();
    let is_data = reference
        .get(..5)
        .is_some_and(|start| start.eq_ignore_ascii_case("data:"));
    !reference.is_empty() && !reference.starts_with('#') && !is_data
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(reference(text), expected, "{text}");
    }

    #[test]
    fn what_is_drawn_from_outside_is_found() {
        for (text, outside) in [
            (
                "<svg><image href='https://a.example/b.png'/></svg>",
                "https://a.example/b.png",
            ),
            (
                "<svg><g/><image xlink:href = \"b.png\"></image></svg>",
                "b.png",
            ),
            ("<svg><use href='other.svg#x'/></svg>", "other.svg#x"),
            ("<svg><rect fill='url(other.svg#x)'/></svg>", "other.svg#x"),
            (
                "<svg><rect style='fill: url(&quot;o.svg#x&quot;)'/></svg>",
                "o.svg#x",
            ),
            ("<svg><style>@import 'a.css'; b {}</style></svg>", "a.css"),
            (
                "<svg><style><![CDATA[@import url(\"a.css\");]]></style></svg>",
                "a.css",
            ),
            (
                "<svg><style>@font-face { src: url( 'https://a.example/f' ) }</style></svg>",
                "https://a.example/f",
            ),
            (
                "<svg><foreignObject><img src='//a.example/b'/></foreignObject></svg>",
                "//a.example/b",
            ),
            (
                "<?xml-stylesheet type='text/css' href='a.css'?><svg/>",
                "a.css",
            ),
            (
                "<!DOCTYPE svg [ <!ENTITY a SYSTEM \"b.txt\"> ]><svg>&a;</svg>",
                "b.txt",
            ),
            ("<svg>< & <image href='b.png'/>", "b.png"),
        ] {
            check(text, Some(outside));
        }
    }

    #[test]
    fn what_an_svg_holds_itself_and_what_draws_nothing_is_left() {
        for text in [
            "<svg><use href='#a'/><image href=' DATA:image/png;base64,AAAA'/></svg>",
            "<svg style='fill: url(&quot;#a&quot;)' mask='url(#b)'><style>b{fill:url(#c)}</style></svg>",
            "<svg><a href='https://a.example'><text>url(a)</text></a><script href='a.js'/></svg>",
            "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\" [ <!ENTITY ns \"http://a.example\"> ]><svg xmlns:a='&ns;'/>",
            "<svg xmlns='http://www.w3.org/2000/svg' inkscape:export-filename='/home/a.png' sodipodi:absref='/b.png'/>",
            "<svg><!-- <image href='a.png'/> --><text><![CDATA[<image href='a.png'/>]]></text></svg>",
            "<svg><style>@import",
            "<svg><image href='a.png",
            "",
        ] {
            check(text, None);
        }
    }
}
