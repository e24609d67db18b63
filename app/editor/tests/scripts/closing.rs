//! Leaving a pack while its changes are being saved, and opening the next one.

use pack_editor::{Dialog, Effect, Event, StorageError};
use pack_model::{Diagnostic, FilePath, Place, Severity};

use crate::world::{World, written};

#[test]
fn a_pack_stays_open_until_its_changes_are_saved() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.wait(1_000.0);
    world.write(0, "a");
    world.happen(0, Event::CloseAsked);
    assert!(world.editor(0).is_open(), "the save is under way");
    world.settle();
    assert!(!world.editor(0).is_open());
    assert_eq!(world.kept(), ["a"]);
    assert_eq!(world.tabs[0].remembered, None);
}

#[test]
fn what_is_typed_while_a_pack_is_left_is_saved_as_well() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.wait(1_000.0);
    world.write(0, "a");
    world.happen(0, Event::CloseAsked);
    world.happen(0, written("ab"));
    world.settle();
    assert!(!world.editor(0).is_open());
    assert_eq!(world.kept(), ["ab"]);
}

#[test]
fn a_storage_that_does_not_answer_is_not_waited_for_without_end() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.wait(1_000.0);
    world.write(0, "a");
    world.happen(0, Event::CloseAsked);
    world.tabs[0]
        .effects
        .retain(|effect| !matches!(effect, Effect::Save(_)));
    world.wait(9_000.0);
    assert_eq!(world.asked(0), "");
    world.wait(1_000.0);
    assert_eq!(world.asked(0), "Your latest changes are not saved");
}

#[test]
fn a_pack_opens_in_place_of_another_once_that_is_saved() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.write(0, "a");
    world.drop_pack(0, "whirler");
    assert_eq!(world.asked(0), "Open another pack?");
    world.answer(0, "no");
    assert_eq!(world.text(0), "a");
    world.drop_pack(0, "whirler");
    world.answer(0, "yes");
    let name = world.editor(0).pack().manifest().name();
    assert_eq!(name.as_deref(), Some("whirler"));
    assert_eq!(world.text(0), "");
    world.wait(1_000.0);
    assert_eq!(world.kept(), ["", "a"]);
}

#[test]
fn a_draft_is_loaded_only_once_it_is_saved() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.wait(1_000.0);
    let draft = world.draft(0);
    // Nothing has changed, so it is left at once, while its row is on its way.
    world.leave_judged(0);
    world.happen(0, Event::OpenDraft(draft.clone()));
    world.settle();
    assert_eq!(world.draft(0), draft);
    world.write(0, "a");
    world.wait(1_000.0);
    assert_eq!(world.kept(), ["a"], "the number of saves is known");
}

#[test]
fn the_draft_that_was_open_is_remembered() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    assert_eq!(world.tabs[0].remembered, Some(world.draft(0)));
    world.wait(1_000.0);
    world.send(0, Event::CloseAsked);
    assert_eq!(world.tabs[0].remembered, None);
}

#[test]
fn the_next_version_is_a_draft_of_its_own() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.wait(1_000.0);
    let draft = world.draft(0);
    world.send(0, Event::NextVersion);
    assert_ne!(world.draft(0), draft);
    let version = world.editor(0).pack().manifest().version();
    assert_eq!(version.as_deref(), Some("1.0.1"));
    assert!(world.told(0).contains("next version"));
    let asked = world.editor(0).location().asked.clone();
    assert_eq!(asked.unwrap().1.pointer.to_string(), "/version");
    world.wait(1_000.0);
    assert_eq!(world.kept().len(), 2);
    world.send(0, Event::CloseAsked);
    world.send(0, Event::DownloadDraft(draft.clone()));
    assert_eq!(world.tabs[0].downloads, ["spinner-1.0.0.zip"]);
    world.send(0, Event::NextVersionOf(draft));
    assert!(world.editor(0).is_open());
}

#[test]
fn the_next_version_has_what_was_typed_while_the_pack_was_saved() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.wait(1_000.0);
    world.write(0, "a");
    world.happen(0, Event::NextVersion);
    world.happen(0, written("ab"));
    world.settle();
    let version = world.editor(0).pack().manifest().version();
    assert_eq!(version.as_deref(), Some("1.0.1"));
    assert_eq!(world.text(0), "ab");
    world.wait(1_000.0);
    assert_eq!(world.kept(), ["ab", "ab"]);
}

#[test]
fn the_next_version_of_a_pack_that_cannot_be_saved_is_decided_on_when_it_is_left() {
    let mut world = World::new();
    world.shared.broken = Some(StorageError::Blocked);
    world.drop_pack(0, "spinner");
    world.send(0, Event::NextVersion);
    world.answer(0, "stay");
    world.write(0, "a");
    world.send(0, Event::NextVersion);
    world.answer(0, "leave");
    let version = world.editor(0).pack().manifest().version();
    assert_eq!(version.as_deref(), Some("1.0.1"));
    assert_eq!(world.text(0), "a");
}

#[test]
fn opening_a_draft_does_not_shorten_how_long_leaving_waits() {
    let mut world = World::new();
    world.drop_pack(0, "whirler");
    world.wait(1_000.0);
    let other = world.draft(0);
    world.send(0, Event::CloseAsked);
    world.drop_pack(0, "spinner");
    world.wait(1_000.0);
    world.write(0, "a");
    world.happen(0, Event::CloseAsked);
    world.tabs[0]
        .effects
        .retain(|effect| !matches!(effect, Effect::Save(_)));
    world.wait(1_000.0);
    world.send(0, Event::OpenDraft(other));
    // The draft is loaded after two seconds, and the pack is left for it from then on.
    world.wait(11_000.0);
    assert_eq!(world.asked(0), "");
    world.wait(2_000.0);
    assert_eq!(world.asked(0), "Your latest changes are not saved");
    world.answer(0, "leave");
    let name = world.editor(0).pack().manifest().name();
    assert_eq!(name.as_deref(), Some("whirler"));
}

#[test]
fn a_pack_that_comes_before_the_page_is_ready_is_remembered() {
    let mut world = World::new();
    let tab = world.open_starting_tab();
    world.drop_pack(tab, "spinner");
    assert!(world.tabs[tab].is_ready);
    assert_eq!(world.tabs[tab].remembered, Some(world.draft(tab)));
}

#[test]
fn what_is_asked_about_a_pack_goes_with_it() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.wait(1_000.0);
    let first = world.draft(0);
    world.send(0, Event::CloseAsked);
    world.drop_pack(0, "whirler");
    world.drop_files(0, &[("notes.txt", "a")]);
    world.wait(1_000.0);
    let second = world.draft(0);
    world.drop_files(0, &[("notes.txt", "b")]);
    assert_eq!(world.asked(0), "Replace notes.txt?");
    world.send(0, Event::AddressChanged(format!("{first}/overview/form")));
    assert_eq!(world.draft(0), first);
    assert_eq!(world.asked(0), "");
    world.send(0, Event::Answered("yes"));
    assert_eq!(world.text(0), "");

    // A dialog does as well.
    let found = Diagnostic {
        rule: "name".to_owned(),
        severity: Severity::Error,
        place: Place::file(FilePath::new("pack.json").unwrap()),
        message: String::new(),
        fixes: Vec::new(),
        ignored: None,
    };
    let dialog = Dialog::Fix(found, "fix".to_owned());
    world.send(0, Event::DialogOpened(dialog));
    world.send(0, Event::OpenDraft(second.clone()));
    assert_eq!(world.draft(0), second);
    assert_eq!(world.editor(0).dialog(), None);

    // The start page asks nothing about a pack either.
    world.drop_files(0, &[("notes.txt", "b")]);
    world.send(0, Event::AddressChanged(String::new()));
    assert!(!world.editor(0).is_open());
    assert_eq!(world.asked(0), "");
}
