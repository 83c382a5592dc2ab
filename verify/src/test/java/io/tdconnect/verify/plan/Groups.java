// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.plan;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.verify.digest.ValueKind;
import io.tdconnect.verify.mapping.Destination;
import io.tdconnect.verify.side.Selection;
import io.tdconnect.verify.side.TableKey;
import io.tdconnect.verify.side.TimeScale;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Groups for tests, with one whole column {@code v}. */
public final class Groups {
    private Groups() {}

    /** A supertable with the same subtables on both sides. */
    public static Group of(String stable, List<String> names) {
        ComparedTables tables = new ComparedTables(name -> true);
        Map<TableKey, Destination> destinations = new LinkedHashMap<>();
        names.forEach(name -> destinations.put(
                TableKey.table(name), new Destination("db", stable, name, Map.of(), List.of("ts", "v"))));
        SourcePart part = new SourcePart(
                stable, true, Precision.MS, Map.of("v", ColumnType.BIGINT), null, destinations, key -> null);
        TimeScale scale = new TimeScale(Precision.MS, Precision.MS);
        List<ValueKind> kinds = List.of(ValueKind.LONG);
        Selection source = new Selection(
                stable, true, List.of("v"), kinds, scale, new SourceLookup(part, 0, stable, tables), null);
        Selection target = new Selection(stable, true, List.of("v"), kinds, scale, tables, null);
        names.forEach(tables::table);
        return new Group(
                stable,
                target,
                List.of(source),
                tables,
                new GroupColumns(List.of("v"), kinds, List.of(), new boolean[] {true}, false, -1));
    }
}
