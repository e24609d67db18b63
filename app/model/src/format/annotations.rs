//! The table of annotations in pack.json: the documented ones, and those that published packs use.
//! Which of them an operating system needs is known from the vendor's examples for each cloud.

use super::property::{Property, Shown, Type};
use super::vocabulary::{BOOLEAN, SKIP_K8S_INSTALL, SOURCE, SYSTEM_STATE};

/// An annotation, which forms call by its key.
const fn annotation(key: &'static str, value: Type, help: &'static str) -> Property {
    Property::new(key, key, value, help)
}

/// Whether an annotation names the image of an operating system, so that nothing starts without it.
pub fn names_image(key: &str) -> bool {
    matches!(
        key,
        "imageId" | "imageOffer" | "imagePublisher" | "imageSKU"
    )
}

/// The annotations, in the order in which they are offered.
pub const ANNOTATIONS: &[Property] = &[
    annotation(
        "source",
        Type::OpenChoice(&SOURCE),
        "Who makes the pack: community or spectrocloud. Reviewers of the community repository ask for it.",
    ),
    annotation(
        "contributor",
        Type::Text,
        "Who contributed the pack to the community repository.",
    ),
    annotation(
        "docsURL",
        Type::Text,
        "The address of the software's documentation.",
    ),
    annotation("description", Type::Text, "One line about the software."),
    annotation(
        "ingressSupported",
        Type::OpenChoice(&BOOLEAN),
        "Whether the software offers an ingress: “true” or “false”.",
    ),
    annotation(
        "prerequisitesRequired",
        Type::OpenChoice(&BOOLEAN),
        "Whether users must set up something first: “true” or “false”.",
    ),
    annotation(
        "system_state",
        Type::OpenChoice(&SYSTEM_STATE),
        "“deprecated” or “deleted”, if the pack is being phased out.",
    ),
    annotation(
        "disabled",
        Type::OpenChoice(&BOOLEAN),
        "“true” hides the pack.",
    ),
    annotation("architecture", Type::Text, "The processor architectures."),
    annotation(
        "airgap",
        Type::Text,
        "Whether the pack works without internet access.",
    ),
    annotation(
        "revision",
        Type::Text,
        "A build number of your choice, for several builds of one version.",
    ),
    annotation(
        "upstreamVersion",
        Type::Text,
        "The version of the software, if it differs from the version of the pack.",
    ),
    annotation(
        "cloudRegion",
        Type::Text,
        "For an operating system on AWS: the region of the image, such as us-east-1.",
    )
    .shown(Shown::ForOsOn(&["aws"])),
    annotation(
        "folder",
        Type::Text,
        "For an operating system on VMware: the vSphere folder of the image.",
    )
    .shown(Shown::ForOsOn(&["vsphere"])),
    annotation(
        "imageId",
        Type::Text,
        "For an operating system: the image, on AWS an AMI, on VMware a path or the address of an .ova file.",
    )
    .shown(Shown::ForOsOn(&["aws", "vsphere"])),
    annotation(
        "imageOffer",
        Type::Text,
        "For an operating system on Azure: the offer of the image in the marketplace.",
    )
    .shown(Shown::ForOsOn(&["azure"])),
    annotation(
        "imageOwner",
        Type::Text,
        "For an operating system on AWS: the account that owns the image.",
    )
    .shown(Shown::ForOsOn(&["aws"])),
    annotation(
        "imagePublisher",
        Type::Text,
        "For an operating system on Azure: the publisher of the image in the marketplace.",
    )
    .shown(Shown::ForOsOn(&["azure"])),
    annotation(
        "imageSKU",
        Type::Text,
        "For an operating system on Azure: the SKU of the image in the marketplace.",
    )
    .shown(Shown::ForOsOn(&["azure"])),
    annotation(
        "osName",
        Type::Text,
        "For an operating system: its name, such as ubuntu.",
    )
    .shown(Shown::ForOsOn(OS_CLOUDS)),
    annotation(
        "os_spectro_version",
        Type::Text,
        "For an operating system: the version of Palette's own changes to the image, often 0.",
    )
    .shown(Shown::ForOsOn(OS_CLOUDS)),
    annotation(
        "sshPassword",
        Type::Text,
        "For an operating system from a local image on VMware: the password. It is stored in the pack in clear text.",
    )
    .shown(Shown::WhenPresent),
    annotation(
        "sshUsername",
        Type::Text,
        "For an operating system: the user name for Palette's login.",
    )
    .shown(Shown::ForOsOn(OS_CLOUDS)),
    annotation(
        "skipK8sInstall",
        Type::Choice(&SKIP_K8S_INSTALL),
        "For an operating system: whether its image already contains Kubernetes.",
    )
    .shown(Shown::ForOsOn(OS_CLOUDS)),
];

/// The clouds for which the vendor's examples list the annotations of an operating system.
pub const OS_CLOUDS: &[&str] = &["aws", "azure", "vsphere"];

/// The annotations that an operating system needs on one cloud.
pub fn os_annotations(cloud_type: &str) -> impl Iterator<Item = &'static Property> + '_ {
    ANNOTATIONS.iter().filter(move |annotation| {
        matches!(annotation.shown, Shown::ForOsOn(clouds) if clouds.contains(&cloud_type))
    })
}

/// The annotations that an operating system for these cloud types needs, each once.
pub fn os_annotations_for(cloud_types: &[String]) -> Vec<&'static Property> {
    let wanted = OS_CLOUDS
        .iter()
        .filter(|cloud| cloud_types.iter().any(|wanted| wanted == *cloud));
    let mut found: Vec<&Property> = Vec::new();
    for annotation in wanted.flat_map(|cloud| os_annotations(cloud)) {
        if !found.iter().any(|known| known.key == annotation.key) {
            found.push(annotation);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annotations_of_several_clouds_are_joined() {
        let keys = |clouds: &[&str]| -> Vec<_> {
            let clouds: Vec<_> = clouds.iter().map(ToString::to_string).collect();
            let found = os_annotations_for(&clouds);
            found.iter().map(|annotation| annotation.key).collect()
        };
        assert_eq!(
            keys(&["vsphere", "aws"]),
            [
                "cloudRegion",
                "imageId",
                "imageOwner",
                "osName",
                "os_spectro_version",
                "sshUsername",
                "skipK8sInstall",
                "folder"
            ]
        );
        assert_eq!(keys(&["all"]), [] as [&str; 0]);
        for cloud in OS_CLOUDS {
            assert!(keys(&[cloud]).len() > 5, "{cloud}");
        }
    }
}
