// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx.dsn;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The address of a source or target, {@code driver[+protocol]://[user[:password]@]host[:port][/object][?name=value&…]}, or
 * {@code driver:path[?name=value&…]} for files.
 *
 * <p>Based on the grammar in TDengine's page "Data ingestion, replication and backup". User, password, object, names and
 * values may be percent-encoded. User and password may contain the separators as they are if that leaves one way to read
 * the text.
 *
 * @param driver in lower case
 * @param protocol in lower case; null for a DSN without protocol
 * @param login who logs in
 * @param hosts empty without {@code //}, or with nothing after it
 * @param object what follows the slash after the hosts, or the path of a file; may be empty
 * @param parameters in their order
 * @param isPath whether the driver is followed by a path instead of {@code //}
 * @param quotable whether messages may repeat names and values of parameters: not if a part of the password could have
 *     been taken for one
 */
public record Dsn(
        String driver,
        @Nullable String protocol,
        Login login,
        List<HostPort> hosts,
        String object,
        List<DsnParameter> parameters,
        boolean isPath,
        boolean quotable) {
    /** A reference to a secret, such as {@code ${env:NAME}}, which can be read without encoding. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[\\w-]+:[^{}@?&%:]+(?::[^{}@?&%:]+)?}");

    /**
     * Who logs in.
     *
     * @param user null if the DSN names none
     * @param password null if the DSN names none
     */
    public record Login(@Nullable String user, @Nullable String password) {
        /** Nobody. */
        public static final Login NONE = new Login(null, null);

        /** Without the password. */
        @Override
        public String toString() {
            return "Login[password=" + (password != null) + "]";
        }

        private static String encoded(String text) {
            return REFERENCE.matcher(text).matches() ? text : PercentText.encode(text, "");
        }

        private String text() {
            if (user == null && password == null) {
                return "";
            }
            String name = user == null ? "" : encoded(user);
            return name + (password == null ? "" : ':' + encoded(password)) + '@';
        }
    }

    /** Copies the lists. */
    public Dsn {
        hosts = List.copyOf(hosts);
        parameters = List.copyOf(parameters);
    }

    /**
     * Reads a DSN.
     *
     * @throws DsnException with the place of the first fault
     */
    public static Dsn parse(String text) throws DsnException {
        return new DsnParser(text).parse();
    }

    /** Driver and protocol, such as {@code tmq+ws}. */
    public String scheme() {
        return protocol == null ? driver : driver + '+' + protocol;
    }

    /** The DSN as text, percent-encoded where necessary, so that it can be parsed again; contains the password. */
    public String text() {
        StringBuilder text = new StringBuilder(scheme()).append(':');
        if (isPath) {
            text.append(PercentText.encode(object, "/:,@*+=&;!'()[]{} \\"));
        } else {
            text.append("//").append(login.text());
            text.append(hosts.stream().map(HostPort::text).collect(Collectors.joining(",")));
            text.append(object.isEmpty() ? "" : '/' + PercentText.encode(object, "/:,+=;"));
        }
        for (int i = 0; i < parameters.size(); i++) {
            DsnParameter parameter = parameters.get(i);
            text.append(i == 0 ? '?' : '&').append(PercentText.encode(parameter.name(), ""));
            if (parameter.value() != null) {
                text.append('=').append(value(parameter.value()));
            }
        }
        return text.toString();
    }

    /** An at sign at the beginning, which is that of a file, stays; a brace, which would begin JSON, does not. */
    private static String value(String value) {
        if (REFERENCE.matcher(value).matches()) {
            return value;
        }
        String rest = value.startsWith("@") ? value.substring(1) : value;
        return value.substring(0, value.length() - rest.length()) + PercentText.encode(rest, "/:,+=;$*#!()[]\"|^ ");
    }

    /** Without user, password and values. */
    @Override
    public String toString() {
        return scheme() + ":" + hosts.stream().map(HostPort::text).collect(Collectors.joining(",")) + parameters;
    }
}
