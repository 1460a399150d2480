# SPDX-License-Identifier: MIT
# Sourced by what plays a person at the screen: they see windows and their titles, press keys and
# buttons, and wait for what they expect. If it does not come, that is a failure.
# shellcheck shell=bash

patience=300 # seconds: the end of waiting for what never comes, and longer than the slowest machine takes
step="before the first step"

fail() {
    printf '\n%s: %s: %s\n' "$(basename "$0")" "$step" "$1" >&2
    import -silent -window root "$pictures/failed.png" || true
    [ -z "${application-}" ] || kill "$application" 2>/dev/null || true
    exit 1
}

trap 'fail "line ${BASH_LINENO[0]} has failed"' ERR
trap leave_it_alone EXIT
set -E

# A desktop needs a program that gives the focus to new windows, and no text cursor that blinks: a picture may take
# longer than a blink, and no two would ever be equal. $1 is the folder of the plugin that keeps it from blinking.
open_desktop() {
    local ready
    [ -e "$1/generic/libsteadycursor.so" ] || fail "the plugin that keeps the text cursor from blinking is not built"
    export QT_QPA_PLATFORM=xcb LC_ALL=C.UTF-8 QT_PLUGIN_PATH=$1 QT_QPA_GENERIC_PLUGINS=steadycursor
    exec {desktop}< <(exec openbox --sm-disable --startup 'echo ready' 2>/dev/null)
    read -r -t "$patience" -u "$desktop" ready || fail "the window manager does not start"
}

# It runs until its standard output, on which it has nothing to say, is closed.
start() {
    exec {life}< <(exec "$@")
    application=$!
}

# The application has ended of its own accord, and is content.
ended() {
    local status=0
    read -r -t "$patience" -u "$life" || status=$?
    [ "$status" -eq 1 ] || fail "the application does not end"
    exec {life}<&-
    wait "$application" || fail "the application has failed with $?"
}

# No window is found where one goes while they are looked through.
windows() { xdotool search --all --onlyvisible --pid "$application" "$@" 2>/dev/null; }

# A hand on the keyboard, whatever else the person does or waits for: an application that locks when no user is there
# stays open. F12 has no meaning for it, and changes none of the keys that are pressed meanwhile.
hand=
keep_a_hand_on_it() {
    while xdotool key F12; do read -r -t 1 -u "$desktop" || true; done >/dev/null 2>&1 &
    hand=$!
}
leave_it_alone() {
    [ -z "$hand" ] || kill "$hand" 2>/dev/null || true
    hand=
}

# Waits for the window whose title begins so, and works in it from now on.
see() {
    local until=$((SECONDS + patience))
    window=
    while [ -z "$window" ]; do
        [ "$SECONDS" -lt "$until" ] || fail "no window \"$1\" comes"
        timeout 1 xdotool search --sync --all --onlyvisible --pid "$application" --name "^$1" &>/dev/null || true
        window=$(windows --name "^$1" | tail -n 1) || true
    done
    timeout "$patience" xdotool windowactivate --sync "$window" || fail "the window \"$1\" does not get the focus"
}

# A person who finds no window at all has not looked.
see_no() {
    local titles='' until=$((SECONDS + patience))
    until titles=$(windows --name . getwindowname %@) && [ -n "$titles" ]; do
        [ "$SECONDS" -lt "$until" ] || fail "no window of the application is found"
    done
    ! grep -q "^$1" <<<"$titles" || fail "there is a window \"$1\""
}

# Waits until this window has gone, which the X server says.
gone() {
    local answer until=$((SECONDS + patience))
    while answer=$(xprop -id "$window" WM_NAME 2>&1 || true) && [[ $answer != *BadWindow* ]]; do
        [[ $answer == WM_NAME* ]] || fail "xprop does not find out whether a window is there: $answer"
        [ "$SECONDS" -lt "$until" ] || fail "a window does not go"
        timeout 1 xprop -spy -id "$window" WM_NAME >/dev/null 2>&1 || true
    done
}

press() { xdotool key --clearmodifiers "$@"; }
write() { # line by line
    local line first=true
    while IFS= read -r line; do
        "$first" || press Return
        first=false
        [ -z "$line" ] || xdotool type --delay 4 "$line"
    done <<<"$1"
}
# Presses a key after which the window says something else, and waits until it has said it.
press_and_hear() {
    local before now until=$((SECONDS + patience))
    rest
    before=$(import -silent -window root rgb:- | sha256sum)
    now=$before
    press "$1"
    while [ "$now" = "$before" ]; do
        [ "$SECONDS" -lt "$until" ] || fail "the window says nothing"
        rest
        now=$(import -silent -window root rgb:- | sha256sum)
    done
}

# So far from the left and the upper edge of the window; where negative, from the right and the lower one.
click() {
    local WIDTH HEIGHT
    eval "$(xdotool getwindowgeometry --shell "$window" | grep -e WIDTH -e HEIGHT)"
    xdotool mousemove --window "$window" "$((($1 + WIDTH) % WIDTH))" "$((($2 + HEIGHT) % HEIGHT))" click 1
}

# The application works, or would if the machine gave it its turn.
busy() { grep -qsE '^State:[[:space:]]+[RD]' "/proc/$application/task"/*/status; }

# Waits until nothing moves on the screen any more, and nothing is about to.
rest() {
    local before='' now count=0 until=$((SECONDS + patience))
    while [ "$count" -lt 3 ]; do
        [ "$SECONDS" -lt "$until" ] || fail "the screen does not come to rest"
        now=$(import -silent -window root rgb:- | sha256sum)
        if [ "$now" = "$before" ] && ! busy; then count=$((count + 1)); else count=0; fi
        before=$now
    done
}

# Where the machine is so slow that the login is not fresh any more, the application asks once more who it is.
prove_it_where_asked() { # password
    rest
    while [ -n "$(windows --name "^Confirm it's you")" ]; do
        see "Confirm it's you"
        write "$1"
        press Return
        gone
        rest
    done
}

# Takes a picture of the application's first window, and of the windows over it.
picture() {
    xdotool mousemove 0 0 # or the widget under the mouse would look different
    rest
    import -silent -screen -frame -window "$(windows --name . | head -n 1)" "$pictures/$1.png"
}
