//! Passwords, keys and certificates. What is random in Helm is artificial here: well formed, of the usual
//! length, and of no use to anyone. Encryption and derived passwords are real, since they are not random.

mod certificate;
mod cipher;
mod der;
mod derive;
mod keys;
mod object;

use crate::error::CallError;
use crate::functions::Parameter::{Int, List, Object, Text, Uint32};
use crate::functions::arguments::{integer, list, text};
use crate::functions::{Call, Function};
use crate::value::Value;
use certificate::Request;
use object::{CERTIFICATE, Certificate};

/// As slow as deriving a password is meant to be, more of them would stop a page.
const MAX_PASSWORDS: u64 = 8;

/// The functions of this family.
pub(in crate::functions) const FUNCTIONS: &[Function] = &[
    Function::new("bcrypt", &[Text], |call, a| {
        Ok(bcrypt(call, text(a, 0)).into())
    }),
    Function::new("buildCustomCert", &[Text, Text], |_, a| {
        keys::given(text(a, 0), text(a, 1)).map(Value::object)
    }),
    Function::new("decryptAES", &[Text, Text], |_, a| {
        Ok(cipher::decrypt(text(a, 0), text(a, 1))?.into())
    }),
    Function::new(
        "derivePassword",
        &[Uint32, Text, Text, Text, Text],
        |call, a| {
            let derived = call.rendering.passwords.get() + 1;
            call.rendering.passwords.set(derived);
            if derived > MAX_PASSWORDS {
                return Err(CallError::limit(
                    "the templates derive more than 8 passwords",
                ));
            }
            let counter = match &a[0] {
                // Go cuts what does not fit.
                Value::Uint(_, counter) => u32::try_from(counter & 0xFFFF_FFFF).unwrap_or(0),
                _ => 0,
            };
            let password =
                derive::password(counter, text(a, 1), text(a, 2), text(a, 3), text(a, 4));
            Ok(password.into())
        },
    ),
    Function::new("encryptAES", &[Text, Text], |call, a| {
        call.varies();
        Ok(cipher::encrypt(text(a, 0), text(a, 1)).into())
    }),
    Function::new("genCA", &[Text, Int], |call, a| {
        authority(call, a, keys::artificial("rsa", 2048, next(call)))
    }),
    Function::new("genCAWithKey", &[Text, Int, Text], |call, a| {
        let key =
            keys::parse(text(a, 2)).map_err(|problem| with("parsing private key: ", &problem))?;
        authority(call, a, key)
    }),
    Function::new("genPrivateKey", &[Text], |call, a| {
        let kind = text(a, 0);
        let name = match kind {
            b"" | b"rsa" => "rsa",
            b"dsa" => "dsa",
            b"ecdsa" => "ecdsa",
            b"ed25519" => "ed25519",
            _ => return Ok([b"Unknown type ", kind].concat().into()),
        };
        Ok(keys::artificial(name, 4096, next(call)).pem.into())
    }),
    Function::new("genSelfSignedCert", &[Text, List, List, Int], |call, a| {
        self_signed(call, a, keys::artificial("rsa", 2048, next(call)))
    }),
    Function::new(
        "genSelfSignedCertWithKey",
        &[Text, List, List, Int, Text],
        |call, a| {
            let key = keys::parse(text(a, 4))
                .map_err(|problem| with("parsing private key: ", &problem))?;
            self_signed(call, a, key)
        },
    ),
    Function::new(
        "genSignedCert",
        &[Text, List, List, Int, Object(CERTIFICATE)],
        |call, a| signed(call, a, keys::artificial("rsa", 2048, next(call))),
    ),
    Function::new(
        "genSignedCertWithKey",
        &[Text, List, List, Int, Object(CERTIFICATE), Text],
        |call, a| {
            let key = keys::parse(text(a, 5))
                .map_err(|problem| with("parsing private key: ", &problem))?;
            signed(call, a, key)
        },
    ),
    Function::new("htpasswd", &[Text, Text], |call, a| {
        let user = text(a, 0);
        if user.contains(&b':') {
            return Ok([b"invalid username: ", user].concat().into());
        }
        Ok([user, b":", &bcrypt(call, text(a, 1))].concat().into())
    }),
];

/// The number of this value in the rendering.
fn next(call: &Call<'_>) -> u64 {
    call.varies();
    let number = call.rendering.random.get() + 1;
    call.rendering.random.set(number);
    number
}

/// A hash of the form that bcrypt gives. It fits no password.
fn bcrypt(call: &Call<'_>, password: &[u8]) -> Vec<u8> {
    if password.len() > 72 {
        let problem = "bcrypt: password length exceeds 72 bytes";
        return format!("failed to encrypt string with bcrypt: {problem}").into();
    }
    let number = next(call);
    let mut hash = format!("$2a$10$Artificial{number}").into_bytes();
    hash.resize(60, b'.');
    hash
}

fn with(words: &str, problem: &str) -> CallError {
    format!("{words}{problem}").into()
}

fn authority(call: &Call<'_>, a: &[Value], key: keys::Key) -> Result<Value, CallError> {
    let request = Request::new(next(call), text(a, 0), integer(a, 1));
    Ok(Value::object(request.authority(key)))
}

fn request(call: &Call<'_>, a: &[Value]) -> Result<Request, CallError> {
    let mut request = Request::new(next(call), text(a, 0), integer(a, 3));
    request.add_addresses(&list(a, 1))?;
    request.add_names(&list(a, 2))?;
    Ok(request)
}

fn self_signed(call: &Call<'_>, a: &[Value], key: keys::Key) -> Result<Value, CallError> {
    Ok(Value::object(request(call, a)?.self_signed(key)))
}

fn signed(call: &Call<'_>, a: &[Value], key: keys::Key) -> Result<Value, CallError> {
    let signer: Option<&Certificate> = a[4].as_object();
    let signer = signer.ok_or_else(CallError::nil_pointer)?;
    let issuer = keys::signer(signer)?;
    Ok(Value::object(request(call, a)?.signed(key, &issuer)))
}
