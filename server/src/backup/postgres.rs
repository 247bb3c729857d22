//! PostgreSQL's own programs for copying a database and putting it back.

use std::io;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::BackupError;

/// Copies the database at `url` to a new file, as of one moment.
pub async fn dump(url: &str, file: &Path) -> Result<(), BackupError> {
    let mut command = program("pg_dump", url);
    command.args(["--format=custom", "--no-owner", "--no-privileges", "--file"]).arg(file);
    run("pg_dump", command).await
}

/// Everything in the schema, whatever version made it: a table that the copy does not know would stay
/// in the way of the next update.
const EMPTY: &str = "do $$ declare command text; begin
  for command in
    select format('drop %s if exists %I.%I cascade', case relkind when 'v' then 'view'
        when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end, nspname, relname)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where nspname = current_schema() and relkind in ('r', 'p', 'v', 'm', 'S')
    union all
    select format('drop function if exists %s cascade', p.oid::regprocedure)
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where nspname = current_schema() and prokind = 'f'
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  loop execute command; end loop;
end $$;
";

/// Puts a copy in place of whatever the database at `url` holds: all of it or nothing.
pub async fn load(url: &str, file: &Path) -> Result<(), BackupError> {
    let (empty, script) = (file.with_extension("vide.sql"), file.with_extension("sql"));
    std::fs::write(&empty, EMPTY).map_err(|error| BackupError::File(empty.clone(), error))?;
    let mut writing = Command::new("pg_restore");
    writing.args(["--no-owner", "--no-privileges", "--file"]).arg(&script).arg(file);
    run("pg_restore", writing).await?;
    let mut command = program("psql", url);
    command.args(["--no-psqlrc", "--quiet", "--single-transaction", "--set", "ON_ERROR_STOP=1"]);
    command.arg("--file").arg(&empty).arg("--file").arg(&script);
    run("psql", command).await
}

fn program(name: &'static str, url: &str) -> Command {
    let mut command = Command::new(name);
    let (address, password) = without_password(url);
    command.arg("--dbname").arg(address).stdin(Stdio::null());
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    command
}

async fn run(name: &'static str, mut command: Command) -> Result<(), BackupError> {
    let ended = tokio::task::spawn_blocking(move || command.output()).await;
    match ended.unwrap_or_else(|error| Err(io::Error::other(error))) {
        Ok(Output { status, .. }) if status.success() => Ok(()),
        Ok(Output { stderr, .. }) => {
            let said = String::from_utf8_lossy(&stderr).trim().to_owned();
            Err(BackupError::Program(name, said))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(BackupError::Missing(name)),
        Err(error) => Err(BackupError::Program(name, error.to_string())),
    }
}

/// The address without its password, which everybody on the machine could read in the list of
/// programs, and the password.
fn without_password(url: &str) -> (String, Option<String>) {
    let split = || {
        let (scheme, rest) = url.split_once("://")?;
        let (who, address) = rest.split_once('@')?;
        let (user, password) = who.split_once(':')?;
        Some((format!("{scheme}://{user}@{address}"), decoded(password)))
    };
    match split() {
        Some((address, password)) => (address, Some(password)),
        None => (url.to_owned(), None),
    }
}

/// Undoes the percent-encoding of an address; `+` is itself there.
fn decoded(text: &str) -> String {
    let pair = format!("p={}", text.replace('+', "%2B"));
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&pair).unwrap_or_default();
    pairs.into_iter().next().map_or_else(|| text.to_owned(), |(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_not_among_the_arguments_of_a_program() {
        let (address, password) = without_password("postgres://moi:m%40t+de@hote:5433/base?x=1");
        assert_eq!(address, "postgres://moi@hote:5433/base?x=1");
        assert_eq!(password.as_deref(), Some("m@t+de"));
        let plain = "postgres:///base?host=/tmp/prise";
        assert_eq!(without_password(plain), (plain.to_owned(), None));
    }
}
