//! How presets.yaml is changed, and how the comment in values.yaml that preselects presets stays in step with it.

use pack_syntax::yaml::{NodeKind, Style};
use pack_syntax::{Pointer, TextEdit};
use serde_json::{Value, json};

use super::{Applied, Difference, preset_id};
use crate::edit::Change;
use crate::edit::change::EntryChange;
use crate::facts::enabled_presets::{enabled, with_one_of, with_renamed, without, without_empty};
use crate::pack::Pack;
use crate::pack::document::YamlFile;
use crate::pack::file::File;
use crate::pack::path::{FilePath, PRESETS_YAML, VALUES_YAML};

/// The group of a new preset.
const GROUP: &str = "Options";

/// The place of the list in presets.yaml.
pub fn list() -> Pointer {
    Pointer::root().child("presets")
}

/// What presets.yaml says.
fn read(pack: &Pack) -> Vec<Value> {
    let text = pack.text(PRESETS_YAML).unwrap_or_default();
    let data = pack.read_yaml(text).value();
    let list = data.and_then(|mut data| Some(data.get_mut("presets")?.take()));
    match list {
        Some(Value::Array(list)) => list,
        _ => Vec::new(),
    }
}

fn text<'p>(preset: &'p Value, key: &str) -> &'p str {
    preset.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// A preset that changes nothing yet, with a name that no other one has.
pub fn fresh(pack: &Pack) -> Value {
    let presets = read(pack);
    let name = unused(&presets, "preset", 1);
    let group = presets.last().map_or(GROUP, |last| text(last, "group"));
    let label = name.replace("preset-", "Preset ");
    json!({ "name": name, "displayName": label, "group": group, "remove": [], "add": "" })
}

/// The first name with a number that no preset has.
fn unused(presets: &[Value], stem: &str, first: usize) -> String {
    let names = (first..).map(|number| format!("{stem}-{number}"));
    let mut names = names.filter(|name| presets.iter().all(|preset| text(preset, "name") != name));
    names.next().unwrap_or_default()
}

/// The changes that put a preset into presets.yaml, which is made if the pack has none.
fn add(pack: &Pack, index: usize, preset: Value) -> Vec<Change> {
    let insert = Change::insert(YamlFile::presets(), list(), index, preset);
    let file = FilePath::of(PRESETS_YAML);
    let Some(text) = pack.text(PRESETS_YAML) else {
        return vec![Change::put_file(file, File::of_text("")), insert];
    };
    // Behind a last line without an end, a text of several lines would become one with escapes.
    let is_open = !text.is_empty() && !text.ends_with('\n');
    let end = is_open.then(|| {
        let edit = TextEdit {
            range: text.len()..text.len(),
            insert: "\n".to_owned(),
        };
        Change::edit_text(file, edit)
    });
    end.into_iter().chain([insert]).collect()
}

/// The changes that add a preset that changes nothing yet.
pub fn create(pack: &Pack) -> Vec<Change> {
    add(pack, usize::MAX, fresh(pack))
}

/// The changes that add a preset which makes a difference.
pub fn made_of(pack: &Pack, difference: &Difference) -> Vec<Change> {
    let mut preset = fresh(pack);
    preset["remove"] = difference.remove.clone().into();
    preset["add"] = difference.add.as_str().into();
    add(pack, usize::MAX, preset)
}

/// The changes that put a copy of a preset behind it; none if it is no map.
pub fn duplicate(pack: &Pack, index: usize) -> Vec<Change> {
    let presets = read(pack);
    let Some(preset) = presets.get(index).filter(|preset| preset.is_object()) else {
        return Vec::new();
    };
    let mut copy = preset.clone();
    copy["name"] = unused(&presets, text(preset, "name"), 2).into();
    copy["displayName"] = format!("{} (copy)", text(preset, "displayName")).into();
    add(pack, index + 1, copy)
}

/// What was typed, as a block can hold it: that cannot begin with an empty line, nor end with blanks that nobody sees.
pub fn as_added(typed: &str) -> String {
    let typed = typed.replace("\r\n", "\n");
    match typed.trim_end().trim_start_matches('\n') {
        "" => String::new(),
        lines => lines.to_owned() + "\n",
    }
}

/// The changes that give what a preset adds another text, which stands below `add: |`.
pub fn set_added(pack: &Pack, add: &Pointer, typed: &str) -> Vec<Change> {
    let set = |value: Value| Change::set(YamlFile::presets(), add.clone(), value);
    let text = as_added(typed);
    if text.is_empty() {
        return vec![set(text.into())];
    }
    let yaml = pack.read_yaml(pack.text(PRESETS_YAML).unwrap_or_default());
    let is_quoted = yaml.get(add).is_some_and(|node| {
        matches!(node.kind(), NodeKind::Scalar { style, .. } if *style == Style::DoubleQuoted)
    });
    let quotes = is_quoted.then(|| set(Value::Null));
    quotes.into_iter().chain([set(text.into())]).collect()
}

/// The change that preselects one preset of a group, or none of it, in the comment of values.yaml.
pub fn preselect(pack: &Pack, group: &str, name: Option<&str>) -> Change {
    let id = name.map(|name| preset_id(group, name));
    let text = pack.text(VALUES_YAML).unwrap_or_default();
    values(pack, with_one_of(text, group, id.as_deref()))
}

/// The change that gives values.yaml what presets make of it.
pub fn write(pack: &Pack, applied: &Applied) -> Change {
    values(pack, applied.text.clone())
}

fn values(pack: &Pack, text: String) -> Change {
    let file = FilePath::of(VALUES_YAML);
    match pack.file(VALUES_YAML) {
        Some(_) => Change::set_text(file, text),
        None => Change::put_file(file, File::of_text(&text)),
    }
}

/// The change of the comment in values.yaml that keeps it in step with a change of presets.yaml, which gives a preset
/// another name or group, or removes it.
pub fn in_step(pack: &Pack, change: &Change) -> Option<Change> {
    let Change::Entry(file, change) = change else {
        return None;
    };
    let comment = pack.text(VALUES_YAML)?;
    let (pointer, value) = match change {
        EntryChange::Set { pointer, value } => (pointer, Some(value)),
        EntryChange::Remove { pointer } => (pointer, None),
        _ => return None,
    };
    let [list, index, key @ ..] = pointer.tokens() else {
        return None;
    };
    if file.path() != PRESETS_YAML || list != "presets" || enabled(comment).is_empty() {
        return None;
    }
    let presets = read(pack);
    let preset = presets.get(index.parse::<usize>().ok()?)?;
    let id = |preset: &Value| {
        let part = |key| text(preset, key).trim().to_owned();
        (part("group"), part("name"))
    };
    let (old, mut renamed) = (id(preset), preset.clone());
    match (key, value) {
        ([], None) => {}
        ([key], Some(value)) if key == "name" || key == "group" => {
            renamed[key.as_str()] = value.clone();
        }
        _ => return None,
    }
    let new = id(&renamed);
    // The comment would mean another one as well.
    let others = presets.iter().filter(|other| !std::ptr::eq(*other, preset));
    let is_taken = others
        .map(id)
        .any(|other| other == old || (value.is_some() && other == new));
    let is_said = !new.0.contains(',') && !new.1.contains([',', ':']) && new != Default::default();
    if is_taken || !is_said || (value.is_some() && old == new) {
        return None;
    }
    let text = match value {
        Some(_) => with_renamed(comment, (&old.0, &old.1), &preset_id(&new.0, &new.1))?,
        None => {
            let found = enabled(comment);
            let mut found = found.iter();
            let one = found.find(|one| one.group == old.0 && one.name == old.1)?;
            without_empty(without(comment, &one.range))
        }
    };
    Some(Change::set_text(FilePath::of(VALUES_YAML), text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Session, Transaction};
    use crate::presets::testing::pack;

    const COMMENT: &str = "# spectrocloud.com/enabled-presets:";
    const PRESETS: &str = "# ours\npresets:\n- name: small # few\n  displayName: Small\n  group: Size\n  remove: []\n  add: \"\"\n- name: tls\n  displayName: TLS\n  group: Web\n  add: |\n    a: 1\n";

    /// The values and presets after a step, with what keeps them in step.
    fn after(pack: &Pack, changes: Vec<Change>) -> (String, String) {
        let along = changes.iter().filter_map(|change| in_step(pack, change));
        let along: Vec<_> = along.collect();
        let mut session = Session::open(pack.clone());
        let step = Transaction::new("Step", changes.into_iter().chain(along).collect());
        session.apply(step).unwrap();
        let text = |file| session.pack().text(file).unwrap_or_default().to_owned();
        let found = (text(VALUES_YAML), text(PRESETS_YAML));
        session.undo();
        assert_eq!(session.pack(), pack);
        found
    }

    fn at(place: &str) -> Pointer {
        place.parse().unwrap()
    }

    fn set(place: &str, value: &str) -> Vec<Change> {
        vec![Change::set(YamlFile::presets(), at(place), value)]
    }

    #[test]
    fn the_comment_follows_names_and_groups() {
        let pack = pack(&format!("{COMMENT} Size:small,Web:tls\n"), PRESETS);
        for (changes, expected) in [
            (set("/presets/0/name", "tiny"), "Size:tiny,Web:tls"),
            (
                set("/presets/0/group", "Big size "),
                "Big size:small,Web:tls",
            ),
            (set("/presets/0/displayName", "x"), "Size:small,Web:tls"),
            (set("/presets/1/name", "a,b"), "Size:small,Web:tls"),
            (
                vec![Change::remove(YamlFile::presets(), at("/presets/0"))],
                "Web:tls",
            ),
        ] {
            let (values, _) = after(&pack, changes);
            assert_eq!(values, format!("{COMMENT} {expected}\n"));
        }
        let (_, presets) = after(&pack, set("/presets/0/name", "tiny"));
        assert_eq!(presets, PRESETS.replace("small", "tiny"));
    }

    #[test]
    fn the_comment_goes_with_its_last_preset() {
        let pack = pack(&format!("# ours\n{COMMENT} Web:tls\na: 1\n"), PRESETS);
        let removal = Change::remove(YamlFile::presets(), at("/presets/1"));
        assert_eq!(after(&pack, vec![removal]).0, "# ours\na: 1\n");
    }

    #[test]
    fn names_that_two_presets_have_are_left_alone() {
        let twice = PRESETS.replace("tls", "small").replace("Web", "Size");
        let pack = pack(&format!("{COMMENT} Size:small\n"), &twice);
        let (values, _) = after(&pack, set("/presets/0/name", "tiny"));
        assert_eq!(values, format!("{COMMENT} Size:small\n"));
    }

    #[test]
    fn a_preset_is_added_duplicated_and_preselected() {
        let pack = pack("a: 1\n", PRESETS);
        let (_, presets) = after(&pack, create(&pack));
        assert_eq!(
            presets,
            PRESETS.to_owned()
                + "- name: preset-1\n  displayName: Preset 1\n  group: Web\n  remove: []\n  add: \"\"\n"
        );
        let (_, presets) = after(&pack, duplicate(&pack, 1));
        assert_eq!(
            presets,
            PRESETS.to_owned()
                + "- name: tls-2\n  displayName: TLS (copy)\n  group: Web\n  add: |\n    a: 1\n"
        );
        assert!(duplicate(&pack, 2).is_empty());
        let (values, _) = after(&pack, vec![preselect(&pack, "Size", Some("small"))]);
        assert_eq!(values, format!("{COMMENT} Size:small\na: 1\n"));
    }

    #[test]
    fn a_pack_without_presets_gets_the_file() {
        let mut empty = Pack::default();
        empty.put(FilePath::of(VALUES_YAML), Some(File::of_text("")));
        let (_, presets) = after(&empty, create(&empty));
        assert_eq!(
            presets,
            "presets:\n  - name: preset-1\n    displayName: Preset 1\n    group: Options\n    remove: []\n    add: \"\"\n"
        );
        for start in ["presets: []\n", "presets:\n", "# nothing\n"] {
            let pack = pack("", start);
            let (_, presets) = after(&pack, create(&pack));
            assert!(presets.ends_with("  add: \"\"\n"), "{presets}");
        }
        let made = Difference {
            remove: vec!["a.b".to_owned()],
            add: "a:\n  c: 1\n".to_owned(),
        };
        let (_, presets) = after(&empty, made_of(&empty, &made));
        assert!(
            presets.ends_with("    remove:\n      - a.b\n    add: |\n      a:\n        c: 1\n"),
            "{presets}"
        );
    }

    #[test]
    fn what_is_added_stands_in_a_block() {
        let pack = pack("", PRESETS);
        let place = at("/presets/0/add");
        for (typed, expected) in [
            ("a: 1", "add: |\n    a: 1\n"),
            ("\n\na:\r\n  b: 1\n   \n", "add: |\n    a:\n      b: 1\n"),
            (" ", "add: \"\"\n"),
        ] {
            let (_, presets) = after(&pack, set_added(&pack, &place, typed));
            assert_eq!(presets, PRESETS.replacen("add: \"\"\n", expected, 1));
        }
    }
}
