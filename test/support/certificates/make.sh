#!/usr/bin/env bash
# Makes the certificates of the tests anew, valid for 100 years: a CA, and what it signed for two servers on this machine
# and a client; and a stranger, who signed for itself. All of it is public and good for tests only.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
new=(-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes)
place='subjectAltName=DNS:localhost,IP:127.0.0.1'

issue() { # name, what it is for
  openssl req "${new[@]}" -subj "/CN=atoll-$1" -keyout "$1.key" -out "$work/$1.csr"
  openssl x509 -req -in "$work/$1.csr" -CA ca.crt -CAkey "$work/ca.key" -days 36500 -extfile <(echo "$2") -out "$1.crt"
}

openssl req -x509 "${new[@]}" -days 36500 -subj /CN=atoll-ca -keyout "$work/ca.key" -out ca.crt
issue server "$place"
issue renewed "$place"
issue client 'extendedKeyUsage=clientAuth'
openssl req -x509 "${new[@]}" -days 36500 -subj /CN=atoll-stranger -addext "$place" -keyout stranger.key -out stranger.crt
