//! What the door says in French.

use crate::browser::camera::CameraFault;

/// What is left when a camera is not.
pub(super) const OTHER_WAYS: &str =
    "Vous pouvez aussi taper le code du billet, brancher une douchette ou chercher le nom.";

/// What is wrong with the camera, and what to do about it.
pub(super) fn camera(fault: CameraFault) -> &'static str {
    match fault {
        CameraFault::Refused => {
            "L’accès à la caméra est refusé. Touchez l’icône à gauche de l’adresse du site, \
             autorisez la caméra, puis rouvrez-la ici."
        }
        CameraFault::Absent => "Aucune caméra n’a été trouvée sur cet appareil.",
        CameraFault::Busy => {
            "La caméra est utilisée par une autre application. Fermez celle-ci, puis réessayez."
        }
        CameraFault::Unsupported => {
            "Ce navigateur ne donne pas accès à la caméra. Mettez-le à jour, et vérifiez que \
             l’adresse du site commence par https."
        }
        CameraFault::Lost => "L’image de la caméra s’est interrompue. Rouvrez la caméra.",
        CameraFault::Other => "La caméra n’a pas pu s’ouvrir. Réessayez, ou rechargez la page.",
    }
}

/// Why the camera shows a picture that nobody reads.
pub(super) const NO_DECODER: &str =
    "Le lecteur de codes n’a pas pu être chargé\u{a0}: nouvel essai en cours. Vérifiez le réseau.";
