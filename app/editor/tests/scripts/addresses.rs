//! The address of where the user is: what is shown leads to an address, and the address back to it.

use pack_editor::{Event, View, sections};
use pack_model::{FilePath, Place};

use crate::world::World;

fn file(path: &str) -> FilePath {
    FilePath::new(path).unwrap()
}

/// The place of a byte in the text of a file.
fn text(path: &str, at: usize) -> Place {
    Place::text(file(path), at..at)
}

fn value(path: &str, pointer: &str) -> Place {
    Place::value(file(path), pointer.parse().unwrap())
}

/// A tab with a saved draft of three lines of notes.
fn with_notes() -> (World, String) {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.write(0, "one\r\ntwo\nthree");
    world.wait(1_000.0);
    let draft = world.draft(0);
    (world, draft)
}

fn screen(world: &World, tab: usize) -> String {
    world.editor(tab).location().screen().written()
}

fn asked(world: &World, tab: usize) -> Option<Place> {
    let asked = world.editor(tab).location().asked.clone();
    asked.map(|(_, place)| place)
}

/// Opens the page anew at an address, in a tab that had a draft open before. Gives its number.
fn load(world: &mut World, address: &str, here: Option<&str>) -> usize {
    let tab = world.open_starting_tab();
    world.tabs[tab].address = address.to_owned();
    world.send(
        tab,
        Event::PageOpened {
            address: address.to_owned(),
            here: here.map(str::to_owned),
            last: here.map(str::to_owned),
        },
    );
    tab
}

#[test]
fn the_address_follows_the_user() {
    let (mut world, draft) = with_notes();
    let section = |id| Event::Go(sections::section(id).unwrap());
    for (event, expected) in [
        (section("annotations"), "annotations/form"),
        (Event::ViewChosen(View::Code), "annotations/code"),
        (
            Event::CaretRested(text("pack.json", 2)),
            "annotations/code?line=2",
        ),
        // A line is shown by a text alone.
        (Event::ViewChosen(View::Form), "annotations/form"),
        (
            Event::Show(value("pack.json", "/version")),
            "overview/form?value=/version",
        ),
        (section("overview"), "overview/form"),
        (Event::FileOpened(file("notes.txt")), "files/file/notes.txt"),
        (
            Event::CaretRested(text("notes.txt", 6)),
            "files/file/notes.txt?line=2",
        ),
        (Event::FileClosed, "files/form"),
    ] {
        world.send(0, event);
        assert_eq!(world.tabs[0].address, format!("{draft}/{expected}"));
    }
    world.send(0, Event::CloseAsked);
    assert_eq!(world.tabs[0].address, "");
}

#[test]
fn an_address_leads_back_to_where_it_was_taken() {
    let (mut world, draft) = with_notes();
    world.kill(0);
    for (address, place) in [
        ("annotations/code", None),
        ("annotations/form", None),
        ("files/file/notes.txt", None),
        ("files/file/notes.txt?line=2", Some(text("notes.txt", 5))),
        ("files/file/notes.txt?line=3", Some(text("notes.txt", 9))),
        (
            "overview/form?value=/version",
            Some(value("pack.json", "/version")),
        ),
        ("overview/code?line=2", Some(text("pack.json", 2))),
    ] {
        let address = format!("{draft}/{address}");
        let tab = load(&mut world, &address, None);
        assert_eq!(world.draft(tab), draft);
        assert_eq!(asked(&world, tab), place, "{address}");
        assert_eq!(world.tabs[tab].address, address);
        assert!(world.tabs[tab].is_ready);
        world.kill(tab);
    }
}

#[test]
fn an_address_wins_over_where_the_user_was() {
    let (mut world, draft) = with_notes();
    world.send(0, Event::Go(sections::section("readme").unwrap()));
    world.kill(0);
    let tab = load(&mut world, &format!("{draft}/files/form"), Some(&draft));
    assert_eq!(screen(&world, tab), "files/form");
}

#[test]
fn a_page_that_is_loaded_again_is_where_it_was_scrolled_to() {
    let (mut world, draft) = with_notes();
    world.send(0, Event::FileOpened(file("notes.txt")));
    world.send(0, Event::CaretRested(text("notes.txt", 6)));
    let address = world.tabs[0].address.clone();
    world.kill(0);
    let tab = load(&mut world, &address, Some(&draft));
    assert_eq!(screen(&world, tab), "files/file");
    assert_eq!(asked(&world, tab), None, "the caret is where it was");
    assert_eq!(world.tabs[tab].scrolled, std::slice::from_ref(&draft));
    world.kill(tab);
    let other = load(&mut world, &address, None);
    assert!(asked(&world, other).is_some());
    assert!(world.tabs[other].scrolled.is_empty());
}

#[test]
fn an_address_of_another_browser_is_told_and_replaced() {
    let (mut world, _) = with_notes();
    let tab = load(&mut world, "elsewhere-1/values/code", None);
    assert!(!world.editor(tab).is_open());
    assert!(world.told(tab).contains("not in this browser"));
    assert_eq!(world.tabs[tab].address, "");
    assert!(world.tabs[tab].is_ready);
    // Another draft that is gone is not told in the words of a link.
    world.send(tab, Event::OpenDraft("gone-1".to_owned()));
    assert!(world.told(tab).contains("deleted in another tab"));
}

#[test]
fn what_is_no_address_opens_the_draft_that_was_open() {
    let (mut world, draft) = with_notes();
    world.kill(0);
    for address in ["", "main", "a/b/c"] {
        let tab = load(&mut world, address, Some(&draft));
        assert_eq!(world.draft(tab), draft);
        assert_eq!(world.tabs[tab].address, format!("{draft}/overview/form"));
        world.kill(tab);
        let tab = load(&mut world, address, None);
        assert!(!world.editor(tab).is_open());
        assert!(world.tabs[tab].is_ready);
        assert_eq!(world.tabs[tab].address, "");
    }
}

#[test]
fn an_address_of_a_draft_in_another_tab_is_asked_about() {
    let (mut world, draft) = with_notes();
    let tab = load(&mut world, &format!("{draft}/files/form"), None);
    assert_eq!(world.asked(tab), "This draft is open in another tab");
    assert!(world.tabs[tab].is_ready);
    // It leads there until the user has answered.
    assert_eq!(world.tabs[tab].address, format!("{draft}/files/form"));
    world.answer(tab, "no");
    assert_eq!(world.tabs[tab].address, "");
    world.enter(tab, &format!("{draft}/files/form"));
    world.answer(tab, "take");
    assert_eq!(screen(&world, tab), "files/form");
    assert_eq!(world.tabs[tab].address, format!("{draft}/files/form"));
}

#[test]
fn an_address_that_is_entered_is_gone_to() {
    let (mut world, draft) = with_notes();
    let enter = |world: &mut World, address: &str| {
        world.tabs[0].address = address.to_owned();
        world.send(0, Event::AddressChanged(address.to_owned()));
    };
    let here = format!("{draft}/files/file/notes.txt?line=3");
    enter(&mut world, &here);
    assert_eq!(asked(&world, 0), Some(text("notes.txt", 9)));
    assert_eq!(world.tabs[0].address, here);

    enter(&mut world, "main");
    assert_eq!(world.tabs[0].address, here, "it leads nowhere");

    enter(&mut world, "");
    assert!(!world.editor(0).is_open());
    enter(&mut world, &format!("{draft}/readme/code"));
    assert_eq!(screen(&world, 0), "readme/code");

    world.drop_pack(0, "whirler");
    world.answer(0, "yes");
    enter(&mut world, &format!("{draft}/files/form"));
    assert_eq!(world.draft(0), draft);
    assert_eq!(screen(&world, 0), "files/form");
}

#[test]
fn an_address_of_deployment_without_an_object_leads_to_all_that_are_listed() {
    let (mut world, draft) = with_notes();
    let chosen = "charts/web.tgz\nService\nshop\nweb\n0";
    world.send(0, Event::ObjectChosen(Some(chosen.to_owned())));
    let of_object = world.tabs[0].address.clone();
    assert!(of_object.contains("?object="), "{of_object}");
    let of_all = format!("{draft}/deployment/form");
    for (address, object) in [(&of_all, None), (&of_object, Some(chosen))] {
        world.tabs[0].address = address.clone();
        world.send(0, Event::AddressChanged(address.clone()));
        assert_eq!(world.editor(0).location().object.as_deref(), object);
        assert_eq!(world.tabs[0].address, *address);
    }
}

#[test]
fn a_pack_that_is_not_left_keeps_its_address() {
    let (mut world, draft) = with_notes();
    world.shared.broken = Some(pack_editor::StorageError::Blocked);
    world.write(0, "only here");
    let address = world.tabs[0].address.clone();
    world.tabs[0].address.clear();
    world.send(0, Event::AddressChanged(String::new()));
    world.answer(0, "stay");
    assert_eq!(world.draft(0), draft);
    assert_eq!(world.tabs[0].address, address);
}
