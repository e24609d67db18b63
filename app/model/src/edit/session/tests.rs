//! Tests of the session: changes, undo and redo.

use pack_syntax::{Pointer, TextEdit};
use serde_json::json;

use super::*;
use crate::edit::bookmark::Bookmark;
use crate::edit::typing::Stroke;
use crate::pack::document::JsonFile;
use crate::pack::file::File;

fn path(path: &str) -> FilePath {
    FilePath::new(path).unwrap()
}

#[test]
fn what_is_tried_is_not_done() {
    let session = opened();
    let tried = session.tried(&name("b").changes).unwrap();
    assert_eq!(tried.manifest().name().as_deref(), Some("b"));
    assert_eq!(session.pack(), opened().pack());
    assert!(session.undo_label().is_none());
}

fn opened() -> Session {
    let mut pack = Pack::default();
    pack.put(
        path("pack.json"),
        Some(File::of_text("{\n  \"name\": \"a\"\n}\n")),
    );
    Session::open(pack)
}

fn name(to: &str) -> Transaction {
    let pointer: Pointer = Pointer::root().child("name");
    let change = Change::set(JsonFile::pack(), pointer, to);
    Transaction::new("Change name", vec![change])
}

#[test]
fn items_of_a_list_are_fixed_from_the_last_to_the_first() {
    let list: Vec<u32> = (0..12).collect();
    let mut pack = Pack::default();
    let text = json!({ "list": list }).to_string();
    pack.put(path("pack.json"), Some(File::of_text(&text)));
    let mut session = Session::open(pack);
    let steps = [2, 10].map(|index| {
        let pointer = Pointer::from_iter(["list", &index.to_string()]);
        let change = Change::remove(JsonFile::pack(), pointer);
        Transaction::new("Fix", vec![change]).merging("all")
    });
    session.apply_what_fits(steps.into());
    let left = session.pack().text("pack.json");
    assert_eq!(left, Some("{\"list\":[0,1,3,4,5,6,7,8,9,11]}"));
}

#[test]
fn undo_and_redo_lead_through_every_step() {
    let mut session = opened();
    let start = session.pack().clone();
    session.apply(name("b")).unwrap().unwrap();
    let put = Change::put_file(path("README.md"), File::of_text("# B\n"));
    session
        .apply(Transaction::new("Add README.md", vec![put]))
        .unwrap()
        .unwrap();
    let end = session.pack().clone();

    assert_eq!(session.undo_label(), Some("Add README.md"));
    assert_eq!(session.undo().unwrap().touched, [path("README.md")]);
    session.undo().unwrap();
    assert_eq!(session.pack(), &start);
    assert_eq!(session.undo(), None);
    assert_eq!(session.redo_label(), Some("Change name"));
    session.redo().unwrap();
    session.redo().unwrap();
    assert_eq!(session.pack(), &end);
    assert_eq!(session.revision(), 6);
}

#[test]
fn keystrokes_of_one_field_are_one_step_until_it_is_ended() {
    let mut session = opened();
    let start = session.pack().clone();
    for text in ["ab", "abc", "abcd"] {
        session.apply(name(text).merging("name")).unwrap();
    }
    session.end_step();
    session.apply(name("x").merging("name")).unwrap();
    session.undo().unwrap();
    assert!(session.pack().text("pack.json").unwrap().contains("abcd"));
    session.undo().unwrap();
    assert_eq!(session.pack(), &start);
    session.redo().unwrap();
    assert!(session.pack().text("pack.json").unwrap().contains("abcd"));
}

#[test]
fn undo_and_redo_lead_to_where_the_text_changed() {
    let mut session = opened();
    let at = |at: usize| Place::text(path("pack.json"), at..at);
    for (from, insert) in [(2, "x"), (3, "y"), (4, "z")] {
        let strokes = vec![Stroke {
            from,
            to: from,
            insert: insert.to_owned(),
        }];
        let file = path("pack.json");
        let step = Transaction::new("Edit pack.json", vec![Change::type_in(file, strokes)]);
        session.apply(step.at(at(from)).merging("text")).unwrap();
    }
    assert!(
        session
            .pack()
            .text("pack.json")
            .unwrap()
            .starts_with("{\nxyz")
    );
    assert_eq!(session.undo().unwrap().place, Some(at(2)));
    assert_eq!(session.redo().unwrap().place, Some(at(5)));
}

#[test]
fn keystrokes_that_touch_become_one_edit() {
    let mut session = opened();
    let typed: String = std::iter::repeat_n("typing ", 100).collect();
    for (from, letter) in typed.chars().enumerate() {
        let strokes = vec![Stroke {
            from,
            to: from,
            insert: letter.to_string(),
        }];
        let file = path("pack.json");
        let step = Transaction::new("Edit", vec![Change::type_in(file, strokes)]);
        session.apply(step.merging("text")).unwrap();
    }
    let step = session.history().next(Direction::Undo).unwrap();
    let taken_away = TextEdit::remove(0..typed.len());
    assert_eq!(
        step.edits,
        [Edit::Text {
            path: path("pack.json"),
            edits: vec![taken_away]
        }]
    );
}

#[test]
fn keystrokes_that_lead_nowhere_are_no_step() {
    let mut session = opened();
    for text in ["ab", "a"] {
        session.apply(name(text).merging("name")).unwrap();
    }
    assert_eq!(session.undo_label(), None);
    assert_eq!(session.revision(), 2);
}

#[test]
fn a_history_goes_on_where_it_was_kept() {
    let mut session = opened();
    for text in ["b", "c"] {
        let step = name(text).on(Bookmark::new("overview"));
        session.apply(step.merging("name")).unwrap();
        session.end_step();
    }
    session.undo().unwrap();
    let kept = serde_json::to_string(&session.history().steps().collect::<Vec<_>>()).unwrap();
    let history = History::of(serde_json::from_str(&kept).unwrap());
    let mut again = Session::reopen(session.pack().clone(), history, 9);
    assert_eq!(
        again.redo().unwrap().screen,
        Some(Bookmark::new("overview"))
    );
    assert!(again.pack().text("pack.json").unwrap().contains("\"c\""));
    again.undo().unwrap();
    again.undo().unwrap();
    assert_eq!(again.pack(), opened().pack());
    assert_eq!(again.undo(), None);
}

#[test]
fn a_history_of_another_pack_is_given_up() {
    let mut session = opened();
    session.apply(name("a longer name")).unwrap();
    let history = session.history().clone();
    let mut other = Session::reopen(Pack::default(), history, 0);
    assert_eq!(other.undo(), None);
    assert_eq!((other.undo_label(), other.revision()), (None, 0));
}

#[test]
fn a_refused_change_leaves_everything_as_it_was() {
    let mut session = opened();
    let before = session.pack().clone();
    let mut transaction = name("b");
    let removal = Change::remove_file(path("nothing.txt"));
    transaction.changes.push(removal);
    assert_eq!(
        session.apply(transaction),
        Err(Refusal::NoFile(path("nothing.txt")))
    );
    assert_eq!(session.pack(), &before);
    assert_eq!(session.revision(), 0);
}

#[test]
fn what_changes_nothing_is_no_step() {
    let mut session = opened();
    assert_eq!(session.apply(name("a")), Ok(None));
    assert_eq!(session.undo_label(), None);
}
