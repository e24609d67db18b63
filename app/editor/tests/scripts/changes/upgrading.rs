//! A chart of the open pack is replaced by a newer one.

use std::sync::Arc;

use pack_archive::Entry;
use pack_editor::{Dialog, Event, Joining, UpgradeTaken};
use pack_model::deployment::Deployment;
use pack_model::{Findings, Pack};

use crate::world::World;

const VALUES: &str = "charts:\n  web:\n    port: 80\n    kept: 2\n";

pub(super) fn chart(version: &str, port: u16) -> Vec<u8> {
    let values = format!("port: {port}\nkept: 1\n");
    let entries = [
        Entry::new(
            "Chart.yaml",
            format!("apiVersion: v2\nname: web\nversion: {version}\n").into_bytes(),
        ),
        Entry::new("values.yaml", values.into_bytes()),
    ];
    pack_archive::write_tar_gz("web", &entries).unwrap()
}

/// A pack with a chart, on which a newer one was dropped and rendered.
fn upgraded() -> World {
    let mut world = World::new();
    let json = r#"{"name": "web", "version": "1.0.0", "charts": ["charts/web-1.0.0.tgz"]}"#;
    let pack = vec![
        Entry::new("web/pack.json", json.as_bytes().to_vec()),
        Entry::new("web/values.yaml", VALUES.as_bytes().to_vec()),
        Entry::new("web/charts/web-1.0.0.tgz", chart("1.0.0", 80)),
    ];
    world.send(0, Event::FilesRead(pack));
    let newer = Entry::new("web-1.1.0.tgz", chart("1.1.0", 81));
    world.send(0, Event::FilesRead(vec![newer]));
    let render = world.tabs[0].to_render.pop().expect("it is rendered first");
    let rendered = Event::Rendered {
        revision: render.check.revision,
        audience: world.editor(0).audience(),
        deployment: Arc::new(Deployment::default()),
        is_whole: true,
        findings: Findings::default(),
    };
    world.send(0, rendered);
    world
}

fn proposal(world: &World) -> Joining {
    let joining = match world.editor(0).dialog() {
        Some(Dialog::Upgrade(joining)) => Some((**joining).clone()),
        _ => None,
    };
    joining.expect("something is proposed")
}

fn take(world: &mut World, version: Option<&str>) {
    let joining = proposal(world);
    let version = version.map(str::to_owned);
    let taken = UpgradeTaken { joining, version };
    world.send(0, Event::Upgrade(Box::new(taken)));
}

fn charts(pack: &Pack) -> Vec<String> {
    let charts = pack.manifest().charts().into_iter();
    charts.map(|listed| listed.path).collect()
}

#[test]
fn what_follows_is_proposed_and_made_as_one_step() {
    let mut world = upgraded();
    assert_eq!(world.asked(0), "", "the proposal says what is replaced");
    let before = world.editor(0).pack().clone();
    assert_eq!(before.text("values.yaml"), Some(VALUES));
    let versions = proposal(&world).upgrade.expect("more follows").versions;
    assert_eq!(versions, ["1.1.0"]);
    take(&mut world, Some("1.1.0"));
    let editor = world.editor(0);
    let pack = editor.pack();
    assert_eq!(pack.manifest().version().as_deref(), Some("1.1.0"));
    assert_eq!(charts(pack), ["charts/web-1.1.0.tgz"]);
    assert_eq!(pack.text("charts/web-1.0.0.tgz"), None);
    let expected = VALUES.replace("80", "81");
    assert_eq!(pack.text("values.yaml"), Some(expected.as_str()));
    assert_eq!(editor.undo_label(), Some("Next version 1.1.0"));
    world.send(0, Event::Undo);
    assert!(world.editor(0).pack().files().eq(before.files()));
}

#[test]
fn the_version_may_be_another_one_and_the_chart_alone_may_be_replaced() {
    let mut world = upgraded();
    take(&mut world, Some("7"));
    let version = world.editor(0).pack().manifest().version();
    assert_eq!(version.as_deref(), Some("7"));

    let mut world = upgraded();
    take(&mut world, None);
    let pack = world.editor(0).pack();
    assert_eq!(pack.manifest().version().as_deref(), Some("1.0.0"));
    assert_eq!(pack.text("values.yaml"), Some(VALUES));
    assert_eq!(charts(pack), ["charts/web-1.1.0.tgz"]);
}

#[test]
fn a_proposal_that_is_closed_changes_nothing() {
    let mut world = upgraded();
    world.send(0, Event::DialogClosed);
    assert_eq!(world.editor(0).dialog(), None);
    assert_eq!(world.editor(0).undo_label(), None);
}
