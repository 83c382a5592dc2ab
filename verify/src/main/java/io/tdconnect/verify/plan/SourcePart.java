// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.plan;

import io.tdconnect.common.time.Precision;
import io.tdconnect.influxdb.InfluxHistory.Measurement;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.verify.mapping.Destination;
import io.tdconnect.verify.side.TableKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A measurement, supertable or normal table of the source.
 *
 * @param stable whether it is a supertable
 * @param columns types of its columns by name, as TDengine would call them, without the primary timestamp; the order is
 *     that of the source
 * @param measurement null for a table of TDengine
 * @param tables where its tables or series go
 * @param mapping where a table or series goes that appears later; null if it is left out
 */
public record SourcePart(
        String name,
        boolean stable,
        Precision precision,
        Map<String, ColumnType> columns,
        @Nullable Measurement measurement,
        Map<TableKey, Destination> tables,
        Function<TableKey, @Nullable Destination> mapping) {
    /** The databases into which the parts go. */
    public static Set<String> databases(List<SourcePart> parts) {
        Set<String> databases = new TreeSet<>();
        parts.forEach(part -> part.tables().values().forEach(destination -> databases.add(destination.database())));
        return databases;
    }

    static Map<String, ColumnType> columns(TableMetadata table) {
        Map<String, ColumnType> columns = new LinkedHashMap<>();
        table.columns().stream().skip(1).forEach(column -> columns.put(column.name(), column.type()));
        return columns;
    }

    static Map<String, ColumnType> columns(List<Field> fields) {
        Map<String, ColumnType> columns = new LinkedHashMap<>();
        for (Field field : fields) {
            ColumnType type = ColumnType.of(field.schema());
            boolean text = field.schema().type() == Schema.Type.STRING;
            columns.put(field.name(), type != null ? type : text ? ColumnType.NCHAR : ColumnType.BIGINT_UNSIGNED);
        }
        return columns;
    }
}
