//! `.Capabilities`: what the cluster and Helm can do.

use std::borrow::Cow;
use std::rc::Rc;

use crate::data::Record;
use crate::error::CallError;
use crate::functions::versions::Version;
use crate::functions::{Call, Parameter};
use crate::value::{Elements, Kind, Method, Object, Value};

/// What the cluster and Helm can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// The version of Kubernetes, such as `v1.30.0`.
    pub kube_version: String,
    /// The API versions that the cluster serves, such as `apps/v1` and `apps/v1/Deployment`.
    pub api_versions: Vec<String>,
    /// The version of Helm, such as `v3.11`.
    pub helm_version: String,
}

/// The API versions that a cluster of Kubernetes 1.30 serves without additions.
const PLAIN: [&str; 21] = [
    "v1",
    "admissionregistration.k8s.io/v1",
    "admissionregistration.k8s.io/v1beta1",
    "apps/v1",
    "authentication.k8s.io/v1",
    "authorization.k8s.io/v1",
    "autoscaling/v1",
    "autoscaling/v2",
    "batch/v1",
    "certificates.k8s.io/v1",
    "coordination.k8s.io/v1",
    "discovery.k8s.io/v1",
    "events.k8s.io/v1",
    "flowcontrol.apiserver.k8s.io/v1",
    "networking.k8s.io/v1",
    "node.k8s.io/v1",
    "policy/v1",
    "rbac.authorization.k8s.io/v1",
    "scheduling.k8s.io/v1",
    "storage.k8s.io/v1",
    "apiextensions.k8s.io/v1",
];

impl Default for Capabilities {
    /// A plain cluster of Kubernetes 1.30.
    fn default() -> Self {
        Self::new("v1.30.0", PLAIN)
    }
}

impl Capabilities {
    /// A cluster of a version that serves these API versions.
    pub fn new<T: Into<String>>(
        kube_version: impl Into<String>,
        api_versions: impl IntoIterator<Item = T>,
    ) -> Self {
        Self {
            kube_version: kube_version.into(),
            api_versions: api_versions.into_iter().map(Into::into).collect(),
            helm_version: "v3.11".to_owned(),
        }
    }

    /// What templates see as `.Capabilities`.
    pub fn to_value(&self) -> Value {
        let (version, major, minor) = match Version::parse(self.kube_version.as_bytes()) {
            Ok(version) => (
                format!("v{version}"),
                version.major.to_string(),
                version.minor.to_string(),
            ),
            Err(_) => (self.kube_version.clone(), String::new(), String::new()),
        };
        Value::object(CapabilitiesObject {
            kube_version: Rc::new(KubeVersion {
                version,
                major,
                minor,
            }),
            api_versions: Rc::new(VersionSet(self.api_versions.clone())),
            helm_version: Rc::new(HelmVersion(self.helm_version.clone())),
        })
    }
}

/// `*chartutil.Capabilities`
#[derive(Clone, Debug, PartialEq)]
struct CapabilitiesObject {
    kube_version: Rc<KubeVersion>,
    api_versions: Rc<VersionSet>,
    helm_version: Rc<HelmVersion>,
}

impl Object for CapabilitiesObject {
    fn go_type(&self) -> Cow<'static, str> {
        Cow::Borrowed("*chartutil.Capabilities")
    }

    fn kind(&self) -> Kind {
        Kind::Pointer
    }

    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("KubeVersion", Value::Object(self.kube_version.clone())),
            ("APIVersions", Value::Object(self.api_versions.clone())),
            ("HelmVersion", Value::Object(self.helm_version.clone())),
        ]
    }

    fn methods(&self) -> &'static [Method] {
        const {
            &[Method::new("Copy", &[], |object, _, _| {
                let object: &Self = object.receiver()?;
                Ok(Value::object(object.clone()))
            })]
        }
    }

    fn to_data(&self) -> Value {
        Value::object(Record::new(self.fields()))
    }

    fn is_equal(&self, other: &dyn Object) -> bool {
        other.downcast_ref() == Some(self)
    }
}

/// `chartutil.KubeVersion`
#[derive(Clone, Debug, PartialEq, Eq)]
struct KubeVersion {
    version: String,
    major: String,
    minor: String,
}

impl KubeVersion {
    fn version_of(object: &dyn Object, _: &mut Call<'_>, _: &[Value]) -> Result<Value, CallError> {
        let object: &Self = object.receiver()?;
        Ok(Value::text(object.version.as_str()))
    }
}

impl Object for KubeVersion {
    fn go_type(&self) -> Cow<'static, str> {
        Cow::Borrowed("chartutil.KubeVersion")
    }

    fn kind(&self) -> Kind {
        Kind::Struct
    }

    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("Version", Value::text(self.version.as_str())),
            ("Major", Value::text(self.major.as_str())),
            ("Minor", Value::text(self.minor.as_str())),
        ]
    }

    fn methods(&self) -> &'static [Method] {
        const {
            &[
                Method::new("GitVersion", &[], Self::version_of),
                Method::new("String", &[], Self::version_of),
            ]
        }
    }

    fn print_in_place(&self) -> Option<Vec<u8>> {
        Some(self.version.clone().into())
    }

    fn to_data(&self) -> Value {
        Value::object(Record::new(self.fields()))
    }

    fn is_comparable(&self) -> bool {
        true
    }

    fn is_equal(&self, other: &dyn Object) -> bool {
        other.downcast_ref() == Some(self)
    }
}

/// `chartutil.VersionSet`
#[derive(Clone, Debug, PartialEq, Eq)]
struct VersionSet(Vec<String>);

impl Object for VersionSet {
    fn go_type(&self) -> Cow<'static, str> {
        Cow::Borrowed("chartutil.VersionSet")
    }

    fn kind(&self) -> Kind {
        Kind::Slice
    }

    fn methods(&self) -> &'static [Method] {
        const {
            &[Method::new(
                "Has",
                &[Parameter::Text],
                |object, _, arguments| {
                    let object = object.downcast_ref::<Self>();
                    let set = object.ok_or_else(CallError::nil_pointer)?;
                    let asked = arguments.first().and_then(Value::as_text);
                    let has =
                        |asked: &[u8]| set.0.iter().any(|version| version.as_bytes() == asked);
                    Ok(Value::Bool(asked.is_some_and(|asked| has(asked))))
                },
            )]
        }
    }

    fn elements(&self) -> Option<Elements> {
        let versions = self.0.iter().map(|version| Value::text(version.as_str()));
        Some(Elements::List(versions.collect()))
    }

    fn to_data(&self) -> Value {
        Value::texts(self.0.iter().map(String::as_str))
    }

    fn is_equal(&self, other: &dyn Object) -> bool {
        other.downcast_ref() == Some(self)
    }
}

/// `version.BuildInfo`
#[derive(Clone, Debug, PartialEq, Eq)]
struct HelmVersion(String);

/// The version of Go that Helm 3.11 was built with.
const GO_VERSION: &str = "go1.19";

impl Object for HelmVersion {
    fn go_type(&self) -> Cow<'static, str> {
        Cow::Borrowed("version.BuildInfo")
    }

    fn kind(&self) -> Kind {
        Kind::Struct
    }

    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("Version", Value::text(self.0.as_str())),
            ("GitCommit", Value::text("")),
            ("GitTreeState", Value::text("")),
            ("GoVersion", Value::text(GO_VERSION)),
        ]
    }

    fn to_data(&self) -> Value {
        Value::object(Record::new(vec![
            ("version", Value::text(self.0.as_str())),
            ("go_version", Value::text(GO_VERSION)),
        ]))
    }

    fn is_comparable(&self) -> bool {
        true
    }

    fn is_equal(&self, other: &dyn Object) -> bool {
        other.downcast_ref() == Some(self)
    }
}
