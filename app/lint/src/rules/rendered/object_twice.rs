//! The same object from two templates or charts.

use std::collections::BTreeMap;

use pack_model::deployment::{Deployment, Object, Source};
use pack_model::{FilePath, Place};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::deployment::{file_of, in_words, origin};
use crate::reading::pack_json::listed_path::inside;

declare_rule! {
    /// ## What it does
    /// Reports an object that another template, chart or manifest of the pack has already: of the same kind,
    /// namespace and name. Hooks, and the definitions in the `crds` folder of a chart, are left out: Helm allows
    /// them more than once. So are two manifests with the same text.
    ///
    /// ## Why is this bad
    /// Helm creates the object once and fails at the second. Of two manifests, only the last has an effect.
    ///
    /// ## Example
    /// ```yaml
    /// apiVersion: v1
    /// kind: ServiceAccount
    /// metadata:
    ///   name: web
    /// ```
    /// in two charts of the pack.
    ///
    /// ## How to fix
    /// Disable the object in one of the charts, or give it another name there.
    ///
    /// ## Source
    /// Helm: an installation fails where an object exists already.
    "object-twice", Error, rendered
}

/// Group, kind, namespace and name.
type Identity<'d> = (&'d str, &'d str, &'d str, &'d str);

fn check(context: &Context<'_>, deployment: &Deployment, findings: &mut Findings) {
    let mut known: BTreeMap<Identity<'_>, &Object> = BTreeMap::new();
    for object in &deployment.objects {
        if object.name.is_empty() || !object.hooks.is_empty() || is_in_crds(object) {
            continue;
        }
        let Some(first) = known.get(&identity(deployment, object)) else {
            known.insert(identity(deployment, object), object);
            continue;
        };
        // Whoever applies manifests twice gets the same object.
        let is_same = first.source.release().is_none()
            && object.source.release().is_none()
            && first.text == object.text;
        let is_same = is_same || is_of_same_chart(deployment, first, object);
        // The file of a chart is named, as its entry in the list is not what is wrong.
        let place = match object.source.release() {
            Some(_) => inside(file_of(deployment, object))
                .and_then(|path| Some(Place::file(FilePath::new(&path).ok()?))),
            None => origin(context, deployment, object),
        };
        let Some(place) = place.filter(|_| !is_same) else {
            continue;
        };
        let result = match (&first.source, &object.source) {
            (Source::Manifest(_), Source::Manifest(_)) => "so the first has no effect",
            _ => "so its installation fails",
        };
        let message = format!(
            "{} is defined already in {}, {result}. Keep one of the two.",
            in_words(object),
            first.source.path()
        );
        findings.report(place, message);
    }
}

/// Whether two objects are from the same chart that is listed twice, which another rule reports.
fn is_of_same_chart(deployment: &Deployment, one: &Object, other: &Object) -> bool {
    let name = |object: &Object| {
        let release = deployment.releases.get(object.source.release()?)?;
        Some(&release.chart_name)
    };
    one.source.release() != other.source.release()
        && name(one).is_some_and(|one| name(other) == Some(one))
}

fn identity<'d>(deployment: &'d Deployment, object: &'d Object) -> Identity<'d> {
    let (group, _) = object.api_version.split_once('/').unwrap_or_default();
    let kind = object.kind.as_str();
    let release = object.source.release();
    let release = release.and_then(|index| deployment.releases.get(index));
    let namespace = match (&object.namespace, release) {
        _ if object.is_cluster_wide() => "",
        (Some(namespace), _) => namespace,
        (None, Some(release)) => &release.namespace,
        (None, None) => "",
    };
    (group, kind, namespace, &object.name)
}

/// Whether an object is from the folder `crds` of a chart, whose definitions Helm skips where they exist.
fn is_in_crds(object: &Object) -> bool {
    let Source::Chart { template, .. } = &object.source else {
        return false;
    };
    let mut parts = template.split('/').skip(1);
    loop {
        match parts.next() {
            Some("charts") => drop(parts.next()),
            part => return part == Some("crds"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    fn object(extra: &str) -> String {
        format!("---\napiVersion: v1\nkind: Pod\nmetadata: {{name: a{extra}}}\n")
    }

    #[test]
    fn a_chart_has_each_object_once() {
        let template = |extra: &str| {
            let template = [object(""), object(extra)].concat();
            Sample::with_template(&template, "", "a: b\n", "pack: {namespace: n}\n")
        };
        template("").fires(RULE.id, &["charts/web-1.0.0.tgz"]);
        template(", namespace: n").fires(RULE.id, &["charts/web-1.0.0.tgz"]);
        template(", namespace: m").silent(RULE.id);
        template(", annotations: {helm.sh/hook: pre-install}").silent(RULE.id);
        template("b").silent(RULE.id);
    }

    #[test]
    fn manifests_may_repeat_an_object_as_it_is() {
        let manifest = |extra: &str| {
            let text = [object(""), object(extra)].concat();
            Sample::addon().file("manifests/sample.yaml", &text)
        };
        manifest("").silent(RULE.id);
        manifest(", labels: {a: b}").fires(RULE.id, &["manifests/sample.yaml:6:1"]);
    }

    #[test]
    fn definitions_are_skipped_where_they_exist() {
        let source = |template: &str| Source::Chart {
            release: 0,
            template: template.to_owned(),
        };
        let in_crds = |template: &str| {
            let object = Object {
                api_version: String::new(),
                kind: String::new(),
                name: String::new(),
                namespace: None,
                hooks: Vec::new(),
                source: source(template),
                lines: 1..=1,
                text: String::new(),
                problems: Vec::new(),
            };
            is_in_crds(&object)
        };
        assert!(in_crds("web/crds/a.yaml"));
        assert!(in_crds("web/charts/b/crds/a.yaml"));
        assert!(!in_crds("web/templates/crds/a.yaml"));
        assert!(!in_crds("web/charts/crds/templates/a.yaml"));
    }
}
