//! Manifests: the Kubernetes manifests that pack.json lists, in the order in which they are applied.

use leptos::prelude::*;
use pack_archive::Entry;
use pack_model::facts::files::is_manifest_name;
use pack_model::import::AddedValues;
use pack_model::{Change, File, FilePath, MANIFEST_LIST, Pack, Yaml};
use pack_once::view::{CollectView, Show, Signal, live, memo};

use super::kind::FileKind;
use crate::view::panels::listing;

/// More objects than this are counted, not named.
const MOST_OBJECTS: usize = 8;

/// What the listing needs to know of manifests.
pub(super) const KIND: FileKind = FileKind {
    list: &MANIFEST_LIST,
    add_input: "manifests-input",
    replace_input: "manifests-replace-input",
    hint: "Kubernetes manifests that Palette applies, in this order. Their values are in values.yaml, under manifests and the name of the file without its extension.",
    empty: "No manifests yet. Files that you add are stored in manifests/ and listed in pack.json.",
    place,
    moves_when_replaced: false,
    describe,
    is_archive: false,
    remark: |_: &Pack| None,
    added_values: |_: &Pack, _: &[Change]| AddedValues::default(),
    source: |_: &Pack, _: &FilePath| None,
    made: |_: &Pack, _: &str| None,
};

/// The form.
pub(crate) fn view() -> AnyView {
    listing::view(&KIND)
}

/// A manifest keeps its name, but gets the extension `.yaml` if it has another one.
fn place(entry: &Entry) -> Result<FilePath, String> {
    if pack_archive::detect(&entry.bytes).is_some() {
        return Err("It is an archive. Add Helm charts under Charts.".to_owned());
    }
    if File::new(entry.bytes.clone()).text().is_none() {
        return Err("It is not text. Manifests are YAML or JSON.".to_owned());
    }
    let name = entry.path.rsplit('/').next().unwrap_or_default();
    let path = FilePath::new(&format!("{}{name}", MANIFEST_LIST.folder))
        .map_err(|error| error.to_string())?;
    if is_manifest_name(name) {
        return Ok(path);
    }
    FilePath::new(&format!("{path}.yaml")).map_err(|error| error.to_string())
}

/// The objects of a manifest.
fn describe(file: Signal<Option<File>>) -> AnyView {
    let objects = memo(move || {
        file.with(|file| objects(file.as_ref().and_then(File::text).unwrap_or_default()))
    });
    let named = move || {
        let objects = objects.get();
        let more = objects.len().saturating_sub(MOST_OBJECTS);
        let shown = objects.into_iter().take(MOST_OBJECTS);
        view! {
            {shown.map(|object| view! { <code class="listing__key">{object}</code> " " }).collect_view()}
            {(more > 0).then(|| format!("and {more} more"))}
        }
    };
    view! {
        <Show when=move || objects.with(|objects| !objects.is_empty())>
            <p class="listing__keys">{live(named)}</p>
        </Show>
    }
    .into_any()
}

/// Kind and name of each object, as far as the text can be read.
fn objects(text: &str) -> Vec<String> {
    let yaml = Yaml::read(text);
    let documents = (0..yaml.documents()).filter_map(|index| yaml.document(index));
    documents
        .filter_map(|document| {
            let kind = document.entry("kind")?.value().as_str()?;
            let name = document
                .entry("metadata")
                .and_then(|metadata| metadata.value().entry("name")?.value().as_str());
            Some(name.map_or_else(|| kind.to_owned(), |name| format!("{kind} {name}")))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_named_by_kind_and_name() {
        let text = "kind: Service\nmetadata:\n  name: web\n---\nkind: List\n---\na: 1\n";
        assert_eq!(objects(text), ["Service web", "List"]);
    }

    #[test]
    fn added_files_go_below_the_folder() {
        let place =
            |name: &str, bytes: &[u8]| place(&Entry::new(name, bytes)).map(|path| path.to_string());
        assert_eq!(
            place("some/dir/a.yml", b"a: 1").as_deref(),
            Ok("manifests/a.yml")
        );
        assert_eq!(
            place("a.txt", b"a: 1").as_deref(),
            Ok("manifests/a.txt.yaml")
        );
        assert!(place("a.yaml", b"\xff\xfe").is_err());
    }
}
