//! Loading a programme, before people come and while they are there.

use std::time::Duration;

use crate::support::{Engine, PROGRAMME, Site, on_both_engines, register};

on_both_engines! {
    async fn a_file_with_three_faults_is_told_them_all_and_changes_nothing(engine: Engine) {
        let site = Site::open(engine).await;
        register(&site.browser(), "Rivière").await.choose("A01").await.leads_to();
        let before = site.browser().get("/programme").await.page();
        let changed = PROGRAMME
            .replacen("room = \"Salle Loire\"\ncapacity = 24\nminimum = 6", "room = \"Salle Loire\"\ncapacity = 0", 1)
            .replacen("code = \"A02\"", "code = \"A01\"", 1)
            .replacen("room = \"Salle Sarthe\"", "room = \"Salle Sartre\"", 1)
            .replacen("title = \"Lever les freins", "title = \"Serrer les freins", 1);
        let lines: Vec<usize> = ["capacity = 0", "code = \"A01\"", "Salle Sartre"]
            .iter()
            .map(|passage| 1 + changed.rsplit_once(passage).unwrap().0.matches('\n').count())
            .collect();

        let output = site.import(&changed);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        let mut faults: Vec<usize> = said
            .lines()
            .filter_map(|line| line.trim_start_matches("passerelle : ").strip_prefix("ligne "))
            .map(|fault| fault.split([' ', '\u{a0}']).next().unwrap().parse().unwrap())
            .collect();
        faults.sort_unstable();
        let mut expected = lines;
        expected.sort_unstable();
        assert_eq!(faults, expected, "{said}");
        assert!(said.contains("Rien n'a été changé."), "{said}");
        assert_eq!(site.browser().get("/programme").await.page(), before);
    }

    async fn a_programme_loaded_while_people_are_there_is_on_the_page_in_two_seconds(engine: Engine) {
        let site = Site::open(engine).await;
        let ticket = register(&site.browser(), "Rivière").await;
        ticket.choose("A01").await.leads_to();
        let before = site.browser().get("/programme").await.page();
        assert!(before.contains("Lever les freins"));
        let changed = PROGRAMME.replacen("title = \"Lever les freins", "title = \"Serrer les freins", 1);
        assert!(site.import(&changed).status.success());
        tokio::time::sleep(Duration::from_secs(2)).await;
        let page = site.browser().get("/programme/A01").await.page();
        assert!(page.contains("Serrer les freins"), "the old programme is still shown");
        assert_eq!(ticket.held().await, ["A01"], "and nobody has lost a seat");
    }

    async fn a_programme_that_would_lose_people_is_refused(engine: Engine) {
        let site = Site::open(engine).await;
        for name in ["Un", "Deux"] {
            register(&site.browser(), name).await.choose("A01").await.leads_to();
        }
        let smaller = PROGRAMME
            .replacen("room = \"Salle Loire\"\ncapacity = 24\nminimum = 6", "room = \"Salle Loire\"\ncapacity = 1", 1);
        let output = site.import(&smaller);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("A01") && said.contains('2'), "{said}");
    }
}

#[tokio::test]
async fn the_shipped_programme_loads_once() {
    let site = Site::open(Engine::Sqlite).await;
    let output = site.run(&["programme", "shipped"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && said.contains("déjà chargé"), "{said}");
}
