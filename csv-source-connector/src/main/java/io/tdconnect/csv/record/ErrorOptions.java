// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.record;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * What happens to bad lines.
 *
 * @param topic for {@link OnError#TOPIC}, else empty
 */
public record ErrorOptions(OnError onError, String topic) {
    public static final String ON_ERROR = "on.error";
    public static final String TOPIC = "errors.topic";

    /** Values of {@link #ON_ERROR}. */
    public enum OnError {
        FAIL,
        SKIP,
        TOPIC
    }

    public static void addTo(Options options) {
        options.group("Errors")
                .choice(
                        ON_ERROR,
                        OnError.FAIL,
                        "What to do with a bad line (another number of fields, a quote that is not closed, a value that does not"
                                + " have the type in `types`, bytes that are not text): fail stops the task with file, line and"
                                + " column; skip counts it and logs these; topic sends the line to `errors.topic` as well, with"
                                + " the headers csv.error, csv.file, csv.line and csv.column. A file that cannot be read, such"
                                + " as one with two columns of the same name, stops the task with fail, and is otherwise left"
                                + " out and counted.")
                .dependents(TOPIC)
                .optional(TOPIC, Type.STRING, "", "Kafka topic for bad lines, as text.")
                .validator(Validators.pattern("[a-zA-Z0-9._-]{0,249}", "a Kafka topic"));
    }

    public static ErrorOptions from(AbstractConfig config) {
        return new ErrorOptions(EnumOption.parse(OnError.class, config.getString(ON_ERROR)), config.getString(TOPIC));
    }
}
