//! AES in CBC mode with the password as the key, as Sprig does it. The initialization vector, random in
//! Sprig, is always the same here.

use cbc::cipher::block_padding::{NoPadding, Pkcs7};
use cbc::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};

use crate::error::CallError;
use crate::functions::encoding::{corrupt, decode_base64, encode_base64};

const BLOCK: usize = 16;
const VECTOR: &[u8; BLOCK] = b"Artificial start";

/// The first 32 bytes of a password, filled up with zeros.
fn key(password: &[u8]) -> [u8; 32] {
    let mut key = [0; 32];
    for (slot, byte) in key.iter_mut().zip(password) {
        *slot = *byte;
    }
    key
}

/// Encrypts a text. Nothing stays nothing.
pub(super) fn encrypt(password: &[u8], text: &[u8]) -> String {
    if text.is_empty() {
        return String::new();
    }
    let cipher = cbc::Encryptor::<aes::Aes256>::new(&key(password).into(), VECTOR.into());
    let encrypted = cipher.encrypt_padded_vec::<Pkcs7>(text);
    encode_base64(&[VECTOR.as_slice(), &encrypted].concat())
}

/// Decrypts what [`encrypt`] or Sprig gave.
pub(super) fn decrypt(password: &[u8], text: &[u8]) -> Result<Vec<u8>, CallError> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let bytes = decode_base64(text).map_err(|place| CallError::from(corrupt("base64", place)))?;
    let Some((vector, encrypted)) = bytes.split_first_chunk::<BLOCK>() else {
        let capacity = text.len() / 4 * 3;
        let bounds = format!("slice bounds out of range [:{BLOCK}] with capacity {capacity}");
        return Err(CallError::panic(bounds));
    };
    let cipher = cbc::Decryptor::<aes::Aes256>::new(&key(password).into(), vector.into());
    let decrypted = cipher.decrypt_padded_vec::<NoPadding>(encrypted);
    let mut decrypted = decrypted.map_err(|_| "crypto/cipher: input not full blocks")?;
    let Some(&padding) = decrypted.last() else {
        return Err(CallError::panic("index out of range [-1]"));
    };
    let padding = usize::from(padding);
    let Some(length) = decrypted.len().checked_sub(padding) else {
        let missing = padding - decrypted.len();
        return Err(CallError::panic(format!(
            "slice bounds out of range [:-{missing}]"
        )));
    };
    decrypted.truncate(length);
    Ok(decrypted)
}
