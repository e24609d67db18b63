//! Charts that become packs: rendering tells their images and what they need to render.

use anyhow::{Result, ensure};
use pack_archive::Format;
use pack_tests::browser::{Browser, visit};
use pack_tests::packs::chart;

use crate::TestFiles;

const DEPLOYMENT: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  template:
    spec:
      containers:
        - name: web
          image: registry.example.org/disc/web:{{ .Chart.AppVersion }}
          env:
            - name: HOST
              value: {{ required `A host is needed.` .Values.host }}
";

/// A chart that renders only once it has a host.
fn needy_chart() -> Vec<u8> {
    let templates = [("deployment.yaml", DEPLOYMENT)];
    chart::packed_of("web", "2.0.0", "host: \"\"\n", &templates)
}

/// Ensures that the values have a host, and that the image is listed.
async fn is_complete(browser: &Browser) -> Result<()> {
    browser.rendered().await?;
    for rule in [
        "chart-does-not-render",
        "chart-needs-value",
        "image-not-listed",
        "images-missing",
    ] {
        browser.until_rule(rule, false).await?;
    }
    let taken = browser.export(Format::Zip).await?;
    browser.close_dialog().await?;
    let values = String::from_utf8(taken.file("values.yaml")?)?;
    ensure!(
        values.contains("registry.example.org/disc/web:1.4.0"),
        "{values}"
    );
    ensure!(!values.contains("host: \"\""), "{values}");
    Ok(())
}

#[test]
fn a_dropped_chart_becomes_a_pack_that_renders() -> Result<()> {
    visit(async |browser| {
        browser
            .drop_files(&[("web-2.0.0.tgz", &needy_chart())])
            .await?;
        browser.until_field("name", "web").await?;
        browser.until_field("version", "2.0.0").await?;
        is_complete(browser).await?;
        browser
            .click_on("[data-testid=use-version][data-of=app]")
            .await?;
        browser.until_field("version", "1.4.0").await?;
        browser
            .element("[data-testid=use-version][data-of=chart]")
            .await?;
        Ok(())
    })
}

#[test]
fn the_first_chart_of_a_template_fills_it_in() -> Result<()> {
    let files = TestFiles::new()?;
    let path = files.file("web-2.0.0.tgz", &needy_chart())?;
    visit(async |browser| {
        browser.new_from_template("helm").await?;
        browser.goto_section("charts").await?;
        browser.choose_files("charts-input", &[&path]).await?;
        browser.message("info").await?;
        is_complete(browser).await
    })
}
