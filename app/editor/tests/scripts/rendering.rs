//! When the open pack is rendered, what becomes of the answers, and fixes of findings about them.

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
fn a_preset_that_a_draft_keeps_by_its_name_stays_chosen() {
    let mut world = World::new();
    let presets = "presets:\n- {name: small, group: Size}\n";
    world.drop_files(0, &[PACK[0], ("web/presets.yaml", presets)]);
    let cluster = |presets: &[&str]| Cluster {
        presets: presets.iter().map(|id| (*id).to_owned()).collect(),
        ..Cluster::default()
    };
    world.send(0, Event::SetCluster(cluster(&["small", "gone"])));
    let draft = world.draft(0);
    world.send(0, Event::CloseAsked);
    world.send(0, Event::OpenDraft(draft));
    assert_eq!(*world.editor(0).cluster(), cluster(&["Size:small", "gone"]));
}

#[test]
fn another_cluster_outdates_what_is_rendered_and_is_kept_with_the_draft() {
    let mut world = with_chart();
    world.judge(0, Vec::new());
    let revision = revisions(&mut world)[0];
    world.send(0, Event::SetCluster(cluster("v1.30.0")));
    rendered(&mut world, revision, "for another cluster", Vec::new());
    assert_eq!(shown(&world), "");
    let again = asked(&mut world);
    assert_eq!(again[0].cluster, cluster("v1.30.0"));
    rendered(&mut world, revision, "1.30", Vec::new());
    assert_eq!((shown(&world), progress(&world)), ("1.30", Progress::Done));
    world.send(0, Event::SetCluster(cluster("v1.31.0")));
    assert_eq!(world.editor(0).rendered().revision, None);
    assert_eq!(
        (shown(&world), progress(&world)),
        ("1.30", Progress::Pending)
    );
    assert!(
        world.editor(0).undo_label().is_none(),
        "it is no change of the pack"
    );

    let draft = world.draft(0);
    world.send(0, Event::CloseAsked);
    world.drop_pack(0, "spinner");
    assert_eq!(*world.editor(0).cluster(), Cluster::default());
    world.send(0, Event::OpenDraft(draft));
    assert_eq!(*world.editor(0).cluster(), cluster("v1.31.0"));
}

#[test]
fn findings_for_another_audience_do_not_count() {
    let mut world = with_chart();
    world.judge(0, Vec::new());
    let revision = revisions(&mut world)[0];
    rendered(&mut world, revision, "web", Vec::new());
    world.send(0, Event::AudienceChosen(Audience::Community));
    assert_eq!(world.editor(0).rendered().revision, None);
    assert_eq!(revisions(&mut world), [0; 0], "the texts come first");
    world.judge(0, Vec::new());
    assert_eq!(asked(&mut world)[0].check.audience, Audience::Community);
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

const CHART: &[(&str, &str)] = &[
    (
        "web/Chart.yaml",
        "apiVersion: v2\nname: web\nversion: 1.0.0\n",
    ),
    ("web/values.yaml", "image: guess.example.org/a:1\n"),
];

/// What the new pack lists.
fn listed(world: &World) -> Vec<String> {
    let values = pack_model::Values::of(world.editor(0).pack());
    let listed = pack_model::values::images::listed(&values).unwrap();
    listed.into_iter().map(|image| image.name).collect()
}

#[test]
fn a_chart_that_comes_in_is_rendered_before_it_is_opened() {
    let mut world = World::new();
    world.drop_files(0, CHART);
    assert!(world.editor(0).is_opening() && !world.editor(0).is_open());
    let asked = asked(&mut world).remove(0);
    let image = pack_model::deployment::DeployedImage {
        name: "run.example.org/web:1".to_owned(),
        certain: true,
        varies: false,
        places: Vec::new(),
    };
    let answer = Event::Rendered {
        revision: asked.check.revision,
        audience: asked.check.audience,
        deployment: Arc::new(Deployment {
            images: vec![image],
            ..Deployment::default()
        }),
        is_whole: false,
        findings: Findings::default(),
    };
    world.send(0, answer.clone());
    assert_eq!(listed(&world), ["run.example.org/web:1"]);
    assert!(world.editor(0).undo_label().is_none());
    world.send(0, answer);
    assert_eq!(world.editor(0).rendered().revision, None, "it is no draft");
}

/// The renderer has rendered new charts: what one needs, and what it runs.
fn new_rendered(world: &mut World, asked: &Render) {
    let path = asked.check.pack.manifest().charts()[0].path.clone();
    let place = pack_model::deployment::ImagePlace::Text {
        file: path.clone(),
        found: String::new(),
        other_name: None,
    };
    let needed = pack_model::deployment::NeededValue {
        file: path,
        path: "/charts/web/host".parse().unwrap(),
        value: "sample.example.com".into(),
        source: None,
    };
    let event = Event::Rendered {
        revision: asked.check.revision,
        audience: asked.check.audience,
        deployment: Arc::new(Deployment {
            images: vec![pack_model::deployment::DeployedImage {
                name: "run.example.org/web:1".to_owned(),
                certain: true,
                varies: false,
                places: vec![place],
            }],
            needed: vec![needed],
            ..Deployment::default()
        }),
        is_whole: true,
        findings: Findings::default(),
    };
    world.send(0, event);
}

const SAMPLE: &str = "    # A sample, without which the chart does not render. Replace it.\n    host: sample.example.com\n";

#[test]
fn what_a_chart_needs_to_render_is_set_and_told() {
    let mut world = World::new();
    world.drop_files(0, CHART);
    let asked = asked(&mut world).remove(0);
    assert!(matches!(&asked.purpose, RenderFor::NewCharts(new) if new.len() == 1));
    new_rendered(&mut world, &asked);
    let values = world.editor(0).pack().text("values.yaml").unwrap();
    assert!(values.contains(SAMPLE), "{values}");
    assert!(
        world
            .told(0)
            .contains("charts.web.host = \"sample.example.com\"")
    );
}

/// A pack of the template for charts that a chart was dropped on.
fn with_template() -> World {
    let mut world = World::new();
    world.send(0, Event::Make(&pack_model::template::TEMPLATES[0]));
    world.drop_files(0, CHART);
    world
}

#[test]
fn the_first_chart_of_a_template_fills_it_in_as_one_step() {
    let mut world = with_template();
    assert!(world.editor(0).pack().manifest().charts().is_empty());
    assert!(world.editor(0).is_opening(), "it can be stopped");
    let before = world.editor(0).pack().clone();
    let render = asked(&mut world).remove(0);
    assert!(matches!(&render.purpose, RenderFor::NewCharts(new) if new.len() == 1));
    new_rendered(&mut world, &render);
    assert!(!world.editor(0).is_opening());
    let pack = world.editor(0).pack();
    let manifest = pack.manifest();
    assert_eq!(manifest.name().as_deref(), Some("web"));
    assert_eq!(manifest.version().as_deref(), Some("1.0.0"));
    assert_eq!(manifest.charts().len(), 1);
    assert!(pack.text("values.yaml").unwrap().contains(SAMPLE));
    assert_eq!(listed(&world), ["run.example.org/web:1"]);
    world.send(0, Event::Undo);
    assert_eq!(*world.editor(0).pack(), before);
    assert!(world.editor(0).undo_label().is_none());
}

#[test]
fn a_chart_joins_the_pack_as_it_is_by_then() {
    let mut world = with_template();
    let render = asked(&mut world).remove(0);
    world.write(0, "typed meanwhile");
    new_rendered(&mut world, &render);
    assert_eq!(world.text(0), "typed meanwhile");
    assert_eq!(world.editor(0).pack().manifest().charts().len(), 1);

    let mut world = with_template();
    world.send(0, Event::RendererMissing);
    assert_eq!(world.editor(0).pack().manifest().charts().len(), 1);
    assert_eq!(listed(&world), ["guess.example.org/a:1"]);

    let mut world = with_template();
    let render = asked(&mut world).remove(0);
    world.send(0, Event::WorkStopped);
    new_rendered(&mut world, &render);
    assert!(world.editor(0).pack().manifest().charts().is_empty());

    let mut world = with_template();
    let render = asked(&mut world).remove(0);
    world.send(0, Event::CloseAsked);
    new_rendered(&mut world, &render);
    assert!(!world.editor(0).is_open());
}

#[test]
fn what_is_written_while_a_chart_is_rendered_stays() {
    let mut world = with_template();
    let render = asked(&mut world).remove(0);
    for (file, text) in [
        ("README.md", "mine"),
        ("values.yaml", "pack: {namespace: mine}\n"),
    ] {
        let file = FilePath::new(file).unwrap();
        let change = Change::set_text(file, text.to_owned());
        world.send(0, Event::Apply(Transaction::new("Write", vec![change])));
    }
    let pointer: Pointer = "/name".parse().unwrap();
    let named = Change::set(JsonFile::pack(), pointer, "mine");
    world.send(0, Event::Apply(Transaction::new("Name", vec![named])));
    new_rendered(&mut world, &render);
    let pack = world.editor(0).pack();
    assert_eq!(pack.manifest().charts().len(), 1);
    assert_eq!(pack.text("README.md"), Some("mine"));
    assert_eq!(pack.manifest().name().as_deref(), Some("mine"));
    assert_eq!(pack.manifest().version().as_deref(), Some("1.0.0"));
    assert!(pack.text("values.yaml").unwrap().contains("mine"));
}

#[test]
fn charts_that_are_added_one_after_the_other_join_all() {
    let mut world = with_template();
    let first = asked(&mut world).remove(0);
    world.drop_files(
        0,
        &[(
            "other/Chart.yaml",
            "name: other\nversion: 1.0.0\napiVersion: v2\n",
        )],
    );
    let second = asked(&mut world).remove(0);
    new_rendered(&mut world, &first);
    assert_eq!(world.editor(0).pack().manifest().charts().len(), 1);
    new_rendered(&mut world, &second);
    assert_eq!(world.editor(0).pack().manifest().charts().len(), 2);
}

#[test]
fn nothing_more_is_asked_while_a_chart_is_about_to_join() {
    let mut world = with_chart();
    world.judge(0, Vec::new());
    let revision = revisions(&mut world)[0];
    rendered(&mut world, revision, "first", Vec::new());
    world.drop_files(
        0,
        &[(
            "other/Chart.yaml",
            "name: other\nversion: 1.0.0\napiVersion: v2\n",
        )],
    );
    let joining = asked(&mut world).remove(0);
    // The chart that the pack had is not new.
    let RenderFor::NewCharts(new) = joining.purpose else {
        panic!("{:?}", joining.purpose);
    };
    assert_eq!(new.len(), 1, "{new:?}");
    assert!(new[0].contains("other"), "{new:?}");
    world.send(0, Event::TryValues);
    let value: Pointer = "/charts/web".parse().unwrap();
    world.send(0, Event::EffectAsked(value));
    assert_eq!(revisions(&mut world), [0; 0]);
}

#[test]
fn without_a_renderer_a_chart_is_opened_as_its_texts_are_read() {
    let mut world = World::new();
    world.drop_files(0, CHART);
    world.send(0, Event::RendererMissing);
    assert!(world.editor(0).is_open());
    assert_eq!(world.editor(0).pack().manifest().charts().len(), 1);
}

#[test]
fn a_chart_that_is_rendered_need_not_be_opened() {
    let mut world = World::new();
    world.drop_files(0, CHART);
    let asked = asked(&mut world).remove(0);
    world.send(0, Event::WorkStopped);
    rendered(&mut world, asked.check.revision, "web", Vec::new());
    assert!(!world.editor(0).is_open() && !world.editor(0).is_opening());
}

#[test]
fn what_a_value_changes_is_rendered_apart() {
    let mut world = World::new();
    let values = ("web/values.yaml", "charts:\n  web:\n    a: 1\n");
    world.drop_files(0, &[PACK[0], values]);
    world.judge(0, Vec::new());
    let revision = revisions(&mut world)[0];
    let value: Pointer = "/charts/web/a".parse().unwrap();
    world.send(0, Event::EffectAsked(value.clone()));
    assert_eq!(
        revisions(&mut world),
        [0; 0],
        "there is nothing to compare yet"
    );
    rendered(
        &mut world,
        revision,
        "with",
        vec![finding("later", "pack.json")],
    );
    world.send(0, Event::EffectAsked(value.clone()));
    let render = asked(&mut world).remove(0);
    let without = render.check.pack.text("values.yaml");
    assert_eq!(without, Some("charts:\n  web: {}\n"));
    assert!(world.editor(0).undo_label().is_none(), "it is no change");
    rendered(&mut world, render.check.revision, "without", Vec::new());
    assert_eq!(revisions(&mut world), [0; 0], "there is no rest");
    let effect = world.editor(0).rendered().effect.clone().unwrap();
    assert_eq!(effect.value, Some(value));
    assert_eq!(effect.without.as_ref().unwrap().releases[0].name, "without");
    assert_eq!(
        (shown(&world), progress(&world), rules(&world)),
        ("with", Progress::Done, vec!["later"])
    );

    world.write(0, "a");
    world.judge(0, Vec::new());
    let revision = revisions(&mut world)[0];
    rendered(&mut world, revision, "newer", Vec::new());
    assert!(
        world.editor(0).rendered().effect.is_none(),
        "it is of an older pack"
    );
}

#[test]
fn the_effect_of_presets_is_what_differs_without_them() {
    let mut world = with_chart();
    world.judge(0, Vec::new());
    let revision = revisions(&mut world)[0];
    rendered(&mut world, revision, "plain", Vec::new());
    let cluster = |presets: &[&str]| Cluster {
        kube_version: Some("v1.30.0".to_owned()),
        presets: presets.iter().map(|id| (*id).to_owned()).collect(),
        ..Cluster::default()
    };
    world.send(0, Event::SetCluster(cluster(&["Size:small"])));
    rendered(&mut world, revision, "small", Vec::new());
    asked(&mut world);
    world.send(0, Event::PresetsEffectAsked);
    let render = asked(&mut world).remove(0);
    assert_eq!(render.cluster, cluster(&[]));
    rendered(&mut world, render.check.revision, "without", Vec::new());
    let effect = world.editor(0).rendered().effect.clone().unwrap();
    assert_eq!(effect.value, None);
    assert_eq!(effect.without.as_ref().unwrap().releases[0].name, "without");
    assert_eq!(shown(&world), "small");

    world.send(0, Event::SetCluster(cluster(&[])));
    assert!(
        world.editor(0).rendered().effect.is_none(),
        "it is of another choice"
    );
}

#[test]
fn what_was_left_for_the_effect_of_a_value_is_asked_for_again() {
    let mut world = World::new();
    let values = ("web/values.yaml", "charts:\n  web:\n    a: 1\n");
    world.drop_files(0, &[PACK[0], values]);
    world.judge(0, Vec::new());
    let revision = revisions(&mut world)[0];
    rendered(&mut world, revision, "all", Vec::new());
    let (revision, _) = typed(&mut world, "a");
    rendered_so_far(&mut world, revision, "first", false, Vec::new());
    let value: Pointer = "/charts/web/a".parse().unwrap();
    world.send(0, Event::EffectAsked(value));
    let render = asked(&mut world).remove(0);
    assert_eq!(render.purpose, RenderFor::Deployment, "it can wait");
    let without = render.check.revision;
    rendered_so_far(&mut world, without, "without", false, Vec::new());
    let render = asked(&mut world).remove(0);
    assert_eq!(
        (render.check.revision, render.purpose),
        (revision, RenderFor::WholeDeployment)
    );
    let found = vec![finding("later", "pack.json")];
    rendered(&mut world, revision, "with", found);
    let effect = world.editor(0).rendered().effect.clone().unwrap();
    assert_eq!(effect.without.as_ref().unwrap().releases[0].name, "without");
    assert_eq!(
        (shown(&world), progress(&world), rules(&world)),
        ("with", Progress::Done, vec!["later"])
    );
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

#[test]
fn values_without_effect_are_found_when_they_are_asked_for() {
    let mut world = with_chart();
    world.judge(0, Vec::new());
    let revision = revisions(&mut world)[0];
    world.send(0, Event::TryValues);
    assert_eq!(revisions(&mut world), [0; 0], "nothing is rendered yet");
    rendered(&mut world, revision, "first", Vec::new());
    world.send(0, Event::TryValues);
    let render = asked(&mut world).remove(0);
    assert_eq!(
        (render.check.revision, render.purpose),
        (revision, RenderFor::WithoutEffect)
    );
    let is_trying = |world: &World| world.editor(0).rendered().is_trying;
    assert!(is_trying(&world));
    rendered_so_far(&mut world, revision, "first", false, Vec::new());
    assert!(is_trying(&world));
    let found = vec![finding("idle", "values.yaml")];
    rendered(&mut world, revision, "first", found);
    assert!(!is_trying(&world));
    assert_eq!(rules(&world), ["idle"]);
    assert_eq!(revisions(&mut world), [0; 0]);

    world.send(0, Event::TryValues);
    assert_eq!(
        asked(&mut world).remove(0).purpose,
        RenderFor::WithoutEffect
    );
    world.write(0, "a");
    world.judge(0, Vec::new());
    let render = asked(&mut world);
    assert_eq!(render.len(), 0, "the renderer is asked one thing at a time");
    rendered(&mut world, revision, "first", Vec::new());
    let render = asked(&mut world).remove(0);
    assert_eq!(
        render.purpose,
        RenderFor::Deployment,
        "the worker knows what was found"
    );
    rendered(&mut world, render.check.revision, "second", Vec::new());
    assert!(!is_trying(&world));
}
