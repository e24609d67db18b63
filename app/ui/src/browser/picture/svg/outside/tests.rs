//! Tests of what an SVG refers to, as tables of SVGs and of the references in them.

use std::time::{Duration, Instant};

use super::*;

/// Declares the prefix of references.
const X: &str = "xmlns:xlink='http://www.w3.org/1999/xlink'";

fn check(text: &str, expected: Option<&str>) {
    assert_eq!(reference(text).as_deref(), expected, "{text}");
}

/// What stands in an SVG.
fn check_content(content: &str, expected: Option<&str>) {
    check(&format!("<svg {X}>{content}</svg>"), expected);
}

#[test]
fn what_is_drawn_from_outside_is_found() {
    for (content, outside) in [
        (
            "<image href='https://a.example/b.png'/>",
            "https://a.example/b.png",
        ),
        ("<g/><image xlink:href = \"b.png\"></image>", "b.png"),
        (
            "<image xmlns:l='http://www.w3.org/1999/xlink' l:href='b.png'/>",
            "b.png",
        ),
        ("<use href='other.svg#x'/>", "other.svg#x"),
        ("<set attributeName='href' to='b.png'/>", "b.png"),
        (
            "<animate attributeName='xlink:href' values='#a;b.png'/>",
            "b.png",
        ),
        (
            "<animate attributeName='fill' from='#a' to='url(b.svg#c)'/>",
            "b.svg#c",
        ),
        ("<rect fill='url(other.svg#x)'/>", "other.svg#x"),
        ("<rect style='fill: URL(&quot;o.svg#x&quot;)'/>", "o.svg#x"),
        ("<rect style='fill: &#117;rl(o.svg)'/>", "o.svg"),
        ("<image href='&#x62;.png'/>", "b.png"),
        ("<style>@import 'a.css'; b {}</style>", "a.css"),
        (
            "<style><![CDATA[@import url(\"a.css\");]]></style>",
            "a.css",
        ),
        ("<style>@imp<![CDATA[ort \"a.css\"]]></style>", "a.css"),
        ("<style>@import &#34;a.css&#34;</style>", "a.css"),
        ("<style>@import 'a.css'", "a.css"),
        (
            "<style/><style>@font-face { src: url( 'https://a.example/f' ) }</style>",
            "https://a.example/f",
        ),
        (
            "<s:style xmlns:s='http://www.w3.org/2000/svg'>a{fill:\\75rl(b)}</s:style>",
            "b",
        ),
        (
            "<foreignObject><img src='//a.example/b'/></foreignObject>",
            "//a.example/b",
        ),
        ("<img srcset='data:a,b 1x, b.png 2x, c.png'/>", "b.png"),
        ("<video poster='b.png'/>", "b.png"),
        (
            "<h:object xmlns:h='http://www.w3.org/1999/xhtml' data='b.png'/>",
            "b.png",
        ),
        ("<link rel='stylesheet' href='a.css'/>", "a.css"),
        (
            "<i:metadata xmlns:i='i'></i:metadata><metadata></metadata><image href='b.png'/>",
            "b.png",
        ),
        (
            "<g xmlns='http://foreign.example'><x/></g><image href='b.png'/>",
            "b.png",
        ),
        (
            "<g xmlns='http://foreign.example'><image xmlns='http://www.w3.org/2000/svg' href='b.png'/></g>",
            "b.png",
        ),
        (
            "<image href=\"data:image/svg+xml,%3Csvg%3E%3Cimage href='b.png'/%3E%3C/svg%3E\"/>",
            "b.png",
        ),
        (
            "<image href='data:image/svg+xml;base64,PHN2Zz48aW1hZ2UgaHJlZj0iYi5wbmciLz48L3N2Zz4='/>",
            "b.png",
        ),
        (
            "<style>@import url(\"data:text/css,a{fill:url(b.svg)}\")</style>",
            "b.svg",
        ),
    ] {
        check_content(content, Some(outside));
    }
    check(
        "<?xml-stylesheet type='text/css' href='a.css'?><svg/>",
        Some("a.css"),
    );
    check(
        "<?note it's here?><svg><?don't?><image href='b.png'/></svg>",
        Some("b.png"),
    );
}

#[test]
fn what_entities_stand_for_is_looked_at() {
    for (declared, content, outside) in [
        ("<!ENTITY a SYSTEM \"b.txt\">", "&a;", Some("b.txt")),
        (
            "<!ENTITY a\n  PUBLIC '-//a'\n  'b.txt'>",
            "&a;",
            Some("b.txt"),
        ),
        ("<!ENTITY % a SYSTEM 'b.ent'> %a;", "", Some("b.ent")),
        (
            "<!ENTITY a SYSTEM 'b.txt'><!ENTITY c '&a;'>",
            "<g id='&c;'/>",
            Some("b.txt"),
        ),
        ("<!ENTITY a 'b.png'>", "<image href='&a;'/>", Some("b.png")),
        (
            "<!ENTITY a '&b;/c'><!ENTITY b 'd'>",
            "<image href='&a;'/>",
            Some("d/c"),
        ),
        (
            "<!ENTITY a \"<image href='b.png'/>\">",
            "&a;",
            Some("b.png"),
        ),
        (
            "<!ENTITY a \"&#60;image href='b.png'/>\">",
            "&a;",
            Some("b.png"),
        ),
        (
            "<!ENTITY a '@import \"b.css\";'>",
            "<style>&a;</style>",
            Some("b.css"),
        ),
        (
            "<!ENTITY x 'http://www.w3.org/1999/xlink'>",
            "<use xmlns:l='&x;' l:href='b'/>",
            Some("b"),
        ),
        (
            "<!ENTITY a \"<x:image x:href='b.png'/>\">",
            "<g xmlns:x='http://www.w3.org/2000/svg' xmlns:l='http://www.w3.org/1999/xlink'><x:image l:href='#c'/></g>",
            None,
        ),
        (
            "<!ENTITY a \"<image l:href='b.png'/>\">",
            "<g xmlns:l='http://www.w3.org/1999/xlink'>&a;</g>",
            Some("b.png"),
        ),
        (
            "<!ENTITY a \"<s:image href='b.png'/>\">",
            "<g xmlns:s='http://www.w3.org/2000/svg'>&a;</g>",
            Some("b.png"),
        ),
        (
            "<!ENTITY a '&b;'><!ENTITY b \"<style>@import 'b.css'</style>\">",
            "&a;",
            Some("b.css"),
        ),
        // What is not used, or only said about the picture, is not drawn.
        ("<!ENTITY a \"<image href='b.png'/>\">", "", None),
        (
            "<!ENTITY a \"<image href='b.png'/>\">",
            "<metadata>&a;</metadata>",
            None,
        ),
        // This stands for letters, not for a tag.
        ("<!ENTITY a \"&lt;image href='b.png'/>\">", "&a;", None),
        ("<!ENTITY a '#b'>", "<use href='&a;'/>", None),
        ("<!ENTITY a SYSTEM 'b.txt'>", "", None),
        ("<!-- <!ENTITY a SYSTEM 'b'> -->", "&a;", None),
    ] {
        let text = format!("<!DOCTYPE svg [ {declared} ]><svg>{content}</svg>");
        check(&text, outside);
    }
}

#[test]
fn what_an_svg_holds_itself_and_what_draws_nothing_is_left() {
    for content in [
        "<use href='#a'/><image href=' DATA:image/png;base64,AAAA'/>",
        "<g style='fill: url(&quot;#a&quot;)' mask='url(#b)'><style>b{fill:url(#c)}</style></g>",
        "<a href='https://a.example'><text>url(a)</text></a><script href='a.js'/>",
        "<!-- <image href='a.png'/> --><text><![CDATA[<image href='a.png'/>]]></text>",
        "<style>/* url(a.png) @import 'b.css' */</style>",
        "<style>@namespace url(http://www.w3.org/2000/svg); @namespace s 'a';</style>",
        "<style/><text>@import 'a.css'; url(b)</text>",
        "<style></style><text>url(b)</text>",
        "<rect xmlns:i='i' i:href='a.png' i:style='fill:url(b)' data-a='url(c)' id='url(d)'/>",
        "<i:image xmlns:i='i' href='a.png' src='b'/>",
        "<metadata><image href='a.png'/><style>@import 'b.css'</style></metadata>",
        "<metadata><i:metadata xmlns:i='i'></i:metadata><image href='a.png'/></metadata>",
        "<metadata><metadata></metadata><image href='a.png'/></metadata>",
        "<rect src='a.png' href='b.png'/><image src='a.png'/><a xlink:href='b.png'/>",
        "<g xmlns='http://foreign.example'><image href='a.png'/><style>@import 'b.css'</style></g>",
        "<link rel='license' href='https://a.example'/><g data='a' poster='b' srcset='c'/>",
        "<animate attributeName='href' values='#a;#b'/><set attributeName='x' to='1'/>",
        "<image href='data:image/svg+xml,%3Csvg%3E%3Cuse href=%22%23a%22/%3E%3C/svg%3E'/>",
        "<style>@import",
        "<image href='a.png",
        "< & <image href='b.png'/>",
    ] {
        check_content(content, None);
    }
    for text in [
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\" [ <!ENTITY ns \"http://a.example\"> ]><svg xmlns:a='&ns;'/>",
        "<?xml-stylesheets href='a.css'?><?x href='b'?><?xml-stylesheet it's?><svg/>",
        "<svg xmlns='http://www.w3.org/2000/svg' inkscape:export-filename='/home/a.png' sodipodi:absref='/b.png'/>",
        "",
    ] {
        check(text, None);
    }
}

/// A text in an SVG that is the image of another one, that many levels deep.
fn nested(mut text: String, levels: u32, around: &str) -> String {
    for _ in 0..levels {
        let inner = text
            .replace('%', "%25")
            .replace('\'', "%27")
            .replace('#', "%23")
            .replace('&', "%26");
        text = around.replace("{}", &format!("<image href='data:image/svg+xml,{inner}'/>"));
    }
    text
}

#[test]
fn svgs_that_hold_each_other_come_to_an_end() {
    let innermost = || "<svg><image href='a.png'/></svg>".to_owned();
    for (levels, expected) in [
        (5, Some("a.png")),
        (DEPTH, Some("a.png")),
        (DEPTH + 1, None),
    ] {
        check(&nested(innermost(), levels, "<svg>{}</svg>"), expected);
    }
}

#[test]
fn an_svg_and_all_that_it_holds_replace_so_many_entities_together() {
    let declared = "<!DOCTYPE svg [<!ENTITY a 'a.png'>]>";
    let innermost = || format!("{declared}<svg><image href='&a;'/></svg>");
    // 10,000 are replaced at most, so each level may replace 1,250 of its own, but for the innermost one.
    for (each, expected) in [
        (1_000, Some("a.png")),
        (1_249, Some("a.png")),
        (1_251, None),
    ] {
        let spent = "&a;".repeat(each);
        let around = format!("{declared}<svg><text>{spent}</text>{{}}</svg>");
        let text = nested(innermost(), DEPTH, &around);
        assert_eq!(reference(&text).as_deref(), expected, "{each}");
    }
    // Those that stand beside each other share them as well.
    let spend = format!("{declared}<svg>{}</svg>", "&a;".repeat(6_000));
    let spend = nested(spend, 1, "{}");
    let last = nested(innermost(), 1, "{}");
    check(&format!("<svg>{spend}{last}</svg>"), Some("a.png"));
    let text = format!("<svg>{spend}{spend}{last}</svg>");
    assert_eq!(reference(&text), None);
}

/// How long a text takes at best, in some tries.
fn time(text: &str) -> Duration {
    let tries = (0..2).map(|_| {
        let start = Instant::now();
        assert_eq!(reference(text), None);
        start.elapsed()
    });
    tries.min().unwrap_or_default()
}

/// Four times the length takes about four times as long; sixteen times as long would be too much. On a
/// busy machine that may take a few tries to see.
fn check_time(part: &str, text: impl Fn(&str) -> String) {
    let count = 4_000;
    let (short, long) = (text(&part.repeat(count)), text(&part.repeat(4 * count)));
    let is_steady = (0..5).any(|_| time(&long) < time(&short) * 9 + Duration::from_millis(2));
    assert!(is_steady, "{part}");
}

#[test]
fn the_time_grows_with_the_length_alone() {
    for part in [
        "<a b='c'/>",
        "<a xmlns:b='c' d=\"e\"><f/>g</a>",
        "<i:a xmlns='b'></i:a>",
        "<style>a{b:url(#c)}</style>",
        "<metadata><style/></metadata>",
        "<!-- a -->",
        "<![CDATA[a]]>",
        "<?a b?>",
        "<g style='fill:url(#a)' mask='url(\"#b\")'/>",
        "<image href='data:image/svg+xml,%3Csvg/%3E'/>",
        "<img srcset='data:a 1x, data:b 2x'/>",
        "<text>&amp;&#97;&a;&b</text>",
        "<g>",
        "</g>",
        "a > ' \" ",
    ] {
        check_time(part, |parts| format!("<svg>{parts}</svg>"));
        check_time(part, |parts| {
            format!(
                "<!DOCTYPE svg [<!ENTITY a \"{}\">]><svg>&a;</svg>",
                parts.replace('"', "'")
            )
        });
    }
    for part in [
        "@media a { b { c: 'd' } } ",
        "/* a */",
        "a{b:url(#c)}",
        "image-set('#a' 1x)",
        "(",
        ")",
        "\\61 ",
    ] {
        check_time(part, |parts| format!("<svg><style>{parts}</style></svg>"));
    }
    for part in [
        "<!ENTITY a 'b'>",
        "<!ENTITY a SYSTEM 'b'>",
        "<!-- a -->",
        "<?a b?>",
        "<!ELEMENT a (b)>",
        "'a' ",
    ] {
        check_time(part, |parts| format!("<!DOCTYPE svg [{parts}]><svg/>"));
    }
    // Parts that have no end.
    for part in [
        "<",
        "<a b='",
        "<a b=\"<a b='",
        "<style>",
        "<!--",
        "<![CDATA[",
        "<?x ",
        "<!DOCTYPE '",
        "&",
        "&#",
        "&a",
        "</",
        "<a ",
        "<style>/*",
        "<a style='url(",
    ] {
        check_time(part, |parts| format!("<svg>{parts}"));
        check_time(part, |parts| format!("<!DOCTYPE svg [{parts}"));
        check_time(part, |parts| format!("<!DOCTYPE svg [{parts}]>"));
    }
}
