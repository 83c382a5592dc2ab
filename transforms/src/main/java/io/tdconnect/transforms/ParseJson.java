// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.config.Options;
import io.tdconnect.transforms.json.JsonOptions;
import io.tdconnect.transforms.json.JsonRows;
import io.tdconnect.transforms.row.PayloadRows;
import io.tdconnect.transforms.row.RecordPart;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
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

    static final ConfigDef CONFIG_DEF = new Options().add(JsonOptions::addTo).build();

    ParseJson(RecordPart part) {
        super(part, CONFIG_DEF);
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
