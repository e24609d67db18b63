//! The images that packs deploy, against what Helm's own engine rendered of their charts.
//!
//! `PACK_CORPUS` names a folder of packs, `HELM_REFERENCE` that of the reference data. The containers of the
//! reference are read by another YAML library than those of the renderer. `TEST_FIGURES` names the folder from
//! which `cargo xtask test` takes the figures to print.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use pack_lint::deploy;
use pack_model::Deployment;
use pack_model::deployment::{Cluster, ImagePlace, deployed_name};
use pack_tests::checks::pack_of;
use pack_tests::corpus;
use serde::Deserialize;
use serde_json::Value;

/// What was found of what should be.
#[derive(Default)]
struct Count {
    charts: usize,
    right: usize,
    differences: Vec<String>,
    missing: usize,
    wrong: usize,
}

#[test]
fn images_of_containers_are_those_that_helm_renders() -> Result<()> {
    let (Some(packs), Ok(reference)) = (corpus::packs()?, std::env::var("HELM_REFERENCE")) else {
        println!("PACK_CORPUS or HELM_REFERENCE names no folder, so nothing was tested.");
        return Ok(());
    };
    let mut count = Count::default();
    for pack in &packs {
        let file = format!("{reference}/charts/{}.json.gz", pack.name);
        if !Path::new(&file).exists() {
            continue;
        }
        let charts = read(&file).with_context(|| file.clone())?;
        // The version of Kubernetes that the reference was rendered for.
        let cluster = Cluster {
            kube_version: Some("v1.30.0".to_owned()),
            ..Cluster::default()
        };
        let deployment = deploy(&pack_of(pack.entries()?)?, &cluster);
        for chart in charts.as_array().into_iter().flatten() {
            if chart["error"].is_null() {
                compare(chart, &deployment, &mut count);
            }
        }
    }
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let figure = format!(
        "Images found as certain, against {} charts with {} images as Helm renders them: recall {:.1} %, precision {:.1} %",
        count.charts,
        count.right + count.missing,
        percent(count.right, count.right + count.missing),
        percent(count.right, count.right + count.wrong),
    );
    println!("{figure}");
    if let Some(folder) = std::env::var_os("TEST_FIGURES") {
        fs::write(Path::new(&folder).join("images"), figure)?;
    }
    ensure!(
        count.charts > 0,
        "no chart of the reference is in the packs"
    );
    ensure!(
        count.differences.is_empty(),
        "{}",
        count.differences.join("\n")
    );
    Ok(())
}

/// The reference data of the charts of a pack.
fn read(file: &str) -> Result<Value> {
    let mut text = String::new();
    flate2::read::GzDecoder::new(fs::File::open(file)?).read_to_string(&mut text)?;
    Ok(serde_json::from_str(&text)?)
}

fn compare(chart: &Value, deployment: &Deployment, count: &mut Count) {
    let path = chart["chart"].as_str().unwrap_or_default();
    let expected = expected(chart);
    let found = found(path, deployment);
    count.charts += 1;
    count.right += expected.intersection(&found).count();
    let about = format!("{} {path}", chart["pack"].as_str().unwrap_or_default());
    for name in expected.difference(&found) {
        count.missing += 1;
        count.differences.push(format!("{about} lacks {name}"));
    }
    for name in found.difference(&expected) {
        count.wrong += 1;
        count.differences.push(format!("{about} has no {name}"));
    }
}

/// The certain images of a chart's templates.
fn found(chart: &str, deployment: &Deployment) -> BTreeSet<String> {
    let stands_in_chart = |place: &ImagePlace| {
        let ImagePlace::Object { object, .. } = place else {
            return false;
        };
        let source = deployment.objects.get(*object).map(|object| &object.source);
        let release = source.and_then(|source| deployment.releases.get(source.release()?));
        let is_template = source.is_some_and(|source| !source.path().contains("/crds/"));
        is_template && release.is_some_and(|release| release.chart == chart)
    };
    let images = deployment.images.iter();
    let images = images
        .filter(|image| image.certain && image.places.iter().any(stands_in_chart))
        .map(|image| image.name.clone());
    images.collect()
}

/// The images of the containers in what Helm rendered.
fn expected(chart: &Value) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (path, text) in chart["files"].as_object().into_iter().flatten() {
        if path.ends_with("NOTES.txt") {
            continue;
        }
        let text = text.as_str().unwrap_or_default();
        for document in serde_yaml::Deserializer::from_str(text) {
            // What is no YAML ends the text.
            let Ok(content) = serde_yaml::Value::deserialize(document) else {
                break;
            };
            let hook = &content["metadata"]["annotations"]["helm.sh/hook"];
            if !hook.as_str().is_some_and(|hook| hook.starts_with("test")) {
                collect(&content, &mut names);
            }
        }
    }
    names
}

fn collect(value: &serde_yaml::Value, names: &mut BTreeSet<String>) {
    for (key, value) in value.as_mapping().into_iter().flatten() {
        if matches!(
            key.as_str(),
            Some("containers" | "initContainers" | "ephemeralContainers")
        ) {
            let containers = value.as_sequence().into_iter().flatten();
            let images = containers.filter_map(|container| container.get("image")?.as_str());
            names.extend(images.filter_map(deployed_name));
        }
        collect(value, names);
    }
    for item in value.as_sequence().into_iter().flatten() {
        collect(item, names);
    }
}
