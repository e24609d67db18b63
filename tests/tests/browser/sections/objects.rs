//! One object of Deployment: its address, its template, and the images that lead to it.
//!
//! `object-template` opens the template of the chosen object, and `object-problems` says why Kubernetes
//! refuses it. Under Images `image-object` leads to an object that uses an image; `image-unknown` is a
//! container whose image is not known, and `image-template` the line of that.

use anyhow::{Result, ensure};
use pack_tests::browser::visit;
use pack_tests::packs::fixture::Fixture;

use super::deployment::{VALUES, object, show};
use crate::open;

#[test]
fn the_address_names_the_object_and_its_template_opens() -> Result<()> {
    visit(async |browser| {
        show(browser, VALUES).await?;
        browser.click_on(&object("ConfigMap", "web")).await?;
        browser.until_shown("kind: ConfigMap").await?;
        browser.saved().await?;
        let address = browser.fragment().await?;
        ensure!(
            address.ends_with("/deployment/form?object=charts/web-1.2.0.tgz:ConfigMap:web:web:0"),
            "{address}"
        );
        browser.reload().await?;
        browser.until_shown("kind: ConfigMap").await?;
        let shown = browser.shown().await?;
        ensure!(!shown.contains("kind: Deployment"), "{shown}");
        // In a tab that has it not open it is a link.
        browser.open_page("?open=start").await?;
        browser.open_page(&address).await?;
        browser.in_editor().await?;
        browser.until_shown("kind: ConfigMap").await?;

        browser.click("object-template").await?;
        let template = browser.text_of(".inside__text").await?;
        ensure!(template.contains("{{ .Values.auth.user"), "{template}");
        browser.reload().await?;
        browser.element(".inside__text").await?;
        browser.accessible("a template of an archive").await
    })
}

#[test]
fn what_kubernetes_refuses_stands_at_its_object() -> Result<()> {
    visit(async |browser| {
        let pack = Fixture::addon("web-shop", "1.0.0").with(
            "manifests/app.yaml",
            b"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: My_Map\n".as_slice(),
        );
        open(browser, &pack).await?;
        browser.rendered().await?;
        browser.goto_section("deployment").await?;
        browser.click_on(&object("ConfigMap", "My_Map")).await?;
        let problems = browser.text("object-problems").await?;
        ensure!(problems.contains("metadata.name: “My_Map”"), "{problems}");
        browser.accessible("an object that is refused").await?;
        browser.click("object-template").await?;
        browser
            .element("[data-testid=code][data-file=\"manifests/app.yaml\"]")
            .await?;
        Ok(())
    })
}

#[test]
fn images_lead_to_their_objects_and_templates() -> Result<()> {
    let pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: a\n      image: registry.example.org/disc/web:1.2\n    - name: b\n      image: ''\n";
    visit(async |browser| {
        open(
            browser,
            &Fixture::addon("web-shop", "1.0.0").with("manifests/app.yaml", pod.as_bytes()),
        )
        .await?;
        browser.rendered().await?;
        browser.goto_section("images").await?;
        let unknown = browser.text("image-unknown").await?;
        ensure!(
            unknown.contains("Pod web: the image is empty")
                && unknown.contains("manifests/app.yaml:10"),
            "{unknown}"
        );
        browser.accessible("an image that is not known").await?;
        browser.click("image-template").await?;
        browser
            .until("for the line of the image", async || {
                let line = browser.code_line().await?;
                Ok(line.contains("image: ''").then_some(()))
            })
            .await?;
        browser.goto_section("images").await?;
        browser
            .click_on("[data-image$=\"web:1.2\"] [data-testid=image-object]")
            .await?;
        browser.until_shown("kind: Pod").await?;
        let address = browser.fragment().await?;
        ensure!(
            address.ends_with("?object=manifests/app.yaml:Pod::web:0"),
            "{address}"
        );
        Ok(())
    })
}
