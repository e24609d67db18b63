//! A pack whose chart is replaced: what follows, and what stays as somebody has set it.

use super::*;
use crate::compare::of_names;
use crate::pack::file::File;
use crate::pack::path::FilePath;

/// The archive of a chart `web`.
fn archive(version: &str, app: &str, values: &str) -> Vec<u8> {
    let chart = format!("apiVersion: v2\nname: web\nversion: {version}\nappVersion: \"{app}\"\n");
    let entries = [
        pack_archive::Entry::new("Chart.yaml", chart.into_bytes()),
        pack_archive::Entry::new("values.yaml", values.as_bytes().to_vec()),
    ];
    pack_archive::write_tar_gz("web", &entries).unwrap()
}

/// A pack of this version with a chart and values.
fn pack(version: &str, chart: Vec<u8>, values: &str) -> Pack {
    let json =
        format!(r#"{{"name": "web", "version": "{version}", "charts": ["charts/web.tgz"]}}"#);
    let mut pack = Pack::default();
    for (path, file) in [
        ("pack.json", File::of_text(&json)),
        ("values.yaml", File::of_text(values)),
        ("charts/web.tgz", File::new(chart)),
    ] {
        pack.put(FilePath::new(path).unwrap(), Some(file));
    }
    pack
}

fn followed(before: &Pack, after: &Pack, changes: Vec<Change>) -> Pack {
    let mut session = Session::open(after.clone());
    session.apply(Transaction::new("Follow", changes)).unwrap();
    let followed = session.pack().clone();
    assert!(
        follow(before, &followed).is_empty(),
        "nothing is left to follow"
    );
    followed
}

#[test]
fn what_was_the_old_chart_follows_and_what_was_set_stays() {
    let values = "\
pack:
  content:
    images:
      - image: x.io/web:1.0 # ours
      - image: x.io/tool:7
    charts:
      - name: web
        version: 4.2.3
      - name: other
        version: 4.2.3
charts:
  web:
    # The port.
    port: 80 # plain
    replicas: 5
    gone: true
    image:
      tag: v1.0
    sidecar: x.io/web:1.0
    probe:
      path: /old
";
    let old = "port: 80\nreplicas: 1\ngone: true\nimage:\n  tag: \"\"\nsidecar: \"\"\nprobe:\n  path: /old\n";
    let new = "port: 81\nreplicas: 2\nimage:\n  tag: \"\"\nsidecar: \"\"\nprobe:\n  path: /new\n# New.\nmode: fast\n";
    let before = pack("4.2.3", archive("4.2.3", "1.0", old), values);
    let after = pack("4.2.3", archive("5.0.5", "1.1", new), values);
    let changes = follow(&before, &after);
    let followed = followed(&before, &after, changes);
    assert_eq!(followed.manifest().version().as_deref(), Some("5.0.5"));
    let expected = "\
pack:
  content:
    images:
      - image: x.io/web:1.1 # ours
      - image: x.io/tool:7
    charts:
      - name: web
        version: 5.0.5
      - name: other
        version: 4.2.3
charts:
  web:
    # The port.
    port: 81 # plain
    replicas: 5
    image:
      tag: v1.1
    sidecar: x.io/web:1.1
    probe:
      path: /new
    # New.
    mode: fast
";
    assert_eq!(followed.text("values.yaml"), Some(expected));
}

#[test]
fn a_pack_that_sets_little_stays_little() {
    let before = pack(
        "1",
        archive("1", "1", "a: 1\nb: 2\n"),
        "charts:\n  web:\n    a: 9\n",
    );
    let after = pack(
        "1",
        archive("2", "1", "a: 1\nb: 2\nc: 3\n"),
        "charts:\n  web:\n    a: 9\n",
    );
    let changes = follow(&before, &after);
    assert_eq!(changes, [set_version("2".to_owned())]);
}

#[test]
fn values_stay_where_the_new_chart_has_no_defaults_of_its_own() {
    let values = "charts:\n  web:\n    a: 1\n";
    let before = pack("1", archive("1", "1", "a: 1\n"), values);
    for own in ["", "a: [\n"] {
        let after = pack("1", archive("2", "1", own), values);
        assert_eq!(follow(&before, &after), [set_version("2".to_owned())]);
    }
}

#[test]
fn a_next_version_follows_one_chart_after_the_other() {
    let mut before = crate::next_version(&pack("1", archive("1", "1", ""), ""));
    for (now, next) in [("2", "3"), ("3", "4")] {
        assert_eq!(before.manifest().version().as_deref(), Some(now));
        let mut after = before.clone();
        let file = File::new(archive(next, "1", ""));
        after.put(FilePath::new("charts/web.tgz").unwrap(), Some(file));
        let changes = follow(&before, &after);
        before = followed(&before, &after, changes);
    }
}

#[test]
fn a_version_that_somebody_has_set_stays() {
    let before = pack("9.9", archive("1", "1", ""), "");
    let after = pack("9.9", archive("2", "2", ""), "");
    assert_eq!(follow(&before, &after), []);
    assert_eq!(follow(&before, &before), []);
}

#[test]
fn listed_images_follow_what_is_deployed() {
    let values = "pack:\n  content:\n    images:\n      - image: nginx:1 # web\n      - image: x.io/gone:1\n      - image: x.io/by-hand:1\n";
    let pack = pack("1", Vec::new(), values);
    let deployed = of_names(
        ["nginx:1", "x.io/gone:1"].into_iter(),
        ["nginx:2", "x.io/new:3"].into_iter(),
    );
    let mut session = Session::open(pack.clone());
    let changes = follow_images(&pack, &deployed);
    session.apply(Transaction::new("Follow", changes)).unwrap();
    let expected = "pack:\n  content:\n    images:\n      - image: nginx:2 # web\n      - image: x.io/by-hand:1\n      - image: x.io/new:3\n";
    assert_eq!(session.pack().text("values.yaml"), Some(expected));
}
