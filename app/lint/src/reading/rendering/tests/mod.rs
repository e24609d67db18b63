//! Packs become what a cluster gets.

mod edits;
mod images;
mod kept;

use std::collections::BTreeMap;

use pack_model::deployment::{Cluster, ImagePlace, PresetOutcome, Source, Stage};
use pack_model::{Deployment, File, FilePath, Pack};
use serde_json::json;

use super::*;
use crate::testing::Sample;

const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: {{ .Release.Name }}}\nspec:\n  containers:\n  - {name: a, image: '{{ .Values.image }}'}\n";

fn sample(values: &str, templates: &[(&str, &str)]) -> Pack {
    let about = "name: web\nversion: 1.0.0\napiVersion: v2\n";
    let own = "image: nginx\nextra: {used: false}\n";
    let mut files = vec![("Chart.yaml", about), ("values.yaml", own)];
    files.extend(templates);
    Sample::addon()
        .chart("charts/web-1.0.0.tgz", &files)
        .set("/charts", json!(["charts/web-1.0.0.tgz"]))
        .file("values.yaml", values)
        .pack
}

fn names(deployment: &Deployment) -> Vec<(&str, bool)> {
    let images = deployment.images.iter();
    images
        .map(|image| (image.name.as_str(), image.certain))
        .collect()
}

#[test]
fn a_chart_is_released_with_the_values_of_the_pack() {
    let values = "pack: {namespace: store, releaseNameOverride: {web: shop}}\ncharts: {web: {image: x.io/a:1}}\n";
    let deployment = deploy(
        &sample(values, &[("templates/pod.yaml", POD)]),
        &Cluster::default(),
    );
    assert_eq!(deployment.failures, []);
    let release = &deployment.releases[0];
    let found = [
        &release.name,
        &release.namespace,
        &release.chart,
        &release.chart_name,
        &release.chart_version,
    ];
    assert_eq!(
        found,
        ["shop", "store", "charts/web-1.0.0.tgz", "web", "1.0.0"]
    );
    let object = &deployment.objects[0];
    assert_eq!(
        (object.kind.as_str(), object.name.as_str()),
        ("Pod", "shop")
    );
    assert_eq!(object.source.path(), "web/templates/pod.yaml");
    assert_eq!(names(&deployment), [("x.io/a:1", true)]);
    let place = &deployment.images[0].places[0];
    let ImagePlace::Object { object: 0, path } = place else {
        panic!("{place:?}");
    };
    assert_eq!(path.to_string(), "/spec/containers/0/image");
}

#[test]
fn a_release_has_a_name_and_a_namespace_by_itself() {
    let deployment = deploy(
        &sample("", &[("templates/pod.yaml", POD)]),
        &Cluster::default(),
    );
    let release = &deployment.releases[0];
    assert_eq!(
        (release.name.as_str(), release.namespace.as_str()),
        ("sample-web", "default")
    );
    assert_eq!(
        names(&deployment),
        [("docker.io/library/nginx:latest", true)]
    );
}

#[test]
fn macros_become_samples_before_helm_sees_them() {
    let values = "charts: {web: {image: 'x.io/{{ .spectro.var.app }}:{{ .spectro.system.kubernetes.version | substr 0 4 }}'}}\n";
    let pack = sample(values, &[("templates/pod.yaml", POD)]);
    assert_eq!(
        names(&deploy(&pack, &Cluster::default())),
        [("x.io/app:1.30", true)]
    );
    let cluster = Cluster {
        samples: BTreeMap::from([(".spectro.var.app".to_owned(), "shop".to_owned())]),
        ..Cluster::default()
    };
    assert_eq!(names(&deploy(&pack, &cluster)), [("x.io/shop:1.30", true)]);
}

#[test]
fn a_macro_without_quotes_hides_nothing() {
    let values = "charts:\n  web:\n    image: {{ .spectro.var.app }}\n";
    let deployment = deploy(
        &sample(values, &[("templates/pod.yaml", POD)]),
        &Cluster::default(),
    );
    assert_eq!(names(&deployment), [("docker.io/library/app:latest", true)]);
}

#[test]
fn a_macro_without_quotes_changes_no_other() {
    let values = "pack: {namespace: store}\ncharts:\n  web:\n    other: {{ .spectro.var.app }}\n    image: 'x.io/{{ .spectro.pack.sample.pack.namespace }}:1'\n";
    let deployment = deploy(
        &sample(values, &[("templates/pod.yaml", POD)]),
        &Cluster::default(),
    );
    assert_eq!(names(&deployment), [("x.io/store:1", true)]);
}

#[test]
fn notes_are_those_of_the_chart_itself() {
    let files = [
        ("templates/NOTES.txt", "Own.\n"),
        (
            "charts/sub/Chart.yaml",
            "name: sub\nversion: 1.0.0\napiVersion: v2\n",
        ),
        ("charts/sub/templates/NOTES.txt", "Of a subchart.\n"),
    ];
    let deployment = deploy(&sample("", &files), &Cluster::default());
    let notes: Vec<_> = deployment
        .notes
        .iter()
        .map(|notes| notes.text.as_str())
        .collect();
    assert_eq!(notes, ["Own.\n"]);
    assert_eq!(deployment.failures, []);
}

#[test]
fn a_manifest_is_a_template_with_values_of_its_own() {
    let values = "pack: {namespace: store}\nmanifests: {sample: {image: x.io/m:1}}\n";
    let text = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: m\n  namespace: {{ .Release.Namespace }}\nspec: {containers: [{image: {{ .Values.image }}}]}\n";
    let pack = Sample::addon()
        .file("values.yaml", values)
        .file("manifests/sample.yaml", text);
    let deployment = deploy(&pack.pack, &Cluster::default());
    assert_eq!(deployment.failures, []);
    let object = &deployment.objects[0];
    assert_eq!(
        object.source,
        Source::Manifest("manifests/sample.yaml".to_owned())
    );
    assert_eq!(object.namespace.as_deref(), Some("store"));
    assert_eq!(names(&deployment), [("x.io/m:1", true)]);
}

#[test]
fn one_failure_hides_nothing_of_the_others() {
    let failing = "a: {{ .Values.no.such }}\n";
    let deployment = deploy(
        &sample("", &[("templates/a.yaml", failing)]),
        &Cluster::default(),
    );
    let [failure] = &deployment.failures[..] else {
        panic!("{:?}", deployment.failures);
    };
    assert_eq!(
        (failure.stage, failure.line, failure.column),
        (Stage::Render, Some(1), Some(13))
    );
    assert_eq!(failure.file, "charts/web-1.0.0.tgz");
    assert_eq!(failure.template.as_deref(), Some("web/templates/a.yaml"));
    assert_eq!(failure.expression.as_deref(), Some(".Values.no.such"));
    assert_eq!(deployment.objects.len(), 1, "the manifest");
}

#[test]
fn what_cannot_be_read_is_a_failure() {
    let broken = deploy(&sample("a: [", &[]), &Cluster::default());
    assert_eq!(broken.failures[0].stage, Stage::ValuesFile);
    let pack = Sample::addon()
        .set("/charts", json!(["charts/no.tgz"]))
        .pack;
    let missing = deploy(&pack, &Cluster::default());
    assert_eq!(missing.failures[0].stage, Stage::Load);
    assert_eq!(missing.failures[0].file, "charts/no.tgz");
    let text = deploy(
        &sample("", &[("templates/a.yaml", "no object")]),
        &Cluster::default(),
    );
    assert_eq!(
        (text.failures[0].stage, text.failures[0].line),
        (Stage::Objects, Some(1))
    );
}

#[test]
fn only_what_changed_is_rendered_again() {
    let values = |web: &str| {
        format!(
            "charts: {{web: {{image: '{web}'}}, other: {{image: x.io/o:1}}}}\nmanifests: {{sample: {{a: 1}}}}\n"
        )
    };
    let other = [
        (
            "Chart.yaml",
            "name: other\nversion: 1.0.0\napiVersion: v2\n",
        ),
        ("templates/pod.yaml", POD),
    ];
    let with = |text: &str| {
        let about = "name: web\nversion: 1.0.0\napiVersion: v2\n";
        Sample::addon()
            .chart(
                "charts/web.tgz",
                &[("Chart.yaml", about), ("templates/pod.yaml", POD)],
            )
            .chart("charts/other.tgz", &other)
            .set("/charts", json!(["charts/web.tgz", "charts/other.tgz"]))
            .file(
                "manifests/sample.yaml",
                "kind: ConfigMap\na: {{ .Values.a }}\n",
            )
            .file("values.yaml", text)
    };
    let mut pack = with(&values("x.io/a:1")).pack;
    let mut renderer = Renderer::default();
    let mut check = |pack: &Pack, cluster: &Cluster, count: u64| {
        let before = renderer.count();
        let deployment = renderer.deploy(pack, cluster);
        assert_eq!(renderer.count() - before, count);
        assert_eq!(deployment, deploy(pack, cluster));
    };
    let plain = Cluster::default();
    check(&pack, &plain, 3);
    check(&pack, &plain, 0);
    let change = |pack: &mut Pack, path: &str, text: &str| {
        pack.put(FilePath::new(path).unwrap(), Some(File::of_text(text)));
    };
    change(&mut pack, "values.yaml", &values("x.io/a:2"));
    check(&pack, &plain, 1);
    change(&mut pack, "README.md", "# Other\n");
    check(&pack, &plain, 0);
    change(&mut pack, "manifests/sample.yaml", "kind: ConfigMap\n");
    check(&pack, &plain, 1);
    let newer = Cluster {
        kube_version: Some("v1.31.0".to_owned()),
        ..Cluster::default()
    };
    check(&pack, &newer, 3);
    change(&mut pack, "values.yaml", "a: [");
    check(&pack, &plain, 0);
}

#[test]
fn a_rendering_can_be_stopped_between_charts() {
    let pack = sample("", &[("templates/pod.yaml", POD)]);
    let mut renderer = Renderer::default();
    renderer.start(&pack, &Cluster::default());
    assert!(renderer.render_next());
    let part = renderer.deployment();
    assert_eq!((part.releases.len(), part.objects.len()), (1, 1));
    assert!(renderer.render_next());
    assert!(!renderer.render_next());
    assert_eq!(renderer.deployment(), deploy(&pack, &Cluster::default()));
}

#[test]
fn presets_change_what_is_rendered_and_what_fails() {
    let presets = "presets:\n- name: other\n  group: a\n  displayName: Other\n  remove: [charts.web.image]\n  add: |\n    charts: {web: {image: x.io/b:1}}\n\
        - name: give\n  group: b\n  displayName: Give\n  remove: []\n  add: |\n    charts: {web: {host: a}}\n- name: take\n  group: b\n  displayName: Take\n  add: |\n    charts: {web: {host: ''}}\n";
    let values = |host: &str| format!("charts: {{web: {{image: x.io/a:1, host: '{host}'}}}}\n");
    let needs = "kind: ConfigMap\nhost: {{ required \"a host\" .Values.host }}\n";
    let pack = |host: &str| {
        let pack = sample(
            &values(host),
            &[("templates/pod.yaml", POD), ("templates/c.yaml", needs)],
        );
        let mut pack = pack;
        let file = File::of_text(presets);
        pack.put(FilePath::of("presets.yaml"), Some(file));
        pack
    };
    let cluster = Cluster {
        presets: vec!["a:other".to_owned()],
        ..Cluster::default()
    };
    assert_eq!(names(&deploy(&pack("h"), &cluster)), [("x.io/b:1", true)]);
    let outcomes = |host: &str| {
        let outcomes = deploy_and_explore(&pack(host), &cluster).presets.unwrap();
        let outcomes = outcomes.into_iter();
        let outcome =
            |outcome: PresetOutcome| (outcome.preset, outcome.breaks.len(), outcome.repairs.len());
        outcomes.map(outcome).collect::<Vec<_>>()
    };
    assert_eq!(outcomes("h"), [(0, 0, 0), (1, 0, 0), (2, 1, 0)]);
    assert_eq!(outcomes(""), [(0, 0, 0), (1, 0, 1), (2, 0, 0)]);
}

#[test]
fn presets_of_values_that_cannot_be_read_do_nothing() {
    let presets = "presets:\n- {name: a, group: a, displayName: A, remove: [], add: 'charts: {web: {a: b}}'}\n";
    let mut pack = sample("charts: [\n", &[("templates/pod.yaml", POD)]);
    pack.put(FilePath::of("presets.yaml"), Some(File::of_text(presets)));
    let deployment = deploy_and_explore(&pack, &Cluster::default());
    assert_eq!(deployment.presets.unwrap_or_default(), []);
    assert!(!deployment.failures.is_empty());
}

#[test]
fn what_depends_on_samples_varies() {
    let values = "charts: {web: {image: 'x.io/a:{{ .spectro.var.tag }}'}}\n";
    let fixed = "kind: Pod\nspec: {containers: [{image: x.io/b:1}, {image: 'x.io/c:{{ randAlphaNum 20 | lower }}'}]}\n";
    let templates = [("templates/pod.yaml", POD), ("templates/b.yaml", fixed)];
    let deployment = deploy(&sample(values, &templates), &Cluster::default());
    let varies: Vec<_> = deployment.images.iter().map(|image| image.varies).collect();
    assert_eq!(varies, [true, false, true], "{:?}", deployment.images);
}

#[test]
fn what_does_not_render_is_read_as_text() {
    let failing = "{{ fail \"x\" }}\n";
    let files = [
        ("templates/a.yaml", failing),
        (
            "templates/pod.yaml",
            "spec:\n  containers:\n  - image: x.io/b:1\n",
        ),
    ];
    let deployment = deploy(&sample("", &files), &Cluster::default());
    assert_eq!(names(&deployment), [("x.io/b:1", true)]);
    let place = &deployment.images[0].places[0];
    assert!(matches!(place, ImagePlace::Text { .. }), "{place:?}");
    assert!(!deployment.is_whole());
}

#[test]
fn failures_of_a_chart_in_a_folder_name_its_values() {
    let pack = Sample::addon()
        .set("/charts", json!(["charts/web"]))
        .file(
            "charts/web/Chart.yaml",
            "name: web\nversion: 1.0.0\napiVersion: v2\n",
        )
        .file("charts/web/values.yaml", "auth:\n")
        .file(
            "charts/web/templates/a.yaml",
            "user: {{ .Values.auth.user }}\n",
        )
        .pack;
    let deployment = deploy(&pack, &Cluster::default());
    let [failure] = &deployment.failures[..] else {
        panic!("{:?}", deployment.failures);
    };
    let paths: Vec<_> = failure
        .values
        .iter()
        .map(|value| value.path.to_string())
        .collect();
    assert_eq!(paths, ["/auth/user"]);
}
