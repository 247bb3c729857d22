//! What people do on the pages, by their forms alone.

use super::{Answer, Browser, after, query};

/// Someone's own pages.
#[derive(Clone, Debug)]
pub struct Ticket {
    /// `/billet/{secret}`.
    pub path: String,
    browser: Browser,
}

/// Sends the registration form.
pub async fn try_to_register(browser: &Browser, last_name: &str, email: &str) -> Answer {
    let fields =
        [("first_name", "Camille"), ("last_name", last_name), ("email", email), ("consent", "oui")];
    browser.post("/inscription", &fields).await
}

/// Registers someone.
#[track_caller]
pub fn register_as(browser: &Browser, answer: &Answer) -> Ticket {
    let to = answer.leads_to();
    let path = to.strip_suffix("?inscrit").expect("the ticket that was just made").to_owned();
    assert!(path.starts_with("/billet/"), "{to}");
    Ticket { path, browser: browser.clone() }
}

/// Registers someone with an address of their own.
pub async fn register(browser: &Browser, last_name: &str) -> Ticket {
    let plain: String = last_name.chars().filter(char::is_ascii_alphanumeric).collect();
    let email = format!("{}@exemple.fr", plain.to_lowercase());
    let answer = try_to_register(browser, last_name, &email).await;
    register_as(browser, &answer)
}

impl Ticket {
    pub async fn page(&self) -> String {
        self.browser.get(&self.path).await.page()
    }

    pub async fn get(&self, what: &str) -> Answer {
        self.browser.get(&format!("{}{what}", self.path)).await
    }

    /// The same ticket, opened in another browser.
    pub fn opened_in(&self, browser: &Browser) -> Self {
        Self { path: self.path.clone(), browser: browser.clone() }
    }

    /// The readable code.
    pub async fn code(&self) -> String {
        after(&self.page().await, &["class=\"ticket-code\">"], "<").to_owned()
    }

    /// Chooses the first session offered of this activity.
    pub async fn choose(&self, code: &str) -> Answer {
        let session = session_of(&self.page().await, code);
        self.choose_session(&session).await
    }

    pub async fn choose_session(&self, session: &str) -> Answer {
        self.browser.post(&format!("{}/choisir", self.path), &[("session", session)]).await
    }

    pub async fn give_back(&self, code: &str) -> Answer {
        let session = session_of(&self.page().await, code);
        self.browser.post(&format!("{}/rendre", self.path), &[("session", &session)]).await
    }

    /// Joins the line of the first session of this activity, giving back what is held in its slot
    /// when a seat becomes free or not.
    pub async fn wait(&self, code: &str, swap: bool) -> Answer {
        let session = session_of(&self.page().await, code);
        let fields = [("session", session.as_str()), ("echange", "oui")];
        let fields = if swap { &fields[..] } else { &fields[..1] };
        self.post("/attendre", fields).await
    }

    pub async fn leave(&self, code: &str) -> Answer {
        let session = session_of(&self.page().await, code);
        self.post("/quitter", &[("session", &session)]).await
    }

    pub async fn post(&self, what: &str, fields: &[(&str, &str)]) -> Answer {
        self.browser.post(&format!("{}{what}", self.path), fields).await
    }

    /// The lines they wait in: « A01, 2e ».
    pub async fn waited(&self) -> Vec<String> {
        let page = self.page().await;
        let Some((_, lines)) = page.split_once("id=\"attente\"") else { return Vec::new() };
        let lines = lines.split_once("</section>").unwrap().0;
        lines
            .split("class=\"what\"")
            .skip(1)
            .map(|line| {
                let code = after(line, &["class=\"code\">"], "<");
                format!("{code}, {}", after(line, &["Vous êtes "], " sur la liste d’attente"))
            })
            .collect()
    }

    pub async fn cancel(&self) -> Answer {
        self.browser.post(&format!("{}/annuler", self.path), &[]).await
    }

    /// The codes of what is held, as the plan of the day writes them.
    pub async fn held(&self) -> Vec<String> {
        let page = self.page().await;
        let plan = after(&page, &["id=\"plan\""], "</section>");
        plan.split("<li class=\"choice\"")
            .skip(1)
            .map(|item| after(item, &["class=\"what\">"], " ").to_owned())
            .collect()
    }

    /// What the organisers' list says of them.
    pub async fn line(&self, organiser: &Browser, name: &str) -> String {
        let found = query(&[("q", name)]);
        let page = organiser.get(&format!("/organisation/participants?{found}")).await.page();
        after(&page, &["<tbody>"], "</tbody>").to_owned()
    }
}

/// The session that the first form beside this activity names.
#[track_caller]
pub fn session_of(page: &str, code: &str) -> String {
    let beside = format!("class=\"code\">{code}</span>");
    after(page, &["id=\"choix-", &beside, "name=\"session\" value=\""], "\"").to_owned()
}

/// A number of the dashboard.
#[track_caller]
pub fn figure(dashboard: &str, label: &str) -> u32 {
    after(dashboard, &[&format!("<dt>{label}</dt><dd>")], "<").parse().unwrap()
}

/// The seats of a workshop on the dashboard, as « 3 / 24 ».
#[track_caller]
pub fn seats(dashboard: &str, code: &str) -> String {
    let row = format!("class=\"code\">{code}</span>");
    after(dashboard, &[&row, "data-label=\"Prises\"", ">"], "<").replace('\u{a0}', " ")
}
