//! Style, scripts, fonts and pictures: found beside the program, versioned by their content.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs, io};

use sha2::{Digest, Sha256};

/// The folder the site was built into, and the version of what is in it.
#[derive(Clone, Debug)]
pub struct Assets {
    root: Arc<Path>,
    version: Arc<str>,
    files: Arc<[String]>,
}

impl Assets {
    /// Finds the built site: where `LEPTOS_SITE_ROOT` says, beside the program, or beside its
    /// folder (`target/site` next to `target/release/passerelle`).
    ///
    /// # Errors
    /// There is none, or it cannot be read.
    pub fn find() -> io::Result<Self> {
        let root = candidates()
            .into_iter()
            .find(|root| root.join("pkg/passerelle.css").is_file())
            .ok_or_else(|| {
                io::Error::new(
                    io::ErrorKind::NotFound,
                    "le dossier « site » (feuille de style, scripts, polices) n'est ni à côté du \
                     programme ni dans target/site : construisez-le avec « make run »",
                )
            })?;
        Self::in_folder(&root)
    }

    /// The site built into this folder.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn in_folder(root: &Path) -> io::Result<Self> {
        let version = version(&[&root.join("pkg"), root])?;
        let files = addresses(root, &version)?;
        Ok(Self { root: root.into(), version: version.into(), files: files.into() })
    }

    /// The folder of the built site.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Changes whenever a style sheet or a script does: part of their address, so that they can
    /// be kept for ever.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The addresses of all that the door needs, so that a phone can keep it before the network
    /// goes: every program, the decoder too, the style, fonts and pictures.
    #[must_use]
    pub fn files(&self) -> &[String] {
        &self.files
    }
}

#[cfg(test)]
impl Assets {
    /// No files at all.
    pub fn empty() -> Self {
        let files = Arc::from(Vec::new());
        Self { root: Path::new("/dev/null").into(), version: "essai".into(), files }
    }
}

fn candidates() -> Vec<PathBuf> {
    let mut candidates: Vec<PathBuf> =
        env::var_os("LEPTOS_SITE_ROOT").map(PathBuf::from).into_iter().collect();
    if let Some(folder) = env::current_exe().ok().as_deref().and_then(Path::parent) {
        candidates.push(folder.join("site"));
        candidates.extend(folder.parent().map(|parent| parent.join("site")));
        // Test programs lie one folder deeper.
        candidates.extend(folder.parent().and_then(Path::parent).map(|parent| parent.join("site")));
    }
    candidates
}

/// The door's pictures and scripts outside `pkg` and `fonts`.
const BESIDE: [&str; 6] = [
    "/apple-touch-icon.png",
    "/demarrage.js",
    "/favicon.svg",
    "/icon-192.png",
    "/icon-512.png",
    "/icons.svg",
];

fn addresses(root: &Path, version: &str) -> io::Result<Vec<String>> {
    let mut files: Vec<String> = BESIDE.iter().map(|path| (*path).to_owned()).collect();
    // As the page asks for it.
    files.push(format!("/accueil.js?{version}"));
    let pkg = format!("/pkg/{version}");
    for (folder, address) in [("pkg", pkg.as_str()), ("fonts", "/fonts")] {
        // A site without fonts of its own is still a site.
        let Ok(found) = fs::read_dir(root.join(folder)) else { continue };
        for entry in found {
            let name = entry?.file_name().to_string_lossy().into_owned();
            let kind = Path::new(&name).extension().and_then(|kind| kind.to_str()).unwrap_or("");
            if matches!(kind, "js" | "wasm" | "css" | "woff2") {
                files.push(format!("{address}/{name}"));
            }
        }
    }
    files.sort();
    Ok(files)
}

fn version(folders: &[&Path]) -> io::Result<String> {
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in folders {
        let found: io::Result<Vec<_>> =
            fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect();
        files.extend(found?);
    }
    files.retain(|file| {
        file.extension().is_some_and(|kind| kind == "js" || kind == "wasm" || kind == "css")
    });
    files.sort();
    let mut digest = Sha256::new();
    for file in files {
        digest.update(fs::read(&file)?);
    }
    let mut version = String::with_capacity(12);
    for byte in digest.finalize().iter().take(6) {
        // Writing to a string never fails.
        let _ = write!(version, "{byte:02x}");
    }
    Ok(version)
}
