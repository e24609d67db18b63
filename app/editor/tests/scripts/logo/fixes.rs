//! Fixes that write the logo, beside other wishes for it.

use super::*;

/// A tab with an open pack that has a logo and two findings: the logo is heavy, and a file is missing.
fn judged() -> World {
    let mut world = world();
    put_logo(&mut world, "old");
    judge(&mut world);
    world
}

fn put_logo(world: &mut World, content: &str) {
    let file = File::new(content.as_bytes().to_vec());
    let change = Change::put_file(FilePath::of("logo.png"), file);
    world.send(0, Event::Apply(Transaction::new("Put logo", vec![change])));
}

/// The pack is judged as it is.
fn judge(world: &mut World) {
    world.judge(0, vec![heavy(), missing("a.txt"), missing("b.txt")]);
}

fn heavy() -> Diagnostic {
    finding(
        "logo.png",
        "Scale down",
        Action::Logo(LogoAction::ScaleDown),
    )
}

fn missing(file: &'static str) -> Diagnostic {
    let change = Change::put_file(FilePath::of(file), File::new(b"there".to_vec()));
    finding(file, "Add the file", Action::Changes(vec![change]))
}

fn finding(file: &'static str, label: &str, action: Action) -> Diagnostic {
    Diagnostic {
        rule: "a-rule".to_owned(),
        severity: Severity::Warning,
        place: Place::file(FilePath::of(file)),
        message: "Wrong.".to_owned(),
        fixes: vec![Fix {
            id: "fix".to_owned(),
            label: label.to_owned(),
            safety: Safety::Safe,
            action,
        }],
        ignored: None,
    }
}

/// The logo and the files that fixes have added.
fn state(world: &World) -> String {
    let has = |file: &&str| world.editor(0).pack().file(file).is_some();
    let added: String = ["a.txt", "b.txt"].into_iter().filter(has).collect();
    format!("{} {added}", logo(world))
}

fn remove_logo() -> Event {
    let change = Change::remove_file(FilePath::of("logo.png"));
    Event::Apply(Transaction::new("Remove logo", vec![change]))
}

fn remove_logo_and_add_a() -> Event {
    let changes = vec![
        Change::remove_file(FilePath::of("logo.png")),
        Change::put_file(FilePath::of("a.txt"), File::new(b"mine".to_vec())),
    ];
    Event::Apply(Transaction::new("Remove logo, add a", changes))
}

/// A change of the logo that cannot be made, since it renames a file that is not there as well.
fn refused() -> Event {
    let changes = vec![
        Change::remove_file(FilePath::of("logo.png")),
        Change::rename_file(FilePath::of("none.txt"), FilePath::of("some.txt")),
    ];
    Event::Apply(Transaction::new("Remove logo, rename", changes))
}

fn upload() -> Event {
    Event::LogoGiven {
        name: "new.gif".to_owned(),
        bytes: GIF.into(),
    }
}

fn other_change() -> Event {
    let change = Change::put_file(FilePath::of("c.txt"), File::new(b"c".to_vec()));
    Event::Apply(Transaction::new("Add c", vec![change]))
}

#[test]
fn a_second_wish_for_the_logo_loses_nothing_of_the_first() {
    let scale = || Event::LogoAsked(LogoAction::ScaleDown);
    let convert = || Event::LogoAsked(LogoAction::Convert);
    let draw = || Event::LogoAsked(LogoAction::Draw);
    let all = || Event::FixAllOfPack;
    let coming = "was left as it is";
    let applied = "These fixes were applied";
    // First wish, second wish, what the pack has before any image is written, and when all are, and
    // what is told. Images are called by the wish that they are written for.
    let cases: [(&str, Event, Event, &str, &str, &str); 21] = [
        ("upload, convert", upload(), convert(), "old ", "1 ", coming),
        ("upload, scale", upload(), scale(), "old ", "1 ", coming),
        (
            "upload, all",
            upload(),
            all(),
            "old a.txtb.txt",
            "1 a.txtb.txt",
            coming,
        ),
        (
            "all, upload",
            all(),
            upload(),
            "old a.txtb.txt",
            "2 a.txtb.txt",
            applied,
        ),
        (
            "all, scale",
            all(),
            scale(),
            "old a.txtb.txt",
            "2 a.txtb.txt",
            applied,
        ),
        (
            "scale, all",
            scale(),
            all(),
            "old ",
            "2 a.txtb.txt",
            applied,
        ),
        ("all, all", all(), all(), "old ", "2 a.txtb.txt", applied),
        (
            "some, others",
            Event::FixAll(vec![heavy(), missing("a.txt")]),
            Event::FixAll(vec![missing("b.txt")]),
            "old ",
            "2 a.txtb.txt",
            applied,
        ),
        (
            "all, remove",
            all(),
            remove_logo(),
            " a.txtb.txt",
            " a.txtb.txt",
            applied,
        ),
        ("upload, remove", upload(), remove_logo(), " ", " ", ""),
        ("scale, remove", scale(), remove_logo(), " ", " ", ""),
        (
            "upload, undo",
            upload(),
            Event::Undo,
            " ",
            " ",
            "Undo or Redo stopped it",
        ),
        (
            "upload, redo of nothing",
            upload(),
            Event::Redo,
            "old ",
            "1 ",
            "is now the logo",
        ),
        (
            "all, redo of nothing",
            all(),
            Event::Redo,
            "old ",
            "1 a.txtb.txt",
            applied,
        ),
        (
            "all, remove with a file of a fix",
            all(),
            remove_logo_and_add_a(),
            " a.txtb.txt",
            " a.txtb.txt",
            "these fixes were not made",
        ),
        (
            "all, refused",
            all(),
            refused(),
            "old ",
            "1 a.txtb.txt",
            applied,
        ),
        (
            "upload, refused",
            upload(),
            refused(),
            "old ",
            "1 ",
            "is now the logo",
        ),
        (
            "scale, undo",
            scale(),
            Event::Undo,
            " ",
            " ",
            "Undo or Redo stopped it",
        ),
        (
            "all, undo",
            all(),
            Event::Undo,
            " ",
            " ",
            "nothing was fixed",
        ),
        ("all, cancel", all(), Event::WorkStopped, "old ", "old ", ""),
        (
            "all, change",
            all(),
            other_change(),
            "old ",
            "old ",
            "nothing was fixed",
        ),
    ];
    for (case, first, second, before, after, told) in cases {
        let mut world = judged();
        let first = begin(&mut world, first).expect("an image is written");
        let second = begin(&mut world, second);
        assert_eq!(state(&world), before, "{case}: before");
        if let Some(second) = second {
            make(&mut world, second, "2");
        }
        make(&mut world, first, "1");
        assert_eq!(state(&world), after, "{case}: after");
        assert_eq!(world.editor(0).under_way(), None, "{case}");
        let all = world.told(0);
        assert!(all.contains(told), "{case}: {all}");
        assert!(
            told.contains("nothing") || !all.contains("nothing"),
            "{case}: {all}"
        );
    }
    // What is drawn is there at once.
    let mut world = judged();
    let first = begin(&mut world, all()).expect("an image is written");
    world.send(0, draw());
    make(&mut world, first, "1");
    assert!(state(&world).ends_with(" a.txtb.txt"));
    assert!(!logo(&world).starts_with(['1', 'o']));
}

#[test]
fn all_fixes_are_one_step_and_an_image_that_cannot_be_written_stops_only_its_own() {
    let mut world = judged();
    let number = begin(&mut world, Event::FixAllOfPack).expect("an image is written");
    make(&mut world, number, "light");
    assert_eq!(state(&world), "light a.txtb.txt");
    world.send(0, Event::Undo);
    assert_eq!(state(&world), "old ");
    judge(&mut world);
    let number = begin(&mut world, Event::FixAllOfPack).expect("an image is written");
    let result = Err("it is damaged".to_owned());
    world.send(0, Event::PngMade { number, result });
    assert_eq!(state(&world), "old a.txtb.txt");
    assert!(
        world
            .told(0)
            .contains("logo.png did not change: it is damaged.")
    );
    assert_eq!(
        world.editor(0).undo_label(),
        Some("Add the file, Add the file")
    );
}

#[test]
fn undo_of_another_step_lets_an_image_become_the_logo() {
    for (first, after) in [
        (upload(), "1 "),
        (Event::LogoAsked(LogoAction::ScaleDown), "1 "),
        (Event::FixAllOfPack, "old "),
    ] {
        let mut world = judged();
        world.send(0, other_change());
        judge(&mut world);
        let number = begin(&mut world, first).expect("an image is written");
        world.send(0, Event::Undo);
        assert!(!world.told(0).contains("stopped"), "{}", world.told(0));
        make(&mut world, number, "1");
        assert!(world.editor(0).pack().file("c.txt").is_none());
        assert_eq!(state(&world), after);
    }
}

#[test]
fn what_waits_for_an_image_is_made_or_told_when_its_pack_is_left() {
    for leave in [Event::CloseAsked, Event::NextVersion] {
        for (first, after, told) in [
            (upload(), "old ", "“new.gif” was not ready"),
            (
                Event::LogoAsked(LogoAction::ScaleDown),
                "old ",
                "logo.png did not change",
            ),
            (
                Event::FixAllOfPack,
                "old a.txtb.txt",
                "only the other fixes were made",
            ),
        ] {
            let mut world = judged();
            let row = world.draft(0);
            let number = begin(&mut world, first).expect("an image is written");
            world.send(0, leave.clone());
            make(&mut world, number, "1");
            assert!(world.told(0).contains(told), "{told}: {}", world.told(0));
            world.send(0, Event::OpenDraft(row));
            assert_eq!(state(&world), after, "{told}");
        }
    }
}
