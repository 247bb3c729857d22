use domain::checkin::Standing;
use domain::duplicates::Sign;
use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::{StandingWord, or_dash, participant_href};
use crate::fr;
use crate::shell::Back;

/// One of two registrations that are probably one person's.
#[derive(Clone, Debug)]
pub struct Twin {
    /// Their identity.
    pub id: Uuid,
    /// First name and last name.
    pub full_name: String,
    /// Where letters go; may be empty.
    pub email: String,
    /// How to call them; may be empty.
    pub phone: String,
    /// Where they work or volunteer; may be empty.
    pub organisation: String,
    /// Where their registration stands.
    pub standing: Standing,
    /// When they registered.
    pub created_at: Moment,
}

/// Two of them, and why.
#[derive(Clone, Debug)]
pub struct TwinPair {
    /// Who registered first.
    pub first: Twin,
    /// The other one.
    pub second: Twin,
    /// What they have in common.
    pub signs: Vec<Sign>,
}

/// `/organisation/participants/doublons`: who is probably registered twice.
#[component]
pub fn DuplicatesPage(
    /// The first pairs.
    pairs: Vec<TwinPair>,
    /// How many there are in all.
    total: u32,
) -> impl IntoView {
    let shown = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
    let list: Vec<_> = pairs.iter().map(pair).collect();
    view! {
        <Back href="/organisation/participants" label="Participants"/>
        <h1>"Doublons probables"</h1>
        {if total == 0 {
            view! {
                <div class="empty" role="status">
                    <h2>"Aucun doublon probable"</h2>
                    <p>"Sont comparés les noms (sans accents, ni majuscules, ni ordre), les adresses à une faute de frappe près, et les numéros de téléphone."</p>
                </div>
            }.into_any()
        } else {
            view! {
                <p role="status">
                    <strong>{fr::count(total, "paire", "paires")}</strong>
                    " à regarder"{(total > shown).then(|| format!("\u{a0}: voici les {shown} premières"))}
                    ". Fusionner montre d’abord ce qui change, et ne perd rien."
                </p>
                <ul class="pairs">{list}</ul>
            }.into_any()
        }}
    }
}

fn pair(pair: &TwinPair) -> AnyView {
    let (a, b) = (&pair.first, &pair.second);
    let why: Vec<_> = pair.signs.iter().map(|sign| fr::sign(*sign)).collect();
    view! {
        <li>
            <p class="why">{why.join(", ")}</p>
            <table class="rows">
                <caption class="spoken">{format!("{} et {}", a.full_name, b.full_name)}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Nom"</th>
                        <th scope="col">"Adresse e-mail"</th>
                        <th scope="col">"Téléphone"</th>
                        <th scope="col">"Organisation"</th>
                        <th scope="col">"État"</th>
                        <th scope="col" class="number">"Inscription"</th>
                    </tr>
                </thead>
                <tbody>{twin(a)}{twin(b)}</tbody>
            </table>
            <div class="actions">
                <a class="button small" href=format!("/organisation/participants/doublons/fusion?a={}&b={}", a.id, b.id)>
                    "Comparer et fusionner"<span class="spoken">{format!(" {} et {}", a.full_name, b.full_name)}</span>
                </a>
                " "
                <form method="post" action="/organisation/participants/doublons/distincts">
                    <input type="hidden" name="a" value=a.id.to_string()/>
                    <input type="hidden" name="b" value=b.id.to_string()/>
                    <button class="small secondary" type="submit">
                        "Ce sont deux personnes"<span class="spoken">{format!("\u{a0}: {} et {}", a.full_name, b.full_name)}</span>
                    </button>
                </form>
            </div>
        </li>
    }
    .into_any()
}

fn twin(twin: &Twin) -> AnyView {
    view! {
        <tr>
            <th scope="row"><a href=participant_href(twin.id)>{twin.full_name.clone()}</a></th>
            <td data-label="Adresse e-mail">{or_dash(&twin.email)}</td>
            <td data-label="Téléphone">{or_dash(&twin.phone)}</td>
            <td data-label="Organisation">{or_dash(&twin.organisation)}</td>
            <td data-label="État"><StandingWord standing=twin.standing arrived=false/></td>
            <td class="number" data-label="Inscription">{fr::short_date_time(twin.created_at)}</td>
        </tr>
    }
    .into_any()
}
