#!/usr/bin/env bash
# Runs a command beside a PostgreSQL of its own, in a temporary folder and on a free port:
#   .ci/postgres.sh cargo nextest run -p store
# The command finds it in TEST_POSTGRES_URL, and psql on its PATH; it is gone when the command ends.
set -euo pipefail

# Debian keeps the server's programs out of PATH, one folder for each version.
binaries() {
  local newest
  newest=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort --version-sort | tail -n 1)
  if [[ -x $newest ]]; then
    dirname "$newest"
  elif type -P initdb >/dev/null; then
    dirname "$(readlink -f "$(type -P initdb)")"
  fi
}

bin=$(binaries)
if [[ ${1:-} == --where ]]; then
  printf '%s' "$bin"
  exit
fi
[[ -n $bin ]] || {
  echo "Il manque PostgreSQL. Tapez : sudo apt-get install postgresql" >&2
  exit 1
}

folder=$(mktemp -d "${TMPDIR:-/tmp}/passerelle-postgres.XXXXXX")
# PostgreSQL refuses to run as root.
as_user=()
if ((EUID == 0)); then
  chown postgres "$folder"
  as_user=(runuser -u postgres --)
fi

postgres() {
  (cd "$folder" && "${as_user[@]}" "$bin/$1" "${@:2}") >>"$folder/journal" 2>&1
}

stop() {
  postgres pg_ctl stop -D "$folder/data" -m immediate -w || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

# What a crash would lose is of no use to a test.
readonly SETTINGS="-c fsync=off -c synchronous_commit=off -c full_page_writes=off \
  -c max_connections=200 -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder"

start() {
  postgres initdb -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync || return
  for _ in 1 2 3 4 5 6 7 8; do
    port=$((20000 + RANDOM % 30000))
    if postgres pg_ctl start -D "$folder/data" -w -t 30 -l "$folder/data/log" -o "$SETTINGS -p $port"; then
      return
    fi
  done
  return 1
}

start || {
  echo "PostgreSQL n'a pas démarré :" >&2
  tail -n 20 "$folder/journal" "$folder/data/log" >&2
  exit 1
}
PATH=$PATH:$bin TEST_POSTGRES_URL="postgres://postgres@127.0.0.1:$port/postgres" "$@"
