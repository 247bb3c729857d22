//! What is taken away: the page that leads to it, and what is noted of it.

use crate::support::{Engine, PROGRAMME, Setup, Site, on_both_engines};

const EXPORTS: &str = "/organisation/exports";

/// A conference of one afternoon.
const AFTERNOON: &str = "\
[event]
name = \"Après-midi régional\"
short_name = \"Après-midi\"
date = 2027-11-07
start = \"14:00\"
end = \"17:00\"
place = \"Maison de quartier\"
address = \"Angers\"
capacity = 50
welcome = \"Bienvenue.\"
aims = []
practical = []
[contact]
email = \"contact@conference.example\"
[registration]
opens = \"J-400 00:00\"
closes = \"J 23:59\"
[sign_up]
opens = \"J-400 00:00\"
closes = \"J 14:00\"
[legal]
publisher = \"L’État\"
director = \"Une personne\"
hosting = \"Un hébergeur\"
controller = \"L’État\"
officer = \"Une adresse\"
";

on_both_engines! {
    async fn needs_shown_in_a_preview_are_noted_as_a_look_and_not_kept(engine: Engine) {
        let site = Site::open(engine).await;
        let person = [
            ("first_name", "Camille"), ("last_name", "Rivière"), ("email", "riviere@exemple.fr"),
            ("consent", "oui"), ("access_other", "Une place près de la porte"),
            ("access_consent", "oui"),
        ];
        site.browser().post("/inscription", &person).await.leads_to();
        let organiser = site.member("organiser").await;
        let path = format!("{EXPORTS}/apercu/participants");
        let looked = async || {
            let journal = organiser.get("/organisation/journal").await.page();
            let (_, lines) = journal.split_once("<tbody>").unwrap();
            lines.matches("Besoins consultés dans un aperçu").count()
        };
        organiser.post(&path, &[("colonnes", "nom")]).await.leads_to();
        assert_eq!(looked().await, 0);
        let fields = [("colonnes", "nom"), ("colonnes", "besoins")];
        let page = organiser.post(&path, &fields).await.page();
        assert!(page.contains("Une place près de la porte"), "{page}");
        assert!(page.contains("le journal note que vous les avez consultés"), "{page}");
        assert_eq!(looked().await, 1);
        let again = organiser.get(&path).await.page();
        assert!(again.contains("Rivière") && !again.contains("Une place près"), "{again}");
        assert_eq!(looked().await, 1);
        let journal = organiser.get("/organisation/journal").await.page();
        assert!(!journal.contains("Export des participants"), "a look is no export: {journal}");
    }
}

#[tokio::test]
async fn half_days_are_proposed_where_the_conference_has_them() {
    let whole = Site::open(Engine::Sqlite).await;
    let page = whole.member("organiser").await.get(EXPORTS).await.page();
    assert!(
        page.contains("emargement?seance=matin") && page.contains("une demi-journée"),
        "{page}"
    );
    assert!(page.contains("51\u{a0}listes") && page.contains("tous sont déjà imprimés"), "{page}");
    let half = Setup::on(Engine::Sqlite).alter(PROGRAMME, AFTERNOON).open().await;
    let organiser = half.member("organiser").await;
    let page = organiser.get(EXPORTS).await.page();
    assert!(page.contains("emargement?seance=conference"), "{page}");
    for hidden in ["seance=matin", "seance=apres-midi", "demi-journée"] {
        assert!(!page.contains(hidden), "{hidden}: {page}");
    }
    assert_eq!(organiser.get(&format!("{EXPORTS}/emargement?seance=matin")).await.status, 404);
}
