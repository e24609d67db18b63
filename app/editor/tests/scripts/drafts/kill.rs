//! A tab that is killed at any moment: its draft opens again as its journal says or as it was last
//! saved, with a history that leads back to its beginning.

use pack_editor::{Effect, Event, StorageError};
use pack_model::Pack;
use proptest::prelude::*;

use crate::world::{World, written};

/// Something that happens before the tab is killed.
#[derive(Debug, Clone)]
enum Action {
    Write(u8),
    Undo,
    Redo,
    /// Steps are told apart from now on.
    EndStep,
    Wait(u16),
    Hide,
    /// So many effects are carried out.
    CarryOut(u8),
    Fill(bool),
    Break(bool),
}

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let action = prop_oneof![
        4 => (0_u8..6).prop_map(Action::Write),
        2 => Just(Action::Undo),
        1 => Just(Action::Redo),
        1 => Just(Action::EndStep),
        3 => (0_u16..1_000).prop_map(Action::Wait),
        1 => Just(Action::Hide),
        3 => (0_u8..4).prop_map(Action::CarryOut),
        1 => any::<bool>().prop_map(Action::Fill),
        1 => any::<bool>().prop_map(Action::Break),
    ];
    prop::collection::vec(action, 0..25)
}

/// Carries out an effect, and takes note of the pack that the storage has then.
fn step(world: &mut World, tab: usize, draft: &str, saved: &mut Option<Pack>) -> bool {
    let Some(effect) = world.step(tab) else {
        return false;
    };
    if matches!(effect, Effect::Save(_)) && world.shared.broken.is_none() {
        *saved = world.shared.load(draft).unwrap().map(|loaded| loaded.pack);
    }
    true
}

/// Does what happens in a tab before it is killed, and takes note of the states of the pack.
fn act(
    world: &mut World,
    tab: usize,
    draft: &str,
    actions: Vec<Action>,
    states: &mut Vec<Pack>,
    saved: &mut Option<Pack>,
) {
    for action in actions {
        match action {
            Action::Write(number) => {
                world.happen(tab, written(&"x".repeat(usize::from(number) * 10)));
            }
            Action::Undo => world.happen(tab, Event::Undo),
            Action::Redo => world.happen(tab, Event::Redo),
            Action::EndStep => world.happen(tab, Event::StepEnded),
            Action::Hide => world.happen(tab, Event::PageHidden),
            Action::Fill(is_full) => world.shared.room = is_full.then_some(70),
            Action::Break(is_broken) => {
                world.shared.broken = is_broken.then_some(StorageError::Blocked);
            }
            Action::CarryOut(count) => {
                for _ in 0..count {
                    step(world, tab, draft, saved);
                }
            }
            Action::Wait(milliseconds) => {
                while step(world, tab, draft, saved) {}
                world.wait(f64::from(milliseconds));
                if world.shared.broken.is_none() {
                    let loaded = world.shared.load(draft).unwrap();
                    *saved = loaded.map(|loaded| loaded.pack);
                }
            }
        }
        states.push(world.editor(tab).pack().clone());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn a_killed_tab_loses_at_most_what_was_not_written(
        first in actions(),
        then in actions(),
        is_late in any::<bool>(),
    ) {
        let mut world = World::new();
        world.drop_pack(0, "spinner");
        let draft = world.draft(0);
        let mut states = vec![world.editor(0).pack().clone()];
        let (mut tab, mut saved) = (0, None);
        for actions in [first, then] {
            act(&mut world, tab, &draft, actions, &mut states, &mut saved);
            world.shared.broken = None;
            world.shared.room = None;
            let is_kept = is_late && saved.is_some();
            if is_kept {
                // A key, and 300 milliseconds later the end.
                world.send(tab, written(&format!("the last key in tab {tab}")));
                states.push(world.editor(tab).pack().clone());
                world.wait(300.0);
            }
            let stored = world.shared.load(&draft).unwrap().map(|loaded| loaded.pack);
            world.kill(tab);

            tab = world.open_tab();
            world.send(tab, Event::OpenDraft(draft.clone()));
            prop_assert_eq!(world.editor(tab).is_open(), saved.is_some());
            prop_assert_eq!(&stored.is_some(), &saved.is_some());
            let Some(stored) = stored else {
                return Ok(());
            };
            let opened = world.editor(tab).pack().clone();
            if is_kept {
                prop_assert_eq!(&opened, states.last().unwrap());
            }
            let last = states.iter().rposition(|state| *state == opened);
            let first = states.iter().position(|state| *state == stored);
            prop_assert!(last.is_some(), "a state that never was");
            prop_assert!(last >= first, "an older state than was saved");
            saved = Some(stored);
        }
        while world.editor(tab).undo_label().is_some() {
            world.send(tab, Event::Undo);
            let pack = world.editor(tab).pack();
            prop_assert!(states.contains(pack), "undo leads to a state that never was");
        }
    }
}
