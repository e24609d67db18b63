//! The objects of a rendered text. Lists of objects are opened.

use pack_helm::value::{Map, Value};
use pack_helm::{read_yaml, write_yaml};
use pack_model::deployment::{Object, Source};

use super::documents::{Document, documents};
use super::problems::problems;
use super::values::lookup::{map, text};

/// The annotation that makes an object a hook.
const HOOK: &str = "helm.sh/hook";

/// A document that is no object.
pub(super) struct Wrong {
    /// Its first line in the rendered text.
    pub(super) line: u32,
    /// What is wrong with it.
    pub(super) message: String,
}

/// Objects with their content, and documents that are none.
pub(super) fn read(source: &Source, text: &str) -> Vec<Result<(Object, Map), Wrong>> {
    let mut found = Vec::new();
    for document in documents(text) {
        let line = *document.lines.start();
        let mut wrong = |message: String| found.push(Err(Wrong { line, message }));
        match read_yaml(document.text.as_bytes()) {
            Err(message) => wrong(message),
            Ok(Value::Map(content)) => {
                let objects = opened(&document, source, content).into_iter();
                found.extend(objects.map(Ok));
            }
            // Only comments.
            Ok(value) if value.is_nil() => {}
            Ok(_) => wrong("This document is no object: it has no keys.".to_owned()),
        }
    }
    found
}

/// The object of a document, or the objects of its list.
fn opened(document: &Document<'_>, source: &Source, content: Map) -> Vec<(Object, Map)> {
    let is_list = text(&content, "kind").is_some_and(|kind| kind.ends_with("List"));
    let items = content.get("items").filter(|_| is_list);
    let Some(Value::List(items)) = items else {
        return vec![(
            object(document, source, &content, document.text.to_owned()),
            content,
        )];
    };
    let items = items.to_vec().into_iter();
    let items = items.filter_map(|item| {
        let content = item.as_map()?.clone();
        let text = write_yaml(&item).unwrap_or_default();
        Some((object(document, source, &content, text), content))
    });
    items.collect()
}

fn object(document: &Document<'_>, source: &Source, content: &Map, own_text: String) -> Object {
    let metadata = map(content, "metadata").unwrap_or_default();
    let hooks = map(&metadata, "annotations").and_then(|all| text(&all, HOOK));
    let hooks = hooks.unwrap_or_default();
    let hooks = hooks.split(',').map(str::trim);
    let mut object = Object {
        api_version: text(content, "apiVersion").unwrap_or_default(),
        kind: text(content, "kind").unwrap_or_default(),
        name: text(&metadata, "name").unwrap_or_default(),
        namespace: text(&metadata, "namespace"),
        hooks: hooks
            .filter(|hook| !hook.is_empty())
            .map(str::to_owned)
            .collect(),
        source: source.clone(),
        lines: document.lines.clone(),
        text: own_text,
        problems: Vec::new(),
    };
    object.problems = problems(&object, content);
    object
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_become_objects() {
        let text = "# only a comment\n---\nkind: Pod\napiVersion: v1\nmetadata: {name: a, namespace: n, annotations: {helm.sh/hook: 'pre-install, test'}}\n\
            ---\nkind: List\nitems:\n- {kind: Service, metadata: {name: b}}\n- null\n---\n- 1\n---\na: [\n---\nkind: AllowList\nmetadata: {name: c}\n";
        let source = Source::Manifest("m.yaml".to_owned());
        let mut lines = Vec::new();
        for read in read(&source, text) {
            lines.push(match read {
                Ok((object, _)) => {
                    let Object { kind, name, .. } = &object;
                    format!("{kind} {name} {:?} {:?}", object.hooks, object.lines)
                }
                Err(wrong) => format!("wrong at {}", wrong.line),
            });
        }
        assert_eq!(
            lines,
            [
                r#"Pod a ["pre-install", "test"] 3..=5"#,
                "Service b [] 7..=10",
                "wrong at 12",
                "wrong at 14",
                "AllowList c [] 16..=17",
            ]
        );
    }
}
