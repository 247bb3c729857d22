//! What DNS says of the domain that letters come from: whether others may believe them.

mod asking;
mod judging;

use app::pages::staff::delivery::{RecordLine, RecordsView};
use lettre::message::Mailbox;

use super::dkim::Signer;
pub use asking::{Asked, Dns};

/// Asks for the three records of a sender's domain, and judges what came.
pub async fn check(dns: &Dns, from: &Mailbox, signer: Option<&Signer>) -> RecordsView {
    let domain = from.email.domain().to_owned();
    let dmarc = format!("_dmarc.{domain}");
    let key = signer.map(Signer::name);
    let (spf, signed, policy) = tokio::join!(
        dns.texts(&domain),
        async {
            match key {
                Some(name) => Some(dns.texts(name).await),
                None => None,
            }
        },
        dns.texts(&dmarc)
    );
    let records = vec![
        line("SPF", domain.clone(), &spf, judging::spf(&spf)),
        match (&signed, signer) {
            (Some(asked), Some(signer)) => {
                line("DKIM", signer.name().to_owned(), asked, judging::dkim(asked, signer))
            }
            _ => line("DKIM", String::new(), &Asked::Nothing, judging::unsigned()),
        },
        line("DMARC", dmarc, &policy, judging::dmarc(&policy)),
    ];
    RecordsView { domain, records }
}

fn line(
    what: &'static str,
    name: String,
    asked: &Asked,
    (tone, sentence): judging::Verdict,
) -> RecordLine {
    let found = match asked {
        Asked::Texts(texts) => {
            texts.iter().filter(|text| judging::is_of(what, text)).cloned().collect()
        }
        _ => Vec::new(),
    };
    RecordLine { what, name, found, tone, sentence }
}
