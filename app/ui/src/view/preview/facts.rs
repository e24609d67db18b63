//! What Palette would show of the open pack, derived from its files.

use leptos::prelude::*;
use pack_model::vocabulary::{self, Category, Layer};
use pack_model::{FilePath, Manifest, Pointer, Yaml, path};
use pack_once::view::{Signal, memo};

use crate::browser::picture;
use crate::view::open_pack::OpenPack;

/// The stage of a pack's life, from its annotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Still offered, but about to go.
    Deprecated,
    /// Not offered for new profiles.
    Disabled,
    /// Gone.
    Deleted,
}

impl Stage {
    /// Reads the annotations; of several, the strongest counts.
    fn of(manifest: &Manifest) -> Option<Self> {
        let state = manifest.annotation("system_state").unwrap_or_default();
        let disabled = manifest
            .annotation("disabled")
            .is_some_and(|disabled| disabled == "true");
        match state.as_str() {
            "deleted" => Some(Self::Deleted),
            "disabled" => Some(Self::Disabled),
            _ if disabled => Some(Self::Disabled),
            "deprecated" => Some(Self::Deprecated),
            _ => None,
        }
    }

    /// The stage's name as Palette's pages write it.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Deprecated => "deprecated",
            Self::Disabled => "disabled",
            Self::Deleted => "deleted",
        }
    }

    /// What it means for users of the pack.
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::Deprecated => {
                "This version is deprecated. Profiles can still use it, but should move to a newer one."
            }
            Self::Disabled => "This version is disabled. New profiles cannot use it.",
            Self::Deleted => {
                "This version is deleted. New clusters with profiles that use it fail."
            }
        }
    }
}

/// What the parts of the preview show. Copying it copies the handles.
#[derive(Clone, Copy)]
pub(super) struct Facts {
    /// The display name, or the name where there is none.
    pub(super) title: Signal<String>,
    /// The name that a profile's layer shows: values.yaml may give one of its own.
    pub(super) layer_title: Signal<String>,
    /// The version.
    pub(super) version: Signal<String>,
    /// The category that gives icon and color.
    pub(super) category: Signal<Option<&'static Category>>,
    /// The category's label, or the add-on type as it is written.
    pub(super) kind: Signal<String>,
    /// The clouds, as one line.
    pub(super) providers: Signal<String>,
    /// The stage of its life, where it is not plainly active.
    pub(super) stage: Signal<Option<Stage>>,
    /// The start of the README without its Markdown; `None` if there is none.
    pub(super) readme: Signal<Option<String>>,
    /// An address of the logo.
    pub(super) logo: Signal<Option<String>>,
}

impl Facts {
    /// The facts of the open pack.
    pub(super) fn of(open: OpenPack, readme: Signal<Option<String>>) -> Self {
        let manifest = open.manifest;
        let title = memo(move || manifest.with(title));
        let values = open.file(FilePath::of(path::VALUES_YAML));
        let own = memo(move || values.with(|file| layer_name(file.as_ref()?.text()?)));
        Self {
            title,
            layer_title: memo(move || own.get().unwrap_or_else(|| title.get())),
            version: memo(move || manifest.with(Manifest::version).unwrap_or_default()),
            category: memo(move || manifest.with(Manifest::category)),
            kind: memo(move || manifest.with(kind)),
            providers: memo(move || manifest.with(|manifest| providers(&manifest.cloud_types()))),
            stage: memo(move || manifest.with(Stage::of)),
            readme,
            logo: picture::address_of(open.file(FilePath::of(path::LOGO_PNG))),
        }
    }
}

/// The name that people see.
pub(super) fn title(manifest: &Manifest) -> String {
    let given = |name: Option<String>| name.filter(|name| !name.trim().is_empty());
    given(manifest.display_name())
        .or_else(|| given(manifest.name()))
        .unwrap_or_default()
}

/// The layer's own name in values.yaml, `pack.spectrocloud.com/display-name`.
fn layer_name(values: &str) -> Option<String> {
    let key = "spectrocloud.com/display-name";
    // Few packs have one, and reading a large file at each keystroke is slow.
    if !values.contains(key) {
        return None;
    }
    let place = Pointer::root().child("pack").child(key);
    let yaml = Yaml::read(pack_part(values).unwrap_or(values));
    let name = yaml.get(&place)?.as_str()?.trim().to_owned();
    Some(name).filter(|name| !name.is_empty())
}

/// The lines of the key `pack`, if it begins a line of its own.
fn pack_part(values: &str) -> Option<&str> {
    let start = match values.find("\npack:") {
        _ if values.starts_with("pack:") => 0,
        found => found? + 1,
    };
    let rest = values.get(start..)?;
    let goes_on = [' ', '#', '\r', '\n'];
    let mut lines = rest.match_indices('\n').map(|(end, _)| end + 1);
    let end = lines.find(|line| !rest[*line..].starts_with(goes_on));
    rest.get(..end.unwrap_or(rest.len()))
}

/// What kind of pack it is, as the documentation labels it.
fn kind(manifest: &Manifest) -> String {
    if let Some(category) = manifest.category() {
        return category.label.to_owned();
    }
    let layer = manifest.property("layer").unwrap_or_default();
    match manifest.layer() {
        Some(Layer::Addon) => manifest.addon_type().unwrap_or_else(|| "Add-on".to_owned()),
        _ => vocabulary::label_of(vocabulary::LAYERS, &layer).map_or(layer, str::to_owned),
    }
}

/// The clouds in one line; “all” stands for every other.
fn providers(cloud_types: &[String]) -> String {
    if cloud_types.iter().any(|cloud| cloud == "all") {
        return vocabulary::provider_label("all").to_owned();
    }
    let labels: Vec<&str> = cloud_types
        .iter()
        .map(|cloud| vocabulary::provider_label(cloud))
        .collect();
    labels.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_stage(annotations: &str, expected: Option<Stage>) {
        let manifest = Manifest::read(&format!("{{\"annotations\": {annotations}}}"));
        assert_eq!(Stage::of(&manifest), expected, "{annotations}");
    }

    #[test]
    fn the_stage_that_takes_most_away_counts() {
        check_stage("{}", None);
        check_stage(r#"{"system_state": "active"}"#, None);
        check_stage(r#"{"system_state": "deprecated"}"#, Some(Stage::Deprecated));
        check_stage(
            r#"{"system_state": "deprecated", "disabled": "true"}"#,
            Some(Stage::Disabled),
        );
        check_stage(
            r#"{"system_state": "deleted", "disabled": "true"}"#,
            Some(Stage::Deleted),
        );
        check_stage(r#"{"disabled": "false"}"#, None);
    }

    fn check_title(manifest: &str, expected: &str) {
        assert_eq!(title(&Manifest::read(manifest)), expected, "{manifest}");
    }

    #[test]
    fn the_title_falls_back_to_the_name() {
        check_title(r#"{"name": "a", "displayName": "A"}"#, "A");
        check_title(r#"{"name": "a", "displayName": " "}"#, "a");
        check_title("{}", "");
    }

    fn check_layer_name(values: &str, expected: Option<&str>) {
        assert_eq!(layer_name(values).as_deref(), expected, "{values:?}");
    }

    #[test]
    fn a_layer_takes_its_name_from_the_values() {
        check_layer_name(
            "pack:\n  spectrocloud.com/display-name: \"Second\"\n",
            Some("Second"),
        );
        check_layer_name("pack:\n  spectrocloud.com/display-name:\n", None);
        check_layer_name("pack:\n  namespace: a\n", None);
        check_layer_name("pack: [\n", None);
        check_layer_name(
            "charts: {}\npack:\n# note\n\n  spectrocloud.com/display-name: Third\nx: [\n",
            Some("Third"),
        );
        check_layer_name(
            "{pack: {spectrocloud.com/display-name: Fourth}}",
            Some("Fourth"),
        );
        check_layer_name("", None);
    }

    fn check_kind(manifest: &str, expected: &str) {
        assert_eq!(kind(&Manifest::read(manifest)), expected, "{manifest}");
    }

    #[test]
    fn the_kind_is_the_label_where_there_is_one() {
        check_kind(r#"{"layer": "csi"}"#, "Storage");
        check_kind(
            r#"{"layer": "addon", "addonType": "system app"}"#,
            "System App",
        );
        check_kind(r#"{"layer": "addon", "addonType": "database"}"#, "database");
        check_kind(r#"{"layer": "addon"}"#, "Add-on");
        check_kind(r#"{"layer": "kernel"}"#, "Kernel");
        check_kind(r#"{"layer": "storage"}"#, "storage");
    }

    fn check_providers(cloud_types: &[&str], expected: &str) {
        let cloud_types: Vec<String> = cloud_types.iter().map(ToString::to_string).collect();
        assert_eq!(providers(&cloud_types), expected);
    }

    #[test]
    fn all_clouds_are_one_word() {
        check_providers(&["aws", "all"], "All");
        check_providers(&["aws", "aks", "libvirt"], "AWS, Azure AKS, libvirt");
        check_providers(&[], "");
    }
}
