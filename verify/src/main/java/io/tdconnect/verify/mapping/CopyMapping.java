// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.mapping;

import io.tdconnect.common.transform.TransformConfig;
import io.tdconnect.tdengine.sink.SinkPreview;
import io.tdconnect.tdengine.sink.SinkPreview.PreviewColumn;
import io.tdconnect.tdengine.sink.SinkPreview.PreviewRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * The way of a record through the transforms of the source and of the sink, and through the sink itself: the same classes
 * with the same configuration as in the copy. For use by one thread.
 */
public final class CopyMapping {
    private static final String TRANSFORMS = "transforms";
    /** Transforms whose effect on names and tags is the same for all rows of a table. */
    private static final List<String> FOLLOWED = List.of(
            "io.tdconnect.transforms.RenameTable",
            "io.tdconnect.transforms.AddTag",
            "org.apache.kafka.connect.transforms.ReplaceField$Value");

    private final List<Transformation<SinkRecord>> transforms = new ArrayList<>();
    private final SinkPreview sink;
    /** Of the last destination: many have the same, and so one list. */
    private List<String> columns = List.of();

    /**
     * The mapping of two connectors.
     *
     * @throws ConfigException if an option is wrong, or a transform can change each row in another way
     */
    public CopyMapping(Map<String, String> source, Map<String, String> sink) {
        addTransforms("source", source);
        addTransforms("sink", sink);
        Map<String, String> options = new HashMap<>(sink);
        options.keySet()
                .removeIf(name -> name.startsWith(TRANSFORMS)
                        || name.startsWith("predicates")
                        || name.startsWith("connection.")
                        || name.startsWith("tls."));
        this.sink = new SinkPreview(options);
    }

    private void addTransforms(String connector, Map<String, String> config) {
        for (String name : names(config)) {
            TransformConfig chosen = TransformConfig.of(connector + " transform", TRANSFORMS, name, config);
            if (!FOLLOWED.contains(chosen.type())
                    || chosen.options().containsKey("predicate")
                    || chosen.options().containsKey("renames")) {
                throw new ConfigException("transforms." + name
                        + ".type of the " + connector
                        + ": expected RenameTable, AddTag, or ReplaceField without renames, all"
                        + " without a predicate, since only their effect is the same for all rows of a table, found "
                        + chosen.type());
            }
            @SuppressWarnings("unchecked") // Transforms work on records of sources and sinks alike.
            Transformation<SinkRecord> transform =
                    chosen.instance(Transformation.class, chosen.type(), "a transform of tdconnect or Kafka");
            chosen.configure(transform, transform.config());
            transforms.add(transform);
        }
    }

    /**
     * Where the rows go that are like this one.
     *
     * @return null if the copy leaves such rows out
     * @throws DataException if the sink would refuse the record
     */
    public @Nullable Destination of(SourceRecord example) {
        SinkRecord record = new SinkRecord(
                example.topic(),
                0,
                example.keySchema(),
                example.key(),
                example.valueSchema(),
                example.value(),
                0,
                example.timestamp(),
                TimestampType.CREATE_TIME,
                example.headers());
        for (Transformation<SinkRecord> transform : transforms) {
            record = transform.apply(record);
            if (record == null) {
                return null;
            }
        }
        List<PreviewRow> rows = sink.rows(record);
        return rows.isEmpty() ? null : destination(rows.get(0));
    }

    private Destination destination(PreviewRow row) {
        Map<String, @Nullable Object> tags = new LinkedHashMap<>();
        row.tags().forEach(tag -> tags.put(tag.name(), tag.value()));
        List<String> names = row.columns().stream().map(PreviewColumn::name).toList();
        if (!names.equals(columns)) {
            columns = names;
        }
        return new Destination(row.database(), row.stable(), row.table(), tags, columns);
    }

    private static List<String> names(Map<String, String> config) {
        return Arrays.stream(config.getOrDefault(TRANSFORMS, "").split(",", -1))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
