//! Changes of the logo. The browser decodes images, so a change may take a while, and other events
//! can happen meanwhile.

use pack_model::logo::{self, ImageKind};
use pack_model::{Change, File, FilePath, LogoAction, Place, Transaction, path};

use crate::editor::Editor;
use crate::effect::{Effect, PngFor};
use crate::files::tools::Tools;
use crate::files::work::Work;
use crate::message::Message;

impl Editor {
    /// Makes an image the logo, as PNG.
    pub(crate) fn take_logo(&mut self, name: &str, bytes: &[u8]) {
        let Some(kind) = ImageKind::of(bytes) else {
            return self.tell(Message::error(format!(
                "“{name}” cannot be used as the logo, so the logo did not change. Use a PNG, JPEG, SVG, WebP, GIF or AVIF.",
            )));
        };
        let purpose = PngFor::Logo {
            name: name.to_owned(),
            kind,
            is_animated: logo::is_animated(bytes),
        };
        self.make_png(bytes, purpose);
    }

    /// Does what a fix asks of the logo.
    pub(crate) fn logo_asked(&mut self, action: LogoAction, now: f64) {
        match action {
            LogoAction::Choose => {
                self.location.show(&place());
                self.effect(Effect::PickLogo);
            }
            LogoAction::Draw => self.with_tools(Work::DrawLogo, now),
            LogoAction::Convert => self.rewrite_logo("Convert logo to PNG"),
            LogoAction::ScaleDown => self.rewrite_logo("Scale down logo"),
        }
    }

    /// Draws a logo for the open pack.
    pub(crate) fn draw_logo(&mut self, tools: &Tools, now: f64) {
        // This choice is newer than an image that is still being prepared.
        self.making.stop();
        let png = (tools.draw_logo)(&self.pack().manifest());
        self.put_logo("Generate logo", png, now);
    }

    /// Writes the logo anew, as one step.
    fn rewrite_logo(&mut self, label: &'static str) {
        if let Some(before) = self.logo_file() {
            self.make_light_png(&before.clone(), PngFor::Rewrite { label, before });
        }
    }

    /// Has a logo written anew as PNG, scaled down if it is heavy.
    pub(crate) fn make_light_png(&mut self, logo: &File, purpose: PngFor) {
        self.make_png(&logo.bytes, purpose);
    }

    fn make_png(&mut self, bytes: &[u8], purpose: PngFor) {
        let number = self.making.begin();
        self.effect(Effect::MakePng {
            number,
            purpose,
            bytes: bytes.to_vec(),
        });
    }

    /// The logo's file.
    pub(crate) fn logo_file(&self) -> Option<File> {
        self.pack().file(path::LOGO_PNG).cloned()
    }

    /// An image was written as PNG, or not. What has changed meanwhile is left alone, and nothing is
    /// done with an image that was stopped, or that another one came after.
    pub(crate) fn png_made(
        &mut self,
        number: u64,
        purpose: PngFor,
        result: Result<Vec<u8>, String>,
        now: f64,
    ) {
        if !self.making.end(number) {
            return match purpose {
                // Another image has become the logo, and the other fixes are for the pack before that.
                PngFor::Fixes { revision, .. } if revision != self.revision() => {
                    self.tell_nothing_fixed();
                }
                _ => {}
            };
        }
        match purpose {
            PngFor::Logo {
                name,
                kind,
                is_animated,
            } => self.logo_made(&name, kind, is_animated, result, now),
            PngFor::Rewrite { label, before } => {
                if let Some(change) = self.logo_rewritten(&before, result) {
                    let step = Transaction::new(label, vec![change]);
                    self.apply(step.at(place()), now);
                }
            }
            PngFor::Fixes {
                mut steps,
                step,
                before,
                revision,
            } => {
                let change = self.logo_rewritten(&before, result);
                if self.revision() != revision {
                    return self.tell_nothing_fixed();
                }
                let (label, step) = *step;
                steps.extend(change.map(|change| {
                    let changes = vec![change];
                    (label, Transaction { changes, ..step })
                }));
                self.apply_what_fits(steps);
            }
        }
    }

    fn logo_made(
        &mut self,
        name: &str,
        kind: ImageKind,
        is_animated: bool,
        result: Result<Vec<u8>, String>,
        now: f64,
    ) {
        let message = match result {
            Ok(png) => {
                let (width, height) = logo::png_size(&png).unwrap_or_default();
                self.put_logo("Replace logo", png, now);
                Message::done(match kind {
                    ImageKind::Png => {
                        format!("“{name}” is now the logo. The file was not changed.")
                    }
                    _ => format!(
                        "“{name}” is now the logo. It was converted from {} to a PNG of {width} × {height} pixels, because Palette accepts only PNG.{}",
                        kind.label(),
                        match is_animated {
                            true => " It is animated, so the logo is its first picture.",
                            false => "",
                        },
                    ),
                })
            }
            Err(error) => Message::error(format!(
                "“{name}” was not used as the logo: {error}. The logo did not change.",
            )),
        };
        self.tell(message);
    }

    /// The change that writes the logo anew. There is none where that cannot be done, which the
    /// user is told, or where the logo was changed meanwhile.
    fn logo_rewritten(&mut self, before: &File, result: Result<Vec<u8>, String>) -> Option<Change> {
        if self.logo_file().as_ref() != Some(before) {
            return None;
        }
        match result {
            Ok(png) => {
                if logo::is_animated(&before.bytes) {
                    let text =
                        "The logo was animated. It is its first picture now; you can undo it.";
                    self.tell(Message::info(text));
                }
                Some(replacement(png))
            }
            Err(reason) => {
                let text = format!("logo.png did not change: {reason}.");
                self.tell(Message::error(text));
                None
            }
        }
    }

    fn put_logo(&mut self, label: &str, png: Vec<u8>, now: f64) {
        let step = Transaction::new(label, vec![replacement(png)]);
        self.apply(step.at(place()), now);
    }
}

/// The images that are written as PNG, one at a time: a newer one takes the place of one before it.
#[derive(Debug, Default)]
pub(crate) struct Making {
    /// The number of the newest.
    newest: u64,
    is_under_way: bool,
}

impl Making {
    /// The number of another one.
    fn begin(&mut self) -> u64 {
        self.newest += 1;
        self.is_under_way = true;
        self.newest
    }

    /// Whether the one that ended is still wanted.
    fn end(&mut self, number: u64) -> bool {
        let is_wanted = self.is_under_way && number == self.newest;
        self.is_under_way &= !is_wanted;
        is_wanted
    }

    /// Makes the one that is under way unwanted.
    pub(crate) fn stop(&mut self) {
        self.is_under_way = false;
    }

    /// Whether one is being written.
    pub(crate) fn is_under_way(&self) -> bool {
        self.is_under_way
    }
}

/// The change that puts a PNG in the place of the logo.
fn replacement(png: Vec<u8>) -> Change {
    Change::put_file(FilePath::of(path::LOGO_PNG), File::new(png))
}

fn place() -> Place {
    Place::file(FilePath::of(path::LOGO_PNG))
}
