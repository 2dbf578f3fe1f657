#!/bin/sh
# Takes away what install.sh installed. Your documents and settings stay.
set -eu

program=$HOME/.local/lib/gdgui
data=${XDG_DATA_HOME:-$HOME/.local/share}

# Tells the desktop that entries, kinds of files and icons have changed. A desktop that lacks one of
# the three has nothing to be told.
refresh() {
    update-desktop-database -q "$1/applications" 2>/dev/null || true
    update-mime-database "$1/mime" 2>/dev/null || true
    gtk-update-icon-cache -q -t "$1/icons/hicolor" 2>/dev/null || true
}

# Entry, icons and the like lie among those of other programs; install.sh has kept a list of ours.
remove_files() {
    while IFS= read -r file; do
        rm -f "$1/$file"
    done <"$program/files"
}

case ${1:-} in  # install.sh asks for parts of this
    --refresh) refresh "$2"; exit ;;
    --files) remove_files "$2"; exit ;;
esac

[ -f "$program/files" ] || { echo "uninstall.sh: Gradient Descent Lab is not installed in $program" >&2; exit 1; }
remove_files "$data"
# Only a link that is ours; somebody may have put another program of this name there.
if [ "$(readlink "$HOME/.local/bin/gdgui")" = "$program/gdgui" ]; then rm -f "$HOME/.local/bin/gdgui"; fi
rm -rf "$program"
refresh "$data"
echo "Gradient Descent Lab is gone. Your documents and settings are where they were."
