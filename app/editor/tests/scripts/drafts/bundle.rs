//! Drafts as one file, and packs that come in together.

use std::sync::Arc;

use pack_archive::Entry;
use pack_editor::{Effect, Event};

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
    let keys = world.shared.keys();
    world.happen(0, Event::ExportDrafts(keys));
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
    let entry = Entry {
        path: "renamed.zip".to_owned(),
        bytes,
        executable: false,
    };
    world.send(0, Event::FilesRead(vec![entry]));
    world.wait(1_000.0);
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
fn a_storage_that_is_full_is_told_once() {
    let mut world = with_two();
    let bytes = exported(&mut world);
    let mut other = World::new();
    other.shared.room = Some(10);
    import(&mut other, bytes);
    assert_eq!(other.told(0).matches("storage is full").count(), 1);
    assert!(other.rows(0).is_empty());
}
