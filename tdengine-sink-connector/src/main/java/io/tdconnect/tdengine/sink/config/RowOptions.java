// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.UntrimmedOption;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.record.Routing;
import io.tdconnect.tdengine.sink.config.RoutingOptions.HeaderPolicy;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.connect.header.Headers;

/**
 * The options by which records become rows.
 *
 * @param routing the routing for a topic
 * @param headers whether routing headers override it
 * @param delimiter between the names of nested fields
 */
public record RowOptions(
        Function<String, RoutingOptions> routing,
        HeaderPolicy headers,
        TableNameOptions names,
        String delimiter,
        NullValues nullValues) {
    public static final String NULL_VALUES = "behavior.on.null.values";
    public static final String FLATTEN_DELIMITER = "flatten.delimiter";

    private static final Validator DELIMITER_TEXT =
            Validators.pattern("[^`\\x00-\\x1f]*", "text without backticks and control characters");
    private static final Routing NONE = new Routing(null, null, null, null, null);

    /** What happens to records whose value is null. */
    public enum NullValues {
        /** They are skipped. */
        IGNORE,
        /** They are bad records. */
        FAIL,
        /** The row that their key and headers name is deleted. */
        DELETE_ROW
    }

    public static void addTo(Options options) {
        options.add(RoutingOptions::addTo)
                .add(TimeOptions::addTo)
                .add(TableNameOptions::addTo)
                .group("Rows")
                .optional(
                        FLATTEN_DELIMITER,
                        Type.STRING,
                        "_",
                        "Joins the names of nested fields: {\"a\": {\"b\": 1}} is the field a_b. A record that also has"
                                + " another field a_b is bad. Arrays become JSON text.")
                .validator(DELIMITER_TEXT)
                .choice(
                        NULL_VALUES,
                        NullValues.IGNORE,
                        "What happens to records whose value is null: ignore skips them, fail makes them bad records,"
                                + " delete-row deletes the row whose table and time are in the key or the headers."
                                + " Templates use the fields of the key; the time is the field of the key, or the header,"
                                + " with the name that timestamp.field gives.");
    }

    /**
     * Reads also the options of single topics.
     *
     * @throws org.apache.kafka.common.config.ConfigException if one of these is not valid
     */
    public static RowOptions from(AbstractConfig config) {
        TopicOptions topics = TopicOptions.from(config);
        String missing = ErrorOptions.from(config).missingVariable();
        return new RowOptions(
                topic -> missing == null
                        ? topics.routing(topic)
                        : topics.routing(topic).withDefault(missing),
                EnumOption.parse(HeaderPolicy.class, config.getString(RoutingOptions.HEADERS)),
                TableNameOptions.from(config),
                UntrimmedOption.text(config, FLATTEN_DELIMITER, DELIMITER_TEXT),
                EnumOption.parse(NullValues.class, config.getString(NULL_VALUES)));
    }

    /** The routing in the headers of a record; empty if headers are ignored. */
    public Routing headerRouting(Headers ofRecord) {
        return headers == HeaderPolicy.IGNORE ? NONE : Routing.read(ofRecord);
    }

    /**
     * The routing of each row of a record with several rows.
     *
     * @throws org.apache.kafka.connect.errors.DataException if a header has another number of lines
     */
    public List<Routing> headerRouting(Headers ofRecord, int rows) {
        return headers == HeaderPolicy.IGNORE ? Collections.nCopies(rows, NONE) : Routing.readRows(ofRecord, rows);
    }
}
