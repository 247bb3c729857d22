//! One text of SQL needs one shape of tables.

use std::collections::BTreeSet;

use store::Store;

use crate::support::with_both;

type Column = (String, String, String, i64);

async fn columns(store: &Store, sql: &'static str) -> BTreeSet<Column> {
    let rows: Vec<Column> = store.reader().await.unwrap().all(sql, ()).await.unwrap();
    rows.into_iter().collect()
}

async fn indexes(store: &Store, sql: &'static str) -> BTreeSet<String> {
    let rows: Vec<(String,)> = store.reader().await.unwrap().all(sql, ()).await.unwrap();
    rows.into_iter().map(|(name,)| name).collect()
}

#[test]
fn both_engines_have_the_same_tables_columns_and_types() {
    with_both(async |file, server| {
        let of_file = columns(
            &file,
            "select t.name, c.name, lower(c.type), c.\"notnull\" from sqlite_master t, \
             pragma_table_info(t.name) c where t.type = 'table' and t.name not like '\\_sqlx%' \
             escape '\\' and t.name not like 'sqlite\\_%' escape '\\'",
        )
        .await;
        let of_server = columns(
            &server,
            "select table_name::text, column_name::text, case data_type when 'bigint' then \
             'integer' when 'boolean' then 'integer' when 'uuid' then 'blob' when 'bytea' then \
             'blob' else data_type::text end, \
             cast(case is_nullable when 'NO' then 1 else 0 end as bigint) \
             from information_schema.columns \
             where table_schema = 'public' and table_name not like '\\_sqlx%'",
        )
        .await;
        assert!(of_file.len() > 100, "{}", of_file.len());
        assert_eq!(of_file.difference(&of_server).collect::<Vec<_>>(), [] as [&Column; 0]);
        assert_eq!(of_server.difference(&of_file).collect::<Vec<_>>(), [] as [&Column; 0]);
    });
}

#[test]
fn both_engines_have_the_same_indexes() {
    with_both(async |file, server| {
        let of_file = indexes(
            &file,
            "select name from sqlite_master where type = 'index' and sql is not null",
        )
        .await;
        let of_server = indexes(
            &server,
            "select indexname::text from pg_indexes where schemaname = 'public' \
             and tablename not like '\\_sqlx%' \
             and indexname not in (select conname from pg_constraint)",
        )
        .await;
        assert!(!of_file.is_empty());
        assert_eq!(of_file, of_server);
    });
}
