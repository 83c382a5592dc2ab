# Sourced by the scripts of bin/: checks for what they need and installs what may be installed.
# shellcheck shell=bash

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

# The version number of a JDK's javac, 17 for 17.0.15; empty where there is none.
javac_version() { "$1" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'; }

require_jdk() {
    local javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac version
    version=$(javac_version "$javac" || true)
    if [ -z "$version" ]; then
        die "A JDK 17 or newer is needed and no javac was found (looked for $javac). Install one, for example: apt-get install openjdk-17-jdk-headless"
    fi
    if [ "$version" -lt 17 ]; then
        die "A JDK 17 or newer is needed, found $version ($javac). Install one and set JAVA_HOME to it."
    fi
    java=${JAVA_HOME:+$JAVA_HOME/bin/}java
}

require_maven() {
    local version
    command -v mvn >/dev/null || die "Maven 3.8 or newer is needed and no mvn was found. Install it, for example: apt-get install maven"
    version=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    case $version in
        3.[89] | 3.[1-9][0-9] | [4-9].* | [1-9][0-9].*) ;;
        *) die "Maven 3.8 or newer is needed, found ${version:-an mvn that does not tell its version}. Install a newer one." ;;
    esac
}

# require_program NAME PACKAGE: finds a server program, by apt-get where this user may, else says what to install.
require_program() {
    local name=$1 package=$2
    PATH=$PATH:/usr/sbin:/usr/local/sbin
    if command -v "$name" >/dev/null; then
        return
    fi
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Installing $package (apt-get) …"
        install_quietly "$package" || die "apt-get could not install $package: install it by hand and start again."
    else
        die "$name is needed and was not found. Install the package $package, for example: sudo apt-get install $package"
    fi
}

# want_program NAME PACKAGE: as require_program, but only says so where it is missing: the tests that need it are skipped.
want_program() {
    PATH=$PATH:/usr/sbin:/usr/local/sbin
    command -v "$1" >/dev/null || (require_program "$1" "$2") || say "Without $1 the tests that need it are skipped."
}

# Installs node-opcua for the tests that read from its server; without Node.js and npm they are skipped. Not by apt-get: the npm of
# Debian is several hundred packages.
want_node_opcua() {
    local listed=opcua-source-connector/src/test/node installed=opcua-source-connector/target/node-opcua
    if ! command -v npm >/dev/null || [ "$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -lt 20 ]; then
        say "Without Node.js 20 or newer and its npm the OPC UA tests on node-opcua are skipped."
        return
    fi
    # npm writes the second file when all packages are in place.
    if cmp -s "$listed/package-lock.json" "$installed/package-lock.json" && [ -e "$installed/node_modules/.package-lock.json" ]; then
        return
    fi
    say "Installing node-opcua (npm) …"
    mkdir -p "$installed"
    cp "$listed/package.json" "$listed/package-lock.json" "$installed"
    (cd "$installed" && npm ci --ignore-scripts --no-audit --no-fund --fetch-retries=1 --loglevel=error >/dev/null) ||
        say "npm could not install node-opcua: the OPC UA tests on it are skipped."
}

# The package's own service is kept from starting: the tests and the quickstart start their own.
install_quietly() {
    local policy=/usr/sbin/policy-rc.d made=
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy" && made=yes
    fi
    local status=0
    apt_install "$1" || { apt-get update -qq && apt_install "$1"; } || status=$?
    [ -z "$made" ] || rm -f "$policy"
    return "$status"
}

apt_install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null 2>&1; }
