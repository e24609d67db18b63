//! What a value or presets change, and which values change nothing.

use super::*;

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
