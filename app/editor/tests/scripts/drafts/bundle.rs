//! Drafts as one file, and packs that come in together.

use std::sync::Arc;

use pack_archive::{Entry, Limits};
use pack_editor::{Effect, Event, StorageError};

use crate::world::World;

/// A tab on the start page with the drafts spinner and whirler.
fn with_two() -> World {
    let mut world = World::new();
    for name in ["spinner", "whirler"] {
        world.drop_pack(0, name);
        world.wait(1_000.0);
        world.send(0, Event::CloseAsked);
    }
    world
}

/// Exports all drafts as one file.
fn exported(world: &mut World) -> Arc<[u8]> {
    ask_for_export(world);
    offered(world)
}

/// Clicks on the button that exports all drafts.
fn ask_for_export(world: &mut World) {
    let keys = world.shared.keys();
    world.happen(0, Event::ExportDrafts(keys));
}

/// Goes on until a file of drafts is offered.
fn offered(world: &mut World) -> Arc<[u8]> {
    loop {
        let effect = world.step(0).expect("a file is offered");
        if let Effect::Download { name, bytes, .. } = effect {
            assert_eq!(name, "pack-editor-drafts.zip");
            return bytes;
        }
    }
}

/// Drops a file of drafts on the page.
fn import(world: &mut World, bytes: Arc<[u8]>) {
    world.send(0, dropped(bytes));
    world.wait(1_000.0);
}

/// The event of dropping a file of drafts on the page.
fn dropped(bytes: Arc<[u8]>) -> Event {
    Event::FilesRead(vec![entry("renamed.zip", bytes)])
}

fn entry(path: &str, bytes: Arc<[u8]>) -> Entry {
    Entry {
        path: path.to_owned(),
        bytes,
        executable: false,
    }
}

/// The entries of a file of drafts; the last one tells it from other archives.
fn entries_of(bytes: &[u8]) -> Vec<Entry> {
    let contents = pack_archive::read(bytes, &Limits::default()).unwrap();
    let files = contents.entries.into_iter().map(|file| {
        let name = file.path.rsplit('/').next().unwrap();
        entry(name, file.bytes)
    });
    files.collect()
}

fn sorted_rows(world: &World) -> Vec<String> {
    let mut rows = world.rows(0);
    rows.sort();
    rows
}

#[test]
fn a_file_of_drafts_brings_back_what_is_missing_and_nothing_twice() {
    let mut world = with_two();
    let bytes = exported(&mut world);
    import(&mut world, Arc::clone(&bytes));
    assert_eq!(sorted_rows(&world), ["spinner", "whirler"]);
    assert!(
        world.told(0).contains("in your drafts already"),
        "{}",
        world.told(0)
    );
    let gone = world.shared.keys().remove(0);
    world.delete(&gone);
    import(&mut world, Arc::clone(&bytes));
    assert!(!world.editor(0).is_open());
    assert_eq!(sorted_rows(&world), ["spinner", "whirler"]);

    let mut other = World::new();
    import(&mut other, bytes);
    assert_eq!(sorted_rows(&other), ["spinner", "whirler"]);
    let keys = other.shared.keys();
    let readme = |key: &String| {
        let loaded = other.shared.load(key).unwrap().unwrap();
        loaded.pack.text("README.md").map(str::to_owned)
    };
    assert!(
        keys.iter()
            .all(|key| readme(key).as_deref() == Some("# Read me\n"))
    );
}

#[test]
fn a_draft_that_was_edited_since_stays_beside_the_one_of_the_file() {
    let mut world = with_two();
    let bytes = exported(&mut world);
    let keys = world.shared.keys();
    world.send(0, Event::OpenDraft(keys[0].clone()));
    world.write(0, "edited");
    world.wait(1_000.0);
    world.send(0, Event::CloseAsked);
    import(&mut world, bytes);
    assert_eq!(world.rows(0).len(), 3);
    assert!(world.kept().contains(&"edited".to_owned()));
}

#[test]
fn several_packs_become_drafts() {
    let mut world = World::new();
    let manifest = |name: &str| format!("{{\"name\": \"{name}\", \"version\": \"1.0.0\"}}");
    let (one, other) = (manifest("spinner"), manifest("whirler"));
    world.drop_files(0, &[("a/pack.json", &one), ("b/pack.json", &other)]);
    world.wait(1_000.0);
    assert!(!world.editor(0).is_open());
    assert_eq!(sorted_rows(&world), ["spinner", "whirler"]);
}

#[test]
fn a_second_click_leaves_the_file_as_whole_as_one() {
    // Before the tools are there, and once they are.
    for is_fetched in [false, true] {
        let mut world = with_two();
        if is_fetched {
            exported(&mut world);
            world.settle();
        }
        world.tabs[0].downloads.clear();
        ask_for_export(&mut world);
        ask_for_export(&mut world);
        let bytes = offered(&mut world);
        world.settle();
        assert_eq!(world.tabs[0].downloads.len(), 1);
        let mut other = World::new();
        import(&mut other, bytes);
        assert_eq!(sorted_rows(&other), ["spinner", "whirler"]);
        // The next one begins anew.
        assert!(!exported(&mut world).is_empty());
    }
}

#[test]
fn a_file_can_be_asked_for_again_where_the_tools_were_missing() {
    let mut world = with_two();
    world.tabs[0].is_offline = true;
    ask_for_export(&mut world);
    world.settle();
    assert_eq!(world.told(0), "offline");
    world.tabs[0].is_offline = false;
    assert_eq!(entries_of(&exported(&mut world)).len(), 3);
}

#[test]
fn drafts_that_cannot_be_exported_as_a_whole_are_counted() {
    let cases = [
        (
            1,
            "1 draft cannot be read as a whole, so the file does not have all of it.",
        ),
        (
            2,
            "2 drafts cannot be read as a whole, so the file does not have all of them.",
        ),
    ];
    for (count, told) in cases {
        let mut world = with_two();
        for key in world.shared.keys().iter().take(count) {
            world.shared.damage(key);
        }
        // What can be read of them is in the file.
        assert_eq!(entries_of(&exported(&mut world)).len(), 3);
        assert_eq!(world.told(0), told);
    }
    let mut world = with_two();
    ask_for_export(&mut world);
    world.shared.broken = Some(StorageError::Blocked);
    world.settle();
    assert!(world.tabs[0].downloads.is_empty());
    assert!(
        world
            .told(0)
            .starts_with("None of these drafts can be read")
    );
}

#[test]
fn a_storage_that_is_full_is_told_once() {
    let mut world = with_two();
    let bytes = exported(&mut world);
    let mut other = World::new();
    other.shared.room = Some(10);
    import(&mut other, bytes);
    assert_eq!(other.told(0).matches("storage is full").count(), 1);
    assert!(other.rows(0).is_empty());
}
