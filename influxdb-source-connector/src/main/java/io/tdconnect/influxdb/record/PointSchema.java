// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.record;

import io.tdconnect.common.record.NamePolicy;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * The schema of the records of a measurement: time, tags, fields; tags and fields are sorted by name.
 *
 * @param schema of a point
 * @param listSchema of several points
 * @param time its first field
 * @param tags names in InfluxDB, sorted
 * @param tagFields the tags in the schema
 * @param fields that are read
 * @param valueFields these fields in the schema
 */
record PointSchema(
        Schema schema,
        Schema listSchema,
        Field time,
        List<String> tags,
        List<Field> tagFields,
        MeasurementFields fields,
        List<Field> valueFields) {
    static final String TIME = "time";

    /** The schema of a measurement; a tag with the name of a field becomes {@code NAME_tag}. */
    static PointSchema of(String measurement, Collection<String> tagKeys, MeasurementFields fields, NamePolicy names) {
        Set<String> taken = new HashSet<>(Set.of(TIME));
        List<String> valueNames = new ArrayList<>();
        for (OutputField field : fields.outputs()) {
            valueNames.add(free(names.column(field.name()), "_field", taken));
        }
        List<String> tags = List.copyOf(new TreeSet<>(tagKeys));
        List<String> tagNames = new ArrayList<>();
        for (String tag : tags) {
            tagNames.add(free(names.column(tag), "_tag", taken));
        }
        SchemaBuilder builder = SchemaBuilder.struct().name(measurement).field(TIME, Timestamp.schema(Precision.NS));
        tagNames.forEach(name -> builder.field(name, Schema.OPTIONAL_STRING_SCHEMA));
        for (int i = 0; i < valueNames.size(); i++) {
            builder.field(valueNames.get(i), fields.outputs().get(i).schema());
        }
        Schema schema = builder.build();
        List<Field> all = schema.fields();
        int firstValue = 1 + tags.size();
        return new PointSchema(
                schema,
                SchemaBuilder.array(schema).build(),
                all.get(0),
                tags,
                all.subList(1, firstValue),
                fields,
                all.subList(firstValue, all.size()));
    }

    private static String free(String name, String suffix, Set<String> taken) {
        String candidate = name;
        while (!taken.add(candidate)) {
            candidate += suffix;
        }
        return candidate;
    }
}
