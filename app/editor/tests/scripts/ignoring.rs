//! Findings that are ignored, and checked again.

use pack_editor::Event;
use pack_model::path::PACK_CHECK_YAML;
use pack_model::{Action, Change, Diagnostic, FilePath, Fix, Place, Safety, Severity};

use crate::world::World;

fn finding() -> Diagnostic {
    Diagnostic {
        rule: "a-rule".to_owned(),
        severity: Severity::Error,
        place: Place::value(FilePath::of("pack.json"), "/name".parse().unwrap()),
        message: "Wrong.".to_owned(),
        fixes: Vec::new(),
        ignored: None,
    }
}

#[test]
fn a_finding_is_ignored_in_one_step_with_its_reason() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.judge(0, vec![finding()]);
    let ignore = Event::IgnoreConfirmed(finding(), "so it is".to_owned());
    world.send(0, ignore.clone());
    assert_eq!(world.editor(0).undo_label(), Some("Ignore a-rule"));
    let list =
        "ignore:\n  - rule: a-rule\n    file: pack.json\n    path: /name\n    reason: so it is\n";
    assert_eq!(world.editor(0).pack().text(PACK_CHECK_YAML), Some(list));
    // The finding judges another state of the pack now.
    world.send(0, ignore);
    assert!(world.told(0).contains("nothing was fixed"));
    world.send(0, Event::Undo);
    assert_eq!(world.editor(0).pack().file(PACK_CHECK_YAML), None);
}

#[test]
fn what_is_ignored_is_checked_again_by_its_fix() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.send(0, Event::CreateFile(FilePath::of(PACK_CHECK_YAML)));
    let removal = Change::remove_file(FilePath::of(PACK_CHECK_YAML));
    let ignored = Diagnostic {
        fixes: vec![Fix {
            id: "check-again".to_owned(),
            label: "Check again".to_owned(),
            safety: Safety::Safe,
            action: Action::Changes(vec![removal]),
        }],
        ignored: Some("so it is".to_owned()),
        ..finding()
    };
    world.judge(0, vec![ignored.clone()]);
    assert!(world.editor(0).judged().diagnostics.is_empty());
    world.send(0, Event::FixAllOfPack);
    assert!(world.editor(0).pack().file(PACK_CHECK_YAML).is_some());
    world.send(0, Event::FixAsked(ignored, "check-again".to_owned()));
    assert_eq!(world.editor(0).undo_label(), Some("Check again"));
    assert_eq!(world.editor(0).pack().file(PACK_CHECK_YAML), None);
}
