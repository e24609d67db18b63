//! A pack that comes in while the drafts have one of its name and version.

use pack_editor::{Effect, Event, StorageError};

use crate::world::World;

/// A tab on the start page, with a saved draft of spinner. Gives its key.
fn with_draft() -> (World, String) {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.wait(1_000.0);
    let draft = world.draft(0);
    world.send(0, Event::CloseAsked);
    (world, draft)
}

#[test]
fn the_same_pack_goes_on_in_its_draft() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.wait(1_000.0);
    let draft = world.draft(0);
    world.send(0, Event::CloseAsked);
    world.drop_pack(0, "spinner");
    assert_eq!(world.draft(0), draft);
    assert!(world.told(0).contains("already exists, so it was opened"));
    world.write(0, "a");
    world.wait(1_000.0);
    world.send(0, Event::CloseAsked);
    world.drop_pack(0, "spinner");
    assert_ne!(world.draft(0), draft);
    assert!(
        world
            .told(0)
            .contains("You already have a draft of this pack")
    );
}

#[test]
fn another_pack_of_the_same_name_is_a_draft_of_its_own() {
    let (mut world, draft) = with_draft();
    world.drop_files(
        0,
        &[(
            "spinner/pack.json",
            "{\"name\": \"spinner\", \"version\": \"1.0.0\", \"layer\": \"addon\"}",
        )],
    );
    assert_ne!(world.draft(0), draft);
    assert!(
        world
            .told(0)
            .contains("You already have a draft of this pack")
    );
    world.wait(1_000.0);
    assert_eq!(world.kept().len(), 2);
}

#[test]
fn a_pack_of_another_version_is_not_compared() {
    let (mut world, draft) = with_draft();
    world.drop_files(
        0,
        &[(
            "spinner/pack.json",
            "{\"name\": \"spinner\", \"version\": \"1.0.1\"}",
        )],
    );
    assert_ne!(world.draft(0), draft);
    assert_eq!(world.told(0), "");
}

#[test]
fn of_two_drafts_the_one_that_is_the_same_goes_on() {
    let (mut world, first) = with_draft();
    world.wait(1.0);
    world.send(0, Event::Duplicate(first.clone()));
    // Both are the same, so the one that was changed last goes on.
    world.drop_pack(0, "spinner");
    assert_ne!(world.draft(0), first);
    world.write(0, "a");
    world.wait(1_000.0);
    world.send(0, Event::CloseAsked);
    // Only the first one is still the same.
    world.drop_pack(0, "spinner");
    assert_eq!(world.draft(0), first);
    assert!(world.told(0).contains("already exists, so it was opened"));
    world.write(0, "b");
    world.wait(1_000.0);
    assert_eq!(world.kept(), ["a", "b"]);
    world.send(0, Event::CloseAsked);
    // Neither is.
    world.drop_pack(0, "spinner");
    assert!(
        world
            .told(0)
            .contains("You already have a draft of this pack")
    );
    world.wait(1_000.0);
    assert_eq!(world.kept(), ["", "a", "b"]);
}

#[test]
fn a_pack_that_is_open_in_another_tab_is_asked_about() {
    let (mut world, draft) = with_draft();
    let other = world.open_tab();
    world.send(other, Event::OpenDraft(draft.clone()));
    world.drop_pack(0, "spinner");
    assert_eq!(world.asked(0), "This draft is open in another tab");
    world.answer(0, "copy");
    assert_ne!(world.draft(0), draft);
    assert!(world.told(0).contains("already exists, so it was opened"));
}

#[test]
fn drafts_that_cannot_be_read_are_not_waited_for() {
    let (mut world, _) = with_draft();
    world.shared.broken = Some(StorageError::Blocked);
    world.drop_pack(0, "spinner");
    assert!(world.editor(0).is_open());
    assert!(!world.told(0).contains("already exists, so it was opened"));
}

#[test]
fn a_draft_that_is_deleted_while_it_is_compared_is_another_pack() {
    let (mut world, draft) = with_draft();
    let name = "{\n  \"name\": \"spinner\",\n  \"version\": \"1.0.0\"\n}\n";
    let entries = [
        ("spinner/pack.json", name),
        ("spinner/README.md", "# Read me\n"),
    ];
    let entries = entries.map(|(path, text)| pack_archive::Entry {
        path: path.to_owned(),
        bytes: text.as_bytes().into(),
        executable: false,
    });
    world.happen(0, Event::FilesRead(entries.into()));
    while !matches!(world.step(0), Some(Effect::List(_))) {}
    world.delete(&draft);
    world.settle();
    assert_ne!(world.draft(0), draft);
    assert_eq!(world.told(0), "", "the user has no other draft");
    world.wait(1_000.0);
    assert_eq!(world.kept(), [""]);
}
