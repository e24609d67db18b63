//! Drafts as one file, and packs that come in together.

use std::sync::Arc;

use pack_archive::{Entry, Format, Limits};
use pack_editor::{Effect, Event, StorageError};
use pack_model::{Change, FilePath, Transaction};

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

/// The file of drafts that has these entries.
fn file_of(entries: &[Entry]) -> Arc<[u8]> {
    let bytes = pack_archive::write(Format::Zip, "a", "drafts", entries);
    bytes.unwrap().into()
}

/// The file of drafts that has one more entry, before those of another file.
fn file_with(mut entries: Vec<Entry>, path: &str, bytes: &[u8]) -> Arc<[u8]> {
    entries.insert(0, entry(path, bytes.into()));
    file_of(&entries)
}

/// A file of drafts of packs with these names.
fn exported_of(names: &[&str]) -> Arc<[u8]> {
    let mut world = World::new();
    for name in names {
        world.drop_pack(0, name);
        world.wait(1_000.0);
        world.send(0, Event::CloseAsked);
    }
    exported(&mut world)
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
fn drafts_that_cannot_be_read_in_a_file_are_counted() {
    let entries = entries_of(&exported_of(&["spinner", "whirler"]));
    let one = file_with(entries.clone(), "0-cut.zip", b"PK\x03\x04 and no more");
    let mut world = World::new();
    import(&mut world, Arc::clone(&one));
    assert_eq!(sorted_rows(&world), ["spinner", "whirler"]);
    assert_eq!(
        world.told(0),
        "2 packs were added to your drafts.\n\
         1 draft of the file cannot be read, so it was not added."
    );
    let more = file_with(entries_of(&one), "0-other.txt", b"no archive");
    let mut world = World::new();
    import(&mut world, more);
    assert!(
        world
            .told(0)
            .ends_with("2 drafts of the file cannot be read, so they were not added.")
    );
}

#[test]
fn a_draft_without_pack_json_comes_back_too() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    let remove = Change::remove_file(FilePath::new("pack.json").unwrap());
    world.send(0, Event::Apply(Transaction::new("Remove", vec![remove])));
    world.wait(1_000.0);
    world.send(0, Event::CloseAsked);
    let bytes = exported(&mut world);
    let mut other = World::new();
    import(&mut other, bytes);
    let key = other.shared.keys().remove(0);
    let pack = other.shared.load(&key).unwrap().unwrap().pack;
    assert_eq!(pack.text("README.md"), Some("# Read me\n"));
    assert_eq!(other.told(0), "1 pack was added to your drafts.");
}

#[test]
fn a_file_of_drafts_that_is_too_large_or_damaged_is_told() {
    let entries = entries_of(&exported_of(&["spinner"]));
    let mut many: Vec<Entry> = (0..20_001)
        .map(|number| entry(&format!("{number}.zip"), Arc::from([])))
        .collect();
    many.extend(entries.last().cloned());
    let mut world = World::new();
    import(&mut world, file_of(&many));
    let told = world.told(0);
    assert!(
        told.starts_with("This file of drafts is too large"),
        "{told}"
    );
    assert!(told.contains("nothing was added"), "{told}");
    assert!(world.shared.keys().is_empty());
}

#[test]
fn what_is_told_of_drafts_counts_them_rightly() {
    let one = exported_of(&["spinner"]);
    let two = exported_of(&["whirler", "twister"]);
    let all = exported_of(&["spinner", "whirler", "twister", "roller", "glider"]);
    let none = file_of(&entries_of(&one)[1..]);
    let mut world = World::new();
    let steps = [
        (&none, "This file has no drafts, so nothing was added."),
        (&one, "1 pack was added to your drafts."),
        (&one, "1 pack is in your drafts already."),
        (&two, "2 packs were added to your drafts."),
        (&two, "All 2 packs are in your drafts already."),
        (
            &all,
            "2 packs were added to your drafts. 3 were there already.",
        ),
    ];
    for (bytes, told) in steps {
        import(&mut world, Arc::clone(bytes));
        assert_eq!(world.told(0).lines().last(), Some(told));
    }
    let mut other = World::new();
    import(&mut other, one);
    import(&mut other, exported_of(&["spinner", "whirler"]));
    assert!(
        other
            .told(0)
            .ends_with("1 pack was added to your drafts. 1 was there already.")
    );
}

#[test]
fn a_second_file_does_not_stop_the_first_one() {
    let one = exported_of(&["spinner", "whirler"]);
    let other = exported_of(&["whirler", "twister"]);
    // The second one comes in after so many effects of the first one.
    for steps in 0..6 {
        let mut world = World::new();
        world.happen(0, dropped(Arc::clone(&one)));
        for _ in 0..steps {
            world.step(0);
        }
        world.happen(0, dropped(Arc::clone(&other)));
        world.settle();
        assert_eq!(
            sorted_rows(&world),
            ["spinner", "twister", "whirler"],
            "{steps}"
        );
    }
    let mut world = World::new();
    world.happen(0, dropped(one));
    world.happen(0, dropped(other));
    world.settle();
    assert_eq!(
        world.told(0),
        "3 packs were added to your drafts. 1 was there already."
    );
}

#[test]
fn packs_are_told_to_be_drafts_only_once_they_are_saved() {
    let bytes = exported_of(&["spinner", "whirler"]);
    let mut world = World::new();
    world.happen(0, dropped(bytes));
    while world.shared.keys().len() < 2 {
        assert_eq!(world.told(0), "");
        world.step(0).expect("both are saved");
    }
    assert_eq!(world.told(0), "2 packs were added to your drafts.");
}

#[test]
fn a_storage_that_is_full_is_told_once() {
    let large = "x".repeat(1_000);
    let manifest = "{\"name\": \"large\", \"version\": \"1.0.0\"}";
    let mut from = with_two();
    from.drop_files(0, &[("a/pack.json", manifest), ("a/notes.txt", &large)]);
    from.wait(1_000.0);
    from.send(0, Event::CloseAsked);
    let bytes = exported(&mut from);
    let mut world = World::new();
    world.shared.room = Some(500);
    import(&mut world, Arc::clone(&bytes));
    assert_eq!(sorted_rows(&world), ["spinner", "whirler"]);
    assert_eq!(
        world.told(0),
        "2 packs were added to your drafts.\n\
         The browser's storage is full, so 1 pack was not added. \
         Delete drafts that you no longer need, then add the file again."
    );
    let mut world = World::new();
    world.shared.room = Some(10);
    import(&mut world, bytes);
    assert!(world.rows(0).is_empty());
    assert_eq!(
        world.told(0),
        "The browser's storage is full, so 3 packs were not added. \
         Delete drafts that you no longer need, then add the file again."
    );
}
