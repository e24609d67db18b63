//! The macros that Palette resolves when it deploys a cluster: `{{ .spectro.system.cluster.name }}`.
//!
//! The names are those of the vendor's documentation; the words are ours.

/// A macro, or the beginning of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Macro {
    /// What stands between the braces.
    pub name: &'static str,
    /// What it becomes.
    pub help: &'static str,
    /// What stands for it where there is no cluster; empty where the user has to name more.
    pub sample: &'static str,
}

const fn of(name: &'static str, help: &'static str) -> Macro {
    system(name, help, "")
}

/// A variable that Palette itself knows.
const fn system(name: &'static str, help: &'static str, sample: &'static str) -> Macro {
    Macro { name, help, sample }
}

/// All macros; names that end in a dot are completed by the user.
pub const MACROS: &[Macro] = &[
    of(
        ".spectro.var.",
        "A variable of the cluster profile. Add its name.",
    ),
    of(
        ".spectro.pack.",
        "A value of a pack in the profile. Add the pack's name and the path of the value.",
    ),
    system(
        ".spectro.system.user.name",
        "The name of the user who deploys the cluster.",
        "sample-user",
    ),
    system(
        ".spectro.system.user.uid",
        "The id of the user who deploys the cluster.",
        "5f0c1e9a7b3d4c2e8a6f1b00",
    ),
    system(
        ".spectro.system.user.email",
        "The email address of the user who deploys the cluster.",
        "user@example.com",
    ),
    system(
        ".spectro.system.tenant.uid",
        "The id of the tenant that the cluster belongs to.",
        "5f0c1e9a7b3d4c2e8a6f1b01",
    ),
    system(
        ".spectro.system.project.name",
        "The name of the project that the cluster belongs to.",
        "sample-project",
    ),
    system(
        ".spectro.system.project.uid",
        "The id of the project that the cluster belongs to.",
        "5f0c1e9a7b3d4c2e8a6f1b02",
    ),
    system(
        ".spectro.system.clusterprofile.name",
        "The name of the cluster profile that this pack is a layer of.",
        "sample-profile",
    ),
    system(
        ".spectro.system.clusterprofile.uid",
        "The id of the cluster profile that this pack is a layer of.",
        "5f0c1e9a7b3d4c2e8a6f1b03",
    ),
    system(
        ".spectro.system.clusterprofile.version",
        "The version of the cluster profile that this pack is a layer of.",
        "1.0.0",
    ),
    system(
        ".spectro.system.clusterprofile.infra.name",
        "The name of the cluster's infrastructure profile.",
        "sample-infra-profile",
    ),
    system(
        ".spectro.system.clusterprofile.infra.uid",
        "The id of the cluster's infrastructure profile.",
        "5f0c1e9a7b3d4c2e8a6f1b04",
    ),
    system(
        ".spectro.system.clusterprofile.infra.version",
        "The version of the cluster's infrastructure profile.",
        "1.0.0",
    ),
    system(
        ".spectro.system.cluster.name",
        "The name of the cluster.",
        "cluster-name",
    ),
    system(
        ".spectro.system.cluster.uid",
        "The id of the cluster.",
        "5f0c1e9a7b3d4c2e8a6f1b05",
    ),
    system(
        ".spectro.system.cluster.kubevip",
        "The virtual address of the cluster's control plane.",
        "10.0.0.10",
    ),
    system(
        ".spectro.system.cloudaccount.name",
        "The name of the cloud account that the cluster is deployed with.",
        "sample-account",
    ),
    system(
        ".spectro.system.cloudaccount.uid",
        "The id of the cloud account that the cluster is deployed with.",
        "5f0c1e9a7b3d4c2e8a6f1b06",
    ),
    system(
        ".spectro.system.cloud.type",
        "The type of the cloud that the cluster runs in, such as aws.",
        "aws",
    ),
    system(
        ".spectro.system.cloud.region",
        "The region of the cloud that the cluster runs in.",
        "us-east-1",
    ),
    system(
        ".spectro.system.kubernetes.version",
        "The Kubernetes version of the cluster.",
        "1.30.0",
    ),
    system(
        ".spectro.system.reverseproxy.server",
        "The server of the reverse proxy for the cluster.",
        "proxy.example.com",
    ),
    system(
        ".spectro.system.reverseproxy.port",
        "The port of the reverse proxy for the cluster.",
        "443",
    ),
    system(
        ".spectro.system.reverseproxy.protocol",
        "The protocol of the reverse proxy for the cluster.",
        "https",
    ),
    system(
        ".spectro.system.reverseproxy.vhostport",
        "The port on which the reverse proxy serves virtual hosts.",
        "8443",
    ),
];

/// What may stand in an expression of schema.yaml, joined by `|`.
pub const CONSTRAINTS: &[Macro] = &[
    of("required", "The value must not be empty."),
    of("readonly", "The value is shown but cannot be changed."),
    of(
        "format",
        "The format of the value, in quotes: text and types such as `${number:[1-10]}`.",
    ),
    of(
        "hints",
        "What is shown beside the input: one or more strings in quotes.",
    ),
];

/// The tokens of a format in schema.yaml.
pub const TOKENS: &[Macro] = &[
    of(
        "${string}",
        "Any string. `${string:/expression/}` restricts it with a regular expression.",
    ),
    of("${number}", "A number. `${number:[1-10]}` sets its range."),
    of("${boolean}", "`true` or `false`."),
    of("${password}", "A string that is always masked."),
    of(
        "${list:[A,B]}",
        "One of the listed values, chosen from a menu.",
    ),
    of("${ipv4}", "An IPv4 address."),
    of("${version}", "A version number."),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_macro_stands_once_and_says_what_it_is() {
        for table in [MACROS, CONSTRAINTS, TOKENS] {
            let names: BTreeSet<_> = table.iter().map(|entry| entry.name).collect();
            assert_eq!(names.len(), table.len());
            assert!(table.iter().all(|entry| entry.help.ends_with('.')));
        }
        assert!(
            MACROS
                .iter()
                .all(|entry| entry.name.starts_with(".spectro."))
        );
        for entry in MACROS {
            assert_eq!(entry.sample.is_empty(), entry.name.ends_with('.'));
        }
    }
}
