//! The dotted paths of values.yaml, as suggestions for the fields that name one.

use leptos::prelude::*;
use pack_model::{Yaml, path};

use crate::workspace::use_workspace;

/// The `id` of the list of suggestions.
pub(super) const LIST: &str = "value-paths";

/// More suggestions than this help nobody and slow the browser's own list down.
const MOST: usize = 1_000;

/// The list of suggestions, which shows nothing by itself.
#[component]
pub(super) fn ValuePaths() -> impl IntoView {
    let workspace = use_workspace();
    let values = Memo::new(move |_| {
        workspace
            .pack
            .with(|pack| pack.file(path::VALUES_YAML).cloned())
    });
    let paths = Memo::new(move |_| {
        values.with(|file| {
            paths(
                file.as_ref()
                    .and_then(|file| file.text())
                    .unwrap_or_default(),
            )
        })
    });
    view! {
        <datalist id=LIST>
            {move || paths.get().into_iter().map(|path| view! { <option value=path></option> }).collect_view()}
        </datalist>
    }
}

/// The paths of all values that are no maps, in the order of the text.
fn paths(text: &str) -> Vec<String> {
    let yaml = Yaml::read(text);
    let mut found = Vec::new();
    let mut waiting: Vec<_> = yaml
        .root()
        .map(|root| (String::new(), root))
        .into_iter()
        .collect();
    while let Some((path, node)) = waiting.pop() {
        if found.len() >= MOST {
            break;
        }
        match node.entries() {
            Some(entries) => waiting.extend(entries.iter().rev().filter_map(|entry| {
                let key = entry.key()?;
                let below = if path.is_empty() {
                    key.to_owned()
                } else {
                    format!("{path}.{key}")
                };
                Some((below, entry.value()))
            })),
            None if path.is_empty() => {}
            None => found.push(path),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::paths;

    #[test]
    fn values_are_named_by_dotted_paths() {
        assert_eq!(
            paths("a:\n  b: 1\n  c: [x]\nd: text\n"),
            ["a.b", "a.c", "d"]
        );
        assert!(paths("").is_empty() && paths("- 1\n").is_empty() && paths("text").is_empty());
    }
}
