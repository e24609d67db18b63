//! A manifest, or what a template becomes, that is no YAML.

use pack_model::deployment::{Deployment, Failure, Stage};
use pack_model::{FilePath, Place};
use pack_syntax::Yaml;

use crate::judge::changes::pack_json::set;
use crate::judge::findings::Findings;
use crate::judge::fixes::packaging;
use crate::judge::rule::declare_rule;
use crate::reading::context::Context;
use crate::reading::deployment::{entry, in_manifest};
use crate::reading::pack_json::listed_path::inside;
use crate::reading::text::lines::lines;
use crate::reading::text::macros::WORD;

declare_rule! {
    /// ## What it does
    /// Reports a manifest, or a text that a template of a chart becomes, that is not YAML or no object. A
    /// manifest that is a template with values in values.yaml is reported if it cannot be rendered.
    ///
    /// ## Why is this bad
    /// Kubernetes cannot read it, so the deployment fails.
    ///
    /// ## Example
    /// ```yaml
    /// kind: ConfigMap
    /// metadata:
    /// name: {{ .Values.name }
    /// ```
    ///
    /// ## How to fix
    /// Correct the manifest, or the values that the template prints. The line is that of the rendered text.
    ///
    /// ## Source
    /// Kubernetes documentation, "Objects In Kubernetes".
    "manifest-not-yaml", Error, rendered
}

fn check(context: &Context<'_>, deployment: &Deployment, findings: &mut Findings) {
    for failure in &deployment.failures {
        match failure.stage {
            Stage::Objects => of_document(context, failure, findings),
            Stage::Render => of_manifest(context, failure, findings),
            _ => {}
        }
    }
}

/// Reports a document that is no object.
fn of_document(context: &Context<'_>, failure: &Failure, findings: &mut Findings) {
    let (Some(template), Some(line)) = (&failure.template, failure.line) else {
        return;
    };
    let is_manifest = *template == failure.file;
    let place = match is_manifest {
        true => in_manifest(context, template, line),
        false => entry(context, &failure.file),
    };
    let Some(place) = place else {
        return;
    };
    let message = format!(
        "What {template} becomes cannot be read from line {line} on: “{}”. Correct {}.",
        failure.said(),
        match is_manifest {
            true => "the manifest",
            false => "the values that the template prints, or use another version of the chart",
        }
    );
    let report = findings.report(place, message);
    let is_metadata = template
        .rsplit('/')
        .next()
        .is_some_and(|name| name.starts_with("._"));
    let path = inside(&failure.file).filter(|_| is_metadata);
    if let Some(again) = path.and_then(|path| packaging::again(context.pack, &path)) {
        let mut listed = context.manifest.charts().into_iter();
        if let Some(listed) = listed.find(|listed| listed.path == failure.file) {
            let label = format!("Package {} again without the files of macOS", listed.path);
            let relist = set(listed.pointer, listed.path.as_str());
            report.package(label, again, relist);
        }
    }
}

/// Reports a manifest that fails as a template, if it is meant as one: the pack has values for it, and it is no
/// YAML before it is rendered. Others may have braces of another kind of template in their texts.
fn of_manifest(context: &Context<'_>, failure: &Failure, findings: &mut Findings) {
    let mut listed = context.manifest.kube_manifests().into_iter();
    let path = listed.find(|listed| listed.path == failure.file);
    let path = path.and_then(|listed| FilePath::new(&inside(&listed.path)?).ok());
    let Some((path, text)) = path.and_then(|path| {
        let text = context.pack.text(path.as_str())?;
        Some((path, text))
    }) else {
        return;
    };
    let stem = path
        .name()
        .rsplit_once('.')
        .map_or(path.name(), |(stem, _)| stem);
    let values = context.values();
    let has_values = values.is_some_and(|values| values.map(&["manifests", stem]).is_some());
    // A misspelt macro is the matter of another rule.
    let is_macro = || failure.message.to_lowercase().contains(WORD);
    if !has_values || !Yaml::read(text).is_broken() || is_macro() {
        return;
    }
    let message = format!(
        "The manifest cannot be rendered, so nothing of it is applied: Helm says “{}”. Correct the template.",
        failure.said()
    );
    let place = line_of(text, failure).map_or_else(
        || Place::file(path.clone()),
        |range| Place::text(path.clone(), range),
    );
    findings.report(place, message);
}

/// The line of a template that failed.
fn line_of(text: &str, failure: &Failure) -> Option<std::ops::Range<usize>> {
    let nth = usize::try_from(failure.line?).ok()?.checked_sub(1)?;
    let (start, line) = lines(text).nth(nth)?;
    Some(start..start + line.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sample;

    const MANIFEST: &str = "manifests/sample.yaml";

    #[test]
    fn manifests_are_yaml_once_they_are_rendered() {
        let object = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";
        let sample = |text: &str| Sample::addon().file(MANIFEST, text);
        sample(&format!("{object}---\na: [\n")).fires(RULE.id, &["manifests/sample.yaml:6:1"]);
        sample(&format!("{object}---\nonly words\n"))
            .fires(RULE.id, &["manifests/sample.yaml:6:1"]);
        sample(&format!("{object}{{{{ if true }}}}\na: [\n{{{{ end }}}}\n"))
            .fires(RULE.id, &["manifests/sample.yaml"]);
        let broken = sample(&format!("{object}{{{{ if .Values.a }}}}\na: b\n")).silent(RULE.id);
        broken
            .file("values.yaml", "manifests: {sample: {a: 1}}\n")
            .fires(RULE.id, &["manifests/sample.yaml"]);
        // Another kind of template in a text.
        sample(&format!("{object}data:\n  a: '{{{{ other.text }}}}'\n")).silent(RULE.id);
        sample(&format!("{object}data:\n  a: {{{{ .Values.a }}}}\n")).silent(RULE.id);
    }

    #[test]
    fn templates_become_yaml() {
        let values = "charts:\n  web:\n    a: 'b: c: ['\n";
        let sample = Sample::with_template("a: {{ .Values.a }}", "", "a: b\n", values)
            .fires(RULE.id, &["/charts/0"]);
        let message = &sample.findings_of(RULE.id)[0].message;
        assert!(
            message.contains("What web/templates/secret.yaml becomes"),
            "{message}"
        );
    }
}
