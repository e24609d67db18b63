//! What is told of the objects of a deployment where they are listed: the namespace that each comes to
//! lie in, the chart that it belongs to, its images, and the text of several.

use super::{Deployment, ImagePlace, Object, Release};

/// Kinds of objects that lie in no namespace. Of other kinds, which clusters may add, most lie in one.
const WITHOUT_NAMESPACE: &[&str] = &[
    "APIService",
    "CertificateSigningRequest",
    "ClusterIssuer",
    "ClusterPolicy",
    "ClusterRole",
    "ClusterRoleBinding",
    "CSIDriver",
    "CustomResourceDefinition",
    "DeviceClass",
    "FlowSchema",
    "GatewayClass",
    "IngressClass",
    "MutatingWebhookConfiguration",
    "Namespace",
    "Node",
    "PersistentVolume",
    "PodSecurityPolicy",
    "PriorityClass",
    "PriorityLevelConfiguration",
    "RuntimeClass",
    "StorageClass",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "ValidatingWebhookConfiguration",
    "VolumeAttachment",
    "VolumeSnapshotClass",
];

impl Object {
    /// Whether it lies in no namespace, whatever it says.
    pub fn is_cluster_wide(&self) -> bool {
        WITHOUT_NAMESPACE.contains(&self.kind.as_str())
    }
}

impl Deployment {
    /// The chart of an object; `None` if it comes from a manifest.
    pub fn release_of(&self, object: &Object) -> Option<&Release> {
        self.releases.get(object.source.release()?)
    }

    /// The path of the chart or manifest that an object comes from.
    pub fn origin_of<'d>(&'d self, object: &'d Object) -> &'d str {
        match self.release_of(object) {
            Some(release) => release.chart.as_str(),
            None => object.source.path(),
        }
    }

    /// The namespace that an object comes to lie in: its own, or else that of its release. `None` where
    /// it lies in no namespace, or where that cannot be told.
    pub fn namespace_of<'d>(&'d self, object: &'d Object) -> Option<&'d str> {
        let own = object.namespace.as_deref().filter(|own| !own.is_empty());
        own.or_else(|| {
            let release = self.release_of(object)?;
            let release = Some(release).filter(|_| !object.is_cluster_wide())?;
            Some(release.namespace.as_str())
        })
    }

    /// The names of the images of the object at an index, in order; certain ones with `true`.
    pub fn images_of(&self, object: usize) -> Vec<(&str, bool)> {
        let is_here = |place: &ImagePlace| matches!(place, ImagePlace::Object { object: at, .. } if *at == object);
        let images = self.images.iter();
        let here = images.filter(|image| image.places.iter().any(is_here));
        here.map(|image| (image.name.as_str(), image.certain))
            .collect()
    }

    /// The text of some objects as one file of YAML, each under the path of its template or manifest.
    pub fn text_of<'o>(&self, objects: impl IntoIterator<Item = &'o Object>) -> String {
        let mut text = String::new();
        for object in objects {
            text.push_str("---\n# Source: ");
            text.push_str(object.source.path());
            text.push('\n');
            text.push_str(object.text.trim_matches('\n'));
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use crate::deployment::{DeployedImage, Source};

    use super::*;

    fn object(kind: &str, namespace: Option<&str>, source: Source) -> Object {
        Object {
            api_version: "v1".to_owned(),
            kind: kind.to_owned(),
            name: "a".to_owned(),
            namespace: namespace.map(str::to_owned),
            hooks: Vec::new(),
            source,
            lines: 1..=2,
            text: format!("kind: {kind}\n"),
            problems: Vec::new(),
        }
    }

    fn deployment() -> Deployment {
        let of_chart = || Source::Chart {
            release: 0,
            template: "web/templates/a.yaml".to_owned(),
        };
        let of_manifest = || Source::Manifest("manifests/m.yaml".to_owned());
        Deployment {
            releases: vec![Release {
                name: "shop-web".to_owned(),
                namespace: "shop".to_owned(),
                chart: "charts/web.tgz".to_owned(),
                chart_name: "web".to_owned(),
                chart_version: "1.0.0".to_owned(),
                app_version: None,
            }],
            objects: vec![
                object("Pod", None, of_chart()),
                object("Pod", Some("own"), of_chart()),
                object("ClusterRole", None, of_chart()),
                object("Pod", None, of_manifest()),
            ],
            images: vec![DeployedImage {
                name: "x.io/a:1".to_owned(),
                certain: true,
                varies: false,
                places: vec![ImagePlace::Object {
                    object: 1,
                    path: "/spec/containers/0/image".parse().unwrap(),
                }],
            }],
            ..Deployment::default()
        }
    }

    #[test]
    fn an_object_lies_in_its_own_namespace_or_that_of_its_release() {
        let deployment = deployment();
        let namespaces = deployment.objects.iter();
        let namespaces: Vec<_> = namespaces
            .map(|object| deployment.namespace_of(object))
            .collect();
        assert_eq!(namespaces, [Some("shop"), Some("own"), None, None]);
    }

    #[test]
    fn images_are_told_by_object() {
        let deployment = deployment();
        assert_eq!(deployment.images_of(0), []);
        assert_eq!(deployment.images_of(1), [("x.io/a:1", true)]);
    }

    #[test]
    fn objects_become_one_file() {
        let deployment = deployment();
        assert_eq!(
            deployment.text_of([&deployment.objects[0], &deployment.objects[3]]),
            "---\n# Source: web/templates/a.yaml\nkind: Pod\n---\n# Source: manifests/m.yaml\nkind: Pod\n"
        );
        assert_eq!(deployment.text_of([]), "");
    }
}
