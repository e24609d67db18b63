//! Private keys: artificial ones, and reading those that a template gives.

use super::der::{
    self, BITS, INTEGER, NULL, OCTETS, SEQUENCE, element, nested, pem, read, read_pem,
};
use super::object::Certificate;
use crate::error::CallError;
use crate::functions::encoding::decode_base64;

/// Which algorithm a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Algorithm {
    Rsa,
    Ecdsa,
    Ed25519,
}

/// A private key.
pub(super) struct Key {
    pub(super) pem: Vec<u8>,
    pub(super) algorithm: Algorithm,
}

/// What identifies the certificate that signs another one.
pub(super) struct Issuer {
    /// The name as DER.
    pub(super) name: Vec<u8>,
    pub(super) algorithm: Algorithm,
}

const RSA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];
const ELLIPTIC: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];
const P256: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];
const ED25519: &[u8] = &[0x2B, 0x65, 0x70];

/// So many bytes that spell what they are, and differ by number.
pub(super) fn filler(number: u64, length: usize) -> Vec<u8> {
    let words = format!("Artificial {number} ");
    words.bytes().cycle().take(length).collect()
}

/// A positive integer of so many bytes, the highest bit of which is set if it is said to be full.
fn integer(number: u64, length: usize, is_full: bool) -> Vec<u8> {
    let mut bytes = filler(number, length);
    if is_full && let Some(first) = bytes.first_mut() {
        *first |= 0x80;
        bytes.insert(0, 0);
    }
    element(INTEGER, &bytes)
}

fn identifier(of: &[u8], parameters: &[u8]) -> Vec<u8> {
    let name = element(der::IDENTIFIER, of);
    element(SEQUENCE, &[name, parameters.to_vec()].concat())
}

/// A key of the form that its name and length ask for, which no lock accepts.
pub(super) fn artificial(kind: &str, bits: usize, number: u64) -> Key {
    let bytes = bits / 8;
    let version = |number: u8| element(INTEGER, &[number]);
    let (label, content, algorithm) = match kind {
        "ecdsa" => {
            let point = element(BITS, &[&[0, 4], filler(number, 64).as_slice()].concat());
            let parts = [
                version(1),
                element(OCTETS, &filler(number, 32)),
                element(0xA0, &element(der::IDENTIFIER, P256)),
                element(0xA1, &point),
            ];
            ("EC PRIVATE KEY", nested(SEQUENCE, &parts), Algorithm::Ecdsa)
        }
        "ed25519" => {
            let seed = element(OCTETS, &element(OCTETS, &filler(number, 32)));
            let parts = [version(0), identifier(ED25519, &[]), seed];
            ("PRIVATE KEY", nested(SEQUENCE, &parts), Algorithm::Ed25519)
        }
        "dsa" => {
            let large = |full| integer(number, 256, full);
            let parts = [
                version(0),
                large(true),
                integer(number, 32, true),
                large(false),
                large(false),
                integer(number, 32, false),
            ];
            ("DSA PRIVATE KEY", nested(SEQUENCE, &parts), Algorithm::Rsa)
        }
        _ => {
            let half = |full| integer(number, bytes / 2, full);
            let parts = [
                version(0),
                integer(number, bytes, true),
                element(INTEGER, &[1, 0, 1]),
                integer(number, bytes, false),
                half(true),
                half(true),
                half(false),
                half(false),
                half(false),
            ];
            ("RSA PRIVATE KEY", nested(SEQUENCE, &parts), Algorithm::Rsa)
        }
    };
    Key {
        pem: pem(label, &content).into(),
        algorithm,
    }
}

/// The public key that a certificate shows, artificial as well.
pub(super) fn public_key(algorithm: Algorithm, number: u64) -> Vec<u8> {
    let (name, bits) = match algorithm {
        Algorithm::Rsa => {
            let exponent = element(INTEGER, &[1, 0, 1]);
            let key = nested(SEQUENCE, &[integer(number, 256, true), exponent]);
            (identifier(RSA, &element(NULL, &[])), key)
        }
        Algorithm::Ecdsa => {
            let curve = element(der::IDENTIFIER, P256);
            (
                identifier(ELLIPTIC, &curve),
                [vec![4], filler(number, 64)].concat(),
            )
        }
        Algorithm::Ed25519 => (identifier(ED25519, &[]), filler(number, 32)),
    };
    nested(SEQUENCE, &[name, element(BITS, &[vec![0], bits].concat())])
}

/// Reads a private key. The error is Go's message.
pub(super) fn parse(text: &[u8]) -> Result<Key, String> {
    let (label, bytes) = read_pem(text).ok_or("no PEM data in input")?;
    let content = read(&bytes).filter(|(tag, ..)| *tag == SEQUENCE);
    let content = content.map(|(_, content, _)| content);
    let malformed = |of: &str| format!("{of}asn1: structure error: tags don't match");
    let algorithm = if label == "PRIVATE KEY" {
        let content = content.ok_or_else(|| malformed("decoding PEM as PKCS#8: "))?;
        let has = |name: &[u8]| crate::functions::strings::find(content, name).is_some();
        match () {
            () if has(ELLIPTIC) => Algorithm::Ecdsa,
            () if has(ED25519) => Algorithm::Ed25519,
            () => Algorithm::Rsa,
        }
    } else {
        let Some(kind) = label.strip_suffix(" PRIVATE KEY") else {
            return Err(format!("no private key data in PEM block of type {label}"));
        };
        let (algorithm, name) = match kind {
            "EC" => (Algorithm::Ecdsa, "EC"),
            "RSA" => (Algorithm::Rsa, "RSA"),
            "DSA" => (Algorithm::Rsa, "DSA"),
            _ => return Err(format!("invalid private key type {label}")),
        };
        content.ok_or_else(|| malformed(&format!("parsing {name} private key from PEM: ")))?;
        algorithm
    };
    Ok(Key {
        pem: pem(&label, &bytes).into(),
        algorithm,
    })
}

/// The content of what is signed in a certificate. The error is Go's message.
fn signed_part(bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
    let whole = read(bytes).filter(|(tag, _, rest)| *tag == SEQUENCE && rest.is_empty());
    let (_, content, _) = whole.ok_or("x509: malformed certificate")?;
    let signed = read(content).filter(|(tag, ..)| *tag == SEQUENCE);
    let (_, signed, _) = signed.ok_or("x509: malformed tbs certificate")?;
    Ok(signed.to_vec())
}

/// `buildCustomCert`: a certificate and a key that a template gives in Base64.
pub(super) fn given(cert: &[u8], key: &[u8]) -> Result<Certificate, CallError> {
    let decode = |text, what: &str| {
        decode_base64(text).map_err(|_| CallError::from(format!("unable to decode base64 {what}")))
    };
    let cert = decode(cert, "certificate")?;
    let key = decode(key, "private key")?;
    let (_, bytes) = read_pem(&cert).ok_or("unable to decode certificate")?;
    signed_part(&bytes).map_err(|problem| {
        CallError::from(format!(
            "error parsing certificate: decodedCert.Bytes: {problem}"
        ))
    })?;
    parse(&key).map_err(|problem| format!("error parsing private key: {problem}"))?;
    Ok(Certificate {
        cert: cert.into(),
        key: key.into(),
    })
}

/// What a certificate that signs another one is called, and how it signs.
pub(super) fn signer(signer: &Certificate) -> Result<Issuer, CallError> {
    let (_, bytes) = read_pem(&signer.cert).ok_or("unable to decode certificate")?;
    let signed = signed_part(&bytes).map_err(|problem| {
        CallError::from(format!(
            "error parsing certificate: decodedSignerCert.Bytes: {problem}"
        ))
    })?;
    let key =
        parse(&signer.key).map_err(|problem| format!("error parsing private key: {problem}"))?;
    // Version, serial number, algorithm, issuer and validity stand before the name.
    let mut rest = signed.as_slice();
    let skipped = if rest.first() == Some(&0xA0) { 5 } else { 4 };
    for _ in 0..skipped {
        rest = read(rest).map_or(&[], |(_, _, rest)| rest);
    }
    let name = read(rest).map_or(&[][..], |(_, _, after)| &rest[..rest.len() - after.len()]);
    Ok(Issuer {
        name: name.to_vec(),
        algorithm: key.algorithm,
    })
}
