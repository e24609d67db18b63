//! Artificial certificates with the parts and the order that Go's `x509` writes. Their signatures are text.

use std::net::IpAddr;

use super::der::{
    BITS, BOOLEAN, IDENTIFIER, INTEGER, NULL, OCTETS, PRINTABLE, SEQUENCE, SET, TIME, UTC_TIME,
    UTF8, element, nested, pem,
};
use super::keys::{Algorithm, Issuer, Key, filler, public_key};
use super::object::Certificate;
use crate::error::CallError;
use crate::format;
use crate::functions::dates;
use crate::value::{List, Value};

/// What a certificate is asked for.
pub(super) struct Request {
    number: u64,
    name: Vec<u8>,
    days: i64,
    addresses: Vec<IpAddr>,
    dns: Vec<Vec<u8>>,
}

const SHA256_RSA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B];
const SHA256_ECDSA: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02];
const ED25519: &[u8] = &[0x2B, 0x65, 0x70];
const COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];
const SERVER: &[u8] = &[0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01];
const CLIENT: &[u8] = &[0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x02];

impl Request {
    /// A certificate for a name, valid for so many days.
    pub(super) fn new(number: u64, name: &[u8], days: i64) -> Self {
        Self {
            number,
            name: name.to_vec(),
            days,
            addresses: Vec::new(),
            dns: Vec::new(),
        }
    }

    /// Adds addresses that it is also for.
    pub(super) fn add_addresses(&mut self, addresses: &List) -> Result<(), CallError> {
        for address in addresses.items().iter() {
            let text = text_of(address, "error parsing ip: ")?;
            let parsed = std::str::from_utf8(text)
                .ok()
                .and_then(|text| text.parse().ok());
            let parsed =
                parsed.ok_or_else(|| CallError::new([b"error parsing ip: ", text].concat()))?;
            self.addresses.push(parsed);
        }
        Ok(())
    }

    /// Adds names that it is also for.
    pub(super) fn add_names(&mut self, names: &List) -> Result<(), CallError> {
        for name in names.items().iter() {
            let text = text_of(name, "error processing alternate dns name: ")?;
            self.dns.push(text.to_vec());
        }
        Ok(())
    }

    /// The certificate of an authority.
    pub(super) fn authority(&self, key: Key) -> Certificate {
        let name = self.subject();
        let algorithm = key.algorithm;
        self.certificate(key, &Issuer { name, algorithm }, true)
    }

    /// A certificate that signs itself.
    pub(super) fn self_signed(&self, key: Key) -> Certificate {
        let name = self.subject();
        let algorithm = key.algorithm;
        self.certificate(key, &Issuer { name, algorithm }, false)
    }

    /// A certificate that an authority signs.
    pub(super) fn signed(&self, key: Key, issuer: &Issuer) -> Certificate {
        self.certificate(key, issuer, false)
    }

    fn subject(&self) -> Vec<u8> {
        if self.name.is_empty() {
            return element(SEQUENCE, &[]);
        }
        let is_printable = |b: &u8| b.is_ascii_alphanumeric() || b" '()+,-./:=?".contains(b);
        let tag = if self.name.iter().all(is_printable) {
            PRINTABLE
        } else {
            UTF8
        };
        let pair = [element(IDENTIFIER, COMMON_NAME), element(tag, &self.name)];
        element(SEQUENCE, &element(SET, &nested(SEQUENCE, &pair)))
    }

    fn certificate(&self, key: Key, issuer: &Issuer, is_authority: bool) -> Certificate {
        let (algorithm, signature) = match issuer.algorithm {
            Algorithm::Rsa => {
                let parts = [element(IDENTIFIER, SHA256_RSA), element(NULL, &[])];
                (nested(SEQUENCE, &parts), filler(self.number, 256))
            }
            Algorithm::Ecdsa => {
                let half = || element(INTEGER, &filler(self.number, 32));
                let name = element(SEQUENCE, &element(IDENTIFIER, SHA256_ECDSA));
                (name, nested(SEQUENCE, &[half(), half()]))
            }
            Algorithm::Ed25519 => {
                let name = element(SEQUENCE, &element(IDENTIFIER, ED25519));
                (name, filler(self.number, 64))
            }
        };
        let mut serial = self.number.to_be_bytes().to_vec();
        serial.splice(..0, *b"Artific!");
        let (from, to) = dates::validity(self.days);
        let signed = [
            element(0xA0, &element(INTEGER, &[2])),
            element(INTEGER, &serial),
            algorithm.clone(),
            issuer.name.clone(),
            nested(SEQUENCE, &[time(&from), time(&to)]),
            self.subject(),
            public_key(key.algorithm, self.number),
            element(
                0xA3,
                &nested(SEQUENCE, &self.extensions(issuer, is_authority)),
            ),
        ];
        let parts = [
            nested(SEQUENCE, &signed),
            algorithm,
            element(BITS, &[vec![0], signature].concat()),
        ];
        Certificate {
            cert: pem("CERTIFICATE", &nested(SEQUENCE, &parts)).into(),
            key: key.pem.into(),
        }
    }

    fn extensions(&self, issuer: &Issuer, is_authority: bool) -> Vec<Vec<u8>> {
        let usage: &[u8] = if is_authority { &[2, 0xA4] } else { &[5, 0xA0] };
        let purposes = [element(IDENTIFIER, SERVER), element(IDENTIFIER, CLIENT)];
        let basic = if is_authority {
            element(BOOLEAN, &[0xFF])
        } else {
            Vec::new()
        };
        let mut all = vec![
            extension(0x0F, true, element(BITS, usage)),
            extension(0x25, false, nested(SEQUENCE, &purposes)),
            extension(0x13, true, element(SEQUENCE, &basic)),
        ];
        if is_authority {
            all.push(extension(
                0x0E,
                false,
                element(OCTETS, &filler(self.number, 20)),
            ));
        }
        if issuer.name != self.subject() {
            let id = element(0x80, &filler(self.number, 20));
            all.push(extension(0x23, false, element(SEQUENCE, &id)));
        }
        let names = self.dns.iter().map(|name| element(0x82, name));
        let addresses = self.addresses.iter().map(|address| match address {
            IpAddr::V4(address) => element(0x87, &address.octets()),
            IpAddr::V6(address) => element(0x87, &address.octets()),
        });
        let names: Vec<_> = names.chain(addresses).collect();
        if !names.is_empty() {
            all.push(extension(0x11, false, nested(SEQUENCE, &names)));
        }
        all
    }
}

/// An extension whose name ends in a number.
fn extension(number: u8, is_critical: bool, content: Vec<u8>) -> Vec<u8> {
    let critical = if is_critical {
        element(BOOLEAN, &[0xFF])
    } else {
        Vec::new()
    };
    let name = element(IDENTIFIER, &[0x55, 0x1D, number]);
    nested(SEQUENCE, &[name, critical, element(OCTETS, &content)])
}

/// A time of fourteen digits and `Z`: with two digits of the year where these are enough.
fn time(digits: &[u8]) -> Vec<u8> {
    match digits {
        [b'1', b'9', rest @ ..] => element(UTC_TIME, rest),
        [b'2', b'0', tens @ b'0'..=b'4', ..] if tens.is_ascii_digit() => {
            element(UTC_TIME, &digits[2..])
        }
        _ => element(TIME, digits),
    }
}

fn text_of<'v>(value: &'v Value, words: &str) -> Result<&'v [u8], CallError> {
    value.as_text().map(|text| &text[..]).ok_or_else(|| {
        let printed = format::print(value);
        CallError::new([words.as_bytes(), &printed, b" is not a string"].concat())
    })
}
