use unicode_normalization::UnicodeNormalization;

/// What a letter takes that the face does not have: another face of unknown width is used for it.
const UNKNOWN: u32 = 1_100;

/// How wide words are in the site's face, bold, in thousandths of the height of its letters: never
/// less than what a browser draws. The measures are those of Atkinson Hyperlegible Bold, rounded up.
#[must_use]
pub fn width(words: &str) -> u32 {
    words.nfc().map(advance).fold(0, u32::saturating_add)
}

fn advance(c: char) -> u32 {
    // Accents above or below take no room of their own; the face knows those of Latin-1 only.
    let letter = match c {
        '\u{c0}'..='\u{ff}' => c.to_string().nfd().next().unwrap_or(c),
        _ => c,
    };
    match letter {
        '\'' | '|' | '¦' => 240,
        ',' | '.' | ':' | ';' | 'j' => 260,
        '!' | '’' | '‘' | '¡' | '¹' => 300,
        ' ' | '\u{a0}' | '\u{202f}' | '`' | 'i' | 'l' | '´' | '·' => 320,
        '[' | ']' | '¸' => 340,
        '(' | ')' | '-' | 'f' | 'r' | 't' | '{' | '}' => 380,
        '"' | 'ª' | '¯' | '°' | '²' | '³' | 'º' | '*' | '_' | '•' => 440,
        '1' | '/' | 'I' | '\\' | '¨' => 460,
        'c' | 'y' | 'z' | '¢' | '¶' | '–' | '“' | '”' => 520,
        'L' | 's' | 'v' | 'x' | '~' | '×' => 540,
        '7' | 'F' | 'J' | 'a' => 560,
        '9' | '<' | '>' | 'E' | 'e' | 'h' | 'k' | 'n' | 'o' | 'u' | '§' | 'ø' => 580,
        '2' | '^' | 'b' | 'd' | 'g' | 'p' | 'q' | '¤' | 'µ' | 'ð' | '÷' | 'þ' => 600,
        '3' | '5' | '$' | '+' | '=' | '?' | 'S' | 'T' | '£' | '¬' | '±' | '¿' | 'Þ' => 620,
        '4' | '6' | '8' | 'B' | 'P' | 'Z' | 'ß' => 640,
        '0' | 'K' | 'R' | 'V' => 660,
        'C' | 'H' | 'U' | '«' | '»' => 680,
        'A' | 'D' | 'N' | 'X' | 'Y' | '¥' => 700,
        '&' | 'G' => 720,
        'w' | '@' => 760,
        'O' | 'Q' | '#' | 'Ð' | 'Ø' | '©' | '®' => 800,
        'M' | 'W' | 'm' | '¼' | '½' | '—' | '…' => 900,
        'æ' | '¾' | '%' | 'œ' => 980,
        _ => UNKNOWN,
    }
}
