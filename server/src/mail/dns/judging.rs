//! What the records mean, in a sentence each. Nothing here asks anybody.

use app::components::Tone;

use super::super::dkim::Signer;
use super::Asked;

pub(super) type Verdict = (Tone, String);

/// Whether a text is a record of this kind.
pub(super) fn is_of(what: &str, text: &str) -> bool {
    let text = text.trim_start().to_ascii_lowercase();
    match what {
        "SPF" => text == "v=spf1" || text.starts_with("v=spf1 "),
        "DMARC" => text.starts_with("v=dmarc1"),
        _ => text.contains("p="),
    }
}

fn of(what: &str, asked: &Asked) -> Result<Vec<String>, Verdict> {
    match asked {
        Asked::Unreachable => Err((
            Tone::Attention,
            "Le DNS n’a pas répondu\u{a0}: rien ne peut être dit de cet enregistrement. Réessayez \
             plus tard."
                .to_owned(),
        )),
        Asked::Nothing => Ok(Vec::new()),
        Asked::Texts(texts) => Ok(texts.iter().filter(|text| is_of(what, text)).cloned().collect()),
    }
}

/// Who may send for the domain (RFC 7208).
pub(super) fn spf(asked: &Asked) -> Verdict {
    let records = match of("SPF", asked) {
        Ok(records) => records,
        Err(verdict) => return verdict,
    };
    match records.as_slice() {
        [] => (
            Tone::Refused,
            "Aucun enregistrement SPF. Publiez un texte tel que «\u{a0}v=spf1 include:(votre \
             relais) ~all\u{a0}»."
                .to_owned(),
        ),
        [record] => all_others(record),
        several => (
            Tone::Refused,
            format!(
                "{} enregistrements SPF\u{a0}: il n’en faut qu’un, les serveurs ne croient aucun \
                 des deux.",
                several.len()
            ),
        ),
    }
}

/// What the record says of servers that it does not name.
fn all_others(record: &str) -> Verdict {
    let words: Vec<_> = record.split_ascii_whitespace().map(str::to_ascii_lowercase).collect();
    let says = |word: &str| words.iter().any(|known| known == word);
    if says("+all") || says("all") {
        let sentence = "Cet enregistrement permet à n’importe quel serveur d’écrire en votre nom\
                        \u{a0}: remplacez «\u{a0}all\u{a0}» par «\u{a0}~all\u{a0}».";
        return (Tone::Refused, sentence.to_owned());
    }
    if says("-all") || says("~all") || words.iter().any(|word| word.starts_with("redirect=")) {
        let sentence = "En place. Vérifiez que votre relais y est nommé.";
        return (Tone::Accepted, sentence.to_owned());
    }
    let sentence = "Il ne dit rien des autres serveurs\u{a0}: ajoutez «\u{a0}~all\u{a0}» à la fin.";
    (Tone::Attention, sentence.to_owned())
}

/// The public half of the key that signs (RFC 6376).
pub(super) fn dkim(asked: &Asked, signer: &Signer) -> Verdict {
    let records = match of("DKIM", asked) {
        Ok(records) => records,
        Err(verdict) => return verdict,
    };
    let publish = || format!("v=DKIM1; k=rsa; p={}", signer.public_key());
    let Some(record) = records.first() else {
        let sentence = format!("La clé n’est pas publiée. Publiez ce texte\u{a0}: {}", publish());
        return (Tone::Refused, sentence);
    };
    if tag(record, "p").is_some_and(|key| key == signer.public_key()) {
        let sentence = "En place\u{a0}: c’est la clé qui signe vos courriels.";
        return (Tone::Accepted, sentence.to_owned());
    }
    let sentence = format!(
        "La clé publiée n’est pas celle qui signe\u{a0}: les signatures sont refusées. Publiez ce \
         texte\u{a0}: {}",
        publish()
    );
    (Tone::Refused, sentence)
}

/// When no key is given.
pub(super) fn unsigned() -> Verdict {
    let sentence = "Passerelle ne signe pas\u{a0}: aucune clé ne lui est donnée \
                    (DKIM_KEY_FILE). Si votre relais signe lui-même, il n’y a rien à faire.";
    (Tone::Attention, sentence.to_owned())
}

/// What others do with letters that are not the domain's own (RFC 7489).
pub(super) fn dmarc(asked: &Asked) -> Verdict {
    let records = match of("DMARC", asked) {
        Ok(records) => records,
        Err(verdict) => return verdict,
    };
    let policy = records.first().and_then(|record| tag(record, "p"));
    match (records.len(), policy.as_deref()) {
        (0, _) => (
            Tone::Refused,
            "Aucun enregistrement DMARC. Publiez pour commencer «\u{a0}v=DMARC1; p=none\u{a0}»."
                .to_owned(),
        ),
        (1, Some("quarantine" | "reject")) => {
            (Tone::Accepted, "En place, avec une consigne pour les faux courriels.".to_owned())
        }
        (1, Some("none")) => (
            Tone::Accepted,
            "En place, pour observer. Quand tout est au vert, «\u{a0}p=quarantine\u{a0}» protège \
             votre nom."
                .to_owned(),
        ),
        (1, _) => (
            Tone::Refused,
            "Il ne dit pas de consigne\u{a0}: ajoutez «\u{a0}p=none\u{a0}».".to_owned(),
        ),
        _ => {
            (Tone::Refused, "Plusieurs enregistrements DMARC\u{a0}: il n’en faut qu’un.".to_owned())
        }
    }
}

/// The value of a tag, without the white space that may be inside it.
fn tag(record: &str, name: &str) -> Option<String> {
    record.split(';').find_map(|part| {
        let (known, value) = part.split_once('=')?;
        let value: String = value.split_ascii_whitespace().collect();
        known.trim().eq_ignore_ascii_case(name).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Asked {
        Asked::Texts(texts.iter().map(|text| (*text).to_owned()).collect())
    }

    fn tone((tone, _): Verdict) -> Tone {
        tone
    }

    #[test]
    fn one_spf_record_that_ends_somewhere_is_right() {
        assert_eq!(
            tone(spf(&texts(&["autre", "v=spf1 include:relais.example ~all"]))),
            Tone::Accepted
        );
        assert_eq!(tone(spf(&texts(&["v=spf1 redirect=_spf.example"]))), Tone::Accepted);
        assert_eq!(tone(spf(&texts(&["v=spf1 mx"]))), Tone::Attention);
        assert_eq!(tone(spf(&texts(&["v=spf1 +all"]))), Tone::Refused);
        assert_eq!(tone(spf(&texts(&["v=spf1 all"]))), Tone::Refused);
        assert_eq!(tone(spf(&texts(&["v=spf1 -all", "v=spf1 ~all"]))), Tone::Refused);
        assert_eq!(tone(spf(&texts(&["v=spf10 -all"]))), Tone::Refused);
        assert_eq!(tone(spf(&Asked::Nothing)), Tone::Refused);
    }

    #[test]
    fn a_dmarc_record_says_what_to_do() {
        assert_eq!(
            tone(dmarc(&texts(&["v=DMARC1; p=none; rua=mailto:a@b.example"]))),
            Tone::Accepted
        );
        assert_eq!(tone(dmarc(&texts(&["v=DMARC1;p=reject"]))), Tone::Accepted);
        assert_eq!(tone(dmarc(&texts(&["v=DMARC1; sp=none"]))), Tone::Refused);
        assert_eq!(tone(dmarc(&texts(&["v=DMARC1; p=none", "v=DMARC1; p=none"]))), Tone::Refused);
        assert_eq!(tone(dmarc(&Asked::Nothing)), Tone::Refused);
    }

    #[test]
    fn silence_says_nothing_of_the_records() {
        for (tone, sentence) in [spf(&Asked::Unreachable), dmarc(&Asked::Unreachable)] {
            assert_eq!(tone, Tone::Attention);
            assert!(sentence.contains("n’a pas répondu"), "{sentence}");
        }
    }

    #[test]
    fn a_key_is_the_same_whatever_the_white_space_in_its_record() {
        assert_eq!(tag("v=DKIM1; k=rsa; p=MIIB IjAN\tBg", "p").as_deref(), Some("MIIBIjANBg"));
        assert_eq!(tag("v=DKIM1; p=", "p").as_deref(), Some(""));
        assert_eq!(tag("v=DKIM1", "p"), None);
    }
}
