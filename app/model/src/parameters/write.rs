//! Expressions written anew: one function of them is changed, and all else stays as it is written.

use super::expression::{Call, Expression, calls};

/// The functions, in the order in which new ones are written.
const ORDER: [&str; 4] = ["required", "readonly", "format", "hints"];

/// An expression that asks for nothing: one without any function is not valid.
const NOTHING: &str = "format \"${string}\"";

/// One function of an expression, as it is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Whether a value must be given.
    Required(bool),
    /// Whether users cannot change the value.
    ReadOnly(bool),
    /// How a value must look; `None` for any value.
    Format(Option<String>),
    /// The hints for the user.
    Hints(Vec<String>),
}

impl Wanted {
    /// The function's name.
    fn name(&self) -> &'static str {
        match self {
            Self::Required(_) => "required",
            Self::ReadOnly(_) => "readonly",
            Self::Format(_) => "format",
            Self::Hints(_) => "hints",
        }
    }

    /// The call; `None` where there should be none.
    fn call(&self) -> Result<Option<String>, String> {
        Ok(match self {
            Self::Required(is_wanted) | Self::ReadOnly(is_wanted) => {
                is_wanted.then(|| self.name().to_owned())
            }
            Self::Format(None) => None,
            Self::Format(Some(format)) => Some(format!("format {}", quoted(format)?)),
            Self::Hints(hints) if hints.is_empty() => None,
            Self::Hints(hints) => {
                let mut call = "hints".to_owned();
                for hint in hints {
                    call.push(' ');
                    call.push_str(&quoted(hint)?);
                }
                Some(call)
            }
        })
    }

    /// Whether an expression is like that already.
    fn is_met(&self, expression: &Expression) -> bool {
        match self {
            Self::Required(is_wanted) => expression.required == *is_wanted,
            Self::ReadOnly(is_wanted) => expression.read_only == *is_wanted,
            Self::Format(format) => {
                expression.format.as_ref().map(|format| &format.text) == format.as_ref()
            }
            Self::Hints(hints) => expression.hints == *hints,
        }
    }
}

/// An expression with one function as it is wanted. What is like that already stays as it is, byte for
/// byte.
///
/// # Errors
///
/// A sentence that says why it cannot be written: the expression is not valid, or would not be.
pub fn with(text: &str, wanted: &Wanted) -> Result<String, String> {
    if wanted.is_met(&Expression::read(text)?) {
        return Ok(text.to_owned());
    }
    let calls = calls(text)?;
    let (name, call) = (wanted.name(), wanted.call()?);
    let last = calls.iter().rposition(|call| call.name == name);
    let written = match (last, call) {
        // The last call is the one that counts.
        (Some(at), Some(call)) => replaced(text, calls.get(at), &call),
        (Some(_), None) => without(text, &calls, name),
        (None, Some(call)) => inserted(text, &calls, name, &call),
        (None, None) => text.to_owned(),
    };
    let is_nothing = *wanted == Wanted::Format(None) && written.contains(NOTHING);
    match wanted.is_met(&Expression::read(&written)?) || is_nothing {
        true => Ok(written),
        false => Err("it would not say this.".to_owned()),
    }
}

fn replaced(text: &str, of: Option<&Call<'_>>, call: &str) -> String {
    let mut written = text.to_owned();
    if let Some(of) = of {
        written.replace_range(of.span.clone(), call);
    }
    written
}

/// Removes all calls of a function, each with the bar that follows it, or with that before it at the end.
fn without(text: &str, calls: &[Call<'_>], name: &str) -> String {
    let kept: Vec<_> = calls.iter().filter(|call| call.name != name).collect();
    let Some(last) = kept.last() else {
        let all = calls.first().map_or(0, |call| call.span.start);
        let end = calls.last().map_or(0, |call| call.span.end);
        let mut written = text.to_owned();
        written.replace_range(all..end, NOTHING);
        return written;
    };
    let mut written = text.to_owned();
    for (at, call) in calls.iter().enumerate().rev() {
        if call.name != name {
            continue;
        }
        let is_last = call.span.start > last.span.start;
        let start = match at.checked_sub(1).and_then(|before| calls.get(before)) {
            Some(before) if is_last => before.span.end,
            _ => call.span.start,
        };
        let end = match calls.get(at + 1) {
            Some(next) if !is_last => next.span.start,
            _ => call.span.end,
        };
        written.replace_range(start..end, "");
    }
    written
}

/// Adds a call after those that stand before it in the order of the functions.
fn inserted(text: &str, calls: &[Call<'_>], name: &str, call: &str) -> String {
    let place = |name: &str| ORDER.iter().position(|known| *known == name);
    let before = calls
        .iter()
        .rfind(|other| place(other.name) < place(name))
        .map(|other| other.span.end);
    let mut written = text.to_owned();
    match (before, calls.first()) {
        (Some(at), _) => written.insert_str(at, &format!(" | {call}")),
        (None, Some(first)) => written.insert_str(first.span.start, &format!("{call} | ")),
        (None, None) => {}
    }
    written
}

/// A text in quotes that is read back as it is.
fn quoted(text: &str) -> Result<String, String> {
    let double = format!("\"{}\"", text.replace('"', "\\\""));
    let raw = format!("`{text}`");
    let is_read = |written: &String| {
        let expression = format!("{{{{ hints {written} }}}}");
        let read = calls(&expression);
        read.is_ok_and(|calls| matches!(calls.as_slice(), [call] if call.arguments == [text]))
    };
    [double, raw].into_iter().find(is_read).ok_or_else(|| {
        format!("no kind of quotes can hold “{text}”: it has both a backquote and a backslash before a quote or at its end.")
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(before: &str, wanted: &Wanted, after: &str) {
        assert_eq!(with(before, wanted).as_deref(), Ok(after), "{wanted:?}");
    }

    fn hints(hints: &[&str]) -> Wanted {
        Wanted::Hints(hints.iter().map(|hint| (*hint).to_owned()).collect())
    }

    #[test]
    fn one_function_changes_and_the_others_stay() {
        let before = "{{required |  format `${string}`  | hints \"A\" }}";
        for (wanted, after) in [
            (
                Wanted::Required(false),
                "{{format `${string}`  | hints \"A\" }}",
            ),
            (
                Wanted::ReadOnly(true),
                "{{required | readonly |  format `${string}`  | hints \"A\" }}",
            ),
            (
                Wanted::Format(Some("${number}".to_owned())),
                "{{required |  format \"${number}\"  | hints \"A\" }}",
            ),
            (Wanted::Format(None), "{{required |  hints \"A\" }}"),
            (hints(&[]), "{{required |  format `${string}` }}"),
            (
                hints(&["B \"c\"", "d"]),
                "{{required |  format `${string}`  | hints \"B \\\"c\\\"\" \"d\" }}",
            ),
            (hints(&["A"]), before),
            (Wanted::Format(Some("${string}".to_owned())), before),
        ] {
            check(before, &wanted, after);
        }
    }

    #[test]
    fn the_last_function_gives_way_to_one_that_asks_for_nothing() {
        check(
            "{{ required }}",
            &Wanted::Required(false),
            "{{ format \"${string}\" }}",
        );
        check(
            "{{ format \"${string}\" | required | required }}",
            &Wanted::Required(false),
            "{{ format \"${string}\" }}",
        );
        check(
            "{{ hints \"A\" }}",
            &Wanted::Required(true),
            "{{ required | hints \"A\" }}",
        );
    }

    #[test]
    fn what_no_quotes_can_hold_is_refused() {
        check(
            "{{ required }}",
            &hints(&["a\\"]),
            "{{ required | hints `a\\` }}",
        );
        for text in ["a`\\", "`\\\""] {
            assert!(with("{{ required }}", &hints(&[text])).is_err(), "{text}");
        }
        assert!(with("required", &Wanted::Required(true)).is_err());
        let open = Wanted::Format(Some("${string".to_owned()));
        assert!(with("{{ required }}", &open).is_err());
    }

    fn words() -> impl Strategy<Value = String> {
        "[a-z|{}\"`\\\\ $:/]{0,8}"
    }

    fn expression() -> impl Strategy<Value = String> {
        let call = prop_oneof![
            Just("required".to_owned()),
            Just("readonly".to_owned()),
            prop_oneof![
                Just("${string}"),
                Just("${number:[1-9]}"),
                Just("${ipv4} - ${version}")
            ]
            .prop_map(|format| format!("format \"{format}\"")),
            prop::collection::vec("[a-z|} ]{0,6}", 1..3).prop_map(|hints| {
                let hints: Vec<_> = hints.iter().map(|hint| format!("\"{hint}\"")).collect();
                format!("hints {}", hints.join("  "))
            }),
        ];
        (prop::collection::vec(call, 1..5), " {0,2}", " {0,2}").prop_map(
            |(calls, before, after)| {
                let bar = format!("{before}|{after}");
                format!("{{{{{before}{}{after}}}}}", calls.join(&bar))
            },
        )
    }

    fn wanted() -> impl Strategy<Value = Wanted> {
        prop_oneof![
            any::<bool>().prop_map(Wanted::Required),
            any::<bool>().prop_map(Wanted::ReadOnly),
            Just(Wanted::Format(None)),
            words().prop_map(|words| Wanted::Format(Some(words))),
            prop::collection::vec(words(), 0..3).prop_map(Wanted::Hints),
        ]
    }

    proptest! {
        #[test]
        fn what_is_not_wanted_otherwise_stays(text in expression()) {
            let read = Expression::read(&text).unwrap();
            let format = read.format.clone().map(|format| format.text);
            for same in [
                Wanted::Required(read.required),
                Wanted::ReadOnly(read.read_only),
                Wanted::Format(format),
                Wanted::Hints(read.hints.clone()),
            ] {
                prop_assert_eq!(with(&text, &same), Ok(text.clone()));
            }
        }

        #[test]
        fn what_is_written_is_read_again(text in expression(), wanted in wanted()) {
            let Ok(written) = with(&text, &wanted) else {
                return Ok(());
            };
            let (mut before, mut after) =
                (Expression::read(&text).unwrap(), Expression::read(&written).unwrap());
            prop_assert!(wanted.is_met(&after) || matches!(wanted, Wanted::Format(None)));
            for read in [&mut before, &mut after] {
                match &wanted {
                    Wanted::Required(_) => read.required = false,
                    Wanted::ReadOnly(_) => read.read_only = false,
                    Wanted::Format(_) => read.format = None,
                    Wanted::Hints(_) => read.hints.clear(),
                }
            }
            // Where nothing else is left, there is a format that asks for nothing.
            if before == Expression::default() {
                after.format = None;
            }
            prop_assert_eq!(before, after);
        }
    }
}
