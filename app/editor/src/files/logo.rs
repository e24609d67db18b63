//! Changes of the logo. The browser decodes images, so a change may take a while, and other events
//! can happen meanwhile.

use pack_model::logo::{self, ImageKind};
use pack_model::{Applied, Change, File, FilePath, LogoAction, Place, Transaction, path};

use crate::editor::Editor;
use crate::effect::Effect;
use crate::files::making::PngFor;
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
        self.make_png(bytes.to_vec(), purpose);
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
        let png = (tools.draw_logo)(&self.pack().manifest());
        self.put_logo("Generate logo", png, now);
    }

    /// Writes the logo anew, as one step.
    fn rewrite_logo(&mut self, label: &'static str) {
        if self.making.is_upload() {
            return self.tell_logo_coming();
        }
        if let Some(before) = self.logo_file() {
            let bytes = before.bytes.to_vec();
            self.make_png(bytes, PngFor::Rewrite { label, before });
        }
    }

    /// Has an image written as PNG. One that is still being written gives way.
    pub(crate) fn make_png(&mut self, bytes: Vec<u8>, purpose: PngFor) {
        self.stop_logo_for_newer();
        let is_light = !matches!(purpose, PngFor::Logo { .. });
        let number = self.making.begin(purpose);
        self.effect(Effect::MakePng {
            number,
            is_light,
            bytes,
        });
    }

    /// Stops the image that is being written, because a newer one is to be the logo. Fixes that waited
    /// for it are made without it.
    fn stop_logo_for_newer(&mut self) {
        if let Some(PngFor::Fixes {
            found, revision, ..
        }) = self.making.stop()
        {
            self.fix_found(&found, revision, None);
        }
    }

    /// Stops the image that is being written, because a change of the pack as it was before has made the
    /// logo another one. Fixes that waited for it are made if they still fit.
    pub(crate) fn stop_logo_for_change(&mut self, before: u64, applied: &Applied) {
        if let Some(PngFor::Fixes {
            found, revision, ..
        }) = self.making.stop()
        {
            match revision == before {
                true => self.fix_beside(&found, &applied.touched),
                false => self.tell_nothing_fixed(),
            }
        }
    }

    /// Stops the image that is being written, because the open pack is left. Fixes that waited for it are
    /// made without it, so that they are saved with the pack.
    pub(crate) fn fix_before_leaving(&mut self) {
        let found = self.making.take_fixes(self.revision());
        if !found.is_empty() {
            self.fix_found(&found, self.revision(), None);
            let text = "You left the pack before logo.png was rewritten, so only the other fixes were made. Open it again to fix the logo.";
            self.tell(Message::info(text).of_the_page());
        }
    }

    /// Stops the image that is being written for a pack that is not open any more, and tells what was not
    /// done.
    pub(crate) fn stop_logo_of_left(&mut self) {
        let text = match self.making.stop() {
            None => return,
            Some(PngFor::Logo { name, .. }) => format!(
                "“{name}” was not ready when you left the pack, so its logo did not change. Open the pack and choose the image again."
            ),
            Some(PngFor::Rewrite { .. }) => "The new logo was not ready when you left the pack, so logo.png did not change. Open the pack and fix it again.".to_owned(),
            Some(PngFor::Fixes { .. }) => "The fixes were not ready when you left the pack, so nothing was fixed. Open the pack and fix it again.".to_owned(),
        };
        self.tell(Message::info(text).of_the_page());
    }

    /// Stops the image that is being written, because a step of the logo is undone or redone, and tells
    /// what was not done.
    pub(crate) fn stop_logo_for_travel(&mut self) {
        match self.making.stop() {
            None => {}
            Some(PngFor::Fixes { .. }) => self.tell_nothing_fixed(),
            Some(PngFor::Logo { .. } | PngFor::Rewrite { .. }) => self.tell(Message::info(
                "The new logo was not ready yet, so Undo or Redo stopped it. Choose it again if you still want it.",
            )),
        }
    }

    /// Tells that the logo is not written anew, since an image is about to become the logo.
    pub(crate) fn tell_logo_coming(&mut self) {
        let text = "Another image is about to become the logo, so the present one was left as it is. Check the new one when it is there.";
        self.tell(Message::info(text));
    }

    /// The logo's file.
    pub(crate) fn logo_file(&self) -> Option<File> {
        self.pack().file(path::LOGO_PNG).cloned()
    }

    /// An image was written as PNG, or not. An upload becomes the logo, whatever else has changed
    /// meanwhile; a logo is written anew only if it is still the one that was read. Nothing is done with
    /// an image that was stopped, or that another one came after.
    pub(crate) fn png_made(&mut self, number: u64, result: Result<Vec<u8>, String>, now: f64) {
        match self.making.end(number) {
            None => {}
            Some(PngFor::Logo {
                name,
                kind,
                is_animated,
            }) => self.logo_made(&name, kind, is_animated, result, now),
            Some(PngFor::Rewrite { label, before }) => {
                if let Some(change) = self.logo_rewritten(&before, result) {
                    let step = Transaction::new(label, vec![change]);
                    self.apply(step.at(place()), now);
                }
            }
            Some(PngFor::Fixes {
                found,
                before,
                revision,
            }) => {
                let is_of_now = revision == self.revision();
                let change = is_of_now.then(|| self.logo_rewritten(&before, result));
                self.fix_found(&found, revision, change.flatten());
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

/// The change that puts a PNG in the place of the logo.
fn replacement(png: Vec<u8>) -> Change {
    Change::put_file(FilePath::of(path::LOGO_PNG), File::new(png))
}

fn place() -> Place {
    Place::file(FilePath::of(path::LOGO_PNG))
}
