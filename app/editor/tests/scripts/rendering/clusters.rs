//! What is assumed of the cluster and of the audience, and kept with the draft.

use super::*;

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
