//! The expressions of schema.yaml: `{{ required | format "${number:[1-9]}" | hints "How many" }}`.

/// A whole expression.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Expression {
    /// Whether a value must be given.
    pub(crate) required: bool,
    /// How a value must look.
    pub(crate) format: Option<Vec<FormatPart>>,
    /// The hints for the user.
    pub(crate) hints: Vec<String>,
}

/// A part of a format.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum FormatPart {
    /// Literal text.
    Literal(String),
    /// Any string, or one that matches a regular expression in RE2's syntax.
    Text(Option<String>),
    /// A number, or one that matches a regular expression.
    Number(Option<String>),
    /// A number within limits.
    Range(f64, f64),
    /// `true` or `false`.
    Boolean,
    /// One of these.
    List(Vec<String>),
    /// An address of IP version 4.
    Ipv4,
    /// A version.
    Version,
}

/// Reads an expression.
///
/// # Errors
///
/// A sentence that says what is wrong.
pub(crate) fn parse(text: &str) -> Result<Expression, String> {
    let inner = text
        .trim()
        .strip_prefix("{{")
        .ok_or("it must be between {{ and }}.")?;
    let inner = inner
        .strip_suffix("}}")
        .ok_or("the closing }} is missing.")?;
    let mut expression = Expression::default();
    for call in split(inner)? {
        let call = call.trim();
        let (name, rest) = call.split_once(char::is_whitespace).unwrap_or((call, ""));
        let arguments = arguments(rest)?;
        match (name, arguments.as_slice()) {
            ("required", []) => expression.required = true,
            ("readonly", []) => {}
            ("required" | "readonly", _) => return Err(format!("`{name}` takes no argument.")),
            ("format", [format]) => expression.format = Some(parts(format)?),
            ("format", _) => return Err("`format` takes one string in quotes.".to_owned()),
            ("hints", []) => return Err("`hints` takes strings in quotes.".to_owned()),
            ("hints", hints) => expression.hints = hints.to_vec(),
            ("", _) => return Err("there is no function before or after a |.".to_owned()),
            _ => {
                return Err(format!(
                    "there is no function `{name}`; use required, readonly, format and hints."
                ));
            }
        }
    }
    Ok(expression)
}

/// The calls between the bars outside of quotes.
fn split(inner: &str) -> Result<Vec<&str>, String> {
    let mut calls = Vec::new();
    let mut start = 0;
    let mut quote: Option<char> = None;
    let mut escaped = false;
    for (at, c) in inner.char_indices() {
        match quote {
            Some('"') if escaped => escaped = false,
            Some('"') if c == '\\' => escaped = true,
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '"' || c == '`' => quote = Some(c),
            None if c == '|' => {
                calls.push(inner.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            None => {}
        }
    }
    if quote.is_some() {
        return Err("a closing quote is missing.".to_owned());
    }
    calls.push(inner.get(start..).unwrap_or_default());
    Ok(calls)
}

/// The texts in quotes.
fn arguments(rest: &str) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    let mut rest = rest.trim();
    while let Some(open) = rest.chars().next() {
        if open != '"' && open != '`' {
            let word = rest.split_whitespace().next().unwrap_or_default();
            return Err(format!("`{word}` must be in quotes."));
        }
        let mut value = String::new();
        let mut chars = rest.char_indices().skip(1);
        let mut end = rest.len();
        while let Some((at, c)) = chars.next() {
            match c {
                c if c == open => {
                    end = at + 1;
                    break;
                }
                // Of escapes only that of the quote matters: regular expressions have their own.
                '\\' if open == '"' => match chars.next() {
                    Some((_, '"')) => value.push('"'),
                    Some((_, other)) => value.extend(['\\', other]),
                    None => value.push('\\'),
                },
                c => value.push(c),
            }
        }
        found.push(value);
        rest = rest.get(end..).unwrap_or_default().trim_start();
    }
    Ok(found)
}

/// The parts of a format: tokens `${type}` or `${type:argument}`, and the text between them.
fn parts(format: &str) -> Result<Vec<FormatPart>, String> {
    let mut found = Vec::new();
    let mut rest = format;
    while let Some((before, after)) = rest.split_once("${") {
        if !before.is_empty() {
            found.push(FormatPart::Literal(before.to_owned()));
        }
        let open = "the } after ${ is missing.";
        let end = after.find(['}', ':']).ok_or(open)?;
        let (kind, tail) = after.split_at(end);
        let Some(argument) = tail.strip_prefix(':') else {
            found.push(token(kind, None)?);
            rest = tail.strip_prefix('}').unwrap_or_default();
            continue;
        };
        let close = match argument.chars().next() {
            Some('/') => "/}",
            Some('[') => "]}",
            _ => return Err(format!("after `{kind}:` comes /.../ or [...].")),
        };
        let tail = argument.get(1..).unwrap_or_default();
        let (inner, after) = tail.split_once(close).ok_or(open)?;
        found.push(token(kind, Some((argument.starts_with('/'), inner)))?);
        rest = after;
    }
    if !rest.is_empty() {
        found.push(FormatPart::Literal(rest.to_owned()));
    }
    Ok(found)
}

/// A token of a type with its argument: whether that is a regular expression, and its text.
fn token(kind: &str, argument: Option<(bool, &str)>) -> Result<FormatPart, String> {
    Ok(match (kind, argument) {
        // `input` is not documented, but seen in published packs.
        ("string" | "password" | "input", None) => FormatPart::Text(None),
        ("string" | "password", Some((true, regex))) => FormatPart::Text(Some(regex.to_owned())),
        ("number", None) => FormatPart::Number(None),
        ("number", Some((true, regex))) => FormatPart::Number(Some(regex.to_owned())),
        ("number", Some((false, range))) => limits(range)?,
        ("boolean", None) => FormatPart::Boolean,
        ("list", Some((false, list))) => {
            FormatPart::List(list.split(',').map(|item| item.trim().to_owned()).collect())
        }
        ("list", _) => return Err("`list` takes its items in brackets: ${list:[a,b]}.".to_owned()),
        ("ipv4", None) => FormatPart::Ipv4,
        ("version", None) => FormatPart::Version,
        ("string" | "password" | "input" | "boolean" | "ipv4" | "version", Some(_)) => {
            return Err(format!(
                "`{kind}` does not support the part after its colon."
            ));
        }
        _ => {
            return Err(format!(
                "there is no type `{kind}`; use string, number, boolean, password, list, ipv4 or version."
            ));
        }
    })
}

fn limits(range: &str) -> Result<FormatPart, String> {
    let wrong = || format!("[{range}] is not a range; write it like [1-9].");
    // The first limit may be negative.
    let at = range
        .char_indices()
        .skip(1)
        .find(|(_, c)| *c == '-')
        .map(|(at, _)| at)
        .ok_or_else(wrong)?;
    let (low, high) = range.split_at(at);
    let number = |text: &str| text.trim().parse::<f64>().map_err(|_| wrong());
    let (low, high) = (number(low)?, number(high.get(1..).unwrap_or_default())?);
    if low > high {
        return Err(format!("the range [{range}] ends before it starts."));
    }
    Ok(FormatPart::Range(low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_published_expressions() {
        let expression = parse(r#"{{ required | format "${string}/${string:/size=\d+/}:${version}" | hints "A" "B | C" }}"#).unwrap();
        assert!(expression.required);
        assert_eq!(expression.hints, ["A", "B | C"]);
        assert_eq!(
            expression.format.unwrap(),
            [
                FormatPart::Text(None),
                FormatPart::Literal("/".into()),
                FormatPart::Text(Some(r"size=\d+".into())),
                FormatPart::Literal(":".into()),
                FormatPart::Version,
            ]
        );
        let format = |text: &str| {
            let whole = format!("{{{{format \"{text}\"}}}}");
            parse(&whole).unwrap().format.unwrap().remove(0)
        };
        assert_eq!(
            format("${list:[Delete, Retain]}"),
            FormatPart::List(vec!["Delete".into(), "Retain".into()])
        );
        assert_eq!(format("${number:[-5-10]}"), FormatPart::Range(-5.0, 10.0));
        assert_eq!(
            format("${string:/^a{2}$/}"),
            FormatPart::Text(Some("^a{2}$".into()))
        );
        assert_eq!(format("${input}"), FormatPart::Text(None));
        assert_eq!(parse("{{ readonly }}"), Ok(Expression::default()));
    }

    #[test]
    fn says_what_is_wrong() {
        for (text, says) in [
            ("required", "between {{ and }}"),
            ("{{ required", "closing }}"),
            ("{{ requierd }}", "no function `requierd`"),
            ("{{ required | }}", "no function"),
            ("{{ format \"x }}", "closing quote is missing"),
            ("{{ format x }}", "must be in quotes"),
            ("{{ format \"${text}\" }}", "no type `text`"),
            ("{{ format \"${string\" }}", "} after ${"),
            ("{{ format \"${number:[9-1]}\" }}", "ends before it starts"),
            ("{{ format \"${number:[a]}\" }}", "not a range"),
            ("{{ format \"${list}\" }}", "items in brackets"),
            ("{{ format \"${boolean:/x/}\" }}", "does not support"),
            ("{{ hints }}", "takes strings"),
            ("{{ required \"x\" }}", "takes no argument"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.contains(says), "{text}: {error}");
        }
    }
}
