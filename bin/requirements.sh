# Sourced by the scripts of bin/: checks for what they need and installs what may be installed.
# shellcheck shell=bash

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

# The version number of a JDK's javac, 17 for 17.0.15 and 8 for 1.8.0_392; empty where there is none.
javac_version() { "$1" -version 2>&1 | sed -n 's/^javac \(1\.\)\{0,1\}\([0-9]*\).*/\2/p'; }

require_jdk() {
    local javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac version
    if [ -z "${JAVA_HOME:-}" ] && ! command -v javac >/dev/null && can_install; then
        # Which of them there is depends on the release.
        install_package openjdk-17-jdk-headless || install_package openjdk-21-jdk-headless || true
    fi
    version=$(javac_version "$javac" || true)
    if [ -z "$version" ]; then
        die "A JDK 17 or newer is needed and no javac was found (looked for $javac). Install one, for example: $(by_hand openjdk-17-jdk-headless)${JAVA_HOME:+, and set JAVA_HOME to it or unset it}"
    fi
    if [ "$version" -lt 17 ]; then
        die "A JDK 17 or newer is needed, found $version ($javac). Install one, for example: $(by_hand openjdk-17-jdk-headless), and set JAVA_HOME to it, for example: export JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64"
    fi
    java=${JAVA_HOME:+$JAVA_HOME/bin/}java
}

require_maven() {
    local version
    require_program mvn maven
    version=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    case $version in
        3.[89] | 3.[1-9][0-9] | [4-9].* | [1-9][0-9].*) ;;
        *) die "Maven 3.8 or newer is needed, found ${version:-an mvn that does not tell its version}. Unpack a newer one from the download page of Apache Maven and put its bin folder first on the PATH." ;;
    esac
}

# require_program NAME PACKAGE: finds a program, by apt-get where this user may, else says what to install.
require_program() {
    local name=$1 package=$2
    PATH=$PATH:/usr/sbin:/usr/local/sbin
    command -v "$name" >/dev/null || ! can_install || install_package "$package" || true
    command -v "$name" >/dev/null || die "$name is needed and was not found. Install the package $package, for example: $(by_hand "$package")"
}

# want_program NAME PACKAGE: as require_program, but only says so where it is missing: the tests that need it are skipped.
want_program() {
    PATH=$PATH:/usr/sbin:/usr/local/sbin
    (require_program "$1" "$2") || say "Without $1 the tests that need it are skipped."
}

# want_node_package NAME LISTED INSTALLED: installs what the package.json in LISTED names, for tests on a server of Node.js; without
# Node.js and npm they are skipped. Not by apt-get: the npm of Debian is several hundred packages.
want_node_package() {
    local name=$1 listed=$2 installed=$3
    if ! command -v npm >/dev/null || [ "$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -lt 20 ]; then
        say "Without Node.js 20 or newer and its npm the tests on $name are skipped."
        return
    fi
    # npm writes the second file when all packages are in place.
    if cmp -s "$listed/package-lock.json" "$installed/package-lock.json" && [ -e "$installed/node_modules/.package-lock.json" ]; then
        return
    fi
    say "Installing $name (npm) …"
    mkdir -p "$installed"
    cp "$listed/package.json" "$listed/package-lock.json" "$installed"
    (cd "$installed" && npm ci --ignore-scripts --no-audit --no-fund --fetch-retries=1 --loglevel=error >/dev/null) ||
        say "npm could not install $name: the tests on it are skipped."
}

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

# What to type to install a package.
by_hand() {
    if [ "$(id -u)" = 0 ]; then
        printf 'apt-get install %s' "$1"
    else
        printf 'sudo apt-get install %s' "$1"
    fi
}

# install_package PACKAGE: by apt-get, and tells apt's reason where that fails. The package's own service is kept from starting: the
# tests and the quickstart start their own.
install_package() (
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        trap 'rm -f "$policy"' EXIT
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod +x "$policy"
    fi
    say "Installing $1 (apt-get) …" >&2
    if ! apt_install "$1" >/dev/null 2>&1 && ! output=$({ apt-get update -qq && apt_install "$1"; } 2>&1); then
        say "apt-get could not install $1: $(printf '%s\n' "$output" | grep '^E:' | head -n 1)" >&2
        return 1
    fi
)

# Waits while another apt runs, as on a machine that has just started.
apt_install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=120 "$1"; }
