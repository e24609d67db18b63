//! Which add-on types a pack most likely has, by the words that it and its charts say of themselves.

use pack_model::vocabulary::{ADDON_TYPES, Choice};
use pack_once::sort::sort_by;

use crate::reading::context::Context;

/// No more types are offered.
const MOST: usize = 3;

/// How much a word of the name counts; each other word counts once.
const OF_NAME: usize = 3;

/// So long a word may also begin a longer one, as `monitor` begins `monitoring`.
const BEGINS: usize = 5;

/// The words that suggest a type, in lower case.
const SUGGESTING: &[(&str, &str)] = &[
    (
        "ai",
        "ai ml llm llms inference gpu gpus ollama ray kuberay kubeflow mlflow machine",
    ),
    (
        "app services",
        "database databases postgres mysql mariadb mongodb redis kafka rabbitmq nats cassandra streaming messaging queue cache",
    ),
    (
        "authentication",
        "authent identity oauth oauth2 oidc sso ldap dex keycloak rbac login",
    ),
    ("ingress", "ingress"),
    ("integration", "integration webhook connector"),
    (
        "load balancer",
        "balancer balancing loadbalancer metallb kubevip",
    ),
    (
        "logging",
        "log logs logging fluent loki elastic opensearch kibana logstash syslog",
    ),
    (
        "monitoring",
        "monitor metric prometheus grafana alert observab telemetry tracing cost costs kubecost opencost dashboard",
    ),
    ("network", "network dns cni multus sriov vpn bgp"),
    ("registry", "registry registries harbor"),
    (
        "security",
        "secur vault secret policy policies vulnerab falco threat certificate complian admission",
    ),
    (
        "servicemesh",
        "mesh servicemesh istio linkerd consul sidecar",
    ),
    (
        "storage",
        "storage csi volume volumes backup snapshot nfs ceph longhorn minio disk",
    ),
    (
        "system app",
        "gitops argocd autoscal karpenter crossplane provision infrastructure",
    ),
];

/// The types that are likely, best first; none if nothing speaks for any.
pub(crate) fn likely(context: &Context<'_>) -> Vec<&'static Choice> {
    let manifest = &context.manifest;
    let mut score = [0_usize; SUGGESTING.len()];
    let mut count = |text: Option<&str>, weight: usize| {
        let text = text.unwrap_or_default().to_lowercase();
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        for word in words.filter(|word| !word.is_empty()) {
            for (score, (_, suggesting)) in score.iter_mut().zip(SUGGESTING) {
                if suggesting.split(' ').any(|one| suggests(one, word)) {
                    *score += weight;
                }
            }
        }
    };
    count(manifest.name().as_deref(), OF_NAME);
    count(manifest.display_name().as_deref(), OF_NAME);
    count(manifest.annotation("description").as_deref(), 1);
    for (_, reading) in context.charts() {
        let chart = &reading.chart;
        count(Some(&chart.name), OF_NAME);
        count(chart.description.as_deref(), 1);
        count(chart.category.as_deref(), 1);
    }
    let scored = score.into_iter().zip(SUGGESTING);
    let mut likely: Vec<_> = scored.filter(|(score, _)| *score > 0).collect();
    sort_by(&mut likely, &|one, other| other.0.cmp(&one.0));
    let likely = likely.into_iter().take(MOST);
    let choice = |value: &str| ADDON_TYPES.iter().find(|choice| choice.value == value);
    likely.filter_map(|(_, (value, _))| choice(value)).collect()
}

/// Whether a word suggests what another one does.
fn suggests(suggesting: &str, word: &str) -> bool {
    word == suggesting || suggesting.len() >= BEGINS && word.starts_with(suggesting)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    #[test]
    fn every_type_that_is_suggested_is_one() {
        for (value, _) in SUGGESTING {
            assert!(ADDON_TYPES.iter().any(|choice| choice.value == *value));
        }
        assert_eq!(SUGGESTING.len(), ADDON_TYPES.len());
    }

    #[test]
    fn the_words_of_a_pack_suggest_its_type() {
        for (name, description, expected) in [
            ("cost-analyzer", "", &["set-monitoring"][..]),
            ("rook", "Block storage and file storage", &["set-storage"]),
            ("metallb", "", &["set-load-balancer"]),
            (
                "fluent-bit",
                "Ships logs and metrics",
                &["set-logging", "set-monitoring"],
            ),
            // A part of a word is none.
            ("spinner", "Maintains catalogs", &[]),
        ] {
            let sample = Sample::addon()
                .unset("/addonType")
                .set("/name", name)
                .set("/displayName", name)
                .set("/annotations/description", description);
            let found = sample.findings();
            let found = found
                .iter()
                .find(|found| found.rule == "addon-type-missing");
            let fixes = found.map(|found| found.fixes.iter());
            let fixes = fixes.into_iter().flatten().map(|fix| fix.id.as_str());
            assert_eq!(fixes.collect::<Vec<_>>(), expected, "{name}");
        }
    }
}
