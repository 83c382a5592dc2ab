// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb.record;

import io.tdconnect.common.record.NamePolicy;
import io.tdconnect.common.record.SchemalessName;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * The schema of the records of a metric: time, value and tags, which are sorted by name.
 *
 * @param schema of a point
 * @param listSchema of several points
 * @param time its first field
 * @param value its second field
 * @param tags names in OpenTSDB, sorted
 * @param tagFields the tags in the schema
 */
record MetricSchema(
        Schema schema, Schema listSchema, Field time, Field value, List<String> tags, List<Field> tagFields) {

    /** The schema of a metric; a tag with the name of another column becomes {@code NAME_tag}. */
    static MetricSchema of(String metric, Collection<String> tagKeys, RecordOptions.ValueType type, NamePolicy names) {
        SchemaBuilder builder = SchemaBuilder.struct()
                .name(metric)
                .field(SchemalessName.TIME, Timestamp.schema(Precision.MS))
                .field(
                        SchemalessName.VALUE,
                        type == RecordOptions.ValueType.DOUBLE ? Schema.FLOAT64_SCHEMA : Schema.INT64_SCHEMA);
        Set<String> taken = new HashSet<>(Set.of(SchemalessName.TIME, SchemalessName.VALUE));
        List<String> tags = List.copyOf(new TreeSet<>(tagKeys));
        for (String tag : tags) {
            String name = names.column(tag);
            while (!taken.add(name)) {
                name += "_tag";
            }
            builder.field(name, Schema.OPTIONAL_STRING_SCHEMA);
        }
        Schema schema = builder.build();
        List<Field> all = schema.fields();
        return new MetricSchema(
                schema, SchemaBuilder.array(schema).build(), all.get(0), all.get(1), tags, all.subList(2, all.size()));
    }

    /** The names of the tags in records, in their order. */
    List<String> tagNames() {
        return tagFields.stream().map(Field::name).toList();
    }
}
