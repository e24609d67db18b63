//! The commands of this repository, run as `cargo xtask <command>`.
//!
//! They install what is missing and then call Trunk and cargo, so a fresh clone needs only Rust and
//! Node.js.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "these commands talk to the person at the terminal"
)]

mod assets;
mod bench;
mod check;
mod closed_network;
mod engine;
mod finish;
mod fuzz;
mod page;
mod prerequisites;
mod repository;
mod rules;
mod run;
mod single_file;
mod size;
mod test;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt};

use crate::repository::Repository;

const USAGE: &str = "\
Usage: cargo xtask <command>

  serve [ARGS]   build the page and serve it, rebuilding on every change; ARGS go to `trunk serve`
  build [ARGS]   build the page into dist/, ready for any static host; ARGS go to `trunk build`
      --single-file  also write target/pack-editor.html, which has all of the page and needs no server
      --dist DIR     with --single-file: make it of this built page instead of building one
  test           check and test everything
      --only STEP   run this step alone; may be given several times
      --dist DIR    test this built page instead of building one
      --dev         build the page without optimisation, which is faster
      --engine NAME run all browser tests in chromium, firefox or webkit; without it, in Chromium.
                    The step `engines` runs the most important ones in the other two
  check PACK...  check packs in folders and archives without a browser; --help lists its options
  render PACK    render what a pack lists, or a chart, as Helm does; --help lists its options
  images PACK... print the images that packs deploy; --json says where they stand
  diff OLD NEW   print what differs between two packs; --help lists its options
  size           build the page, print what each piece weighs, and fail above a limit
      --dist DIR    weigh this built page instead
  bench          measure the speed of the checks and of the page on the packs of PACK_CORPUS, beside
                 CodeMirror and Monaco
      --dist DIR    measure this built page instead of building one
      --keys NUMBER type so many keys into each editor instead of 900
      --only PART   measure this part alone: start, typing, packs or memory; may be given several times
  fuzz           try readers and checks with damaged packs, for half a minute each; see --help
  rules          write docs/rules/ from the rules

Trunk calls these two on its own:
  assets         gather styles and fonts before a build
  finish         split the program, shorten the scripts, add the policy and the service worker";

fn main() -> ExitCode {
    match start(Parser::from_env()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start(mut arguments: Parser) -> Result<()> {
    let repository = Repository::find()?;
    let command = match arguments.next()? {
        Some(Arg::Value(command)) => command.string()?,
        Some(Arg::Short('h') | Arg::Long("help")) | None => {
            println!("{USAGE}");
            return Ok(());
        }
        Some(other) => return Err(other.unexpected().into()),
    };
    match command.as_str() {
        "serve" => page::serve(&repository, arguments.raw_args()?),
        "build" => page::build(&repository, arguments.raw_args()?),
        "test" => test::run(&repository, &test::Options::read(&mut arguments)?),
        "check" | "render" | "images" | "diff" => {
            check::run(&repository, &command, arguments.raw_args()?)
        }
        "size" => size::run(&repository, dist(&mut arguments)?),
        "bench" => bench::run(&repository, bench::Options::read(&mut arguments)?),
        "fuzz" => fuzz::run(&repository, arguments.raw_args()?),
        "rules" => nothing_more(&mut arguments).and_then(|()| rules::run(&repository)),
        "assets" => nothing_more(&mut arguments).and_then(|()| assets::gather(&repository)),
        "finish" => nothing_more(&mut arguments).and_then(|()| finish::run(&repository)),
        other => bail!("there is no command '{other}'.\n\n{USAGE}"),
    }
}

/// `--dist DIR`, where nothing else may be given.
fn dist(arguments: &mut Parser) -> Result<Option<PathBuf>> {
    let mut dist = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("dist") => dist = Some(arguments.value()?.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(dist)
}

fn nothing_more(arguments: &mut Parser) -> Result<()> {
    match arguments.next()? {
        Some(argument) => Err(argument.unexpected().into()),
        None => Ok(()),
    }
}
