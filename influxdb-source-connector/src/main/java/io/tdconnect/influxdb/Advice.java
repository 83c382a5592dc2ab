// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.config.OptionException;

/** Says which option a failure is about. */
final class Advice {
    private Advice() {}

    /** The message of a failure with the option that would change it. */
    static String of(InfluxException failure) {
        return failure.text() + "; check the option " + option(failure);
    }

    /** The failure as a problem of that option. */
    static OptionException problem(InfluxException failure, boolean token) {
        String option = option(failure);
        return new OptionException(
                token && option.equals(InfluxSourceConfig.PASSWORD) ? InfluxSourceConfig.TOKEN : option,
                failure.text());
    }

    private static String option(InfluxException failure) {
        return switch (failure.kind()) {
            case CREDENTIALS -> InfluxSourceConfig.PASSWORD;
            case PRIVILEGE -> InfluxSourceConfig.USER;
            case NOT_FOUND ->
                failure.text().contains("retention policy")
                        ? InfluxSourceConfig.RETENTION_POLICY
                        : InfluxSourceConfig.BUCKET;
            case TOO_MUCH -> InfluxSourceConfig.READ_WINDOW;
            case UNAVAILABLE, REFUSED -> InfluxSourceConfig.URL;
        };
    }
}
