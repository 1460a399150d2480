# SPDX-License-Identifier: MIT
# Sourced by tests/run and examples/run: installs what is missing, and nothing else.
# shellcheck shell=bash

say() { if [ -t 1 ]; then printf '\n\033[1m==> %s\033[0m\n' "$*"; else printf '\n==> %s\n' "$*"; fi; }
fail() { printf '\n%s: %s\n' "$0" "$*" >&2; exit 1; }

# Prints the packages of debian-packages.txt that are not installed.
missing_packages() {
    local package
    grep -v -e '^#' -e '^$' "$1" | while read -r package; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
    done
}

install_packages() {
    local list=$1 as_root=() missing
    if ! command -v apt-get >/dev/null; then
        echo "This system has no apt-get: please see to it yourself that what $list names is there."
        return
    fi
    mapfile -t missing < <(missing_packages "$list")
    [ ${#missing[@]} -gt 0 ] || return 0
    say "Installing what is missing: ${missing[*]}"
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "Please run this as root, and then start me again:
    apt-get install --no-install-recommends ${missing[*]}"
        as_root=(sudo)
    fi
    { "${as_root[@]}" apt-get update -q && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends -o Dpkg::Use-Pty=0 "${missing[@]}"; } ||
        fail "These packages could not be installed; see above. Is the network there?"
}
