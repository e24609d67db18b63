//! Draws a logo for a pack that has none: its initials on a rounded square in its category's color.
//!
//! It uses only additions, multiplications and square roots, so that every machine draws the same bytes.

use super::letters::{self, Step};
use super::png_image;
use crate::format::vocabulary::Category;

/// The side of the image in pixels, the most frequent size among published packs.
const SIDE: u32 = 200;
/// The side of the square, and the radius of its corners.
const SQUARE: f32 = 188.0;
const RADIUS: f32 = 46.0;
/// The largest size of the letters, with their strokes.
const ROOM: (f32, f32) = (128.0, 92.0);
/// The width of the pen, for letters and for the finer box, in units of the letters' grid.
const PEN: f32 = 2.7;
const FINE_PEN: f32 = 1.5;
/// The gap between the strokes of two letters, in units of their grid.
const GAP: f32 = 2.9;
/// The color if the category is unknown: a slate that is quiet in both themes.
const SLATE: Color = Color([84.0, 95.0, 126.0]);

/// A point in pixels or, before it is placed, in units of the letters' grid.
type Point = (f32, f32);

/// A PNG of 200 by 200 pixels with a transparent background.
///
/// It shows the first two capitals or digits of `initials`, or a box if there are none.
pub fn draw(category: Option<&Category>, initials: &str) -> Vec<u8> {
    let ground = category
        .and_then(|category| Color::read(category.color))
        .unwrap_or(SLATE);
    let ink = ground.ink();
    let (strokes, pen) = match outline(initials) {
        letters if letters.is_empty() => place(&flatten(letters::BOX), FINE_PEN),
        letters => place(&letters, PEN),
    };
    let mut pixels = Vec::with_capacity((SIDE * SIDE * 4) as usize);
    for y in 0..SIDE {
        let shade = ground.at_height(y as f32 / SIDE as f32);
        for x in 0..SIDE {
            let point = (x as f32 + 0.5, y as f32 + 0.5);
            let inked = strokes
                .iter()
                .map(|stroke| distance(point, *stroke))
                .fold(f32::MAX, f32::min);
            let color = shade.mix(ink, coverage(inked - pen / 2.0));
            pixels.extend(color.0.map(|part| part.round() as u8));
            pixels.push((coverage(outside_square(point)) * 255.0).round() as u8);
        }
    }
    // Encoding fails only if pixels are missing, and every row has all of them.
    png_image::encode(SIDE, &pixels).unwrap_or_default()
}

/// The initials of a name, up to two capitals or digits: the first letter of each of its first two
/// words. A capital after a lower-case letter also starts a word, as in `KubeVirt`.
pub fn initials(name: &str) -> String {
    let mut before = ' ';
    let mut initials = String::new();
    for letter in name.chars() {
        let starts = !before.is_alphanumeric() || (before.is_lowercase() && letter.is_uppercase());
        if starts && letter.is_ascii_alphanumeric() && initials.len() < 2 {
            initials.push(letter.to_ascii_uppercase());
        }
        before = letter;
    }
    initials
}

/// The line segments of the initials on the letters' grid, side by side.
fn outline(initials: &str) -> Vec<(Point, Point)> {
    let mut glyphs: Vec<_> = initials
        .chars()
        .filter_map(letters::strokes)
        .take(2)
        .collect();
    if glyphs.is_empty() {
        glyphs.push(letters::BOX);
    }
    let mut segments = Vec::new();
    let mut left = 0.0;
    for glyph in initials.chars().filter_map(letters::strokes).take(2) {
        let own = flatten(glyph);
        let width = own.iter().map(|(_, end)| end.0).fold(0.0, f32::max);
        segments.extend(
            own.into_iter()
                .map(|((ax, ay), (bx, by))| ((ax + left, ay), (bx + left, by))),
        );
        left += width + PEN + GAP;
    }
    segments
}

/// A glyph as line segments.
fn flatten(glyph: &[Step]) -> Vec<(Point, Point)> {
    /// Into how many segments a quarter of an ellipse is cut.
    const CUTS: u8 = 12;
    let mut segments = Vec::new();
    let mut pen = (0.0, 0.0);
    for step in glyph {
        match *step {
            Step::Move(x, y) => pen = (x, y),
            Step::Line(x, y) => {
                segments.push((pen, (x, y)));
                pen = (x, y);
            }
            Step::Round(corner_x, corner_y, x, y) => {
                let start = pen;
                for cut in 1..=CUTS {
                    let next = quarter(
                        start,
                        (corner_x, corner_y),
                        (x, y),
                        f32::from(cut) / f32::from(CUTS),
                    );
                    segments.push((pen, next));
                    pen = next;
                }
            }
        }
    }
    segments
}

/// The point at `t`, from 0 to 1, of the quarter of an ellipse from `a` to `b` that bends towards
/// `corner`, as a cubic Bézier curve.
fn quarter(a: Point, corner: Point, b: Point, t: f32) -> Point {
    /// How far the inner points are on the way to the corner, to give a circle.
    const KAPPA: f32 = 0.552_284_8;
    let s = 1.0 - t;
    let along = |a: f32, corner: f32, b: f32| {
        let (near_a, near_b) = (a + KAPPA * (corner - a), b + KAPPA * (corner - b));
        s * s * s * a + 3.0 * s * s * t * near_a + 3.0 * s * t * t * near_b + t * t * t * b
    };
    (along(a.0, corner.0, b.0), along(a.1, corner.1, b.1))
}

/// Scales segments to the image and centres them. Returns also the pen's width in pixels.
fn place(segments: &[(Point, Point)], pen: f32) -> (Vec<(Point, Point)>, f32) {
    let width = segments
        .iter()
        .flat_map(|(a, b)| [a.0, b.0])
        .fold(0.0, f32::max);
    let scale = (ROOM.0 / (width + pen)).min(ROOM.1 / (letters::HEIGHT + pen));
    let middle = SIDE as f32 / 2.0;
    let put = |(x, y): Point| {
        (
            (x - width / 2.0) * scale + middle,
            (y - letters::HEIGHT / 2.0) * scale + middle,
        )
    };
    (
        segments.iter().map(|(a, b)| (put(*a), put(*b))).collect(),
        PEN * scale,
    )
}

/// The distance of a point from a line segment.
fn distance((x, y): Point, ((ax, ay), (bx, by)): (Point, Point)) -> f32 {
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 {
        (((x - ax) * dx + (y - ay) * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let (to_x, to_y) = (ax + along * dx - x, ay + along * dy - y);
    (to_x * to_x + to_y * to_y).sqrt()
}

/// How far a point is outside the rounded square; negative inside.
fn outside_square((x, y): Point) -> f32 {
    let middle = SIDE as f32 / 2.0;
    let inner = SQUARE / 2.0 - RADIUS;
    let (dx, dy) = ((x - middle).abs() - inner, (y - middle).abs() - inner);
    let (over_x, over_y) = (dx.max(0.0), dy.max(0.0));
    (over_x * over_x + over_y * over_y).sqrt() + dx.max(dy).min(0.0) - RADIUS
}

/// How much of a pixel is covered, from 0 to 1, by the shape whose edge is `outside` pixels away.
fn coverage(outside: f32) -> f32 {
    (0.5 - outside).clamp(0.0, 1.0)
}

/// Red, green and blue, from 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Color([f32; 3]);

impl Color {
    const WHITE: Self = Self([255.0; 3]);
    const BLACK: Self = Self([0.0; 3]);

    /// Reads `#rrggbb`.
    fn read(css: &str) -> Option<Self> {
        let number = u32::from_str_radix(
            css.strip_prefix('#').filter(|digits| digits.len() == 6)?,
            16,
        )
        .ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Self([red, green, blue].map(f32::from)))
    }

    /// This color with a share, from 0 to 1, of another one.
    fn mix(self, other: Self, share: f32) -> Self {
        let [a, b, c] = self.0;
        let [d, e, f] = other.0;
        Self([
            a + (d - a) * share,
            b + (e - b) * share,
            c + (f - c) * share,
        ])
    }

    /// A slight shade from the top (0) to the bottom (1).
    fn at_height(self, height: f32) -> Self {
        match height - 0.5 {
            above if above < 0.0 => self.mix(Self::WHITE, -above * 0.24),
            below => self.mix(Self::BLACK, below * 0.20),
        }
    }

    /// The color of letters on this one: white, or on a bright background a dark tone of it.
    fn ink(self) -> Self {
        let [red, green, blue] = self.0;
        let brightness = 0.299 * red + 0.587 * green + 0.114 * blue;
        if brightness < 140.0 {
            Self::WHITE
        } else {
            self.mix(Self::BLACK, 0.78)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::png_size;
    use super::*;
    use crate::format::vocabulary;

    /// The pixel of a drawn logo at a place.
    fn pixel(png: &[u8], x: usize, y: usize) -> [u8; 4] {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png))
            .read_info()
            .unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        let at = (y * SIDE as usize + x) * 4;
        pixels[at..at + 4].try_into().unwrap()
    }

    #[test]
    fn draws_the_category_color_with_transparent_corners() {
        for category in vocabulary::CATEGORIES {
            let png = draw(Some(category), "I");
            assert_eq!(png_size(&png), Some((SIDE, SIDE)));
            assert_eq!(pixel(&png, 0, 0)[3], 0, "{}", category.value);
            let [red, green, blue, opaque] = pixel(&png, 30, 100);
            assert_eq!(opaque, 255);
            assert_eq!(
                Color::read(category.color),
                Some(Color([red, green, blue].map(f32::from)))
            );
            let ink = pixel(&png, 100, 100);
            assert_ne!(
                ink[..3],
                [red, green, blue],
                "the letter is to be seen on {}",
                category.value
            );
        }
    }

    #[test]
    fn draws_the_same_bytes_again_and_a_box_where_no_letter_can_be_drawn() {
        assert_eq!(draw(None, "AB"), draw(None, "AB"));
        assert_eq!(draw(None, ""), draw(None, "é!"));
        assert_eq!(draw(None, "ABC"), draw(None, "AB"));
    }

    #[test]
    fn initials_stand_for_the_first_two_words() {
        for (name, expected) in [
            ("Prometheus", "P"),
            ("Amazon EBS CSI", "AE"),
            ("cert-manager", "CM"),
            ("KubeVirt", "KV"),
            ("K8s  2", "K2"),
            ("HPE", "H"),
            ("Österreich Pack", "P"),
            ("", ""),
            ("日本", ""),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }
}
