//! Presets of published packs, each chosen alone: what comes of the values is what a plain merge of YAML gives,
//! and it renders, if PACK_CORPUS names a folder of packs.

use anyhow::{Context, Result, ensure};
use pack_lint::deploy;
use pack_model::Pack;
use pack_model::deployment::Cluster;
use pack_model::path::VALUES_YAML;
use pack_model::presets::{Preset, applied, presets};
use pack_tests::checks::pack_of;
use pack_tests::corpus;
use serde_yaml::{Mapping, Value};

/// Removes what a dotted path leads to. Keys may have dots themselves.
fn remove(map: &mut Mapping, parts: &[&str]) {
    for end in 1..=parts.len() {
        let key = Value::from(parts[..end].join("."));
        if end == parts.len() {
            map.shift_remove(&key);
        } else if let Some(Value::Mapping(inner)) = map.get_mut(&key) {
            return remove(inner, &parts[end..]);
        }
    }
}

/// Merges maps; anything else replaces what is there.
fn merge(map: &mut Mapping, added: Mapping) {
    for (key, value) in added {
        match (map.get_mut(&key), value) {
            (Some(Value::Mapping(inner)), Value::Mapping(added)) => merge(inner, added),
            (_, value) => {
                map.insert(key, value);
            }
        }
    }
}

fn map(text: &str) -> Result<Mapping> {
    match serde_yaml::from_str(text)? {
        Value::Null => Ok(Mapping::new()),
        value => Ok(serde_yaml::from_value(value)?),
    }
}

/// The values of a pack with a preset, as a reader of YAML that knows nothing of texts has them.
fn expected(values: &str, preset: &Preset) -> Result<Mapping> {
    let mut values = map(values)?;
    for path in &preset.remove {
        remove(&mut values, &path.split('.').collect::<Vec<_>>());
    }
    merge(&mut values, map(&preset.add)?);
    Ok(values)
}

fn check(pack: &Pack, preset: &Preset) -> Result<()> {
    let values = pack.text(VALUES_YAML).context("values.yaml")?;
    let made = applied(pack, &[preset])?;
    ensure!(
        map(&made.text)? == expected(values, preset)?,
        "another merge"
    );
    ensure!(!made.is_rewritten, "the text is written anew");
    let before = values
        .lines()
        .filter(|line| line.trim_start().starts_with('#'));
    let kept = before.filter(|line| made.text.contains(line)).count();
    ensure!(
        preset.remove.iter().any(|path| !path.is_empty()) || kept > 0 || !values.contains('#'),
        "comments are lost"
    );
    let cluster = Cluster {
        presets: vec![preset.id.clone()],
        ..Cluster::default()
    };
    deploy(pack, &cluster);
    Ok(())
}

#[test]
fn presets_are_plain_merges_and_render() -> Result<()> {
    let mut count = 0;
    for found in corpus::packs()?.unwrap_or_default() {
        let pack = pack_of(found.entries()?)?;
        for preset in presets(&pack).iter().flat_map(|group| &group.presets) {
            check(&pack, preset).with_context(|| format!("{}: {}", found.name, preset.id))?;
            count += 1;
        }
    }
    println!("{count} presets were applied.");
    Ok(())
}
