//! What the door says of its camera.

use crate::browser::camera::CameraFault;

/// What is left when a camera is not.
pub const WITHOUT_CAMERA: &str = "Sans caméra, vous pouvez taper le code du billet, brancher une \
     douchette ou chercher le nom\u{a0}: tout se fait dans le champ ci-dessous.";

/// Why the camera shows a picture that nobody reads.
pub const NO_DECODER: &str =
    "Le lecteur de codes n’a pas pu être chargé\u{a0}: nouvel essai en cours. Vérifiez le réseau.";

/// Why the picture stands still.
pub const CAMERA_PAUSED: &str = "L’image est en pause\u{a0}: une autre application ou un appel \
     utilise la caméra. Elle reprendra ensuite d’elle-même.";

/// What is wrong with the camera, and what to do about it.
pub fn camera(fault: CameraFault) -> &'static str {
    match fault {
        CameraFault::Refused => {
            "L’accès à la caméra est refusé. Sur Android ou un ordinateur, touchez l’icône à gauche \
             de l’adresse du site, puis autorisez la caméra. Sur un iPhone, touchez l’icône à gauche \
             de l’adresse, puis «\u{a0}Réglages du site web\u{a0}» et «\u{a0}Caméra\u{a0}». Rouvrez-la \
             ensuite ici."
        }
        CameraFault::Absent => "Aucune caméra n’a été trouvée sur cet appareil.",
        CameraFault::Busy => {
            "La caméra est utilisée par une autre application. Fermez celle-ci, puis réessayez."
        }
        CameraFault::Insecure => {
            "Les navigateurs n’ouvrent la caméra que si l’adresse du site commence par https. \
             Demandez à l’organisation le lien en https, ou ajoutez le s dans l’adresse."
        }
        CameraFault::Unsupported => {
            "Ce navigateur ne donne pas accès à la caméra. Mettez-le à jour, ou ouvrez cette page \
             dans Chrome, Firefox ou Safari."
        }
        CameraFault::Lost => "L’image de la caméra s’est interrompue. Rouvrez la caméra.",
        CameraFault::Other => "La caméra n’a pas pu s’ouvrir. Réessayez, ou rechargez la page.",
    }
}
