#!/usr/bin/env bash
# `make bench`: what is built for production, measured: bench.sh [reading | scanning], else everything.
source "$(dirname "$0")/lib.sh"

# How many codes are read, beside zxing-wasm on the same pictures.
reading() {
  .ci/setup.sh bench
  echo "Codes lus, par genre d'image :"
  cargo run --quiet --release --package decoder --example reading -- --zxing app/decoder/zxing/zxing.mjs
}

# How long a person waits for the verdict, in a browser.
scanning() {
  .ci/setup.sh test
  echo "Pointage par caméra, dans Chromium :"
  cd end2end
  PASSERELLE_CHROMIUM=$(../.ci/chromium.sh) PASSERELLE_BIN=${PASSERELLE_BIN:-target/release/passerelle} \
    npx playwright test --config bench.config.ts
}

case ${1:-} in
reading | scanning) "$1" ;;
'')
  .ci/build.sh
  cargo run --release --package bench
  reading
  scanning
  ;;
*) fail "Usage : .ci/bench.sh [reading | scanning]" ;;
esac
