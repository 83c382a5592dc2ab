// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx.dsn;

import io.tdconnect.taosx.dsn.Dsn.Login;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads user, password and hosts.
 *
 * <p>A password may contain any character. So each at sign is tried as the one before the hosts; the first one counts after
 * which hosts follow.
 */
final class AuthorityParser {
    // Possessive, since Java's other loops need a stack as deep as the list is long.
    private static final String HOST = "(?:[a-zA-Z0-9_][a-zA-Z0-9_.-]*+|\\[[0-9a-fA-F:.]++])(?::[0-9]{1,6}+)?+";
    private static final Pattern HOSTS = Pattern.compile("(?:" + HOST + "(?:," + HOST + ")*+)?+(?=[/?]|\\z)");
    private static final Pattern TO_SEPARATOR = Pattern.compile("[^/?,:]*+");
    /** Colons in a variable of Connect, such as ${env:NAME}, belong to it. */
    private static final Pattern TO_COLON = Pattern.compile("(?:\\$\\{[^{}]*+}|[^:])*+");

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]*+");
    private static final int HIGHEST_PORT = 65_535;

    private final String text;
    private final int from;
    private final int end;

    AuthorityParser(String text, int from, int end) {
        this.text = text.substring(0, end);
        this.from = from;
        this.end = end;
    }

    Authority parse() throws DsnException {
        int question = indexOf('?', from);
        List<Integer> starts = new ArrayList<>();
        if (hasHosts(from)) {
            starts.add(from);
        }
        for (int at = text.indexOf('@', from); at >= 0; at = text.indexOf('@', at + 1)) {
            // After a question mark, =@ most likely is that of a file.
            boolean isFile = at > question && text.charAt(at - 1) == '=';
            boolean hasHost = at + 1 < end && "/?".indexOf(text.charAt(at + 1)) < 0;
            if (!isFile && (hasHost || at < question) && hasHosts(at + 1)) {
                starts.add(at + 1);
            }
        }
        if (starts.isEmpty()) {
            throw noHosts(question);
        }
        int start = starts.get(0);
        int parameters = indexOf('?', start);
        if (starts.size() > 1 && starts.get(1) <= parameters) {
            throw new DsnException(
                    "user and password",
                    starts.get(1),
                    "a DSN that can be read in one way only: write @ as %40, / as %2F, : as %3A and ? as %3F in user and"
                            + " password",
                    "an at sign before and after which hosts could be");
        }
        Matcher hosts = hosts(start);
        hosts.lookingAt();
        return new Authority(login(start), list(start, hosts.end()), hosts.end());
    }

    private Login login(int start) throws DsnException {
        if (start == from) {
            return Login.NONE;
        }
        int to = start - 1;
        Matcher user = TO_COLON.matcher(text).region(from, to);
        user.lookingAt();
        int colon = user.end();
        if (colon == to) {
            return new Login(PercentText.decode("user", text, from, to), null);
        }
        String name = PercentText.decode("user", text, from, colon);
        return new Login(name.isEmpty() ? null : name, PercentText.decode("password", text, colon + 1, to));
    }

    private List<HostPort> list(int start, int to) throws DsnException {
        List<HostPort> hosts = new ArrayList<>();
        for (int at = start; at < to; ) {
            int comma = Math.min(to, indexOf(',', at));
            int colon = text.lastIndexOf(':', comma - 1);
            boolean hasPort = colon > at && text.charAt(comma - 1) != ']';
            String host = text.substring(at, hasPort ? colon : comma);
            hosts.add(new HostPort(host, hasPort ? port(colon + 1, comma) : null));
            at = comma + 1;
        }
        return hosts;
    }

    private int port(int start, int to) throws DsnException {
        int port = Integer.parseInt(text.substring(start, to));
        if (port < 1 || port > HIGHEST_PORT) {
            throw new DsnException("port", start + 1, "a number from 1 to " + HIGHEST_PORT, String.valueOf(port));
        }
        return port;
    }

    /** Names the first character of the hosts that does not fit; it is not repeated, since it may be of the password. */
    private DsnException noHosts(int question) {
        int start = Math.max(from, text.lastIndexOf('@', question) + 1);
        Matcher host = TO_SEPARATOR.matcher(text).region(start, end);
        host.lookingAt();
        boolean fits = NAME.matcher(host.group()).matches();
        if (fits && host.end() < end && text.charAt(host.end()) == ':') {
            return new DsnException(
                    "port",
                    host.end() + 2,
                    "a number from 1 to " + HIGHEST_PORT + "; in a password : / ? and @ may be written %3A %2F %3F %40",
                    "other characters");
        }
        return new DsnException(
                "host",
                start + 1,
                "HOST:PORT with a name of letters, digits, points, hyphens and underscores, or an IPv6 address in brackets",
                host.group().isEmpty() ? "no host" : "other characters");
    }

    private boolean hasHosts(int start) {
        return hosts(start).lookingAt();
    }

    private Matcher hosts(int start) {
        return HOSTS.matcher(text).region(start, end).useTransparentBounds(true).useAnchoringBounds(false);
    }

    private int indexOf(char character, int start) {
        int found = text.indexOf(character, start);
        return found < 0 ? end : found;
    }
}
