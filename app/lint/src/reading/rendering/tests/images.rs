//! Where the images of what is rendered stand.

use super::*;

#[test]
fn images_stand_in_containers_volumes_and_texts() {
    let objects = "apiVersion: x.example/v1\nkind: Job\nspec:\n  pod:\n    initContainers: [{image: 'a:1'}]\n    ephemeralContainers: [{image: 'b:1', args: ['--with=x.io/c:1'], env: [{name: E, value: 'x.io/d:1'}]}]\n    volumes: [{image: {reference: 'e:1'}}]\n  agent: x.io/f:1\n  parts: {repository: x.io/g, tag: v1}\n\
        ---\napiVersion: v1\nkind: ConfigMap\ndata: {a: 'image: x.io/h:1', b: 'postgres:5432'}\n\
        ---\napiVersion: v1\nkind: Secret\nstringData: {a: 'x.io/no:1'}\n\
        ---\napiVersion: helm.cattle.io/v1\nkind: HelmChartConfig\nspec:\n  valuesContent: |-\n    image: {repository: x.io/i, tag: v1}\n\
        ---\napiVersion: v1\nkind: Pod\nmetadata: {annotations: {helm.sh/hook: test}}\nspec: {containers: [{image: 'no:1'}]}\n";
    let notes = ("templates/NOTES.txt", "Thank you");
    let deployment = deploy(
        &sample("", &[("templates/all.yaml", objects), notes]),
        &Cluster::default(),
    );
    assert_eq!(
        names(&deployment),
        [
            ("docker.io/library/a:1", true),
            ("docker.io/library/b:1", true),
            ("docker.io/library/e:1", true),
            ("x.io/c:1", false),
            ("x.io/d:1", false),
            ("x.io/f:1", false),
            ("x.io/g:v1", false),
            ("x.io/h:1", false),
            ("x.io/i:v1", false),
        ]
    );
    assert_eq!(deployment.notes[0].text, "Thank you");
}

#[test]
fn a_container_without_a_known_image_is_told() {
    let pod = "kind: Pod\nspec: {containers: [{image: ''}, {image: 'A B'}, {name: patch}]}\n";
    let deployment = deploy(
        &sample("", &[("templates/a.yaml", pod)]),
        &Cluster::default(),
    );
    let texts: Vec<_> = deployment
        .unknown_images
        .iter()
        .map(|image| (image.text.as_str(), image.path.to_string(), image.line))
        .collect();
    let path = |index: usize| format!("/spec/containers/{index}/image");
    // Both stand in one line.
    assert_eq!(texts, [("", path(0), None), ("A B", path(1), None)]);
}

#[test]
fn annotations_name_images_unless_they_are_off() {
    let list = "|\n    - image: x.io/a:1\n    - {image: 'x.io/b:1', condition: extra.used}\n    - image: x.io/c\n";
    let about = format!("name: web\nversion: 1.0.0\nannotations:\n  helm.sh/images: {list}");
    let files = [
        ("Chart.yaml", about.as_str()),
        ("values.yaml", "extra: {used: false}\n"),
    ];
    let pack = Sample::addon()
        .chart("charts/web.tgz", &files)
        .set("/charts", json!(["charts/web.tgz"]));
    let off = deploy(&pack.clone().pack, &Cluster::default());
    assert_eq!(names(&off), [("x.io/a:1", false)]);
    let on = pack
        .file("values.yaml", "charts: {web: {extra: {used: true}}}\n")
        .pack;
    assert_eq!(
        names(&deploy(&on, &Cluster::default())),
        [("x.io/a:1", false), ("x.io/b:1", false)]
    );
}

#[test]
fn images_of_parts_that_are_switched_off_are_found() {
    let pod = |condition: &str, image: &str| {
        format!(
            "{{{{ if {condition} }}}}\nkind: Pod\nspec: {{containers: [{{image: '{image}'}}]}}\n{{{{ end }}}}\n"
        )
    };
    let a = pod(".Values.extra.enabled", "x.io/extra:1");
    let b = pod(
        "and .Values.more.enabled .Values.extra.enabled",
        "x.io/both:1",
    );
    let c = pod("not .Values.main.enabled", "x.io/never:1");
    let d = pod(".Values.alias.enabled", "x.io/sub:1");
    let own = "main: {enabled: true}\nextra: {enabled: false}\nmore: {enabled: false}\nbroken: {enabled: false}\nalias: {enabled: false}\n";
    let broken = "{{ if .Values.broken.enabled }}{{ fail \"no\" }}{{ end }}";
    let about = "name: web\nversion: 1.0.0\napiVersion: v2\ndependencies: [{name: sub, version: 1.0.0, alias: alias, condition: alias.enabled}]\n";
    let files = [
        ("Chart.yaml", about),
        ("values.yaml", own),
        ("templates/a.yaml", a.as_str()),
        ("templates/b.yaml", b.as_str()),
        ("templates/c.yaml", c.as_str()),
        ("templates/broken.yaml", broken),
        (
            "charts/sub/Chart.yaml",
            "name: sub\nversion: 1.0.0\napiVersion: v2\n",
        ),
        (
            "charts/sub/templates/d.yaml",
            d.replace(".Values.alias", "$.Values").as_str(),
        ),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()));
    let files: Vec<_> = files
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let pack = Sample::addon()
        .chart("charts/web.tgz", &files)
        .set("/charts", json!(["charts/web.tgz"]))
        .pack;
    let plain = Cluster::default();
    assert_eq!(deploy(&pack, &plain).switched_off, None);
    let found = deploy_and_explore(&pack, &plain).switched_off.unwrap();
    let found: Vec<_> = found
        .iter()
        .map(|image| (image.name.as_str(), image.switch.to_string()))
        .collect();
    let at = |path: &str| format!("/charts/web/{path}");
    assert_eq!(
        found,
        [
            ("x.io/both:1", at("extra/enabled")),
            ("x.io/extra:1", at("extra/enabled")),
            ("x.io/sub:1", at("alias/enabled")),
        ]
    );
}
