//! A pack that is opened from a folder on disk is saved in it, and nothing there is overwritten unasked.

use pack_editor::{
    Dialog, DraftRow, Effect, Event, Exported, FolderError, FolderEvent, FolderHandle, MessageKind,
};
use pack_model::pack::on_disk::Changed;
use pack_model::{Change, File, FilePath, Transaction};

use crate::world::World;

const MANIFEST: &str = "{\"name\": \"spinner\", \"version\": \"1.0.0\"}";

/// The files of the folder.
const FILES: &[(&str, &str)] = &[
    ("README.md", "# Read me\n"),
    ("notes.txt", "one\n"),
    ("pack.json", MANIFEST),
];

/// A tab with a pack that was opened from folder 7.
fn opened() -> World {
    let mut world = World::new();
    world.open_folder(0, 7, FILES);
    assert!(world.editor(0).is_open());
    world.folders.get_mut(&7).unwrap().log.clear();
    world
}

fn put(world: &mut World, path: &str, text: Option<&str>) {
    let path = FilePath::new(path).unwrap();
    let change = match text {
        Some(text) => Change::put_file(path, File::of_text(text)),
        None => Change::remove_file(path),
    };
    world.send(0, Event::Apply(Transaction::new("Edit", vec![change])));
}

/// What the folder's mark says: how many files are not saved, and whether any save was made.
fn mark(world: &World) -> (usize, bool) {
    let mark = world.editor(0).folder().expect("the pack has a folder");
    assert!(!mark.is_saving);
    (mark.unsaved, mark.saved.is_some())
}

/// What is asked about: each path with where it was changed.
fn asked(world: &World) -> Vec<(&str, Changed)> {
    match world.editor(0).dialog() {
        Some(Dialog::Folder { found, .. }) => found
            .iter()
            .map(|one| (one.path.as_str(), one.changed))
            .collect(),
        _ => Vec::new(),
    }
}

fn resolve(world: &mut World, kept: &[bool]) {
    world.send(0, Event::Folder(FolderEvent::Resolved(kept.to_vec())));
}

#[test]
fn only_what_changed_is_written() {
    let mut world = opened();
    assert_eq!(mark(&world), (0, false));
    put(&mut world, "notes.txt", Some("two\n"));
    put(&mut world, "manifests/new.yaml", Some("a: 1\n"));
    put(&mut world, "README.md", None);
    assert_eq!(mark(&world), (3, false));
    world.send(0, Event::SaveAsked);
    assert_eq!(mark(&world), (0, true));
    let folder = &world.folders[&7];
    // What is about to be written is read before; the rest is as it was, by its size and time.
    assert_eq!(
        folder.log,
        [
            "rREADME.md",
            "rnotes.txt",
            "wmanifests/new.yaml",
            "wnotes.txt",
            "dREADME.md"
        ]
    );
    assert_eq!(folder.text("notes.txt"), "two\n");
    assert_eq!(
        folder.paths(),
        ["manifests/new.yaml", "notes.txt", "pack.json"]
    );
    assert!(world.told(0).contains("Saved 3 files in spinner."));
    // Undo is not saved either.
    world.send(0, Event::Undo);
    assert_eq!(mark(&world), (1, true));
}

#[test]
fn a_pack_in_a_folder_of_the_folder_is_saved_there() {
    let mut world = World::new();
    let files = [
        ("other/notes.txt", "one\n"),
        ("packs/spinner/notes.txt", "one\n"),
        ("packs/spinner/pack.json", MANIFEST),
    ];
    world.open_folder(0, 7, &files);
    assert_eq!(
        world.editor(0).folder().unwrap().name,
        "spinner/packs/spinner"
    );
    world.write(0, "two\n");
    world.send(0, Event::SaveAsked);
    let folder = &world.folders[&7];
    assert_eq!(folder.text("packs/spinner/notes.txt"), "two\n");
    assert_eq!(folder.text("other/notes.txt"), "one\n");
}

#[test]
fn what_a_pack_is_made_of_is_no_folder_of_it() {
    let mut world = World::new();
    let object = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n";
    world.open_folder(0, 7, &[("a.yaml", object)]);
    assert!(world.editor(0).is_open());
    assert_eq!(world.editor(0).folder(), None);
}

#[test]
fn what_changed_on_disk_is_asked_about() {
    let mut world = opened();
    world.write(0, "two\n");
    let folder = world.folders.get_mut(&7).unwrap();
    folder.write("notes.txt", "three\n");
    folder.write("README.md", "# Other\n");
    folder.write("new.txt", "new\n");
    world.send(0, Event::SaveAsked);
    assert_eq!(
        asked(&world),
        [
            ("README.md", Changed::OnDisk),
            ("new.txt", Changed::OnDisk),
            ("notes.txt", Changed::Both)
        ]
    );
    // Nothing is written before the answer, nor after none.
    world.send(0, Event::DialogClosed);
    assert_eq!(mark(&world), (1, false));
    assert_eq!(world.folders[&7].text("notes.txt"), "three\n");
    // The README of the disk is taken, the new file left alone, the notes are overwritten.
    world.send(0, Event::SaveAsked);
    resolve(&mut world, &[false, true, true]);
    assert_eq!(mark(&world), (0, true));
    let folder = &world.folders[&7];
    assert_eq!(folder.text("notes.txt"), "two\n");
    assert_eq!(folder.text("README.md"), "# Other\n");
    assert_eq!(folder.text("new.txt"), "new\n");
    let pack = world.editor(0).pack();
    assert_eq!(pack.text("README.md"), Some("# Other\n"));
    assert_eq!(pack.text("new.txt"), None);
    assert_eq!(
        world.editor(0).undo_label(),
        Some("Take README.md from spinner")
    );
    // The new file is not asked about again.
    world.send(0, Event::SaveAsked);
    assert!(asked(&world).is_empty());
    assert!(world.told(0).contains("spinner already has all files"));
    // Undo brings the pack's own back, which is then written.
    world.send(0, Event::Undo);
    world.send(0, Event::SaveAsked);
    assert_eq!(world.folders[&7].text("README.md"), "# Read me\n");
}

#[test]
fn what_was_deleted_on_disk_is_asked_about() {
    for (is_kept, expected) in [(true, "# Read me\n"), (false, "")] {
        let mut world = opened();
        world.folders.get_mut(&7).unwrap().delete("README.md");
        world.send(0, Event::SaveAsked);
        assert_eq!(asked(&world), [("README.md", Changed::OnDisk)]);
        resolve(&mut world, &[is_kept]);
        assert_eq!(world.folders[&7].text("README.md"), expected);
        let text = world.editor(0).pack().text("README.md").unwrap_or_default();
        assert_eq!(text, expected);
        assert_eq!(mark(&world), (0, true));
    }
}

#[test]
fn a_draft_keeps_its_folder_and_what_is_not_saved_there() {
    let mut world = opened();
    world.write(0, "two\n");
    put(&mut world, "README.md", None);
    world.wait(1_000.0);
    let draft = world.draft(0);
    world.send(0, Event::CloseAsked);
    assert_eq!(world.editor(0).folder(), None);
    world.send(0, Event::OpenDraft(draft.clone()));
    assert_eq!(mark(&world), (2, false));
    world.send(0, Event::SaveAsked);
    assert_eq!(mark(&world), (0, true));
    assert_eq!(world.folders[&7].paths(), ["notes.txt", "pack.json"]);
    assert_eq!(world.folders[&7].text("notes.txt"), "two\n");
    // That is kept, too.
    world.wait(1_000.0);
    world.send(0, Event::CloseAsked);
    world.send(0, Event::OpenDraft(draft.clone()));
    assert_eq!(mark(&world), (0, true));
    // A copy has no folder.
    world.wait(1_000.0);
    world.send(0, Event::CloseAsked);
    world.send(0, Event::Duplicate(draft.clone()));
    let rows = world.editor(0).draft_rows().unwrap().as_ref().clone();
    let mut rows = rows.unwrap().into_iter();
    let copy = rows.find_map(|row| match row {
        DraftRow::Stored(row) => (row.id != draft).then_some(row.id),
        DraftRow::Deleted(_) => None,
    });
    let copy = copy.expect("the copy is listed");
    world.send(0, Event::OpenDraft(copy));
    assert!(world.editor(0).is_open());
    assert_eq!(world.editor(0).folder(), None);
}

#[test]
fn a_save_that_broke_off_can_be_repeated() {
    let mut world = opened();
    world.write(0, "two\n");
    put(&mut world, "README.md", Some("# Two\n"));
    let folder = world.folders.get_mut(&7).unwrap();
    folder
        .refused
        .insert("notes.txt".to_owned(), FolderError::Full);
    world.send(0, Event::SaveAsked);
    assert_eq!(mark(&world), (1, false));
    let told = world.editor(0).messages().last().unwrap().clone();
    assert_eq!(told.kind, MessageKind::Error);
    assert!(
        told.text
            .contains("1 of 2 changed files were saved in spinner")
    );
    assert_eq!(told.items, ["notes.txt: The disk is full."]);
    world.folders.get_mut(&7).unwrap().refused.clear();
    world.send(0, Event::SaveAsked);
    assert_eq!(mark(&world), (0, true));
    assert_eq!(world.folders[&7].text("notes.txt"), "two\n");
}

#[test]
fn a_tab_that_is_killed_while_it_saves_asks_about_nothing_later() {
    let mut world = opened();
    world.write(0, "two\n");
    world.wait(1_000.0);
    let draft = world.draft(0);
    world.happen(0, Event::SaveAsked);
    while let Some(effect) = world.step(0) {
        if matches!(effect, Effect::WriteFolder { .. }) {
            break;
        }
    }
    world.kill(0);
    assert_eq!(world.folders[&7].text("notes.txt"), "two\n");
    let tab = world.open_tab();
    world.send(tab, Event::OpenDraft(draft));
    world.send(tab, Event::SaveAsked);
    assert!(world.editor(tab).dialog().is_none());
    assert_eq!(world.editor(tab).folder().unwrap().unsaved, 0);
}

#[test]
fn without_permission_nothing_is_written() {
    let mut world = opened();
    world.write(0, "two\n");
    world.folders.get_mut(&7).unwrap().broken = Some(FolderError::Refused);
    world.send(0, Event::SaveAsked);
    assert!(
        world
            .told(0)
            .contains("Nothing was written to the folder spinner.")
    );
    assert_eq!(mark(&world), (1, false));
    assert_eq!(world.folders[&7].text("notes.txt"), "one\n");
}

#[test]
fn what_changes_between_reading_and_writing_is_not_overwritten() {
    let mut world = opened();
    world.write(0, "two\n");
    world.happen(0, Event::SaveAsked);
    while let Some(effect) = world.step(0) {
        if matches!(effect, Effect::ScanFolder { .. }) {
            break;
        }
    }
    world
        .folders
        .get_mut(&7)
        .unwrap()
        .write("notes.txt", "three\n");
    world.settle();
    assert_eq!(world.folders[&7].text("notes.txt"), "three\n");
    assert!(world.told(0).contains("0 of 1 changed files were saved"));
    world.send(0, Event::SaveAsked);
    assert_eq!(asked(&world), [("notes.txt", Changed::Both)]);
}

#[test]
fn a_name_that_changes_its_case_alone_is_deleted_first() {
    let mut world = opened();
    let [from, to] = ["README.md", "readme.md"].map(|path| FilePath::new(path).unwrap());
    world.send(0, Event::RenameFile { from, to });
    world.send(0, Event::SaveAsked);
    let log = &world.folders[&7].log;
    assert_eq!(log[log.len() - 2..], ["dREADME.md", "wreadme.md"]);
}

#[test]
fn a_pack_without_a_folder_is_downloaded_and_that_is_explained_once() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.send(0, Event::SaveAsked);
    // The dialog says it the first time.
    assert_eq!(world.told(0).matches("This browser cannot").count(), 0);
    assert_eq!(world.editor(0).dialog(), Some(&Dialog::Export));
    world.send(0, Event::Export(pack_archive::Format::Zip));
    world.send(0, Event::SaveAsked);
    world.send(0, Event::SaveAsked);
    assert_eq!(world.tabs[0].downloads.len(), 3);
    let told = world.told(0);
    assert_eq!(told.matches("This browser cannot").count(), 1);
}

#[test]
fn a_folder_that_cannot_be_read_or_is_not_wanted_any_more_is_not_opened() {
    let mut world = World::new();
    world.folders.entry(7).or_default().broken = Some(FolderError::TooLarge);
    world.open_folder(0, 7, FILES);
    assert!(!world.editor(0).is_open());
    let told = world.told(0);
    assert!(told.contains("The folder spinner could not be read."));
    assert!(told.contains("Nothing was opened or changed."));
    world.folders.get_mut(&7).unwrap().broken = None;
    let handle = FolderHandle {
        number: 7,
        name: "spinner".to_owned(),
    };
    let picked = FolderEvent::Picked(handle);
    world.happen(0, Event::Folder(picked));
    assert!(world.editor(0).under_way().is_some());
    world.happen(0, Event::WorkStopped);
    world.settle();
    assert!(world.editor(0).under_way().is_none());
    assert!(!world.editor(0).is_open());
}

#[test]
fn the_same_pack_in_a_folder_goes_on_in_its_draft_with_the_folder() {
    let mut world = World::new();
    let files: Vec<_> = FILES
        .iter()
        .map(|(path, text)| (format!("spinner/{path}"), *text))
        .collect();
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (path.as_str(), *text))
        .collect();
    world.drop_files(0, &files);
    world.wait(1_000.0);
    let draft = world.draft(0);
    assert_eq!(world.editor(0).folder(), None);
    world.send(0, Event::CloseAsked);
    world.open_folder(0, 7, FILES);
    assert_eq!(world.draft(0), draft);
    assert_eq!(mark(&world), (0, false));
    world.write(0, "two\n");
    world.send(0, Event::SaveAsked);
    assert_eq!(world.folders[&7].text("notes.txt"), "two\n");
}

#[test]
fn a_change_of_the_same_size_is_asked_about_until_it_is_answered() {
    let mut world = opened();
    let folder = world.folders.get_mut(&7).unwrap();
    folder.write("README.md", "# Reed me\n");
    for _ in 0..3 {
        world.send(0, Event::SaveAsked);
        assert_eq!(asked(&world), [("README.md", Changed::OnDisk)]);
        world.send(0, Event::DialogClosed);
    }
    world.send(0, Event::SaveAsked);
    resolve(&mut world, &[false]);
    assert_eq!(
        world.editor(0).pack().text("README.md"),
        Some("# Reed me\n")
    );
}

#[test]
fn a_pack_without_a_folder_is_exported_into_one_and_saved_there_from_then_on() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.write(0, "one\n");
    world.send(0, Event::DialogOpened(Dialog::Export));
    world.export_into(0, 8, "packs");
    // The dialog stays, for it has the commands that push the folder.
    assert_eq!(world.editor(0).dialog(), Some(&Dialog::Export));
    let name = world.editor(0).folder().unwrap().name;
    let exported = Some(&Exported::Folder(name.clone()));
    assert_eq!(world.editor(0).exported(), exported);
    assert_eq!(name, "packs/spinner-1.0.0");
    assert_eq!(mark(&world), (0, true));
    let folder = &world.folders[&8];
    assert_eq!(folder.text("spinner-1.0.0/notes.txt"), "one\n");
    assert!(folder.paths().contains(&"spinner-1.0.0/pack.json"));
    assert!(world.told(0).contains("Save writes there from now on."));
    world.write(0, "two\n");
    world.send(0, Event::SaveAsked);
    assert_eq!(mark(&world), (0, true));
    assert_eq!(world.folders[&8].text("spinner-1.0.0/notes.txt"), "two\n");
}

#[test]
fn an_export_overwrites_nothing_unasked_and_leaves_other_files_alone() {
    let mut world = opened();
    put(&mut world, "more.txt", Some("more\n"));
    let folder = world.folders.entry(8).or_default();
    folder.write("README.md", "# Read me\n");
    folder.write("notes.txt", "theirs\n");
    folder.write("more.txt", "theirs\n");
    folder.write("other.txt", "other\n");
    // A folder of the pack's name is the pack's own.
    world.export_into(0, 8, "spinner-1.0.0");
    let both = [("more.txt", Changed::Both), ("notes.txt", Changed::Both)];
    assert_eq!(asked(&world), both);
    world.send(0, Event::DialogClosed);
    assert_eq!(world.folders[&8].text("notes.txt"), "theirs\n");
    assert_eq!(world.folders[&8].text("pack.json"), "");
    // To leave all that differs writes nothing either.
    world.export_into(0, 8, "spinner-1.0.0");
    assert_eq!(asked(&world), both);
    resolve(&mut world, &[false, true]);
    let folder = &world.folders[&8];
    assert_eq!(folder.text("more.txt"), "theirs\n");
    assert_eq!(folder.text("notes.txt"), "one\n");
    assert_eq!(folder.text("pack.json"), MANIFEST);
    assert_eq!(folder.text("other.txt"), "other\n");
    assert!(world.told(0).contains("Saved 2 files in spinner-1.0.0."));
    assert_eq!(world.editor(0).pack().text("more.txt"), Some("more\n"));
    // The pack stays in the folder that it was opened from.
    assert_eq!(world.editor(0).folder().unwrap().name, "spinner");
    assert_eq!(mark(&world), (1, false));
}

#[test]
fn an_export_into_a_folder_that_fails_is_told_and_can_be_repeated() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.write(0, "one\n");
    let folder = world.folders.entry(8).or_default();
    folder.broken = Some(FolderError::Refused);
    world.export_into(0, 8, "packs");
    let told = world.told(0);
    assert!(told.contains("Nothing was written to the folder packs/spinner-1.0.0."));
    let folder = world.folders.get_mut(&8).unwrap();
    folder.broken = None;
    let path = "spinner-1.0.0/notes.txt".to_owned();
    folder.refused.insert(path, FolderError::Locked);
    world.export_into(0, 8, "packs");
    let told = world.editor(0).messages().last().unwrap().clone();
    assert!(
        told.text
            .contains("changed files were saved in packs/spinner-1.0.0")
    );
    assert_eq!(world.editor(0).folder(), None);
    world.folders.get_mut(&8).unwrap().refused.clear();
    world.export_into(0, 8, "packs");
    assert!(
        world
            .told(0)
            .contains("Saved one file in packs/spinner-1.0.0.")
    );
    assert_eq!(mark(&world), (0, true));
}
