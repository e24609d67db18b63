//! Storage that is full, gone, newer or blocked: it is told once, nothing is lost, and the next change
//! is tried again.

use std::sync::Arc;

use pack_archive::Entry;
use pack_editor::{Effect, Event, Saved, StorageError};

use crate::world::World;

/// A tab with a saved draft.
fn saved() -> World {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.wait(1_000.0);
    assert_eq!(*world.editor(0).saved(), Saved::Yes);
    world
}

#[test]
fn changes_are_saved_after_a_pause_and_not_for_ever_later() {
    let mut world = saved();
    let draft = world.draft(0);
    let before = world.saves(&draft);
    for letters in 1..=13 {
        world.write(0, &"a".repeat(letters));
        world.wait(300.0);
        assert_eq!(world.saves(&draft), before, "changes go on");
    }
    world.write(0, "abc");
    world.wait(100.0);
    assert_eq!(world.saves(&draft), before + 1, "the first has waited long");
    assert_eq!(world.kept(), ["abc"]);
    world.wait(10_000.0);
    assert_eq!(world.saves(&draft), before + 1, "nothing is left to save");
}

#[test]
fn a_page_that_is_hidden_saves_at_once() {
    let mut world = saved();
    world.write(0, "a");
    assert!(world.editor(0).is_unsaved());
    world.send(0, Event::PageHidden);
    assert!(!world.editor(0).is_unsaved());
    assert_eq!(world.kept(), ["a"]);
}

#[test]
fn full_storage_is_told_once_and_freed_storage_is_used() {
    let mut world = saved();
    world.shared.room = Some(60);
    world.write(0, &"x".repeat(100));
    world.wait(1_000.0);
    world.write(0, &"y".repeat(100));
    world.wait(1_000.0);
    assert!(matches!(world.editor(0).saved(), Saved::Failed(_)));
    assert_eq!(world.told(0).matches("storage is full").count(), 1);
    assert!(world.editor(0).is_unsaved());
    world.shared.room = None;
    world.write(0, "z");
    world.wait(1_000.0);
    assert_eq!(*world.editor(0).saved(), Saved::Yes);
    assert_eq!(world.kept(), ["z"]);
}

#[test]
fn where_only_the_history_is_too_much_the_pack_is_saved_without_it() {
    let mut world = saved();
    world.shared.room_for_steps = Some(0);
    world.write(0, "a");
    world.wait(1_000.0);
    assert_eq!(*world.editor(0).saved(), Saved::Yes);
    assert_eq!(world.kept(), ["a"]);
    world.shared.room_for_steps = None;
    world.write(0, "b");
    world.wait(1_000.0);
    let draft = world.draft(0);
    let loaded = world.shared.load(&draft).unwrap().unwrap();
    assert!(!loaded.history.unwrap().is_empty(), "it is kept again");
}

#[test]
fn a_pack_that_cannot_be_saved_is_left_only_by_choice() {
    for error in [
        StorageError::Unavailable("SecurityError".to_owned()),
        StorageError::Newer,
        StorageError::Blocked,
        StorageError::Silent,
        StorageError::Full,
    ] {
        let mut world = World::new();
        world.shared.broken = Some(error.clone());
        world.drop_pack(0, "spinner");
        world.wait(1_000.0);
        let told = world.told(0);
        assert!(told.starts_with(&error.to_string()), "{told}");
        assert!(told.contains("this tab"), "{told}");
        assert_eq!(world.editor(0).messages().len(), 1);
        world.send(0, Event::CloseAsked);
        assert_eq!(world.asked(0), "Your latest changes are not saved");
        world.answer(0, "stay");
        assert!(world.editor(0).is_open());
        world.send(0, Event::CloseAsked);
        world.answer(0, "leave");
        assert!(!world.editor(0).is_open());
        assert!(!world.editor(0).is_unsaved());
    }
}

#[test]
fn another_pack_opens_without_a_second_question_in_place_of_one_that_cannot_be_saved() {
    for answer in ["leave", "download"] {
        let mut world = World::new();
        world.shared.broken = Some(StorageError::Newer);
        world.drop_pack(0, "spinner");
        world.drop_pack(0, "whirler");
        world.answer(0, "yes");
        assert_eq!(world.asked(0), "Your latest changes are not saved");
        world.answer(0, answer);
        assert_eq!(world.asked(0), "");
        let name = world.editor(0).pack().manifest().name();
        assert_eq!(name.as_deref(), Some("whirler"));
    }
}

#[test]
fn a_download_that_is_done_ends_the_leaving_and_a_refused_one_does_not() {
    let mut world = World::new();
    world.shared.broken = Some(StorageError::Newer);
    world.drop_pack(0, "spinner");
    world.tabs[0].refuses_downloads = true;
    world.send(0, Event::CloseAsked);
    world.answer(0, "download");
    assert!(world.editor(0).is_open());
    assert!(world.told(0).contains("blocked the download"));
    world.tabs[0].refuses_downloads = false;
    world.send(0, Event::CloseAsked);
    world.answer(0, "download");
    assert!(!world.editor(0).is_open());
    assert_eq!(world.tabs[0].downloads, ["spinner-1.0.0.zip"]);
}

#[test]
fn what_failed_before_is_tried_again_when_the_pack_is_left() {
    let mut world = World::new();
    world.shared.broken = Some(StorageError::Blocked);
    world.drop_pack(0, "spinner");
    world.write(0, "a");
    world.wait(1_000.0);
    world.shared.broken = None;
    world.send(0, Event::CloseAsked);
    assert!(!world.editor(0).is_open());
    assert_eq!(world.kept(), ["a"]);
}

#[test]
fn a_draft_that_cannot_be_loaded_leaves_the_open_pack_alone() {
    let mut world = saved();
    let draft = world.draft(0);
    world.shared.broken = Some(StorageError::Blocked);
    world.send(0, Event::OpenDraft("another".to_owned()));
    assert_eq!(world.draft(0), draft);
    let told = "Another tab has an older version of this page open. The draft was not opened.";
    assert_eq!(world.told(0), told);
}

#[test]
fn packs_that_were_left_do_not_stay_in_memory() {
    let mut world = World::new();
    let names = ["spinner", "whirler", "twister"];
    let texts = names.map(|name| {
        let manifest = format!("{{\"name\": \"{name}\", \"version\": \"1.0.0\"}}");
        let text: Arc<[u8]> = Arc::from(format!("Read {name}").as_bytes());
        let files = [
            ("pack.json", Arc::from(manifest.as_bytes())),
            ("README.md", Arc::clone(&text)),
        ];
        let files = files.map(|(path, bytes)| Entry {
            path: format!("{name}/{path}"),
            bytes,
            executable: false,
        });
        world.send(0, Event::FilesRead(files.into()));
        world.wait(1_000.0);
        world.write(0, "edited");
        world.wait(1_000.0);
        world.send(0, Event::CloseAsked);
        text
    });
    // Besides this test, only the storage has the files.
    let holders = || texts.each_ref().map(Arc::strong_count);
    let keys = world.shared.keys();
    for (open, key) in keys.iter().enumerate() {
        world.send(0, Event::OpenDraft(key.clone()));
        world.write(0, "seen");
        world.wait(1_000.0);
        for (number, count) in holders().into_iter().enumerate() {
            assert_eq!(count > 2, number == open, "{} of {open}", names[number]);
        }
    }
    // A draft that is opened again is saved as before: only what changed, with its history.
    world.send(0, Event::OpenDraft(keys[0].clone()));
    let before = world.saves(&keys[0]);
    world.write(0, "edited again");
    world.happen(0, Event::PageHidden);
    let saving = loop {
        if let Effect::Save(saving) = world.step(0).expect("the draft is saved") {
            break saving;
        }
    };
    assert_eq!(saving.files.len(), 1);
    assert!(!saving.forget);
    assert_eq!(world.saves(&keys[0]), before + 1);
    world.settle();
    for text in ["seen", "edited", ""] {
        world.send(0, Event::Undo);
        assert_eq!(world.text(0), text);
    }
    world.wait(1_000.0);
    assert_eq!(world.kept(), ["", "seen", "seen"]);
}
