//! Finding someone by a few words, at a door or on the phone.

use domain::checkin::Standing;
use domain::text::fold;

use super::lookup::{Participant, Row, select_participant};
use crate::programme::count;
use crate::{Conn, Error};

macro_rules! matching {
    () => {
        "where p.merged_into is null and p.folded like $2 escape '!' and p.folded like $3 escape '!' \
         and p.folded like $4 escape '!' and p.folded like $5 escape '!' \
         and case $1 \
         when 'living' then p.standing <> 'cancelled' \
         when 'arrived' then exists (select 1 from presence e where e.participant_id = p.id \
         and e.door = 'main') \
         when 'expected' then p.standing = 'registered' and not exists (select 1 from presence e \
         where e.participant_id = p.id and e.door = 'main') \
         else p.standing = $1 end"
    };
}

/// Which participants to list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All but the cancelled.
    #[default]
    Living,
    /// Those with this standing.
    Standing(Standing),
    /// Those let in at the main entrance.
    Arrived,
    /// Those with a place who have not come yet.
    Expected,
}

impl Filter {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Living => "living",
            Self::Standing(standing) => standing.as_str(),
            Self::Arrived => "arrived",
            Self::Expected => "expected",
        }
    }
}

/// One page of a search, and how many there are in all.
#[derive(Clone, Debug)]
pub struct Found {
    /// The page.
    pub participants: Vec<Participant>,
    /// How many match.
    pub total: u32,
}

/// Participants whose names, organisation, address or code hold every word typed, whatever the
/// accents, capitals, hyphens and order; by last name, `size` of them from `offset` on.
///
/// # Errors
/// The database failed.
pub async fn search(
    conn: &mut Conn,
    typed: &str,
    filter: Filter,
    offset: u32,
    size: u32,
) -> Result<Found, Error> {
    let [a, b, c, d] = patterns(typed);
    let (total,): (i64,) = conn
        .one(
            concat!("select count(*) from participant p ", matching!()),
            (filter.word(), a.clone(), b.clone(), c.clone(), d.clone()),
        )
        .await?;
    let rows: Vec<Row> = conn
        .all(
            concat!(
                select_participant!(""),
                matching!(),
                " order by p.sort_key, p.id limit $6 offset $7"
            ),
            (filter.word(), a, b, c, d, i64::from(size), i64::from(offset)),
        )
        .await?;
    Ok(Found {
        participants: rows.into_iter().map(Row::participant).collect::<Result<_, _>>()?,
        total: count(total),
    })
}

/// Up to four words, each as a pattern; missing ones match everything.
pub(super) fn patterns(typed: &str) -> [String; 4] {
    let words = if typed.contains('@') {
        vec![typed.trim().to_lowercase()]
    } else {
        fold(typed).split(' ').map(str::to_owned).collect()
    };
    let mut patterns: [String; 4] = std::array::from_fn(|_| "%".to_owned());
    for (pattern, word) in patterns.iter_mut().zip(words) {
        *pattern = format!("%{}%", literal(&word));
    }
    patterns
}

/// An address may hold the characters that mean something in a pattern.
pub(crate) fn literal(word: &str) -> String {
    let mut literal = String::with_capacity(word.len());
    for c in word.chars() {
        if matches!(c, '%' | '_' | '!') {
            literal.push('!');
        }
        literal.push(c);
    }
    literal
}
