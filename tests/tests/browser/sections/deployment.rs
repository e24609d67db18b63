//! Deployment: what a cluster gets, what does not render, and what is assumed of the cluster.
//!
//! A row is `object`; `objects-search`, `object-kind` and `objects-chart` narrow the list down, and
//! `objects-clear` lists all again. `rendered` is the text of the chosen object, or after `objects-all`
//! of all that are listed; `rendered-search` searches it, `rendered-copy` copies it and `objects-download` takes all. Where the text
//! covers the list, `objects-back` leads back to it. A `render-failure` has `failure-value` and
//! `failure-template`, which lead to its places. `objects-none` says why there are none.

use anyhow::{Result, ensure};
use pack_tests::browser::{Browser, visit, visit_sized};
use pack_tests::packs::chart;
use pack_tests::packs::fixture::{Fixture, manifest};
use thirtyfour::Key;

use crate::open;

const DEPLOYMENT: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  replicas: {{ .Values.replicas }}
  template:
    spec:
      containers:
        - name: web
          image: registry.example.org/disc/web:1.2
";

const POLICY: &str = "\
{{- if .Values.policy }}
apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: web
{{- end }}
";

const CONFIG: &str = "\
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  host: {{ .Values.host | quote }}
  user: {{ .Values.auth.user | quote }}
";

pub(super) const VALUES: &str = "pack:\n  namespace: web\ncharts:\n  web:\n    replicas: 1\n    policy: false\n    host: \"{{ .spectro.var.host }}\"\n    auth:\n      user: root\n";

const PRESETS: &str = "presets:\n  - name: few\n    displayName: Few\n    group: Size\n    remove: []\n    add: |\n      charts:\n        web:\n          replicas: 2\n  - name: many\n    displayName: Many\n    group: Size\n    remove: []\n    add: |\n      charts:\n        web:\n          replicas: 9\n";

/// A pack with one chart of three objects, one of them switched off, and presets.
pub(super) fn pack(values: &str) -> Fixture {
    let templates = [
        ("deployment.yaml", DEPLOYMENT),
        ("policy.yaml", POLICY),
        ("config.yaml", CONFIG),
    ];
    let own = "replicas: 1\npolicy: false\nhost: \"\"\n";
    let text = manifest("web-shop", "1.0.0")
        .replace("kubeManifests", "charts")
        .replace("manifests/app.yaml", "charts/web-1.2.0.tgz");
    Fixture::addon("web-shop", "1.0.0")
        .without("manifests/app.yaml")
        .with("pack.json", text.as_bytes())
        .with(
            "charts/web-1.2.0.tgz",
            chart::packed_of("web", "1.2.0", own, &templates),
        )
        .with("values.yaml", values.as_bytes())
        .with("presets.yaml", PRESETS.as_bytes())
}

/// Opens Deployment with all objects.
pub(super) async fn show(browser: &Browser, values: &str) -> Result<()> {
    open(browser, &pack(values)).await?;
    browser.rendered().await?;
    browser.goto_section("deployment").await
}

pub(super) fn object(kind: &str, name: &str) -> String {
    format!("[data-testid=object][data-kind={kind}][data-name={name}]")
}

#[test]
fn a_value_changes_its_object() -> Result<()> {
    visit(async |browser| {
        show(browser, VALUES).await?;
        browser
            .click_on(&object("Deployment", "web-shop-web"))
            .await?;
        browser.until_shown("  replicas: 1\n").await?;
        let row = browser
            .element(&object("Deployment", "web-shop-web"))
            .await?;
        for (attribute, expected) in [
            ("data-namespace", "web"),
            ("data-chart", "web"),
            ("data-template", "web/templates/deployment.yaml"),
            ("aria-selected", "true"),
        ] {
            assert_eq!(row.attr(attribute).await?.as_deref(), Some(expected));
        }
        browser.accessible("a chosen object").await?;
        browser.click("rendered-search").await?;
        browser.element(".cm-search input:focus").await?;
        browser.press(Key::Escape).await?;
        browser.goto_section("values").await?;
        browser
            .set_code(&VALUES.replace("replicas: 1", "replicas: 3"))
            .await?;
        browser.rendered().await?;
        browser.goto_section("deployment").await?;
        browser.until_shown("  replicas: 3\n").await
    })
}

#[test]
fn objects_are_filtered_and_walked() -> Result<()> {
    visit(async |browser| {
        show(browser, &VALUES.replace("policy: false", "policy: true")).await?;
        let all = browser.count("[data-testid=object]").await?;
        assert_eq!(all, 3);
        browser.until_shown("kind: PodSecurityPolicy").await?;
        browser
            .click_on("[data-testid=object-kind][data-kind=ConfigMap]")
            .await?;
        browser.until_count("[data-testid=object]", 1).await?;
        let shown = browser.shown().await?;
        ensure!(
            !shown.contains("Deployment"),
            "what is not listed is shown: {shown}"
        );
        browser
            .fill("[data-testid=objects-search]", "nothing like it")
            .await?;
        browser.accessible("no object that matches").await?;
        browser.click("objects-clear").await?;
        browser.until_count("[data-testid=object]", 3).await?;
        let list = browser.element("#objects").await?;
        list.send_keys(Key::End + Key::Up).await?;
        browser
            .element("[data-testid=object][aria-posinset=\"2\"][aria-selected=true]")
            .await?;
        browser.click("objects-all").await?;
        browser
            .until_shown("# Source: web/templates/config.yaml")
            .await
    })
}

#[test]
fn a_failing_chart_leads_to_its_value() -> Result<()> {
    visit(async |browser| {
        let values = VALUES.replace("    auth:\n      user: root\n", "");
        show(browser, &values).await?;
        let failure = "[data-testid=render-failure][data-chart=web][data-line=\"7\"]";
        let at = browser.element(failure).await?;
        assert_eq!(
            at.attr("data-template").await?.as_deref(),
            Some("web/templates/config.yaml")
        );
        ensure!(
            at.text()
                .await?
                .contains("nil pointer evaluating interface {}.user"),
            "Helm's message is missing"
        );
        browser.accessible("a chart that does not render").await?;
        browser.click("failure-template").await?;
        let line = browser.text_of(".inside__line").await?;
        assert_eq!(line, "  user: {{ .Values.auth.user | quote }}");
        browser.goto_section("deployment").await?;
        browser.click("failure-value").await?;
        browser
            .element("[data-testid=section-values][aria-current=page]")
            .await?;
        browser.view_code().await?;
        browser.set_code(VALUES).await?;
        browser.rendered().await?;
        browser.goto_section("deployment").await?;
        browser.element(&object("ConfigMap", "web")).await?;
        ensure!(!browser.has("render-failure").await?, "the failure stays");
        Ok(())
    })
}

#[test]
fn broken_values_lead_to_their_error() -> Result<()> {
    visit(async |browser| {
        show(browser, &format!("{VALUES}broken: [1\n")).await?;
        let title = browser.text_of(".failures__title").await?;
        assert_eq!(title, "values.yaml cannot be read, so nothing is rendered");
        browser.click("failure-value").await?;
        let at = "[data-testid=section-values][aria-current=page]";
        browser.element(at).await?;
        browser.element("[data-testid=code] .cm-content").await?;
        Ok(())
    })
}

#[test]
fn an_older_cluster_still_serves_an_api_version() -> Result<()> {
    visit(async |browser| {
        show(browser, &VALUES.replace("policy: false", "policy: true")).await?;
        browser.fill("[data-testid=kube-version]", "1.24").await?;
        browser.rendered().await?;
        browser.until_rule("api-version-removed", false).await?;
        browser.fill("[data-testid=kube-version]", "1.25").await?;
        browser.rendered().await?;
        browser.until_rule("api-version-removed", true).await?;
        let version = browser.element("[data-testid=kube-version]").await?;
        version.send_keys(" or newer").await?;
        browser.accessible_as_it_is("a version that is none").await
    })
}

#[test]
fn presets_and_samples_change_what_is_rendered() -> Result<()> {
    visit(async |browser| {
        show(browser, VALUES).await?;
        let preset =
            |name: &str| format!("[data-testid=preset][data-group=Size][data-name={name}]");
        for (name, replicas) in [("few", 2), ("many", 9)] {
            browser.click_on(&preset(name)).await?;
            browser
                .until_shown(&format!("  replicas: {replicas}\n"))
                .await?;
        }
        let few = browser.element(&preset("few")).await?;
        assert_eq!(few.attr("aria-pressed").await?.as_deref(), Some("false"));
        browser.click_on(&preset("many")).await?;
        browser.until_shown("  replicas: 1\n").await?;
        browser
            .fill(
                "[data-testid=\"macro-.spectro.var.host\"]",
                "shop.example.org",
            )
            .await?;
        browser.until_shown("host: \"shop.example.org\"").await?;
        browser.accessible("a cluster that is assumed").await?;
        // It is kept with the draft, and is no step.
        browser.saved().await?;
        browser.reload().await?;
        browser.until_shown("host: \"shop.example.org\"").await
    })
}

#[test]
fn a_preselected_preset_is_marked_and_another_one_chosen_by_keyboard() -> Result<()> {
    visit(async |browser| {
        let values = format!("# spectrocloud.com/enabled-presets: Size:few\n{VALUES}");
        show(browser, &values).await?;
        let presets = browser.texts("preset").await?;
        ensure!(
            presets.len() == 2 && presets[0].ends_with("preselected") && presets[1] == "Many",
            "{presets:?}"
        );
        // What is preselected counts as chosen: the values have it.
        browser
            .element("[data-testid=preset][data-name=few][aria-pressed=true]")
            .await?;
        let many = browser
            .element("[data-testid=preset][data-name=many]")
            .await?;
        many.send_keys(" ").await?;
        browser.until_shown("  replicas: 9\n").await?;
        browser.accessible("a preselected preset").await
    })
}

#[test]
fn all_objects_are_one_download() -> Result<()> {
    visit(async |browser| {
        show(browser, VALUES).await?;
        let taken = browser
            .download(async || browser.click("objects-download").await)
            .await?;
        assert_eq!(taken.name, "web-shop-objects.yaml");
        let text = String::from_utf8(taken.bytes)?;
        ensure!(text.starts_with("---\n# Source: web/templates/"), "{text}");
        assert_eq!(text.matches("\nkind: ").count(), 2);
        Ok(())
    })
}

#[test]
fn objects_are_found_as_commands() -> Result<()> {
    visit(async |browser| {
        open(browser, &pack(VALUES)).await?;
        browser.rendered().await?;
        browser.press_with_control("k").await?;
        browser.fill(".commands input", "configmap web").await?;
        browser.press(Key::Enter).await?;
        browser.until_shown("kind: ConfigMap").await?;
        let shown = browser.shown().await?;
        ensure!(
            !shown.contains("Deployment"),
            "more than the object is shown: {shown}"
        );
        Ok(())
    })
}

#[test]
fn a_value_shows_what_it_changes() -> Result<()> {
    visit(async |browser| {
        open(
            browser,
            &pack(&VALUES.replace("replicas: 1", "replicas: 3")),
        )
        .await?;
        browser.rendered().await?;
        browser.goto_section("values").await?;
        browser.view_form().await?;
        browser
            .fill("[data-testid=values-search]", "web.replicas")
            .await?;
        browser
            .click_on("[data-testid=value][data-path=\"/charts/web/replicas\"]")
            .await?;
        browser.click("value-effect").await?;
        let changed =
            "[data-testid=value-effect-object][data-kind=changed][data-name=web-shop-web]";
        let text = browser.text_of(changed).await?;
        ensure!(
            text.contains("Removed:   replicas: 1") && text.contains("Added:   replicas: 3"),
            "{text}"
        );
        browser.accessible("what a value changes").await?;
        // The pack is as it was.
        browser.goto_section("deployment").await?;
        browser.until_shown("  replicas: 3\n").await
    })
}

#[test]
fn a_value_that_is_the_default_says_that_it_changes_nothing() -> Result<()> {
    visit(async |browser| {
        open(browser, &pack(VALUES)).await?;
        browser.rendered().await?;
        browser.goto_section("values").await?;
        browser.view_form().await?;
        browser
            .fill("[data-testid=values-search]", "web.replicas")
            .await?;
        browser
            .click_on("[data-testid=value][data-path=\"/charts/web/replicas\"]")
            .await?;
        browser.click("value-effect").await?;
        let nothing = "Nothing: it is the chart's default";
        browser
            .until("the effect", async || {
                let said = browser.text("value-effects").await?;
                Ok(said.starts_with(nothing).then_some(()))
            })
            .await
    })
}

#[test]
fn a_pack_without_charts_says_what_to_do() -> Result<()> {
    visit(async |browser| {
        let text = manifest("web-shop", "1.0.0").replace("\"manifests/app.yaml\"", "");
        let pack = Fixture::addon("web-shop", "1.0.0")
            .without("manifests/app.yaml")
            .with("pack.json", text.as_bytes());
        open(browser, &pack).await?;
        browser.goto_section("deployment").await?;
        browser.element("[data-testid=objects-none]").await?;
        browser.accessible("nothing to render").await
    })
}

#[test]
fn a_narrow_screen_shows_list_and_text_in_turn() -> Result<()> {
    visit_sized(360, 740, async |browser| {
        show(browser, VALUES).await?;
        browser.fits_the_width().await?;
        browser.accessible("objects on a narrow screen").await?;
        browser.click_on(&object("ConfigMap", "web")).await?;
        browser.until_shown("kind: ConfigMap").await?;
        browser.fits_the_width().await?;
        browser.accessible("an object on a narrow screen").await?;
        browser.click("objects-back").await?;
        browser
            .click_on(&object("Deployment", "web-shop-web"))
            .await?;
        browser.until_shown("kind: Deployment").await
    })
}
