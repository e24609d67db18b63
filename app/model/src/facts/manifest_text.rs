//! Whether a text is a Kubernetes manifest, also with Go templates in it, which are no YAML yet.

use pack_syntax::Yaml;
use pack_syntax::yaml::Node;

/// The group of files that only tell Kustomize what to do; no cluster takes them.
const KUSTOMIZE: &str = "kustomize.config.k8s.io/";

/// Whether some bytes are a Kubernetes manifest: YAML or JSON with an apiVersion and a kind, or
/// templated text with these lines.
pub fn is_manifest(bytes: &[u8]) -> bool {
    let Some(text) = std::str::from_utf8(bytes)
        .ok()
        .filter(|text| !text.contains('\0'))
    else {
        return false;
    };
    // Reading the whole of a text that cannot be one would be waste.
    if !text.contains("apiVersion") || !text.contains("kind") {
        return false;
    }
    let yaml = Yaml::read(text);
    let documents = || (0..yaml.documents()).filter_map(|index| yaml.document(index));
    if documents().any(is_resource) {
        return true;
    }
    yaml.is_broken() && is_templated_manifest(text)
}

fn is_resource(document: &Node) -> bool {
    let field = |key| document.entry(key).and_then(|entry| entry.value().as_str());
    matches!((field("apiVersion"), field("kind")), (Some(version), Some(_)) if !version.starts_with(KUSTOMIZE))
}

/// Whether a text that is no YAML begins as a manifest does and has both lines. What may stand
/// before them are comments, template actions and document markers: a README that shows a
/// manifest is none.
fn is_templated_manifest(text: &str) -> bool {
    let is_prelude = |line: &&str| {
        line.is_empty()
            || line.starts_with(['#', '%'])
            || line.starts_with("{{")
            || line.starts_with("---")
    };
    let mut lines = text
        .trim_start_matches('\u{feff}')
        .lines()
        .map(str::trim_end)
        .skip_while(is_prelude)
        .peekable();
    let begins = lines.peek().is_some_and(|line| {
        ["apiVersion:", "kind:", "metadata:"]
            .iter()
            .any(|key| line.starts_with(key))
    });
    let all: Vec<_> = lines.collect();
    begins
        && ["apiVersion:", "kind:"]
            .iter()
            .all(|key| all.iter().any(|line| line.starts_with(key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: bool) {
        assert_eq!(is_manifest(text.as_bytes()), expected, "{text}");
    }

    #[test]
    fn manifests_are_told_by_their_content() {
        check("apiVersion: v1\nkind: Pod\n", true);
        check("# c\n---\n---\nkind: Pod\napiVersion: v1\n", true);
        check("a: 1\n---\napiVersion: v1\nkind: Pod\n", true);
        check(
            "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": []}",
            true,
        );
        check(
            "{{- if .Values.on }}\napiVersion: v1\nkind: Pod\nspec:\n  {{ .Values.spec }}\n{{- end }}\n",
            true,
        );
        check("apiVersion: v1\r\nkind: {{ .Values.kind }}: x\r\n", true);
    }

    #[test]
    fn other_texts_are_none() {
        check("", false);
        check("apiVersion: v2\nname: kind\n", false);
        check(
            "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n",
            false,
        );
        check("a:\n  apiVersion: v1\n  kind: Pod\n", false);
        check(
            "# Usage\n\nWrite `this: that`:\n\n```yaml\napiVersion: v1\nkind: Pod\n```\n",
            false,
        );
        assert!(!is_manifest(b"apiVersion: v1\nkind: Pod\n\0"));
        assert!(!is_manifest(b"apiVersion: \xff\nkind: Pod"));
    }
}
