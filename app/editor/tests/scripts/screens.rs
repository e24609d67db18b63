//! Where the user is, as events lead there, and where a draft opens again.

use pack_editor::{Dialog, Event, Screen, View, sections};
use pack_model::{Audience, Diagnostic, FilePath, Findings, Place, Severity};

use crate::world::World;

fn finding(pointer: &str) -> Diagnostic {
    Diagnostic {
        rule: "a-rule".to_owned(),
        severity: Severity::Error,
        place: Place::value(FilePath::of("pack.json"), pointer.parse().unwrap()),
        message: "Wrong.".to_owned(),
        fixes: Vec::new(),
        ignored: None,
    }
}

fn screen(world: &World) -> String {
    world.editor(0).location().screen().written()
}

#[test]
fn a_draft_opens_where_it_was_left() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.send(0, Event::Go(sections::section("annotations").unwrap()));
    world.send(0, Event::ViewChosen(View::Code));
    let draft = world.draft(0);
    world.send(0, Event::CloseAsked);
    world.drop_pack(0, "whirler");
    assert_eq!(screen(&world), "overview/form");
    world.send(0, Event::OpenDraft(draft));
    assert_eq!(screen(&world), "annotations/code");
}

#[test]
fn a_file_that_is_gone_is_not_opened_again() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.write(0, "a");
    world.send(0, Event::FileOpened(FilePath::new("notes.txt").unwrap()));
    assert_eq!(screen(&world), "files/file");
    let draft = world.draft(0);
    world.send(0, Event::CloseAsked);
    world.send(0, Event::OpenDraft(draft.clone()));
    assert_eq!(screen(&world), "files/file");
    world.send(0, Event::Undo);
    world.send(0, Event::FileOpened(FilePath::new("notes.txt").unwrap()));
    world.send(0, Event::CloseAsked);
    world.send(0, Event::OpenDraft(draft));
    assert_eq!(screen(&world), "files/form");
}

#[test]
fn undo_leads_back_to_the_screen_of_its_step() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.send(0, Event::Go(sections::section("files").unwrap()));
    let step = pack_model::Transaction::new(
        "Add",
        vec![pack_model::Change::put_file(
            FilePath::new("notes.txt").unwrap(),
            pack_model::File::new(*b"a"),
        )],
    );
    let place = Place::file(FilePath::new("notes.txt").unwrap());
    world.send(0, Event::Apply(step.at(place)));
    world.send(0, Event::Go(sections::first()));
    world.send(0, Event::Undo);
    assert_eq!(screen(&world), "files/form");
    assert_eq!(Screen::read("files/form").unwrap().section.id, "files");
}

#[test]
fn f8_goes_round_all_findings_and_waits_for_dialogs() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.send(0, Event::Walk { forward: true });
    assert_eq!(world.editor(0).announcement(), "There are no problems.");
    world.judge(0, vec![finding("/name"), finding("/annotations/a")]);
    for expected in ["overview/form", "annotations/form", "overview/form"] {
        world.send(0, Event::Walk { forward: true });
        assert_eq!(screen(&world), expected);
    }
    assert_eq!(
        world.editor(0).announcement(),
        "Problem 1 of 2, Error: Wrong."
    );
    world.send(0, Event::DialogOpened(Dialog::Commands));
    world.send(0, Event::Walk { forward: true });
    assert_eq!(screen(&world), "overview/form");

    // Who reads the file stays in it.
    world.send(0, Event::DialogClosed);
    world.send(0, Event::ViewChosen(View::Code));
    for expected in ["overview/code", "overview/code"] {
        world.send(0, Event::Walk { forward: true });
        assert_eq!(screen(&world), expected);
    }
    world.send(0, Event::FileOpened(FilePath::new("pack.json").unwrap()));
    world.send(0, Event::Walk { forward: true });
    assert_eq!(screen(&world), "files/file");
}

#[test]
fn f8_says_which_finding_it_led_to_until_another_place_is_shown() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    let walked = |world: &World| world.editor(0).location().walked();
    world.judge(0, vec![finding("/name"), finding("/annotations/a")]);
    assert_eq!(walked(&world), None);
    let mut numbers = Vec::new();
    for expected in [0, 1, 0] {
        world.send(0, Event::Walk { forward: true });
        let (number, index) = walked(&world).unwrap();
        assert_eq!(index, expected);
        numbers.push(number);
    }
    assert!(numbers.is_sorted_by(|one, next| one < next), "{numbers:?}");
    world.send(0, Event::Show(finding("/annotations/a").place));
    assert_eq!(walked(&world), None);
}

#[test]
fn findings_of_another_pack_or_audience_do_not_count() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    let before = world.editor(0).revision();
    world.drop_pack(0, "whirler");
    world.answer(0, "yes");
    let now = world.editor(0).revision();
    for (revision, audience) in [(before, Audience::Own), (now, Audience::Community)] {
        world.send(
            0,
            Event::Judged {
                revision,
                audience,
                findings: Findings::nowhere(vec![finding("")]),
            },
        );
        assert_eq!(world.editor(0).judged().revision, None);
    }
}

#[test]
fn a_fix_for_another_state_of_the_pack_is_refused() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.judge(0, vec![finding("/name")]);
    world.write(0, "a");
    world.send(0, Event::FixAllOfPack);
    assert!(world.told(0).contains("nothing was fixed"));
}
