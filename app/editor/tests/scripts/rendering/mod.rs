//! When the open pack is rendered, what becomes of the answers, and fixes of findings about them.

mod clusters;
mod effects;
mod new_charts;

use std::sync::Arc;

use pack_editor::{Event, Progress, Render};
use pack_model::checking::RenderFor;
use pack_model::deployment::{Cluster, Deployment};
use pack_model::{
    Action, Audience, Change, Diagnostic, File, FilePath, Findings, Fix, JsonFile, Place, Pointer,
    Safety, Severity, Transaction,
};

use crate::world::World;

const PACK: &[(&str, &str)] = &[(
    "web/pack.json",
    r#"{"name": "web", "version": "1.0.0", "charts": ["charts/web.tgz"]}"#,
)];

/// A pack with a chart, in a tab.
fn with_chart() -> World {
    let mut world = World::new();
    world.drop_files(0, PACK);
    world
}

/// What the renderer was asked for since the last time.
fn asked(world: &mut World) -> Vec<Render> {
    world.settle();
    std::mem::take(&mut world.tabs[0].to_render)
}

fn revisions(world: &mut World) -> Vec<u64> {
    let asked = asked(world).into_iter();
    asked.map(|render| render.check.revision).collect()
}

/// The renderer has rendered a revision: one release of this name.
fn rendered(world: &mut World, revision: u64, name: &str, diagnostics: Vec<Diagnostic>) {
    rendered_so_far(world, revision, name, true, diagnostics);
}

/// The same, which may not be all.
fn rendered_so_far(
    world: &mut World,
    revision: u64,
    name: &str,
    is_whole: bool,
    diagnostics: Vec<Diagnostic>,
) {
    let release = pack_model::deployment::Release {
        name: name.to_owned(),
        namespace: String::new(),
        chart: String::new(),
        chart_name: String::new(),
        chart_version: String::new(),
        app_version: None,
    };
    let event = Event::Rendered {
        revision,
        audience: world.editor(0).audience(),
        deployment: Arc::new(Deployment {
            releases: vec![release],
            switched_off: Some(Vec::new()),
            ..Deployment::default()
        }),
        is_whole,
        findings: Findings::nowhere(diagnostics),
    };
    world.send(0, event);
}

/// The release that is shown.
fn shown(world: &World) -> &str {
    let releases = &world.editor(0).rendered().deployment.releases;
    releases.first().map_or("", |release| &release.name)
}

fn progress(world: &World) -> Progress {
    world.editor(0).rendered().progress
}

fn finding(rule: &str, file: &str) -> Diagnostic {
    let place = Place::file(FilePath::new(file).unwrap());
    let change = Change::put_file(FilePath::new(rule).unwrap(), File::new(*b"fixed"));
    Diagnostic {
        rule: rule.to_owned(),
        severity: Severity::Error,
        place,
        message: "Wrong.".to_owned(),
        ignored: None,
        fixes: vec![Fix {
            id: "fix".to_owned(),
            label: "Fix it".to_owned(),
            safety: Safety::Safe,
            action: Action::Changes(vec![change]),
        }],
    }
}

fn cluster(version: &str) -> Cluster {
    Cluster {
        kube_version: Some(version.to_owned()),
        ..Cluster::default()
    }
}

fn rules(world: &World) -> Vec<&str> {
    let found = world.editor(0).judged().diagnostics.iter();
    found.map(|found| found.rule.as_str()).collect()
}

#[test]
fn a_state_is_rendered_once_it_is_judged_one_after_the_other() {
    let mut world = with_chart();
    assert_eq!(revisions(&mut world), [0; 0]);
    assert_eq!(progress(&world), Progress::Pending);
    world.judge(0, Vec::new());
    let first = world.editor(0).revision();
    assert_eq!(revisions(&mut world), [first]);
    for text in ["a", "b"] {
        world.write(0, text);
        world.judge(0, Vec::new());
    }
    assert_eq!(revisions(&mut world), [0; 0]);
    rendered(&mut world, first, "first", Vec::new());
    let newest = world.editor(0).revision();
    assert_eq!(revisions(&mut world), [newest]);
    assert_eq!(world.editor(0).rendered().revision, Some(first));
    assert_eq!(
        (shown(&world), progress(&world)),
        ("first", Progress::Pending)
    );
    world.write(0, "c");
    rendered(&mut world, newest, "second", Vec::new());
    assert_eq!(
        revisions(&mut world),
        [0; 0],
        "the texts are not judged yet"
    );
    world.judge(0, Vec::new());
    let last = world.editor(0).revision();
    assert_eq!(revisions(&mut world), [last]);
    rendered(&mut world, last, "third", Vec::new());
    assert_eq!((shown(&world), progress(&world)), ("third", Progress::Done));
    assert_eq!(revisions(&mut world), [0; 0]);
}

#[test]
fn of_an_opened_pack_all_is_waited_for_and_what_is_typed_is_followed_at_once() {
    let mut world = with_chart();
    world.judge(0, Vec::new());
    let first = revisions(&mut world)[0];
    let so_far = |world: &mut World, revision, name, is_whole| {
        rendered_so_far(world, revision, name, is_whole, Vec::new());
    };
    so_far(&mut world, first, "a", false);
    assert_eq!((shown(&world), progress(&world)), ("a", Progress::Pending));
    assert_eq!(world.editor(0).rendered().revision, None);
    so_far(&mut world, first, "b", true);
    assert_eq!((shown(&world), progress(&world)), ("b", Progress::Done));

    world.write(0, "a");
    world.judge(0, Vec::new());
    let second = revisions(&mut world)[0];
    so_far(&mut world, second, "c", false);
    assert_eq!((shown(&world), progress(&world)), ("c", Progress::Done));
    so_far(&mut world, second, "d", true);
    assert_eq!(shown(&world), "d");

    world.write(0, "b");
    so_far(&mut world, second, "late", true);
    world.judge(0, Vec::new());
    assert_eq!(revisions(&mut world), [world.editor(0).revision()]);
}

/// A key was pressed, and what was written is judged: which revision is rendered then, and for what.
fn typed(world: &mut World, text: &str) -> (u64, RenderFor) {
    world.write(0, text);
    world.judge(0, Vec::new());
    let render = asked(world).remove(0);
    (render.check.revision, render.purpose)
}

#[test]
fn the_renderer_makes_no_pause_while_all_is_waited_for() {
    let mut world = with_chart();
    world.judge(0, Vec::new());
    let render = asked(&mut world).remove(0);
    assert_eq!(render.purpose, RenderFor::WholeDeployment);
    let mut revision = render.check.revision;
    for text in ["a", "b"] {
        rendered_so_far(&mut world, revision, "first", false, Vec::new());
        assert_eq!(progress(&world), Progress::Pending);
        let (next, purpose) = typed(&mut world, text);
        assert_eq!(purpose, RenderFor::WholeDeployment, "{text}");
        revision = next;
    }
    rendered(&mut world, revision, "all", Vec::new());
    assert_eq!(progress(&world), Progress::Done);

    let (revision, purpose) = typed(&mut world, "c");
    assert_eq!(purpose, RenderFor::Deployment, "the first is enough");
    rendered_so_far(&mut world, revision, "first", false, Vec::new());
    assert_eq!(progress(&world), Progress::Done);
}

#[test]
fn after_a_choice_all_is_rendered_without_a_pause() {
    let mut world = with_chart();
    world.judge(0, Vec::new());
    let revision = revisions(&mut world)[0];
    rendered(&mut world, revision, "all", Vec::new());
    world.send(0, Event::SetCluster(cluster("v1.30.0")));
    assert_eq!(asked(&mut world)[0].purpose, RenderFor::WholeDeployment);
    rendered(&mut world, revision, "1.30", Vec::new());
    world.send(0, Event::AudienceChosen(Audience::Community));
    world.judge(0, Vec::new());
    assert_eq!(asked(&mut world)[0].purpose, RenderFor::WholeDeployment);
}

#[test]
fn a_pack_without_charts_and_manifests_needs_no_renderer() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    assert_eq!(world.editor(0).rendered().revision, None);
    world.judge(0, Vec::new());
    let revision = Some(world.editor(0).revision());
    assert_eq!(world.editor(0).rendered().revision, revision);
    assert_eq!(progress(&world), Progress::Done);
    assert_eq!(revisions(&mut world), [0; 0]);
}

#[test]
fn the_last_chart_is_removed_while_it_is_rendered() {
    let mut world = with_chart();
    world.judge(0, Vec::new());
    let before = world.editor(0).revision();
    let text = r#"{"name": "web", "version": "1.0.0"}"#;
    let change = Change::put_file(FilePath::of("pack.json"), File::of_text(text));
    let step = pack_model::Transaction::new("Remove", vec![change]);
    world.send(0, Event::Apply(step));
    world.judge(0, Vec::new());
    rendered(
        &mut world,
        before,
        "old",
        vec![finding("old", "values.yaml")],
    );
    assert_eq!((shown(&world), progress(&world)), ("", Progress::Done));
    assert_eq!(rules(&world), Vec::<&str>::new());
}

#[test]
fn another_pack_is_rendered_at_once_and_late_answers_do_not_count() {
    let mut world = with_chart();
    world.judge(0, Vec::new());
    let before = revisions(&mut world)[0];
    world.drop_files(
        0,
        &[(
            "b/pack.json",
            r#"{"name": "b", "charts": ["charts/b.tgz"]}"#,
        )],
    );
    world.answer(0, "yes");
    world.judge(0, Vec::new());
    let now = world.editor(0).revision();
    assert_eq!(revisions(&mut world), [now]);
    rendered(
        &mut world,
        before,
        "web",
        vec![finding("late", "values.yaml")],
    );
    assert_eq!((shown(&world), rules(&world)), ("", Vec::new()));
    rendered(&mut world, now, "b", Vec::new());
    assert_eq!(shown(&world), "b");
}

#[test]
fn without_a_renderer_the_texts_are_judged_all_the_same() {
    let mut world = with_chart();
    world.judge(0, vec![finding("of-texts", "pack.json")]);
    let revision = revisions(&mut world)[0];
    rendered(
        &mut world,
        revision,
        "web",
        vec![finding("of-rendering", "pack.json")],
    );
    assert_eq!(rules(&world), ["of-texts", "of-rendering"]);
    for _ in 0..3 {
        world.send(0, Event::RendererStopped);
    }
    assert_eq!(
        revisions(&mut world),
        [revision],
        "it is started again once"
    );
    assert_eq!(world.told(0).matches("renderer has stopped").count(), 1);
    assert_eq!(
        (rules(&world), progress(&world)),
        (vec!["of-texts"], Progress::Failed)
    );
    world.write(0, "a");
    world.judge(0, Vec::new());
    assert_eq!(revisions(&mut world), [0; 0]);

    let draft = world.draft(0);
    world.send(0, Event::CloseAsked);
    world.send(0, Event::OpenDraft(draft));
    world.judge(0, Vec::new());
    assert_eq!(asked(&mut world).len(), 1, "it is tried again");
    world.send(0, Event::RendererMissing);
    assert!(world.told(0).contains("renderer could not be loaded"));
}

#[test]
fn a_fix_needs_findings_of_the_pack_as_it_is() {
    let (of_texts, of_rendering) = (
        finding("texts", "pack.json"),
        finding("later", "values.yaml"),
    );
    let judged = |world: &mut World| world.judge(0, vec![of_texts.clone()]);
    let fixed = |world: &World, file: &str| world.editor(0).pack().text(file).is_some();
    let mut world = with_chart();
    judged(&mut world);
    let revision = revisions(&mut world)[0];
    rendered(&mut world, revision, "web", vec![of_rendering.clone()]);
    world.write(0, "a");
    judged(&mut world);
    // The texts are judged as they are, and the rendering is older.
    world.send(0, Event::FixAsked(of_rendering.clone(), "fix".to_owned()));
    assert!(world.told(0).contains("nothing was fixed"));
    assert!(!fixed(&world, "later"));
    world.send(0, Event::FixAllOfPack);
    assert!(fixed(&world, "texts") && !fixed(&world, "later"));
    assert!(world.told(0).contains("These fixes were applied"));

    world.send(0, Event::Undo);
    judged(&mut world);
    let (under_way, now) = (revisions(&mut world)[0], world.editor(0).revision());
    rendered(&mut world, under_way, "web", vec![of_rendering.clone()]);
    assert_eq!(revisions(&mut world), [now]);
    rendered(&mut world, now, "web", vec![of_rendering.clone()]);
    world.send(0, Event::FixAllOfPack);
    assert!(fixed(&world, "texts") && fixed(&world, "later"));
}

#[test]
fn the_renderer_is_tried_again_when_that_is_asked_for() {
    let mut world = with_chart();
    world.judge(0, Vec::new());
    assert_eq!(asked(&mut world).len(), 1);
    world.send(0, Event::RendererMissing);
    world.send(0, Event::RenderAgain);
    assert_eq!(progress(&world), Progress::Pending);
    let revision = revisions(&mut world)[0];
    rendered_so_far(&mut world, revision, "first", false, Vec::new());
    world.send(0, Event::RendererMissing);
    world.send(0, Event::RenderAgain);
    assert_eq!(
        revisions(&mut world),
        [revision],
        "it stopped while it explored"
    );
}
