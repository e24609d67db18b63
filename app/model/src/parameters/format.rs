//! How the value of a parameter must look: literal text, and tokens such as `${number:[1-9]}`.

/// A format.
#[derive(Debug, Clone, PartialEq)]
pub struct Format {
    /// As it is written, without its quotes.
    pub text: String,
    /// Its parts, in order.
    pub parts: Vec<FormatPart>,
}

/// A part of a format.
#[derive(Debug, Clone, PartialEq)]
pub enum FormatPart {
    /// Literal text.
    Literal(String),
    /// What stands for a part of the value.
    Token(Token),
}

/// A token: `${type}` or `${type:argument}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Its type.
    pub kind: Kind,
    /// What narrows the type.
    pub argument: Argument,
}

/// The type of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    String,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Text that is masked where it is entered.
    Password,
    /// One of several texts.
    List,
    /// An address of IP version 4.
    Ipv4,
    /// A version.
    Version,
    /// Not documented, but seen in published packs, as any text.
    Input,
}

/// What narrows the type of a token.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// Nothing.
    None,
    /// A regular expression in RE2's syntax.
    Regex(String),
    /// The lowest and the highest number.
    Range(f64, f64),
    /// The texts to choose from.
    Items(Vec<String>),
}

impl Kind {
    /// All types, the documented ones first.
    pub const ALL: [Self; 8] = [
        Self::String,
        Self::Number,
        Self::Boolean,
        Self::Password,
        Self::List,
        Self::Ipv4,
        Self::Version,
        Self::Input,
    ];

    /// Its name in a token.
    pub fn id(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Password => "password",
            Self::List => "list",
            Self::Ipv4 => "ipv4",
            Self::Version => "version",
            Self::Input => "input",
        }
    }

    /// The type of a name.
    pub fn of(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// Its name for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::String => "Text",
            Self::Number => "Number",
            Self::Boolean => "True or false",
            Self::Password => "Password",
            Self::List => "Choice",
            Self::Ipv4 => "IPv4 address",
            Self::Version => "Version",
            Self::Input => "Text (input)",
        }
    }

    /// What an argument of it is called; `None` where it takes none.
    pub fn argument_label(self) -> Option<&'static str> {
        match self {
            Self::String | Self::Password => Some("Pattern"),
            Self::Number => Some("Range or pattern"),
            Self::List => Some("Choices"),
            Self::Boolean | Self::Ipv4 | Self::Version | Self::Input => None,
        }
    }
}

impl Format {
    /// Reads a format.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong.
    pub fn read(text: &str) -> Result<Self, String> {
        let parts = parts(text)?;
        let text = text.to_owned();
        Ok(Self { text, parts })
    }

    /// Its token, if it is nothing else.
    pub fn token(&self) -> Option<&Token> {
        match self.parts.as_slice() {
            [FormatPart::Token(token)] => Some(token),
            _ => None,
        }
    }

    /// The argument of its only token as people read it: the items without their brackets, the pattern of a
    /// text without its slashes, the limits of a number, or a pattern of it with slashes.
    pub fn argument(&self) -> Option<&str> {
        let token = self.token()?;
        let (_, written) = self.text.strip_suffix('}')?.split_once(':')?;
        Some(match (token.kind, &token.argument) {
            (Kind::Number, Argument::Regex(_)) => written,
            _ => written.get(1..written.len().checked_sub(1)?)?,
        })
    }

    /// The text of a format of one token, whose argument is as people write it.
    pub fn written(kind: Kind, argument: &str) -> String {
        let id = kind.id();
        let typed = argument.trim();
        match kind {
            Kind::List => format!("${{{id}:[{typed}]}}"),
            _ if typed.is_empty() || kind.argument_label().is_none() => format!("${{{id}}}"),
            Kind::Number if typed.starts_with('/') => format!("${{{id}:{typed}}}"),
            Kind::Number => format!("${{{id}:[{typed}]}}"),
            _ => format!("${{{id}:/{argument}/}}"),
        }
    }
}

impl FormatPart {
    /// The regular expression that it asks for.
    pub fn regex(&self) -> Option<&str> {
        match self {
            Self::Token(Token {
                argument: Argument::Regex(regex),
                ..
            }) => Some(regex),
            _ => None,
        }
    }
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
fn token(id: &str, argument: Option<(bool, &str)>) -> Result<FormatPart, String> {
    let Some(kind) = Kind::of(id) else {
        return Err(format!(
            "there is no type `{id}`; use string, number, boolean, password, list, ipv4 or version."
        ));
    };
    let argument = match (kind, argument) {
        (Kind::List, Some((false, list))) => {
            Argument::Items(list.split(',').map(|item| item.trim().to_owned()).collect())
        }
        (Kind::List, _) => {
            return Err("`list` takes its items in brackets: ${list:[a,b]}.".to_owned());
        }
        (_, None) => Argument::None,
        (Kind::String | Kind::Password | Kind::Number, Some((true, regex))) => {
            Argument::Regex(regex.to_owned())
        }
        (Kind::Number, Some((false, range))) => limits(range)?,
        _ => {
            return Err(format!("`{id}` does not support the part after its colon."));
        }
    };
    Ok(FormatPart::Token(Token { kind, argument }))
}

fn limits(range: &str) -> Result<Argument, String> {
    let wrong = || format!("“{range}” is not a range, such as 1-65535.");
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
    Ok(Argument::Range(low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_of_one_token_is_written_as_it_was_read() {
        for (text, argument) in [
            ("${string}", None),
            (r"${string:/^a{2}\d$/}", Some(r"^a{2}\d$")),
            ("${password:/.{8,}/}", Some(".{8,}")),
            ("${number:[-5-10]}", Some("-5-10")),
            (r"${number:/\d+/}", Some(r"/\d+/")),
            ("${list:[a,b c]}", Some("a,b c")),
            ("${boolean}", None),
            ("${input}", None),
        ] {
            let format = Format::read(text).unwrap();
            assert_eq!(format.argument(), argument, "{text}");
            let kind = format.token().unwrap().kind;
            assert_eq!(Format::written(kind, argument.unwrap_or_default()), text);
            assert_eq!(Kind::of(kind.id()), Some(kind));
        }
        for text in ["", "a", "${string}-", "${ipv4} - ${ipv4}"] {
            assert_eq!(Format::read(text).unwrap().token(), None, "{text}");
        }
        // A type without arguments drops what stood there.
        assert_eq!(Format::written(Kind::Boolean, "a,b"), "${boolean}");
    }
}
