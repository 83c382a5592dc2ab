// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.form;

import java.util.Locale;
import java.util.regex.Pattern;

/** Why something cannot be reached or used, found in a message for people. */
public enum Cause {
    DNS("no host of the name|unknown ?host|name or service not known|\\(DNS\\)"),
    REFUSED("nothing that listens|connection refused|no route to host|none that answers"),
    TLS("\\bTLS\\b|\\bSSL\\b|certificate|handshake|PKIX"),
    AUTH(
            "refuses (this|the) (user|password|token|login|client)|not authorized|authentication|unauthorized|wrong password|bad user|\\b401\\b"),
    PERMISSION("privilege|permission|not allowed|forbidden|access denied|\\b403\\b"),
    MISSING("does not exist|no such|not found|found none of (this|the) name|no (database|bucket|topic|measurement)"),
    TIMEOUT("no answer|timed? ?out|within \\d+ m?s"),
    PROTOCOL("another service|other HTTP service|not (a|an) (mqtt|http|opc)|unexpected answer|of the expected kind"),
    OTHER("");

    private final Pattern pattern;

    Cause(String pattern) {
        this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    /** The first cause whose words the message contains. */
    public static Cause of(String message) {
        for (Cause cause : values()) {
            if (cause.pattern.matcher(message).find()) {
                return cause;
            }
        }
        return OTHER;
    }

    /** As pages name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
