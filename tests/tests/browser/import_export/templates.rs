//! New packs: each template is exported without errors, and lists what only the user knows.

use anyhow::{Context, Result, ensure};
use pack_archive::Format;
use pack_model::Severity;
use pack_model::template::{TEMPLATES, Template};
use pack_tests::browser::visit;
use pack_tests::checks::pack_of;
use pack_tests::findings_of;

/// The rules about what only the user of a template knows.
const UNFINISHED: &[&str] = &["template-unfinished", "os-annotation-empty"];

#[test]
fn each_template_lacks_only_what_its_user_knows() -> Result<()> {
    visit(async |browser| {
        for template in TEMPLATES {
            browser.open_page("?open=start").await?;
            browser.new_from_template(template.id).await?;
            check(browser, template)
                .await
                .with_context(|| template.id)?;
        }
        Ok(())
    })
}

async fn check(browser: &pack_tests::browser::Browser, template: &Template) -> Result<()> {
    ensure!(
        !browser.message("info").await?.text.is_empty(),
        "nothing is said to be left to the user"
    );
    let errors = browser.findings().await?.into_iter();
    let errors = errors.filter(|finding| finding.severity == "error");
    let (unfinished, errors): (Vec<_>, Vec<_>) =
        errors.partition(|finding| UNFINISHED.contains(&finding.rule.as_str()));
    ensure!(errors.is_empty(), "the page finds errors: {errors:?}");
    ensure!(!unfinished.is_empty(), "nothing is left to the user");
    let count = browser.text("count-error").await?;
    ensure!(
        count.starts_with(&unfinished.len().to_string()),
        "{count} errors are counted"
    );

    let taken = browser.export(Format::Zip).await?;
    let (folder, entries) = taken.unpack()?;
    let pack = pack_of(entries)?;
    ensure!(
        taken.name == format!("{folder}.zip"),
        "{} holds {folder}",
        taken.name
    );
    let manifest = pack.manifest();
    let (name, version) = (
        manifest.name().unwrap_or_default(),
        manifest.version().unwrap_or_default(),
    );
    ensure!(
        folder == format!("{name}-{version}"),
        "{name} {version} lies in {folder}"
    );
    let errors: Vec<_> = findings_of(&pack)
        .into_iter()
        .filter(|finding| {
            finding.severity == Severity::Error && !UNFINISHED.contains(&finding.rule.as_str())
        })
        .collect();
    ensure!(errors.is_empty(), "the download has errors: {errors:?}");
    let layer = if template.id.starts_with("os-") {
        "os"
    } else {
        "addon"
    };
    ensure!(
        manifest.property("layer").as_deref() == Some(layer),
        "the layer is not {layer}"
    );
    browser.close_dialog().await
}
