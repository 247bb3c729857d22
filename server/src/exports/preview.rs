use store::Store;

use super::cell::{Cell, Column};
use super::rows::Rows;
use super::{Choice, List};

/// The beginning of a list, as it would be in the file.
#[derive(Debug)]
pub struct Preview {
    /// Every column there is: name, heading, whether it is wanted, whether it is sensitive.
    pub columns: Vec<(String, String, bool, bool)>,
    /// Above the columns that are wanted.
    pub headings: Vec<String>,
    /// The first rows.
    pub rows: Vec<Vec<String>>,
    /// Whether there are more.
    pub more: bool,
}

/// So many first rows of a list. Reads on until it has them, however rare they are.
///
/// # Errors
/// No programme has been imported, or the database failed.
pub async fn preview(
    store: Store,
    list: List,
    choice: Choice,
    size: usize,
) -> Result<Preview, store::Error> {
    let mut source = Rows::open(store, list, choice.clone()).await?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    while rows.len() <= size
        && let Some(page) = source.page().await?
    {
        let room = size + 1 - rows.len();
        for row in page.iter().take(room) {
            rows.push(row.iter().map(Cell::words).collect());
        }
    }
    let more = rows.len() > size;
    rows.truncate(size);
    let known = |column: Column| {
        let wanted = choice.wants(&column);
        (column.key, column.heading, wanted, column.sensitive)
    };
    Ok(Preview {
        headings: source.columns().into_iter().map(|column| column.heading).collect(),
        columns: source.all_columns().into_iter().map(known).collect(),
        rows,
        more,
    })
}
