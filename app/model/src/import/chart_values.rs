//! Adds the values of new charts, with their comments, to the values.yaml of an open pack. What it already
//! has for a chart stays as it is. The first chart also takes the place of what a template wrote.

use pack_syntax::{Pointer, Yaml};

use super::filling;
use super::from_charts::lacking;
use super::values::{self, PackValues, Taken};
use crate::chart::Chart;
use crate::edit::Change;
use crate::edit::{Session, Transaction};
use crate::facts::images;
use crate::pack::Pack;
use crate::pack::document::YamlFile;
use crate::pack::file::File;
use crate::pack::path::{FilePath, VALUES_YAML};
use crate::values::Values;

/// The changes that add the values of new charts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AddedValues {
    /// The changes, to be made after those that add the charts.
    pub changes: Vec<Change>,
    /// Notices for the user, each a sentence.
    pub notices: Vec<String>,
    /// The charts of which the pack had no values.
    pub new: NewCharts,
}

/// Charts that a pack gets, whose images it is to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewCharts {
    /// Their paths in the pack.
    pub paths: Vec<String>,
    /// The images that their texts name for certain.
    pub images: Vec<String>,
}

/// Adds the values of charts, which are given with their paths, to values.yaml at `charts.<name>`, unless
/// they are there already. `before` are the changes that add the charts.
pub fn chart_values(pack: &Pack, before: &[Change], charts: &[(FilePath, Chart)]) -> AddedValues {
    let mut adding = Adding {
        session: Session::open(pack.clone()),
        added: AddedValues::default(),
    };
    if adding.session.apply(step(before.to_vec())).is_ok() {
        for (path, chart) in charts {
            adding.chart(path, chart);
            // One that was read without its files has no charts inside.
            if !chart.files.is_empty() {
                adding.added.notices.extend(lacking(chart));
            }
        }
        let charts: Vec<_> = charts.iter().map(|(_, chart)| chart).collect();
        let filling = filling::changes(pack, &charts);
        if !filling.is_empty() && adding.make(filling) {
            let remarks = filling::remarks(&charts);
            adding.added.notices.extend(remarks);
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
    fn chart(&mut self, path: &FilePath, chart: &Chart) {
        let name = &chart.name;
        let values = self.values();
        let now = values.yaml();
        let charts = Pointer::root().child("charts");
        if now.is_broken() {
            self.added.notices.push(format!(
                "The values of the chart {name} were not added, because values.yaml cannot be read."
            ));
            return;
        }
        if now.get(&charts.child(name)).is_some() {
            return;
        }
        let own = chart.values.as_deref().unwrap_or_default();
        let has_nothing = Yaml::read(own)
            .root()
            .is_none_or(|root| root.entries().is_some_and(<[_]>::is_empty));
        if has_nothing {
            return self.list(path, chart);
        }
        let (text, taken) = values::entry(name, own);
        if taken == Taken::Nothing {
            self.added.notices.push(format!(
                "The values of the chart {name} were not added, because its values.yaml cannot be read."
            ));
            return;
        }
        let is_new = self.session.pack().file(VALUES_YAML).is_none();
        let start = is_new.then(|| self.start());
        let entry = Change::insert_text(YamlFile::values(), charts, name.clone(), text);
        if !self.make(start.into_iter().chain([entry]).collect()) {
            self.added.notices.push(format!(
                "The values of the chart {name} could not be added to values.yaml. See them in Charts."
            ));
            return;
        }
        self.list(path, chart);
        let comments = match taken {
            Taken::WithoutComments => ", without their comments",
            _ => "",
        };
        self.added.notices.push(format!(
            "The values of the chart {name} were added to values.yaml at charts.{name}{comments}."
        ));
    }

    /// Has the images of a chart listed.
    fn list(&mut self, path: &FilePath, chart: &Chart) {
        let found = images::to_list(images::of_chart(chart));
        self.added.new.paths.push(path.to_string());
        self.added.new.images.extend(found);
    }

    fn values(&self) -> Values {
        Values::of(self.session.pack())
    }

    /// A values.yaml for a pack that has none.
    fn start(&self) -> Change {
        let name = self.session.pack().manifest().name().unwrap_or_default();
        Change::put_file(
            FilePath::of(VALUES_YAML),
            File::of_text(&PackValues::new(&name).text()),
        )
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
    use crate::import::complete_added;

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
        let (pack, notices) = with_chart(pack, own);
        assert_eq!(pack.text(VALUES_YAML), expected, "{before:?}");
        assert_eq!(!notices.is_empty(), is_told, "{notices:?}");
    }

    /// A pack after a chart was added that could not be rendered.
    fn with_chart(pack: Pack, own: Option<&str>) -> (Pack, Vec<String>) {
        let path = FilePath::of("charts/web.tgz");
        let added = chart_values(&pack, &[], &[(path, chart(own))]);
        let mut session = Session::open(pack);
        session.apply(step(added.changes)).unwrap();
        let completion = complete_added(session.pack(), &added.new, None);
        session.apply(step(completion.changes)).unwrap();
        (session.pack().clone(), added.notices)
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
        let mut pack = Pack::default();
        let path = FilePath::new(VALUES_YAML).unwrap();
        pack.put(path, Some(File::of_text(listed)));
        let (pack, _) = with_chart(pack, Some(OWN));
        let text = pack.text(VALUES_YAML).unwrap();
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
        let (pack, _) = with_chart(pack, Some(OWN));
        let read = Yaml::read(pack.text(VALUES_YAML).unwrap()).value().unwrap();
        assert_eq!(read["pack"]["namespace"], Value::from("shop"));
        assert_eq!(read["charts"]["web"]["replicas"], Value::from(2));
        assert_eq!(
            read["pack"]["content"]["images"][0]["image"],
            Value::from("docker.io/org/web:1.2")
        );
    }
}
