//! Fixes for violations of the schema.

use pack_model::format::pack_json;
use pack_model::format::property::{Need, Type};
use pack_model::vocabulary::{Layer, value_of_other_name};
use pack_model::{Change, Pointer};
use pack_syntax::json::{Node, NodeKind};
use serde_json::{Value, json};

use crate::judge::changes::pack_json::{remove, set};
use crate::judge::findings::Report;
use crate::reading::context::Context;
use crate::reading::pack_json::schema::Cause;
use crate::reading::text::nearest::nearest;
use pack_model::facts::oci::slug;

/// The most allowed values that are all offered; of a longer list, only a near one.
const FEW: usize = 6;

/// Adds the fixes that fit a violation to its report.
pub(super) fn offer(
    context: &Context<'_>,
    report: Report<'_>,
    at: &Pointer,
    cause: &Cause,
    node: Option<&Node>,
) {
    match (cause, node) {
        (Cause::Missing, _) | (Cause::Empty, _) => {
            fill(context, report, at);
        }
        (Cause::Type(_), Some(node)) if *node.kind() == NodeKind::Null && is_required(at) => {
            fill(context, report, at);
        }
        (Cause::Type(wanted), Some(node)) => retype(context, report, at, wanted, node),
        (Cause::NotOneOf(options), Some(node)) => choose(report, at, options, node),
        _ => {}
    }
}

/// Offers values for a property that must be there.
fn fill<'f>(context: &Context<'_>, report: Report<'f>, at: &Pointer) -> Report<'f> {
    let nested = at.tokens().len() > 1;
    let other = |key: &str| {
        context
            .manifest
            .property(key)
            .filter(|text| !text.trim().is_empty())
    };
    match at.last().unwrap_or_default() {
        "name" if !nested => match (of_folder(context), other("displayName")) {
            (Some(name), _) => report.safe(
                "add",
                format!("Set name to {name}, the name of its folder"),
                vec![set(at.clone(), name)],
            ),
            // A new name makes another pack, so a derived name is only suggested.
            (None, Some(shown)) => match slug(&shown) {
                Some(name) => report.ask(
                    "add",
                    format!("Set name to {name}"),
                    vec![set(at.clone(), name)],
                ),
                None => report,
            },
            (None, None) => report,
        },
        "displayName" if !nested => match other("name") {
            Some(name) => report.safe(
                "add",
                format!("Set displayName to {name}"),
                vec![set(at.clone(), name)],
            ),
            None => report,
        },
        "version" if !nested => report.ask(
            "add",
            "Set version to 1.0.0",
            vec![set(at.clone(), "1.0.0")],
        ),
        "layer" if !nested && is_addon(context) => report.safe(
            "add",
            "Set layer to addon",
            vec![set(at.clone(), Layer::Addon.id())],
        ),
        _ => {
            let choices = pack_json::at(at).map_or(&[][..], |found| found.value.choices());
            choices
                .iter()
                .fold(report, |report, choice| set_to(report, at, choice.value))
        }
    }
}

/// The name in the name of the pack's folder, `<name>-<version>`.
fn of_folder(context: &Context<'_>) -> Option<String> {
    let folder = context.pack.origin().folder.as_deref()?;
    let version = context.manifest.version()?;
    let name = folder.strip_suffix(&version)?.strip_suffix('-')?;
    (slug(name).as_deref() == Some(name)).then(|| name.to_owned())
}

/// Whether pack.json has an add-on type.
fn is_addon(context: &Context<'_>) -> bool {
    context
        .manifest
        .addon_type()
        .is_some_and(|addon_type| !addon_type.trim().is_empty())
}

fn set_to<'f>(report: Report<'f>, at: &Pointer, value: &str) -> Report<'f> {
    report.ask(
        &format!("set-{value}"),
        format!("Set to {value}"),
        vec![set(at.clone(), value)],
    )
}

/// Offers to write a value in the expected type.
fn retype(context: &Context<'_>, report: Report<'_>, at: &Pointer, wanted: &str, node: &Node) {
    let annotation = matches!(at.tokens(), [annotations, _] if annotations == "annotations");
    let to = |value: Value| vec![set(at.clone(), value)];
    let spelled = || {
        context
            .manifest
            .json()
            .text()
            .get(node.span())
            .unwrap_or_default()
            .to_owned()
    };
    match (wanted, node.kind()) {
        ("string", NodeKind::Number(_) | NodeKind::Bool(_)) => {
            let spelled = spelled();
            if is_allowed(at, &spelled) {
                report.safe(
                    "quote",
                    format!("Change to \"{spelled}\""),
                    to(json!(spelled)),
                );
            }
        }
        ("string", NodeKind::Null) if annotation => {
            report.safe("empty", "Set to an empty string", to(json!("")));
        }
        ("array", NodeKind::String(text)) => {
            let parts: Vec<_> = text
                .split(',')
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .collect();
            if parts.iter().all(|part| is_allowed(&at.item(0), part)) {
                report.safe("wrap", "Change to a list", to(json!(parts)));
            }
        }
        ("array", NodeKind::Object(members)) if !members.is_empty() && is_list_of_objects(at) => {
            report.safe("wrap", "Change to a list", to(json!([node.to_value()])));
        }
        ("array", NodeKind::Object(members)) if members.is_empty() => {
            report.safe("empty", "Change to an empty list", to(json!([])));
        }
        ("object", NodeKind::Array(items)) if items.is_empty() && !at.is_root() => {
            report.safe("empty", "Change to an empty object", to(json!({})));
        }
        ("number", NodeKind::String(text)) => {
            if let Some(number) = pack_syntax::json::number(text.trim()) {
                report.safe(
                    "unquote",
                    format!("Change to {number} without quotes"),
                    to(Value::Number(number)),
                );
            }
        }
        (_, NodeKind::Null) if !at.is_root() => {
            report.safe("remove", "Remove", removal(at));
        }
        _ if !at.is_root() && !is_required(at) => {
            report.ask("remove", "Remove", removal(at));
        }
        _ => {}
    }
}

/// Offers the nearest allowed value, or all of a short list.
fn choose(report: Report<'_>, at: &Pointer, options: &[String], node: &Node) {
    let value = node.as_str().unwrap_or_default();
    let other =
        value_of_other_name(value).filter(|other| options.iter().any(|option| option == other));
    let near = nearest(value, options.iter().map(String::as_str)).or(other);
    let report = match near {
        Some(near) => set_to(report, at, near),
        None if options.len() <= FEW => options
            .iter()
            .fold(report, |report, option| set_to(report, at, option)),
        None => report,
    };
    if near.is_none() && !is_required(at) {
        report.ask("remove", format!("Remove “{value}”"), removal(at));
    }
}

fn removal(at: &Pointer) -> Vec<Change> {
    vec![remove(at.clone())]
}

/// Whether the schema requires the property at a place.
fn is_required(at: &Pointer) -> bool {
    pack_json::at(at).is_some_and(|found| !found.is_item() && found.property.need == Need::BySchema)
}

fn is_list_of_objects(at: &Pointer) -> bool {
    let value = pack_json::at(at).map(|found| found.value);
    matches!(value, Some(Type::List(Type::Object(_))))
}

/// Whether the schema allows a string at a place, as far as it lists the allowed strings.
fn is_allowed(at: &Pointer, text: &str) -> bool {
    match pack_json::at(at).map(|found| found.value) {
        Some(Type::Choice(choices)) => choices.values().any(|value| value == text),
        _ => !text.is_empty(),
    }
}
