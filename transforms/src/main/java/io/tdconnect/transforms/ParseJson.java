// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.transforms.json.JsonOptions;
import io.tdconnect.transforms.json.JsonRows;
import io.tdconnect.transforms.row.ExpandedRows;
import io.tdconnect.transforms.row.PayloadRows;
import io.tdconnect.transforms.row.RecordPart;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;

/**
 * Makes a row of JSON in bytes or text.
 *
 * <p>An array of several objects, or several objects one after the other, become a list of rows; an empty array drops the
 * record; null passes unchanged. Other text is refused with a {@link DataException} that does not contain it.
 *
 * @param <R> type of the records
 */
public abstract class ParseJson<R extends ConnectRecord<R>> extends PayloadTransform<R> {

    static final String FIELD = "field";
    private static final int DEFAULT_CELLS = 1_000_000;

    static final ConfigDef CONFIG_DEF = new Options()
            .group("Source")
            .optional(
                    FIELD,
                    Type.STRING,
                    null,
                    "Field of a row whose text is JSON, such as `data` in `{\"data\":\"{\\\"v\\\":1}\"}`; its fields take its"
                            + " place, and replace others of the same name. An array makes several rows. A row without the"
                            + " field, or with null, stays as it is. Unset to read the whole message.")
            .validator(Validators.nonEmpty())
            .add(JsonOptions::addTo)
            .group("Limits")
            .optional(
                    ExpandedRows.MAX_CELLS,
                    Type.INT,
                    DEFAULT_CELLS,
                    "With `field`: the most cells, which are rows times fields, that may be made of one record.")
            .validator(Validators.between(1, Integer.MAX_VALUE))
            .importance(Importance.LOW)
            .build();

    private final RecordPart part;

    ParseJson(RecordPart part) {
        super(part, CONFIG_DEF);
        this.part = part;
    }

    @Override
    Change<R> recordChange(AbstractConfig config) {
        String field = config.getString(FIELD);
        if (field == null) {
            return super.recordChange(config);
        }
        JsonOptions options = JsonOptions.from(config);
        return new Expansion<>(
                part,
                new JsonField(field, new JsonRows(options), options.schema()),
                config.getInt(ExpandedRows.MAX_CELLS));
    }

    @Override
    PayloadRows rows(AbstractConfig config) {
        return new JsonRows(JsonOptions.from(config));
    }

    /**
     * Parses the key of records.
     *
     * @param <R> type of the records
     */
    public static final class Key<R extends ConnectRecord<R>> extends ParseJson<R> {
        /** To be configured by Connect. */
        public Key() {
            super(RecordPart.KEY);
        }
    }

    /**
     * Parses the value of records.
     *
     * @param <R> type of the records
     */
    public static final class Value<R extends ConnectRecord<R>> extends ParseJson<R> {
        /** To be configured by Connect. */
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
