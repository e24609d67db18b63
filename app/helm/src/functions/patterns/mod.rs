//! Regular expressions: Go's syntax and messages, matched by the crate `regex-lite`.

mod class;
mod error;
mod fold;
mod group;
mod regex;
mod replace;
mod set;
mod syntax;
mod unicode;

use std::ops::Range;
use std::rc::Rc;

use self::error::{SyntaxError, TOO_LARGE, error};
pub(crate) use self::regex::Regex;
use self::syntax::Translated;
use crate::error::CallError;
use crate::format;
use crate::functions::Parameter::{Int, Text};
use crate::functions::arguments::{MAX_ITEMS, check_count, integer, text};
use crate::functions::{Call, Function};
use crate::value::{ElementType, List, Value};

/// The functions of this family.
pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("mustRegexFind", &[Text, Text], |call, a| {
        find(must(call, a)?.as_ref(), a)
    }),
    Function::new("mustRegexFindAll", &[Text, Text, Int], |call, a| {
        find_all(must(call, a)?.as_ref(), a)
    }),
    Function::new("mustRegexMatch", &[Text, Text], |call, a| {
        Ok(must(call, a)?.regex.is_match(text(a, 1)).into())
    }),
    Function::new("mustRegexReplaceAll", &[Text, Text, Text], |call, a| {
        replace::expanded(must(call, a)?.as_ref(), a)
    }),
    Function::new(
        "mustRegexReplaceAllLiteral",
        &[Text, Text, Text],
        |call, a| replace::literal(must(call, a)?.as_ref(), a),
    ),
    Function::new("mustRegexSplit", &[Text, Text, Int], |call, a| {
        split(must(call, a)?.as_ref(), a)
    }),
    Function::new("regexFind", &[Text, Text], |call, a| {
        find(compiled(call, a)?.as_ref(), a)
    }),
    Function::new("regexFindAll", &[Text, Text, Int], |call, a| {
        find_all(compiled(call, a)?.as_ref(), a)
    }),
    Function::new("regexMatch", &[Text, Text], |call, a| match must(call, a) {
        Ok(pattern) => Ok(pattern.regex.is_match(text(a, 1)).into()),
        Err(error) if error.is_limit => Err(error),
        Err(_) => Ok(false.into()),
    }),
    Function::new("regexQuoteMeta", &[Text], |_, a| {
        Ok(quote(text(a, 0)).into())
    }),
    Function::new("regexReplaceAll", &[Text, Text, Text], |call, a| {
        replace::expanded(compiled(call, a)?.as_ref(), a)
    }),
    Function::new("regexReplaceAllLiteral", &[Text, Text, Text], |call, a| {
        replace::literal(compiled(call, a)?.as_ref(), a)
    }),
    Function::new("regexSplit", &[Text, Text, Int], |call, a| {
        split(compiled(call, a)?.as_ref(), a)
    }),
];

/// A compiled expression and the names of its groups.
struct Pattern {
    regex: Regex,
    names: Vec<Option<Vec<u8>>>,
    is_empty: bool,
    /// About how many places of it one character of a text is tried against.
    weight: u64,
}

/// Compiles an expression once for a rendering.
fn compile(call: &Call<'_>, expression: &[u8]) -> Result<Rc<Pattern>, CallError> {
    let key = format!("pattern:{}", String::from_utf8_lossy(expression));
    let is_text = std::str::from_utf8(expression).is_ok();
    if is_text
        && let Some(kept) = call.rendering.kept.borrow().get(&key)
        && let Ok(pattern) = Rc::clone(kept).downcast::<Pattern>()
    {
        return Ok(pattern);
    }
    let translated = syntax::translate(expression).map_err(SyntaxError::told)?;
    let classes = expression
        .windows(2)
        .filter(|two| two.eq_ignore_ascii_case(b"\\p"));
    let length = translated.pattern.len() + classes.count() * CLASS_COST;
    let length = u64::try_from(length).unwrap_or(u64::MAX);
    let cost = length.saturating_mul(translated.weight);
    spend(call, cost.saturating_mul(COMPILE_COST));
    let pattern = Rc::new(Pattern {
        regex: regex(expression, &translated)?,
        names: translated.names,
        is_empty: expression.is_empty(),
        weight: translated.weight,
    });
    if is_text {
        let mut kept = call.rendering.kept.borrow_mut();
        kept.insert(key, Rc::clone(&pattern) as Rc<dyn std::any::Any>);
    }
    Ok(pattern)
}

/// An expression that was translated, compiled.
fn regex(expression: &[u8], translated: &Translated) -> Result<Regex, CallError> {
    let regex = Regex::new(&translated.pattern);
    regex
        .map_or_else(|| error(TOO_LARGE, expression), Ok)
        .map_err(SyntaxError::told)
}

/// The work that all expressions of a rendering may be, in about as many steps of their automata.
const MAX_WORK: u64 = 60_000_000;

/// How much more work it is to compile a byte of an expression than to match a character.
const COMPILE_COST: u64 = 50;

/// How many bytes of an expression a class of Unicode is worth.
const CLASS_COST: usize = 20_000;

fn spend(call: &Call<'_>, work: u64) {
    let spent = &call.rendering.patterns;
    spent.set(spent.get().saturating_add(work));
}

/// Refuses to go on where expressions were too much work.
fn check_work(call: &Call<'_>) -> Result<(), CallError> {
    if call.rendering.patterns.get() > MAX_WORK {
        return Err(CallError::limit(
            "the regular expressions take too many steps",
        ));
    }
    Ok(())
}

/// Counts the work of matching a text, before it is done.
fn allow(call: &Call<'_>, pattern: &Pattern, text: &[u8]) -> Result<(), CallError> {
    let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
    spend(call, length.saturating_mul(pattern.weight));
    check_work(call)
}

/// `regexp.Compile`.
fn must(call: &Call<'_>, a: &[Value]) -> Result<Rc<Pattern>, CallError> {
    check_work(call)?;
    let pattern = compile(call, text(a, 0))?;
    allow(call, &pattern, text(a, 1))?;
    Ok(pattern)
}

/// `regexp.MustCompile`, which panics with more words.
fn compiled(call: &Call<'_>, a: &[Value]) -> Result<Rc<Pattern>, CallError> {
    check_work(call)?;
    let expression = text(a, 0);
    let pattern = compile(call, expression).map_err(|error| match error.is_limit {
        true => error,
        false => {
            let quoted = if format::can_backquote(expression) {
                [b"`", expression, b"`"].concat()
            } else {
                format::quote(expression)
            };
            let message = [b"regexp: Compile(", &*quoted, b"): ", &*error.message];
            CallError::new(message.concat())
        }
    })?;
    allow(call, &pattern, text(a, 1))?;
    Ok(pattern)
}

fn find(pattern: &Pattern, a: &[Value]) -> Result<Value, CallError> {
    let whole = text(a, 1);
    let found = pattern.regex.find(whole);
    Ok(whole[found.unwrap_or_default()].into())
}

fn find_all(pattern: &Pattern, a: &[Value]) -> Result<Value, CallError> {
    let limit = usize::try_from(integer(a, 2)).unwrap_or(usize::MAX);
    let whole = text(a, 1);
    let found = matches(pattern, whole, limit)?;
    let parts: Vec<&[u8]> = found.into_iter().map(|found| &whole[found]).collect();
    Ok(if parts.is_empty() {
        Value::List(List::nil(ElementType::Text))
    } else {
        Value::texts(parts)
    })
}

/// All matches, but no more than a number of them.
fn matches(pattern: &Pattern, text: &[u8], limit: usize) -> Result<Vec<Range<usize>>, CallError> {
    let found = pattern.regex.find_all(text, limit.min(MAX_ITEMS + 1));
    check_count(found.len())?;
    Ok(found)
}

fn split(pattern: &Pattern, a: &[Value]) -> Result<Value, CallError> {
    let (whole, limit) = (text(a, 1), integer(a, 2));
    if limit == 0 {
        return Ok(Value::List(List::nil(ElementType::Text)));
    }
    if !pattern.is_empty && whole.is_empty() {
        return Ok(Value::texts([""]));
    }
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut parts = Vec::new();
    let (mut start, mut end) = (0, 0);
    for found in matches(pattern, whole, limit)? {
        if parts.len() + 1 == limit {
            break;
        }
        end = found.start;
        if found.end != 0 {
            parts.push(&whole[start..end]);
        }
        start = found.end;
    }
    if end != whole.len() {
        parts.push(&whole[start..]);
    }
    Ok(Value::texts(parts))
}

/// An expression that matches just this text.
fn quote(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for &byte in text {
        if br"\.+*?()|[]{}^$".contains(&byte) {
            out.push(b'\\');
        }
        out.push(byte);
    }
    out
}

/// An expression in Go's syntax, for parts that are no functions.
pub(crate) fn go_regex(expression: &str) -> Result<Regex, CallError> {
    let expression = expression.as_bytes();
    let translated = syntax::translate(expression).map_err(SyntaxError::told)?;
    regex(expression, &translated)
}
