//! Adds the values of new charts, with their comments, and their images to the values.yaml of an
//! open pack. What values.yaml already has for a chart stays as it is.

use pack_syntax::{Pointer, Yaml};

use super::values::{self, PackValues, Taken};
use crate::chart::Chart;
use crate::edit::Change;
use crate::edit::{Session, Transaction};
use crate::facts::image_reference::ImageReference;
use crate::facts::images::{of_chart, to_list};
use crate::pack::Pack;
use crate::pack::document::YamlFile;
use crate::pack::file::File;
use crate::pack::path::{FilePath, VALUES_YAML};
use crate::values::{Values, images};

/// The changes that add the values and images of new charts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AddedValues {
    /// The changes of values.yaml, to be made after those that add the charts.
    pub changes: Vec<Change>,
    /// Notices for the user, each a sentence.
    pub notices: Vec<String>,
}

/// Adds the values of charts to values.yaml at `charts.<name>` and their images to
/// `pack.content.images`, unless they are there already. `before` are the changes that add the
/// charts.
pub fn chart_values(pack: &Pack, before: &[Change], charts: &[Chart]) -> AddedValues {
    let mut adding = Adding {
        session: Session::open(pack.clone()),
        added: AddedValues::default(),
    };
    if adding.session.apply(step(before.to_vec())).is_ok() {
        for chart in charts {
            adding.chart(chart);
        }
    }
    adding.added
}

fn step(changes: Vec<Change>) -> Transaction {
    Transaction::new("Add values of charts", changes)
}

/// The pack after the changes so far.
struct Adding {
    session: Session,
    added: AddedValues,
}

impl Adding {
    fn chart(&mut self, chart: &Chart) {
        let name = &chart.name;
        let (Ok(file), Some(own)) = (FilePath::new(VALUES_YAML), chart.values.as_deref()) else {
            return;
        };
        let values = self.values();
        let now = values.yaml();
        if now.is_broken() {
            self.added.notices.push(format!(
                "The values of the chart {name} were not added, because values.yaml cannot be read."
            ));
            return;
        }
        let charts = Pointer::root().child("charts");
        let has_nothing = Yaml::read(own)
            .root()
            .is_none_or(|root| root.entries().is_some_and(<[_]>::is_empty));
        if has_nothing || now.get(&charts.child(name)).is_some() {
            return;
        }
        let (text, taken) = values::entry(name, own);
        if taken == Taken::Nothing {
            self.added.notices.push(format!(
                "The values of the chart {name} were not added, because its values.yaml cannot be read."
            ));
            return;
        }
        let found = self.images(chart);
        let is_new = self.session.pack().file(VALUES_YAML).is_none();
        let start = is_new.then(|| self.start(&file));
        let entry = Change::insert_text(YamlFile::values(), charts, name.clone(), text);
        if !self.make(start.into_iter().chain([entry]).collect()) {
            self.added.notices.push(format!(
                "The values of the chart {name} could not be added to values.yaml. See them in Charts."
            ));
            return;
        }
        let comments = match taken {
            Taken::WithoutComments => ", without their comments",
            _ => "",
        };
        let mut said = format!(
            "The values of the chart {name} were added to values.yaml at charts.{name}{comments}"
        );
        let count = found.len();
        let items = found.iter().map(|image| images::add(image));
        if count > 0 && self.make(items.collect()) {
            said.push_str(&match count {
                1 => ", and its image to pack.content.images".to_owned(),
                count => format!(", and its {count} images to pack.content.images"),
            });
        }
        self.added.notices.push(format!("{said}."));
    }

    fn values(&self) -> Values {
        Values::of(self.session.pack())
    }

    /// The images of a chart that the pack does not list yet.
    fn images(&self, chart: &Chart) -> Vec<String> {
        let listed = images::listed(&self.values()).unwrap_or_default();
        let is_listed = |image: &String| {
            let reference = |name| Some(ImageReference::parse(name)?.canonical());
            let mut names = listed.iter().filter_map(|listed| reference(&listed.name));
            names.any(|name| name == *image)
        };
        let found = to_list(of_chart(chart)).into_iter();
        found.filter(|image| !is_listed(image)).collect()
    }

    /// A values.yaml for a pack that has none.
    fn start(&self, file: &FilePath) -> Change {
        let name = self.session.pack().manifest().name().unwrap_or_default();
        Change::put_file(file.clone(), File::of_text(&PackValues::new(&name).text()))
    }

    /// Keeps changes if they can be made.
    fn make(&mut self, changes: Vec<Change>) -> bool {
        let is_made = self.session.apply(step(changes.clone())).is_ok();
        if is_made {
            self.added.changes.extend(changes);
        }
        is_made
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    const OWN: &str =
        "# How many.\nreplicas: 2\nimage:\n  repository: docker.io/org/web\n  tag: \"1.2\"\n";

    fn chart(values: Option<&str>) -> Chart {
        Chart {
            name: "web".to_owned(),
            values: values.map(str::to_owned),
            ..Chart::default()
        }
    }

    /// The values.yaml after a chart was added, and whether there are notices.
    fn check(before: Option<&str>, own: Option<&str>, expected: Option<&str>, is_told: bool) {
        let mut pack = Pack::default();
        let path = FilePath::new(VALUES_YAML).unwrap();
        pack.put(path, before.map(File::of_text));
        let added = chart_values(&pack, &[], &[chart(own)]);
        let mut session = Session::open(pack);
        session.apply(step(added.changes)).unwrap();
        assert_eq!(session.pack().text(VALUES_YAML), expected, "{before:?}");
        assert_eq!(!added.notices.is_empty(), is_told, "{:?}", added.notices);
    }

    #[test]
    fn values_and_images_join_those_of_the_pack() {
        let entry = "  web:\n    # How many.\n    replicas: 2\n    image:\n      repository: docker.io/org/web\n      tag: \"1.2\"\n";
        check(
            Some("pack:\n  content:\n    images: []\n# Values.\ncharts: {}\n"),
            Some(OWN),
            Some(&format!(
                "pack:\n  content:\n    images:\n      - image: docker.io/org/web:1.2\n# Values.\ncharts:\n{entry}"
            )),
            true,
        );
        check(
            Some(
                "pack:\n  content:\n    images:\n      - image: docker.io/org/web:1.2\ncharts:\n  other:\n    a: 1\n",
            ),
            Some(OWN),
            Some(&format!(
                "pack:\n  content:\n    images:\n      - image: docker.io/org/web:1.2\ncharts:\n  other:\n    a: 1\n{entry}"
            )),
            true,
        );
    }

    #[test]
    fn images_that_are_listed_in_another_form_are_not_added_again() {
        let listed = "pack:\n  content:\n    images:\n      - org/web:1.2\n";
        let chart = chart(Some(OWN));
        let mut pack = Pack::default();
        let path = FilePath::new(VALUES_YAML).unwrap();
        pack.put(path, Some(File::of_text(listed)));
        let added = chart_values(&pack, &[], &[chart]);
        let mut session = Session::open(pack);
        session.apply(step(added.changes)).unwrap();
        let text = session.pack().text(VALUES_YAML).unwrap();
        assert!(text.starts_with(listed), "{text}");
        assert_eq!(text.matches("org/web:1.2").count(), 1, "{text}");
    }

    #[test]
    fn what_the_pack_says_already_stays() {
        let own = Some("charts:\n  web:\n    replicas: 1\n");
        check(own, Some(OWN), own, false);
        check(Some("a: 1\n"), None, Some("a: 1\n"), false);
    }

    #[test]
    fn what_cannot_be_taken_over_is_said() {
        check(Some("a: [\n"), Some(OWN), Some("a: [\n"), true);
        check(Some("a: 1\n"), Some("- x\n"), Some("a: 1\n"), true);
        check(
            Some("charts: text\n"),
            Some(OWN),
            Some("charts: text\n"),
            true,
        );
    }

    #[test]
    fn a_pack_without_values_gets_some() {
        let mut pack = Pack::default();
        pack.put(
            FilePath::new("pack.json").unwrap(),
            Some(File::of_text("{\"name\": \"shop\"}")),
        );
        let added = chart_values(&pack, &[], &[chart(Some(OWN))]);
        let mut session = Session::open(pack);
        session.apply(step(added.changes)).unwrap();
        let read = Yaml::read(session.pack().text(VALUES_YAML).unwrap())
            .value()
            .unwrap();
        assert_eq!(read["pack"]["namespace"], Value::from("shop"));
        assert_eq!(read["charts"]["web"]["replicas"], Value::from(2));
        assert_eq!(
            read["pack"]["content"]["images"][0]["image"],
            Value::from("docker.io/org/web:1.2")
        );
    }
}
