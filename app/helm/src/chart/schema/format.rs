//! Formats of texts, as gojsonschema checks them.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use regex_lite::Regex;

use crate::data::yaml::is_leap;
use crate::functions::patterns::go_regex;
use crate::functions::url_scheme;

/// Whether a text has a format. Formats that are not known fit all texts.
pub(super) fn has_format(format: &str, text: &str) -> bool {
    match format {
        "date" => is_date(text),
        "time" => is_time(text),
        "date-time" => is_date_time(text),
        "hostname" => HOSTNAME.as_ref().is_ok_and(|regex| regex.is_match(text)) && text.len() < 256,
        "email" | "idn-email" => is_email(text),
        "ipv4" => text.parse::<Ipv4Addr>().is_ok(),
        "ipv6" => text.contains(':') && text.parse::<Ipv6Addr>().is_ok(),
        "uri" | "iri" => is_uri(text),
        "uri-reference" | "iri-reference" => is_reference(text),
        "uri-template" => is_reference(text) && is_template(text),
        "uuid" => UUID.as_ref().is_ok_and(|regex| regex.is_match(text)),
        // What asks for a table that is missing is taken as right.
        "regex" => text.is_empty() || go_regex(text).map_or_else(|error| error.is_limit, |_| true),
        "json-pointer" => is_pointer(text),
        "relative-json-pointer" => is_relative_pointer(text),
        _ => true,
    }
}

type Lazy = LazyLock<Result<Regex, regex_lite::Error>>;

static HOSTNAME: Lazy = LazyLock::new(|| {
    Regex::new(
        r"^([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])(\.([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\-]{0,61}[a-zA-Z0-9]))*$",
    )
});

static UUID: Lazy = LazyLock::new(|| {
    Regex::new(r"^(?i)[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$")
});

static DATE: Lazy =
    LazyLock::new(|| Regex::new(r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"));

static TIME: Lazy =
    LazyLock::new(|| Regex::new(r"^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.,][0-9]+)?(.*)$"));

fn is_date(text: &str) -> bool {
    if !DATE.as_ref().is_ok_and(|regex| regex.is_match(text)) {
        return false;
    }
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    let (year, month, day) = (number(0..4), number(5..7), number(8..10));
    let (Some(year), Some(month), Some(day)) = (year, month, day) else {
        return false;
    };
    day <= match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A time of day, with a zone or without one.
fn time_zone(text: &str) -> Option<&str> {
    let captures = TIME.as_ref().ok()?.captures(text)?;
    let zone = captures.get(3)?.as_str();
    let is_zone = match zone.as_bytes() {
        b"" | b"Z" => true,
        [b'+' | b'-', a, b, b':', c, d] => [a, b, c, d].iter().all(|b| b.is_ascii_digit()),
        _ => false,
    };
    is_zone.then_some(zone)
}

fn is_time(text: &str) -> bool {
    time_zone(text).is_some()
}

fn is_date_time(text: &str) -> bool {
    let (Some(date), Some(rest)) = (text.get(..10), text.get(11..)) else {
        return is_time(text) || is_date(text);
    };
    text.as_bytes()[10] == b'T' && is_date(date) && time_zone(rest).is_some_and(|z| !z.is_empty())
        || is_time(text)
}

/// An address as Go's `net/mail` reads it, roughly: a local part and a domain, perhaps after a name.
fn is_email(text: &str) -> bool {
    let address = match (text.rfind('<'), text.strip_suffix('>')) {
        (Some(at), Some(inner)) => &inner[at + 1..],
        _ => text,
    };
    let is_atom = |part: &str| {
        !part.is_empty()
            && part.chars().all(|c| {
                !c.is_ascii() || c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c)
            })
    };
    match address.trim().rsplit_once('@') {
        Some((local, domain)) => {
            let is_quoted = local.len() > 1 && local.starts_with('"') && local.ends_with('"');
            (is_quoted || local.split('.').all(is_atom)) && domain.split('.').all(is_atom)
        }
        None => false,
    }
}

/// What Go's `url.Parse` takes.
fn is_reference(text: &str) -> bool {
    !text.contains('\\') && url_scheme(text.as_bytes()).is_some()
}

fn is_uri(text: &str) -> bool {
    is_reference(text) && url_scheme(text.as_bytes()).is_some_and(|scheme| !scheme.is_empty())
}

/// Whether each brace has its other one.
fn is_template(text: &str) -> bool {
    let mut is_open = false;
    for character in text.chars() {
        match (character, is_open) {
            ('{', true) | ('}', false) => return false,
            ('{' | '}', _) => is_open = !is_open,
            _ => {}
        }
    }
    !is_open
}

fn is_pointer(text: &str) -> bool {
    let is_escaped = text
        .split('~')
        .skip(1)
        .all(|rest| rest.starts_with(['0', '1']));
    text.is_empty() || text.starts_with('/') && is_escaped
}

fn is_relative_pointer(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    let is_number = !number.is_empty() && (number == "0" || !number.starts_with('0'));
    is_number && (rest == "#" || is_pointer(rest))
}
