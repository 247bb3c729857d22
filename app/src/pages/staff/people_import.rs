mod preview;

use leptos::prelude::*;
use uuid::Uuid;

use crate::components::{ErrorSummary, FieldError, FormErrors, Icon, Notice, Tone};
use crate::fr;
use crate::shell::Back;

pub use preview::{ColumnChoice, ImportPreviewPage, ImportPreviewView, ImportRow, RowTone, SIZE};

/// Where lists are imported.
pub const HERE: &str = "/organisation/participants/import";

/// Refuses a file that is too large before it is sent.
pub const IMPORT_SCRIPT: &str = include_str!("people_import/size.js");

/// `/organisation/participants/import`: choosing a file.
#[component]
pub fn ImportPage(
    /// What is wrong with the file.
    errors: FormErrors,
    /// The largest file taken, in mebibytes.
    most: u32,
    /// A list that was left behind: where it is, and what it was called.
    draft: Option<(Uuid, String)>,
) -> impl IntoView {
    let error = errors.of("file");
    let invalid = error.is_some();
    view! {
        <Back href="/organisation/participants" label="Participants"/>
        <h1>"Importer une liste"</h1>
        <ErrorSummary errors=errors.clone()/>
        {draft.map(|(id, name)| view! {
            <Notice tone=Tone::Quiet>
                <p>"Une liste attend d’être relue\u{a0}: "<a href=format!("{HERE}/{id}")>{name}</a>". En choisir une autre la remplace."</p>
            </Notice>
        })}
        <p>"Un fichier Excel (.xlsx) ou CSV, une personne par ligne. Rien n’est enregistré avant que vous ayez relu l’aperçu et corrigé ce qui doit l’être\u{a0}; importer deux fois la même liste n’ajoute personne deux fois."</p>
        <form class="form" method="post" action=HERE enctype="multipart/form-data" id="envoi" data-most=most.to_string()>
            <div class=if invalid { "field invalid" } else { "field" }>
                <label for="file">"Fichier"</label>
                <p class="hint" id="file-aide">
                    {format!("Au plus {most}\u{a0}Mo et 10\u{202f}000\u{a0}lignes. Les titres des colonnes sont reconnus en français et en anglais, et se changent à l’étape suivante.")}
                </p>
                <FieldError field="file" sentence=error/>
                <input id="file" name="file" type="file" required=true
                    accept=".csv,.tsv,.txt,.xlsx,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                    aria-describedby=if invalid { "file-aide file-erreur" } else { "file-aide" }
                    aria-invalid=invalid.then_some("true")/>
            </div>
            <p class="actions"><button type="submit"><Icon name="arrow"/>"Lire ce fichier"</button></p>
        </form>
        <h2>"Colonnes reconnues"</h2>
        <p>"Prénom, Nom (ou les deux ensemble), Adresse e-mail, Organisation, Fonction, Téléphone, Département. Les autres sont laissées de côté. N’importez que des personnes qui sont d’accord."</p>
    }
}

/// A list that is applied, or was.
#[derive(Clone, Debug)]
pub struct ImportDoneView {
    /// What the file was called.
    pub file_name: String,
    /// How many rows are done, of how many; `None` when it is over, or elsewhere.
    pub progress: Option<(u32, u32)>,
    /// Whether it is over.
    pub over: bool,
    /// How many people it has added.
    pub added: u32,
    /// How many registrations it has changed.
    pub changed: u32,
    /// How many of those added wait for a place.
    pub waiting: u32,
}

/// `/organisation/participants/import/{id}` once its list is applied, and while it is.
#[component]
pub fn ImportDonePage(
    /// The list.
    import: ImportDoneView,
) -> impl IntoView {
    if !import.over {
        return running(&import);
    }
    view! {
        <Back href="/organisation/participants" label="Participants"/>
        <h1>"C’est importé"</h1>
        <p role="status"><strong>{fr::import::applied(import.added, import.changed)}</strong>", depuis «\u{a0}"{import.file_name.clone()}"\u{a0}»."</p>
        {(import.waiting > 0).then(|| view! {
            <p>{fr::count(import.waiting, "personne est", "personnes sont")}" en liste d’attente\u{a0}: il n’y avait plus assez de places."</p>
        })}
        {(import.added > 0).then(|| view! {
            <p>"Leurs lettres partent dans deux minutes, pour celles et ceux qui ont une adresse."</p>
        })}
        <p class="actions"><a class="button" href="/organisation/participants">"Voir les participants"</a>" "<a class="button secondary" href=HERE>"Importer une autre liste"</a></p>
    }
    .into_any()
}

fn running(import: &ImportDoneView) -> AnyView {
    let (done, all) = import.progress.unwrap_or((0, 0));
    let words = if all == 0 {
        "L’import est en cours.".to_owned()
    } else {
        format!("{} sur {all}", fr::count(done, "ligne", "lignes"))
    };
    view! {
        <Back href="/organisation/participants" label="Participants"/>
        <h1>"Import en cours"</h1>
        <p><progress value=done.to_string() max=all.max(1).to_string() aria-label="Import en cours">{words.clone()}</progress></p>
        <p role="status">{words}</p>
        <p>"Cette page se recharge toute seule. Vous pouvez la quitter\u{a0}: l’import continue, et il est fait en entier ou pas du tout."</p>
    }
    .into_any()
}
