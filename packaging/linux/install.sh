#!/bin/sh
# Installs Gradient Descent Lab for you alone; nothing outside your home folder is touched.
#
#     ./install.sh               installs it, or replaces an older version
#     ~/.local/lib/gdgui/uninstall.sh    takes it away again
#
# Your documents and settings stay in either case.
set -eu
cd "$(dirname "$0")"

id=io.github.gradient_descent_lab.gdgui
: "${HOME:?There is no home folder to install into: HOME is not set.}"
data=${XDG_DATA_HOME:-$HOME/.local/share}
program=$HOME/.local/lib/gdgui
bin=$HOME/.local/bin

[ -x gdgui/gdgui ] || { echo "install.sh: the folder gdgui is not beside this script; please unpack the whole archive." >&2; exit 1; }

mkdir -p "$HOME/.local/lib" "$bin" "$data"
# First beside its place, then into it: an installation that breaks off leaves the old one as it was.
if [ ! -e "$program" ] && [ -e "$program.old" ]; then mv "$program.old" "$program"; fi
rm -rf "$program.new" "$program.old"
trap 'rm -rf "$program.new"' EXIT
cp -R gdgui "$program.new"
cp uninstall.sh "$program.new/"
# What an older version brought and this one does not.
if [ -f "$program/files" ]; then "$program/uninstall.sh" --files "$data"; fi
(cd share && find . -type f) >"$program.new/files"
if [ -e "$program" ]; then mv "$program" "$program.old"; fi
mv "$program.new" "$program"
rm -rf "$program.old"
ln -sf "$program/gdgui" "$bin/gdgui"
cp -R share/. "$data/"

# A menu does not always know ~/.local/bin, so the entry names the program in full. The specification
# wants the path in quotes, a backslash before what is special inside them, the percent sign doubled,
# and every backslash once more doubled, because the whole is a text.
path=$(printf '%s\n' "$program/gdgui" | sed 's/[\\"`$]/\\&/g; s/\\/\\\\/g; s/%/%%/g')
entry=$data/applications/$id.desktop
while IFS= read -r line; do
    case $line in
        Exec=*) printf 'Exec="%s" --window %%f\n' "$path" ;;
        *) printf '%s\n' "$line" ;;
    esac
done <"share/applications/$id.desktop" >"$entry"

"$program/uninstall.sh" --refresh "$data"
echo "Gradient Descent Lab is installed: look for it in the menu of programs, or run $bin/gdgui"
