//! `passerelle check`: the books, rule by rule.

use store::Store;

use crate::support::{Engine, Setup, Site, on_both_engines, register};

fn checked(site: &Site) -> (Option<i32>, String, String) {
    let output = site.run(&["check"]);
    let text = |bytes| String::from_utf8(bytes).unwrap().replace('\u{a0}', " ");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

on_both_engines! {
    async fn the_books_are_checked_beside_a_running_server(engine: Engine) {
        let site = Site::open(engine).await;
        for name in ["Rivière", "Fontaine"] {
            register(&site.browser(), name).await.choose("A01").await.leads_to();
        }
        let (code, told, complaint) = checked(&site);
        assert_eq!(code, Some(0), "{told}{complaint}");
        assert!(told.lines().count() > 20 && told.lines().all(|line| line.starts_with("tenu ")));

        let store = Store::open(&site.home.database_url()).await.unwrap();
        let spoil = "update session set taken = taken + 1 where taken = 2";
        assert_eq!(store.write(async move |conn| conn.exec(spoil, ()).await).await.unwrap(), 1);
        store.close().await;
        let (code, told, complaint) = checked(&site);
        assert_eq!(code, Some(1), "{told}");
        assert!(complaint.contains("1 règle n'est pas tenue"), "{complaint}");
        let mut lines = told.lines().skip_while(|line| !line.starts_with("PAS TENU"));
        let rule = lines.next().unwrap();
        assert!(rule.contains("Chaque séance compte autant de places prises que d’inscriptions"), "{told}");
        assert_eq!(lines.next().unwrap().trim(), "A01 : 3 places comptées, 2 inscriptions");
        assert!(lines.all(|line| line.starts_with("tenu ")), "{told}");
    }
}

#[tokio::test]
async fn a_new_conference_is_in_order() {
    let site = Setup::on(Engine::Sqlite).closed().await;
    let (code, told, complaint) = checked(&site);
    assert_eq!(code, Some(0), "{told}{complaint}");
}
