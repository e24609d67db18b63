//! Which objects are listed: by words, by kind, and by chart or manifest.

use std::collections::{HashMap, HashSet};

use leptos::prelude::*;
use pack_model::Deployment;
use pack_model::deployment::Object;
use pack_once::sort::{sort, sort_by};
use pack_once::view::RwSignal;

/// What the list is narrowed down to. Copying it copies the handles.
#[derive(Clone, Copy)]
pub(super) struct Filter {
    /// What was typed.
    pub(super) typed: RwSignal<String>,
    /// The kinds that are shown; empty for all.
    pub(super) kinds: RwSignal<HashSet<String>>,
    /// The path of the chart or manifest whose objects are shown; empty for all.
    pub(super) origin: RwSignal<String>,
}

impl Filter {
    /// All objects.
    pub(super) fn new() -> Self {
        Self {
            typed: RwSignal::new(String::new()),
            kinds: RwSignal::new(HashSet::new()),
            origin: RwSignal::new(String::new()),
        }
    }

    /// Lists all objects again.
    pub(super) fn clear(self) {
        self.typed.set(String::new());
        self.kinds.set(HashSet::new());
        self.origin.set(String::new());
    }

    /// Lists objects of a kind, or does so no more.
    pub(super) fn turn_kind(self, kind: &str) {
        self.kinds.update(|kinds| {
            if !kinds.remove(kind) {
                kinds.insert(kind.to_owned());
            }
        });
    }

    /// What is wanted now.
    pub(super) fn wanted(self) -> Wanted {
        let words = self.typed.with(|typed| {
            let words = typed.split_whitespace();
            words.map(str::to_lowercase).collect()
        });
        Wanted {
            words,
            kinds: self.kinds.get(),
            origin: self.origin.get(),
        }
    }
}

/// What is wanted of the objects.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    /// Words in lower case, each of which stands in its kind, name, namespace or template.
    words: Vec<String>,
    kinds: HashSet<String>,
    origin: String,
}

impl Wanted {
    /// The indices of the objects that are wanted, by kind and name.
    pub(super) fn rows(&self, deployment: &Deployment) -> Vec<usize> {
        let objects = deployment.objects.iter().enumerate();
        let wanted = objects.filter(|(_, object)| {
            (self.kinds.is_empty() || self.kinds.contains(&object.kind))
                && self.fits_beside_kind(deployment, object)
        });
        let mut rows: Vec<usize> = wanted.map(|(index, _)| index).collect();
        let key = |index: &usize| {
            let object = deployment.objects.get(*index);
            object.map(|object| (&object.kind, &object.name))
        };
        sort_by(&mut rows, &|one, other| key(one).cmp(&key(other)));
        rows
    }

    /// The kinds in the order of their names, each with the number of its objects that are wanted but
    /// for their kind. All are there in any case, so that none moves while words are typed.
    pub(super) fn kinds(&self, deployment: &Deployment) -> Vec<(String, usize)> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for kind in &self.kinds {
            counts.insert(kind.as_str(), 0);
        }
        for object in &deployment.objects {
            let is_wanted = self.fits_beside_kind(deployment, object);
            *counts.entry(object.kind.as_str()).or_default() += usize::from(is_wanted);
        }
        let counts = counts.into_iter();
        let mut counts: Vec<_> = counts
            .map(|(kind, count)| (kind.to_owned(), count))
            .collect();
        sort(&mut counts);
        counts
    }

    fn fits_beside_kind(&self, deployment: &Deployment, object: &Object) -> bool {
        if !self.origin.is_empty() && self.origin != origin(deployment, object) {
            return false;
        }
        if self.words.is_empty() {
            return true;
        }
        let namespace = deployment.namespace_of(object).unwrap_or_default();
        let path = object.source.path();
        let told = format!("{} {} {namespace} {path}", object.kind, object.name).to_lowercase();
        self.words.iter().all(|word| told.contains(word))
    }
}

/// The path of an object's chart or manifest in the pack.
pub(super) fn origin<'d>(deployment: &'d Deployment, object: &'d Object) -> &'d str {
    let release = deployment.release_of(object);
    release.map_or(object.source.path(), |release| release.chart.as_str())
}

/// The charts and manifests that objects come from: the path of each and its label, in the order of the
/// deployment.
pub(super) fn origins(deployment: &Deployment) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for object in &deployment.objects {
        let path = origin(deployment, object);
        if found.last().is_some_and(|(last, _)| last == path)
            || found.iter().any(|(known, _)| known == path)
        {
            continue;
        }
        let label = match deployment.release_of(object) {
            Some(release) => format!("{} {}", release.chart_name, release.chart_version),
            None => path.to_owned(),
        };
        found.push((path.to_owned(), label));
    }
    found
}

#[cfg(test)]
mod tests {
    use pack_model::deployment::{Release, Source};

    use super::*;

    /// Two objects of a chart and one of a manifest.
    fn deployment() -> Deployment {
        let object = |kind: &str, name: &str, source: Source| Object {
            api_version: "v1".to_owned(),
            kind: kind.to_owned(),
            name: name.to_owned(),
            namespace: None,
            hooks: Vec::new(),
            source,
            lines: 1..=1,
            text: String::new(),
            problems: Vec::new(),
        };
        let of_chart = |template: &str| Source::Chart {
            release: 0,
            template: template.to_owned(),
        };
        Deployment {
            releases: vec![Release {
                name: "shop-web".to_owned(),
                namespace: "shop".to_owned(),
                chart: "charts/web.tgz".to_owned(),
                chart_name: "web".to_owned(),
                chart_version: "1.2.0".to_owned(),
                app_version: None,
            }],
            objects: vec![
                object("Service", "front", of_chart("web/templates/service.yaml")),
                object("Deployment", "front", of_chart("web/templates/deploy.yaml")),
                object("Service", "extra", Source::Manifest("m.yaml".to_owned())),
            ],
            ..Deployment::default()
        }
    }

    fn check(typed: &str, kinds: &[&str], origin: &str, rows: &[usize], counts: &str) {
        let wanted = Wanted {
            words: typed.split_whitespace().map(str::to_lowercase).collect(),
            kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
            origin: origin.to_owned(),
        };
        let deployment = deployment();
        assert_eq!(wanted.rows(&deployment), rows, "{wanted:?}");
        let kinds = wanted.kinds(&deployment).into_iter();
        let kinds: Vec<_> = kinds
            .map(|(kind, count)| format!("{kind}{count}"))
            .collect();
        assert_eq!(kinds.join(" "), counts, "{wanted:?}");
    }

    #[test]
    fn objects_are_filtered() {
        check("", &[], "", &[1, 2, 0], "Deployment1 Service2");
        check("", &["Service"], "", &[2, 0], "Deployment1 Service2");
        check("FRONT serv", &[], "", &[0], "Deployment0 Service1");
        check("shop", &[], "", &[1, 0], "Deployment1 Service1");
        check("extra", &["Deployment"], "", &[], "Deployment0 Service1");
        check("", &[], "m.yaml", &[2], "Deployment0 Service1");
        check("", &[], "charts/web.tgz", &[1, 0], "Deployment1 Service1");
    }

    #[test]
    fn charts_and_manifests_are_told_once() {
        let expected = [("charts/web.tgz", "web 1.2.0"), ("m.yaml", "m.yaml")];
        let expected = expected.map(|(path, label)| (path.to_owned(), label.to_owned()));
        assert_eq!(origins(&deployment()), expected);
    }
}
