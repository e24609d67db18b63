//! What the page tells of itself, what it keeps in memory, and how it is loaded again.

use pack_archive::{Entry, Format};
use pack_editor::{Dialog, Effect, Event};

use crate::world::World;

#[test]
fn an_archive_is_kept_only_while_the_export_is_open() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.send(0, Event::Export(Format::Zip));
    assert!(world.editor(0).exported().is_none());

    let open = |world: &mut World| {
        world.send(0, Event::DialogOpened(Dialog::Export));
        world.send(0, Event::Export(Format::Zip));
        assert!(world.editor(0).exported().is_some());
    };
    for end in [
        Event::DialogClosed,
        Event::DialogOpened(Dialog::Commands),
        Event::CloseAsked,
    ] {
        open(&mut world);
        world.send(0, end);
        assert!(world.editor(0).exported().is_none());
    }
    assert_eq!(world.tabs[0].downloads.len(), 4);
}

#[test]
fn the_worker_that_checks_is_started_again_once() {
    let checks = |world: &mut World, event: Event| {
        world.happen(0, event);
        let effects = world.tabs[0].effects.iter();
        let count = effects.filter(|effect| matches!(effect, Effect::Judge(_)));
        let count = count.count();
        world.settle();
        count
    };
    for (event, words) in [
        (
            (|| Event::WorkerMissing) as fn() -> Event,
            "could not be loaded",
        ),
        (|| Event::WorkerStopped, "list of problems is out of date"),
    ] {
        let mut world = World::new();
        assert_eq!(checks(&mut world, event()), 0, "no pack is open");
        world.drop_pack(0, "spinner");
        assert_eq!(checks(&mut world, event()), 1);
        world.judge(0, Vec::new());
        assert_eq!(checks(&mut world, event()), 1, "it has answered since");
        assert!(!world.told(0).contains(words), "{}", world.told(0));
        assert_eq!(checks(&mut world, event()), 0);
        assert!(world.told(0).contains(words), "{}", world.told(0));
        assert!(world.editor(0).is_unjudged());
        world.write(0, "a");
        assert_eq!(checks(&mut world, event()), 0, "it is told once");
        assert_eq!(world.told(0).matches(words).count(), 1);
        assert_eq!(checks(&mut world, Event::JudgeAgain), 1);
        assert!(!world.editor(0).is_unjudged());
        for _ in 0..2 {
            world.send(0, event());
        }
        world.send(0, Event::CloseAsked);
        world.drop_pack(0, "whirler");
        assert!(!world.editor(0).is_unjudged(), "another pack is checked");
    }
}

#[test]
fn a_pack_that_came_in_is_being_opened_until_it_is_there() {
    let mut world = World::new();
    assert!(!world.editor(0).is_opening());
    world.happen(0, Event::FilesRead(vec![spinner()]));
    while !world.editor(0).is_open() {
        assert!(world.editor(0).is_opening());
        world.step(0).unwrap();
    }
    assert!(!world.editor(0).is_opening());

    world.drop_files(0, &[("notes.txt", "one")]);
    assert!(!world.editor(0).is_opening());
}

#[test]
fn what_is_about_to_be_opened_can_be_stopped() {
    let chart = Entry::new("Chart.yaml", *b"apiVersion: v2\nname: a\nversion: 1.0.0\n");
    for event in [
        Event::FilesRead(vec![spinner()]),
        Event::FilesRead(vec![chart]),
        Event::Make(&pack_model::template::TEMPLATES[0]),
    ] {
        let mut world = World::new();
        world.happen(0, event);
        assert!(world.editor(0).is_opening());
        world.happen(0, Event::WorkStopped);
        assert!(!world.editor(0).is_opening());
        world.settle();
        assert!(!world.editor(0).is_open());
        assert_eq!(world.told(0), "");
    }
}

#[test]
fn a_new_version_is_offered_once_whatever_pack_is_open() {
    let mut world = World::new();
    world.send(0, Event::NewVersion);
    world.drop_pack(0, "spinner");
    world.send(0, Event::NewVersion);
    world.send(0, Event::CloseAsked);
    let offers = world.editor(0).messages().iter();
    let offers: Vec<_> = offers.filter(|message| message.offers_reload).collect();
    assert_eq!(offers.len(), 1, "{offers:?}");
    assert!(offers[0].text.contains("new version"), "{offers:?}");
    assert_eq!(world.tabs[0].reloads, 0);
}

#[test]
fn a_new_version_is_loaded_once_the_pack_is_saved() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.wait(1_000.0);
    world.write(0, "a");
    world.happen(0, Event::ReloadAsked);
    let effects = &world.tabs[0].effects;
    assert!(!effects.contains(&Effect::Reload), "the save is under way");
    world.settle();
    assert_eq!(world.tabs[0].reloads, 1);
    assert_eq!(world.kept(), ["a"]);
    let draft = world.draft(0);
    assert_eq!(world.tabs[0].remembered, Some(draft), "it opens again");
}

#[test]
fn a_start_page_is_loaded_again_at_once() {
    let mut world = World::new();
    world.send(0, Event::ReloadAsked);
    assert_eq!(world.tabs[0].reloads, 1);
}

#[test]
fn a_pack_that_cannot_be_saved_is_asked_about_before_the_page_is_loaded_again() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.wait(1_000.0);
    world.shared.room = Some(0);
    world.write(0, "a");
    world.send(0, Event::ReloadAsked);
    assert_eq!(world.asked(0), "Your latest changes are not saved");
    world.answer(0, "stay");
    assert_eq!((world.tabs[0].reloads, world.text(0)), (0, "a"));
    world.shared.room = None;
    world.send(0, Event::ReloadAsked);
    assert_eq!(world.tabs[0].reloads, 1);
    assert_eq!(world.kept(), ["a"]);
}

/// The pack.json of a pack.
fn spinner() -> Entry {
    let text = b"{\n  \"name\": \"spinner\",\n  \"version\": \"1.0.0\"\n}\n";
    Entry::new("spinner/pack.json", *text)
}
