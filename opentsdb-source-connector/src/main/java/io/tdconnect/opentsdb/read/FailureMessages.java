// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb.read;

import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.http.HttpConnection;
import io.tdconnect.common.http.ServerException;
import io.tdconnect.common.window.WindowOptions;
import io.tdconnect.opentsdb.client.ConnectionOptions;
import io.tdconnect.opentsdb.client.SelectionOptions;

/** Adds to failures of the server which option to check. */
public final class FailureMessages {
    private FailureMessages() {}

    /** The message of a failure with the option to check. */
    public static String of(ServerException failure) {
        // The server's own rows are no matter of the address.
        return failure.text().contains("fix_duplicates")
                ? failure.text()
                : failure.text() + "; check the option " + option(failure);
    }

    /** The failure as a problem of that option. */
    public static OptionException problem(ServerException failure) {
        return new OptionException(option(failure), failure.text());
    }

    private static String option(ServerException failure) {
        return switch (failure.kind()) {
            case CREDENTIALS -> ConnectionOptions.PASSWORD;
            case PRIVILEGE -> ConnectionOptions.USER;
            case NOT_FOUND -> SelectionOptions.METRICS;
            case TOO_MUCH -> WindowOptions.READ_WINDOW;
            case UNAVAILABLE, REFUSED -> HttpConnection.URL;
        };
    }
}
