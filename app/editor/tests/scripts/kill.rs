//! A tab that is killed at any moment: its draft opens again as it was last saved, with a history that
//! leads back to its beginning.

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
fn step(world: &mut World, draft: &str, saved: &mut Option<Pack>) -> bool {
    let Some(effect) = world.step(0) else {
        return false;
    };
    if matches!(effect, Effect::Save(_)) && world.shared.broken.is_none() {
        *saved = world.shared.load(draft).unwrap().map(|loaded| loaded.pack);
    }
    true
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn a_killed_tab_loses_at_most_what_was_not_saved(actions in actions()) {
        let mut world = World::new();
        world.drop_pack(0, "spinner");
        let draft = world.draft(0);
        let first = world.editor(0).pack().clone();
        let mut states = vec![first.clone()];
        let mut saved = None;
        for action in actions {
            match action {
                Action::Write(number) => {
                    world.happen(0, written(&"x".repeat(usize::from(number) * 10)));
                }
                Action::Undo => world.happen(0, Event::Undo),
                Action::Redo => world.happen(0, Event::Redo),
                Action::EndStep => world.happen(0, Event::StepEnded),
                Action::Hide => world.happen(0, Event::PageHidden),
                Action::Fill(is_full) => world.shared.room = is_full.then_some(70),
                Action::Break(is_broken) => {
                    world.shared.broken = is_broken.then_some(StorageError::Blocked);
                }
                Action::CarryOut(count) => {
                    for _ in 0..count {
                        step(&mut world, &draft, &mut saved);
                    }
                }
                Action::Wait(milliseconds) => {
                    while step(&mut world, &draft, &mut saved) {}
                    world.wait(f64::from(milliseconds));
                    if world.shared.broken.is_none() {
                        let loaded = world.shared.load(&draft).unwrap();
                        saved = loaded.map(|loaded| loaded.pack);
                    }
                }
            }
            states.push(world.editor(0).pack().clone());
        }
        world.kill(0);
        world.shared.broken = None;
        world.shared.room = None;

        let tab = world.open_tab();
        world.send(tab, Event::OpenDraft(draft));
        prop_assert_eq!(world.editor(tab).is_open(), saved.is_some());
        if let Some(saved) = saved {
            prop_assert_eq!(world.editor(tab).pack(), &saved);
            prop_assert!(states.contains(&saved), "a state that never was");
            while world.editor(tab).undo_label().is_some() {
                world.send(tab, Event::Undo);
                let pack = world.editor(tab).pack();
                prop_assert!(states.contains(pack), "undo leads to a state that never was");
            }
        }
    }
}
