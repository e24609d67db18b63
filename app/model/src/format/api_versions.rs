//! The API versions that Kubernetes took away, with the version since when, and what serves these kinds now.
//!
//! Source: the deprecated API migration guide of the Kubernetes documentation.

/// Kinds of an API version that are no longer served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RemovedApi {
    /// The API version: `batch/v1beta1`.
    pub api_version: &'static str,
    /// The kinds. Others of the same API version may still be served.
    pub kinds: &'static [&'static str],
    /// The first version of Kubernetes without it: 25 for 1.25.
    pub since: u32,
    /// The API version that serves these kinds now; `None` where nothing does.
    pub now: Option<&'static str>,
}

const fn removed(
    since: u32,
    api_version: &'static str,
    kinds: &'static [&'static str],
    now: &'static str,
) -> RemovedApi {
    RemovedApi {
        api_version,
        kinds,
        since,
        now: Some(now),
    }
}

const fn gone(since: u32, api_version: &'static str, kinds: &'static [&'static str]) -> RemovedApi {
    RemovedApi {
        api_version,
        kinds,
        since,
        now: None,
    }
}

const FLOW: &[&str] = &["FlowSchema", "PriorityLevelConfiguration"];
const INGRESS: &[&str] = &["Ingress", "IngressClass"];
const POD_SECURITY_POLICY: &[&str] = &["PodSecurityPolicy"];
const SCALER: &[&str] = &["HorizontalPodAutoscaler"];
const WORKLOADS: &[&str] = &[
    "ControllerRevision",
    "DaemonSet",
    "Deployment",
    "ReplicaSet",
    "StatefulSet",
];

/// All that was removed, the oldest first.
pub const REMOVED_APIS: &[RemovedApi] = &[
    removed(16, "extensions/v1beta1", WORKLOADS, "apps/v1"),
    removed(
        16,
        "extensions/v1beta1",
        &["NetworkPolicy"],
        "networking.k8s.io/v1",
    ),
    gone(16, "extensions/v1beta1", POD_SECURITY_POLICY),
    removed(16, "apps/v1beta1", WORKLOADS, "apps/v1"),
    removed(16, "apps/v1beta2", WORKLOADS, "apps/v1"),
    removed(
        22,
        "admissionregistration.k8s.io/v1beta1",
        &[
            "MutatingWebhookConfiguration",
            "ValidatingWebhookConfiguration",
        ],
        "admissionregistration.k8s.io/v1",
    ),
    removed(
        22,
        "apiextensions.k8s.io/v1beta1",
        &["CustomResourceDefinition"],
        "apiextensions.k8s.io/v1",
    ),
    removed(
        22,
        "apiregistration.k8s.io/v1beta1",
        &["APIService"],
        "apiregistration.k8s.io/v1",
    ),
    removed(
        22,
        "authentication.k8s.io/v1beta1",
        &["TokenReview"],
        "authentication.k8s.io/v1",
    ),
    removed(
        22,
        "authorization.k8s.io/v1beta1",
        &[
            "LocalSubjectAccessReview",
            "SelfSubjectAccessReview",
            "SelfSubjectRulesReview",
            "SubjectAccessReview",
        ],
        "authorization.k8s.io/v1",
    ),
    removed(
        22,
        "certificates.k8s.io/v1beta1",
        &["CertificateSigningRequest"],
        "certificates.k8s.io/v1",
    ),
    removed(
        22,
        "coordination.k8s.io/v1beta1",
        &["Lease"],
        "coordination.k8s.io/v1",
    ),
    removed(22, "extensions/v1beta1", INGRESS, "networking.k8s.io/v1"),
    removed(
        22,
        "networking.k8s.io/v1beta1",
        INGRESS,
        "networking.k8s.io/v1",
    ),
    removed(
        22,
        "rbac.authorization.k8s.io/v1beta1",
        &["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"],
        "rbac.authorization.k8s.io/v1",
    ),
    removed(
        22,
        "scheduling.k8s.io/v1beta1",
        &["PriorityClass"],
        "scheduling.k8s.io/v1",
    ),
    removed(
        22,
        "storage.k8s.io/v1beta1",
        &["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"],
        "storage.k8s.io/v1",
    ),
    removed(25, "batch/v1beta1", &["CronJob"], "batch/v1"),
    removed(
        25,
        "discovery.k8s.io/v1beta1",
        &["EndpointSlice"],
        "discovery.k8s.io/v1",
    ),
    removed(25, "events.k8s.io/v1beta1", &["Event"], "events.k8s.io/v1"),
    removed(25, "autoscaling/v2beta1", SCALER, "autoscaling/v2"),
    removed(25, "policy/v1beta1", &["PodDisruptionBudget"], "policy/v1"),
    gone(25, "policy/v1beta1", POD_SECURITY_POLICY),
    removed(
        25,
        "node.k8s.io/v1beta1",
        &["RuntimeClass"],
        "node.k8s.io/v1",
    ),
    removed(26, "autoscaling/v2beta2", SCALER, "autoscaling/v2"),
    removed(
        26,
        "flowcontrol.apiserver.k8s.io/v1beta1",
        FLOW,
        "flowcontrol.apiserver.k8s.io/v1",
    ),
    removed(
        27,
        "storage.k8s.io/v1beta1",
        &["CSIStorageCapacity"],
        "storage.k8s.io/v1",
    ),
    removed(
        29,
        "flowcontrol.apiserver.k8s.io/v1beta2",
        FLOW,
        "flowcontrol.apiserver.k8s.io/v1",
    ),
    removed(
        32,
        "flowcontrol.apiserver.k8s.io/v1beta3",
        FLOW,
        "flowcontrol.apiserver.k8s.io/v1",
    ),
];

/// The removal of a kind in an API version, if there was one.
pub fn removal(api_version: &str, kind: &str) -> Option<&'static RemovedApi> {
    let is_it = |row: &&RemovedApi| row.api_version == api_version && row.kinds.contains(&kind);
    REMOVED_APIS.iter().find(is_it)
}

/// The newest version of Kubernetes that the table knows: 32 for 1.32.
pub fn newest() -> u32 {
    REMOVED_APIS.iter().map(|row| row.since).max().unwrap_or(0)
}

/// The same as a version: what is assumed of a cluster where none is chosen.
pub fn newest_version() -> String {
    format!("v1.{}.0", newest())
}

/// The second number of a version of Kubernetes, such as 30 of `v1.30.0`.
pub fn minor(version: &str) -> Option<u32> {
    let number = version.trim().trim_start_matches('v').strip_prefix("1.")?;
    let end = number.find(|c: char| !c.is_ascii_digit());
    number.get(..end.unwrap_or(number.len()))?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removals_are_told_by_kind() {
        let since = |api_version, kind| removal(api_version, kind).map(|row| row.since);
        assert_eq!(since("extensions/v1beta1", "Deployment"), Some(16));
        assert_eq!(since("extensions/v1beta1", "Ingress"), Some(22));
        assert_eq!(since("policy/v1beta1", "PodSecurityPolicy"), Some(25));
        assert_eq!(
            since("storage.k8s.io/v1beta1", "VolumeAttributesClass"),
            None
        );
        assert_eq!(since("batch/v1", "CronJob"), None);
        assert_eq!((newest(), newest_version().as_str()), (32, "v1.32.0"));
    }

    #[test]
    fn every_kind_of_an_api_version_stands_once_and_its_successor_is_served() {
        for row in REMOVED_APIS {
            for kind in row.kinds {
                let same = |other: &&RemovedApi| {
                    other.api_version == row.api_version && other.kinds.contains(kind)
                };
                let count = REMOVED_APIS.iter().filter(same).count();
                assert_eq!(count, 1, "{} {kind}", row.api_version);
                if let Some(now) = row.now {
                    assert_eq!(removal(now, kind), None, "{now} {kind}");
                }
            }
        }
    }

    #[test]
    fn versions_are_read() {
        for (text, expected) in [
            ("v1.30.0", Some(30)),
            ("1.9", Some(9)),
            ("v1.29+", Some(29)),
            ("2.1", None),
            ("", None),
        ] {
            assert_eq!(minor(text), expected, "{text}");
        }
    }
}
