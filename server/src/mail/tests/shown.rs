//! A whole message as people can read it in a snapshot: each part decoded, pictures as their size.

/// Decodes the parts of a message and leaves everything else as it is.
pub fn shown(message: &[u8]) -> String {
    let message = std::str::from_utf8(message).unwrap();
    let mut out = String::new();
    let mut lines = message.split("\r\n").peekable();
    while lines.peek().is_some() {
        let mut head = String::new();
        for line in lines.by_ref().take_while(|line| !line.is_empty()) {
            head.push_str(line);
            head.push('\n');
        }
        let mut body = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("--")) {
            body.push(line);
        }
        out.push_str(&head);
        out.push('\n');
        out.push_str(&decoded(&head, &body));
    }
    out
}

fn decoded(head: &str, body: &[&str]) -> String {
    if head.contains("image/png") {
        return "(a picture)\n".to_owned();
    }
    let bytes = if head.contains("Encoding: base64") {
        base64(&body.concat())
    } else if head.contains("Encoding: quoted-printable") {
        quoted_printable(&body.join("\r\n"))
    } else {
        body.join("\r\n").into_bytes()
    };
    let text = String::from_utf8(bytes).unwrap();
    // Unfolded, so that identities can be found in it.
    let text = if head.contains("text/calendar") { text.replace("\r\n ", "") } else { text };
    text.replace("\r\n", "\n")
}

pub fn base64(text: &str) -> Vec<u8> {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits: Vec<u32> = text
        .bytes()
        .filter_map(|byte| alphabet.iter().position(|known| *known == byte))
        .map(|digit| u32::try_from(digit).unwrap())
        .collect();
    digits
        .chunks(4)
        .flat_map(|group| {
            let bits =
                group.iter().enumerate().fold(0, |bits, (i, digit)| bits | digit << (18 - 6 * i));
            bits.to_be_bytes()[1..group.len()].to_vec()
        })
        .collect()
}

pub fn quoted_printable(text: &str) -> Vec<u8> {
    let text = text.replace("=\r\n", "");
    let mut parts = text.split('=');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).unwrap());
        bytes.extend_from_slice(rest.as_bytes());
    }
    bytes
}

/// Lines end with CRLF, and no CR or LF stands alone.
pub fn has_bare_line_ends(message: &[u8]) -> bool {
    let text = String::from_utf8_lossy(message).replace("\r\n", "");
    text.contains(['\r', '\n'])
}
