//! Charts and manifests that become a new pack.

use super::*;

#[test]
fn a_chart_becomes_a_pack_with_its_name_values_images_and_archive() {
    let about = "name: cert-manager\nversion: v1.10.0+up1\nappVersion: 1.10\ndescription: Issues certificates.\n\
        home: https://example.com\nicon: https://example.com/i.svg\nannotations:\n  artifacthub.io/category: security\n";
    let values = "# How many\r\nreplicas: 1\r\nimage: {repository: quay.io/org/cm, tag: v1}\r\n";
    let bytes = archive(
        Format::TarGz,
        &[("Chart.yaml", about), ("values.yaml", values)],
    );
    let import = opened(vec![Entry::new("cm.tgz", bytes.clone())]).unwrap();
    assert!(matches!(import, Import::Chart { .. }));
    let said = import.notices().join("\n");
    assert!(
        said.contains("changed to 1.10.0") && said.contains("https://example.com/i.svg"),
        "{said}"
    );
    assert!(!said.contains("add-on type"), "{said}");
    let pack = import.into_pack();
    assert_eq!(
        paths(&pack),
        [
            "README.md",
            "charts/cm.tgz",
            "logo.png",
            "pack.json",
            "values.yaml"
        ]
    );
    assert_eq!(*pack.file("charts/cm.tgz").unwrap().bytes, bytes);
    assert_eq!(
        pack.manifest().json().value(),
        json!({
            "name": "cert-manager", "displayName": "Cert Manager", "version": "1.10.0", "layer": "addon",
            "addonType": "security", "cloudTypes": ["all"],
            "annotations": {"description": "Issues certificates.", "docsURL": "https://example.com"},
            "charts": ["charts/cm.tgz"],
        })
    );
    let text = pack.text("values.yaml").unwrap();
    assert!(
        text.contains("\n  cert-manager:\n    # How many\n    replicas: 1\n"),
        "{text}"
    );
    let read = Yaml::read(text).value().unwrap();
    assert_eq!(
        read["pack"]["content"]["images"],
        json!([{"image": "quay.io/org/cm:v1"}])
    );
    assert_eq!(read["charts"]["cert-manager"]["image"]["tag"], "v1");
    let readme = pack.text("README.md").unwrap();
    assert!(
        readme.contains("Issues certificates.") && readme.contains("application version 1.10"),
        "{readme}"
    );
}

/// The images that a new pack of one chart lists.
fn listed_images(values: &str) -> Value {
    let import = opened(vec![Entry::new("web.tgz", chart("web", "1", values))]).unwrap();
    let pack = import.into_pack();
    let values = Yaml::read(pack.text("values.yaml").unwrap())
        .value()
        .unwrap();
    values["pack"]["content"]["images"].clone()
}

#[test]
fn images_of_parts_that_are_switched_off_are_not_listed() {
    let values = "image: x.io/a:1\nlog:\n  enabled: false\n  image: x.io/log:1\n";
    assert_eq!(listed_images(values), json!([{ "image": "x.io/a:1" }]));
    let values = values.replace("false", "true");
    assert_eq!(
        listed_images(&values),
        json!([{ "image": "x.io/a:1" }, { "image": "x.io/log:1" }])
    );
}

#[test]
fn a_chart_that_carries_the_metadata_of_its_pack_is_still_a_chart() {
    let files = |listed: &'static str| {
        [
            ("Chart.yaml", "name: web\nversion: 1.0.0"),
            ("pack.json", listed),
            ("charts/x.tgz", ""),
        ]
    };
    let open_archive = |listed| {
        let bytes = archive(Format::TarGz, &files(listed));
        opened(vec![Entry::new("web.tgz", bytes)]).unwrap()
    };
    assert!(matches!(
        open_archive(r#"{"charts":["charts/web.tgz"]}"#),
        Import::Chart { .. }
    ));
    assert!(matches!(open_archive("{}"), Import::Chart { .. }));
    assert!(matches!(
        open_archive(r#"{"charts":["charts/x.tgz"]}"#),
        Import::Pack { .. }
    ));
}

#[test]
fn an_unpacked_chart_is_packed_and_several_charts_share_a_pack() {
    let files = entries(&[
        ("anything/Chart.yaml", "name: web\nversion: 1.0.0"),
        ("anything/templates/x.yaml", "kind: {{ .x }}"),
    ]);
    let pack = opened(files).unwrap().into_pack();
    let packed = pack.file("charts/web-1.0.0.tgz").unwrap();
    let inside = pack_archive::read(&packed.bytes, &Limits::default()).unwrap();
    assert_eq!(inside.entries[0].path, "web/Chart.yaml");

    let files = vec![
        Entry::new("b.tgz", chart("b", "2", "x: 1")),
        Entry::new("a.tar.gz", chart("a", "1", "")),
        Entry::new("again.tgz", chart("a", "1", "")),
        Entry::new("crd.yaml", *b"apiVersion: v1\nkind: Pod\n"),
        Entry::new("README.md", *b"# Mine\n"),
        Entry::new("notes.txt", *b""),
    ];
    let import = opened(files).unwrap();
    let said = import.notices().join("\n");
    assert!(
        said.contains("again.tgz was left out")
            && said.contains("notes.txt")
            && said.contains("2 charts, b"),
        "{said}"
    );
    let pack = import.into_pack();
    let listed = |listed: Vec<crate::pack::manifest::Listed>| {
        listed
            .into_iter()
            .map(|listed| listed.path)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        listed(pack.manifest().charts()),
        ["charts/b.tgz", "charts/a-1.tgz"]
    );
    assert_eq!(
        listed(pack.manifest().kube_manifests()),
        ["manifests/crd.yaml"]
    );
    assert_eq!(pack.text("README.md"), Some("# Mine\n"));
    assert_eq!(
        Yaml::read(pack.text("values.yaml").unwrap())
            .value()
            .unwrap()["charts"],
        json!({"b": {"x": 1}, "a": {}})
    );
}

#[test]
fn manifests_become_a_pack_in_the_order_of_their_paths_under_names_of_their_own() {
    let pod = "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: nginx:1.2\n";
    let files = entries(&[
        ("my app/b/x.yaml", pod),
        ("my app/a/x.yaml", pod),
        ("my app/c", pod),
        ("my app/notes.txt", ""),
    ]);
    let import = opened(files).unwrap();
    assert!(matches!(import, Import::Manifests { .. }));
    let pack = import.into_pack();
    let manifest = pack.manifest();
    let listed: Vec<_> = manifest
        .kube_manifests()
        .into_iter()
        .map(|listed| listed.path)
        .collect();
    assert_eq!(
        listed,
        ["manifests/x.yaml", "manifests/x-2.yaml", "manifests/c.yaml"]
    );
    assert!(listed.iter().all(|path| pack.text(path) == Some(pod)));
    assert_eq!(
        (
            manifest.name().as_deref(),
            manifest.display_name().as_deref()
        ),
        (Some("my-app"), Some("My App"))
    );
    let values = Yaml::read(pack.text("values.yaml").unwrap())
        .value()
        .unwrap();
    assert_eq!(
        values["pack"]["content"]["images"],
        json!([{"image": "docker.io/library/nginx:1.2"}])
    );
}
