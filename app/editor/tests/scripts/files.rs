//! Files that come in: packs and additions.

use pack_archive::{Entry, Format};
use pack_editor::{Dialog, Event, TOOLS};
use pack_model::{
    Action, Diagnostic, FilePath, Fix, LogoAction, Packaging, Place, Safety, Severity,
};

use crate::world::World;

#[test]
fn files_join_the_open_pack_and_replace_others_only_by_choice() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.drop_files(0, &[("notes.txt", "one")]);
    assert_eq!(world.text(0), "one");
    assert!(world.told(0).contains("You can undo it"));
    world.drop_files(0, &[("notes.txt", "two")]);
    assert_eq!(world.asked(0), "Replace notes.txt?");
    world.answer(0, "no");
    assert_eq!(world.text(0), "one");
    world.drop_files(0, &[("notes.txt", "two")]);
    world.answer(0, "yes");
    assert_eq!(world.text(0), "two");
    world.send(0, Event::Undo);
    assert_eq!(world.text(0), "one");
}

#[test]
fn what_cannot_be_read_leaves_everything_as_it_was() {
    let mut world = World::new();
    world.drop_files(0, &[("notes.txt", "one")]);
    assert!(!world.editor(0).is_open());
    assert!(world.told(0).contains("Nothing was opened or changed"));
}

#[test]
fn a_template_says_what_is_left_to_do() {
    let mut world = World::new();
    let template = &pack_model::template::TEMPLATES[0];
    world.send(0, Event::Make(template));
    assert!(world.editor(0).is_open());
    let message = &world.editor(0).messages()[0];
    assert_eq!(message.items.len(), template.todo.len());
}

#[test]
fn what_needs_more_of_the_program_waits_for_it_and_says_so_where_it_cannot_be_had() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.tabs[0].is_offline = true;
    world.send(0, Event::Export(Format::Zip));
    assert!(world.tabs[0].downloads.is_empty());
    assert!(world.told(0).contains("offline"));
    world.drop_files(0, &[("notes.txt", "one")]);
    assert_eq!(world.text(0), "");

    world.tabs[0].is_offline = false;
    world.happen(0, Event::Export(Format::Zip));
    world.happen(0, Event::Export(Format::TarGz));
    assert!(world.tabs[0].downloads.is_empty());
    world.settle();
    assert_eq!(
        world.tabs[0].downloads,
        ["spinner-1.0.0.zip", "spinner-1.0.0.tar.gz"]
    );
}

#[test]
fn files_are_added_replaced_renamed_and_removed_by_their_paths() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    let path = |path: &str| FilePath::new(path).unwrap();
    world.send(0, Event::CreateFile(path("notes.txt")));
    assert_eq!(world.editor(0).pack().text("notes.txt"), Some(""));
    assert_eq!(world.editor(0).location().file, Some(path("notes.txt")));
    let one = Entry::new("notes.txt", *b"one");
    world.send(
        0,
        Event::AddAtPaths(vec![one, Entry::new("a/b.txt", *b"b")]),
    );
    assert_eq!(world.text(0), "one");
    assert!(world.told(0).contains("Replaced existing files: notes.txt"));
    let (file, bytes) = (path("notes.txt"), b"two".as_slice().into());
    world.send(0, Event::ReplaceFile { file, bytes });
    assert_eq!(world.text(0), "two");
    let (from, to) = (path("a/b.txt"), path("c.txt"));
    world.send(0, Event::RenameFile { from, to });
    assert_eq!(world.editor(0).pack().text("c.txt"), Some("b"));
    world.send(0, Event::RemoveFile(path("c.txt")));
    assert_eq!(world.editor(0).pack().text("c.txt"), None);
    for label in [
        "Remove c.txt",
        "Rename a/b.txt",
        "Replace notes.txt",
        "Add 2 files",
    ] {
        assert_eq!(world.editor(0).undo_label(), Some(label));
        world.send(0, Event::Undo);
    }
    assert_eq!(world.text(0), "");
}

/// A tab with two saved drafts, of which the second is open. Gives the key of the first.
fn with_two_drafts() -> (World, String) {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.wait(1_000.0);
    let first = world.draft(0);
    world.send(0, Event::CloseAsked);
    world.drop_pack(0, "whirler");
    world.wait(1_000.0);
    (world, first)
}

#[test]
fn what_was_asked_of_one_pack_is_not_done_to_another() {
    let notes = Entry::new("notes.txt", *b"one");
    for (event, told) in [
        (Event::Export(Format::Zip), "The pack was not exported"),
        (
            Event::LogoAsked(LogoAction::Draw),
            "The logo was not generated",
        ),
        (Event::FilesRead(vec![notes]), "The files were not added"),
    ] {
        let (mut world, first) = with_two_drafts();
        world.happen_without_tools(0, event);
        world.send(0, Event::OpenDraft(first.clone()));
        world.send(0, Event::ToolsFetched(Ok(&TOOLS)));
        assert_eq!(world.draft(0), first);
        assert!(world.told(0).contains(told), "{}", world.told(0));
        assert!(world.tabs[0].downloads.is_empty());
        assert_eq!(world.editor(0).undo_label(), None);
    }
}

/// A finding about an unpacked chart in `charts/web`, with the fix that packages it.
fn unpacked_chart() -> Diagnostic {
    let path = |path: &str| FilePath::new(path).unwrap();
    let packaging = Packaging {
        folder: "charts/web/".to_owned(),
        archive: path("charts/web-1.0.0.tgz"),
        then: Vec::new(),
    };
    Diagnostic {
        rule: "a-rule".to_owned(),
        severity: Severity::Error,
        place: Place::file(path("charts/web/Chart.yaml")),
        message: "Wrong.".to_owned(),
        ignored: None,
        fixes: vec![Fix {
            id: "package".to_owned(),
            label: "Package charts/web".to_owned(),
            safety: Safety::Ask,
            action: Action::Package(packaging),
        }],
    }
}

/// A tab with a pack that has an unpacked chart.
fn with_unpacked_chart() -> World {
    let mut world = World::new();
    world.drop_files(
        0,
        &[
            ("spinner/pack.json", "{\"name\": \"spinner\"}"),
            (
                "spinner/charts/web/Chart.yaml",
                "name: web\nversion: 1.0.0\n",
            ),
        ],
    );
    world.judge(0, vec![unpacked_chart()]);
    world
}

#[test]
fn an_archive_is_made_when_its_fix_is_asked_for() {
    let mut world = with_unpacked_chart();
    let asked = Event::FixAsked(unpacked_chart(), "package".to_owned());
    world.happen_without_tools(0, asked);
    assert_eq!(world.editor(0).dialog(), None);
    world.send(0, Event::ToolsFetched(Ok(&TOOLS)));
    let Some(Dialog::Fix(found, id)) = world.editor(0).dialog().cloned() else {
        panic!("the fix is not shown: {}", world.told(0));
    };
    world.send(0, Event::FixConfirmed(found, id));
    assert_eq!(world.editor(0).undo_label(), Some("Package charts/web"));
    let archive = world.editor(0).pack().file("charts/web-1.0.0.tgz");
    let chart = pack_model::Chart::read(&archive.unwrap().bytes).unwrap();
    assert_eq!(chart.name, "web");
}

#[test]
fn no_archive_is_made_for_another_state_of_the_pack() {
    let mut world = with_unpacked_chart();
    let asked = Event::FixAsked(unpacked_chart(), "package".to_owned());
    world.happen_without_tools(0, asked.clone());
    world.write(0, "a");
    world.send(0, Event::ToolsFetched(Ok(&TOOLS)));
    assert_eq!(world.editor(0).dialog(), None);
    assert!(world.told(0).contains("nothing was fixed"));

    let mut world = with_unpacked_chart();
    let chart = FilePath::new("charts/web/Chart.yaml").unwrap();
    world.send(0, Event::RemoveFile(chart));
    world.send(0, asked.clone());
    assert!(world.told(0).contains("nothing was fixed"));
    world.judge(0, vec![unpacked_chart()]);
    world.send(0, asked);
    assert!(world.told(0).contains("cannot be packaged"));
}

#[test]
fn a_download_that_comes_too_late_leaves_no_other_pack() {
    let (mut world, first) = with_two_drafts();
    world.shared.room = Some(10);
    world.write(0, "a");
    world.send(0, Event::CloseAsked);
    assert_eq!(world.asked(0), "Your latest changes are not saved");
    world.happen_without_tools(0, Event::Answered("download"));
    world.send(0, Event::CloseAsked);
    world.answer(0, "leave");
    world.send(0, Event::OpenDraft(first.clone()));
    world.write(0, "b");
    world.send(0, Event::ToolsFetched(Ok(&TOOLS)));
    assert_eq!(world.draft(0), first);
    assert_eq!(world.text(0), "b");
    assert!(world.tabs[0].downloads.is_empty());
}

#[test]
fn a_new_pack_is_not_replaced_by_what_was_about_to_be_opened() {
    let (mut world, first) = with_two_drafts();
    world.send(0, Event::CloseAsked);
    world.send(0, Event::ToolsFetched(Ok(&TOOLS)));
    world.happen(0, Event::OpenDraft(first.clone()));
    world.happen(0, Event::Make(&pack_model::template::TEMPLATES[0]));
    world.settle();
    let made = world.draft(0);
    assert_ne!(made, first);
    world.wait(1_000.0);
    // Nor does a pack open that was left for the start page.
    world.happen(0, Event::OpenDraft(first));
    world.happen(0, Event::CloseAsked);
    world.settle();
    assert!(!world.editor(0).is_open());
}
