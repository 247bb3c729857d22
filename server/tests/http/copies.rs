//! A backup is one file; a restored conference opens the tickets that were sent before.

use std::path::PathBuf;
use std::process::Output;

use crate::support::{Engine, Setup, Site, on_both_engines, register};

fn file(site: &Site, name: &str) -> PathBuf {
    site.home.folder.path().join(name)
}

fn run(site: &Site, arguments: &[&str]) -> (bool, String) {
    let Output { status, stdout, stderr } = site.run(arguments);
    let said = String::from_utf8_lossy(&stdout) + String::from_utf8_lossy(&stderr);
    (status.success(), said.into_owned())
}

fn done(site: &Site, arguments: &[&str]) -> String {
    let (success, said) = run(site, arguments);
    assert!(success, "{arguments:?}: {said}");
    said
}

fn refused(site: &Site, arguments: &[&str]) -> String {
    let (success, said) = run(site, arguments);
    assert!(!success, "{arguments:?}: {said}");
    said
}

on_both_engines! {
    async fn what_was_backed_up_while_the_site_ran_comes_back_whole(engine: Engine) {
        let mut site = Site::open(engine).await;
        let ticket = register(&site.browser(), "Rivière").await;
        ticket.choose("A01").await.leads_to();
        let copy = file(&site, "copie.passerelle");
        let copy = copy.to_str().unwrap();
        done(&site, &["backup", copy]);
        assert!(refused(&site, &["backup", copy]).contains("existe déjà"));

        ticket.choose("A02").await.leads_to();
        register(&site.browser(), "Ruisseau").await;
        assert!(refused(&site, &["restore", copy, "--replace"]).contains("Arrêtez le serveur"));
        site.kill();
        // A table that a later version made.
        let later = "create table later (participant_id uuid references participant (id))";
        let store = site.store().await;
        store.write(async move |conn| conn.exec(later, ()).await).await.unwrap();
        store.close().await;
        assert!(refused(&site, &["restore", copy]).contains("--replace"));
        let said = done(&site, &["restore", copy, "--replace"]);
        assert!(said.contains("remise dans l'état"), "{said}");
        done(&site, &["check"]);
        let store = site.store().await;
        let found: Result<(i64,), _> =
            store.reader().await.unwrap().one("select count(*) from later", ()).await;
        assert!(found.is_err(), "{found:?}");
        store.close().await;

        site.start();
        let browser = site.browser();
        assert_eq!(ticket.opened_in(&browser).held().await, ["A01"]);
        let organiser = site.member("organiser").await;
        let list = organiser.get("/organisation/participants").await;
        assert!(list.page().contains("Rivière") && !list.page().contains("Ruisseau"));
    }
}

#[tokio::test]
async fn a_site_moves_to_an_empty_folder_with_its_secret() {
    let address = ("PASSERELLE_PUBLIC_URL", "https://essai.exemple.fr");
    let old = Setup::on(Engine::Sqlite).env(address.0, address.1).open().await;
    let ticket = register(&old.browser(), "Rivière").await;
    let copy = file(&old, "copie.passerelle");
    done(&old, &["backup", copy.to_str().unwrap()]);
    let mut new = Setup::on(Engine::Sqlite).env(address.0, address.1).closed().await;
    for name in ["passerelle.db", "passerelle.secret"] {
        std::fs::remove_file(file(&new, name)).unwrap();
    }
    done(&new, &["restore", copy.to_str().unwrap()]);
    new.start();
    // The code is derived from the secret: it must be the one that was sent.
    let qr = format!("{}/qr.svg", ticket.path);
    let (before, after) = (old.browser().get(&qr).await, new.browser().get(&qr).await);
    assert_eq!((before.status, before.text()), (200, after.text()));
}

#[tokio::test]
async fn a_file_that_is_no_backup_changes_nothing() {
    let mut site = Site::open(Engine::Sqlite).await;
    let ticket = register(&site.browser(), "Rivière").await;
    let whole = file(&site, "copie.passerelle");
    done(&site, &["backup", whole.to_str().unwrap()]);
    site.kill();
    let bytes = std::fs::read(&whole).unwrap();
    let half = file(&site, "moitié");
    std::fs::write(&half, &bytes[..bytes.len() / 2]).unwrap();
    let text = file(&site, "texte");
    std::fs::write(&text, "bonjour").unwrap();
    let damaged = file(&site, "abîmée");
    std::fs::write(&damaged, damaged_archive(&whole)).unwrap();
    for wrong in [&half, &text, &damaged] {
        let said = refused(&site, &["restore", wrong.to_str().unwrap(), "--replace"]);
        assert!(said.contains("Rien n'a été changé"), "{said}");
    }
    refused(&site, &["restore", file(&site, "absente").to_str().unwrap(), "--replace"]);
    site.start();
    assert_eq!(ticket.opened_in(&site.browser()).held().await, [""; 0]);
}

/// The same archive around a database with a page of noise in it.
fn damaged_archive(whole: &std::path::Path) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    use zip::write::SimpleFileOptions;
    let mut from = zip::ZipArchive::new(std::fs::File::open(whole).unwrap()).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut entry = from.by_index(index).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        let name = entry.name().unwrap().into_owned();
        if name == "base" {
            bytes[4096..20_000].fill(0xA5);
        }
        to.start_file(name, SimpleFileOptions::default()).unwrap();
        to.write_all(&bytes).unwrap();
    }
    to.finish().unwrap().into_inner()
}
