// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx.dsn;

import io.tdconnect.taosx.dsn.Dsn.Login;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one DSN. */
final class DsnParser {
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9]*)(?:\\+([a-zA-Z0-9]+))?:");
    private static final Pattern HOST_AND_PORT = Pattern.compile("@[^&/?]*:[0-9]");
    private static final String EXPECTED_SCHEME = "DRIVER://HOST:PORT/OBJECT or DRIVER:PATH, such as mqtt://host:1883";

    private final String text;
    private final int end;

    DsnParser(String text) {
        this.text = text;
        this.end = text.stripTrailing().length();
    }

    Dsn parse() throws DsnException {
        int start = text.length() - text.stripLeading().length();
        Matcher scheme = SCHEME.matcher(text).region(Math.min(start, end), end);
        if (!scheme.lookingAt()) {
            throw new DsnException("driver", start + 1, EXPECTED_SCHEME, start >= end ? "nothing" : "another text");
        }
        String driver = scheme.group(1).toLowerCase(Locale.ROOT);
        String protocol = scheme.group(2) == null ? null : scheme.group(2).toLowerCase(Locale.ROOT);
        int rest = scheme.end();
        if (!text.startsWith("//", rest)) {
            int path = endOfObject(rest);
            String object = PercentText.decode("path", text, rest, path);
            return new Dsn(driver, protocol, Login.NONE, List.of(), object, parameters(path), true, isQuotable(path));
        }
        Authority authority = new AuthorityParser(text, rest + 2, end).parse();
        int object = endOfObject(authority.end());
        return new Dsn(
                driver,
                protocol,
                authority.login(),
                authority.hosts(),
                object == authority.end() ? "" : PercentText.decode("object", text, authority.end() + 1, object),
                parameters(object),
                false,
                isQuotable(authority.end()));
    }

    private int endOfObject(int from) {
        int question = text.indexOf('?', from);
        return question < 0 || question > end ? end : question;
    }

    private List<DsnParameter> parameters(int question) throws DsnException {
        List<DsnParameter> parameters = new ArrayList<>();
        for (int from = question + 1; from < end; ) {
            int equals = text.indexOf('=', from);
            int ampersand = indexOf('&', from);
            if (equals >= 0 && equals < ampersand) {
                ampersand = endOfValue(equals + 1);
                add(parameters, from, equals, PercentText.decode("value of a parameter", text, equals + 1, ampersand));
            } else if (ampersand > from) {
                add(parameters, from, ampersand, null);
            }
            from = ampersand + 1;
        }
        return parameters;
    }

    private void add(List<DsnParameter> parameters, int from, int to, @Nullable String value) throws DsnException {
        String name = PercentText.decode("name of a parameter", text, from, to).strip();
        if (name.isEmpty()) {
            throw new DsnException("name of a parameter", from + 1, "NAME=VALUE", "no name");
        }
        parameters.add(new DsnParameter(name, value, from + 1));
    }

    /** The next ampersand; a JSON object may contain some. */
    private int endOfValue(int from) {
        if (from < end && text.charAt(from) == '{') {
            int close = endOfJson(from);
            if (close > 0 && (close == end || text.charAt(close) == '&')) {
                return close;
            }
        }
        return indexOf('&', from);
    }

    /** After the bracket that closes the one at {@code from}; 0 if none does. */
    private int endOfJson(int from) {
        int depth = 0;
        boolean quoted = false;
        for (int at = from; at < end; at++) {
            char character = text.charAt(at);
            if (quoted) {
                at += character == '\\' ? 1 : 0;
                quoted = character != '"';
            } else if (character == '"') {
                quoted = true;
            } else if (character == '{' || character == '[') {
                depth++;
            } else if (character == '}' || character == ']') {
                depth--;
                if (depth == 0) {
                    return at + 1;
                }
            }
        }
        return 0;
    }

    private int indexOf(char character, int from) {
        int found = text.indexOf(character, from);
        return found < 0 || found > end ? end : found;
    }

    /**
     * Whether the text has no at sign behind the hosts, except of files: another one could be the end of a password, and so
     * could one before a host and port.
     */
    private boolean isQuotable(int from) {
        for (int at = text.indexOf('@', from); at >= 0 && at < end; at = text.indexOf('@', at + 1)) {
            if (text.charAt(at - 1) != '='
                    || HOST_AND_PORT.matcher(text).region(at, end).lookingAt()) {
                return false;
            }
        }
        return true;
    }
}
