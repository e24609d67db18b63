//! The keys of pack.json that are no fields of its form.

use super::{Known, key, one_of};
use crate::assist::spot::ITEM;
use crate::format::vocabulary::{self, Choice};

/// The keys, in the order in which they are offered.
pub(super) const KEYS: &[Known] = &[
    key(
        &["annotations"],
        "Texts by name, for people and for Palette. Every value is a text, also \"true\".",
    ),
    one_of(
        &["annotations", "source"],
        "Who makes the pack: community or spectrocloud. The community repository requires it.",
        SOURCES,
    ),
    key(
        &["annotations", "contributor"],
        "Who contributed the pack to the community repository.",
    ),
    key(
        &["annotations", "docsURL"],
        "The address of the software's documentation.",
    ),
    key(
        &["annotations", "description"],
        "One line about the software.",
    ),
    one_of(
        &["annotations", "system_state"],
        "Whether the pack is on its way out: deprecated or deleted.",
        STATES,
    ),
    one_of(
        &["annotations", "skipK8sInstall"],
        "For an operating system: \"true\" where Kubernetes is in its image already.",
        BOOLEANS,
    ),
    key(
        &["annotations", "cloudRegion"],
        "For an operating system on AWS: the region of the image.",
    ),
    key(
        &["annotations", "imageId"],
        "For an operating system: the id of the image, or on VMware its path or address.",
    ),
    key(
        &["annotations", "imageOwner"],
        "For an operating system on AWS: the account that owns the image.",
    ),
    key(
        &["annotations", "imageOffer"],
        "For an operating system on Azure: the offer of the image.",
    ),
    key(
        &["annotations", "imagePublisher"],
        "For an operating system on Azure: the publisher of the image.",
    ),
    key(
        &["annotations", "imageSKU"],
        "For an operating system on Azure: the SKU of the image.",
    ),
    key(
        &["annotations", "folder"],
        "For an operating system on VMware: the folder of the image.",
    ),
    key(
        &["annotations", "osName"],
        "For an operating system: its name, such as ubuntu.",
    ),
    key(
        &["annotations", "os_spectro_version"],
        "For an operating system: the version of Palette's own part in it.",
    ),
    key(
        &["annotations", "sshUsername"],
        "For an operating system: the user that logs in.",
    ),
    key(
        &["charts"],
        "The Helm charts of the pack: paths of archives in it.",
    ),
    key(
        &["kubeManifests"],
        "The Kubernetes manifests of the pack: paths of files in it.",
    ),
    key(
        &["ansibleRoles"],
        "The Ansible roles of the pack. Only the community repository's schema knows it.",
    ),
    key(
        &["constraints"],
        "What the pack needs of a cluster and of the other packs in its profile.",
    ),
    key(
        &["constraints", "dependencies"],
        "The other packs that must, may or must not be in the profile.",
    ),
    key(
        &["constraints", "dependencies", ITEM, "packName"],
        "The name of the other pack, as its own pack.json has it.",
    ),
    one_of(
        &["constraints", "dependencies", ITEM, "layer"],
        "The layer of the other pack.",
        vocabulary::LAYERS,
    ),
    one_of(
        &["constraints", "dependencies", ITEM, "type"],
        "How the dependency is meant.",
        vocabulary::DEPENDENCY_TYPES,
    ),
    key(
        &["constraints", "dependencies", ITEM, "minVersion"],
        "The first version in range. Without a first and a last version nothing is checked.",
    ),
    key(
        &["constraints", "dependencies", ITEM, "maxVersion"],
        "The last version in range. Without a first and a last version nothing is checked.",
    ),
    key(
        &["constraints", "resources"],
        "What the pack needs of each worker pool.",
    ),
    one_of(
        &["constraints", "resources", ITEM, "type"],
        "What is counted: millicores, MiB of memory, or GB of disk.",
        vocabulary::RESOURCE_TYPES,
    ),
    key(
        &["constraints", "resources", ITEM, "minLimit"],
        "The least that a worker pool must have. Ignored where components stand.",
    ),
    key(
        &["constraints", "resources", ITEM, "components"],
        "The parts of the pack whose requests are added up instead.",
    ),
    one_of(
        &[
            "constraints",
            "resources",
            ITEM,
            "components",
            ITEM,
            "scheduleType",
        ],
        "The nodes that the component runs on.",
        vocabulary::SCHEDULE_TYPES,
    ),
    key(
        &[
            "constraints",
            "resources",
            ITEM,
            "components",
            ITEM,
            "resourceRequestParamRef",
        ],
        "The dotted path in values.yaml of what the component requests.",
    ),
    key(
        &[
            "constraints",
            "resources",
            ITEM,
            "components",
            ITEM,
            "replicaCountParamRef",
        ],
        "The dotted path in values.yaml of how many replicas it has.",
    ),
];

const SOURCES: &[Choice] = &[
    Choice {
        value: "community",
        label: "Community",
    },
    Choice {
        value: "spectrocloud",
        label: "Spectro Cloud",
    },
];
const STATES: &[Choice] = &[
    Choice {
        value: "deprecated",
        label: "Deprecated",
    },
    Choice {
        value: "deleted",
        label: "Deleted",
    },
];
const BOOLEANS: &[Choice] = &[
    Choice {
        value: "true",
        label: "Yes",
    },
    Choice {
        value: "false",
        label: "No",
    },
];
