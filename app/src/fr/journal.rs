use domain::letter::Letter;
use domain::role::Role;

use super::role;

/// What was done, out of the journal's word for it. A word of a later version is shown as it is.
#[must_use]
pub fn action(word: &str) -> String {
    match word {
        "participant.register" => "Inscription",
        "participant.link" => "Lien du billet envoyé à nouveau",
        "participant.take_over" => "Inscription reprise en main",
        "participant.cancel" => "Inscription annulée",
        "signup.take" => "Place prise",
        "signup.give_back" => "Place rendue",
        "signup.keep" => "Place gardée",
        "waitlist.join" => "Liste d’attente rejointe",
        "waitlist.leave" => "Liste d’attente quittée",
        "waitlist.promote" => "Place obtenue par la liste d’attente",
        "waitlist.move_up" => "Passage devant dans une liste d’attente",
        "session.capacity" => "Nombre de places changé",
        "session.cancel" => "Séance annulée",
        "wishes.answer" => "Vœux enregistrés",
        "wishes.open" => "Vœux ouverts",
        "wishes.close" => "Vœux clos",
        "wishes.first_come" => "Retour au libre choix",
        "wishes.run" => "Répartition des vœux lancée",
        "wishes.publish" => "Répartition des vœux publiée",
        "letter.retry" => "Lettre remise à l’envoi",
        "export.participants" => "Export des participants",
        "export.seances" => "Export des séances",
        "export.pointages" => "Export des pointages",
        "export.emargement" => "Feuilles d’émargement ouvertes",
        "team.link" => "Lien de mot de passe créé",
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
        ("team.link", Some(known)) => role(known).to_owned(),
        _ => detail.to_owned(),
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
    }
}
