//! What a file makes a browser load, read from its text. Enough for the pages of this site, which
//! are written by one hand; no reader of HTML at large.

use std::collections::BTreeSet;

/// The kinds of link that a phone follows by itself; the icon of a home screen is not one.
const LOADED: [&str; 5] = ["stylesheet", "modulepreload", "icon", "preload", "manifest"];

/// What a page loads at once: styles, scripts, pictures, and what its inline scripts begin with.
pub fn of_page(html: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (tag, after) in tags(html) {
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        let loaded = match name {
            "link" if LOADED.iter().any(|rel| attribute(tag, "rel") == Some(rel)) => {
                attribute(tag, "href")
            }
            "script" | "img" => attribute(tag, "src"),
            "use" => attribute(tag, "href"),
            _ => None,
        };
        found.extend(loaded.map(str::to_owned));
        if name == "script" {
            let script = after.split("</script").next().unwrap_or_default();
            found.extend(quoted(script).filter(|text| is_program(text)).map(str::to_owned));
        }
    }
    // A fragment is looked up in the file, which is loaded once.
    let whole = |address: String| address.split('#').next().unwrap_or_default().to_owned();
    found.into_iter().map(whole).filter(|address| address.starts_with('/')).collect()
}

/// What a style sheet loads.
pub fn of_style(css: &str) -> BTreeSet<String> {
    css.split("url(")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .map(|address| address.trim_matches(['"', '\'']))
        .filter(|address| address.starts_with('/'))
        .map(str::to_owned)
        .collect()
}

/// The modules that a module cannot begin without, beside it. A name in quotes is not yet one:
/// programs call their own imports by names of files that do not exist.
pub fn of_module(script: &str, folder: &str) -> BTreeSet<String> {
    let parts: Vec<_> = quoted(script).collect();
    let imported = parts.windows(2).filter_map(|pair| {
        let [before, name] = pair else { return None };
        let before = before.trim_end();
        (before.ends_with("from") || before.ends_with("import")).then_some(*name)
    });
    imported
        .filter_map(|name| name.strip_prefix("./"))
        .filter(|name| kind(name) == "js")
        .map(|name| format!("{folder}{name}"))
        .collect()
}

/// What follows the last dot of an address, without the version behind it.
pub fn kind(address: &str) -> &str {
    let file = address.split('?').next().unwrap_or_default();
    file.rsplit_once('.').map_or("", |(_, kind)| kind)
}

fn is_program(text: &str) -> bool {
    text.starts_with('/') && matches!(kind(text), "js" | "wasm")
}

/// The texts between double quotes.
fn quoted(script: &str) -> impl Iterator<Item = &str> {
    // What stands between two of them is looked at too: no address begins with code.
    script.split('"')
}

/// Each opening tag without its brackets, and what follows it.
fn tags(html: &str) -> impl Iterator<Item = (&str, &str)> {
    html.match_indices('<').filter_map(|(at, _)| html.get(at + 1..)?.split_once('>'))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_loads_its_styles_scripts_and_pictures_once() {
        let html = "<link rel=\"icon\" href=\"/f.svg\"><link rel=\"apple-touch-icon\" href=\"/a.png\">\
                    <a href=\"/programme\"><svg><use href=\"/icons.svg#a\"></use></svg>\
                    <svg><use href=\"/icons.svg#b\"></use></svg>\
                    <script type=\"module\">import { s } from \"/d.js\"; s(\"/p.wasm\");</script>";
        let found: Vec<_> = of_page(html).into_iter().collect();
        assert_eq!(found, ["/d.js", "/f.svg", "/icons.svg", "/p.wasm"]);
    }

    #[test]
    fn a_program_with_its_version_is_a_program() {
        assert_eq!(
            (kind("/places.js?v=1.2"), kind("/pkg/1/p.wasm"), kind("/")),
            ("js", "wasm", "")
        );
    }

    #[test]
    fn a_style_sheet_loads_its_fonts_and_not_what_it_holds() {
        let css =
            "src:url(\"/fonts/a.woff2\") format(\"woff2\");--tick:url(\"data:image/svg+xml,x\")";
        assert_eq!(of_style(css).into_iter().collect::<Vec<_>>(), ["/fonts/a.woff2"]);
    }

    #[test]
    fn a_module_loads_those_it_imports() {
        let script = "import*as t from\"./__wasm_split.js\";let e={\"./bg.js\":1}";
        let found: Vec<_> = of_module(script, "/pkg/1/").into_iter().collect();
        assert_eq!(found, ["/pkg/1/__wasm_split.js"]);
    }
}
