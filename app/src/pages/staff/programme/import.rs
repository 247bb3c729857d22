use leptos::prelude::*;

use super::PROGRAMME;
use crate::components::{FieldError, FormErrors, TextArea};
use crate::fr;
use crate::shell::Back;

/// A programme file about to be loaded.
#[derive(Clone, Debug, Default)]
pub struct ProgrammeImportView {
    /// What is in the file, once there is one at fault.
    pub text: String,
    /// Its faults, each with its line; or why it was not read at all.
    pub faults: Vec<String>,
    /// What was asked wrongly.
    pub errors: FormErrors,
}

/// `/organisation/programme/import`: choose a file, or correct it here.
#[component]
pub fn ProgrammeImportPage(
    /// What was sent before.
    view: ProgrammeImportView,
) -> impl IntoView {
    let number = u32::try_from(view.faults.len()).unwrap_or(u32::MAX);
    let faults: Vec<_> =
        view.faults.iter().map(|fault| view! { <li>{fault.clone()}</li> }).collect();
    let error = view.errors.of("fichier");
    let described = if error.is_some() { "fichier-aide fichier-erreur" } else { "fichier-aide" };
    let invalid = error.is_some().then_some("true");
    let correcting = !view.text.is_empty();
    view! {
        <Back href=PROGRAMME label="Programme"/>
        <h1>"Charger un programme"</h1>
        {(number > 0).then(|| view! {
            <section class="error-summary" role="alert" tabindex="-1" autofocus aria-labelledby="fautes">
                <h2 id="fautes">{fr::count(number, "faute", "fautes")}" dans ce fichier"</h2>
                <p>"Rien n’a été changé. Corrigez ici ou dans votre éditeur, puis recommencez."</p>
                <ul>{faults}</ul>
            </section>
        })}
        <p class="lead">"Une page montrera d’abord tout ce qui change et qui est concerné. Les inscriptions sont gardées."</p>
        <form class="form" method="post" action=format!("{PROGRAMME}/import") enctype="multipart/form-data" novalidate>
            <div class=if invalid.is_some() { "field invalid" } else { "field" }>
                <label for="fichier">"Fichier du programme"</label>
                <p class="hint" id="fichier-aide">"Un fichier .toml, comme celui que vous téléchargez sur la page Programme."</p>
                <FieldError field="fichier" sentence=error/>
                <input id="fichier" name="fichier" type="file" accept=".toml,text/plain" aria-describedby=described aria-invalid=invalid/>
            </div>
            {correcting.then(|| view! {
                <div class="field code-text">
                    <label for="texte">"Ou corrigez-le ici"</label>
                    <p class="hint" id="texte-aide">"Ce texte sert si vous ne choisissez pas de fichier."</p>
                    <TextArea name="texte" value=view.text.clone() rows=24 described_by="texte-aide"/>
                </div>
            })}
            <p class="actions"><button type="submit">"Vérifier ce programme"</button></p>
        </form>
    }
}
