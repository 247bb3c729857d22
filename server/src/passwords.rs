//! Passwords: argon2id, off the async threads, at most two at once.

use std::sync::Arc;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

/// The shortest password accepted, in characters.
pub const MIN: usize = 12;

/// The longest one, so that nobody keeps the processor busy with a novel.
pub const MAX: usize = 200;

/// How many passwords are hashed at once: each takes 19 MiB (RFC 9106's second choice).
const AT_ONCE: usize = 2;

/// A hash of nothing anybody knows, verified for unknown accounts so that they take as long.
const DUMMY: &str = "$argon2id$v=19$m=19456,t=2,p=1$cGFzc2VyZWxsZWR1bW15$\
                     0oYS5G0cIhQ0dRwcQbUO0l6oWJ0mKrM3n1dXoUO3pYI";

/// Hashes and verifies passwords.
#[derive(Clone, Debug)]
pub struct Passwords {
    places: Arc<Semaphore>,
}

/// Why a password is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// Fewer than [`MIN`] characters.
    TooShort,
    /// More than [`MAX`] characters.
    TooLong,
    /// Too few different characters, or a run of neighbours: guessed at once.
    TooSimple,
    /// It contains the account's own address.
    LikeTheAddress,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { places: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Passwords {
    /// The hash to keep; `None` when the machine could not make one.
    pub async fn hash(&self, password: String) -> Option<String> {
        let _place = self.places.acquire().await.ok()?;
        tokio::task::spawn_blocking(move || {
            let salt = SaltString::encode_b64(&rand::random::<[u8; 16]>()).ok()?;
            Some(hasher()?.hash_password(password.as_bytes(), &salt).ok()?.to_string())
        })
        .await
        .ok()?
    }

    /// Whether this is the password behind the hash. Without a hash it takes as long and says no.
    pub async fn verify(&self, password: String, hash: Option<String>) -> bool {
        let Ok(_place) = self.places.acquire().await else { return false };
        tokio::task::spawn_blocking(move || {
            let known = hash.is_some();
            let hash = hash.unwrap_or_else(|| DUMMY.to_owned());
            let matches = PasswordHash::new(&hash).is_ok_and(|hash| {
                hasher().is_some_and(|h| h.verify_password(password.as_bytes(), &hash).is_ok())
            });
            known && matches
        })
        .await
        .unwrap_or(false)
    }
}

/// Whether a password may be chosen for this address.
///
/// # Errors
/// What is weak about it.
pub fn check(password: &str, email: &str) -> Result<(), Weakness> {
    let length = password.chars().count();
    if length < MIN {
        return Err(Weakness::TooShort);
    }
    if length > MAX {
        return Err(Weakness::TooLong);
    }
    let local = email.split('@').next().unwrap_or(email).to_lowercase();
    if local.len() > 3 && password.to_lowercase().contains(&local) {
        return Err(Weakness::LikeTheAddress);
    }
    if guesses_log2(password) < 40.0 {
        return Err(Weakness::TooSimple);
    }
    Ok(())
}

/// A cautious estimate of how many guesses a password takes, as a power of two: each character
/// counts by how many different ones there are, and hardly at all when it repeats or continues
/// the one before.
fn guesses_log2(password: &str) -> f64 {
    let chars: Vec<char> = password.chars().collect();
    let mut different = chars.clone();
    different.sort_unstable();
    different.dedup();
    let alphabet = u32::try_from(different.len()).map_or(2.0, |n| f64::from(n).max(2.0));
    let dull = chars
        .windows(2)
        .filter(|pair| u32::from(pair[0]).abs_diff(u32::from(pair[1])) <= 1)
        .count();
    let telling = u32::try_from(chars.len() - dull).map_or(0.0, f64::from);
    telling * alphabet.log2() * 1.25
}

fn hasher() -> Option<Argon2<'static>> {
    let params = Params::new(19_456, 2, 1, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_accepted_and_what_is_guessed_at_once_is_not() {
        let email = "accueil@exemple.fr";
        assert_eq!(check("quatre barques sur la Loire", email), Ok(()));
        assert_eq!(check("court", email), Err(Weakness::TooShort));
        assert_eq!(check("aaaaaaaaaaaaaaaa", email), Err(Weakness::TooSimple));
        assert_eq!(check("abcdefghijkl", email), Err(Weakness::TooSimple));
        assert_eq!(check("123456789012", email), Err(Weakness::TooSimple));
        assert_eq!(check("Accueil-de-la-porte", email), Err(Weakness::LikeTheAddress));
        assert_eq!(check(&"mot de passe ".repeat(20), email), Err(Weakness::TooLong));
    }

    #[tokio::test]
    async fn a_password_is_known_again_and_an_unknown_account_never_passes() {
        let passwords = Passwords::default();
        let hash = passwords.hash("quatre barques".to_owned()).await;
        assert!(hash.is_some());
        assert!(passwords.verify("quatre barques".to_owned(), hash.clone()).await);
        assert!(!passwords.verify("trois barques".to_owned(), hash).await);
        assert!(!passwords.verify("quatre barques".to_owned(), None).await);
    }

    #[test]
    fn the_dummy_hash_is_a_real_one() {
        assert!(PasswordHash::new(DUMMY).is_ok());
    }
}
