# SPDX-License-Identifier: MIT
# Sourced by tests/run and examples/run: installs what is missing, and nothing else.
# shellcheck shell=bash

say() { if [ -t 1 ]; then printf '\n\033[1m==> %s\033[0m\n' "$*"; else printf '\n==> %s\n' "$*"; fi; }
fail() { printf '\n%s: %s\n' "$0" "$*" >&2; exit 1; }

# Prints the comment at the top of a script.
usage() { sed -n '3,/^set/s/^# \{0,1\}//p' "$1"; }

# Prints the packages of a list that are not installed.
missing_packages() {
    local package
    grep -v -e '^#' -e '^$' "$1" | while read -r package; do
        # One line for each architecture that has it.
        dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || echo "$package"
    done
}

install_packages() {
    local list=$1 as_root=() missing by_hand
    if ! command -v apt-get >/dev/null; then
        echo "This system has no apt-get: please see to it yourself that what $list names is there."
        return
    fi
    mapfile -t missing < <(missing_packages "$list")
    [ ${#missing[@]} -gt 0 ] || return 0
    by_hand="Please run this as root, and then start me again:
    apt-get install --no-install-recommends ${missing[*]}"
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "Packages are missing, and there is no sudo. $by_hand"
        as_root=(sudo)
    fi
    say "Installing what is missing: ${missing[*]}"
    { "${as_root[@]}" apt-get update -q && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 "${missing[@]}"; } ||
        fail "These packages could not be installed; see above. Is the network there? $by_hand"
}
