//! With what the open pack is compared.

mod upgrading;

use std::sync::Arc;

use pack_editor::{ChangesEvent, CompareWith, Event};
use pack_model::{Change, Deployment, FilePath, Findings, JsonFile, Pack, Pointer, Transaction};

use crate::world::World;

fn show(world: &mut World, event: ChangesEvent) {
    world.send(0, Event::Changes(event));
}

/// The version of the pack that the open one is compared with, and a file of it.
fn base(world: &World) -> (String, String) {
    let base = world.editor(0).compared().base.clone();
    let base = base.expect("there is a pack to compare with");
    let version = base.manifest().version().unwrap_or_default();
    let notes = base.text("notes.txt").unwrap_or_default().to_owned();
    (version, notes)
}

#[test]
fn a_pack_is_compared_as_it_was_opened_also_after_a_reload() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.write(0, "one");
    show(&mut world, ChangesEvent::Shown);
    assert_eq!(base(&world), ("1.0.0".to_owned(), String::new()));
    world.wait(1_000.0);
    let draft = world.draft(0);
    world.send(0, Event::CloseAsked);
    world.send(0, Event::OpenDraft(draft));
    assert!(
        world.editor(0).compared().base.is_none(),
        "nobody asked yet"
    );
    show(&mut world, ChangesEvent::Shown);
    assert_eq!(base(&world).1, "");
    assert_eq!(world.text(0), "one");
}

#[test]
fn a_next_version_is_compared_with_the_one_that_it_was_made_from() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.write(0, "one");
    world.send(0, Event::NextVersion);
    world.write(0, "two");
    show(&mut world, ChangesEvent::Shown);
    let compared = world.editor(0).compared();
    assert_eq!(compared.with, CompareWith::Predecessor);
    assert_eq!(compared.predecessor.as_deref(), Some("1.0.0"));
    assert_eq!(base(&world), ("1.0.0".to_owned(), "one".to_owned()));
    show(&mut world, ChangesEvent::With(CompareWith::Opened));
    assert_eq!(base(&world), ("1.0.1".to_owned(), "one".to_owned()));
}

#[test]
fn another_draft_is_compared_unless_it_is_gone() {
    let mut world = World::new();
    world.drop_pack(0, "whirler");
    world.write(0, "theirs");
    world.wait(1_000.0);
    let other = world.draft(0);
    world.send(0, Event::CloseAsked);
    world.drop_pack(0, "spinner");
    show(&mut world, ChangesEvent::Shown);
    let drafts = &world.editor(0).compared().drafts;
    let names: Vec<_> = drafts.iter().map(|draft| draft.name.as_str()).collect();
    assert_eq!(names, ["whirler"]);
    let with = CompareWith::Draft(other.clone());
    show(&mut world, ChangesEvent::With(with.clone()));
    assert_eq!(base(&world).1, "theirs");

    world.delete(&other);
    show(&mut world, ChangesEvent::With(with));
    assert!(world.told(0).contains("deleted"), "{}", world.told(0));
    assert_eq!(world.editor(0).compared().with, CompareWith::Opened);
    assert_eq!(base(&world).1, "");
}

#[test]
fn files_that_are_picked_are_compared_if_they_are_a_pack() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    let entry = |path: &str, text: &str| pack_archive::Entry::new(path, text.as_bytes().to_vec());
    let pack = vec![
        entry(
            "old/pack.json",
            r#"{"name": "spinner", "version": "0.9.0"}"#,
        ),
        entry("old/notes.txt", "old"),
    ];
    show(&mut world, ChangesEvent::Files(pack));
    assert_eq!(base(&world), ("0.9.0".to_owned(), "old".to_owned()));
    let with = CompareWith::Files("spinner 0.9.0".to_owned());
    assert_eq!(world.editor(0).compared().with, with);
    show(&mut world, ChangesEvent::Files(vec![entry("a.txt", "a")]));
    assert!(world.told(0).contains("no pack"), "{}", world.told(0));
    assert_eq!(world.editor(0).compared().with, with, "it stays");
}

/// The renderer has rendered what it was asked for last. Gives the pack.
fn rendered(world: &mut World) -> Pack {
    world.settle();
    let render = world.tabs[0].to_render.pop().expect("it was asked");
    let event = Event::Rendered {
        revision: render.check.revision,
        audience: world.editor(0).audience(),
        deployment: Arc::new(Deployment::default()),
        is_whole: true,
        findings: Findings::default(),
    };
    world.send(0, event);
    render.check.pack
}

#[test]
fn the_other_pack_is_rendered_when_somebody_wants_to_see_it() {
    let mut world = World::new();
    let json = r#"{"name": "web", "version": "1.0.0", "charts": ["charts/web.tgz"]}"#;
    world.drop_files(0, &[("web/pack.json", json)]);
    world.write(0, "one");
    show(&mut world, ChangesEvent::Shown);
    show(&mut world, ChangesEvent::Render);
    assert!(world.tabs[0].to_render.is_empty(), "the open pack is first");
    world.judge(0, Vec::new());
    rendered(&mut world);

    show(&mut world, ChangesEvent::Render);
    let revision = world.editor(0).rendered().revision;
    let pack = rendered(&mut world);
    assert_eq!(pack.text("notes.txt"), None);
    assert!(world.editor(0).compared().deployment.is_some());
    assert_eq!(world.editor(0).rendered().revision, revision, "it stays");

    show(&mut world, ChangesEvent::With(CompareWith::Opened));
    assert!(world.editor(0).compared().deployment.is_none());
    show(&mut world, ChangesEvent::Render);
    show(&mut world, ChangesEvent::With(CompareWith::Opened));
    rendered(&mut world);
    let late = &world.editor(0).compared().deployment;
    assert!(late.is_none(), "another pack has taken its place");
}

#[test]
fn the_other_pack_is_rendered_after_all_that_the_renderer_is_at() {
    let mut world = World::new();
    let json = r#"{"name": "web", "version": "1.0.0", "charts": ["charts/web-1.0.0.tgz"]}"#;
    let chart = upgrading::chart("1.0.0", 80);
    let pack = vec![
        pack_archive::Entry::new("web/pack.json", json.as_bytes().to_vec()),
        pack_archive::Entry::new("web/charts/web-1.0.0.tgz", chart),
    ];
    world.send(0, Event::FilesRead(pack));
    world.judge(0, Vec::new());
    rendered(&mut world);
    let newer = upgrading::chart("1.1.0", 81);
    let newer = vec![pack_archive::Entry::new("web-1.1.0.tgz", newer)];
    world.send(0, Event::FilesRead(newer));
    show(&mut world, ChangesEvent::Shown);
    show(&mut world, ChangesEvent::Render);
    let pack = rendered(&mut world);
    assert!(
        pack.file("charts/web-1.1.0.tgz").is_some(),
        "new charts are first"
    );
    world.send(0, Event::DialogClosed);
    let pack = rendered(&mut world);
    assert!(pack.file("charts/web-1.1.0.tgz").is_none());
    assert!(world.editor(0).compared().deployment.is_some());

    // For another cluster both are rendered anew, also where the first answer comes after that.
    show(&mut world, ChangesEvent::With(CompareWith::Opened));
    show(&mut world, ChangesEvent::Render);
    let cluster = pack_model::deployment::Cluster {
        kube_version: Some("v1.20.0".to_owned()),
        ..world.editor(0).cluster().clone()
    };
    world.send(0, Event::SetCluster(cluster));
    rendered(&mut world);
    assert!(world.editor(0).compared().deployment.is_none());
    rendered(&mut world);
    rendered(&mut world);
    assert!(world.editor(0).compared().deployment.is_some());
}

#[test]
fn undo_of_a_line_that_was_taken_back_leads_to_changes() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    let section = pack_editor::sections::section("changes").unwrap();
    world.send(0, Event::Go(section));
    let version: Pointer = "/version".parse().unwrap();
    let change = Change::set(JsonFile::pack(), version, "2.0.0");
    let step = Transaction::new("Revert version", vec![change]);
    let place = pack_model::Place::file(FilePath::of("pack.json"));
    world.send(0, Event::Apply(step.at(place)));
    world.send(0, Event::Go(pack_editor::sections::first()));
    world.send(0, Event::Undo);
    assert!(world.editor(0).location().section == section);
}

#[test]
fn a_pack_that_stops_the_renderer_is_not_rendered_to_be_compared_again() {
    let mut world = World::new();
    let json = r#"{"name": "web", "version": "1.0.0", "charts": ["charts/web.tgz"]}"#;
    world.drop_files(0, &[("web/pack.json", json)]);
    world.judge(0, Vec::new());
    rendered(&mut world);
    show(&mut world, ChangesEvent::Shown);
    show(&mut world, ChangesEvent::Render);
    world.settle();
    assert_eq!(
        world.tabs[0].to_render.len(),
        1,
        "the other pack is asked for"
    );
    world.tabs[0].to_render.clear();
    world.send(0, Event::RendererStopped);
    assert!(world.editor(0).compared().stops_renderer);
    let revision = world.editor(0).revision();
    rendered(&mut world);
    assert_eq!(world.editor(0).rendered().revision, Some(revision));
    world.settle();
    assert!(world.tabs[0].to_render.is_empty(), "not once more");
    show(&mut world, ChangesEvent::Render);
    rendered(&mut world);
    assert!(world.editor(0).compared().deployment.is_some());
}
