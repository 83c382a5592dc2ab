// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb.client;

import io.tdconnect.common.http.HttpConnection;
import io.tdconnect.common.http.ServerException;
import io.tdconnect.common.http.ServerException.Kind;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What failures of the server mean. */
final class Refusals {
    private Refusals() {}

    /** The failure of an answer with a status of 300 or more. */
    static ServerException of(int status, String answer, Duration retryAfter) {
        String text = AnswerReader.errorText(answer);
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("duplicate")) {
            return new ServerException(
                    Kind.REFUSED,
                    "OpenTSDB cannot read its own rows (HTTP status " + status + "): " + text
                            + "; repair them with tsdb fsck, set tsd.storage.fix_duplicates=true on the server, or leave the"
                            + " metric out with " + SelectionOptions.METRICS + ".exclude",
                    retryAfter);
        }
        return new ServerException(
                kind(status, lower), "OpenTSDB answered with HTTP status " + status + ": " + text, retryAfter);
    }

    /** An answer of another type than JSON. */
    static ServerException notOpenTsdb(@Nullable String type) {
        return new ServerException(
                Kind.REFUSED,
                "Expected an answer of type application/json from OpenTSDB, found " + type + "; check that "
                        + HttpConnection.URL + " is the address of an OpenTSDB server",
                Duration.ZERO);
    }

    private static Kind kind(int status, String text) {
        return switch (status) {
            case 401, 407 -> Kind.CREDENTIALS;
            case 403 -> Kind.PRIVILEGE;
            case 429, 502, 503 -> Kind.UNAVAILABLE;
            case 404, 405, 501 -> text.contains("no such name") ? Kind.NOT_FOUND : Kind.REFUSED;
            default -> {
                if (text.contains("no such name")) {
                    yield Kind.NOT_FOUND;
                }
                boolean large = text.contains("timed out") || text.contains("timeout") || text.contains("memory");
                // Limits of time and size come with several codes, which also depend on proxies in between.
                yield status < 400
                        ? Kind.REFUSED
                        : status < 500 || status == 504 || large ? Kind.TOO_MUCH : Kind.UNAVAILABLE;
            }
        };
    }
}
