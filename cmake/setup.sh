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

# Installs what a list names and is not there.
install_packages() {
    local missing
    if ! command -v apt-get >/dev/null; then
        echo "This system has no apt-get: please see to it yourself that what $1 names is there."
        return
    fi
    mapfile -t missing < <(missing_packages "$1")
    [ ${#missing[@]} -eq 0 ] || install_missing "${missing[@]}"
}

# Installs the packages of those commands that are not there: install_commands node:nodejs npm:npm. A command may have come
# from elsewhere, and the packages of elsewhere can conflict with Debian's.
install_commands() {
    local pair missing=()
    for pair; do
        command -v "${pair%%:*}" >/dev/null || missing+=("${pair#*:}")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null || fail "This system has no apt-get: please install ${missing[*]} yourself."
    install_missing "${missing[@]}"
}

install_missing() {
    local by_hand="Please run this as root, and then start me again:
    apt-get install --no-install-recommends $*"
    [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null || fail "Packages are missing, and there is no sudo. $by_hand"
    say "Installing what is missing: $*"
    { as_root apt-get update -q && as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 "$@"; } ||
        fail "These packages could not be installed; see above. Is the network there? $by_hand"
}

# Whether a display can be reached. One that is named may be out of reach, as that of another user is to root.
display_is_there() {
    [ -n "${DISPLAY-}" ] && timeout 60 xdpyinfo >/dev/null 2>&1 && return
    [ -n "${WAYLAND_DISPLAY-}" ] && [ -S "$(cd "${XDG_RUNTIME_DIR:-/}" && realpath "$WAYLAND_DISPLAY")" ]
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}
