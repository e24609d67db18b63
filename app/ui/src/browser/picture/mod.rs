//! Images through the browser's own decoders: whatever it can show becomes a PNG.

mod address;
mod svg;

use js_sys::{Promise, Reflect, Uint8Array};
use leptos::prelude::document;
use pack_model::logo::{self, ImageKind};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

pub(crate) use address::{Address, address_of};

use super::Soon;

/// How long the longer side of a picture without pixels of its own becomes.
const DRAWN: u32 = 512;
/// The length of the longer side after scaling down, in pixels: the first with which the image is light.
const SCALED: [u32; 3] = [512, 256, 128];
/// The longest side that a canvas of every browser has room for.
const LARGEST: u32 = 4096;

/// Why an image did not become a PNG.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PictureError {
    /// More pixels than a page has memory for.
    #[error(
        "it has {0} × {1} pixels, and at most 100 million fit into this page's memory. Make it smaller in another program"
    )]
    Large(u32, u32),
    /// A PNG that only Apple's programs show.
    #[error(
        "it is a PNG in Apple's own form for iPhone apps (CgBI), which browsers do not show. Use the image that the app was made from"
    )]
    Apples,
    /// An SVG that cannot be drawn as it is meant.
    #[error(transparent)]
    Svg(#[from] svg::SvgError),
    /// The bytes begin like an image and do not go on like one.
    #[error("it is damaged or incomplete: this browser cannot show the {} in it. Save or download it again", .0.label())]
    Damaged(ImageKind),
    /// The image can be shown and still not be written.
    #[error(
        "this browser could not write it as PNG. Make it smaller, or convert it in another program"
    )]
    Unwritable,
}

/// Turns an image into a PNG whose sides are at most `max` pixels.
///
/// A whole PNG that is small enough comes back byte for byte. SVG, which has no pixels of its own,
/// is drawn 512 pixels long; of an animation the first picture is taken.
///
/// # Errors
///
/// If the browser cannot show the image, or cannot write what it shows.
async fn to_png(bytes: &[u8], kind: ImageKind, max: Option<u32>) -> Result<Vec<u8>, PictureError> {
    if logo::is_apples_png(bytes) {
        return Err(PictureError::Apples);
    }
    if let Some((width, height)) = logo::size(bytes).filter(|size| logo::is_too_large(*size)) {
        return Err(PictureError::Large(width, height));
    }
    if !logo::is_whole(bytes, kind) {
        return Err(PictureError::Damaged(kind));
    }
    let (source, own_size) = source(bytes, kind)?;
    let (image, size) = decode(&source, own_size)
        .await
        .ok_or(PictureError::Damaged(kind))?;
    let most = max.unwrap_or(LARGEST).min(LARGEST);
    let fits = max.is_none() || size.0.max(size.1) <= most;
    if kind == ImageKind::Png && fits {
        return Ok(bytes.to_vec());
    }
    encode(&image, within(size, most))
        .await
        .ok_or(PictureError::Unwritable)
}

/// Turns an image into a PNG, or says why not; a light one is made smaller where it is heavy.
pub(crate) fn as_png(bytes: Vec<u8>, is_light: bool) -> Soon<Result<Vec<u8>, String>> {
    Box::pin(async move {
        match is_light {
            true => to_light_png(&bytes).await,
            false => in_size(&bytes, None).await,
        }
    })
}

/// Turns an image into a PNG that is not heavy, if that can be.
///
/// # Errors
///
/// As [`to_png`], in words.
async fn to_light_png(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut png = in_size(bytes, None).await?;
    for max in SCALED {
        if !logo::is_heavy(png.len(), logo::png_size(&png).unwrap_or_default()) {
            break;
        }
        png = in_size(bytes, Some(max)).await?;
    }
    Ok(png)
}

async fn in_size(bytes: &[u8], max: Option<u32>) -> Result<Vec<u8>, String> {
    let kind = ImageKind::of(bytes).ok_or("its image format is unknown. Choose another image")?;
    let png = to_png(bytes, kind, max).await;
    png.map_err(|error| error.to_string())
}

/// The size in the same proportions whose longer side is at most `most`.
fn within((width, height): (u32, u32), most: u32) -> (u32, u32) {
    let longer = width.max(height);
    if longer <= most {
        return (width, height);
    }
    let scaled = |side: u32| {
        let side = (u64::from(side) * u64::from(most) + u64::from(longer) / 2) / u64::from(longer);
        u32::try_from(side).unwrap_or(most).max(1)
    };
    (scaled(width), scaled(height))
}

/// The address of an image, and the size in which one without pixels is drawn.
fn source(bytes: &[u8], kind: ImageKind) -> Result<(Address, Option<(u32, u32)>), PictureError> {
    if kind == ImageKind::Svg {
        let svg = svg::ready(bytes, DRAWN)?;
        return Ok((Address::of_text(kind.mime(), &svg.text), Some(svg.size)));
    }
    let address = Address::of_bytes(kind.mime(), bytes);
    Ok((address.map_err(|_| PictureError::Damaged(kind))?, None))
}

/// Lets the browser decode an image to the end, and gives it with its width and height.
async fn decode(
    source: &Address,
    own_size: Option<(u32, u32)>,
) -> Option<(HtmlImageElement, (u32, u32))> {
    let image = HtmlImageElement::new().ok()?;
    image.set_src(source.as_str());
    JsFuture::from(image.decode()).await.ok()?;
    let (width, height) = own_size.unwrap_or((image.natural_width(), image.natural_height()));
    (width > 0 && height > 0).then_some((image, (width, height)))
}

/// Draws an image in a size and gives it as PNG.
async fn encode(image: &HtmlImageElement, (width, height): (u32, u32)) -> Option<Vec<u8>> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    // Where a browser does not know it, its default is good as well.
    let _ = Reflect::set(&context, &"imageSmoothingQuality".into(), &"high".into());
    let (width, height) = (f64::from(width), f64::from(height));
    context
        .draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height)
        .ok()?;
    let blob = written(&canvas).await?;
    let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// What stands on a canvas, as PNG.
async fn written(canvas: &HtmlCanvasElement) -> Option<Blob> {
    let promise = Promise::new(&mut |resolve, _| {
        let give = resolve.clone();
        let done = Closure::once_into_js(move |blob: JsValue| give.call1(&JsValue::NULL, &blob));
        if canvas
            .to_blob_with_type(done.unchecked_ref(), "image/png")
            .is_err()
        {
            // The promise is settled either way, and nothing is what it is settled with.
            let _ = resolve.call1(&JsValue::NULL, &JsValue::NULL);
        }
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(size: (u32, u32), most: u32, expected: (u32, u32)) {
        assert_eq!(within(size, most), expected, "{size:?} within {most}");
    }

    #[test]
    fn proportions_stay_when_an_image_is_made_smaller() {
        check((200, 100), 512, (200, 100));
        check((2048, 1024), 512, (512, 256));
        check((1000, 3000), 512, (171, 512));
        check((10_000, 1), 512, (512, 1));
        check((u32::MAX, u32::MAX), 4096, (4096, 4096));
    }
}
