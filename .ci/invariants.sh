#!/usr/bin/env bash
# What ARCHITECTURE.md promises and no compiler checks. Each function is one promise.
source "$(dirname "$0")/lib.sh"

# code PATTERN FILE…: lines of code that match, comments left out.
code() {
  local pattern=$1
  shift
  grep -rnE --include='*.rs' "$pattern" "$@" | grep -vE '^[^:]+:[0-9]+:\s*//'
}

# none TEXT LINES: fails when there are such lines, and shows them.
none() {
  [[ -z $2 ]] && return
  printf '%s\n%s\n' "$1" "$2"
  return 1
}

frontend_links_no_database() {
  local tree
  tree=$(cargo tree --package frontend --target wasm32-unknown-unknown --edges normal --prefix none)
  none "frontend links a crate of the server's side:" \
    "$(grep -E '^(server|store|sqlx[a-z-]*|libsqlite3-sys|tokio) ' <<<"$tree" || true)"
}

domain_has_no_clock() {
  none "domain reads a clock; pass the time in:" \
    "$(code '(Timestamp|Zoned|Utc|Local|Instant)::now|SystemTime|TimeZone::system' app/domain/src || true)"
}

domain_is_the_same_on_both_sides() {
  none "domain chooses a side of the wire:" "$(code 'cfg!?\((any|all|not|feature|target)' app/domain/src || true)"
}

sql_is_in_store() {
  none "SQL outside server/store:" \
    "$(code 'sqlx::|\b(insert into|delete from)\b|\bupdate [a-z_]+ set\b|"\s*select\b' app server/src frontend |
      grep -v '^server/store/' || true)"
}

# Leptos 0.8.23 does not escape what a textarea holds: one component does it for all.
textarea_is_escaped() {
  none "a <textarea> that is not the TextArea component:" \
    "$(code '<textarea' app/src | grep -v '^app/src/components/text_area.rs:' || true)"
}

# The lock file of a commit must be the one that its manifests ask for.
lock_is_current() {
  cargo metadata --locked --format-version 1 --no-deps >/dev/null && cargo tree --locked --workspace >/dev/null
}

failed=0
for promise in frontend_links_no_database domain_has_no_clock domain_is_the_same_on_both_sides \
  sql_is_in_store textarea_is_escaped lock_is_current; do
  "$promise" || failed=1
done
exit "$failed"
