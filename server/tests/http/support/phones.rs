//! Phones that keep doors, and what they send.

use domain::door::{Act, Batch, Deed, Outcome, Receipt, Roll, Told, Who};
use domain::time::Moment;
use jiff::Timestamp;
use uuid::Uuid;

use super::{Answer, Browser, Site, after};

/// A phone that was prepared.
#[derive(Clone, Debug)]
pub struct Phone {
    pub browser: Browser,
}

/// The code that an organiser shows: its path.
pub async fn invitation(organiser: &Browser, fields: &[(&str, &str)]) -> String {
    let page = organiser.post("/organisation/equipe/telephones", fields).await.page();
    let link = after(&page, &["id=\"lien\"", "value=\""], "\"");
    link.rsplit_once("/accueil/").map(|(_, path)| format!("/accueil/{path}")).unwrap()
}

impl Phone {
    /// Follows a code, as somebody who holds no account.
    pub async fn follow(site: &Site, path: &str, name: &str) -> Self {
        let browser = site.browser();
        assert_eq!(browser.post(path, &[("name", name)]).await.leads_to(), "/accueil");
        assert!(browser.cookie("appareil").is_some());
        Self { browser }
    }

    pub async fn list(&self, since: Option<&str>) -> Roll {
        let path = since.map_or_else(
            || "/accueil/liste".to_owned(),
            |since| format!("/accueil/liste?depuis={since}"),
        );
        json(&self.browser.get(&path).await)
    }

    pub async fn send(&self, acts: &[Act]) -> Receipt {
        json(&self.browser.post_json("/accueil/actes", batch(acts)).await)
    }

    /// What becomes of one act.
    pub async fn tell(&self, act: &Act) -> Outcome {
        let receipt = self.send(std::slice::from_ref(act)).await;
        assert_eq!(receipt.answers.len(), 1);
        assert_eq!(receipt.answers[0].id, act.id);
        receipt.answers[0].outcome.clone()
    }
}

/// Acts on their way, sent by a clock that is right.
pub fn batch(acts: &[Act]) -> String {
    let unsent = u32::try_from(acts.len()).unwrap();
    let batch = Batch { sent_at: right_now(), unsent, acts: acts.to_vec() };
    serde_json::to_string(&batch).unwrap()
}

pub fn right_now() -> Moment {
    Moment::from_micros(Timestamp::now().as_microsecond())
}

/// Someone comes to the main entrance and is let in.
pub fn came(person: Uuid) -> Act {
    act("main", Told::Accepted, Deed::Arrival { who: Who::Person(person) })
}

pub fn act(door: &str, told: Told, deed: Deed) -> Act {
    Act { id: Uuid::now_v7(), door: door.to_owned(), at: right_now(), clock_ahead: 0, deed, told }
}

#[track_caller]
fn json<T: serde::de::DeserializeOwned>(answer: &Answer) -> T {
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("cache-control"), "no-store");
    serde_json::from_slice(&answer.body).unwrap()
}
