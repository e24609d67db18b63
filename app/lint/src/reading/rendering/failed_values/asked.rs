//! The value that a chart asks for by `required` or `fail`.

use pack_model::Chart;
use pack_model::deployment::Failure;
use pack_model::facts::template_text::value_paths;
use serde_json::Value;

use super::only;
use super::template::{Place, action_at, conditions, text, texts};

/// The shortest message that is looked for in the templates.
const SHORTEST: usize = 8;

/// The path of the value, as the template that asks names it.
pub(super) fn value(failure: &Failure, chart: &Chart, defaults: Option<&Value>) -> Option<String> {
    let places = Place::all_in(&failure.message);
    let place = places.first()?;
    let template = text(chart, place.template);
    let action = template.and_then(|text| action_at(text, place));
    let asked = action.and_then(|(before, behind)| required(before, behind));
    let message = message(&failure.message);
    asked
        .or_else(|| by_message(message, chart))
        .or_else(|| in_words(message, defaults))
        .or_else(|| by_conditions(&conditions(template?, place)))
}

/// What the chart says.
fn message(text: &str) -> &str {
    text.split_once("): ").map_or(text, |(_, said)| said).trim()
}

/// The value that an action asks for: the last argument of `required`, or what is piped into it.
fn required(before: &str, behind: &str) -> Option<String> {
    let found = behind.find("required ").map(|at| (before, behind, at));
    let (before, behind, at) = found?;
    let (up_to, from) = behind.split_at(at);
    // The message of `required` may name values too; it is a text.
    let arguments = without_texts(from);
    let named = value_paths(&arguments);
    let piped = format!("{before}{up_to}");
    let path = named.first().copied().or_else(|| {
        let all = value_paths(&piped);
        all.last().copied()
    });
    path.map(str::to_owned)
}

/// A text of a template without the texts in quotes.
fn without_texts(action: &str) -> String {
    let mut quote = None;
    let kept = action.chars().filter(|c| {
        let is_quote = matches!(c, '"' | '`');
        match quote {
            Some(open) if open == *c => quote = None,
            Some(_) => return false,
            None if is_quote => quote = Some(*c),
            None => return true,
        }
        false
    });
    kept.collect()
}

/// The value beside the message, where a template has it as a text.
fn by_message(message: &str, chart: &Chart) -> Option<String> {
    if message.len() < SHORTEST {
        return None;
    }
    let mut all = Vec::new();
    texts(chart, &mut all);
    let mut found = all.into_iter().filter_map(|text| {
        let at = text.find(message)?;
        let (before, behind) = text.split_at(at);
        let start = before.rfind("{{")?;
        let end = behind.find("}}")?;
        let action = text.get(start..at + end)?;
        let is_asked = action.contains("required ");
        only(&value_paths(&without_texts(action))).filter(|_| is_asked)
    });
    found.next()
}

/// The only value that the message itself names.
fn in_words(message: &str, defaults: Option<&Value>) -> Option<String> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    let mut paths: Vec<&str> = Vec::new();
    for word in message.split(|c| !is_part(c)) {
        let word = word.trim_matches(['.', '-']);
        let bare = word.strip_prefix("Values.");
        let path = bare.unwrap_or(word);
        let is_known = || {
            let pointer = format!("/{}", path.replace('.', "/"));
            defaults.is_some_and(|all| all.pointer(&pointer).is_some())
        };
        let is_name = path.contains('.') || path.contains(char::is_uppercase);
        if bare.is_some() || is_name && is_known() {
            paths.push(path);
        }
    }
    only(&paths)
}

/// The only value that the innermost condition names which names any.
fn by_conditions(conditions: &[&str]) -> Option<String> {
    let named = conditions.iter().map(|condition| value_paths(condition));
    let mut named = named.filter(|paths| !paths.is_empty());
    only(&named.next()?)
}
