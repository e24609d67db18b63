//! Which images a pack lists, and which of them a cluster gets. The Images section and the rules on images
//! both ask here, so that they say the same.

use std::collections::BTreeMap;

use pack_once::sort;

use super::{DeployedImage, Deployment, ImagePlace, SwitchedOffImage, deployed_name};
use crate::facts::image_reference::ImageReference;

/// Whether an image is listed, and whether a cluster gets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ImageState {
    /// Listed and used.
    Used,
    /// Used and not listed.
    Unlisted,
    /// Listed and not used.
    Unused,
}

impl ImageState {
    /// Its name, as pages and tests know it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Unlisted => "unlisted",
            Self::Unused => "unused",
        }
    }
}

/// An image that is listed or used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageRow {
    /// Its name: as it is listed, or else its whole name.
    pub name: String,
    /// Whether it is listed and used.
    pub state: ImageState,
    /// A container runs it; otherwise a text only reads like its name.
    pub certain: bool,
    /// It depends on the sample of a macro, or on something that is random.
    pub varies: bool,
    /// Nothing that is deployed names it, but a part that is switched off, or a test. Its state is then
    /// [`ImageState::Unlisted`] or [`ImageState::Unused`], and it is no problem.
    pub switched_off: bool,
    /// The index of the entry in the list.
    pub entry: Option<usize>,
    /// The other name that it may have: with a `v` before its version, or without it.
    pub other_name: Option<String>,
    /// Where it is used.
    pub places: Vec<NamedPlace>,
}

/// Where an image is used, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPlace {
    /// The object: `Deployment web`; or what else names the image.
    pub object: String,
    /// The template or manifest that it comes from, or the chart.
    pub template: String,
    /// The path in the object; or the value that switches it on. Empty where there is none.
    pub path: String,
    /// The index of the object in the deployment, if it is one.
    pub index: Option<usize>,
}

/// All images that are listed or used: those of the list first, in its order, then the others by name.
/// `listed` are the names in the list.
pub fn rows<'l>(
    listed: impl IntoIterator<Item = &'l str>,
    deployment: &Deployment,
) -> Vec<ImageRow> {
    let listed: Vec<&str> = listed.into_iter().collect();
    let list = List::of(&listed);
    let mut users: Vec<Vec<&DeployedImage>> = vec![Vec::new(); listed.len()];
    let mut unlisted = Vec::new();
    for image in &deployment.images {
        let entries = list.entries_of(image);
        if entries.is_empty() {
            let mut row = row(&image.name, ImageState::Unlisted);
            row.add_users(&[image], deployment);
            unlisted.push(row);
        }
        for entry in entries {
            if let Some(users) = users.get_mut(entry) {
                users.push(image);
            }
        }
    }
    let off = switched_off(deployment);
    let mut rows = Vec::new();
    for (entry, (name, users)) in listed.iter().zip(users).enumerate() {
        let mut row = row(name, ImageState::Unused);
        row.entry = Some(entry);
        match users.is_empty() {
            false => row.add_users(&users, deployment),
            true => {
                let images = deployed_name(name).and_then(|name| off.get(&name));
                row.switched_off = images.is_some();
                let images = images.into_iter().flatten();
                row.places
                    .extend(images.map(|image| switch_of(image, deployment)));
            }
        }
        rows.push(row);
    }
    let known = sort::set(listed.iter().filter_map(|name| deployed_name(name)));
    let tests = sort::set(deployment.test_images.iter());
    for (name, images) in off {
        if known.contains(&name) || tests.contains(&name) {
            continue;
        }
        let places = images.iter().map(|image| switch_of(image, deployment));
        unlisted.push(ImageRow {
            switched_off: true,
            certain: images.iter().any(|image| image.certain),
            places: places.collect(),
            ..row(&name, ImageState::Unlisted)
        });
    }
    sort::sort_by(&mut unlisted, &|one: &ImageRow, other: &ImageRow| {
        (one.switched_off, &one.name).cmp(&(other.switched_off, &other.name))
    });
    rows.append(&mut unlisted);
    rows
}

fn row(name: &str, state: ImageState) -> ImageRow {
    ImageRow {
        name: name.to_owned(),
        state,
        certain: false,
        varies: false,
        switched_off: false,
        entry: None,
        other_name: None,
        places: Vec::new(),
    }
}

impl ImageRow {
    fn add_users(&mut self, users: &[&DeployedImage], deployment: &Deployment) {
        if self.entry.is_some() {
            self.state = ImageState::Used;
        }
        self.certain = users.iter().any(|image| image.certain);
        self.varies = users.iter().all(|image| image.varies);
        let mut others = users.iter().flat_map(|image| other_names(image));
        self.other_name = others.next().map(str::to_owned);
        let places = users.iter().flat_map(|image| &image.places);
        self.places
            .extend(places.filter_map(|place| named(place, deployment)));
    }
}

/// The other names that an image may have.
fn other_names(image: &DeployedImage) -> impl Iterator<Item = &str> {
    image.places.iter().filter_map(|place| match place {
        ImagePlace::Text { other_name, .. } => other_name.as_deref(),
        _ => None,
    })
}

/// The images that nothing deployed names, by name, with those of parts that are switched off.
fn switched_off(deployment: &Deployment) -> BTreeMap<String, Vec<&SwitchedOffImage>> {
    let deployed = sort::set(deployment.images.iter().map(|image| image.name.as_str()));
    let is_missing = |name: &str| !deployed.contains(name);
    let mut found: BTreeMap<String, Vec<_>> = BTreeMap::new();
    let images = deployment.switched_off.iter().flatten();
    for image in images.filter(|image| is_missing(&image.name)) {
        found.entry(image.name.clone()).or_default().push(image);
    }
    let tests = deployment.test_images.iter();
    for name in tests.filter(|name| is_missing(name)) {
        found.entry(name.clone()).or_default();
    }
    found
}

/// What would switch the part of an image on.
fn switch_of(image: &SwitchedOffImage, deployment: &Deployment) -> NamedPlace {
    let release = deployment.releases.get(image.release);
    NamedPlace {
        object: release
            .map(|release| release.name.clone())
            .unwrap_or_default(),
        template: release
            .map(|release| release.chart.clone())
            .unwrap_or_default(),
        path: image.switch.to_string(),
        index: None,
    }
}

/// A place in words; `None` if it is not in the deployment.
pub fn named(place: &ImagePlace, deployment: &Deployment) -> Option<NamedPlace> {
    Some(match place {
        ImagePlace::Object {
            object: index,
            path,
        } => {
            let object = deployment.objects.get(*index)?;
            NamedPlace {
                object: format!("{} {}", object.kind, object.name),
                template: object.source.path().to_owned(),
                path: path.to_string(),
                index: Some(*index),
            }
        }
        ImagePlace::Annotation { release, key } => NamedPlace {
            object: format!("annotation {key}"),
            template: deployment.releases.get(*release)?.chart.clone(),
            path: String::new(),
            index: None,
        },
        ImagePlace::Text { file, found, .. } => NamedPlace {
            object: found.clone(),
            template: file.clone(),
            path: String::new(),
            index: None,
        },
    })
}

/// The entries of a list, by what they can be found by.
struct List<'l> {
    /// By the whole name.
    names: BTreeMap<String, Vec<usize>>,
    /// By the last part of the name with its version.
    ends: BTreeMap<String, Vec<usize>>,
    /// By the last part of the name.
    parts: BTreeMap<String, Vec<usize>>,
    /// The entries that are templates, which cannot be compared.
    templates: Vec<(usize, &'l str)>,
}

impl<'l> List<'l> {
    fn of(listed: &[&'l str]) -> Self {
        let mut list = Self {
            names: BTreeMap::new(),
            ends: BTreeMap::new(),
            parts: BTreeMap::new(),
            templates: Vec::new(),
        };
        for (entry, text) in listed.iter().enumerate() {
            let Some(reference) = ImageReference::parse(text) else {
                list.templates.push((entry, text));
                continue;
            };
            let name = deployed_name(text).unwrap_or_default();
            list.names.entry(name).or_default().push(entry);
            list.ends.entry(ending(&reference)).or_default().push(entry);
            let part = last(reference.path).to_owned();
            list.parts.entry(part).or_default().push(entry);
        }
        list
    }

    /// The entries that list an image. A probable image also counts as listed with another registry or
    /// without a version, and if its name has no registry and path, with any version.
    fn entries_of(&self, image: &DeployedImage) -> Vec<usize> {
        let mut entries = self.names.get(&image.name).cloned().unwrap_or_default();
        let Some(reference) = ImageReference::parse(&image.name) else {
            return entries;
        };
        if entries.is_empty() && !image.certain {
            entries.extend(self.alike(&reference));
            for other in other_names(image).filter_map(ImageReference::parse) {
                entries.extend(self.alike(&other));
            }
        }
        if entries.is_empty() {
            let templates = self.templates.iter();
            let alike = templates.filter(|(_, text)| text.contains(reference.path));
            entries.extend(alike.map(|(entry, _)| *entry));
        }
        sort::sort(&mut entries);
        entries.dedup();
        entries
    }

    fn alike(&self, image: &ImageReference<'_>) -> impl Iterator<Item = &usize> {
        let name = last(image.path);
        let by_end = self.ends.get(&ending(image));
        let without_version = self.ends.get(name);
        let any_version = self
            .parts
            .get(name)
            .filter(|_| image.path.starts_with("library/"));
        [by_end, without_version, any_version]
            .into_iter()
            .flatten()
            .flatten()
    }
}

/// The last part of an image's path and its version, as far as it has one.
fn ending(image: &ImageReference<'_>) -> String {
    let name = last(image.path);
    match image.tag {
        Some(tag) => format!("{name}:{tag}"),
        None => name.to_owned(),
    }
}

/// The last part of a path.
fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use pack_syntax::Pointer;

    use super::super::Release;
    use super::*;

    fn image(name: &str, certain: bool, other_name: Option<&str>) -> DeployedImage {
        DeployedImage {
            name: name.to_owned(),
            certain,
            varies: false,
            places: vec![ImagePlace::Text {
                file: "m.yaml".to_owned(),
                found: "a container".to_owned(),
                other_name: other_name.map(str::to_owned),
            }],
        }
    }

    fn deployment(images: Vec<DeployedImage>) -> Deployment {
        Deployment {
            images,
            ..Deployment::default()
        }
    }

    fn states(listed: &[&str], deployment: &Deployment) -> Vec<String> {
        let rows = rows(listed.iter().copied(), deployment).into_iter();
        rows.map(|row| {
            let off = if row.switched_off { " off" } else { "" };
            format!("{} {}{off}", row.name, row.state.id())
        })
        .collect()
    }

    #[test]
    fn images_are_compared_by_their_whole_names() {
        let deployment = deployment(vec![
            image("docker.io/library/nginx:1", true, None),
            image("x.io/b:1", true, None),
        ]);
        assert_eq!(
            states(&["nginx:1", "y.io/b:1"], &deployment),
            ["nginx:1 used", "y.io/b:1 unused", "x.io/b:1 unlisted"]
        );
    }

    #[test]
    fn probable_images_are_compared_loosely() {
        for (name, other, entry) in [
            ("x.io/a:1", None, "mirror.io/a:1"),
            ("x.io/a:1", None, "x.io/a"),
            ("docker.io/library/a:1", None, "x.io/a:2"),
            ("x.io/a:1.0.0", Some("x.io/a:v1.0.0"), "x.io/a:v1.0.0"),
            ("x.io/b/a:1", None, "{{ .spectro.var.r }}/b/a:1"),
        ] {
            let found = states(&[entry], &deployment(vec![image(name, false, other)]));
            assert_eq!(found, [format!("{entry} used")]);
        }
        let other = deployment(vec![image("x.io/a:1", false, None)]);
        assert_eq!(
            states(&["x.io/a:2"], &other),
            ["x.io/a:2 unused", "x.io/a:1 unlisted"]
        );
    }

    #[test]
    fn what_is_switched_off_is_no_problem() {
        let off = |name: &str| SwitchedOffImage {
            name: name.to_owned(),
            certain: true,
            release: 0,
            switch: Pointer::from_iter(["charts", "web", "metrics", "enabled"]),
        };
        let deployment = Deployment {
            releases: vec![Release {
                name: "web".to_owned(),
                namespace: "default".to_owned(),
                chart: "charts/web.tgz".to_owned(),
                chart_name: "web".to_owned(),
                chart_version: "1.0.0".to_owned(),
                app_version: None,
            }],
            images: vec![image("x.io/used:1", true, None)],
            test_images: vec!["x.io/test:1".to_owned(), "x.io/other-test:1".to_owned()],
            switched_off: Some(vec![
                off("x.io/off:1"),
                off("x.io/more:1"),
                off("x.io/used:1"),
            ]),
            ..Deployment::default()
        };
        let found = states(&["x.io/off:1", "x.io/test:1", "x.io/no:1"], &deployment);
        assert_eq!(
            found,
            [
                "x.io/off:1 unused off",
                "x.io/test:1 unused off",
                "x.io/no:1 unused",
                "x.io/used:1 unlisted",
                "x.io/more:1 unlisted off",
            ]
        );
        let rows = rows(["x.io/off:1"], &deployment);
        assert_eq!(rows[0].places[0].path, "/charts/web/metrics/enabled");
        assert_eq!(rows[1].places[0].object, "a container");
    }
}
