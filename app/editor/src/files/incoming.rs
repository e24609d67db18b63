//! Opens imported files or adds them to the open pack, and creates new packs.

use pack_archive::{Entry, Limits};
use pack_model::import::{self, Addition, Import, ImportError};
use pack_model::logo::ImageKind;
use pack_model::template::Template;
use pack_model::{Pack, Place, Transaction};

use crate::drafts::bundle::packs::{Packs, packs_of};
use crate::drafts::new_pack::Joining;
use crate::drafts::next::{Fresh, Next};
use crate::editor::Editor;
use crate::files::tools::Tools;
use crate::files::work::Work;
use crate::message::Message;
use crate::question::{About, may_open_another, may_replace};

impl Editor {
    /// Opens a new pack, and says what is left to do.
    pub(crate) fn make(&mut self, template: &'static Template, now: f64) {
        self.with_tools(Work::Make(template), now);
    }

    /// Opens a pack that was made of a template.
    pub(crate) fn open_made(&mut self, template: &Template, pack: Pack, now: f64) {
        let text = format!(
            "New pack from the template “{}”. Fill in what is missing:",
            template.label
        );
        let todo = template.todo.iter().map(|todo| todo.text.to_owned());
        let fresh = Fresh {
            pack,
            place: None,
            messages: vec![Message::info(text).listing(todo.collect())],
        };
        self.leave(Next::New(Box::new(fresh)), now);
    }

    /// Opens what was read, or adds it to the pack that is open.
    pub(crate) fn take_files(&mut self, entries: Vec<Entry>, now: f64) {
        if self.is_open() {
            match entries.as_slice() {
                [image] if ImageKind::of(&image.bytes).is_some() => {
                    self.take_logo(&image.path, &image.bytes);
                }
                _ => self.with_tools(Work::AddFiles(entries), now),
            }
            return;
        }
        match packs_of(&entries) {
            Some(Ok(packs)) => return self.adopt(packs),
            Some(Err(text)) => return self.tell(Message::error(text)),
            None => {}
        }
        match import::unpacked(entries, &Limits::default()) {
            Ok(unpacked) if unpacked.has_several() => self.adopt(Packs {
                packs: import::several(unpacked),
                lost: 0,
            }),
            Ok(unpacked) if unpacked.has_pack() => self.came_in(import::pack(unpacked), now),
            Ok(unpacked) => self.with_tools(Work::NewPack(unpacked), now),
            Err(error) => self.tell(Message::error(error.to_string())),
        }
    }

    /// Opens a pack that came in.
    pub(crate) fn came_in(&mut self, import: Result<Import, ImportError>, now: f64) {
        match import {
            Ok(Import::Chart { pack, notices }) => self.render_new(pack, notices, now),
            Ok(import) => {
                let notices = import.notices();
                let pack = Box::new(import.into_pack());
                self.leave(Next::CameIn(pack, notices), now);
            }
            Err(error) => self.tell(Message::error(error.to_string())),
        }
    }

    /// Adds files to the open pack; asks before that takes something away.
    pub(crate) fn add_files(&mut self, tools: &Tools, entries: Vec<Entry>, now: f64) {
        match (tools.add_to)(self.pack(), entries, &Limits::default()) {
            Ok(Addition::Files {
                transaction,
                replaced,
                notices,
                new,
            }) => {
                let joining = self.followed(Joining {
                    transaction,
                    notices,
                    new,
                    upgrade: None,
                });
                // What follows is shown before it is made.
                if replaced.is_empty() || joining.upgrade.is_some() {
                    self.join(joining, now);
                } else {
                    let question = may_replace(&replaced);
                    self.ask(About::Replacing(Box::new(joining)), question);
                }
            }
            Ok(Addition::Pack(import)) if self.location.section.id == "changes" => {
                self.compare_with_pack(import.into_pack());
            }
            Ok(Addition::Pack(import)) => {
                self.ask(About::AnotherPack(import), may_open_another());
            }
            Ok(Addition::Image { file, .. }) => self.take_logo(&file.path, &file.bytes),
            Err(error) => self.tell(Message::error(error.to_string())),
        }
    }

    /// Makes the changes that add files, as one step.
    pub(crate) fn make_joined(&mut self, transaction: Transaction, notices: &[String], now: f64) {
        let done = format!("{}: done. You can undo it.", transaction.label);
        let place = transaction.place.clone().or_else(|| {
            let first = transaction.changes.first()?;
            Some(Place::file(first.file().clone()))
        });
        let is_made = self.apply(
            Transaction {
                place,
                ..transaction
            },
            now,
        );
        if is_made {
            self.tell(Message::done(done));
        } else if notices.is_empty() {
            self.tell(Message::info(
                "The pack already has these files, so nothing changed.",
            ));
        }
        if !notices.is_empty() {
            self.tell(Message::info(notices.join("\n")));
        }
    }
}
