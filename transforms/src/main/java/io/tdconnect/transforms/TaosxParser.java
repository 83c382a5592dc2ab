// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.TimeZoneOption;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.config.WorkerFile;
import io.tdconnect.transforms.field.ConfigNode;
import io.tdconnect.transforms.field.PathHits;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.RowSchema;
import io.tdconnect.transforms.taosx.TaosxDocument;
import io.tdconnect.transforms.taosx.TaosxRows;
import io.tdconnect.transforms.taosx.TaosxSettings;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/**
 * Executes a parser document of taosX: parses a message, changes and filters its rows, and maps them to tables.
 *
 * <p>Rows of several models, or of a message with several objects, become a list; null passes unchanged.
 *
 * @param <R> type of the records
 */
public abstract class TaosxParser<R extends ConnectRecord<R>> extends RecordTransform<R> {
    static final String PARSER = "parser";
    static final String DATABASE = "database";
    static final String SCHEMA = "schema";

    static final ConfigDef CONFIG_DEF = new Options()
            .group("Parser")
            .required(
                    PARSER,
                    Type.STRING,
                    "The parser document as JSON, unchanged, or `@` and the path of a file on the worker with it,"
                            + " as for `taosx --parser`; also the task of the explorer, `{\"parser\": …, \"input\": …}`. Keys that are"
                            + " not known are refused with their place, of a file with line and column only.")
            .validator(new Document())
            .optional(DATABASE, Type.STRING, null, "Database of the rows; unset to use the sink's option.")
            .validator(Validators.nonEmpty())
            .add(TimeZoneOption::addTo)
            .add(OnMismatch::addTo)
            .add(PathHits::addTo)
            .choice(
                    SCHEMA,
                    RowSchema.STRUCT,
                    "Rows are a `struct` with a schema made from the types of the document and the values, or a `map`"
                            + " without a schema, in which timestamps are ISO-8601 text.")
            .importance(Importance.LOW)
            .build();

    private final RecordPart part;

    TaosxParser(RecordPart part) {
        super(CONFIG_DEF);
        this.part = part;
    }

    @Override
    final Change<R> recordChange(AbstractConfig config) {
        TaosxSettings settings = new TaosxSettings(
                EnumOption.parse(RowSchema.class, config.getString(SCHEMA)),
                config.getString(DATABASE),
                TimeZoneOption.zone(config),
                PathHits.from(config),
                OnMismatch.from(config));
        TaosxRows rows = rows(new TaosxDocument(settings), config.getString(PARSER));
        return original -> part.value(original) == null ? original : rows.map(original, part);
    }

    /** The stages of a document; the option contains the document or names a file with it. */
    private static TaosxRows rows(TaosxDocument document, String option) {
        if (!option.startsWith("@")) {
            return document.rows(option);
        }
        String text = WorkerFile.text(option);
        try {
            return document.rows(text);
        } catch (IllegalArgumentException e) {
            // Without the message, which quotes keys and values: the option may name any file of the worker.
            throw new IllegalArgumentException("expected a parser document of taosX in the file, found a fault"
                    + (e instanceof ConfigNode.Problem problem ? " at " + problem.place() : "")
                    + "; bin/preview --parser, or the document instead of @ and its path, shows more");
        }
    }

    private static final class Document implements Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            if (value == null) {
                return;
            }
            try {
                rows(new TaosxDocument(TaosxSettings.toCheck()), value.toString());
            } catch (IllegalArgumentException e) {
                // Without the document, because it is long.
                throw new ConfigException("Invalid value for configuration " + name + ": " + e.getMessage());
            }
        }

        @Override
        public String toString() {
            return "parser document of taosX, or @ and a path";
        }
    }

    /**
     * Works on the key of records instead of the value.
     *
     * @param <R> type of the records
     */
    public static final class Key<R extends ConnectRecord<R>> extends TaosxParser<R> {
        /** To be configured by Connect. */
        public Key() {
            super(RecordPart.KEY);
        }
    }

    /**
     * Works on the value of records.
     *
     * @param <R> type of the records
     */
    public static final class Value<R extends ConnectRecord<R>> extends TaosxParser<R> {
        /** To be configured by Connect. */
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
