//! Sample packs for the tests of rules, and what is expected of every fix.

mod archives;

use pack_archive::{Entry, Format};
use pack_model::{
    Action, Audience, Change, Diagnostic, File, FilePath, ImageReference, JsonFile, Manifest,
    Origin, Pack, Part, Place, Session, Transaction,
};
use serde_json::{Value, json};

use crate::{Options, check};

pub(crate) use archives::{archive_with_links, raw_archive};

/// What a fix leaves for the user to enter: the rule of the fix, and the rule that says so.
const LEFT_TO_ENTER: &[(&str, &str)] = &[
    ("os-annotation-missing", "os-annotation-empty"),
    ("os-annotation-missing", "skip-k8s-install-not-boolean"),
    ("chart-needs-value", "parameter-required-empty"),
    // A key that nobody saw is seen then.
    ("invisible-character", "chart-value-unknown"),
];

/// A pack for a test.
#[derive(Clone)]
pub(crate) struct Sample {
    pub(crate) pack: Pack,
    audience: Audience,
}

impl Sample {
    /// An add-on pack without findings.
    pub(crate) fn addon() -> Self {
        Self {
            pack: Pack::default(),
            audience: Audience::Own,
        }
        .pack_json(&json!({
            "name": "sample",
            "displayName": "Sample",
            "version": "1.2.3",
            "layer": "addon",
            "addonType": "monitoring",
            "cloudTypes": ["all"],
            "annotations": { "source": "community" },
            "kubeManifests": ["manifests/sample.yaml"],
        }))
        .file(
            "values.yaml",
            "pack:\n  namespace: sample\n  content:\n    images: []\n",
        )
        .file(
            "manifests/sample.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: sample\n",
        )
        .file("README.md", "# Sample\n")
        .bytes("logo.png", &png(64, 64))
    }

    /// An OS pack without findings.
    pub(crate) fn os(cloud: &str, annotations: Value) -> Self {
        Self::addon()
            .unset("/addonType")
            .set("/layer", "os")
            .set("/cloudTypes", json!([cloud]))
            .set("/annotations", annotations)
    }

    /// An add-on pack whose list of images has these lines, which start in column 0, and whose manifest uses
    /// them.
    pub(crate) fn images(list: &str) -> Self {
        let names = pack_model::values::images::names(list).into_iter();
        let names =
            names.filter(|name| name.contains(':') && ImageReference::parse(name).is_some());
        let containers: String = names.map(|name| format!("  - image: {name}\n")).collect();
        let manifest = match containers.as_str() {
            "" => "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n".to_owned(),
            containers => {
                format!(
                    "apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec:\n  containers:\n{containers}"
                )
            }
        };
        let list: String = list.lines().map(|line| format!("      {line}\n")).collect();
        let values = format!("pack:\n  namespace: sample\n  content:\n    images:\n{list}");
        Self::addon()
            .file("values.yaml", &values)
            .file("manifests/sample.yaml", &manifest)
    }

    /// An add-on pack with a chart `web` that has these default values, and this values.yaml.
    pub(crate) fn with_chart(own: &str, values: &str) -> Self {
        let files = [
            ("Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n"),
            ("values.yaml", own),
        ];
        Self::addon()
            .chart("charts/web-1.0.0.tgz", &files)
            .set("/charts", json!(["charts/web-1.0.0.tgz"]))
            .file("values.yaml", values)
    }

    /// An add-on pack with a chart `web` whose template goes on with these lines, with a schema if it is not
    /// empty, these default values, and this values.yaml.
    pub(crate) fn with_template(template: &str, schema: &str, own: &str, values: &str) -> Self {
        let template = format!(
            "apiVersion: v1\nkind: Secret\ntype: Opaque\nmetadata:\n  name: web\n\n# What is tested.\n{template}\n"
        );
        let mut files = vec![
            ("Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n"),
            ("templates/secret.yaml", &template),
            ("values.yaml", own),
        ];
        if !schema.is_empty() {
            files.push(("values.schema.json", schema));
        }
        Self::addon()
            .chart("charts/web-1.0.0.tgz", &files)
            .set("/charts", json!(["charts/web-1.0.0.tgz"]))
            .file("values.yaml", values)
    }

    /// The same for the community repository.
    pub(crate) fn for_community(mut self) -> Self {
        self.audience = Audience::Community;
        self
    }

    /// The same with another origin.
    pub(crate) fn from(mut self, origin: Origin) -> Self {
        self.pack.set_origin(origin);
        self
    }

    /// The same with another pack.json, given as data.
    pub(crate) fn pack_json(self, value: &Value) -> Self {
        let text = serde_json::to_string_pretty(value).unwrap();
        self.file("pack.json", &format!("{text}\n"))
    }

    /// The same with another text file.
    pub(crate) fn file(self, path: &str, text: &str) -> Self {
        self.bytes(path, text.as_bytes())
    }

    /// The same with another file.
    pub(crate) fn bytes(mut self, path: &str, bytes: &[u8]) -> Self {
        self.pack
            .put(FilePath::new(path).unwrap(), Some(File::new(bytes)));
        self
    }

    /// The same with a chart archive that holds these files.
    pub(crate) fn chart(self, path: &str, files: &[(&str, &str)]) -> Self {
        let entries: Vec<_> = files
            .iter()
            .map(|(path, text)| Entry::new(*path, text.as_bytes()))
            .collect();
        let bytes = pack_archive::write(Format::TarGz, "chart", "1", &entries).unwrap();
        self.bytes(path, &bytes)
    }

    /// The same without a file.
    pub(crate) fn without(mut self, path: &str) -> Self {
        self.pack.put(FilePath::new(path).unwrap(), None).unwrap();
        self
    }

    /// The same with a value of pack.json set.
    pub(crate) fn set(self, pointer: &str, value: impl Into<Value>) -> Self {
        self.change(Change::set(
            JsonFile::pack(),
            pointer.parse().unwrap(),
            value,
        ))
    }

    /// The same with a value of pack.json removed.
    pub(crate) fn unset(self, pointer: &str) -> Self {
        self.change(Change::remove(JsonFile::pack(), pointer.parse().unwrap()))
    }

    fn change(mut self, change: Change) -> Self {
        let mut session = Session::open(self.pack);
        session
            .apply(Transaction::new("Prepare", vec![change]))
            .unwrap();
        self.pack = session.pack().clone();
        self
    }

    /// The value at a path of pack.json.
    pub(crate) fn value(&self, pointer: &str) -> Value {
        let manifest: Manifest = self.pack.manifest();
        manifest
            .json()
            .value()
            .pointer(pointer)
            .cloned()
            .unwrap_or(Value::Null)
    }

    /// The text of a file.
    pub(crate) fn text(&self, path: &str) -> String {
        self.pack.text(path).unwrap().to_owned()
    }

    /// All findings that the pack does not ignore.
    pub(crate) fn findings(&self) -> Vec<Diagnostic> {
        let all = self.checked().into_iter();
        all.filter(|found| found.ignored.is_none()).collect()
    }

    /// All findings, also those that the pack ignores.
    pub(crate) fn checked(&self) -> Vec<Diagnostic> {
        let options = Options {
            audience: self.audience,
            today: "2026-06-15".into(),
        };
        check(&self.pack, &options)
    }

    /// The findings of one rule.
    pub(crate) fn findings_of(&self, rule: &str) -> Vec<Diagnostic> {
        self.findings()
            .into_iter()
            .filter(|finding| finding.rule == rule)
            .collect()
    }

    /// Expects a rule to report exactly these places, and its fixes to work.
    #[track_caller]
    pub(crate) fn fires(self, rule: &str, places: &[&str]) -> Self {
        let found: Vec<_> = self
            .findings_of(rule)
            .iter()
            .map(|finding| self.place(&finding.place))
            .collect();
        assert_eq!(found, places, "{rule}: {:#?}", self.findings());
        self.check_fixes(rule);
        self
    }

    /// Expects a rule to report nothing.
    #[track_caller]
    pub(crate) fn silent(self, rule: &str) -> Self {
        self.fires(rule, &[])
    }

    /// Expects no finding of any rule.
    #[track_caller]
    pub(crate) fn clean(self) -> Self {
        assert_eq!(self.findings(), []);
        self
    }

    /// The pack after the first fix of this id among a rule's findings.
    #[track_caller]
    pub(crate) fn fixed(self, rule: &str, fix: &str) -> Self {
        let findings = self.findings_of(rule);
        let found = findings
            .iter()
            .flat_map(|finding| &finding.fixes)
            .find(|found| found.id == fix);
        let Some(changes) = found.and_then(|found| found.changes(&self.pack)) else {
            panic!("{rule} offers no {fix}: {findings:#?}");
        };
        self.applied(changes)
    }

    /// A rule reports a value of pack.json, and its fix replaces it by another one, which is fine.
    #[track_caller]
    pub(crate) fn replaces(self, rule: &str, pointer: &str, before: &str, after: &str) {
        let sample = self.set(pointer, before).fires(rule, &[pointer]);
        assert_eq!(sample.fixed(rule, "replace").clean().value(pointer), after);
    }

    #[track_caller]
    pub(crate) fn applied(&self, changes: Vec<Change>) -> Self {
        let mut session = Session::open(self.pack.clone());
        let applied = session
            .apply(Transaction::new("Fix", changes))
            .expect("a fix is never refused");
        assert!(applied.is_some(), "a fix changes something");
        Self {
            pack: session.pack().clone(),
            audience: self.audience,
        }
    }

    /// Each fix removes one finding of its rule, and adds none that is as bad.
    #[track_caller]
    fn check_fixes(&self, rule: &str) {
        let before = self.findings();
        for finding in before.iter().filter(|finding| finding.rule == rule) {
            for fix in &finding.fixes {
                if let Action::Logo(_) = fix.action {
                    continue;
                }
                let changes = fix.changes(&self.pack).expect("a fix can be made");
                let after = self.applied(changes).findings();
                let count = |findings: &[Diagnostic]| {
                    findings.iter().filter(|found| found.rule == rule).count()
                };
                assert!(
                    count(&after) < count(&before),
                    "{} of {rule} fixes nothing: {after:#?}",
                    fix.id
                );
                for added in after
                    .iter()
                    .filter(|added| added.severity <= finding.severity)
                {
                    let is_left_to_enter = LEFT_TO_ENTER.contains(&(rule, &*added.rule));
                    let known = is_left_to_enter
                        || before.iter().any(|old| {
                            old.rule == added.rule
                                && (old.message == added.message || old.place == added.place)
                        });
                    assert!(known, "{} of {rule} adds {added:#?}", fix.id);
                }
            }
        }
    }

    /// A short form of a place: a pointer in pack.json, a file, or a line and column.
    fn place(&self, place: &Place) -> String {
        let file = if place.file == "pack.json" {
            ""
        } else {
            place.file.as_str()
        };
        match place.part {
            Part::Text { start, .. } => {
                let text = self.pack.text(place.file.as_str()).unwrap();
                let position = pack_syntax::Lines::new(text).position(start);
                format!("{file}:{}:{}", position.line, position.column)
            }
            _ => format!("{file}{}", place.pointer),
        }
    }
}

/// A PNG of noise in one grey channel.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut state = 1_u32;
    let pixels = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    });
    let pixels: Vec<u8> = pixels.take((width * height) as usize).collect();
    encoder
        .write_header()
        .unwrap()
        .write_image_data(&pixels)
        .unwrap();
    bytes
}

#[test]
fn the_sample_is_clean() {
    Sample::addon().clean();
    Sample::images("- image: docker.io/library/nginx:1.27.0\n")
        .for_community()
        .clean();
}
