//! The logo: images are written as PNG one at a time, and can be stopped.

mod fixes;

use pack_editor::{Effect, Event};
use pack_model::{
    Action, Change, Diagnostic, File, FilePath, Fix, LogoAction, Place, Safety, Severity,
    Transaction,
};

use crate::world::World;

/// An animated GIF as far as anything here reads it.
const GIF: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0\
    \x2c\0\0\0\0\x01\0\x01\0\0\x02\x01.\0\
    \x2c\0\0\0\0\x01\0\x01\0\0\x02\x01.\0\x3b";

/// A tab with an open pack.
fn world() -> World {
    let mut world = World::new();
    world.drop_pack(0, "spinner");
    world
}

/// Gives an image for the logo, and gives its number.
fn give(world: &mut World, name: &str, bytes: &[u8]) -> u64 {
    let event = Event::LogoGiven {
        name: name.to_owned(),
        bytes: bytes.into(),
    };
    begin(world, event).expect("the image is made a PNG")
}

/// Has an event happen, and gives the number of the image that is written as PNG for it, if one is.
fn begin(world: &mut World, event: Event) -> Option<u64> {
    world.happen(0, event);
    let mut begun = None;
    while let Some(effect) = world.step(0) {
        if let Effect::MakePng { number, .. } = effect {
            begun = Some(number);
        }
    }
    begun
}

/// The browser has written an image.
fn make(world: &mut World, number: u64, png: &str) {
    let result = Ok(png.as_bytes().to_vec());
    world.send(0, Event::PngMade { number, result });
}

fn logo(world: &World) -> &str {
    world.editor(0).pack().text("logo.png").unwrap_or_default()
}

#[test]
fn the_later_of_two_images_becomes_the_logo_whichever_is_ready_first() {
    for later_first in [false, true] {
        let mut world = world();
        let first = give(&mut world, "first.gif", GIF);
        let second = give(&mut world, "second.gif", GIF);
        if later_first {
            make(&mut world, second, "second");
            make(&mut world, first, "first");
        } else {
            make(&mut world, first, "first");
            assert_eq!(logo(&world), "");
            make(&mut world, second, "second");
        }
        assert_eq!(logo(&world), "second");
        assert!(!world.told(0).contains("first.gif"));
        assert_eq!(world.editor(0).under_way(), None);
        world.send(0, Event::Undo);
        assert_eq!(logo(&world), "");
    }
}

#[test]
fn an_image_that_is_stopped_leaves_the_logo_as_it_is() {
    let mut world = world();
    let image = give(&mut world, "large.gif", GIF);
    assert_eq!(world.editor(0).under_way(), Some("Preparing the logo…"));
    world.send(0, Event::WorkStopped);
    assert_eq!(world.editor(0).under_way(), None);
    make(&mut world, image, "large");
    assert_eq!(logo(&world), "");
    let again = give(&mut world, "large.gif", GIF);
    make(&mut world, again, "large");
    assert_eq!(logo(&world), "large");
}

#[test]
fn an_image_is_not_put_into_a_pack_that_is_opened_meanwhile() {
    let mut world = world();
    let image = give(&mut world, "a.gif", GIF);
    world.send(0, Event::CloseAsked);
    assert_eq!(world.editor(0).under_way(), None);
    world.drop_pack(0, "whirler");
    make(&mut world, image, "a");
    assert_eq!(logo(&world), "");
}

#[test]
fn what_is_lost_of_an_animation_is_said() {
    let mut world = world();
    let image = give(&mut world, "moves.gif", GIF);
    make(&mut world, image, "still");
    assert!(
        world.told(0).contains("its first picture"),
        "{}",
        world.told(0)
    );
    let mut still = GIF[..26].to_vec();
    still.push(b';');
    let image = give(&mut world, "still.gif", &still);
    make(&mut world, image, "still");
    let told = world.told(0);
    let last = told.lines().last().unwrap_or_default();
    assert!(
        last.contains("still.gif") && !last.contains("animated"),
        "{told}"
    );
}
