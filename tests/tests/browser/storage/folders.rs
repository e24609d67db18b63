//! A pack that is opened from a folder on disk is saved back into it, and nothing there is overwritten unasked.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use pack_tests::browser::{Browser, visit};
use thirtyfour::Key;

use crate::sound_pack;

/// The folder on disk.
const FOLDER: &str = "disc-spinner-1.4.0";

type Files = BTreeMap<String, (String, f64)>;

/// Opens the pack from a folder on disk, in which there is a repository as well. Gives its files.
async fn opened(browser: &Browser) -> Result<Files> {
    let pack = sound_pack();
    let files = pack.entries().iter();
    let files = files.map(|entry| (entry.path.as_str(), &*entry.bytes));
    let mut files: Vec<_> = files.collect();
    files.push((".git/HEAD", b"ref: refs/heads/main\n"));
    browser.write_on_disk(FOLDER, &files).await?;
    browser.pick_on_disk(FOLDER).await?;
    browser.files_on_disk(FOLDER).await
}

/// Saves with the button, and waits until all is on disk.
async fn save(browser: &Browser) -> Result<()> {
    browser.click("save-folder").await?;
    browser.until_saved_on_disk().await
}

/// The paths of the files that are not as they were.
fn changed<'f>(before: &'f Files, after: &'f Files) -> Vec<&'f str> {
    let changed = after
        .iter()
        .filter(|(path, file)| before.get(*path) != Some(file));
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    let mut paths: Vec<_> = changed.map(|(path, _)| path).chain(gone).collect();
    paths.sort();
    paths.into_iter().map(String::as_str).collect()
}

#[test]
fn only_the_changed_file_is_written() -> Result<()> {
    visit(async |browser| {
        let before = opened(browser).await?;
        assert_eq!(browser.unsaved_on_disk().await?, "0");
        browser.set_field("displayName", "Turner").await?;
        assert_eq!(browser.unsaved_on_disk().await?, "1");
        save(browser).await?;
        let after = browser.files_on_disk(FOLDER).await?;
        assert_eq!(changed(&before, &after), ["pack.json"]);
        let expected = String::from_utf8(sound_pack().bytes("pack.json").to_vec())?;
        let expected = expected.replace("Disc Spinner", "Turner");
        assert_eq!(after["pack.json"].0, expected);
        let said = browser.message("done").await?.text;
        ensure!(
            said.contains("Saved one file in disc-spinner-1.4.0"),
            "{said}"
        );
        // The keys save as well.
        browser.undo().await?;
        browser.press_with_control("s").await?;
        browser.until_saved_on_disk().await?;
        let last = browser.files_on_disk(FOLDER).await?;
        assert_eq!(last["pack.json"].0, before["pack.json"].0);
        Ok(())
    })
}

#[test]
fn files_are_added_and_deleted_and_a_reload_keeps_the_folder() -> Result<()> {
    visit(async |browser| {
        let before = opened(browser).await?;
        browser.set_field("displayName", "Turner").await?;
        browser.saved().await?;
        browser.reload().await?;
        browser.in_editor().await?;
        assert_eq!(browser.unsaved_on_disk().await?, "1");
        browser.goto_section("files").await?;
        browser.drop_files(&[("notes.txt", b"note\n")]).await?;
        browser.until_unsaved_on_disk(2).await?;
        save(browser).await?;
        let after = browser.files_on_disk(FOLDER).await?;
        assert_eq!(changed(&before, &after), ["notes.txt", "pack.json"]);
        // What is undone is deleted again.
        browser.undo().await?;
        browser.until_unsaved_on_disk(1).await?;
        browser.saved().await?;
        browser.reload().await?;
        browser.in_editor().await?;
        save(browser).await?;
        let last = browser.files_on_disk(FOLDER).await?;
        assert_eq!(changed(&before, &last), ["pack.json"]);
        assert!(last.contains_key(".git/HEAD"));
        Ok(())
    })
}

#[test]
fn what_changed_on_disk_is_shown_and_nothing_is_lost() -> Result<()> {
    visit(async |browser| {
        let before = opened(browser).await?;
        browser.set_field("displayName", "Turner").await?;
        let theirs = before["pack.json"].0.replace("Disc Spinner", "Whirler");
        let others: [(&str, &[u8]); 3] = [
            ("pack.json", theirs.as_bytes()),
            ("README.md", b"# From disk\n"),
            ("added.txt", b"added\n"),
        ];
        browser.write_on_disk(FOLDER, &others).await?;
        let on_disk = browser.files_on_disk(FOLDER).await?;
        browser.click("save-folder").await?;
        browser.accessible_as_it_is("what changed on disk").await?;
        let asked = browser.element("[data-testid=folder-change][data-path=\"pack.json\"] legend");
        let asked = asked.await?.text().await?;
        ensure!(asked.contains("changed here and on disk"), "{asked}");
        assert_eq!(browser.count("[data-testid=folder-change]").await?, 3);
        assert_eq!(
            browser.count("[data-testid=folder-save]:disabled").await?,
            1
        );
        // To cancel changes nothing.
        browser.click("folder-cancel").await?;
        assert_eq!(browser.files_on_disk(FOLDER).await?, on_disk);
        // The pack's own pack.json is kept, the README is taken, the added file is left alone.
        browser.click("save-folder").await?;
        let choice = |path: &str, kept: &str| {
            format!("[data-testid=folder-change][data-path=\"{path}\"] [data-testid=folder-{kept}]")
        };
        browser.click_on(&choice("pack.json", "keep")).await?;
        browser.click_on(&choice("added.txt", "keep")).await?;
        browser.click("folder-save").await?;
        browser.until_saved_on_disk().await?;
        let after = browser.files_on_disk(FOLDER).await?;
        assert_eq!(changed(&on_disk, &after), ["pack.json"]);
        ensure!(after["pack.json"].0.contains("Turner"), "{after:?}");
        browser.goto_section("readme").await?;
        browser.until_code("# From disk\n").await?;
        // What was taken is one step.
        browser.undo().await?;
        browser.until_code(&before["README.md"].0).await?;
        save(browser).await?;
        let last = browser.files_on_disk(FOLDER).await?;
        assert_eq!(last["README.md"].0, before["README.md"].0);
        // What is deleted on disk can be written again.
        browser.delete_on_disk(FOLDER, "README.md").await?;
        browser.click("save-folder").await?;
        browser.click("folder-keep").await?;
        browser.click("folder-save").await?;
        browser.until_saved_on_disk().await?;
        let last = browser.files_on_disk(FOLDER).await?;
        assert_eq!(last["README.md"].0, before["README.md"].0);
        Ok(())
    })
}

#[test]
fn a_refusal_is_told_and_the_save_can_be_repeated() -> Result<()> {
    visit(async |browser| {
        let before = opened(browser).await?;
        browser.set_field("displayName", "Turner").await?;
        let answer = |answer: &str| {
            format!(
                "for (const name of ['queryPermission', 'requestPermission'])
                    FileSystemHandle.prototype[name] = async () => '{answer}';"
            )
        };
        browser.script(&answer("denied"), Vec::new()).await?;
        browser.click("save-folder").await?;
        let said = browser.message("error").await?.text;
        ensure!(said.contains("Nothing was written to the folder"), "{said}");
        assert_eq!(browser.files_on_disk(FOLDER).await?, before);
        assert_eq!(browser.unsaved_on_disk().await?, "1");
        browser.dismiss_messages().await?;
        browser.script(&answer("granted"), Vec::new()).await?;
        // One file cannot be written.
        let fails = "window.createWritable = FileSystemFileHandle.prototype.createWritable;
            FileSystemFileHandle.prototype.createWritable = async () => { throw new DOMException('full', 'QuotaExceededError'); }";
        browser.script(fails, Vec::new()).await?;
        browser.click("save-folder").await?;
        let said = browser.message("error").await?.text;
        ensure!(said.contains("The disk is full"), "{said}");
        assert_eq!(browser.files_on_disk(FOLDER).await?, before);
        let works = "FileSystemFileHandle.prototype.createWritable = window.createWritable";
        browser.script(works, Vec::new()).await?;
        save(browser).await?;
        let after = browser.files_on_disk(FOLDER).await?;
        assert_eq!(changed(&before, &after), ["pack.json"]);
        Ok(())
    })
}

#[test]
fn a_dropped_folder_keeps_its_handle() -> Result<()> {
    visit(async |browser| {
        let pack = sound_pack();
        let files = pack.entries().iter();
        let files = files.map(|entry| (format!("packs/{}", entry.path), &*entry.bytes));
        let files: Vec<_> = files.collect();
        let files = files.iter().map(|(path, bytes)| (path.as_str(), *bytes));
        browser
            .write_on_disk("repository", &files.collect::<Vec<_>>())
            .await?;
        browser.drop_on_disk("repository").await?;
        browser.in_editor().await?;
        browser.set_field("displayName", "Turner").await?;
        save(browser).await?;
        let after = browser.files_on_disk("repository").await?;
        ensure!(after["packs/pack.json"].0.contains("Turner"), "{after:?}");
        browser.saved().await?;
        let saved = browser.text("saved").await?;
        ensure!(saved.starts_with("Saved in repository/packs at"), "{saved}");
        Ok(())
    })
}

#[test]
fn without_a_folder_save_downloads_and_says_why() -> Result<()> {
    visit(async |browser| {
        browser
            .before_pages("delete window.showDirectoryPicker")
            .await?;
        browser.open_page("").await?;
        crate::open_only(browser, &sound_pack()).await?;
        assert!(!browser.has("save-folder").await?);
        browser.press_with_control("s").await?;
        browser.element("[data-testid=export-zip]").await?;
        let offered = browser.text_of("dialog[open]").await?;
        ensure!(offered.contains("cannot write into folders"), "{offered}");
        assert!(!browser.has("export-folder").await?);
        assert!(!browser.has("message").await?);
        // From then on, what it does is told instead.
        browser.click("export-zip").await?;
        browser.press(Key::Escape).await?;
        browser.dismiss_messages().await?;
        browser.press_with_control("s").await?;
        let said = browser.message("info").await?.text;
        ensure!(
            said.contains("This browser cannot write into folders"),
            "{said}"
        );
        Ok(())
    })
}

#[test]
fn a_pack_is_exported_into_a_folder_and_saved_there_from_then_on() -> Result<()> {
    visit(async |browser| {
        let pack = sound_pack();
        crate::open(browser, &pack).await?;
        let files: [(&str, &[u8]); 2] = [
            ("disc-spinner-1.4.0/README.md", b"# Theirs\n"),
            ("disc-spinner-1.4.0/mine.txt", b"mine\n"),
        ];
        browser.write_on_disk("packs", &files).await?;
        let before = browser.files_on_disk("packs").await?;
        browser.stand_in_for_picker("packs").await?;
        browser.click("export").await?;
        browser.click("export-folder").await?;
        browser.accessible_as_it_is("what is overwritten").await?;
        let asked = "[data-testid=folder-change]";
        assert_eq!(browser.count(asked).await?, 1);
        let asked = browser.text_of(asked).await?;
        ensure!(asked.contains("README.md · differs"), "{asked}");
        // Nothing is written before the answer, nor after none.
        browser.click("folder-cancel").await?;
        assert_eq!(browser.files_on_disk("packs").await?, before);
        browser.click("export").await?;
        browser.click("export-folder").await?;
        browser.click("folder-save").await?;
        browser.until_saved_on_disk().await?;
        // The dialog has the commands that push the folder.
        let commands = browser.texts("export-command").await?;
        let packs = |command: &&String| command.starts_with("tar -czf disc-spinner-1.4.0.tar.gz ");
        let pack_files = commands.iter().find(packs).context("nothing packs it")?;
        ensure!(
            pack_files.contains(" disc-spinner-1.4.0/pack.json "),
            "{pack_files}"
        );
        ensure!(!pack_files.contains("mine.txt"), "{pack_files}");
        let pushes = "spectro pack push disc-spinner-1.4.0 ";
        ensure!(
            commands.iter().any(|command| command.starts_with(pushes)),
            "{commands:?}"
        );
        browser.close_dialog().await?;
        let mut after = browser.files_on_disk("packs").await?;
        let mine = after.remove("disc-spinner-1.4.0/mine.txt");
        assert_eq!(mine.as_ref(), before.get("disc-spinner-1.4.0/mine.txt"));
        assert_eq!(after.len(), pack.entries().len());
        let readme = String::from_utf8(pack.bytes("README.md").to_vec())?;
        assert_eq!(after["disc-spinner-1.4.0/README.md"].0, readme);
        browser.set_field("displayName", "Turner").await?;
        save(browser).await?;
        let last = browser.files_on_disk("packs").await?;
        let written = &last["disc-spinner-1.4.0/pack.json"].0;
        ensure!(written.contains("Turner"), "{written}");
        Ok(())
    })
}
