//! The export: its formats, what it says, and the commands that push it.

use anyhow::{Result, ensure};
use pack_archive::Format;
use pack_tests::archive_tools::TOOLS;
use pack_tests::browser::visit;
use pack_tests::checks::ARCHIVES;

use crate::{open, sound_pack};

#[test]
fn every_tool_opens_what_is_downloaded() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        for format in ARCHIVES {
            let taken = browser.export(format).await?;
            assert_eq!(taken.name, format.file_name("disc-spinner", "1.4.0"));
            for tool in TOOLS
                .iter()
                .filter(|tool| tool.opens(format) && tool.is_installed())
            {
                let files = tool.open(&taken.bytes)?;
                ensure!(
                    files.len() == sound_pack().entries().len() || !tool.unpacks(),
                    "{} unpacks {}",
                    tool.name,
                    files.len()
                );
            }
        }
        Ok(())
    })
}

/// The commands that push each format, and what is in none of them.
const PUSHES: &[(Format, &[&str], &[&str])] = &[
    (
        Format::OciLayout,
        &[
            "oras cp --from-oci-layout disc-spinner-1.4.0.oci.tar:1.4.0",
            "spectro-packs/archive/disc-spinner:1.4.0",
            "aws ecr",
        ],
        &["tar.gz", "spectro pack"],
    ),
    (
        Format::TarGz,
        &[
            "oras push --image-spec v1.0",
            "disc-spinner:1.4.0 disc-spinner-1.4.0.tar.gz",
            "tar -xzf disc-spinner-1.4.0.tar.gz",
            "spectro pack push disc-spinner-1.4.0",
        ],
        &["oci.tar", "unzip"],
    ),
    (
        Format::Zip,
        &[
            "unzip disc-spinner-1.4.0.zip",
            "spectro pack push disc-spinner-1.4.0",
        ],
        &["oras", "tar.gz"],
    ),
];

#[test]
fn the_commands_push_the_file_that_was_downloaded() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        for (format, parts, others) in PUSHES {
            browser.export(*format).await?;
            let has = async |part: &str| -> Result<bool> {
                Ok(browser
                    .texts("export-command")
                    .await?
                    .join("\n")
                    .contains(part))
            };
            browser
                .until("for the commands of the format", async || {
                    Ok(has(parts[0]).await?.then_some(()))
                })
                .await?;
            for part in *parts {
                ensure!(has(part).await?, "no command has “{part}”");
            }
            for part in *others {
                ensure!(!has(part).await?, "a command has “{part}”");
            }
            browser.accessible_as_it_is("the export").await?;
        }
        Ok(())
    })
}

#[test]
fn a_command_is_copied_once_all_that_is_asked_for_is_right() -> Result<()> {
    let copies = "[data-testid=export-copy]:enabled";
    let host = ".push__detail input[placeholder=\"registry.example.com\"]";
    let path = ".push__detail input[placeholder=\"palette-packs\"]";
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.export(Format::TarGz).await?;
        browser.until_count(host, 1).await?;
        browser.fill(host, "harbor.example.com/packs").await?;
        browser
            .element(&format!("{host}[aria-invalid=true]"))
            .await?;
        ensure!(
            browser
                .text_of(".push__error:not(:empty)")
                .await?
                .contains("host alone")
        );
        browser.fill(path, "packs").await?;
        // Nothing can be copied as long as the host is wrong.
        browser.until_count(copies, 0).await?;
        browser.fill(host, "harbor.example.com").await?;
        browser.until_count(".push__error:not(:empty)", 0).await?;
        browser.element(copies).await?;
        browser
            .click_on("[data-testid=push-oras] option[value=\"1.0\"]")
            .await?;
        browser
            .until("for the older ORAS", async || {
                let commands = browser.texts("export-command").await?.join("\n");
                Ok((!commands.contains("--image-spec")).then_some(()))
            })
            .await
    })
}

#[test]
fn a_version_that_no_registry_takes_is_told_and_stays() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        browser.set_field("version", "1.4.0+b").await?;
        browser.settled().await?;
        browser.export(Format::TarGz).await?;
        let told = browser.text("push-unfit").await?;
        ensure!(told.contains("1.4.0+b"), "{told}");
        let commands = browser.texts("export-command").await?.join("\n");
        ensure!(commands.contains("disc-spinner:1.4.0+b"), "{commands}");
        Ok(())
    })
}

#[test]
fn a_pack_with_errors_can_be_exported() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack().without("logo.png")).await?;
        browser.until_rule("logo-missing", true).await?;
        let taken = browser.export(Format::TarGz).await?;
        let (_, files) = taken.unpack()?;
        assert_eq!(files.len(), 4);
        Ok(())
    })
}
