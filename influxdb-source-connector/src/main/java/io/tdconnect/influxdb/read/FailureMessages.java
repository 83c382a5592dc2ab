// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.read;

import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.http.ServerException;
import io.tdconnect.common.window.WindowOptions;
import io.tdconnect.influxdb.client.ConnectionOptions;
import io.tdconnect.influxdb.client.LoginOptions;
import io.tdconnect.influxdb.client.SelectionOptions;

/** Adds to failures of the server which option to check. */
public final class FailureMessages {
    private FailureMessages() {}

    /** The message of a failure with the option to check. */
    public static String of(ServerException failure) {
        return failure.text() + "; check the option " + option(failure);
    }

    /**
     * The failure as a problem of that option.
     *
     * @param token whether the connector logs in with a token
     */
    public static OptionException problem(ServerException failure, boolean token) {
        String option = option(failure);
        return new OptionException(
                token && option.equals(LoginOptions.PASSWORD) ? LoginOptions.TOKEN : option, failure.text());
    }

    private static String option(ServerException failure) {
        return switch (failure.kind()) {
            case CREDENTIALS -> LoginOptions.PASSWORD;
            case PRIVILEGE -> LoginOptions.USER;
            case NOT_FOUND ->
                failure.text().contains("retention policy")
                        ? SelectionOptions.RETENTION_POLICY
                        : SelectionOptions.BUCKET;
            case TOO_MUCH -> WindowOptions.READ_WINDOW;
            case UNAVAILABLE, REFUSED -> ConnectionOptions.URL;
        };
    }
}
