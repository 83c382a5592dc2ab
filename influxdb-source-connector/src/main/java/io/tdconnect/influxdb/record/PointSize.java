// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.record;

import io.tdconnect.common.source.RecordSizeLimit;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of the points of a series in a record: an upper limit for numbers, counted for texts.
 *
 * @param beside bytes of the record without its points
 * @param point bytes of a point without the values of its text fields
 * @param texts the fields with text
 */
record PointSize(long beside, long point, List<Field> texts) {
    private static final int RECORD = 2_048;
    private static final int SCHEMA_OF_FIELD = 100;
    private static final int VALUE = 40;

    static PointSize of(PointSchema shape, @Nullable String[] tags) {
        long beside = RECORD;
        long point = 0;
        List<Field> texts = new ArrayList<>();
        for (Field field : shape.schema().fields()) {
            beside += SCHEMA_OF_FIELD + field.name().length();
            point += VALUE + field.name().length();
        }
        for (Field field : shape.valueFields()) {
            if (field.schema().type() == Schema.Type.STRING) {
                texts.add(field);
            }
        }
        for (String tag : tags) {
            point += tag == null ? 0 : RecordSizeLimit.size(tag);
        }
        return new PointSize(beside, point, List.copyOf(texts));
    }

    /** The size of a point, a Struct or a line. */
    long of(Object value) {
        if (value instanceof String line) {
            return RecordSizeLimit.size(line);
        }
        long size = point;
        for (Field text : texts) {
            size += RecordSizeLimit.size(((Struct) value).get(text));
        }
        return size;
    }
}
