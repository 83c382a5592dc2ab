// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.event;

import io.tdconnect.common.record.KafkaTopic;
import io.tdconnect.common.record.Routing;
import io.tdconnect.common.record.SchemaCache;
import io.tdconnect.common.template.MissingVariableException;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.template.Variables;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.type.ValueType;
import io.tdconnect.opcua.layout.TagColumn;
import io.tdconnect.opcua.node.KnownPoints;
import io.tdconnect.opcua.read.OpcuaMetrics;
import io.tdconnect.opcua.read.ReadPosition;
import io.tdconnect.opcua.read.Reading;
import io.tdconnect.opcua.record.CompoundFields;
import io.tdconnect.opcua.record.FieldBuffer;
import io.tdconnect.opcua.record.ReadingConverter;
import io.tdconnect.opcua.record.RecordOptions;
import io.tdconnect.opcua.value.ColumnSpec;
import io.tdconnect.opcua.value.ScalarConversion;
import io.tdconnect.opcua.value.ScalarValues;
import io.tdconnect.opcua.value.UaTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Converts each event to a row. */
public final class EventConverter implements ReadingConverter {
    private static final Logger log = LoggerFactory.getLogger(EventConverter.class);
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int NANOS_PER_TICK = 100;

    private final RecordOptions options;
    private final EventOptions events;
    private final OpcuaMetrics metrics;
    private final SchemaCache schemas = FieldBuffer.schemas();
    private final Map<EventField, ColumnSpec> specs = new HashMap<>();
    private final Set<String> failedBefore = new HashSet<>();
    private volatile CompoundFields compounds;

    public EventConverter(RecordOptions options, EventOptions events, OpcuaMetrics metrics) {
        this.options = options;
        this.events = events;
        this.metrics = metrics;
        this.compounds = new CompoundFields(options, KnownPoints.NONE.values());
        for (EventField column : events.layout().columns()) {
            if (column.spec() != null) {
                specs.put(column, column.spec());
            }
        }
    }

    @Override
    public void connected(KnownPoints known) {
        compounds = new CompoundFields(options, known.values());
    }

    @Override
    public List<SourceRecord> convert(List<Reading> readings, ReadPosition.SourceOffset offset) {
        List<SourceRecord> records = new ArrayList<>(readings.size());
        for (Reading reading : readings) {
            SourceRecord record = record(reading, offset);
            if (record != null) {
                records.add(record);
            }
        }
        return records;
    }

    private @Nullable SourceRecord record(Reading reading, ReadPosition.SourceOffset offset) {
        Event event = (Event) Objects.requireNonNull(reading.value().value().value());
        long received = UaTime.nanos(reading.received());
        FieldBuffer fields = new FieldBuffer();
        fields.addField(EventField.TIMESTAMP, Timestamp.schema(Precision.NS), time(event, reading, received));
        for (EventField column : events.layout().columns()) {
            try {
                addColumn(fields, column, event);
            } catch (DataException e) {
                if (failed(column.path(), event, e) == RecordOptions.OnError.SKIP) {
                    return null;
                }
                addNull(fields, column);
            }
        }
        fields.addField(EventField.REFRESHED, Schema.OPTIONAL_BOOLEAN_SCHEMA, event.refreshed());
        Variables variables = EventVariables.of(event, reading.point());
        FieldBuffer tags = tags(variables);
        fields.addAll(tags);
        Struct row = row(fields, event);
        return row == null ? null : record(reading, offset, row, tags.names());
    }

    /** Null if the row is left out because a value does not fit its schema. */
    private @Nullable Struct row(FieldBuffer fields, Event event) {
        try {
            return fields.struct(schemas, options.limit());
        } catch (DataException e) {
            if (failed("of a row", event, e) == RecordOptions.OnError.SKIP) {
                return null;
            }
        }
        try {
            fields.clearUnfit();
            return fields.struct(schemas, options.limit());
        } catch (DataException e) {
            log.debug("No row of {}", event.type(), e);
            return null;
        }
    }

    private SourceRecord record(Reading reading, ReadPosition.SourceOffset offset, Struct row, List<String> tags) {
        Event event = (Event) Objects.requireNonNull(reading.value().value().value());
        Variables variables = EventVariables.of(event, reading.point());
        String stable = options.names().legal(render(events.stable(), variables, EventOptions.STABLE));
        String table = options.names().legal(render(events.table(), variables, EventOptions.TABLE));
        String topic = render(
                options.topic(),
                name -> switch (name) {
                    case "stable" -> stable;
                    case "table" -> table;
                    default -> variables.value(name);
                },
                RecordOptions.TOPIC);
        ConnectHeaders headers = new ConnectHeaders();
        if (options.routing()) {
            new Routing(null, stable, table, tags, EventField.TIMESTAMP).writeTo(headers);
        }
        Object source = event.value(EventField.SOURCE_NODE);
        return new SourceRecord(
                offset.partition(),
                offset.offset(),
                KafkaTopic.legal(topic),
                null,
                Schema.STRING_SCHEMA,
                source instanceof NodeId node
                        ? node.toParseableString()
                        : reading.point().node(),
                row.schema(),
                row,
                UaTime.nanos(reading.received()) / NANOS_PER_MILLI,
                headers);
    }

    /**
     * The time of the event in ns. Times of OPC UA have a resolution of 100 ns; the two digits below come from the id
     * of the event. So events of the same time become different rows, and the same event always becomes the same row.
     */
    private static long time(Event event, Reading reading, long received) {
        long time = UaTime.source(reading.value(), received);
        if (!(event.value(EventField.ID) instanceof ByteString id)) {
            return time;
        }
        int digits = Math.floorMod(Arrays.hashCode(id.bytes()), NANOS_PER_TICK);
        return time - Math.floorMod(time, NANOS_PER_TICK) + digits;
    }

    private void addColumn(FieldBuffer fields, EventField column, Event event) {
        Object value = event.value(column.path());
        ColumnSpec spec = specs.get(column);
        if (column.path().equals(EventField.TYPE)) {
            value = event.type();
        } else if (column.path().equals(EventField.ID) && value instanceof ByteString id) {
            value = id.isNull() ? null : HexFormat.of().formatHex(id.bytes());
        }
        if (value == null) {
            addNull(fields, column);
            return;
        }
        ValueType natural = ScalarValues.type(value);
        if (natural == null) {
            compounds.compound(fields, column.column(), spec, value);
            return;
        }
        ColumnSpec decided = spec == null ? ColumnSpec.of(natural) : spec;
        specs.put(column, decided);
        Object plain = ScalarValues.of(value);
        // Converted before the field is added, so that a value that does not fit leaves no field behind.
        Object converted = plain == null ? null : ScalarConversion.convert(decided, plain);
        fields.addField(column.column(), decided.schema(), converted);
    }

    private void addNull(FieldBuffer fields, EventField column) {
        ColumnSpec spec = specs.get(column);
        if (spec != null) {
            fields.addField(column.column(), spec.schema(), null);
        }
    }

    private RecordOptions.OnError failed(String field, Event event, DataException e) {
        metrics.unconverted.increment();
        String message = "Field " + field + " of " + event.type() + ": " + e.getMessage();
        if (options.onError() == RecordOptions.OnError.FAIL) {
            throw new ConnectException(
                    message + "; change its type in " + EventOptions.FIELDS + ", or " + RecordOptions.ON_ERROR, e);
        }
        if (failedBefore.add(field)) {
            log.warn("{}; further ones of this field are counted only ({})", message, RecordOptions.ON_ERROR);
        }
        return options.onError();
    }

    private FieldBuffer tags(Variables variables) {
        FieldBuffer tags = new FieldBuffer();
        for (TagColumn tag : events.tags()) {
            tags.addField(tag.name(), tag.spec().schema(), tag.of(optional(tag.value(), variables)));
        }
        return tags;
    }

    private static @Nullable String optional(Template template, Variables variables) {
        try {
            return template.render(variables);
        } catch (MissingVariableException e) {
            return null;
        }
    }

    private static String render(Template template, Variables variables, String option) {
        String text = optional(template, variables);
        if (text == null) {
            throw new ConnectException("expected variables that each event has in " + option + " (" + template
                    + "), found one that this event does not have; give it a default, as in {SourceName:unknown}");
        }
        return text;
    }
}
