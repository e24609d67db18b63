//! What completes a pack once what its new charts become is known: values that they need to render, and
//! the images that they run.

use pack_once::sort::sort;
use serde_json::{Value, json};

use super::chart_values::NewCharts;
use super::samples;
use crate::Values;
use crate::deployment::{DeployedImage, Deployment, Failure, ImagePlace, NeededValue, Stage};
use crate::edit::Change;
use crate::facts::image_reference::ImageReference;
use crate::pack::Pack;
use crate::pack::document::YamlFile;
use crate::pack::path::{FilePath, VALUES_YAML};
use crate::values::images;

/// What completes a pack.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completion {
    /// The changes.
    pub changes: Vec<Change>,
    /// Notices for the user, each a sentence or two.
    pub notices: Vec<String>,
}

/// Completes a new pack: it gets samples of what its charts need, and lists just the images that it runs.
/// Those that texts only seem to name are left to the user.
pub fn complete_new(pack: &Pack, deployment: &Deployment) -> Completion {
    let mut completion = Completion::default();
    completion.take_values(pack, deployment, None);
    let Some(listed) = images::listed(&Values::of(pack)) else {
        return completion;
    };
    let listed: Vec<String> = listed.into_iter().map(|image| image.name).collect();
    let used = used(deployment, None);
    if used != listed {
        let list: Value = used.iter().map(|name| json!({ "image": name })).collect();
        let change = Change::set(YamlFile::values(), images::list(), list);
        completion.changes.push(change);
    }
    completion
}

/// Completes a pack that charts were added to: it gets samples of what they need, and lists the images
/// that they run as well. Where nothing is known of a deployment, it lists those that their texts name.
pub fn complete_added(pack: &Pack, new: &NewCharts, deployment: Option<&Deployment>) -> Completion {
    let mut completion = Completion::default();
    let found = match deployment {
        Some(deployment) => {
            completion.take_values(pack, deployment, Some(&new.paths));
            used(deployment, Some(&new.paths))
        }
        None => new.images.clone(),
    };
    let Some(listed) = images::listed(&Values::of(pack)) else {
        return completion;
    };
    let canonical = |name: &str| Some(ImageReference::parse(name)?.canonical());
    let listed: Vec<_> = listed.iter().map(|image| canonical(&image.name)).collect();
    let unlisted: Vec<_> = found
        .iter()
        .filter(|name| !listed.contains(&canonical(name)))
        .map(|name| images::add(name))
        .collect();
    let said = match unlisted.len() {
        0 => return completion,
        1 => "Its image was added to pack.content.images.".to_owned(),
        count => format!("{count} images were added to pack.content.images."),
    };
    completion.notices.push(said);
    completion.changes.extend(unlisted);
    completion
}

impl Completion {
    /// Takes the values that new charts need, all where none are told, and says which charts do not
    /// render all the same.
    fn take_values(&mut self, pack: &Pack, deployment: &Deployment, new: Option<&[String]>) {
        let is_new = |file: &String| new.is_none_or(|new| new.contains(file));
        let needed = deployment.needed.iter();
        let needed: Vec<_> = needed.filter(|needed| is_new(&needed.file)).collect();
        let text = samples::added(pack, &needed);
        if let Some(text) = text {
            let file = FilePath::of(VALUES_YAML);
            self.changes.push(Change::set_text(file, text));
            let list: Vec<_> = needed.iter().map(|needed| in_words(needed)).collect();
            self.notices.push(format!(
                "Not every chart renders with its own values, so samples were added to values.yaml. Replace them with your own: {}.",
                list.join("; ")
            ));
        }
        let failures = deployment.failures.iter();
        let failures = failures.filter(|failure| is_new(&failure.file));
        self.notices.extend(failures.filter_map(told));
    }
}

/// What is told of a chart or manifest that fails.
fn told(failure: &Failure) -> Option<String> {
    // What becomes no object is reported at its place.
    (failure.stage != Stage::Objects).then(|| {
        let said = failure.said();
        format!(
            "{} does not render: “{}”. The images that its texts name are listed, but it may run others. See Deployment.",
            failure.file,
            said.trim_end_matches('.')
        )
    })
}

/// A sample in a message.
fn in_words(needed: &NeededValue) -> String {
    const LONGEST: usize = 60;
    let path = needed.path.tokens().join(".");
    let mut value: String = needed.value.to_string();
    if let Some((end, _)) = value.char_indices().nth(LONGEST) {
        value.truncate(end);
        value.push_str("...");
    }
    match &needed.source {
        Some(source) => format!("{path} = {value} (from {source} of the chart)"),
        None => format!("{path} = {value}"),
    }
}

/// The images that charts run, in the order of their names: those of new charts, or all. Of what is not
/// rendered, they are those that its texts name for certain.
fn used(deployment: &Deployment, new: Option<&[String]>) -> Vec<String> {
    let is_new = |place: &ImagePlace| {
        let file = match place {
            ImagePlace::Object { object, .. } => {
                let object = deployment.objects.get(*object);
                let release = object.and_then(|object| deployment.release_of(object));
                release.map(|release| &release.chart)
            }
            ImagePlace::Annotation { .. } => None,
            ImagePlace::Text { file, .. } => Some(file),
        };
        new.is_none_or(|new| file.is_some_and(|file| new.contains(file)))
    };
    // A text without a tag may stand for any version.
    let is_vague = |image: &DeployedImage| {
        let is_text = |place: &ImagePlace| matches!(place, ImagePlace::Text { .. });
        image.name.ends_with(":latest") && image.places.iter().all(is_text)
    };
    let images = deployment.images.iter();
    let images = images.filter(|image| image.certain && !image.varies && !is_vague(image));
    let images = images.filter(|image| new.is_none() || image.places.iter().any(is_new));
    let mut names: Vec<_> = images.map(|image| image.name.clone()).collect();
    sort(&mut names);
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::File;
    use crate::deployment::{Object, Release, Source};
    use crate::edit::Session;

    const PATH: &str = "charts/a.tgz";

    fn pack(values: &str) -> Pack {
        let mut pack = Pack::default();
        pack.put(FilePath::of(VALUES_YAML), Some(File::of_text(values)));
        pack
    }

    /// The values.yaml after changes.
    fn changed(pack: Pack, completion: &Completion) -> String {
        let pack = Session::open(pack).tried(&completion.changes).unwrap();
        pack.text(VALUES_YAML).unwrap().to_owned()
    }

    fn check(deployment: &Deployment, expected: &[&str]) {
        let text =
            "pack:\n  content:\n    images:\n      - image: old.io/a:1\n\n# Kept.\ncharts: {}\n";
        let completion = complete_new(&pack(text), deployment);
        let text = changed(pack(text), &completion);
        let listed = images::listed(&Values::of(&pack(&text))).unwrap();
        let names: Vec<_> = listed.into_iter().map(|image| image.name).collect();
        assert_eq!(names, expected);
        assert!(text.contains("# Kept."));
    }

    fn image(name: &str, certain: bool, places: Vec<ImagePlace>) -> DeployedImage {
        DeployedImage {
            name: name.to_owned(),
            certain,
            varies: false,
            places,
        }
    }

    fn in_text(name: &str) -> DeployedImage {
        let place = ImagePlace::Text {
            file: PATH.to_owned(),
            found: String::new(),
            other_name: None,
        };
        image(name, true, vec![place])
    }

    #[test]
    fn images_of_containers_are_listed_and_guesses_are_not() {
        check(&Deployment::default(), &[]);
        let found = [("b.io/b:2", true), ("a.io/a:1", true), ("c.io/c:3", false)];
        let found = found.map(|(name, certain)| image(name, certain, Vec::new()));
        let found = Deployment {
            images: found.into(),
            ..Deployment::default()
        };
        check(&found, &["a.io/a:1", "b.io/b:2"]);
        let mut failing = found;
        failing.images.push(in_text("old.io/a:1"));
        failing.images.push(in_text("old.io/b:latest"));
        let failure = Failure::new(PATH, Stage::Render, "it fails");
        failing.failures.push(failure);
        check(&failing, &["a.io/a:1", "b.io/b:2", "old.io/a:1"]);
        let told = complete_new(&pack(""), &failing).notices;
        assert!(told[0].starts_with("charts/a.tgz does not render: “it fails”."));
    }

    #[test]
    fn a_pack_gets_the_images_of_the_charts_that_are_added() {
        let release = |chart: &str| Release {
            name: String::new(),
            namespace: String::new(),
            chart: chart.to_owned(),
            chart_name: String::new(),
            chart_version: String::new(),
            app_version: None,
        };
        let object = |release| Object {
            api_version: String::new(),
            kind: String::new(),
            name: String::new(),
            namespace: None,
            hooks: Vec::new(),
            source: Source::Chart {
                release,
                template: String::new(),
            },
            lines: 1..=1,
            text: String::new(),
            problems: Vec::new(),
        };
        let place = |object| ImagePlace::Object {
            object,
            path: pack_syntax::Pointer::root(),
        };
        let deployment = Deployment {
            releases: vec![release("charts/old.tgz"), release(PATH)],
            objects: vec![object(0), object(1)],
            images: vec![
                image("docker.io/library/a:1", true, vec![place(1)]),
                image("new.io/b:1", true, vec![place(0), place(1)]),
                image("old.io/c:1", true, vec![place(0)]),
            ],
            ..Deployment::default()
        };
        let new = NewCharts {
            paths: vec![PATH.to_owned()],
            images: vec!["text.io/d:1".to_owned()],
        };
        let text = "pack:\n  content:\n    images:\n      - image: a:1\n";
        let completion = complete_added(&pack(text), &new, Some(&deployment));
        let expected = format!("{text}      - image: new.io/b:1\n");
        assert_eq!(changed(pack(text), &completion), expected);
        assert_eq!(
            completion.notices,
            ["Its image was added to pack.content.images."]
        );
        let unknown = complete_added(&pack(text), &new, None);
        let expected = format!("{text}      - image: text.io/d:1\n");
        assert_eq!(changed(pack(text), &unknown), expected);
    }

    #[test]
    fn what_a_chart_needs_is_set_and_told() {
        let needed = |path: &str, value: Value, source: Option<&str>| NeededValue {
            file: PATH.to_owned(),
            path: path.parse().unwrap(),
            value,
            source: source.map(str::to_owned),
        };
        let deployment = Deployment {
            needed: vec![
                needed(
                    "/charts/web/db/host",
                    json!("db.test"),
                    Some("ci/test-values.yaml"),
                ),
                needed("/charts/web/tls/names", json!(["sample"]), None),
            ],
            ..Deployment::default()
        };
        let text = "charts:\n  web:\n    # Where.\n    db: {}\n";
        let completion = complete_new(&pack(text), &deployment);
        let sample = "# A sample, without which the chart does not render. Replace it.";
        let expected = format!(
            "charts:\n  web:\n    # Where.\n    db:\n      {sample}\n      host: db.test\n    tls:\n      {sample}\n      names:\n        - sample\n"
        );
        let changed = changed(pack(text), &completion);
        assert_eq!(changed, expected);
        assert!(completion.notices[0].ends_with(
            "charts.web.db.host = \"db.test\" (from ci/test-values.yaml of the chart); charts.web.tls.names = [\"sample\"]."
        ));
    }
}
