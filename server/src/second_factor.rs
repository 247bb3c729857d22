//! Codes of six digits that a telephone makes (TOTP, RFC 6238), and recovery codes.

use domain::time::Moment;
use totp_rs::{Builder, Totp};
use uuid::Uuid;

use crate::keys::{Keys, hash, random_secret};

/// What telephones call the place the codes are for.
const ISSUER: &str = "Passerelle";

/// How many recovery codes there are.
const RECOVERY: usize = 10;

/// How long a recovery code is, in characters: 80 bits.
const LENGTH: usize = 16;

/// The second factor of an account, at one version of its secret.
pub struct SecondFactor(Option<Totp>);

impl SecondFactor {
    /// The factor whose secret is derived from this version.
    #[must_use]
    pub fn of(keys: &Keys, account: Uuid, version: u32, email: &str) -> Self {
        let builder = Builder::new()
            .with_secret(keys.code_key(account, version))
            .with_account_name(email.replace(':', " "))
            .with_issuer(Some(ISSUER));
        Self(builder.build().ok())
    }

    /// The step of a code that is right at this moment, or was or will be within thirty seconds.
    #[must_use]
    pub fn step(&self, typed: &str, now: Moment) -> Option<i64> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let six = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit());
        let seconds = u64::try_from(now.micros() / 1_000_000).ok()?;
        let step = six.then(|| self.0.as_ref()?.check(&digits, seconds)).flatten()?;
        i64::try_from(step).ok()
    }

    /// What the QR code of the set-up holds.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        self.0.as_ref()?.to_url().ok()
    }

    /// The secret for whoever types it by hand, in groups of four.
    #[must_use]
    pub fn by_hand(&self) -> String {
        let secret = self.0.as_ref().map(|totp| totp.secret().to_base32()).unwrap_or_default();
        grouped(&secret)
    }
}

/// Fresh recovery codes, in groups of four.
#[must_use]
pub fn recovery_codes() -> Vec<String> {
    let code = || random_secret().chars().take(LENGTH).collect::<String>();
    (0..RECOVERY).map(|_| grouped(&code())).collect()
}

/// What the database keeps of a recovery code, however it is typed.
#[must_use]
pub fn recovery_hash(typed: &str) -> Vec<u8> {
    let plain: String =
        typed.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    hash(&plain.replace('o', "0").replace(['i', 'l'], "1"))
}

fn grouped(code: &str) -> String {
    let chars: Vec<char> = code.chars().collect();
    chars.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn factor(version: u32) -> SecondFactor {
        SecondFactor::of(&Keys::from_secret("une clé"), Uuid::nil(), version, "a@exemple.fr")
    }

    fn at(seconds: i64) -> Moment {
        Moment::from_micros(seconds * 1_000_000)
    }

    #[test]
    fn a_code_is_right_for_a_minute_and_a_half_at_its_step_only() {
        let code = factor(1).0.unwrap().generate(1_000_020).to_string();
        let step = |seconds| factor(1).step(&code, at(seconds));
        assert_eq!(step(1_000_020), Some(1_000_020 / 30));
        assert_eq!(step(1_000_050), Some(1_000_020 / 30));
        assert_eq!(step(999_990), Some(1_000_020 / 30));
        assert_eq!(step(1_000_080), None);
        assert_eq!(factor(2).step(&code, at(1_000_020)), None);
        let spaced = format!(" {} {}", code.get(..3).unwrap(), code.get(3..).unwrap());
        assert_eq!(factor(1).step(&spaced, at(1_000_020)), Some(33_334));
        for wrong in ["", "12345", "1234567", "abcdef", "１２３４５６"] {
            assert_eq!(factor(1).step(wrong, at(1_000_020)), None, "{wrong}");
        }
    }

    #[test]
    fn what_a_telephone_reads_names_the_place_and_the_account() {
        let address = factor(1).address().unwrap();
        assert!(
            address.starts_with("otpauth://totp/Passerelle:a%40exemple.fr?secret="),
            "{address}"
        );
        assert!(address.contains("issuer=Passerelle"), "{address}");
        let secret = factor(1).by_hand().replace(' ', "");
        assert!(address.contains(&secret), "{address}");
    }

    #[test]
    fn recovery_codes_differ_and_are_known_however_they_are_typed() {
        let codes = recovery_codes();
        assert_eq!(codes.len(), RECOVERY);
        for (i, code) in codes.iter().enumerate() {
            assert_eq!(code.len(), LENGTH + 3);
            assert!(!codes[i + 1..].contains(code));
            let typed = format!(" {}", code.to_uppercase().replace(' ', "-"));
            assert_eq!(recovery_hash(&typed), recovery_hash(code));
        }
    }
}
