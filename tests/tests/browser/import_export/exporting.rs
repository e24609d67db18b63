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

#[test]
fn the_commands_that_push_name_the_pack() -> Result<()> {
    visit(async |browser| {
        open(browser, &sound_pack()).await?;
        let taken = browser.export(Format::OciLayout).await?;
        assert_eq!(taken.name, "disc-spinner-1.4.0.oci.tar");
        let commands = browser.texts("export-command").await?.join("\n");
        for part in [
            "oras push",
            "spectro-packs/archive/disc-spinner:1.4.0",
            "disc-spinner-1.4.0.tar.gz",
            "aws ecr",
            "spectro pack push",
        ] {
            ensure!(
                commands.contains(part),
                "no command has “{part}”:\n{commands}"
            );
        }
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
