use std::collections::{BTreeMap, BTreeSet};

use domain::letter::Letter;
use domain::role::Role;
use serde_json::Value;

use super::role;

/// What was done, out of the journal's word for it. A word of a later version is shown as it is.
#[must_use]
pub fn action(word: &str) -> String {
    match word {
        "participant.register" => "Inscription",
        "participant.walk_in" => "Inscription à la porte",
        "participant.link" => "Lien du billet envoyé à nouveau",
        "participant.take_over" => "Inscription reprise en main",
        "participant.cancel" => "Inscription annulée",
        "participant.restore" => "Inscription rétablie",
        "participant.edit" => "Inscription modifiée",
        "participant.undo" => "Action sur la sélection défaite",
        "batch.apply" => "Action sur une sélection",
        "batch.undo" => "Action sur une sélection défaite",
        "participant.import" => "Import d’une liste",
        "participant.merge" => "Fusion avec une autre inscription",
        "participant.distinct" => "Deux personnes, pas un doublon",
        "participant.note" => "Note modifiée",
        "participant.check_in" => "Arrivée pointée depuis la fiche",
        "participant.check_out" => "Pointage de l’arrivée annulé",
        "signup.take" => "Place prise",
        "signup.give_back" => "Place rendue",
        "signup.keep" => "Place gardée",
        "waitlist.join" => "Liste d’attente rejointe",
        "waitlist.leave" => "Liste d’attente quittée",
        "waitlist.promote" => "Place obtenue par la liste d’attente",
        "waitlist.move_up" => "Passage devant dans une liste d’attente",
        "door.move" => "Changement d’atelier à la porte",
        "device.invite" => "Code pour préparer des téléphones",
        "device.close" => "Code des téléphones fermé",
        "device.pair" => "Téléphone préparé",
        "device.revoke" => "Téléphone retiré",
        "session.capacity" => "Nombre de places changé",
        "session.cancel" => "Séance annulée",
        "wishes.answer" => "Vœux enregistrés",
        "wishes.open" => "Vœux ouverts",
        "wishes.close" => "Vœux clos",
        "wishes.first_come" => "Retour au libre choix",
        "wishes.run" => "Répartition des vœux lancée",
        "wishes.publish" => "Répartition des vœux publiée",
        "letter.retry" => "Lettre remise à l’envoi",
        "mailing.write" => "Envoi écrit",
        "mailing.discard" => "Brouillon d’envoi effacé",
        "mailing.trial" => "Essai d’un envoi",
        "mailing.launch" => "Envoi lancé",
        "mailing.pause" => "Envoi suspendu",
        "mailing.resume" => "Envoi repris",
        "mailing.stop" => "Envoi arrêté",
        "mailing.retry" => "Échecs d’un envoi remis à l’envoi",
        "wording.change" => "Modèle de courriel changé",
        "wording.reset" => "Modèle de courriel revenu au texte d’origine",
        "reminder.on" => "Rappel rétabli",
        "reminder.off" => "Rappel coupé",
        "reminder.send" => "Rappel envoyé",
        "mail.pace" => "Rythme des courriels changé",
        "mail.trial" => "Courriel d’essai demandé",
        "mail.decline" => "Désinscription des courriels d’information",
        "mail.accept" => "Courriels d’information à nouveau acceptés",
        "export.participants" => "Export des participants",
        "export.seances" => "Export des séances",
        "export.pointages" => "Export des pointages",
        "export.emargement" => "Feuilles d’émargement ouvertes",
        "export.inscriptions" => "Export des inscrits par séance",
        "export.attente" => "Export des listes d’attente",
        "export.voeux" => "Export des vœux",
        "export.courriels" => "Export de l’état des courriels",
        "export.besoins" => "Export des besoins, en nombre",
        "needs.look" => "Besoins consultés dans un aperçu",
        "export.classeur" => "Classeur complet exporté",
        "export.affiches" => "Affiches de salle ouvertes",
        "export.programme" => "Programme de poche ouvert",
        "export.pochette" => "Pochette de secours ouverte",
        "export.attestations" => "Attestations ouvertes",
        "export.badges" => "Badges ouverts",
        "badges.printed" => "Badges imprimés",
        "team.link" => "Lien de mot de passe créé",
        "team.invite" => "Invitation envoyée",
        "team.role" => "Rôle changé",
        "team.close" => "Compte fermé",
        "team.reopen" => "Compte rouvert",
        "team.hosting" => "Séances animées changées",
        "team.sign_out" => "Compte déconnecté partout",
        "team.setting" => "Réglage de l’équipe changé",
        "second_factor.set" => "Double vérification mise en service",
        "second_factor.codes" => "Nouveaux codes de secours",
        "second_factor.recovery" => "Code de secours utilisé",
        "second_factor.remove" => "Double vérification retirée",
        "second_factor.clear" => "Double vérification retirée par l’administration",
        "session.end_all" => "Déconnexion partout",
        "host.message" => "Message de l’animation écrit",
        "host.call_back" => "Message de l’animation rappelé",
        "export.journal" => "Export du journal",
        "password.set" => "Mot de passe choisi",
        "programme.import" => "Programme chargé",
        "programme.add" => "Ajouté au programme",
        "programme.edit" => "Programme modifié",
        "programme.remove" => "Retiré du programme",
        "programme.export" => "Programme téléchargé",
        "announcement.call_back" => "Lettres rappelées avant leur départ",
        other => other,
    }
    .to_owned()
}

/// More about it, where the journal keeps a word of the code.
#[must_use]
pub fn action_detail(action: &str, detail: &str) -> String {
    match (action, Role::parse(detail)) {
        ("team.link" | "team.invite", Some(known)) => role(known).to_owned(),
        ("batch.apply" | "batch.undo", _) => super::bulk::ACTS
            .into_iter()
            .find(|(word, _)| *word == detail)
            .map_or_else(|| detail.to_owned(), |(_, words)| words.to_owned()),
        ("participant.edit", _) => {
            let names: Vec<_> = detail.split(' ').map(super::people::field_name).collect();
            names.join(", ")
        }
        _ => detail.to_owned(),
    }
}

/// What changed, field by field: its name, what it was, what it became. Fields that stayed the same
/// are left out; `[]` when the values cannot be read.
#[must_use]
pub fn changes(before: &str, after: &str) -> Vec<(String, String, String)> {
    let read =
        |text: &str| serde_json::from_str::<BTreeMap<String, Value>>(text).unwrap_or_default();
    let (before, after) = (read(before), read(after));
    let fields: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    fields
        .into_iter()
        .filter(|field| before.get(*field) != after.get(*field))
        .map(|field| (label(field), value(before.get(field)), value(after.get(field))))
        .collect()
}

/// A field of the journal. A word of a later version is shown as it is.
fn label(field: &str) -> String {
    match field {
        "role" => "Rôle",
        "sessions" => "Séances",
        "double" => "Double vérification exigée",
        "capacity" => "Places",
        other => other,
    }
    .to_owned()
}

fn value(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "rien".to_owned(),
        Some(Value::String(text)) if text.is_empty() => "rien".to_owned(),
        Some(Value::String(text)) => {
            Role::parse(text).map_or_else(|| text.clone(), |known| role(known).to_owned())
        }
        Some(Value::Bool(yes)) => if *yes { "oui" } else { "non" }.to_owned(),
        Some(Value::Array(items)) => {
            items.iter().map(|item| self::value(Some(item))).collect::<Vec<_>>().join(", ")
        }
        Some(other) => other.to_string(),
    }
}

/// Who did it.
#[must_use]
pub fn actor(word: &str) -> &str {
    match word {
        "participant" => "la personne elle-même",
        "contact" => "la personne de contact du groupe",
        "passerelle" => "Passerelle",
        other => other,
    }
}

/// What a letter is about.
#[must_use]
pub fn letter(letter: Letter) -> &'static str {
    match letter {
        Letter::Confirmation => "Confirmation",
        Letter::Waiting => "Liste d’attente",
        Letter::Promotion => "Une place s’est libérée",
        Letter::Change => "Changement",
        Letter::SeatFreed => "Place libérée dans une séance",
        Letter::SessionMoved => "Séance déplacée",
        Letter::SessionCancelled => "Séance annulée",
        Letter::Results => "Résultat des vœux",
        Letter::Cancellation => "Annulation",
        Letter::Link => "Lien du billet",
        Letter::Group => "Lien du groupe",
        Letter::WeekBefore => "Rappel, sept jours avant",
        Letter::DayBefore => "Rappel, la veille",
        Letter::DayAfter => "Remerciements, le lendemain",
        Letter::Mailing => "Envoi",
        Letter::Trial => "Essai d’un envoi",
        Letter::Delivery => "Essai d’acheminement",
        Letter::Invitation => "Invitation dans l’équipe",
        Letter::HostMessage => "Message de l’animation",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_told_from_which_value_to_which() {
        let told = changes(
            r#"{"role":"door","sessions":"","double":false,"capacity":24,"même":1}"#,
            r#"{"role":"host","sessions":"A01","double":true,"capacity":30,"même":1}"#,
        );
        let told: Vec<_> =
            told.iter().map(|(what, was, is)| format!("{what}: {was} → {is}")).collect();
        assert_eq!(
            told,
            [
                "Places: 24 → 30",
                "Double vérification exigée: non → oui",
                "Rôle: accueil → animation",
                "Séances: rien → A01",
            ]
        );
        assert_eq!(changes("illisible", "{}"), []);
    }
}
