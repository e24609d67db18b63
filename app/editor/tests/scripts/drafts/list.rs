//! The list of drafts on the start page: delete and put back, duplicate, and what other tabs and a
//! storage that fails do to that.

use pack_editor::{Effect, Event, Focus, StorageError};
use proptest::prelude::*;

use crate::world::World;

/// A tab on the start page with the drafts spinner and whirler, whirler first. Gives their keys.
fn on_start_page() -> (World, String, String) {
    let mut world = World::new();
    let mut open = |name| {
        world.drop_pack(0, name);
        world.write(0, name);
        world.wait(1_000.0);
        let draft = world.draft(0);
        world.send(0, Event::CloseAsked);
        draft
    };
    let (spinner, whirler) = (open("spinner"), open("whirler"));
    assert_eq!(world.rows(0), ["whirler", "spinner"]);
    (world, spinner, whirler)
}

#[test]
fn a_deleted_draft_can_be_put_back_where_it_was_with_its_history() {
    let (mut world, _, whirler) = on_start_page();
    world.happen(0, Event::Delete(whirler.clone()));
    let focus = Effect::Focus(Focus::Draft(whirler.clone()));
    assert_eq!(world.step(0), Some(Effect::Delete(whirler.clone())));
    assert_eq!(world.step(0), Some(focus));
    assert_eq!(world.rows(0), ["-whirler", "spinner"]);
    assert_eq!(world.kept(), ["spinner"]);
    world.send(0, Event::PutBack(whirler.clone()));
    assert_eq!(world.rows(0), ["whirler", "spinner"]);
    assert_eq!(world.kept(), ["spinner", "whirler"]);
    world.send(0, Event::OpenDraft(whirler));
    assert_eq!(world.text(0), "whirler");
    world.send(0, Event::Undo);
    assert_eq!(world.text(0), "");
}

#[test]
fn what_was_deleted_stays_in_its_place_while_the_list_is_read_anew() {
    let (mut world, spinner, whirler) = on_start_page();
    world.send(0, Event::Delete(whirler));
    world.send(0, Event::Duplicate(spinner));
    assert_eq!(world.rows(0), ["-whirler", "spinner", "spinner"]);
}

#[test]
fn what_was_deleted_cannot_be_put_back_once_a_pack_was_opened() {
    let (mut world, spinner, whirler) = on_start_page();
    world.send(0, Event::Delete(whirler.clone()));
    world.send(0, Event::OpenDraft(spinner));
    world.send(0, Event::CloseAsked);
    assert_eq!(world.rows(0), ["spinner"]);
    world.send(0, Event::PutBack(whirler));
    assert_eq!(world.rows(0), ["spinner"]);
}

#[test]
fn a_draft_is_deleted_once() {
    let (mut world, spinner, _) = on_start_page();
    world.happen(0, Event::Delete(spinner.clone()));
    world.happen(0, Event::Delete(spinner.clone()));
    world.settle();
    assert_eq!(world.told(0), "");
    world.happen(0, Event::PutBack(spinner.clone()));
    world.happen(0, Event::PutBack(spinner));
    world.settle();
    assert_eq!(world.rows(0), ["whirler", "spinner"]);
    assert_eq!(world.told(0), "");
}

#[test]
fn a_draft_that_another_tab_has_deleted_is_told_and_goes() {
    let (mut world, spinner, _) = on_start_page();
    for event in [Event::Delete, Event::Duplicate] {
        let other = world.open_tab();
        assert_eq!(world.rows(other), ["whirler", "spinner"]);
        world.send(0, Event::Delete(spinner.clone()));
        world.send(other, event(spinner.clone()));
        assert!(world.told(other).contains("deleted in another tab"));
        assert_eq!(world.rows(other), ["whirler"]);
        world.send(0, Event::PutBack(spinner.clone()));
    }
}

#[test]
fn a_draft_that_another_tab_has_open_goes_on_there() {
    let (mut world, spinner, _) = on_start_page();
    let other = world.open_tab();
    world.send(other, Event::OpenDraft(spinner.clone()));
    world.send(0, Event::Delete(spinner.clone()));
    assert_eq!(world.kept(), ["whirler"]);
    world.write(other, "on");
    world.wait(1_000.0);
    assert_eq!(world.kept(), ["on", "whirler"]);
    // It is there already, and what was saved last stays.
    world.send(0, Event::PutBack(spinner));
    assert_eq!(world.rows(0), ["spinner", "whirler"]);
    assert_eq!(world.told(0), "");
    assert_eq!(world.kept(), ["on", "whirler"]);
}

#[test]
fn a_draft_whose_save_is_under_way_is_deleted_after_that() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.wait(1_000.0);
    let draft = world.draft(0);
    // Nothing has changed, so it is left at once, while its row is on its way.
    world.leave_judged(0);
    world.happen(0, Event::Delete(draft));
    world.settle();
    assert!(world.kept().is_empty());
    assert_eq!(world.rows(0), ["-spinner"]);
}

#[test]
fn a_copy_is_a_draft_with_its_history() {
    let (mut world, spinner, _) = on_start_page();
    world.wait(1.0);
    world.send(0, Event::Duplicate(spinner.clone()));
    assert_eq!(world.rows(0), ["spinner", "whirler", "spinner"]);
    let rows = world.editor(0).draft_rows().cloned();
    let rows = rows.and_then(|rows| (*rows).clone().ok());
    let copy = rows.unwrap()[0].draft().id.clone();
    assert_ne!(copy, spinner);
    world.send(0, Event::OpenDraft(copy));
    world.send(0, Event::Undo);
    world.wait(1_000.0);
    assert_eq!(world.kept(), ["", "spinner", "whirler"]);
}

#[test]
fn a_storage_that_does_not_take_a_change_is_told_and_keeps_what_it_has() {
    for error in [
        StorageError::Full,
        StorageError::Newer,
        StorageError::Blocked,
        StorageError::Silent,
        StorageError::Unavailable("SecurityError".to_owned()),
    ] {
        let (mut world, spinner, whirler) = on_start_page();
        world.send(0, Event::Delete(whirler.clone()));
        if error == StorageError::Full {
            world.shared.room = Some(10);
        } else {
            world.shared.broken = Some(error.clone());
        }
        world.send(0, Event::Duplicate(spinner.clone()));
        world.send(0, Event::PutBack(whirler.clone()));
        let told = format!("{error}. Nothing was copied.\n{error}. The draft was not put back.");
        assert_eq!(world.told(0), told);
        if error != StorageError::Full {
            world.send(0, Event::Delete(spinner));
            assert!(world.told(0).ends_with("Nothing was deleted."));
        }
        assert_eq!(world.kept(), ["spinner"]);
        world.shared.room = None;
        world.shared.broken = None;
        world.send(0, Event::PutBack(whirler));
        assert_eq!(world.kept(), ["spinner", "whirler"]);
    }
}

#[test]
fn a_list_that_cannot_be_read_says_why() {
    let mut world = World::new();
    world.shared.broken = Some(StorageError::Newer);
    let tab = world.open_tab();
    let rows = world.editor(tab).draft_rows().map(|rows| (**rows).clone());
    assert_eq!(rows, Some(Err(StorageError::Newer)));
}

/// Something that happens on the start page before the tab is killed.
#[derive(Debug, Clone)]
enum Action {
    Delete(bool),
    PutBack(bool),
    Duplicate(bool),
    Open(bool),
    Close,
    /// So many effects are carried out.
    CarryOut(u8),
    Fill(bool),
    Break(bool),
}

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let action = prop_oneof![
        2 => any::<bool>().prop_map(Action::Delete),
        2 => any::<bool>().prop_map(Action::PutBack),
        1 => any::<bool>().prop_map(Action::Duplicate),
        1 => any::<bool>().prop_map(Action::Open),
        1 => Just(Action::Close),
        6 => (0_u8..6).prop_map(Action::CarryOut),
        1 => any::<bool>().prop_map(Action::Fill),
        1 => any::<bool>().prop_map(Action::Break),
    ];
    prop::collection::vec(action, 0..30)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn a_killed_tab_leaves_every_draft_whole_and_deletes_what_it_was_told_to(actions in actions()) {
        let (mut world, spinner, whirler) = on_start_page();
        let pick = |is_first| if is_first { spinner.clone() } else { whirler.clone() };
        let mut deleted = Vec::new();
        for action in actions {
            match action {
                Action::Delete(first) => {
                    deleted.push(pick(first));
                    world.happen(0, Event::Delete(pick(first)));
                }
                Action::PutBack(first) => world.happen(0, Event::PutBack(pick(first))),
                Action::Duplicate(first) => world.happen(0, Event::Duplicate(pick(first))),
                Action::Open(first) => world.happen(0, Event::OpenDraft(pick(first))),
                Action::Close => world.happen(0, Event::CloseAsked),
                Action::CarryOut(count) => {
                    for _ in 0..count {
                        world.step(0);
                    }
                }
                Action::Fill(is_full) => world.shared.room = is_full.then_some(10),
                Action::Break(is_broken) => {
                    world.shared.broken = is_broken.then_some(StorageError::Blocked);
                }
            }
        }
        world.kill(0);
        world.shared.broken = None;
        world.shared.room = None;
        for (draft, text) in [(&spinner, "spinner"), (&whirler, "whirler")] {
            match world.shared.load(draft).unwrap() {
                Some(loaded) => prop_assert_eq!(loaded.pack.text("notes.txt"), Some(text)),
                None => prop_assert!(deleted.contains(draft), "nobody has deleted it"),
            }
        }
        prop_assert!(world.kept().iter().all(|text| text == "spinner" || text == "whirler"));
        let tab = world.open_tab();
        prop_assert_eq!(world.rows(tab).len(), world.kept().len());
    }
}

#[test]
fn a_draft_that_cannot_be_read_says_so_and_stops_no_other() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.wait(1_000.0);
    let draft = world.draft(0);
    world.send(0, Event::CloseAsked);
    world.shared.damage(&draft);
    world.send(0, Event::OpenDraft(draft.clone()));
    assert!(!world.editor(0).is_open());
    assert!(
        world.told(0).contains("cannot be read"),
        "{}",
        world.told(0)
    );
    let rows = world.editor(0).draft_rows().map(|rows| (**rows).clone());
    assert!(rows.unwrap().unwrap()[0].draft().is_damaged);
    world.send(0, Event::NextVersionOf(draft.clone()));
    assert!(!world.editor(0).is_open());
    world.send(0, Event::DownloadDraft(draft.clone()));
    assert_eq!(world.tabs[0].downloads.len(), 1);
    world.send(0, Event::Delete(draft));
    assert_eq!(world.rows(0), ["-spinner"]);
}
