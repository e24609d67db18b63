//! New charts are rendered before they are opened as a pack, or join the open one.

use super::*;

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
