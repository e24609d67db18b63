//! An API version that Kubernetes no longer has.

use pack_model::deployment::{Deployment, Object, Source};
use pack_model::format::api_versions::{RemovedApi, minor, newest, removal};

use crate::judge::findings::Findings;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::deployment::{and_others, file_of, grouped, in_words, origin};
use crate::reading::pack_json::listed_path::inside;

declare_rule! {
    /// ## What it does
    /// Reports objects of an API version that the chosen version of Kubernetes no longer has for their kind.
    /// As long as none is chosen, the newest is meant that removed any. The objects of one kind in a chart or
    /// manifest are reported together. An object is not reported if its template asks whether the cluster has
    /// the kind in the newer API version: a rendering without a cluster does not know that.
    ///
    /// ## Why is this bad
    /// Such a cluster rejects the objects, so the deployment fails. Older clusters accept them.
    ///
    /// ## Example
    /// ```yaml
    /// apiVersion: batch/v1beta1
    /// kind: CronJob
    /// ```
    ///
    /// ## How to fix
    /// Use the API version that the message names. For a chart, use a newer version of it, or look for a value
    /// that chooses the API version.
    ///
    /// ## Source
    /// Kubernetes documentation, "Deprecated API Migration Guide".
    "api-version-removed", Warning, rendered
}

fn check(context: &Context<'_>, deployment: &Deployment, findings: &mut Findings) {
    let chosen = deployment.kube_version.as_deref().and_then(minor);
    let version = chosen.unwrap_or_else(newest);
    let removed = deployment.objects.iter().filter_map(|object| {
        let removed = removal(&object.api_version, &object.kind)?;
        if removed.since > version || asks_for_newer(context, deployment, object, removed) {
            return None;
        }
        Some(((file_of(deployment, object), removed, &object.kind), object))
    });
    for ((_, removed, _), object, others) in grouped(removed) {
        let RemovedApi {
            api_version, since, ..
        } = removed;
        let advice = match removed.now {
            Some(now) => format!("Use {now}."),
            None => "Nothing has taken its place, so remove it.".to_owned(),
        };
        let message = format!(
            "{} is of {api_version}{}, which Kubernetes 1.{since} and later reject. {advice}",
            in_words(object),
            and_others(others)
        );
        if let Some(place) = origin(context, deployment, object) {
            findings.report(place, message);
        }
    }
}

/// Whether the template of an object asks for its kind in the newer API version, such as by
/// `.Capabilities.APIVersions.Has "policy/v1/PodDisruptionBudget"`. Helm knows kinds only from a cluster.
fn asks_for_newer(
    context: &Context<'_>,
    deployment: &Deployment,
    object: &Object,
    removed: &RemovedApi,
) -> bool {
    let Source::Chart { template, .. } = &object.source else {
        return false;
    };
    let (Some(now), Some((_, template))) = (removed.now, template.split_once('/')) else {
        return false;
    };
    let path = inside(file_of(deployment, object)).unwrap_or_default();
    let Some(Ok(reading)) = context.chart(&path) else {
        return false;
    };
    let file = reading
        .chart
        .files
        .iter()
        .find(|file| file.path == template);
    let asked = format!("{now}/{}", object.kind);
    file.and_then(|file| str::from_utf8(&file.bytes).ok())
        .is_some_and(|text| text.contains(&asked))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;
    use crate::{Judge, Options, deploy};
    use pack_model::deployment::Cluster;

    fn sample() -> Sample {
        let job = |name: &str| {
            format!("---\napiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {{name: {name}}}\n")
        };
        let policy =
            "---\napiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: c}\n";
        let text = [job("a").as_str(), policy, &job("b")].concat();
        Sample::addon().file("manifests/sample.yaml", &text)
    }

    #[test]
    fn what_serves_the_kind_now_is_named() {
        let sample = sample().fires(
            RULE.id,
            &["manifests/sample.yaml:2:1", "manifests/sample.yaml:6:1"],
        );
        let messages: Vec<_> = sample
            .findings_of(RULE.id)
            .into_iter()
            .map(|finding| finding.message)
            .collect();
        assert_eq!(
            messages,
            [
                "The CronJob “a” of manifests/sample.yaml is of batch/v1beta1 (and one more object), which Kubernetes 1.25 and later reject. Use batch/v1.",
                "The PodSecurityPolicy “c” of manifests/sample.yaml is of policy/v1beta1, which Kubernetes 1.25 and later reject. Nothing has taken its place, so remove it.",
            ]
        );
    }

    #[test]
    fn a_template_that_asks_the_cluster_is_not_reported() {
        let template = |condition: &str| {
            format!(
                "---\n{{{{- if {condition} }}}}\napiVersion: batch/v1\n{{{{- else }}}}\napiVersion: batch/v1beta1\n{{{{- end }}}}\nkind: CronJob\nmetadata: {{name: a}}\n"
            )
        };
        let sample =
            |condition| Sample::with_template(&template(condition), "", "modern: false\n", "");
        let reported = sample(".Values.modern");
        assert_eq!(reported.findings_of(RULE.id).len(), 1);
        sample("and .Values.modern (.Capabilities.APIVersions.Has \"batch/v1/CronJob\")")
            .silent(RULE.id);
    }

    #[test]
    fn the_chosen_version_counts() {
        let count = |version: &str| {
            let cluster = Cluster {
                kube_version: Some(version.to_owned()),
                ..Cluster::default()
            };
            let pack = sample().pack;
            let deployment = deploy(&pack, &cluster);
            let found = Judge::default().check_rendered(&pack, &Options::default(), &deployment);
            let own = found.iter().filter(|finding| finding.rule == RULE.id);
            own.count()
        };
        assert_eq!(count("v1.24.9"), 0);
        assert_eq!(count("v1.25.0"), 2);
    }
}
