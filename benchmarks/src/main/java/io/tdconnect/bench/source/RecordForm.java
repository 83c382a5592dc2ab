// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The form of the records of a source of meter readings.
 *
 * @param name for figures
 * @param rowsPerRecord most readings of a record
 * @param text whether the source writes the JSON itself, instead of JsonConverter
 */
record RecordForm(String name, int rowsPerRecord, boolean text) {
    /**
     * One and several rows per record, both with structs and text, and the form that the documentation recommends for
     * the highest throughput.
     */
    static final List<RecordForm> ALL = List.of(
            new RecordForm("1", 1, false),
            new RecordForm("50", 50, false),
            new RecordForm("json_1", 1, true),
            new RecordForm("json_50", 50, true),
            new RecordForm("json_500", 500, true));

    private static final int LARGE = 500;

    /** The options of the source and of the worker's producer. */
    Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        options.put("rows.per.record", Integer.toString(rowsPerRecord));
        if (text) {
            options.put("value.format", "json");
            options.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
        }
        if (rowsPerRecord >= LARGE) {
            options.put("producer.override.batch.size", "1048576");
        }
        return options;
    }

    /** The options with which a query reads this number of rows of each subtable at once. */
    Map<String, String> optionsOfQuery() {
        Map<String, String> options = options();
        if (rowsPerRecord >= LARGE) {
            options.put("batch.rows", Integer.toString(rowsPerRecord * MeterTables.SUBTABLES));
        }
        return options;
    }
}
