//! What is kept between renderings: whatever changes, it gives what a new renderer gives.

use std::rc::Rc;

use pack_model::deployment::Cluster;
use pack_model::{Deployment, File, FilePath, Pack};
use serde_json::json;

use super::super::part::{Content, Listed};
use super::super::{Renderer, deploy, deploy_and_explore};
use super::{POD, names};
use crate::testing::Sample;

const VALUES: &str = "values.yaml";
const POD_FILE: &str = "charts/web/templates/pod.yaml";

/// A pod with one image that is there only with a value.
fn switched(value: &str) -> String {
    format!(
        "{{{{ if .Values.{value}.enabled }}}}\nkind: Pod\nmetadata: {{name: {value}}}\nspec: {{containers: [{{image: 'x.io/{value}:{{{{ .Values.tag }}}}'}}]}}\n{{{{ end }}}}\n"
    )
}

/// A pack whose charts are folders, so that each of their files can change.
fn pack(values: &str, templates: &[(&str, &str)]) -> Pack {
    let own = "image: x.io/own:1\ntag: 1\none: {enabled: false}\ntwo: {enabled: false}\nsub: {enabled: false}\n";
    let about = "name: web\nversion: 1.0.0\napiVersion: v2\n";
    let other = "name: other\nversion: 1.0.0\napiVersion: v2\n";
    let mut pack = Sample::addon()
        .set("/charts", json!(["charts/other", "charts/web"]))
        .file("charts/other/Chart.yaml", other)
        .file("charts/other/templates/pod.yaml", POD)
        .file("charts/web/Chart.yaml", about)
        .file("charts/web/values.yaml", own)
        .file(VALUES, values)
        .pack;
    for (path, text) in templates {
        write(&mut pack, &format!("charts/web/{path}"), text);
    }
    pack
}

fn write(pack: &mut Pack, path: &str, text: &str) {
    pack.put(FilePath::new(path).unwrap(), Some(File::of_text(text)));
}

/// Deploys a pack as it is now; a new renderer gives the same.
fn deployed(renderer: &mut Renderer, pack: &Pack) -> Deployment {
    let cluster = Cluster::default();
    let found = renderer.deploy(pack, &cluster);
    let expected = match found.switched_off {
        None => deploy(pack, &cluster),
        Some(_) => Deployment {
            presets: None,
            ..deploy_and_explore(pack, &cluster)
        },
    };
    assert_eq!(found, expected);
    found
}

/// Explores all that is left, and gives in how many steps.
fn explored(renderer: &mut Renderer) -> usize {
    let mut steps = 1;
    while renderer.explore_next() {
        steps += 1;
    }
    steps
}

fn has(deployment: &Deployment, name: &str) -> bool {
    names(deployment).iter().any(|(known, _)| *known == name)
}

#[test]
fn the_text_of_a_template_changes_at_the_same_path() {
    let values = "charts: {web: {image: x.io/a:1}}\n";
    let mut pack = pack(values, &[("templates/pod.yaml", POD)]);
    let mut renderer = Renderer::default();
    assert!(has(&deployed(&mut renderer, &pack), "x.io/a:1"));
    write(&mut pack, POD_FILE, &POD.replace("image: '", "image: 'b."));
    assert!(has(&deployed(&mut renderer, &pack), "b.x.io/a:1"));
    write(&mut pack, POD_FILE, "no object");
    assert_eq!(deployed(&mut renderer, &pack).failures.len(), 1);
    write(&mut pack, POD_FILE, "{{ fail \"no\" }}");
    assert_eq!(deployed(&mut renderer, &pack).failures.len(), 1);
    pack.put(FilePath::new(POD_FILE).unwrap(), None);
    assert!(!has(&deployed(&mut renderer, &pack), "x.io/a:1"));
    write(&mut pack, POD_FILE, POD);
    assert!(has(&deployed(&mut renderer, &pack), "x.io/a:1"));
}

#[test]
fn the_line_of_an_image_follows_its_template() {
    let pod = "kind: Pod\nspec:\n  containers:\n  - image: '{{ .Values.name }}'\n";
    let mut pack = pack(
        "charts: {web: {name: A B}}\n",
        &[("templates/pod.yaml", pod)],
    );
    let mut renderer = Renderer::default();
    let lines = |deployment: &Deployment| {
        let unknown = deployment.unknown_images.iter();
        unknown.map(|image| image.line).collect::<Vec<_>>()
    };
    // The other chart is given no image, and writes its containers in braces.
    let expected = |line: u32| [None, Some(line)];
    assert_eq!(lines(&deployed(&mut renderer, &pack)), expected(4));
    // The rendered text stays the same.
    write(&mut pack, POD_FILE, &format!("{{{{- /* Why. */}}}}\n{pod}"));
    assert_eq!(lines(&deployed(&mut renderer, &pack)), expected(5));
}

#[test]
fn a_file_vanishes_and_comes_back_with_a_value() {
    let sub = "name: sub\nversion: 1.0.0\napiVersion: v2\n";
    let about = "name: web\nversion: 1.0.0\napiVersion: v2\ndependencies: [{name: sub, version: 1.0.0, condition: sub.enabled}]\n";
    let own = switched("one");
    let files = [
        ("Chart.yaml", about),
        ("charts/sub/Chart.yaml", sub),
        ("charts/sub/templates/pod.yaml", POD),
        ("templates/one.yaml", own.as_str()),
        ("templates/pod.yaml", POD),
    ];
    let values = |is_on: bool, image: &str| {
        format!(
            "charts: {{web: {{one: {{enabled: {is_on}}}, sub: {{enabled: {is_on}, image: '{image}'}}}}}}\n"
        )
    };
    let mut pack = pack("", &files);
    let mut renderer = Renderer::default();
    for (is_on, image) in [
        (true, "x.io/sub:1"),
        (false, "x.io/sub:1"),
        (true, "x.io/sub:1"),
        (false, "x.io/sub:2"),
        (true, "x.io/sub:2"),
    ] {
        write(&mut pack, VALUES, &values(is_on, image));
        let deployment = deployed(&mut renderer, &pack);
        assert_eq!(has(&deployment, image), is_on);
        assert_eq!(has(&deployment, "x.io/one:1"), is_on);
    }
}

#[test]
fn trials_leave_nothing_behind() {
    let (one, two) = (switched("one"), switched("two"));
    let files = [
        ("templates/one.yaml", one.as_str()),
        ("templates/pod.yaml", POD),
        ("templates/two.yaml", two.as_str()),
    ];
    let mut pack = pack("", &files);
    let mut renderer = Renderer::default();
    for tag in [1, 2, 1] {
        write(
            &mut pack,
            VALUES,
            &format!("charts: {{web: {{tag: {tag}}}}}\n"),
        );
        let deployment = deployed(&mut renderer, &pack);
        assert!(!has(&deployment, &format!("x.io/one:{tag}")));
        explored(&mut renderer);
        let found = renderer.deployment().switched_off.unwrap();
        let found: Vec<_> = found.iter().map(|image| image.name.as_str()).collect();
        assert_eq!(
            found,
            [format!("x.io/one:{tag}"), format!("x.io/two:{tag}")]
        );
        // As the trial had it.
        write(
            &mut pack,
            VALUES,
            &format!("charts: {{web: {{tag: {tag}, two: {{enabled: true}}}}}}\n"),
        );
        let deployment = deployed(&mut renderer, &pack);
        assert!(has(&deployment, &format!("x.io/two:{tag}")));
    }
}

#[test]
fn what_varies_is_told_after_each_edit() {
    let random = "kind: Pod\nmetadata: {name: r}\nspec: {containers: [{image: 'x.io/r:{{ randAlphaNum 9 | lower }}'}, {image: x.io/same:1}]}\n";
    let files = [
        ("templates/pod.yaml", POD),
        ("templates/random.yaml", random),
    ];
    let mut pack = pack("", &files);
    let mut renderer = Renderer::default();
    for image in ["x.io/a:{{ .spectro.var.tag }}", "x.io/a:1", "x.io/a:2"] {
        write(
            &mut pack,
            VALUES,
            &format!("charts: {{web: {{image: '{image}'}}}}\n"),
        );
        let deployment = deployed(&mut renderer, &pack);
        let varying = deployment.images.iter().filter(|image| image.varies);
        let expected = 1 + usize::from(image.contains("{{"));
        assert_eq!(varying.count(), expected, "{image}");
        explored(&mut renderer);
    }
}

#[test]
fn notes_follow_their_values() {
    let files = [("templates/NOTES.txt", "{{ .Values.note }}")];
    let mut pack = pack("", &files);
    let mut renderer = Renderer::default();
    for note in ["One.", "Two.", " ", "One."] {
        write(
            &mut pack,
            VALUES,
            &format!("charts: {{web: {{note: '{note}'}}}}\n"),
        );
        let deployment = deployed(&mut renderer, &pack);
        let notes = deployment.notes.iter().map(|notes| notes.text.as_str());
        let expected = Some(note).filter(|note| !note.trim().is_empty());
        assert_eq!(notes.collect::<Vec<_>>(), Vec::from_iter(expected));
        explored(&mut renderer);
    }
}

#[test]
fn a_search_goes_on_after_an_edit_of_another_chart() {
    let (one, two) = (switched("one"), switched("two"));
    let files = [
        ("templates/one.yaml", one.as_str()),
        ("templates/two.yaml", two.as_str()),
    ];
    let values = |other: u8, web: u8| {
        format!("charts: {{other: {{image: 'x.io/o:{other}'}}, web: {{tag: {web}}}}}\n")
    };
    let mut pack = pack(&values(1, 1), &files);
    let mut renderer = Renderer::default();
    deployed(&mut renderer, &pack);
    let all = explored(&mut renderer);
    let mut renderer = Renderer::default();
    deployed(&mut renderer, &pack);
    for _ in 0..3 {
        assert!(renderer.explore_next());
    }
    let in_other = 1;
    write(&mut pack, VALUES, &values(2, 1));
    deployed(&mut renderer, &pack);
    assert_eq!(explored(&mut renderer), all - 3 + in_other);
    deployed(&mut renderer, &pack);
    assert_eq!(explored(&mut renderer), 1, "all is known");

    let mut renderer = Renderer::default();
    deployed(&mut renderer, &pack);
    for _ in 0..3 {
        assert!(renderer.explore_next());
    }
    write(&mut pack, VALUES, &values(2, 2));
    deployed(&mut renderer, &pack);
    assert_eq!(explored(&mut renderer), all - in_other);
    let found = renderer.deployment().switched_off.unwrap();
    assert_eq!(found[0].name, "x.io/one:2");
}

/// What stands in the files of the chart that changes.
fn contents(renderer: &Renderer) -> Vec<Rc<Content>> {
    let listed = Listed::Chart("charts/web".to_owned());
    renderer.parts.get(&listed).unwrap().part.contents.clone()
}

#[test]
fn only_texts_that_differ_are_read_again() {
    let random = "kind: Pod\nspec: {containers: [{image: 'x.io/r:{{ randNumeric 9 }}'}]}\n";
    let switched = switched("one");
    let tagged = "kind: Pod\nspec: {containers: [{image: 'x.io/a:{{ .Values.tag }}'}]}\n";
    let files = [
        ("templates/one.yaml", switched.as_str()),
        ("templates/pod.yaml", POD),
        ("templates/random.yaml", random),
        ("templates/tagged.yaml", tagged),
    ];
    let values = |tag: u8| {
        format!("charts: {{web: {{image: 'x.io/{{{{ .spectro.var.name }}}}', tag: {tag}}}}}\n")
    };
    let mut pack = pack(&values(1), &files);
    let mut renderer = Renderer::default();
    deployed(&mut renderer, &pack);
    let before = contents(&renderer);
    explored(&mut renderer);
    write(&mut pack, VALUES, &values(2));
    deployed(&mut renderer, &pack);
    let now = contents(&renderer);
    let same = before.iter().zip(&now);
    let same: Vec<_> = same.map(|(one, other)| Rc::ptr_eq(one, other)).collect();
    // Helm goes through templates from the last one on.
    assert_eq!(same, [false, true, true, true]);
}
