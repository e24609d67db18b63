//! Checks what Chart.yaml says, and takes out of it what cannot be printed.

use super::metadata::Metadata;
use crate::functions::versions::Version;

/// Checks a chart's metadata. The message is Helm's.
pub(super) fn validate(metadata: &mut Metadata) -> Result<(), String> {
    check(metadata).map_err(|text| format!("validation: {text}"))
}

fn check(metadata: &mut Metadata) -> Result<(), String> {
    for text in [
        &mut metadata.name,
        &mut metadata.description,
        &mut metadata.home,
        &mut metadata.icon,
        &mut metadata.condition,
        &mut metadata.tags,
        &mut metadata.app_version,
        &mut metadata.kube_version,
    ] {
        sanitize(text);
    }
    let lists = metadata.sources.iter_mut().chain(&mut metadata.keywords);
    lists.for_each(sanitize);
    for (name, text) in [
        ("apiVersion", &metadata.api_version),
        ("name", &metadata.name),
        ("version", &metadata.version),
    ] {
        if text.is_empty() {
            return Err(format!("chart.metadata.{name} is required"));
        }
    }
    if Version::parse(metadata.version.as_bytes()).is_err() {
        let version = crate::data::quote(&metadata.version);
        return Err(format!("chart.metadata.version {version} is invalid"));
    }
    if !matches!(metadata.chart_type.as_str(), "" | "application" | "library") {
        return Err("chart.metadata.type must be application or library".to_owned());
    }
    for maintainer in &mut metadata.maintainers {
        let Some(maintainer) = maintainer else {
            return Err("maintainers must not contain empty or null nodes".to_owned());
        };
        sanitize(&mut maintainer.name);
        sanitize(&mut maintainer.email);
        sanitize(&mut maintainer.url);
    }
    for dependency in metadata.dependencies.iter_mut().flatten() {
        let Some(dependency) = dependency else {
            return Err("dependencies must not contain empty or null nodes".to_owned());
        };
        sanitize(&mut dependency.name);
        sanitize(&mut dependency.version);
        sanitize(&mut dependency.repository);
        sanitize(&mut dependency.condition);
        dependency.tags.iter_mut().for_each(sanitize);
        let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
        if !dependency.alias.bytes().all(fits) {
            let name = crate::data::quote(&dependency.name);
            return Err(format!(
                "dependency {name} has disallowed characters in the alias"
            ));
        }
    }
    Ok(())
}

/// White space becomes a space; what cannot be printed goes.
fn sanitize(text: &mut String) {
    if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return;
    }
    let characters = text.chars().filter_map(|c| match c.is_whitespace() {
        true => Some(' '),
        false => crate::format::is_print(c).then_some(c),
    });
    *text = characters.collect();
}
