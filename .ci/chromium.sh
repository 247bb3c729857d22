#!/usr/bin/env bash
# Prints where the browser of the tests is; fails when there is none.
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  type -P "$name" && exit
done
exit 1
