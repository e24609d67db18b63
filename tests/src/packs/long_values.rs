//! A pack whose values.yaml is as long as the longest published one, to measure typing.

use crate::packs::chart;
use crate::packs::containers::gzip;
use crate::packs::containers::tar::{self, Member};
use crate::packs::fixture::{Fixture, README};
use crate::packs::image;

/// The number of lines of its values.yaml.
pub const LINES: usize = 5_700;

/// The number of bytes of its values.yaml, within one percent.
pub const BYTES: usize = 289_000;

/// The chart of the values.
const CHART: &str = "conveyor";

/// The text before the values of the chart.
const HEAD: &str = "\
# What Palette reads of this file is below pack, what the chart reads is below charts.
pack:
  namespace: conveyor
  content:
    images:
      - image: registry.example.org/conveyor/belt:1.4.0
charts:
  conveyor:
";

/// The values of one belt of the chart, without indentation.
const BELT: &str = "\
# -- Belt NUMBER carries parcels between two halls. Each belt is a deployment of its own, so that one can stop alone.
belt-NUMBER:
  # -- Whether this belt is there. What is switched off keeps its claims, so that parcels on it are not lost.
  enabled: true
  # -- How many carriers share the load. More than three help only where the rooms are far apart from each other.
  replicas: 2
  image:
    # -- Where the image of the carrier lies. A mirror of it may be named here, with its port and its folder.
    repository: registry.example.org/conveyor/belt
    # -- The tag of the image; the version of the chart where this is empty, as for all other belts of the hall.
    tag: \"1.4.0\"
    pullPolicy: IfNotPresent
  # -- What the carrier may take of a node. Without limits a belt that is full slows its neighbours down, see below.
  resources:
    limits: {cpu: 500m, memory: 256Mi}
    requests:
      cpu: 100m
      memory: 128Mi
  # -- Arguments of the carrier, in the order in which it reads them; what comes later replaces what came before it.
  arguments:
    - --hall=north-NUMBER
    - --speed=33
    - --log-level=info
  # -- Rooms that the belt passes, each with the seconds that it waits there and the name of the one who is on duty.
  rooms:
    - name: entrance-NUMBER
      waits: 30
      onDuty: \"somebody of the first floor\" # may be empty at night, when the belts run without anyone
    - name: sorting-NUMBER
      waits: 12
  tolerations: []
  nodeSelector: {}
  # -- The configuration of the carrier as it is mounted. Lines that start with a blank belong to the line above.
  configuration: |
    hall = north-NUMBER
    # Parcels above this weight, in grams, go by hand and are counted in the evening by whoever locks the doors.
    heaviest = 31500
    lightest = 20
  # -- What the board in the hall shows of this belt.
  board: '[PANEL]'

";

/// A part of a belt's board.
const PANEL: &str =
    r#"{"kind": "graph", "query": "sum(rate(parcels_total{hall=\"north\"}[5m])) by (room)"}"#;

/// The values of the chart, with this number of lines.
fn values(lines: usize) -> String {
    let belts = (1..).flat_map(|number| {
        let belt = BELT
            .replace("PANEL", PANEL)
            .replace("NUMBER", &number.to_string());
        belt.lines().map(str::to_owned).collect::<Vec<_>>()
    });
    belts.take(lines).map(|line| line + "\n").collect()
}

/// The text of values.yaml: the values of the chart, some of them changed, below their two keys.
pub fn text() -> String {
    let own = values(LINES - HEAD.lines().count());
    let mut text = HEAD.to_owned();
    for line in own.lines() {
        let line = line.replace("replicas: 2", "replicas: 3");
        let indented = format!("    {line}");
        text.push_str(indented.trim_end());
        text.push('\n');
    }
    text
}

/// The pack, with the chart of the values.
pub fn pack() -> Fixture {
    let manifest = format!(
        "{{\n  \"name\": \"{CHART}\",\n  \"displayName\": \"Conveyor\",\n  \"version\": \"1.4.0\",\n  \
         \"layer\": \"addon\",\n  \"addonType\": \"logging\",\n  \"cloudTypes\": [\"all\"],\n  \
         \"annotations\": {{\"source\": \"community\"}},\n  \"charts\": [\"charts/{CHART}-1.4.0.tgz\"]\n}}\n"
    );
    Fixture::empty(CHART, "1.4.0")
        .with("pack.json", manifest.into_bytes())
        .with("values.yaml", text().into_bytes())
        .with("logo.png", image::png(96, 96))
        .with("README.md", README.as_bytes())
        .with(&format!("charts/{CHART}-1.4.0.tgz"), packed())
}

fn packed() -> Vec<u8> {
    let about = chart::chart_yaml(CHART, "1.4.0");
    let values = values(LINES - HEAD.lines().count());
    let path = |file: &str| format!("{CHART}/{file}");
    gzip::member(&tar::archive(&[
        Member::file(&path("Chart.yaml"), about.as_bytes()),
        Member::file(&path("values.yaml"), values.as_bytes()),
        Member::file(&path("templates/belt.yaml"), chart::TEMPLATE.as_bytes()),
    ]))
}

#[cfg(test)]
mod tests {
    use pack_model::Yaml;

    use super::*;

    #[test]
    fn it_is_as_long_as_it_says_and_sound() {
        let text = text();
        assert_eq!(text.lines().count(), LINES);
        assert!(
            text.len().abs_diff(BYTES) < BYTES / 100,
            "{} bytes",
            text.len()
        );
        assert!(!Yaml::read(text.as_str()).is_broken());
    }
}
