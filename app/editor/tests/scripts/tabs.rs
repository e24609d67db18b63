//! Two tabs and one draft: neither overwrites the other, and nothing is lost.

use pack_editor::{Event, Saved, TOOLS};

use crate::world::{World, written};

/// Two tabs, of which the first has a saved draft open.
fn two_tabs() -> (World, String) {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world.write(0, "one");
    world.wait(1_000.0);
    world.open_tab();
    let draft = world.draft(0);
    (world, draft)
}

#[test]
fn a_second_tab_is_asked_and_takes_the_draft_over() {
    let (mut world, draft) = two_tabs();
    world.send(1, Event::OpenDraft(draft.clone()));
    assert_eq!(world.asked(1), "This draft is open in another tab");
    assert!(!world.editor(1).is_open());
    world.answer(1, "take");
    assert_eq!(world.text(1), "one");
    assert_eq!(world.asked(0), "This draft is being edited in another tab");
    assert_eq!(*world.editor(0).saved(), Saved::Elsewhere);

    world.write(1, "two");
    world.wait(1_000.0);
    assert_eq!(*world.editor(1).saved(), Saved::Yes);
    assert_eq!(world.kept(), ["two"]);
}

#[test]
fn a_tab_is_asked_only_about_a_draft_that_it_had_or_that_was_asked_for() {
    let (mut world, draft) = two_tabs();
    let link = format!("{draft}/overview/form");
    for (address, here, expected) in [
        ("", None, ""),
        ("", Some(&draft), "This draft is open in another tab"),
        (&link, None, "This draft is open in another tab"),
    ] {
        let tab = world.open_starting_tab();
        world.send(
            tab,
            Event::PageOpened {
                address: address.to_owned(),
                here: here.cloned(),
                last: Some(draft.clone()),
            },
        );
        assert_eq!(world.asked(tab), expected, "{address} {here:?}");
        assert!(world.tabs[tab].is_ready);
        assert!(!world.editor(tab).is_open());
        world.kill(tab);
    }
    // Where no tab has it, a new one opens it.
    world.kill(0);
    let tab = world.open_starting_tab();
    world.send(
        tab,
        Event::PageOpened {
            address: String::new(),
            here: None,
            last: Some(draft.clone()),
        },
    );
    assert_eq!(world.draft(tab), draft);
}

#[test]
fn a_second_tab_that_does_not_want_it_has_nothing() {
    let (mut world, draft) = two_tabs();
    world.send(1, Event::OpenDraft(draft));
    world.answer(1, "no");
    assert!(!world.editor(1).is_open());
    world.write(0, "two");
    world.wait(1_000.0);
    assert_eq!(*world.editor(0).saved(), Saved::Yes);
    assert_eq!(world.kept(), ["two"]);
}

#[test]
fn a_second_tab_works_on_a_copy_with_its_history() {
    let (mut world, draft) = two_tabs();
    world.send(1, Event::OpenDraft(draft.clone()));
    world.answer(1, "copy");
    assert_ne!(world.draft(1), draft);
    world.send(1, Event::Undo);
    world.wait(1_000.0);
    assert_eq!(world.kept(), ["", "one"]);
    assert_eq!(world.asked(0), "");
}

#[test]
fn a_lost_draft_goes_on_as_a_copy() {
    let (mut world, draft) = two_tabs();
    world.send(1, Event::OpenDraft(draft.clone()));
    world.answer(1, "take");
    world.answer(0, "copy");
    world.write(0, "copied");
    world.wait(1_000.0);
    assert_eq!(*world.editor(0).saved(), Saved::Yes);
    assert_eq!(world.kept(), ["copied", "one"]);
}

#[test]
fn a_lost_draft_is_taken_back_with_what_the_other_tab_wrote() {
    let (mut world, draft) = two_tabs();
    world.send(1, Event::OpenDraft(draft.clone()));
    world.answer(1, "take");
    world.write(1, "two");
    world.wait(1_000.0);
    world.answer(0, "take");
    assert_eq!(world.text(0), "two");
    assert_eq!(*world.editor(1).saved(), Saved::Elsewhere);
    world.write(0, "three");
    world.wait(1_000.0);
    assert_eq!(world.kept(), ["three"]);
    world.answer(1, "leave");
    assert!(!world.editor(1).is_open());
    assert_eq!(world.kept(), ["three"]);
}

#[test]
fn taking_back_keeps_what_only_this_tab_had() {
    let (mut world, draft) = two_tabs();
    world.send(1, Event::OpenDraft(draft.clone()));
    world.answer(1, "take");
    world.write(0, "only here");
    world.write(1, "there");
    world.wait(1_000.0);
    assert_eq!(world.kept(), ["there"]);
    world.send(0, Event::WhatNow);
    world.answer(0, "take");
    assert_eq!(world.text(0), "there");
    assert_eq!(world.kept(), ["only here", "there"]);
    assert!(world.told(0).contains("saved as a copy"));
}

#[test]
fn leaving_a_lost_draft_keeps_what_only_this_tab_had() {
    let (mut world, draft) = two_tabs();
    world.send(1, Event::OpenDraft(draft));
    world.answer(1, "take");
    world.send(0, Event::QuestionClosed);
    world.write(0, "only here");
    world.send(0, Event::CloseAsked);
    assert!(!world.editor(0).is_open());
    assert_eq!(world.asked(0), "");
    assert_eq!(world.kept(), ["one", "only here"]);
    assert!(world.told(0).contains("saved as a copy"));
}

#[test]
fn a_draft_that_was_taken_back_in_vain_is_free_again() {
    for answer in ["stay", "download"] {
        let (mut world, draft) = two_tabs();
        world.send(1, Event::OpenDraft(draft.clone()));
        world.answer(1, "take");
        world.write(0, "only here");
        // No room for a copy, so what only this tab has would be lost.
        world.shared.room = Some(10);
        world.send(0, Event::WhatNow);
        world.answer(0, "take");
        assert_eq!(world.asked(0), "Your latest changes are not saved");
        world.tabs[0].refuses_downloads = true;
        world.answer(0, answer);
        assert_eq!(world.text(0), "only here");
        assert_eq!(*world.editor(0).saved(), Saved::Elsewhere);
        let third = world.open_tab();
        world.send(third, Event::OpenDraft(draft));
        assert_eq!(world.asked(third), "", "no tab has the draft");
        assert_eq!(world.text(third), "one");
    }
}

#[test]
fn a_draft_that_was_taken_over_is_free_where_the_user_stays_in_another_one() {
    let (mut world, draft) = two_tabs();
    world.drop_pack(1, "whirler");
    world.wait(1_000.0);
    world.shared.room = Some(10);
    world.write(1, "two");
    world.send(1, Event::OpenDraft(draft.clone()));
    world.answer(1, "take");
    assert_eq!(world.asked(1), "Your latest changes are not saved");
    world.answer(1, "stay");
    assert_eq!(world.text(1), "two");
    let third = world.open_tab();
    world.send(third, Event::OpenDraft(draft));
    assert_eq!(world.asked(third), "");
    // The draft in which the user stayed is still this tab's.
    let stayed = world.draft(1);
    world.send(third, Event::OpenDraft(stayed));
    assert_eq!(world.asked(third), "This draft is open in another tab");
}

#[test]
fn without_locks_the_later_save_is_refused() {
    let (mut world, draft) = two_tabs();
    world.has_locks = false;
    world.send(1, Event::OpenDraft(draft));
    assert_eq!(world.text(1), "one");
    world.write(1, "two");
    world.wait(1_000.0);
    world.write(0, "three");
    world.wait(1_000.0);
    assert_eq!(world.asked(0), "This draft is being edited in another tab");
    world.answer(0, "leave");
    assert!(!world.editor(0).is_open());
    assert_eq!(world.kept(), ["three", "two"]);
}

#[test]
fn a_pack_that_was_left_before_its_save_was_refused_is_kept_as_a_copy() {
    let (mut world, draft) = two_tabs();
    world.has_locks = false;
    world.send(1, Event::OpenDraft(draft));
    world.write(1, "two");
    world.wait(1_000.0);
    // Nothing has changed, so the first tab leaves at once, and saves its row after that.
    world.judge(0, Vec::new());
    world.send(0, Event::CloseAsked);
    world.wait(1_000.0);
    assert_eq!(world.kept(), ["one", "two"]);
    assert!(world.told(0).contains("saved as a copy"));
}

#[test]
fn a_draft_that_is_left_is_free_for_others() {
    let (mut world, draft) = two_tabs();
    world.send(0, Event::CloseAsked);
    world.send(1, Event::OpenDraft(draft.clone()));
    assert_eq!(world.text(1), "one");
    world.send(0, Event::OpenDraft(draft));
    assert_eq!(world.asked(0), "This draft is open in another tab");
}

#[test]
fn a_lock_that_is_granted_too_late_is_given_back() {
    let (mut world, draft) = two_tabs();
    world.send(0, Event::CloseAsked);
    world.happen(1, Event::OpenDraft(draft.clone()));
    world.happen(1, Event::OpenDraft("another".to_owned()));
    world.settle();
    assert!(world.told(1).contains("deleted in another tab"));
    world.send(0, Event::OpenDraft(draft));
    assert_eq!(world.asked(0), "");
    assert_eq!(world.text(0), "one");
}

#[test]
fn a_draft_that_was_deleted_elsewhere_goes_on_here() {
    let (mut world, draft) = two_tabs();
    world.delete(&draft);
    world.write(0, "two");
    world.wait(1_000.0);
    assert_eq!(*world.editor(0).saved(), Saved::Yes);
    assert_eq!(world.kept(), ["two"]);
    world.send(0, Event::Undo);
    world.wait(1_000.0);
    assert_eq!(world.kept(), ["one"]);
}

#[test]
fn a_draft_that_is_gone_is_told() {
    let (mut world, draft) = two_tabs();
    world.send(0, Event::CloseAsked);
    world.delete(&draft);
    assert_eq!(world.rows(1), ["spinner"]);
    world.send(1, Event::OpenDraft(draft));
    assert!(!world.editor(1).is_open());
    assert!(world.told(1).contains("deleted in another tab"));
    assert!(world.rows(1).is_empty(), "the list is read again");
}

#[test]
fn what_is_typed_while_a_lost_draft_is_left_belongs_to_the_same_copy() {
    let (mut world, draft) = two_tabs();
    world.send(1, Event::OpenDraft(draft));
    world.answer(1, "take");
    world.send(0, Event::QuestionClosed);
    world.write(0, "only here");
    world.happen(0, Event::CloseAsked);
    world.happen(0, written("only here too"));
    world.settle();
    assert!(!world.editor(0).is_open());
    assert_eq!(world.kept(), ["one", "only here too"]);
}

#[test]
fn a_draft_is_not_free_while_the_pack_before_it_is_about_to_be_downloaded() {
    let (mut world, draft) = two_tabs();
    world.drop_pack(1, "whirler");
    world.wait(1_000.0);
    world.shared.room = Some(10);
    world.write(1, "two");
    world.send(1, Event::OpenDraft(draft.clone()));
    world.answer(1, "take");
    assert_eq!(world.asked(1), "Your latest changes are not saved");
    world.happen_without_tools(1, Event::Answered("download"));
    let third = world.open_tab();
    world.send(third, Event::OpenDraft(draft.clone()));
    assert_eq!(world.asked(third), "This draft is open in another tab");
    world.send(1, Event::ToolsFetched(Ok(&TOOLS)));
    assert_eq!(world.draft(1), draft);
}
