//! Back and Forward: which addresses are steps of the browser's history, and how they are gone to.

use pack_editor::{Dialog, Event, StorageError, View, sections};
use pack_model::{FilePath, Place};

use crate::world::{World, written};

fn file(path: &str) -> FilePath {
    FilePath::new(path).unwrap()
}

fn go(world: &mut World, section: &str) {
    world.send(0, Event::Go(sections::section(section).unwrap()));
}

fn screen(world: &World) -> String {
    world.editor(0).location().screen().written()
}

/// The steps of the first tab, without the key of the draft.
fn steps(world: &World, draft: &str) -> Vec<String> {
    let steps = world.tabs[0].steps.iter();
    steps
        .map(|step| step.replace(&format!("{draft}/"), ""))
        .collect()
}

/// A tab whose pack has three lines of notes, after the start page.
fn with_notes() -> (World, String) {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.write(0, "one\ntwo\nthree");
    world.wait(1_000.0);
    let draft = world.draft(0);
    (world, draft)
}

#[test]
fn another_place_is_a_step_and_what_is_in_it_is_not() {
    let (mut world, draft) = with_notes();
    go(&mut world, "values");
    world.send(0, Event::ViewChosen(View::Code));
    go(&mut world, "annotations");
    for line in [0, 8] {
        let text = Place::text(file("notes.txt"), line..line);
        world.send(0, Event::FileOpened(file("notes.txt")));
        world.send(0, Event::CaretRested(text));
    }
    let chosen = "charts/web.tgz\nService\nshop\nweb\n0";
    world.send(0, Event::ObjectChosen(Some(chosen.to_owned())));
    world.send(0, Event::ObjectChosen(None));
    go(&mut world, "deployment");
    world.send(0, Event::CloseAsked);
    let expected = [
        "",
        "overview/form",
        "values/code",
        "annotations/form",
        "files/file/notes.txt?line=3",
        "deployment/form",
        "",
    ];
    assert_eq!(steps(&world, &draft), expected);
}

#[test]
fn back_and_forward_lead_through_all_places() {
    let (mut world, draft) = with_notes();
    go(&mut world, "values");
    world.send(0, Event::FileOpened(file("notes.txt")));
    world.send(0, Event::CaretRested(Place::text(file("notes.txt"), 8..8)));
    go(&mut world, "readme");
    let before = steps(&world, &draft);
    for expected in ["files/file", "values/code", "overview/form"] {
        world.travel(0, -1);
        assert_eq!(screen(&world), expected);
    }
    world.travel(0, -1);
    assert!(!world.editor(0).is_open());
    world.travel(0, 1);
    assert_eq!(world.draft(0), draft);
    assert_eq!(screen(&world), "overview/form");
    world.travel(0, 2);
    assert_eq!(screen(&world), "files/file");
    let asked = world.editor(0).location().asked.clone();
    assert_eq!(
        asked.map(|(_, place)| place),
        Some(Place::text(file("notes.txt"), 8..8))
    );
    world.travel(0, 1);
    assert_eq!(screen(&world), "readme/form");
    assert_eq!(steps(&world, &draft), before, "nothing was added");
    // What is done after going back takes the place of what was ahead.
    world.travel(0, -2);
    go(&mut world, "logo");
    assert_eq!(
        steps(&world, &draft),
        ["", "overview/form", "values/code", "logo/form"]
    );
}

#[test]
fn back_to_the_start_page_saves_what_was_typed() {
    let (mut world, draft) = with_notes();
    world.write(0, "typed just now");
    world.begin_travel(0, -1);
    assert!(world.editor(0).is_open(), "it is being saved");
    assert_eq!(world.tabs[0].address, "");
    world.settle();
    assert!(!world.editor(0).is_open());
    assert_eq!(world.kept(), ["typed just now"]);
    world.travel(0, 1);
    assert_eq!(world.text(0), "typed just now");
    assert_eq!(steps(&world, &draft), ["", "overview/form"]);
}

#[test]
fn who_goes_forward_at_once_stays() {
    let (mut world, draft) = with_notes();
    world.write(0, "typed just now");
    world.begin_travel(0, -1);
    world.begin_travel(0, 1);
    world.settle();
    world.wait(20_000.0);
    assert_eq!(world.draft(0), draft);
    assert_eq!(world.asked(0), "");
    // And back at once while the draft is being opened.
    world.travel(0, -1);
    world.begin_travel(0, 1);
    world.begin_travel(0, -1);
    world.settle();
    assert!(!world.editor(0).is_open());
    assert_eq!(steps(&world, &draft), ["", "overview/form"]);
}

#[test]
fn who_cannot_leave_has_the_same_steps_as_before() {
    let (mut world, draft) = with_notes();
    world.shared.broken = Some(StorageError::Blocked);
    world.write(0, "only here");
    let before = steps(&world, &draft);
    for _ in 0..2 {
        world.travel(0, -1);
        world.answer(0, "stay");
        assert_eq!(world.draft(0), draft);
        assert_eq!(steps(&world, &draft), before);
    }
    world.travel(0, -1);
    world.send(0, Event::QuestionClosed);
    assert_eq!(steps(&world, &draft), before);
    world.travel(0, -1);
    world.answer(0, "leave");
    assert!(!world.editor(0).is_open());
    assert_eq!(world.tabs[0].address, "");
}

#[test]
fn back_goes_from_one_draft_to_another() {
    let (mut world, first) = with_notes();
    world.drop_pack(0, "whirler");
    world.answer(0, "yes");
    let second = world.draft(0);
    go(&mut world, "logo");
    world.send(0, written("of the second"));
    world.travel(0, -2);
    assert_eq!(world.draft(0), first);
    world.travel(0, 2);
    assert_eq!(world.draft(0), second);
    assert_eq!(screen(&world), "logo/form");
    assert_eq!(world.text(0), "of the second");
}

#[test]
fn a_place_that_is_gone_is_told_and_does_not_hold_up() {
    let (mut world, draft) = with_notes();
    world.send(0, Event::FileOpened(file("notes.txt")));
    go(&mut world, "logo");
    world.send(0, Event::RemoveFile(file("notes.txt")));
    world.travel(0, -1);
    assert_eq!(screen(&world), "files/form");
    assert!(world.told(0).contains("notes.txt is not in this pack"));
    world.travel(0, -1);
    assert_eq!(screen(&world), "overview/form");

    world.send(0, Event::CloseAsked);
    world.wait(1_000.0);
    world.send(0, Event::Delete(draft.clone()));
    world.settle();
    world.travel(0, -1);
    assert!(!world.editor(0).is_open());
    assert!(world.told(0).contains("not in this browser"));
    assert_eq!(world.tabs[0].address, "");
    world.travel(0, -1);
    assert!(!world.editor(0).is_open());
}

#[test]
fn a_renamed_file_is_no_step() {
    let (mut world, draft) = with_notes();
    world.send(0, Event::FileOpened(file("notes.txt")));
    let (from, to) = (file("notes.txt"), file("more.txt"));
    world.send(
        0,
        Event::RenameFile {
            from,
            to: to.clone(),
        },
    );
    world.send(0, Event::FileOpened(to));
    assert_eq!(
        steps(&world, &draft),
        ["", "overview/form", "files/file/more.txt"]
    );
}

#[test]
fn back_closes_a_dialog() {
    let (mut world, _) = with_notes();
    go(&mut world, "logo");
    world.send(0, Event::DialogOpened(Dialog::Commands));
    world.travel(0, -1);
    assert_eq!(screen(&world), "overview/form");
    assert_eq!(world.editor(0).dialog(), None);
}

#[test]
fn a_page_that_opens_in_a_draft_begins_with_that() {
    let (mut world, draft) = with_notes();
    world.kill(0);
    let tab = world.open_starting_tab();
    world.send(
        tab,
        Event::PageOpened {
            address: String::new(),
            here: None,
            last: Some(draft.clone()),
        },
    );
    assert_eq!(world.tabs[tab].steps, [format!("{draft}/overview/form")]);
}

#[test]
fn the_link_to_a_place_is_copied() {
    let (mut world, draft) = with_notes();
    world.send(0, Event::FileOpened(file("notes.txt")));
    world.send(0, Event::CaretRested(Place::text(file("notes.txt"), 5..5)));
    world.send(0, Event::LinkAsked);
    let expected = format!("{draft}/files/file/notes.txt?line=2");
    assert_eq!(world.tabs[0].copied, [expected]);
}
