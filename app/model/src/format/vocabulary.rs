//! Palette's own words: layers, add-on types, cloud types and the rest, with the labels that its pages
//! show.
//!
//! Values come from the documented schema of pack.json, labels and colors from the vendor's public
//! documentation pages.

/// A value and its name in Palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The value in the file.
    pub value: &'static str,
    /// The label that people see.
    pub label: &'static str,
}

const fn choice(value: &'static str, label: &'static str) -> Choice {
    Choice { value, label }
}

/// The values that a property may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choices {
    /// The values that forms and completion offer.
    pub offered: &'static [Choice],
    /// Further values that the schema accepts: older ones, and those that only the community
    /// repository's schema lists.
    pub accepted: &'static [Choice],
}

impl Choices {
    const fn of(offered: &'static [Choice]) -> Self {
        Self {
            offered,
            accepted: &[],
        }
    }

    /// Every value that the schema accepts, those that are offered first.
    pub fn values(&self) -> impl Iterator<Item = &'static str> {
        let all = self.offered.iter().chain(self.accepted);
        all.map(|choice| choice.value)
    }
}

/// The values of `layer`.
pub const LAYER: Choices = Choices::of(LAYERS);
/// The values of `addonType`, to which users may add.
pub const ADDON_TYPE: Choices = Choices::of(ADDON_TYPES);
/// The values of `cloudType` and of the items of `cloudTypes`.
pub const CLOUD_TYPE: Choices = Choices {
    offered: CLOUD_TYPES,
    accepted: COMMUNITY_CLOUD_TYPES,
};
/// The values of a dependency's `type`.
pub const DEPENDENCY_TYPE: Choices = Choices::of(DEPENDENCY_TYPES);
/// The values of a resource's `type`.
pub const RESOURCE_TYPE: Choices = Choices::of(RESOURCE_TYPES);
/// The values of `scheduleType`; the community repository's schema has an older word.
pub const SCHEDULE_TYPE: Choices = Choices {
    offered: SCHEDULE_TYPES,
    accepted: &[choice("master", "Control plane nodes (older)")],
};
/// The values of the annotation `source`.
pub const SOURCE: Choices = Choices::of(&[
    choice("community", "Community"),
    choice("spectrocloud", "Spectro Cloud"),
]);
/// The values of the annotation `system_state`.
pub const SYSTEM_STATE: Choices = Choices::of(&[
    choice("deprecated", "Deprecated"),
    choice("deleted", "Deleted"),
]);
/// The texts of an annotation that is true or false.
pub const BOOLEAN: Choices = Choices::of(&[choice("true", "Yes"), choice("false", "No")]);
/// The texts of the annotation `skipK8sInstall`.
pub const SKIP_K8S_INSTALL: Choices = Choices::of(&[
    choice("false", "No: Palette installs Kubernetes"),
    choice("true", "Yes: Kubernetes is in the image"),
]);

/// The layer of a cluster profile that a pack fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Layer {
    Kernel,
    Os,
    K8s,
    Cni,
    Csi,
    Addon,
}

impl Layer {
    /// The layer with this value in pack.json.
    pub fn from_id(id: &str) -> Option<Self> {
        Some(match id {
            "kernel" => Self::Kernel,
            "os" => Self::Os,
            "k8s" => Self::K8s,
            "cni" => Self::Cni,
            "csi" => Self::Csi,
            "addon" => Self::Addon,
            _ => return None,
        })
    }

    /// Its value in pack.json.
    pub fn id(self) -> &'static str {
        match self {
            Self::Kernel => "kernel",
            Self::Os => "os",
            Self::K8s => "k8s",
            Self::Cni => "cni",
            Self::Csi => "csi",
            Self::Addon => "addon",
        }
    }
}

/// The layers with the labels of Palette's profile wizard.
pub const LAYERS: &[Choice] = &[
    choice("addon", "Add-on"),
    choice("os", "Operating System"),
    choice("k8s", "Kubernetes"),
    choice("cni", "Network"),
    choice("csi", "Storage"),
    choice("kernel", "Kernel"),
];

/// The documented add-on types, and `integration`, which the vendor's public API adds.
pub const ADDON_TYPES: &[Choice] = &[
    choice("ai", "AI"),
    choice("app services", "App Services"),
    choice("authentication", "Authentication"),
    choice("ingress", "Ingress"),
    choice("integration", "Integration"),
    choice("load balancer", "Load Balancer"),
    choice("logging", "Logging"),
    choice("monitoring", "Monitoring"),
    choice("network", "Network"),
    choice("registry", "Registry"),
    choice("security", "Security"),
    choice("servicemesh", "Service Mesh"),
    choice("storage", "Storage"),
    choice("system app", "System App"),
];

/// The documented cloud types with the labels of Palette's filters.
pub const CLOUD_TYPES: &[Choice] = &[
    choice("all", "All"),
    choice("aws", "AWS IaaS"),
    choice("eks", "AWS EKS"),
    choice("azure", "Azure IaaS"),
    choice("aks", "Azure AKS"),
    choice("gcp", "GCP IaaS"),
    choice("vsphere", "VMware"),
    choice("openstack", "OpenStack"),
    choice("maas", "MAAS"),
    choice("baremetal", "Bare Metal"),
    choice("edge-native", "Edge"),
    choice("edge", "Edge (older)"),
    choice("coxedge", "Cox Edge"),
];

/// Cloud types that only the community repository's schema knows.
pub const COMMUNITY_CLOUD_TYPES: &[Choice] = &[
    choice("custom", "Custom"),
    choice("libvirt", "libvirt"),
    choice("tencent", "Tencent"),
    choice("tke", "TKE"),
];

/// What a dependency says of another pack.
pub const DEPENDENCY_TYPES: &[Choice] = &[
    choice("required", "Required"),
    choice("optional", "Optional"),
    choice("notSupported", "Not supported"),
    choice("upgrade", "Upgrade"),
];

/// What a resource constraint counts, with its unit.
pub const RESOURCE_TYPES: &[Choice] = &[
    choice("cpu", "CPU (millicores)"),
    choice("memory", "Memory (MiB)"),
    choice("diskSize", "Disk (GB)"),
];

/// On which nodes a component of a resource constraint runs.
pub const SCHEDULE_TYPES: &[Choice] = &[
    choice("all", "All nodes"),
    choice("worker", "Worker nodes"),
    choice("control-plane", "Control plane nodes"),
];

/// What people call layers, resources and clouds besides their values, and the values.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("kubernetes", "k8s"),
    ("network", "cni"),
    ("storage", "csi"),
    ("mem", "memory"),
    ("vmware", "vsphere"),
    ("esxi", "vsphere"),
    ("amazon", "aws"),
    ("google", "gcp"),
];

/// The value that people call by another name, in any case.
pub fn value_of_other_name(name: &str) -> Option<&'static str> {
    let mut names = OTHER_NAMES.iter();
    let (_, value) = names.find(|(other, _)| other.eq_ignore_ascii_case(name))?;
    Some(value)
}

/// The label of a value, if the table has it.
pub fn label_of(table: &'static [Choice], value: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|choice| choice.value == value)
        .map(|choice| choice.label)
}

/// The name of a cloud type among the cloud providers on a pack's page of the documentation; an unknown
/// value stays as it is.
pub fn provider_label(cloud_type: &str) -> &str {
    match cloud_type {
        "all" => "All",
        "aws" => "AWS",
        "eks" => "AWS EKS",
        "azure" => "Azure",
        "aks" => "Azure AKS",
        "gcp" => "GCP",
        "gke" => "GCP GKE",
        "vsphere" => "VMware",
        "openstack" => "OpenStack",
        "maas" => "MAAS",
        "edge-native" => "Edge",
        "custom" => "Custom",
        other => other,
    }
}

/// A category of packs, with the color that the vendor's documentation gives its icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Category {
    /// The add-on type or layer.
    pub value: &'static str,
    /// The label that people see.
    pub label: &'static str,
    /// The icon's fill, as a CSS color.
    pub color: &'static str,
}

const fn of(value: &'static str, label: &'static str, color: &'static str) -> Category {
    Category {
        value,
        label,
        color,
    }
}

/// All categories that have an icon.
pub const CATEGORIES: &[Category] = &[
    of("os", "Operating System", "#FF5722"),
    of("k8s", "Kubernetes", "#78909C"),
    of("cni", "Network", "#D4AF37"),
    of("csi", "Storage", "#00ACC1"),
    of("ai", "AI", "#37687C"),
    of("app services", "App Services", "#FF9435"),
    of("authentication", "Authentication", "#004F9E"),
    of("ingress", "Ingress", "#D4AF37"),
    of("integration", "Integration", "#FF9435"),
    of("load balancer", "Load Balancer", "#D4AF37"),
    of("logging", "Logging", "#57CA81"),
    of("monitoring", "Monitoring", "#57CA81"),
    of("network", "Network", "#D4AF37"),
    of("registry", "Registry", "#5FD5F9"),
    of("security", "Security", "#004F9E"),
    of("servicemesh", "Service Mesh", "#5FD5F9"),
    of("storage", "Storage", "#00ACC1"),
    of("system app", "System App", "#FF9435"),
];

/// The category of an add-on type or a layer.
pub fn category(value: &str) -> Option<&'static Category> {
    CATEGORIES.iter().find(|category| category.value == value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_addon_type_and_shown_layer_has_a_category_of_the_same_label() {
        for choice in ADDON_TYPES {
            assert_eq!(
                category(choice.value).map(|category| category.label),
                Some(choice.label)
            );
        }
        for layer in LAYERS
            .iter()
            .filter(|layer| !matches!(layer.value, "addon" | "kernel"))
        {
            assert_eq!(
                category(layer.value).map(|category| category.label),
                Some(layer.label)
            );
        }
    }

    #[test]
    fn other_names_stand_for_known_values() {
        let known = [LAYER, RESOURCE_TYPE, CLOUD_TYPE];
        for (name, value) in OTHER_NAMES {
            let is_known = known
                .iter()
                .any(|choices| choices.values().any(|known| known == *value));
            assert!(is_known, "{name}");
        }
        assert_eq!(value_of_other_name("VMware"), Some("vsphere"));
    }

    #[test]
    fn every_layer_reads_back() {
        for layer in LAYERS {
            assert_eq!(
                Layer::from_id(layer.value).map(Layer::id),
                Some(layer.value)
            );
        }
    }
}
