//! Base64, Base32 and checksums.

mod base32;
mod base64;

use crate::functions::Function;
use crate::functions::Parameter::Text;
use crate::functions::arguments::text;
use crate::value::Value;

pub(crate) use base64::decode as decode_base64;
pub(super) use base64::encode as encode_base64;

/// The functions of this family. Decoding gives the error as its text, as in Sprig.
pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("adler32sum", &[Text], |_, a| {
        let mut sum = adler2::Adler32::new();
        sum.write_slice(text(a, 0));
        Ok(sum.checksum().to_string().into())
    }),
    Function::new("b32dec", &[Text], |_, a| {
        Ok(decoded(base32::decode(text(a, 0)), "base32"))
    }),
    Function::new("b32enc", &[Text], |_, a| {
        Ok(base32::encode(text(a, 0)).into())
    }),
    Function::new("b64dec", &[Text], |_, a| {
        Ok(decoded(base64::decode(text(a, 0)), "base64"))
    }),
    Function::new("b64enc", &[Text], |_, a| {
        Ok(base64::encode(text(a, 0)).into())
    }),
    Function::new("sha1sum", &[Text], |_, a| {
        Ok(hexadecimal(&digest::<sha1::Sha1>(text(a, 0))))
    }),
    Function::new("sha256sum", &[Text], |_, a| {
        Ok(hexadecimal(&digest::<sha2::Sha256>(text(a, 0))))
    }),
];

fn digest<D: sha2::Digest>(bytes: &[u8]) -> Vec<u8> {
    D::digest(bytes).to_vec()
}

fn hexadecimal(bytes: &[u8]) -> Value {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.into()
}

fn decoded(result: Result<Vec<u8>, usize>, encoding: &str) -> Value {
    match result {
        Ok(bytes) => bytes.into(),
        Err(place) => corrupt(encoding, place).into(),
    }
}

/// Go's message for a text that cannot be decoded, with the place where it goes wrong.
pub(super) fn corrupt(encoding: &str, place: usize) -> String {
    format!("illegal {encoding} data at input byte {place}")
}
