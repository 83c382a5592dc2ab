// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.config;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * How messages become rows.
 *
 * @param stages their names, in order
 * @param maxRows most rows of one message
 * @param parentHeaders whether headers contain which row of which message a row is
 */
public record RowOptions(List<String> stages, int maxRows, boolean parentHeaders) {
    public static final String STAGES = "stages";
    public static final String MAX_ROWS = "rows.max.per.message";
    static final String PARENT_HEADERS = "parent.headers";

    public static void addTo(Options options) {
        options.group("Rows")
                .required(
                        STAGES,
                        Type.LIST,
                        "Names of the stages in their order. Stage `parse` has its class in `stages.parse.type`, a"
                                + " transform such as `ParseJson` or `org.apache.kafka.connect.transforms.HoistField$Value`,"
                                + " and the options of the transform after the same prefix. In YAML, `stages` is a list of"
                                + " objects with `type`, the options and optionally `name`.")
                .validator(Validators.nonEmptyList())
                .optional(
                        MAX_ROWS,
                        Type.INT,
                        10_000,
                        "Most rows of one message; a message with more is a bad one. The limit keeps a broken or hostile"
                                + " message from using all memory.")
                .validator(Validators.between(1, 10_000_000))
                .optional(
                        PARENT_HEADERS,
                        Type.BOOLEAN,
                        true,
                        "Whether rows have the headers `td.row` (index in the message, from 0), `td.parent.topic`,"
                                + " `td.parent.partition` and `td.parent.offset`.");
    }

    public static RowOptions from(AbstractConfig config) {
        return new RowOptions(config.getList(STAGES), config.getInt(MAX_ROWS), config.getBoolean(PARENT_HEADERS));
    }
}
