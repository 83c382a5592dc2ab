// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.read;

import io.tdconnect.common.http.ServerException;
import io.tdconnect.common.window.TaskReader;
import io.tdconnect.common.window.TimeSplit;
import io.tdconnect.common.window.WindowQueries;
import io.tdconnect.influxdb.client.FieldType;
import io.tdconnect.influxdb.client.InfluxClient;
import io.tdconnect.influxdb.client.InfluxException;
import io.tdconnect.influxdb.client.SelectionOptions;
import io.tdconnect.influxdb.record.MeasurementFields;
import io.tdconnect.influxdb.record.PointConverter;
import io.tdconnect.influxdb.record.RecordOptions;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bucket as a task reads it: measurements with the fields that they have at the moment. */
public final class BucketView implements TaskReader.Server {
    private static final int MOST_NAMED = 50;

    private final InfluxClient client;
    private final SelectionOptions selection;
    private final RecordOptions.ConflictPolicy conflicts;
    private final Map<TimeSplit, PointConverter> converters;
    private final Map<String, MeasurementFields> fields = new HashMap<>();
    private final Map<String, Map<String, Set<FieldType>>> fieldTypes = new HashMap<>();

    /** @param converters of the points of each split */
    public BucketView(
            InfluxClient client,
            SelectionOptions selection,
            RecordOptions.ConflictPolicy conflicts,
            Map<TimeSplit, PointConverter> converters) {
        this.client = client;
        this.selection = selection;
        this.conflicts = conflicts;
        this.converters = Map.copyOf(converters);
    }

    @Override
    public Instant look(List<String> names) throws IOException, InfluxException {
        InfluxClient.Catalog catalog = client.catalog(names.size() > MOST_NAMED ? List.of() : names);
        for (String name : names) {
            Map<String, Set<FieldType>> types = selected(catalog.fields().getOrDefault(name, Map.of()));
            if (!types.equals(fieldTypes.get(name))) {
                fields.put(name, MeasurementFields.of(name, types, conflicts));
                fieldTypes.put(name, types);
            }
        }
        return catalog.serverTime();
    }

    @Override
    public @Nullable WindowQueries queries(TimeSplit split) {
        MeasurementFields known = fields.get(split.name());
        PointConverter converter = converters.get(split);
        return known == null || known.columns().isEmpty() || converter == null
                ? null
                : new MeasurementQueries(client, split.name(), known, selection.conditions(), converter);
    }

    @Override
    public String message(ServerException failure) {
        return FailureMessages.of(failure);
    }

    @Override
    public void close() {
        client.close();
    }

    private Map<String, Set<FieldType>> selected(Map<String, Set<FieldType>> types) {
        if (selection.fields().isEmpty()) {
            return types;
        }
        List<String> kept = new ArrayList<>(types.keySet());
        kept.retainAll(selection.fields());
        Map<String, Set<FieldType>> selected = new HashMap<>();
        kept.forEach(field -> selected.put(field, types.get(field)));
        return selected;
    }
}
