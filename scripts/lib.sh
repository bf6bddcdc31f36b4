# What the scripts of this folder share. Sourced, never run.
#
# Every script works from the top of the project, puts what it makes under Cargo's target directory
# (CARGO_TARGET_DIR is honoured), prints each step's name and time, and stops at the first failure.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

CARGO_TARGET_DIR=$(realpath -m "${CARGO_TARGET_DIR:-target}")
export CARGO_TARGET_DIR

current_step=

# step NAME COMMAND…: announces the step, runs it, says how long it took.
step() {
    current_step=$1
    local started=$SECONDS
    shift
    printf '\n== %s\n' "$current_step"
    "$@"
    printf -- '-- %s: done in %s s\n' "$current_step" $((SECONDS - started))
    current_step=
}

tell_what_failed() {
    local status=$?
    if [ "$status" -ne 0 ] && [ -n "$current_step" ]; then
        printf '\n!! %s: failed (status %s)\n' "$current_step" "$status" >&2
    fi
}
trap tell_what_failed EXIT

# say_and_stop SENTENCE: one clear sentence for whoever runs the script.
say_and_stop() {
    printf '%s\n' "$1" >&2
    exit 1
}

# Rust's half of what a build needs: the toolchain and its browser target.
need_rust() {
    command -v cargo >/dev/null || say_and_stop 'Rust is missing: install it with rustup (1.95 or newer).'
    if [ ! -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ]; then
        rustup target add wasm32-unknown-unknown
    fi
}

# Node's half: what end2end/package.json lists (wasm-opt for the build, Playwright for the tests).
need_node_tools() {
    command -v npm >/dev/null || say_and_stop 'Node.js 20 or newer with npm is missing.'
    local installed=end2end/node_modules/.package-lock.json
    if [ ! -e "$installed" ] || [ end2end/package-lock.json -nt "$installed" ]; then
        PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --prefix end2end --no-audit --no-fund
    fi
}

# need_packages COMMAND:PACKAGE…: installs the Debian packages whose command is absent, after one update of the lists.
# An absolute path may stand for the command.
need_packages() {
    local missing=() pair
    for pair in "$@"; do
        if ! command -v "${pair%%:*}" >/dev/null && ! compgen -G "${pair%%:*}" >/dev/null; then
            missing+=("${pair#*:}")
        fi
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    command -v apt-get >/dev/null || say_and_stop "Please install: ${missing[*]}"
    local sudo=()
    [ "$(id -u)" -eq 0 ] || sudo=(sudo)
    "${sudo[@]}" apt-get update -q
    DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}" </dev/null
}

# What the tests need from Debian, as need_packages reads it.
TEST_PACKAGES=(
    chromium:chromium
    pdftotext:poppler-utils
    psql:postgresql-client
    sqlite3:sqlite3
    '/usr/lib/postgresql/*/bin/initdb:postgresql'
    '/usr/share/fonts/truetype/dejavu/*:fonts-dejavu-core'
)

# run_tests [CRATE…]: the tests of these Rust crates, or of all, with cargo-nextest where it is installed. The whole workspace is
# built whatever is run: a choice of crates would choose other features too, and compile the heaviest dependencies again.
run_tests() {
    local crate chosen=()
    if cargo nextest --version >/dev/null 2>&1; then
        for crate in "$@"; do chosen+=(-E "package($crate)"); done
        cargo nextest run --locked --no-fail-fast --workspace "${chosen[@]}"
    else
        for crate in "$@"; do chosen+=(-p "$crate"); done
        [ ${#chosen[@]} -gt 0 ] || chosen=(--workspace)
        cargo test --locked --no-fail-fast --lib --bins --tests "${chosen[@]}"
    fi
}

# The binary that the tests run, with what the browser receives inside: built with the tests, for the same reason.
build_tested_binary() {
    cargo test --locked --workspace --no-run --quiet
}
