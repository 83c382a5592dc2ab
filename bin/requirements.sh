# Sourced by the scripts of bin/: checks for the programs that they need, and installs missing ones if it may.
# shellcheck shell=bash

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

# The version number of a JDK's javac, 17 for 17.0.15 and 8 for 1.8.0_392; empty if it is not there.
javac_version() { "$1" -version 2>&1 | sed -n 's/^javac \(1\.\)\{0,1\}\([0-9]*\).*/\2/p'; }

require_jdk() {
    local javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac version
    if [ -z "${JAVA_HOME:-}" ] && ! command -v javac >/dev/null && can_install; then
        # The release decides which of them exists.
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
        *) die "Maven 3.8 or newer is needed, found ${version:-an mvn that does not report its version}. Download a newer one from Apache Maven, unpack it, and put its bin folder first on the PATH." ;;
    esac
}

# require_program NAME PACKAGE: finds a program, or installs it by apt-get if this user may; otherwise says what to install.
require_program() {
    local name=$1 package=$2
    PATH=$PATH:/usr/sbin:/usr/local/sbin
    command -v "$name" >/dev/null || ! can_install || install_package "$package" || true
    command -v "$name" >/dev/null || die "$name is needed and was not found. Install the package $package, for example: $(by_hand "$package")"
}

# want_program NAME PACKAGE: like require_program, but if it is missing only says that the tests that need it are skipped.
want_program() {
    PATH=$PATH:/usr/sbin:/usr/local/sbin
    (require_program "$1" "$2") || say "Without $1 the tests that need it are skipped."
}

# want_node_package NAME LISTED INSTALLED: installs the packages of the package.json in LISTED, for tests on a server of Node.js; without
# Node.js and npm these tests are skipped. It does not use apt-get: Debian's npm has several hundred packages.
want_node_package() {
    local name=$1 listed=$2 installed=$3
    if ! command -v npm >/dev/null || [ "$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -lt 20 ]; then
        say "Without Node.js 20 or newer and its npm the tests on $name are skipped."
        return
    fi
    # npm writes the second file after it has installed all packages.
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

# The command that installs a package.
by_hand() {
    if [ "$(id -u)" = 0 ]; then
        printf 'apt-get install %s' "$1"
    else
        printf 'sudo apt-get install %s' "$1"
    fi
}

# install_package PACKAGE: uses apt-get, and shows apt's reason if that fails. It prevents the start of the package's service, since the
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

# Waits for another apt process, as on a machine that has just started.
apt_install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=120 "$1"; }
