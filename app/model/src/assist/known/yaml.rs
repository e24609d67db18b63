//! The documented keys of the YAML files of a pack.

use super::{ANY, Known, key};
use crate::assist::spot::ITEM;

/// The keys of values.yaml, in the order in which they are offered.
pub(super) const VALUES: &[Known] = &[
    key(&["pack"], "What Palette itself reads."),
    key(
        &["pack", "namespace"],
        "The namespace that charts and manifests are installed into. It is created where it does not exist; without it, default is used.",
    ),
    key(
        &["pack", "additionalNamespaces"],
        "More namespaces that are created.",
    ),
    key(
        &["pack", "namespaceLabels"],
        "Labels of namespaces: one text each, as \"key=value,key2=value2\".",
    ),
    key(
        &["pack", "namespaceAnnotations"],
        "Annotations of namespaces: one text each, as \"key=value,key2=value2\".",
    ),
    key(
        &["pack", "releaseNameOverride"],
        "Helm release names by chart. Without one it is the pack's name, a hyphen and the chart's.",
    ),
    key(
        &["pack", "releaseNameOverride", ANY],
        "The Helm release name of this chart.",
    ),
    key(
        &["pack", "spectrocloud.com/install-priority"],
        "When the pack is installed among the others: a whole number in quotes, lowest first, 0 where it is missing.",
    ),
    key(
        &["pack", "spectrocloud.com/display-name"],
        "The name of the layer in a profile, unique there. With one, a pack can be added twice.",
    ),
    key(
        &["pack", "content"],
        "What clusters without internet access must be given.",
    ),
    key(
        &["pack", "content", "images"],
        "Every image that the pack uses. One that is missing here is not loaded where there is no internet access, and the deployment fails.",
    ),
    key(
        &["pack", "content", "images", ITEM, "image"],
        "The image with its registry and tag, such as docker.io/library/nginx:1.29.",
    ),
    key(
        &["pack", "content", "charts"],
        "Charts that are carried along.",
    ),
    key(
        &["pack", "content", "charts", ITEM, "repo"],
        "The address of the chart's repository.",
    ),
    key(
        &["pack", "content", "charts", ITEM, "name"],
        "The chart's name.",
    ),
    key(
        &["pack", "content", "charts", ITEM, "version"],
        "The chart's version.",
    ),
    key(
        &["charts"],
        "Values of the charts, each under the name in its Chart.yaml.",
    ),
    key(
        &["charts", ANY],
        "Values of this chart. They win over the chart's own.",
    ),
    key(
        &["manifests"],
        "Values of the manifests, each under its file's name without the ending.",
    ),
    key(&["manifests", ANY], "What this manifest finds in .Values."),
];

/// The keys of presets.yaml.
pub(super) const PRESETS: &[Known] = &[
    key(&["presets"], "Sets of values to choose from."),
    key(
        &["presets", ITEM, "name"],
        "The preset's own name, unique in the file.",
    ),
    key(
        &["presets", ITEM, "displayName"],
        "The name that Palette shows.",
    ),
    key(
        &["presets", ITEM, "group"],
        "Of the presets of one group at most one is active.",
    ),
    key(
        &["presets", ITEM, "remove"],
        "Dotted paths that are taken out of the values first.",
    ),
    key(
        &["presets", ITEM, "add"],
        "YAML text that is then merged into the values.",
    ),
];

/// The keys of schema.yaml.
pub(super) const SCHEMA: &[Known] = &[key(
    &[ANY, "schema"],
    "The constraint: '{{ functions joined by | }}'.",
)];
