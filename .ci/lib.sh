# Sourced by the other scripts: where tools live, and one printed line for each step.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# cargo-leptos 0.3.11 needs a newer Rust than rust-toolchain.toml names.
readonly CARGO_LEPTOS_VERSION=0.3.10
readonly CARGO_DENY_VERSION=0.20.2
readonly CARGO_NEXTEST_VERSION=0.9.143
# wasm-bindgen refuses a module made by any other version of itself.
WASM_BINDGEN_VERSION=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/"/, "", $3); print $3 }' Cargo.lock)
readonly WASM_BINDGEN_VERSION

readonly TOOLS=${XDG_CACHE_HOME:-$HOME/.cache}/passerelle
readonly LOGS=target/journal
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-auto} PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
export npm_config_fund=false npm_config_audit=false npm_config_loglevel=error npm_config_update_notifier=false
if [[ ${CI:-} == true ]]; then
  # Nobody builds twice in that clone.
  export CARGO_INCREMENTAL=0 DEBIAN_FRONTEND=noninteractive
fi

# Ours come after what is on PATH, so that a tool already there is used; the pinned sass and
# wasm-opt come before it.
for tool in "cargo-leptos-$CARGO_LEPTOS_VERSION" "wasm-bindgen-cli-$WASM_BINDGEN_VERSION" \
  "cargo-nextest-$CARGO_NEXTEST_VERSION" "cargo-deny-$CARGO_DENY_VERSION"; do
  PATH=$PATH:$TOOLS/$tool/bin
done
PATH=$PWD/style/node_modules/.bin:$PATH

mkdir -p "$LOGS"

# fail SENTENCE: says what is wrong, and stops.
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

now_ms() {
  local now=${EPOCHREALTIME//[.,]/}
  printf '%s' "${now%???}"
}

# line MILLISECONDS TEXT: one step as people read it, « 12,3 s  Site construit ».
line() {
  printf '%7d,%d s  %s\n' $(($1 / 1000)) $(($1 % 1000 / 100)) "$2"
}

# step TEXT COMMAND…: runs it, its output kept in a file and shown only when it fails. A function
# given as COMMAND joins what it does by `&&`: Bash ignores `set -e` wherever a status is looked at.
step() {
  local text=$1 log begun status=0
  shift
  log=$LOGS/$(tr -cs '[:alnum:]' '-' <<<"$text" | sed 's/-$//').log
  begun=$(now_ms)
  [[ -t 1 ]] && printf '      … s  %s' "$text"
  ("$@") >"$log" 2>&1 </dev/null || status=$?
  [[ -t 1 ]] && printf '\r\033[K'
  if ((status == 0)); then
    line $(($(now_ms) - begun)) "$text"
  else
    line $(($(now_ms) - begun)) "$text : ÉCHEC"
    tail -n 150 "$log" | sed 's/^/    │ /'
    printf '    └ la suite est dans %s\n' "$log"
  fi
  return "$status"
}

# newer_than STAMP PATH…: whether one of the paths holds something changed since the stamp.
newer_than() {
  local stamp=$1
  shift
  [[ ! -e $stamp ]] || [[ -n $(find "$@" -name node_modules -prune -o -newer "$stamp" -print -quit) ]]
}
