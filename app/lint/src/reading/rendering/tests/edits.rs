//! Whatever was rendered before, an incremental renderer gives what a new one gives.

use std::collections::BTreeMap;

use pack_model::deployment::Cluster;
use pack_model::{File, FilePath, Pack};
use proptest::prelude::*;
use serde_json::json;

use super::super::{Renderer, deploy, deploy_and_explore, deploy_and_try_values};
use crate::testing::Sample;

const ABOUT: &str = "name: web\nversion: 1.0.0\napiVersion: v2\n";
const POD: &str = "kind: Pod\nmetadata: {name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }}}\nspec: {containers: [{name: a, image: '{{ .Values.image }}'}, {name: b, image: 'x.io/b:{{ .Capabilities.KubeVersion.Version }}'}]}\n";
const SWITCHED: &str = "{{ if .Values.more.enabled }}\nkind: Pod\nmetadata: {name: {{ randAlpha 5 }}}\nspec: {containers: [{image: 'x.io/more:1'}]}\n{{ end }}{{ if .Capabilities.APIVersions.Has \"a.io/v1\" }}\nkind: A\nmetadata: {name: a}\n{{ end }}";
const MORE: &str = "{{ if .Values.more.enabled }}\nkind: Pod\nmetadata: {name: more}\nspec:\n  containers:\n  - image: 'x.io/more:{{ .Values.tag }}'\n  - image: '{{ .Values.no }}'\n{{ end }}---\nkind: Pod\nspec: {containers: [{image: 'x.io/r:{{ randNumeric 5 }}'}]}\n";
const NEEDS: &str =
    "kind: ConfigMap\nmetadata: {name: c}\ndata: {host: {{ required \"a host\" .Values.host }}}\n";

/// What each file may be.
const FILES: &[(&str, &[&str])] = &[
    (
        "values.yaml",
        &[
            "",
            "a: [",
            "pack: {namespace: one}\ncharts: {web: {image: 'x.io/a:1', host: h, idle: 1}, other: {image: 'x.io/o:1'}}\n",
            "pack: {namespace: two, releaseNameOverride: {web: shop}}\ncharts: {web: {image: 'x.io/a:{{ .spectro.var.tag }}', more: {enabled: true}}}\nmanifests: {sample: {a: 1}}\n",
            "charts: {web: {image: 'x.io/a:1'}, other: {image: 'x.io/o:2', more: {enabled: true}, tag: '{{ .spectro.var.tag }}', note: Hello}}\n",
            "charts: {web: {image: 'x.io/a:1'}, other: {image: 'x.io/o:2', more: {enabled: false}, tag: 1, note: ' '}}\n",
            "charts: {web: {image: '{{ .spectro.pack.sample.manifests.sample.a }}', host: h}}\nmanifests: {sample: {a: 'x.io/m:1', b: 2}}\n",
        ],
    ),
    (
        "presets.yaml",
        &[
            "presets: []\n",
            "presets:\n- {name: give, group: a, displayName: Give, remove: [charts.web.image], add: 'charts: {web: {host: given, image: x.io/p:1}}'}\n- {name: take, group: a, displayName: Take, remove: [], add: 'charts: {web: {host: \"\"}}'}\n",
        ],
    ),
    (
        "manifests/sample.yaml",
        &[
            "kind: ConfigMap\nmetadata: {name: m}\n",
            "kind: ConfigMap\nmetadata: {name: {{ .Values.a }}}\n",
            "kind: Pod\nmetadata: {name: '{{ .spectro.system.cluster.name }}'}\nspec: {containers: [{image: 'x.io/c:1'}]}\n",
            "{{ fail \"no\" }}",
        ],
    ),
    (
        "charts/folder/Chart.yaml",
        &[
            "name: other\nversion: 1.0.0\napiVersion: v2\n",
            "name: web\nversion: 2.0.0\napiVersion: v2\n",
            "name: [",
        ],
    ),
    (
        "charts/folder/templates/pod.yaml",
        &[POD, "no object", "{{ .Values.no.such }}"],
    ),
    (
        "charts/folder/templates/more.yaml",
        &[
            MORE,
            "{{ /* Why. */ }}{{ if .Values.more }}{{ if .Values.more.enabled }}\nkind: Pod\nspec: {containers: [{image: 'x.io/again:1'}]}\n{{ end }}{{ end }}",
        ],
    ),
    (
        "charts/folder/values.yaml",
        &[
            "more: {enabled: false}\ntag: 1\n",
            "more: {enabled: false, other: {enabled: false}}\ntag: 2\n",
        ],
    ),
    (
        "charts/folder/templates/NOTES.txt",
        &["{{ .Values.note }}", "Thank you"],
    ),
];

/// The templates of the chart that is an archive.
const ARCHIVES: &[&[(&str, &str)]] = &[
    &[("Chart.yaml", ABOUT), ("templates/pod.yaml", POD)],
    &[
        ("Chart.yaml", ABOUT),
        (
            "values.yaml",
            "image: x.io/own:1\nhost: own\nmore: {enabled: false}\n",
        ),
        ("templates/pod.yaml", POD),
        ("templates/b.yaml", SWITCHED),
    ],
    &[
        ("Chart.yaml", ABOUT),
        ("templates/needs.yaml", NEEDS),
        ("templates/NOTES.txt", "{{ .Values.image }}"),
    ],
    &[("templates/pod.yaml", POD)],
];

/// What pack.json may list.
const LISTS: &[&[&str]] = &[
    &["charts/web.tgz"],
    &["charts/folder", "charts/web.tgz"],
    &["charts/web.tgz", "charts/folder", "charts/no.tgz"],
    &[],
];

/// A change of the pack or of the cluster: what is changed, to which of its states.
#[derive(Debug, Clone, Copy)]
enum Edit {
    File(usize, usize),
    Removed(usize),
    Archive(usize),
    List(usize),
    Kubernetes(usize),
    ApiVersions(bool),
    Presets(usize),
    Samples(bool),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        6 => (0..FILES.len(), 0..8usize).prop_map(|(file, state)| Edit::File(file, state)),
        1 => (0..FILES.len()).prop_map(Edit::Removed),
        2 => (0..ARCHIVES.len()).prop_map(Edit::Archive),
        2 => (0..LISTS.len()).prop_map(Edit::List),
        1 => (0..3usize).prop_map(Edit::Kubernetes),
        1 => any::<bool>().prop_map(Edit::ApiVersions),
        1 => (0..4usize).prop_map(Edit::Presets),
        1 => any::<bool>().prop_map(Edit::Samples),
    ]
}

/// The pack and the cluster as they are.
struct State {
    pack: Pack,
    cluster: Cluster,
    /// The same bytes stand for the same state, as in an editor.
    files: BTreeMap<String, File>,
}

impl State {
    fn new() -> Self {
        let pack = Sample::addon().pack;
        let mut state = Self {
            pack,
            cluster: Cluster::default(),
            files: BTreeMap::new(),
        };
        state.apply(Edit::List(1));
        state.apply(Edit::Archive(1));
        for file in 0..FILES.len() {
            state.apply(Edit::File(file, 0));
        }
        state
    }

    fn apply(&mut self, edit: Edit) {
        match edit {
            Edit::File(file, state) => {
                let (path, states) = FILES[file];
                let text = states[state % states.len()];
                self.put(path, text, || File::of_text(text));
            }
            Edit::Removed(file) => {
                let path = FilePath::new(FILES[file].0).unwrap();
                self.pack.put(path, None);
            }
            Edit::Archive(state) => {
                let path = "charts/web.tgz";
                let sample = || Sample::addon().chart(path, ARCHIVES[state]);
                self.put(path, &format!("{state}"), || {
                    sample().pack.file(path).unwrap().clone()
                });
            }
            Edit::List(list) => {
                let sample = || Sample::addon().set("/charts", json!(LISTS[list]));
                self.put("pack.json", &format!("{list}"), || {
                    sample().pack.file("pack.json").unwrap().clone()
                });
            }
            Edit::Kubernetes(version) => {
                let versions = [None, Some("v1.25.0"), Some("v1.31.2")];
                self.cluster.kube_version = versions[version].map(str::to_owned);
            }
            Edit::ApiVersions(is_more) => {
                let more = is_more.then(|| "a.io/v1".to_owned());
                self.cluster.api_versions = more.into_iter().collect();
            }
            Edit::Presets(bits) => {
                let names = ["a:give", "a:take"].iter().enumerate();
                let chosen = names.filter(|(index, _)| bits & (1 << index) != 0);
                self.cluster.presets = chosen.map(|(_, name)| (*name).to_owned()).collect();
            }
            Edit::Samples(is_given) => {
                let sample = (".spectro.var.tag".to_owned(), "9".to_owned());
                self.cluster.samples = is_given.then_some(sample).into_iter().collect();
            }
        }
    }

    fn put(&mut self, path: &str, state: &str, make: impl FnOnce() -> File) {
        let file = self
            .files
            .entry(format!("{path}\n{state}"))
            .or_insert_with(make);
        self.pack
            .put(FilePath::new(path).unwrap(), Some(file.clone()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_are_rendered_as_if_nothing_was_rendered_before(
        edits in prop::collection::vec((edit(), 0..6u8), 1..12)
    ) {
        let mut state = State::new();
        let mut renderer = Renderer::default();
        for (edit, steps) in edits {
            state.apply(edit);
            let State { pack, cluster, .. } = &state;
            if steps == 0 {
                // Something newer comes before this is rendered.
                renderer.start(pack, cluster);
                renderer.render_next();
                continue;
            }
            let found = renderer.deploy(pack, cluster);
            let mut expected = deploy(pack, cluster);
            // What was explored before is known still.
            if found.switched_off.is_some() {
                expected.switched_off = deploy_and_explore(pack, cluster).switched_off;
            }
            prop_assert_eq!(found, expected, "{:?}", edit);
            // It may be stopped while it explores, too.
            for _ in 1..steps {
                renderer.explore_next();
            }
        }
        let State { pack, cluster, .. } = &state;
        let fresh = deploy_and_try_values(pack, cluster);
        prop_assert_eq!(&deploy_and_try_values(pack, cluster), &fresh);
        renderer.start(pack, cluster);
        renderer.try_values();
        while renderer.render_next() {}
        while renderer.explore_next() {}
        prop_assert_eq!(renderer.deployment(), fresh.clone());
        // What was found is found again.
        renderer.start(pack, cluster);
        while renderer.render_next() {}
        while renderer.explore_next() {}
        prop_assert_eq!(renderer.deployment(), fresh);
    }
}
