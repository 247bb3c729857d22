//! XLSX with typed cells. The library writes each row to a temporary file as soon as the next one
//! begins, and the finished workbook to another: neither has a name, and both vanish when closed.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, Write};

use axum::body::Bytes;
use domain::time::Moment;
use futures_util::stream::{Stream, try_unfold};
use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, Format, FormatBorder, RowNum, Worksheet, XlsxError,
};
use store::Store;
use tokio::sync::{Semaphore, mpsc};
use tokio::task::spawn_blocking;

use super::cell::{Cell, Column, Precision, Row};
use super::rows::Rows;
use super::{Choice, ExportError, List};

/// How many workbooks are made at a time: each keeps one core busy.
static MAKING: Semaphore = Semaphore::const_new(2);

/// The ground of the headings: the mist of the site's own green-blue.
const HEAD: u32 = 0x00E0_EEEE;

/// How many pages may wait for the writer.
const PAGES: usize = 2;

/// How much of a file is read at a time, in bytes.
const CHUNK: usize = 64 * 1024;

/// A workbook in a file without a name.
#[derive(Debug)]
pub struct Workbook {
    file: File,
    length: u64,
}

impl Workbook {
    /// How long the file is, in bytes.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The file, piece by piece.
    pub fn stream(self) -> impl Stream<Item = Result<Bytes, io::Error>> + Send + 'static {
        try_unfold(self.file, |file| async move {
            spawn_blocking(move || read_chunk(file)).await.map_err(io::Error::other)?
        })
    }
}

fn read_chunk(file: File) -> io::Result<Option<(Bytes, File)>> {
    let mut chunk = Vec::with_capacity(CHUNK);
    (&file).take(CHUNK as u64).read_to_end(&mut chunk)?;
    Ok((!chunk.is_empty()).then(|| (Bytes::from(chunk), file)))
}

/// What is sent to the writer, sheet after sheet.
enum Part {
    Sheet(List, Vec<Column>),
    Page(Vec<Row>),
}

/// A list as a workbook, whole before this returns.
///
/// # Errors
/// No programme has been imported, the database failed, or the temporary file could not be
/// written.
pub async fn xlsx(store: Store, list: List, choice: Choice) -> Result<Workbook, ExportError> {
    make(store, list.title(), vec![(list, choice)]).await
}

/// Every list as one workbook, a sheet each.
///
/// # Errors
/// As [`xlsx`].
pub async fn all(store: Store) -> Result<Workbook, ExportError> {
    let lists = List::ALL.into_iter().map(|list| (list, Choice::default())).collect();
    make(store, "Tous les exports", lists).await
}

async fn make(
    store: Store,
    title: &'static str,
    lists: Vec<(List, Choice)>,
) -> Result<Workbook, ExportError> {
    let permit = MAKING.acquire().await.map_err(|_| ExportError::Abandoned)?;
    let conference = store.programme().await?.plan.event.name.clone();
    let (parts, received) = mpsc::channel(PAGES);
    let writing = spawn_blocking(move || {
        let workbook = write(&format!("{title} – {conference}"), received);
        drop(permit);
        workbook
    });
    for (list, choice) in lists {
        let mut rows = Rows::open(store.clone(), list, choice).await?;
        let mut part = Some(Part::Sheet(list, rows.columns()));
        while let Some(next) = part {
            if parts.send(next).await.is_err() {
                // The writer has failed, and says why below.
                break;
            }
            part = rows.page().await?.map(Part::Page);
        }
    }
    drop(parts);
    writing.await.map_err(|_| ExportError::Abandoned)?
}

fn write(title: &str, mut parts: mpsc::Receiver<Part>) -> Result<Workbook, ExportError> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(title));
    let mut next = parts.blocking_recv();
    while let Some(Part::Sheet(list, columns)) = next {
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(list.title())?;
        next = write_sheet(sheet, &columns, &mut parts)?;
    }
    save(&mut workbook)
}

/// The rows of one sheet; answers what follows them.
fn write_sheet(
    sheet: &mut Worksheet,
    columns: &[Column],
    parts: &mut mpsc::Receiver<Part>,
) -> Result<Option<Part>, XlsxError> {
    write_head(sheet, columns)?;
    let formats = Precision::ALL.map(format);
    let mut last: RowNum = 0;
    let next = loop {
        match parts.blocking_recv() {
            Some(Part::Page(page)) => {
                for row in page {
                    last += 1;
                    write_row(sheet, last, row, &formats)?;
                }
            }
            next => break next,
        }
    };
    if let Some(column) = columns.len().checked_sub(1) {
        sheet.autofilter(0, 0, last, number(column)?)?;
    }
    Ok(next)
}

fn save(workbook: &mut rust_xlsxwriter::Workbook) -> Result<Workbook, ExportError> {
    let mut out = BufWriter::new(tempfile::tempfile()?);
    workbook.save_to_writer(&mut out)?;
    out.flush()?;
    let mut file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    let length = file.stream_position()?;
    file.rewind()?;
    Ok(Workbook { file, length })
}

fn write_head(sheet: &mut Worksheet, columns: &[Column]) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_background_color(HEAD)
        .set_border_bottom(FormatBorder::Thin);
    for (index, column) in columns.iter().enumerate() {
        let index = number(index)?;
        sheet.set_column_width(index, column.width)?;
        sheet.write_string_with_format(0, index, &column.heading, &head)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

fn write_row(
    sheet: &mut Worksheet,
    row: RowNum,
    cells: Row,
    formats: &[Format; 4],
) -> Result<(), XlsxError> {
    for (column, cell) in cells.into_iter().enumerate() {
        let column = number(column)?;
        match cell {
            Cell::Empty => {}
            Cell::Text(words) => {
                sheet.write_string(row, column, words)?;
            }
            Cell::Number(count) => {
                sheet.write_number(row, column, count)?;
            }
            Cell::When(at, precision) => {
                write_time(sheet, (row, column), at, precision, formats)?;
            }
        }
    }
    Ok(())
}

fn write_time(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    at: Moment,
    precision: Precision,
    [day, hour, minute, second]: &[Format; 4],
) -> Result<(), XlsxError> {
    let format = match precision {
        Precision::Day => day,
        Precision::Hour => hour,
        Precision::Minute => minute,
        Precision::Second => second,
    };
    match when(at, precision) {
        Ok(time) => sheet.write_datetime_with_format(row, column, time, format)?,
        // A phone's clock may be centuries off, where a sheet has no dates.
        Err(_) => sheet.write_string(row, column, precision.show(at))?,
    };
    Ok(())
}

fn number(column: usize) -> Result<ColNum, XlsxError> {
    ColNum::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}

fn format(precision: Precision) -> Format {
    Format::new().set_num_format(match precision {
        Precision::Day => "dd/mm/yyyy",
        Precision::Hour => "hh:mm",
        Precision::Minute => "dd/mm/yyyy hh:mm",
        Precision::Second => "dd/mm/yyyy hh:mm:ss",
    })
}

/// What a clock in Paris shows, no finer than what the cell shows: a filter then lists each
/// minute once.
fn when(at: Moment, precision: Precision) -> Result<ExcelDateTime, XlsxError> {
    let at = at.paris();
    let part = |part: i8| u8::try_from(part).unwrap_or(0);
    let (hour, minute) = (u16::from(part(at.hour())), part(at.minute()));
    let day = || {
        let year = u16::try_from(at.year()).unwrap_or(0);
        ExcelDateTime::from_ymd(year, part(at.month()), part(at.day()))
    };
    match precision {
        Precision::Day => day(),
        Precision::Hour => ExcelDateTime::from_hms(hour, minute, 0),
        Precision::Minute => day()?.and_hms(hour, minute, 0),
        Precision::Second => day()?.and_hms(hour, minute, part(at.second())),
    }
}
