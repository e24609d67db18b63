//! The journal: what is typed is kept long before the draft is saved, and what fits nothing is put
//! aside.

use pack_editor::{Effect, Event, StorageError};

use crate::world::{World, written};

/// A world whose tab has a saved draft of a pack. Gives the draft's key.
fn with_draft() -> (World, String) {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.write(0, "a");
    world.wait(1_000.0);
    let draft = world.draft(0);
    (world, draft)
}

/// Kills a tab and opens its draft in another one, which is given.
fn open_again(world: &mut World, killed: usize, draft: &str) -> usize {
    world.kill(killed);
    let tab = world.open_tab();
    world.send(tab, Event::OpenDraft(draft.to_owned()));
    tab
}

#[test]
fn a_key_is_kept_before_the_draft_is_saved() {
    let (mut world, draft) = with_draft();
    let saves = world.saves(&draft);
    world.write(0, "ab");
    assert!(world.editor(0).is_at_risk());
    world.wait(200.0);
    assert_eq!(world.saves(&draft), saves, "nothing was saved yet");
    assert!(world.editor(0).is_unsaved() && !world.editor(0).is_at_risk());
    let tab = open_again(&mut world, 0, &draft);
    assert_eq!(world.text(tab), "ab");
    world.send(tab, Event::Undo);
    assert_eq!(world.text(tab), "a");
    world.send(tab, Event::Redo);
    world.wait(1_000.0);
    assert_eq!(world.kept(), ["ab"]);
    assert!(world.shared.journals(&draft).is_empty(), "it is saved");
}

#[test]
fn a_draft_whose_findings_are_being_saved_is_not_at_risk() {
    let (mut world, _) = with_draft();
    world.judge(0, Vec::new());
    world.happen(0, Event::PageHidden);
    let is_save = |effect: &Effect| matches!(effect, Effect::Save(_));
    assert!(world.tabs[0].effects.iter().any(is_save));
    assert!(!world.editor(0).is_at_risk());
    // What is typed meanwhile is, and so is what was stored if something else is being written.
    world.happen(0, written("ab"));
    assert!(world.editor(0).is_at_risk());
    world.wait(50.0);
    world.happen(0, Event::PageHidden);
    world.happen(0, Event::Undo);
    assert_eq!(world.text(0), "a");
    assert!(world.editor(0).is_at_risk());
    world.wait(1_000.0);
    assert!(!world.editor(0).is_at_risk());
    assert_eq!(world.kept(), ["a"]);
}

#[test]
fn a_hidden_page_writes_its_journal_at_once() {
    let (mut world, draft) = with_draft();
    world.happen(0, written("ab"));
    world.happen(0, Event::PageHidden);
    let effects = &world.tabs[0].effects;
    let at = |is: fn(&Effect) -> bool| effects.iter().position(is).unwrap();
    let journal = at(|effect| matches!(effect, Effect::Journal(_)));
    assert!(journal < at(|effect| matches!(effect, Effect::Save(_))));
    while !matches!(world.step(0), Some(Effect::Journal(_))) {}
    let tab = open_again(&mut world, 0, &draft);
    assert_eq!(world.text(tab), "ab");
}

#[test]
fn keys_that_come_while_a_save_is_under_way_are_kept_whether_it_succeeds_or_not() {
    for is_saved in [true, false] {
        let (mut world, draft) = with_draft();
        world.happen(0, written("ab"));
        world.happen(0, Event::PageHidden);
        let held: Vec<Effect> = world.tabs[0].effects.drain(..).collect();
        for effect in held {
            if !matches!(effect, Effect::Save(_)) {
                world.tabs[0].effects.push_back(effect);
                world.settle();
            } else if is_saved {
                world.shared.save_unseen(&effect);
            }
        }
        world.happen(0, written("abc"));
        world.wait(200.0);
        let tab = open_again(&mut world, 0, &draft);
        assert_eq!(world.text(tab), "abc", "{is_saved}");
        assert_eq!(world.asked(tab), "");
    }
}

#[test]
fn a_pack_that_is_no_draft_yet_is_saved_with_its_first_change() {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    let draft = world.draft(0);
    world.write(0, "a");
    world.wait(200.0);
    let tab = open_again(&mut world, 0, &draft);
    assert_eq!(world.text(tab), "a");
}

#[test]
fn a_change_too_large_for_a_journal_is_saved_at_once() {
    let (mut world, draft) = with_draft();
    let large = "line\n".repeat(100_000);
    world.write(0, &large);
    world.wait(200.0);
    assert!(world.shared.journals(&draft).is_empty());
    let tab = open_again(&mut world, 0, &draft);
    assert_eq!(world.text(tab), large);
}

#[test]
fn a_journal_of_another_save_is_put_aside_until_it_is_downloaded() {
    let (mut world, draft) = with_draft();
    world.write(0, "typed here");
    world.wait(200.0);
    let mut journal = world.shared.journals(&draft).values().next().cloned();
    if let Some(Ok(journal)) = &mut journal {
        journal.tab = 99;
    }
    world.wait(1_000.0);
    world.shared.put_journal(&draft, 99, journal.unwrap());
    for answer in ["later", "download"] {
        let killed = world.tabs.len() - 1;
        let tab = open_again(&mut world, killed, &draft);
        assert_eq!(world.text(tab), "typed here");
        assert_eq!(world.asked(tab), "Some changes do not fit this draft");
        world.answer(tab, answer);
        assert_eq!(world.text(tab), "typed here");
    }
    let last = world.tabs.len() - 1;
    assert_eq!(world.tabs[last].downloads, ["spinner-changes.txt"]);
    let tab = open_again(&mut world, last, &draft);
    assert_eq!(world.asked(tab), "");
}

#[test]
fn a_damaged_journal_stops_nothing_and_can_be_discarded() {
    let (mut world, draft) = with_draft();
    world
        .shared
        .put_journal(&draft, 7, Err("{\"entries\": 1}".to_owned()));
    let tab = open_again(&mut world, 0, &draft);
    assert_eq!(world.text(tab), "a");
    assert_eq!(world.asked(tab), "Some changes do not fit this draft");
    world.answer(tab, "discard");
    let tab = open_again(&mut world, tab, &draft);
    assert_eq!(world.asked(tab), "");
}

#[test]
fn a_tab_that_takes_a_draft_over_has_what_was_typed_in_the_other_one() {
    let (mut world, draft) = with_draft();
    world.write(0, "ab");
    world.wait(200.0);
    let tab = world.open_tab();
    world.send(tab, Event::OpenDraft(draft.clone()));
    world.answer(tab, "take");
    assert_eq!(world.text(tab), "ab");
    world.write(tab, "abc");
    world.wait(200.0);
    let third = open_again(&mut world, tab, &draft);
    assert_eq!(world.text(third), "abc");
    assert_eq!(world.asked(third), "");
}

#[test]
fn copies_and_downloads_of_a_draft_have_what_its_journal_says() {
    let (mut world, draft) = with_draft();
    world.write(0, "ab");
    world.wait(200.0);
    world.kill(0);
    let tab = world.open_tab();
    world.send(tab, Event::Duplicate(draft.clone()));
    let copy = world.shared.keys().into_iter().find(|key| *key != draft);
    world.send(tab, Event::NextVersionOf(draft));
    assert_eq!(world.text(tab), "ab");
    world.send(tab, Event::OpenDraft(copy.unwrap()));
    assert_eq!(world.text(tab), "ab");
}

#[test]
fn a_journal_that_cannot_be_written_leaves_the_page_at_risk() {
    let (mut world, _) = with_draft();
    world.shared.broken = Some(StorageError::Blocked);
    world.write(0, "ab");
    world.wait(200.0);
    assert!(world.editor(0).is_at_risk());
    world.shared.broken = None;
    world.write(0, "abc");
    world.wait(200.0);
    assert!(!world.editor(0).is_at_risk());
}

#[test]
fn a_journal_without_a_save_is_no_safety() {
    let mut world = World::new();
    world.shared.room = Some(10);
    world.drop_pack(0, "spinner");
    world.write(0, "ab");
    world.wait(200.0);
    world.write(0, "abc");
    world.wait(2_000.0);
    assert!(world.editor(0).is_at_risk());
}
