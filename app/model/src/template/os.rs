//! The templates of operating systems: the user's own image on AWS, Azure or VMware vSphere.
//!
//! The annotations are those of the vendor's examples. Those that identify the image are empty: with any
//! other value than the user's own a cluster would fail, or start from someone else's image.

use serde_json::{Value, json};

use super::{LOGO, NAME, NewPack, Readme, Template, Todo};

pub(super) const AWS: Template = Template {
    id: "os-aws",
    label: "OS image for AWS",
    description: "Nodes that start from your own Amazon machine image (AMI).",
    todo: &[
        NAME,
        VERSION,
        annotation(
            "/annotations/imageId",
            "Enter the id of the AMI, such as ami-0123456789abcdef0.",
        ),
        annotation(
            "/annotations/imageOwner",
            "Enter the AWS account that owns the AMI, twelve digits.",
        ),
        annotation("/annotations/cloudRegion", "Check the region of the AMI."),
        OS_NAME,
        SSH_USER,
        SKIP_K8S,
        LOGO,
        README,
    ],
};

pub(super) const AZURE: Template = Template {
    id: "os-azure",
    label: "OS image for Azure",
    description: "Nodes that start from an image of the Azure Marketplace or your own offer.",
    todo: &[
        NAME,
        VERSION,
        annotation(
            "/annotations/imagePublisher",
            "Enter the publisher of the image.",
        ),
        annotation("/annotations/imageOffer", "Enter the offer of the image."),
        annotation(
            "/annotations/imageSKU",
            "Enter the SKU, the variant of the offer.",
        ),
        OS_NAME,
        SSH_USER,
        SKIP_K8S,
        LOGO,
        README,
    ],
};

pub(super) const VSPHERE_LOCAL: Template = Template {
    id: "os-vsphere-local",
    label: "OS image for VMware (local)",
    description: "Nodes that start from a VM template in your vCenter.",
    todo: &[
        NAME,
        VERSION,
        annotation(
            "/annotations/imageId",
            "Enter the path of the VM template in vCenter, such as /Datacenter/vm/folder/template.",
        ),
        annotation(
            "/annotations/folder",
            "Check the vCenter folder in which Palette keeps its templates.",
        ),
        OS_NAME,
        SSH_USER,
        annotation(
            "/annotations/sshPassword",
            "Enter the user's password only if the image accepts no SSH keys. Everyone who can read the pack can read it.",
        ),
        SKIP_K8S,
        LOGO,
        README,
    ],
};

pub(super) const VSPHERE_REMOTE: Template = Template {
    id: "os-vsphere-remote",
    label: "OS image for VMware (remote)",
    description: "Nodes that start from an OVA that Palette downloads into your vCenter.",
    todo: &[
        NAME,
        VERSION,
        annotation(
            "/annotations/imageId",
            "Enter the address of the image, an https:// URL that ends in .ova.",
        ),
        annotation(
            "/annotations/folder",
            "Check the vCenter folder in which Palette keeps its templates.",
        ),
        OS_NAME,
        SSH_USER,
        SKIP_K8S,
        LOGO,
        README,
    ],
};

const fn annotation(pointer: &'static str, text: &'static str) -> Todo {
    Todo {
        file: "pack.json",
        pointer,
        text,
    }
}

const VERSION: Todo = annotation(
    "/version",
    "Set the version, preferably that of the operating system.",
);
const OS_NAME: Todo = annotation(
    "/annotations/osName",
    "Check the operating system, such as ubuntu, centos or rhel.",
);
const SSH_USER: Todo = annotation(
    "/annotations/sshUsername",
    "Check the user for SSH logins to the image.",
);
const SKIP_K8S: Todo = annotation(
    "/annotations/skipK8sInstall",
    "Set it to true if the image already contains Kubernetes, otherwise to false.",
);
const README: Todo = Todo {
    file: "README.md",
    pointer: "",
    text: "Describe the image. The comments say what to write.",
};

pub(super) fn aws() -> NewPack {
    let annotations = json!({
        "cloudRegion": "us-east-1",
        "imageId": "",
        "imageOwner": "",
        "osName": "ubuntu",
        "os_spectro_version": "0",
        "sshUsername": "ubuntu",
        "skipK8sInstall": "false",
    });
    pack("my-os-aws", "My OS for AWS", "aws", annotations)
}

pub(super) fn azure() -> NewPack {
    let annotations = json!({
        "imageOffer": "",
        "imagePublisher": "",
        "imageSKU": "",
        "osName": "ubuntu",
        "os_spectro_version": "0",
        "sshUsername": "ubuntu",
        "skipK8sInstall": "false",
    });
    pack("my-os-azure", "My OS for Azure", "azure", annotations)
}

pub(super) fn vsphere_local() -> NewPack {
    let annotations = json!({
        "folder": "spectro-templates",
        "imageId": "",
        "osName": "ubuntu",
        "os_spectro_version": "0",
        "sshPassword": "",
        "sshUsername": "ubuntu",
        "skipK8sInstall": "false",
    });
    pack("my-os-vsphere", "My OS for VMware", "vsphere", annotations)
}

pub(super) fn vsphere_remote() -> NewPack {
    let annotations = json!({
        "folder": "spectro-templates",
        "imageId": "",
        "osName": "ubuntu",
        "os_spectro_version": "0",
        "sshUsername": "ubuntu",
        "skipK8sInstall": "false",
    });
    pack("my-os-vsphere", "My OS for VMware", "vsphere", annotations)
}

fn pack(name: &str, display_name: &str, cloud_type: &str, annotations: Value) -> NewPack {
    NewPack {
        manifest: json!({
            "name": name,
            "displayName": display_name,
            "version": "0.1.0",
            "layer": "os",
            "cloudTypes": [cloud_type],
            "annotations": annotations,
            "kubeManifests": [],
        }),
        values: "# An OS pack needs no values, but Palette requires this file.\n".to_owned(),
        readme: Readme {
            title: display_name.to_owned(),
            usage:
                "Choose the pack as the operating system when you create an infrastructure profile."
                    .to_owned(),
            ..Readme::default()
        },
        files: Vec::new(),
    }
}
