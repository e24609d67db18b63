//! The images that values.yaml lists: the file that is downloaded has exactly the change, with every
//! comment where it was.
//!
//! A row is `image`, with `data-image`, `data-state` and `data-certain`. A listed one has `data-index`;
//! in it are `field-values-pack/content/images/<index>`, `image-up`, `image-down` and `image-remove`.
//! `image-add-name` and `image-add` add. `images-found` has what is used and not listed, each with
//! `image-choose` and `image-add-one`; `images-add-chosen` adds those that are chosen, and
//! `images-add-all` all, where some are only probable after `images-add-confirm` or without those by
//! `images-add-certain`. `images-unused` has what is listed and not used, and `images-remove-unused`
//! removes that. `images-note` says why images may be missing.

use anyhow::{Result, ensure};
use pack_archive::Format;
use pack_tests::browser::{Browser, visit, visit_sized};
use pack_tests::packs::chart;
use pack_tests::packs::fixture::{Fixture, manifest};
use thirtyfour::Key;

use crate::{open, sound_pack};

const VALUES: &str = "# What the pack offers.\npack:\n  namespace: spin\n  content:\n    images:\n    # The server.\n    - image: docker.io/org/a:1 # pinned\n    - docker.io/org/b:2\n    - image: docker.io/org/c:3\n      note: ours\ncharts: {}\n";

fn pack(values: &str) -> Fixture {
    sound_pack().with("values.yaml", values.as_bytes())
}

/// The values.yaml that an export of the open pack holds.
async fn exported(browser: &Browser) -> Result<String> {
    let taken = browser.export(Format::Zip).await?;
    browser.close_dialog().await?;
    Ok(String::from_utf8(taken.file("values.yaml")?)?)
}

fn row(index: usize, name: &str) -> String {
    format!("[data-testid=image][data-index=\"{index}\"] [data-testid=\"{name}\"]")
}

/// Opens the images of a pack, does something, and compares what is downloaded; undone step by step,
/// it is what it was.
fn check(
    before: &str,
    flow: impl AsyncFnOnce(&Browser) -> Result<()>,
    after: &str,
    steps: usize,
) -> Result<()> {
    visit(async |browser| {
        open(browser, &pack(before)).await?;
        // Then no row leaves for another group.
        browser.rendered().await?;
        browser.goto_section("images").await?;
        flow(browser).await?;
        assert_eq!(exported(browser).await?, after);
        for _ in 0..steps {
            browser.undo().await?;
        }
        assert_eq!(exported(browser).await?, before);
        Ok(())
    })
}

#[test]
fn names_of_both_forms_are_changed() -> Result<()> {
    let flow = async |browser: &Browser| {
        browser
            .until_field("values-pack/content/images/1", "docker.io/org/b:2")
            .await?;
        browser
            .set_field("values-pack/content/images/0", "docker.io/org/a:9")
            .await?;
        browser
            .set_field("values-pack/content/images/1", "docker.io/org/b:9")
            .await
    };
    let after = VALUES
        .replace("org/a:1", "org/a:9")
        .replace("- docker.io/org/b:2", "- image: docker.io/org/b:9");
    check(VALUES, flow, &after, 2)
}

#[test]
fn images_are_added_removed_and_moved() -> Result<()> {
    let flow = async |browser: &Browser| {
        browser.click_on(&row(1, "image-remove")).await?;
        browser
            .fill(
                "[data-testid=image-add-name]",
                "docker.io/org/d:4 docker.io/org/a:1",
            )
            .await?;
        browser.click("image-add").await?;
        browser
            .until_field("values-pack/content/images/2", "docker.io/org/d:4")
            .await?;
        browser.click_on(&row(2, "image-up")).await?;
        browser.settled().await?;
        browser.until_focused("image-up").await?;
        browser
            .until_field("values-pack/content/images/1", "docker.io/org/d:4")
            .await
    };
    let after = VALUES.replace(
        "    - docker.io/org/b:2\n",
        "    - image: docker.io/org/d:4\n",
    );
    check(VALUES, flow, &after, 3)
}

#[test]
fn images_move_by_keyboard() -> Result<()> {
    let flow = async |browser: &Browser| {
        browser
            .element(&row(0, "field-values-pack/content/images/0"))
            .await?
            .send_keys(Key::Alt + Key::Down)
            .await?;
        browser
            .until_field("values-pack/content/images/1", "docker.io/org/a:1")
            .await?;
        browser
            .until_focused("field-values-pack/content/images/1")
            .await
    };
    let after = "# What the pack offers.\npack:\n  namespace: spin\n  content:\n    images:\n    - docker.io/org/b:2\n    # The server.\n    - image: docker.io/org/a:1 # pinned\n    - image: docker.io/org/c:3\n      note: ours\ncharts: {}\n";
    check(VALUES, flow, after, 1)
}

#[test]
fn the_first_image_makes_the_list() -> Result<()> {
    let flow = async |browser: &Browser| {
        browser
            .fill("[data-testid=image-add-name]", "docker.io/org/a:1")
            .await?;
        browser.click("image-add").await?;
        browser
            .until_field("values-pack/content/images/0", "docker.io/org/a:1")
            .await
    };
    let after = "charts: {}\npack:\n  content:\n    images:\n      - image: docker.io/org/a:1\n";
    check("charts: {}\n", flow, after, 1)
}

#[test]
fn findings_stand_at_their_images_and_are_fixed_there() -> Result<()> {
    let values = "pack:\n  content:\n    images:\n      - image: nginx:1.2\n      - docker.io/org/b:2\n      - iamge: docker.io/org/c:3\n";
    visit(async |browser| {
        open(browser, &pack(values)).await?;
        browser.goto_section("images").await?;
        browser.rendered().await?;
        for (index, rule) in [
            (0, "image-without-registry"),
            (1, "image-as-text"),
            (2, "image-key-misspelt"),
        ] {
            let at = format!("[data-testid=image][data-index=\"{index}\"] [data-rule={rule}]");
            browser.element(&at).await?;
            browser
                .click_on(&format!("{at} [data-testid=finding-fix]"))
                .await?;
            browser.rendered().await?;
        }
        assert_eq!(
            exported(browser).await?,
            "pack:\n  content:\n    images:\n      - image: docker.io/library/nginx:1.2\n      - image: docker.io/org/b:2\n      - image: docker.io/org/c:3\n"
        );
        Ok(())
    })
}

#[test]
fn what_is_no_list_or_cannot_be_read_is_left_alone() -> Result<()> {
    visit(async |browser| {
        open(browser, &pack("pack:\n  content:\n    images: {a: b}\n")).await?;
        browser.goto_section("images").await?;
        ensure!(!browser.has("image-add-name").await?, "a map takes images");
        browser.accessible("images that are no list").await?;
        browser.goto_section("values").await?;
        browser
            .set_code("pack:\n  content:\n    images:\n      - image: a:1\nx: [\n")
            .await?;
        browser.goto_section("images").await?;
        browser.view_form().await?;
        browser
            .until_field("values-pack/content/images/0", "a:1")
            .await?;
        let name = browser.element("[data-testid=image] input").await?;
        ensure!(!name.is_enabled().await?, "a broken file takes edits");
        browser.accessible("images of a broken file").await
    })
}

#[test]
fn the_code_opens_at_the_list_and_at_an_image() -> Result<()> {
    visit(async |browser| {
        open(browser, &pack(VALUES)).await?;
        browser.goto_section("images").await?;
        browser.click_on(&row(1, "image-up")).await?;
        browser.view_code().await?;
        browser
            .until("for the line of the image", async || {
                let line = browser.code_line().await?;
                Ok(line.contains("org/b:2").then_some(()))
            })
            .await
    })
}

#[test]
fn a_narrow_screen_has_room_for_images() -> Result<()> {
    visit_sized(360, 740, async |browser| {
        open(browser, &pack(VALUES)).await?;
        browser.goto_section("images").await?;
        browser.fits_the_width().await?;
        browser.accessible("images on a narrow screen").await
    })
}

const TEMPLATE: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          image: registry.example.org/disc/web:1.2
        - name: side
          image: registry.example.org/disc/side:{{ .Values.side }}
          args:
            - --worker-image=registry.example.org/disc/worker:2.0
";

/// A pack with a chart that runs two images, and names one more.
fn with_chart(values: &str) -> Fixture {
    let text = manifest("disc-spinner", "1.4.0").replace(
        "\"kubeManifests\": [\n    \"manifests/app.yaml\"\n  ]",
        "\"charts\": [\"charts/web-1.2.0.tgz\"]",
    );
    let archive = chart::packed_of("web", "1.2.0", "side: 1.0\n", &[("web.yaml", TEMPLATE)]);
    pack(values)
        .without("manifests/app.yaml")
        .with("pack.json", text.as_bytes())
        .with("charts/web-1.2.0.tgz", archive)
}

/// Opens the images of a pack with a chart, once they are known.
async fn show(browser: &Browser, values: &str) -> Result<()> {
    open(browser, &with_chart(values)).await?;
    browser.rendered().await?;
    browser.goto_section("images").await
}

/// The rows of a state: whether each is certain, by image.
async fn rows(browser: &Browser, state: &str) -> Result<Vec<String>> {
    let script =
        "return [...document.querySelectorAll(`[data-testid=image][data-state=${arguments[0]}]`)]
        .map(({ dataset }) => `${dataset.image.split('/').pop()} ${dataset.certain}`)";
    let rows = browser.script(script, vec![state.into()]).await?;
    let rows = rows.as_array().into_iter().flatten();
    Ok(rows
        .filter_map(|row| row.as_str().map(str::to_owned))
        .collect())
}

const CHART_VALUES: &str = "charts:\n  web:\n    side: 1.5\n";

#[test]
fn all_images_are_listed_at_once_and_undone() -> Result<()> {
    visit(async |browser| {
        show(browser, CHART_VALUES).await?;
        assert_eq!(
            rows(browser, "unlisted").await?,
            ["side:1.5 true", "web:1.2 true", "worker:2.0 false"]
        );
        let found = browser.text("images-found").await?;
        ensure!(
            found.contains("Deployment web") && found.contains("web/templates/web.yaml"),
            "nothing says where: {found}"
        );
        browser.accessible("images that are not listed").await?;
        browser.click("images-add-all").await?;
        browser.accessible("which images are certain").await?;
        browser.click("images-add-confirm").await?;
        browser.rendered().await?;
        assert_eq!(
            exported(browser).await?,
            format!(
                "{CHART_VALUES}pack:\n  content:\n    images:\n      - image: registry.example.org/disc/side:1.5\n      - image: registry.example.org/disc/web:1.2\n      - image: registry.example.org/disc/worker:2.0\n"
            )
        );
        browser
            .until_count("[data-testid=image][data-state=used]", 3)
            .await?;
        ensure!(!browser.has("images-found").await?, "what is listed is not");
        browser.accessible("images that are all listed").await?;
        browser.undo().await?;
        assert_eq!(exported(browser).await?, CHART_VALUES);
        browser
            .until_count("[data-testid=image][data-state=unlisted]", 3)
            .await
    })
}

#[test]
fn some_images_are_listed() -> Result<()> {
    visit(async |browser| {
        show(browser, CHART_VALUES).await?;
        browser
            .click_on("[data-image$=\"web:1.2\"] [data-testid=image-choose]")
            .await?;
        browser.click("images-add-chosen").await?;
        browser
            .until_count("[data-testid=image][data-state=used]", 1)
            .await?;
        browser.click("images-add-all").await?;
        browser.click("images-add-certain").await?;
        browser
            .until_count("[data-testid=image][data-state=used]", 2)
            .await?;
        browser
            .click_on("[data-image$=\"worker:2.0\"] [data-testid=image-add-one]")
            .await?;
        browser
            .until_count("[data-testid=image][data-state=used]", 3)
            .await?;
        for _ in 0..3 {
            browser.undo().await?;
        }
        assert_eq!(exported(browser).await?, CHART_VALUES);
        Ok(())
    })
}

#[test]
fn images_that_are_not_used_are_removed_at_once() -> Result<()> {
    let listed = format!(
        "{CHART_VALUES}pack:\n  content:\n    images:\n      - image: registry.example.org/disc/old:1\n      - image: registry.example.org/disc/web:1.2\n      - image: registry.example.org/disc/older:1\n"
    );
    visit(async |browser| {
        show(browser, &listed).await?;
        assert_eq!(rows(browser, "used").await?, ["web:1.2 true"]);
        assert_eq!(
            rows(browser, "unused").await?,
            ["old:1 false", "older:1 false"]
        );
        browser.click("images-remove-unused").await?;
        browser
            .until_count("[data-testid=image][data-state=unused]", 0)
            .await?;
        let after = exported(browser).await?;
        ensure!(
            after.contains("disc/web:1.2") && !after.contains("disc/old"),
            "{after}"
        );
        browser.undo().await?;
        assert_eq!(exported(browser).await?, listed);
        Ok(())
    })
}

#[test]
fn it_is_said_why_no_image_is_found() -> Result<()> {
    visit(async |browser| {
        let text = manifest("disc-spinner", "1.4.0").replace(
            "\"kubeManifests\": [\n    \"manifests/app.yaml\"\n  ]",
            "\"charts\": []",
        );
        let none = pack("charts: {}\n")
            .without("manifests/app.yaml")
            .with("pack.json", text.as_bytes());
        open(browser, &none).await?;
        browser.goto_section("images").await?;
        let note = browser.text("images-note").await?;
        ensure!(note.contains("no chart and no manifest"), "{note}");
        browser.accessible("images of a pack without charts").await
    })
}
