use super::face::width;

/// From one line to the next, in hundredths of the letters' height.
pub const LEADING: u32 = 112;

/// How large letters may be, and on how many lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letters {
    /// No larger than this, in hundredths of a millimetre.
    pub most: u32,
    /// No smaller than this; what does not fit is then cut.
    pub least: u32,
    /// On so many lines at most; at least one.
    pub lines: usize,
}

/// Words as they are to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fitted {
    /// One after the other; none when there are no words.
    pub lines: Vec<String>,
    /// The letters' height (their em), in hundredths of a millimetre.
    pub size: u32,
}

impl Fitted {
    /// How high all lines are together.
    #[must_use]
    pub fn height(&self) -> u32 {
        let lines = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        lines.saturating_mul(self.size).saturating_mul(LEADING) / 100
    }
}

/// The words in the largest letters with which they stay inside `room` by `height`, broken where
/// people break them: at spaces and after hyphens. Among equally large, on the fewest lines. Words
/// too long even in the smallest letters are broken anywhere, and end in « … ».
#[must_use]
pub fn fit(words: &str, room: u32, height: u32, letters: Letters) -> Fitted {
    let pieces = pieces(words);
    if pieces.is_empty() {
        return Fitted { lines: Vec::new(), size: letters.most };
    }
    let mut best: Option<Fitted> = None;
    for lines in 1..=letters.lines.min(pieces.len()) {
        let broken = balanced(&pieces, lines);
        let size = largest(&broken, room, height).min(letters.most);
        if best.as_ref().is_none_or(|best| size > best.size) {
            best = Some(Fitted { lines: broken, size });
        }
    }
    match best {
        Some(best) if best.size >= letters.least => best,
        _ => forced(words, room, height, letters),
    }
}

/// What is never broken inside: a word, or a part of it with its hyphen.
fn pieces(words: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        let mut parts = word.split_inclusive('-').peekable();
        while let Some(part) = parts.next() {
            let space = if parts.peek().is_none() { " " } else { "" };
            pieces.push(format!("{part}{space}"));
        }
    }
    pieces
}

fn written(pieces: &[String]) -> String {
    pieces.concat().trim_end().to_owned()
}

/// The pieces on so many lines, with the widest of them as narrow as can be.
fn balanced(pieces: &[String], lines: usize) -> Vec<String> {
    if lines <= 1 || pieces.len() <= 1 {
        return vec![written(pieces)];
    }
    let mut best: Option<(u32, Vec<String>)> = None;
    for first in 1..=pieces.len() + 1 - lines {
        let (head, tail) = pieces.split_at(first);
        let mut broken = vec![written(head)];
        broken.extend(balanced(tail, lines - 1));
        let widest = widest(&broken);
        if best.as_ref().is_none_or(|(known, _)| widest < *known) {
            best = Some((widest, broken));
        }
    }
    best.map_or_else(|| vec![written(pieces)], |(_, broken)| broken)
}

fn widest(lines: &[String]) -> u32 {
    lines.iter().map(|line| width(line)).max().unwrap_or(0)
}

/// The largest letters with which these lines stay inside.
fn largest(lines: &[String], room: u32, height: u32) -> u32 {
    let across = room.saturating_mul(1_000) / widest(lines).max(1);
    let number = u32::try_from(lines.len()).unwrap_or(u32::MAX).max(1);
    across.min(height.saturating_mul(100) / LEADING.saturating_mul(number))
}

/// In the smallest letters, broken wherever the line ends.
fn forced(words: &str, room: u32, height: u32, letters: Letters) -> Fitted {
    let size = letters.least.min(height.saturating_mul(100) / LEADING).max(1);
    let held = height.saturating_mul(100) / size.saturating_mul(LEADING).max(1);
    let most = letters.lines.min(usize::try_from(held).unwrap_or(1)).max(1);
    let wide = room.saturating_mul(1_000) / size;
    let mut lines = vec![String::new()];
    for c in words.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        let full = lines.len() == most;
        let Some(line) = lines.last_mut() else { break };
        let longer = format!("{line}{c}");
        if width(&longer) <= wide {
            *line = longer;
        } else if full {
            ellipsis(line, wide);
            break;
        } else {
            lines.push(c.to_string());
        }
    }
    let lines = lines.into_iter().map(|line| line.trim().to_owned()).collect();
    Fitted { lines, size }
}

/// Cut so that it says that it was.
fn ellipsis(line: &mut String, wide: u32) {
    while !line.is_empty() && width(line).saturating_add(width("…")) > wide {
        line.pop();
    }
    line.push('…');
}
