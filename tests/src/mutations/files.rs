//! Mutations of the logo, the README and other files.

use pack_model::path::{LOGO_PNG, PACK_CHECK_YAML, PACK_JSON, README_MD};
use pack_model::{FilePath, Place};

use super::subject::{file_at, value_at};
use super::{Fixes, Mutation};
use crate::packs::image;

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation::new("ignore-invalid", "an entry without a reason", |pack| {
        pack.put(PACK_CHECK_YAML, b"ignore:\n  - rule: eol-passed\n")?;
        Some(value_at(PACK_CHECK_YAML, &["ignore", "0"])?.into())
    })
    .fixes(Fixes::None),
    Mutation::new("ignore-unused", "an entry for what is not found", |pack| {
        let list = b"ignore:\n  - rule: cloud-types-redundant\n    reason: All of them.\n";
        pack.put(PACK_CHECK_YAML, list)?;
        Some(value_at(PACK_CHECK_YAML, &["ignore", "0"])?.into())
    })
    .fixes(Fixes::RemoveFinding),
    Mutation::new("template-unfinished", "the name of a template", |pack| {
        pack.json(&["name"])?;
        Some(pack.set(PACK_JSON, &["name"], "my-chart-pack")?.into())
    })
    .fixes(Fixes::None)
    .with(&["unknown-values-root", "object-name-invalid"]),
    Mutation::new("logo-missing", "no logo", |pack| {
        pack.take(LOGO_PNG)?;
        Some(file_at(LOGO_PNG)?.into())
    })
    .fixes(Fixes::None),
    Mutation::new("logo-missing", "a logo in capitals", |pack| {
        let file = pack.take(LOGO_PNG)?;
        let is_logo = |path: &FilePath| path.as_str().eq_ignore_ascii_case(LOGO_PNG);
        (!pack.pack().files().any(|(path, _)| is_logo(path))).then_some(())?;
        pack.put("Logo.PNG", &file.bytes)?;
        Some(file_at(LOGO_PNG)?.into())
    }),
    Mutation::new("logo-not-png", "another image under that name", |pack| {
        Some(pack.put(LOGO_PNG, &image::gif())?.into())
    })
    .fixes(Fixes::None),
    Mutation::new("logo-damaged", "a logo cut off", |pack| {
        let bytes = pack.pack().file(LOGO_PNG)?.bytes.clone();
        (bytes.starts_with(b"\x89PNG") && bytes.len() > 200).then_some(())?;
        Some(pack.put(LOGO_PNG, bytes.get(..bytes.len() / 2)?)?.into())
    })
    .fixes(Fixes::None),
    Mutation::new("logo-small", "a tiny logo", |pack| {
        Some(pack.put(LOGO_PNG, &image::png(28, 28))?.into())
    })
    .fixes(Fixes::None),
    Mutation::new("logo-heavy", "a huge logo", |pack| {
        Some(pack.put(LOGO_PNG, &image::png(1100, 1100))?.into())
    })
    .fixes(Fixes::None),
    Mutation::new("logo-not-square", "a wide logo", |pack| {
        Some(pack.put(LOGO_PNG, &image::png(120, 60))?.into())
    })
    .fixes(Fixes::None),
    Mutation::new("readme-missing", "no README", |pack| {
        pack.take(README_MD)?;
        Some(file_at(README_MD)?.into())
    })
    .fixes(Fixes::RemoveFinding)
    .leaves(&["readme-is-a-template"]),
    Mutation::new("readme-missing", "a README in small letters", |pack| {
        let file = pack.take(README_MD)?;
        pack.put("readme.md", &file.bytes)?;
        Some(file_at(README_MD)?.into())
    }),
    Mutation::new(
        "readme-is-a-template",
        "a place that nobody filled in",
        |pack| {
            let text = format!("{}\n\n", pack.text(README_MD)?.trim_end());
            let place = "<!-- One paragraph: what it does. -->";
            pack.write(README_MD, &format!("{text}{place}\n"))?;
            let range = text.len()..text.len() + place.len();
            Some(Place::text(FilePath::of(README_MD), range).into())
        },
    )
    .fixes(Fixes::None),
    Mutation::new("misnamed-file", "the other ending", |pack| {
        let there = ["presets.yaml", "schema.yaml"].into_iter();
        let there: Vec<_> = there
            .filter(|path| pack.pack().file(path).is_some())
            .collect();
        let path = *pack.random.choose(&there)?;
        let file = pack.take(path)?;
        let wrong = path.replace("yaml", "yml");
        Some(pack.put(&wrong, &file.bytes)?.into())
    })
    .with(&[
        "parameter-path-unresolved",
        "unresolved-parameter-path",
        "manifest-value-missing",
    ]),
    Mutation::new("stray-file", "what a tool left behind", |pack| {
        let stray = [
            ".DS_Store",
            "charts/Thumbs.db",
            "values.yaml.orig",
            "pack.json.bak",
            ".git/HEAD",
        ];
        let path = *pack.random.choose(&stray)?;
        pack.pack().file(path).is_none().then_some(())?;
        Some(pack.put(path, b"left behind")?.into())
    }),
    Mutation::new("case-collision", "a file in two spellings", |pack| {
        let paths = pack.pack().files().map(|(path, _)| path.to_string());
        let paths: Vec<String> = paths.filter(|path| *path != path.to_uppercase()).collect();
        let path = pack.one_of(&paths)?;
        let other = path.to_uppercase();
        let bytes = pack.pack().file(&path)?.bytes.clone();
        pack.put(&other, &bytes)?;
        // The second path in alphabetical order is reported, and capitals come first.
        Some(file_at(&path)?.into())
    })
    .with(&["unlisted-chart", "unlisted-manifest"])
    .leaves(&["chart-drifts-from-folder"]),
];
