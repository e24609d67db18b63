//! `derivePassword`: a password for a site from a master password, by the Master Password algorithm.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

const SEED: &[u8] = b"com.lyndir.masterpassword";

/// Forms of passwords: each letter stands for a set of characters.
const FORMS: &[(&str, &[&str])] = &[
    ("maximum", &["anoxxxxxxxxxxxxxxxxx", "axxxxxxxxxxxxxxxxxno"]),
    (
        "long",
        &[
            "CvcvnoCvcvCvcv",
            "CvcvCvcvnoCvcv",
            "CvcvCvcvCvcvno",
            "CvccnoCvcvCvcv",
            "CvccCvcvnoCvcv",
            "CvccCvcvCvcvno",
            "CvcvnoCvccCvcv",
            "CvcvCvccnoCvcv",
            "CvcvCvccCvcvno",
            "CvcvnoCvcvCvcc",
            "CvcvCvcvnoCvcc",
            "CvcvCvcvCvccno",
            "CvccnoCvccCvcv",
            "CvccCvccnoCvcv",
            "CvccCvccCvcvno",
            "CvcvnoCvccCvcc",
            "CvcvCvccnoCvcc",
            "CvcvCvccCvccno",
            "CvccnoCvcvCvcc",
            "CvccCvcvnoCvcc",
            "CvccCvcvCvccno",
        ],
    ),
    ("medium", &["CvcnoCvc", "CvcCvcno"]),
    ("short", &["Cvcn"]),
    ("basic", &["aaanaaan", "aannaaan", "aaannaaa"]),
    ("pin", &["nnnn"]),
];

fn characters(letter: u8) -> &'static [u8] {
    match letter {
        b'V' => b"AEIOU",
        b'C' => b"BCDFGHJKLMNPQRSTVWXYZ",
        b'v' => b"aeiou",
        b'c' => b"bcdfghjklmnpqrstvwxyz",
        b'a' => b"AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz",
        b'n' => b"0123456789",
        b'o' => b"@&%?,=[]_:-+*$#!'^~;()/.",
        _ => b"AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz0123456789!@#$%^&*()",
    }
}

/// The password, or the words with which Sprig answers an unknown form.
pub(super) fn password(
    counter: u32,
    form: &[u8],
    master: &[u8],
    user: &[u8],
    site: &[u8],
) -> Vec<u8> {
    let Some((_, forms)) = FORMS.iter().find(|(name, _)| name.as_bytes() == form) else {
        return [b"cannot find password template ", form].concat();
    };
    let Some(seed) = seed(counter, master, user, site) else {
        return b"failed to derive password: scrypt: parameters are too large".to_vec();
    };
    let form = forms[usize::from(seed[0]) % forms.len()];
    let chosen = form.bytes().zip(&seed[1..]).map(|(letter, number)| {
        let characters = characters(letter);
        characters[usize::from(*number) % characters.len()]
    });
    chosen.collect()
}

fn seed(counter: u32, master: &[u8], user: &[u8], site: &[u8]) -> Option<Vec<u8>> {
    let length = |text: &[u8]| u32::try_from(text.len()).ok().map(u32::to_be_bytes);
    let salt = [SEED, &length(user)?, user].concat();
    let parameters = scrypt::Params::new(15, 8, 2).ok()?;
    let mut key = [0; 64];
    scrypt::scrypt(master, &salt, &parameters, &mut key).ok()?;
    let mut hash = Hmac::<Sha256>::new_from_slice(&key).ok()?;
    hash.update(SEED);
    hash.update(&length(site)?);
    hash.update(site);
    hash.update(&counter.to_be_bytes());
    Some(hash.finalize().into_bytes().to_vec())
}
