//! The first chart of a pack that was made of a template: what it says takes the place of what the
//! template wrote. What the user has changed since stays.

use serde_json::Value;

use super::from_charts;
use crate::chart::Chart;
use crate::edit::Change;
use crate::logo;
use crate::pack::Pack;
use crate::pack::document::{JsonFile, YamlFile};
use crate::pack::file::File;
use crate::pack::manifest::Manifest;
use crate::pack::path::{FilePath, LOGO_PNG, README_MD};
use crate::template::{NewPack, for_charts};
use crate::values::Values;
use pack_syntax::Pointer;

/// The properties of pack.json that a chart knows, as paths.
const KNOWN: &[&str] = &[
    "/name",
    "/displayName",
    "/version",
    "/addonType",
    "/annotations/description",
    "/annotations/docsURL",
];

/// The changes of a pack that gets its first charts; none if no template wrote it.
pub(super) fn changes(pack: &Pack, charts: &[&Chart]) -> Vec<Change> {
    let manifest = pack.manifest();
    let Some(first) = charts.first().filter(|_| is_free(&manifest)) else {
        return Vec::new();
    };
    let templates = for_charts();
    let template = templates.into_iter().find(|template| {
        let written = ["name", "displayName"].map(|key| template.manifest[key].as_str());
        written[0] == manifest.name().as_deref()
            || written[1] == manifest.display_name().as_deref()
            || pack.text(README_MD) == Some(&template.readme.text())
    });
    let Some(template) = template else {
        return Vec::new();
    };
    let name = from_charts::pack_name(first);
    let new = NewPack {
        manifest: from_charts::manifest(&name, charts),
        values: String::new(),
        readme: from_charts::readme(&name, charts),
        files: from_charts::icon(first).into_iter().collect(),
    };
    let mut changes = of_pack_json(&manifest, &template, &new);
    changes.extend(of_namespace(pack, &template, &name));
    changes.extend(of_readme(pack, &template, &new));
    changes.extend(of_logo(pack, &template, &new));
    changes
}

/// What is told once they are made.
pub(super) fn remarks(charts: &[&Chart]) -> Vec<String> {
    let Some(first) = charts.first() else {
        return Vec::new();
    };
    let filled = format!(
        "What the template had left open was filled in from the chart {}: name, version, description, README and logo, unless you had changed them.",
        first.name
    );
    let remarks = from_charts::remarks(first, 1);
    std::iter::once(filled).chain(remarks).collect()
}

/// Whether a pack lists nothing yet.
fn is_free(manifest: &Manifest) -> bool {
    manifest.charts().is_empty() && manifest.kube_manifests().is_empty()
}

/// The properties that are still the template's, or are not there.
fn of_pack_json(manifest: &Manifest, template: &NewPack, new: &NewPack) -> Vec<Change> {
    let json = manifest.json();
    let known = KNOWN.iter().filter_map(|path| {
        let pointer: Pointer = path.parse().ok()?;
        let value = new.manifest.pointer(path)?;
        let written = json
            .get(&pointer)
            .and_then(|node| node.as_str().map(str::to_owned));
        let of_template = template.manifest.pointer(path).and_then(Value::as_str);
        let is_there = json.get(&pointer).is_some();
        let is_its_own = match is_there {
            true => written.as_deref() == of_template && of_template.is_some(),
            false => of_template.is_none(),
        };
        (is_its_own && written.as_deref() != value.as_str())
            .then(|| Change::set(JsonFile::pack(), pointer, value.clone()))
    });
    known.collect()
}

/// The namespace, which the templates name after the pack.
fn of_namespace(pack: &Pack, template: &NewPack, name: &str) -> Option<Change> {
    let namespace = Pointer::from_iter(["pack", "namespace"]);
    let values = Values::of(pack);
    let written = values.yaml().get(&namespace)?.as_str()?;
    (Some(written) == template.manifest["name"].as_str())
        .then(|| Change::set(YamlFile::values(), namespace, name))
}

/// The README, block by block.
fn of_readme(pack: &Pack, template: &NewPack, new: &NewPack) -> Option<Change> {
    let text = pack.text(README_MD)?;
    let (body, end) = text.split_at(text.trim_end().len());
    let mut blocks: Vec<String> = body.split("\n\n").map(str::to_owned).collect();
    let before = template.readme.blocks();
    for (before, after) in before.into_iter().zip(new.readme.blocks()) {
        let found = blocks.iter_mut().find(|block| **block == before);
        if let Some(block) = found {
            *block = after;
        }
    }
    let filled = blocks.join("\n\n") + end;
    (filled != text).then(|| Change::set_text(FilePath::of(README_MD), filled))
}

/// The logo: the chart's icon, or its initials.
fn of_logo(pack: &Pack, template: &NewPack, new: &NewPack) -> Option<Change> {
    let drawn = |manifest: &Value| {
        let manifest = Manifest::read(&manifest.to_string());
        let initials = logo::initials(&manifest.display_name().unwrap_or_default());
        logo::draw(manifest.category(), &initials)
    };
    let present = pack.file(LOGO_PNG)?;
    if *present.bytes != *drawn(&template.manifest) {
        return None;
    }
    let bytes = match new.files.first() {
        Some(icon) => icon.bytes.clone(),
        None => drawn(&new.manifest).into(),
    };
    Some(Change::put_file(FilePath::of(LOGO_PNG), File::new(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Session;
    use crate::facts::file_list::CHART_LIST;
    use crate::template::template;

    fn chart() -> Chart {
        Chart {
            name: "my-web".to_owned(),
            version: "v1.2.3".to_owned(),
            app_version: Some("4.5.6".to_owned()),
            description: Some("Serves pages.".to_owned()),
            ..Chart::default()
        }
    }

    /// A template's pack after changes, and then with a chart.
    fn filled(id: &str, before: Vec<Change>) -> Pack {
        let pack = template(id).unwrap().build();
        let pack = Session::open(pack).tried(&before).unwrap();
        let changes = changes(&pack, &[&chart()]);
        Session::open(pack).tried(&changes).unwrap()
    }

    #[test]
    fn what_is_the_templates_is_replaced() {
        for id in ["helm", "blank"] {
            let pack = filled(id, Vec::new());
            let manifest = pack.manifest();
            assert_eq!(manifest.name().as_deref(), Some("my-web"));
            assert_eq!(manifest.display_name().as_deref(), Some("My Web"));
            assert_eq!(manifest.version().as_deref(), Some("1.2.3"));
            let about = manifest.annotation("description");
            assert_eq!(about.as_deref(), Some("Serves pages."));
            let readme = pack.text(README_MD).unwrap();
            assert!(readme.starts_with("# My Web\n\nServes pages.\n\n## Prerequisites"));
            assert!(readme.contains("`charts.my-web`") && !readme.contains("my-chart-pack"));
            assert!(
                pack.text("values.yaml")
                    .unwrap()
                    .contains("namespace: \"my-web\"")
            );
            let before = template(id).unwrap().build();
            assert_ne!(pack.file(LOGO_PNG), before.file(LOGO_PNG));
        }
    }

    #[test]
    fn what_the_user_has_changed_stays() {
        let set =
            |path: &str, value: &str| Change::set(JsonFile::pack(), path.parse().unwrap(), value);
        let readme = template("helm").unwrap().build();
        let readme = readme
            .text(README_MD)
            .unwrap()
            .replace("## Usage\n", "## How to use\n");
        let pack = filled(
            "helm",
            vec![
                set("/name", "mine"),
                set("/version", "7.0.0"),
                set("/annotations/description", "Mine."),
                Change::set_text(FilePath::of(README_MD), readme),
            ],
        );
        let manifest = pack.manifest();
        assert_eq!(manifest.name().as_deref(), Some("mine"));
        assert_eq!(manifest.display_name().as_deref(), Some("My Web"));
        assert_eq!(manifest.version().as_deref(), Some("7.0.0"));
        assert_eq!(manifest.annotation("description").as_deref(), Some("Mine."));
        let readme = pack.text(README_MD).unwrap();
        assert!(readme.starts_with("# My Web\n") && readme.contains("## How to use\n"));
    }

    #[test]
    fn a_readme_with_no_block_of_the_template_stays_as_it_ends() {
        for end in ["", "\n\n", "  \n"] {
            let text = format!("# Mine\n\nOwn text.{end}");
            let own = Change::set_text(FilePath::of(README_MD), text.clone());
            assert_eq!(filled("helm", vec![own]).text(README_MD), Some(&*text));
        }
    }

    #[test]
    fn a_pack_of_no_template_stays_as_it_is() {
        let other = |path: &str| Change::set(JsonFile::pack(), path.parse().unwrap(), "other");
        let text = Change::set_text(FilePath::of(README_MD), "# Other\n");
        let pack = template("helm").unwrap().build();
        let named = Session::open(pack)
            .tried(&[other("/name"), other("/displayName"), text])
            .unwrap();
        assert_eq!(changes(&named, &[&chart()]), []);
        let listing = Change::set(
            JsonFile::pack(),
            CHART_LIST.pointer(),
            serde_json::json!(["charts/a.tgz"]),
        );
        let pack = template("helm").unwrap().build();
        let listing = Session::open(pack).tried(&[listing]).unwrap();
        assert_eq!(changes(&listing, &[&chart()]), []);
    }
}
