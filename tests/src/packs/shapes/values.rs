//! Shapes of values.yaml, presets.yaml and schema.yaml.

use super::{Shape, sound_pack};
use crate::packs::fixture::VALUES;

/// The usual pack with other texts as its YAML files.
pub(super) fn shapes() -> Vec<Shape> {
    let mut shapes: Vec<_> = TEXTS.iter().map(|(name, text)| with(name, text)).collect();
    shapes.extend([
        with("values-crlf", &VALUES.replace('\n', "\r\n")),
        with("values-bom", &format!("\u{feff}{VALUES}")),
        with("values-no-final-newline", VALUES.trim_end()),
        with(
            "values-long",
            &format!("{VALUES}{}", "# a line of a comment\n".repeat(4000)),
        ),
        with(
            "values-deep",
            &format!("a: {}{}", "[".repeat(10_000), "]".repeat(10_000)),
        ),
        Shape::new(
            "values-not-utf8",
            sound_pack().with("values.yaml", *b"pack:\n  namespace: \xff\xfe\n"),
        ),
        Shape::new("values-missing", sound_pack().without("values.yaml")),
        Shape::new(
            "presets",
            sound_pack()
                .with("presets.yaml", PRESETS.as_bytes())
                .with("values.yaml", PRESELECTED.as_bytes()),
        ),
        Shape::new("presets-empty", sound_pack().with("presets.yaml", *b"")),
        Shape::new(
            "presets-wrong-kinds",
            sound_pack().with("presets.yaml", PRESETS_WRONG.as_bytes()),
        ),
        Shape::new(
            "schema",
            sound_pack().with("schema.yaml", SCHEMA.as_bytes()),
        ),
        Shape::new(
            "schema-comments-only",
            sound_pack().with("schema.yaml", *b"# nothing yet\n"),
        ),
        Shape::new(
            "schema-broken-expressions",
            sound_pack().with("schema.yaml", SCHEMA_BROKEN.as_bytes()),
        ),
    ]);
    shapes
}

fn with(name: &str, text: &str) -> Shape {
    Shape::new(name, sound_pack().with("values.yaml", text.as_bytes()))
}

/// Texts that are complete files.
const TEXTS: &[(&str, &str)] = &[
    ("values-empty", ""),
    ("values-comments-only", "# nothing\n\n# at all\n"),
    ("values-list", "- a\n- b\n"),
    ("values-scalar", "just text\n"),
    ("values-without-pack", "manifests:\n  app:\n    speed: 33\n"),
    (
        "values-tabs",
        "pack:\n\tnamespace: disc\nmanifests:\n\tapp:\n\t\tspeed: 33\n",
    ),
    (
        "values-duplicate-keys",
        "pack:\n  namespace: a\n  namespace: b\npack:\n  namespace: c\n",
    ),
    (
        "values-two-documents",
        "pack:\n  namespace: a\n---\npack:\n  namespace: b\n",
    ),
    ("values-broken", "pack:\n  namespace: [a\n  content: }\n"),
    (
        "values-broken-indent",
        "pack:\n    namespace: a\n  content:\n      images: []\n",
    ),
    (
        "values-images-as-text",
        "pack:\n  content:\n    images:\n      - registry.example.org/a:1\n      - image: nginx\n      - iamge: registry.example.org/b:1\n      - 7\n",
    ),
    (
        "values-block-scalars",
        "a: |\n  one\n  two\nb: >-\n  folded\n  text\nc: |+\n  kept\n\n\nd: |2\n    indented\ne: >\n\n  x\n",
    ),
    (
        "values-anchors",
        "base: &base\n  speed: 33\n  list: [1, 2]\nmanifests:\n  app:\n    <<: *base\n    speed: 45\n",
    ),
    ("values-anchor-of-itself", "a: &a [*a]\n"),
    (
        "values-many-aliases",
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]\nh: [*g,*g,*g,*g,*g,*g,*g,*g,*g]\n",
    ),
    (
        "values-ambiguous-scalars",
        "a: yes\nb: On\nc: 0644\nd: 1.10\ne: 1e3\nf: 0x1F\ng: 9007199254740993\nh: 2024-01-02\ni: ~\nj: NULL\nk: 100.0\nl: 1_000\nm: .inf\n",
    ),
    (
        "values-macros",
        "a: \"{{ .spectro.system.cluster.name }}\"\nb: {{ .spectro.var.DISC }}\nc: x={{ .spectro.pack.disc.speed }}\nd: |\n  {{ if .Values.x }}y{{ end }}\ne: '{{ .Spectro.x }'\n",
    ),
    (
        "values-keys",
        "\"quoted key\": 1\n? complex\n: 2\na.b/c: 3\n1: 4\ntrue: 5\n[x]: 6\n: 7\n",
    ),
    ("values-tags", "a: !!str 1\nb: !custom {c: d}\n%e: f\n"),
    (
        "values-odd-comments",
        "a: {}\n# of a\nb:\n  # of nothing\nc: [] # behind\n#d: 1\n\n\n  # far\ne: x#y\n",
    ),
    ("values-beyond-ascii", "a: “é” – 💿\n# →\nb: \"\u{2009}\"\n"),
    ("values-control-character", "a: \"\u{7}\"\nb: \u{1}\n"),
];

const PRESELECTED: &str = "\
# spectrocloud.com/enabled-presets: Speed:fast,Light 2:none
pack:
  namespace: disc-spinner
manifests:
  app:
    speed: 33
";

const PRESETS: &str = "\
presets:
- name: fast
  displayName: Fast
  group: Speed
  remove: []
  add: |
    manifests:
      app:
        speed: 78
- name: \"slow disc\"
  displayName: Slow
  group: Speed
  remove:
    - manifests.app.speed
  add: |
    manifests:
      app:
        # as slow as it goes
        speed: 16";

const PRESETS_WRONG: &str = "\
presets:
  - name: 1
    add: {a: b}
  - remove: x
    add: [1]
  - text
  - name: 1
";

const SCHEMA: &str = r#"# What can be set.
manifests.app.speed:
  schema: '{{ required | format "${number:[16-78]}" | hints "in rounds a minute" }}'
manifests.app.password:
  schema: '{{ format "${password}"  | hints "secret"}}'
pack.namespace:
  schema: '{{ readonly }}'
"#;

const SCHEMA_BROKEN: &str = r#"a:
  schema: '{{ requires | format "${strin }}'
b: text
c:
  schema: '{{ format "${string:/(/}" }}'
d: {schema: [1]}
"#;
