//! The seeds: the files of the test packs and, if there are any, of published packs.

use anyhow::Result;
use pack_archive::{Entry, Format, Limits};
use pack_fuzz::{FILE_MARK, GIVEN_VALUES};
use serde_json::Value;

use super::LARGEST;
use crate::packs::shapes::shapes;
use crate::packs::{chart, hostile};
use crate::{corpus, mutations};

/// The largest text that is used: in larger ones, a change rarely hits a relevant part.
const TEXT: usize = 300 << 10;

/// Expressions with features that published packs do not use.
const EXPRESSIONS: &[&str] = &[
    "{{ required | format \"${number:[1-9]}\" | hints \"How many\" }}\n5",
    "{{ readonly | format \"${string:/^[a-z]{1,63}(-[a-z]+)*$/}\" | hints \"A name\" }}\nweb-server",
    "{{ format \"${list:a,b,c}://${ipv4}:${number}/${version}\" | hints \"An address\" }}\na://1.2.3.4:80/v1.2",
    "{{ format \"${password:/^.{8,}$/}\" | hints \"A secret\" }}\ncorrect horse",
    "{{ format \"${boolean}\" | hints \"Whether\" }}\ntrue",
];

/// What the manifest of an OCI layout says besides.
const MANIFEST: &[u8] = b"{\"schemaVersion\":2,\"annotations\":{}}\n";

/// The seeds of a target, in the form that it expects.
///
/// # Errors
///
/// If the folder of published packs cannot be read.
pub fn seeds(target: &str) -> Result<Vec<Vec<u8>>> {
    let mut packs: Vec<Vec<Entry>> = vec![
        mutations::addon().entries().to_vec(),
        mutations::os().entries().to_vec(),
    ];
    packs.extend(shapes().iter().map(|shape| shape.pack.entries().to_vec()));
    for published in corpus::packs()?.unwrap_or_default() {
        packs.push(published.entries()?);
    }
    let files = |extension: &'static str| {
        let all = packs.iter().flatten();
        all.filter(move |entry| entry.path.ends_with(extension))
            .map(|entry| entry.bytes.to_vec())
    };
    let mut seeds: Vec<Vec<u8>> = match target {
        "json" => files(".json").collect(),
        "yaml" => files(".yaml")
            .chain(files(".yml"))
            .filter(|text| text.len() < TEXT)
            .collect(),
        "chart" => files(".tgz")
            .chain([
                chart::packed("web", "1.0.0"),
                chart::packed_without_folder("web", "1.0.0"),
            ])
            .collect(),
        "rendering" => files(".tgz")
            .chain([chart::packed("web", "1.0.0")])
            .filter_map(|bytes| written_chart(&bytes))
            .filter(|text| text.len() < TEXT)
            .collect(),
        "archive" => packs
            .iter()
            .flat_map(|pack| [Format::Zip, Format::TarGz].map(|format| (format, pack)))
            .filter_map(|(format, pack)| pack_archive::write(format, "p", "1", pack).ok())
            .chain(hostile::archives().into_iter().map(|hostile| hostile.bytes))
            .chain([chart::packed_with_long_paths("web", "1.0.0")])
            .collect(),
        "encoding" => files(".yaml")
            .filter(|text| text.len() < TEXT / 4)
            .flat_map(|text| encoded(&text))
            .collect(),
        "layout" => packs
            .iter()
            .filter_map(|pack| pack_archive::write(Format::TarGz, "p", "1", pack).ok())
            .map(|layer| [MANIFEST, layer.as_slice()].concat())
            .collect(),
        "expression" => files("schema.yaml")
            .flat_map(|text| expressions(&text))
            .chain(EXPRESSIONS.iter().map(|text| text.as_bytes().to_vec()))
            .collect(),
        _ => packs
            .iter()
            .map(|pack| written(&without_charts(pack)))
            .filter(|text| text.len() < TEXT)
            .collect(),
    };
    seeds.retain(|seed| seed.len() <= LARGEST);
    seeds.sort();
    seeds.dedup();
    Ok(seeds)
}

/// A text in UTF-16, with and without a mark, and in a code page.
fn encoded(text: &[u8]) -> Vec<Vec<u8>> {
    let text = String::from_utf8_lossy(text);
    let units = |bytes: fn(u16) -> [u8; 2], mark: &str| {
        let marked = format!("{mark}{text}");
        marked.encode_utf16().flat_map(bytes).collect::<Vec<u8>>()
    };
    vec![
        units(u16::to_le_bytes, "\u{feff}"),
        units(u16::to_be_bytes, "\u{feff}"),
        units(u16::to_le_bytes, ""),
        [text.as_bytes(), b"# caf\xe9\n"].concat(),
    ]
}

/// The files of a pack that are in no chart.
fn without_charts(pack: &[Entry]) -> Vec<Entry> {
    let outside = |entry: &&Entry| !entry.path.starts_with("charts/");
    pack.iter().filter(outside).cloned().collect()
}

/// The expressions of a schema.yaml, each before a value.
fn expressions(text: &[u8]) -> Vec<Vec<u8>> {
    let schema: Option<serde_yaml::Value> = serde_yaml::from_slice(text).ok();
    let schema = schema
        .and_then(|schema| serde_json::to_value(schema).ok())
        .unwrap_or_default();
    let entries = schema.as_object().into_iter().flatten();
    let expressions = entries.filter_map(|(_, entry)| entry.get("schema").and_then(Value::as_str));
    expressions
        .map(|text| format!("{}\n5", text.replace('\n', " ")).into_bytes())
        .collect()
}

/// The texts of a chart in an archive. The values that its user gives are its own ones, so that a change
/// hits either.
fn written_chart(archive: &[u8]) -> Option<Vec<u8>> {
    let mut contents = pack_archive::read(archive, &Limits::default()).ok()?;
    pack_archive::strip_single_root(&mut contents);
    let mut entries = contents.entries;
    let values = entries.iter().find(|entry| entry.path == "values.yaml");
    let given = values.map(|values| Entry::new(GIVEN_VALUES, values.bytes.clone()));
    entries.extend(given);
    Some(written(&entries))
}

/// The texts of a pack or chart after the marks that the target splits them at.
fn written(entries: &[Entry]) -> Vec<u8> {
    let texts = entries
        .iter()
        .filter(|entry| std::str::from_utf8(&entry.bytes).is_ok());
    let mut written = Vec::new();
    for entry in texts {
        written.extend(format!("{FILE_MARK}{}\n", entry.path).bytes());
        written.extend(&*entry.bytes);
        if !written.ends_with(b"\n") {
            written.push(b'\n');
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_has_seeds() -> Result<()> {
        for (name, body) in pack_fuzz::TARGETS {
            let seeds = seeds(name)?;
            assert!(seeds.len() > 3, "{name} has {} seeds", seeds.len());
            body(&seeds[0]);
        }
        Ok(())
    }
}
