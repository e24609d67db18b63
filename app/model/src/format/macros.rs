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
}

const fn of(name: &'static str, help: &'static str) -> Macro {
    Macro { name, help }
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
    of(
        ".spectro.system.user.name",
        "The name of the user who deploys the cluster.",
    ),
    of(
        ".spectro.system.user.uid",
        "The id of the user who deploys the cluster.",
    ),
    of(
        ".spectro.system.user.email",
        "The email address of the user who deploys the cluster.",
    ),
    of(
        ".spectro.system.tenant.uid",
        "The id of the tenant that the cluster belongs to.",
    ),
    of(
        ".spectro.system.project.name",
        "The name of the project that the cluster belongs to.",
    ),
    of(
        ".spectro.system.project.uid",
        "The id of the project that the cluster belongs to.",
    ),
    of(
        ".spectro.system.clusterprofile.name",
        "The name of the cluster profile that this pack is a layer of.",
    ),
    of(
        ".spectro.system.clusterprofile.uid",
        "The id of the cluster profile that this pack is a layer of.",
    ),
    of(
        ".spectro.system.clusterprofile.version",
        "The version of the cluster profile that this pack is a layer of.",
    ),
    of(
        ".spectro.system.clusterprofile.infra.name",
        "The name of the cluster's infrastructure profile.",
    ),
    of(
        ".spectro.system.clusterprofile.infra.uid",
        "The id of the cluster's infrastructure profile.",
    ),
    of(
        ".spectro.system.clusterprofile.infra.version",
        "The version of the cluster's infrastructure profile.",
    ),
    of(".spectro.system.cluster.name", "The name of the cluster."),
    of(".spectro.system.cluster.uid", "The id of the cluster."),
    of(
        ".spectro.system.cluster.kubevip",
        "The virtual address of the cluster's control plane.",
    ),
    of(
        ".spectro.system.cloudaccount.name",
        "The name of the cloud account that the cluster is deployed with.",
    ),
    of(
        ".spectro.system.cloudaccount.uid",
        "The id of the cloud account that the cluster is deployed with.",
    ),
    of(
        ".spectro.system.cloud.type",
        "The type of the cloud that the cluster runs in, such as aws.",
    ),
    of(
        ".spectro.system.cloud.region",
        "The region of the cloud that the cluster runs in.",
    ),
    of(
        ".spectro.system.kubernetes.version",
        "The Kubernetes version of the cluster.",
    ),
    of(
        ".spectro.system.reverseproxy.server",
        "The server of the reverse proxy for the cluster.",
    ),
    of(
        ".spectro.system.reverseproxy.port",
        "The port of the reverse proxy for the cluster.",
    ),
    of(
        ".spectro.system.reverseproxy.protocol",
        "The protocol of the reverse proxy for the cluster.",
    ),
    of(
        ".spectro.system.reverseproxy.vhostport",
        "The port on which the reverse proxy serves virtual hosts.",
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
    }
}
