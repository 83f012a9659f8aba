#!/bin/sh
# Draws every picture in this folder from its SVGs, with the icon command that the Tauri bundler brings.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-save --prefix "$work" @tauri-apps/cli@2

# draw SOURCE NAME [SIZE …]: into $work/NAME the sizes, or without any the whole set for all platforms.
draw() {
    source=$1 name=$2
    shift 2
    for size; do
        set -- "$@" --png "$size"
        shift
    done
    "$work/node_modules/.bin/tauri" icon "$source" --output "$work/$name" "$@" >"$work/log" 2>&1 || {
        cat "$work/log" >&2
        exit 1
    }
}

draw icon.svg desktop
draw phones.json phones
draw icon.svg web 192 512 1024
draw maskable.svg masked 180 512
draw favicon.svg tab

rm -rf android ios
cp "$work"/desktop/*.png "$work"/desktop/icon.ic* .
cp -R "$work/phones/android" "$work/phones/ios" .
cp "$work/web/192x192.png" icon-192.png
cp "$work/web/512x512.png" icon-512.png
cp "$work/web/1024x1024.png" icon.png
cp "$work/masked/180x180.png" apple-touch-icon.png
cp "$work/masked/512x512.png" icon-maskable-512.png
cp "$work/tab/icon.ico" favicon.ico
