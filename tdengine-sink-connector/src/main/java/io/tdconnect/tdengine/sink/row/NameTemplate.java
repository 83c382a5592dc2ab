// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.row;

import io.tdconnect.common.record.KafkaOrigin;
import io.tdconnect.common.template.RecordVariables;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.template.Variables;
import io.tdconnect.tdengine.sink.row.RowReader.FlatRow;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Renders names of tables, and caches them by the values of their variables. For use by one thread. */
final class NameTemplate {
    // Enough for 200,000 names of subtables such as d1234567.
    private static final int MAX_RETAINED = 32_000_000;
    /** Longer values make no name that TDengine allows. */
    private static final int MAX_KEY = 512;

    private static final String TOPIC = "topic";

    private final Template template;
    private final TableNames tableNames;
    private final List<String> variables;
    private final Map<@Nullable Object, String> names = new HashMap<>();
    private final RetainedBytes retained = new RetainedBytes(MAX_RETAINED);
    private @Nullable RowFields lastFields;
    private int[] indexes = new int[0];

    NameTemplate(Template template, TableNames tableNames) {
        this.template = template;
        this.tableNames = tableNames;
        this.variables = List.copyOf(template.variables());
    }

    /** Whether it always renders empty text. */
    boolean isEmpty() {
        return template.toString().isEmpty();
    }

    /**
     * The name for a row.
     *
     * @param row before it was flattened, for variables that are not among the flat fields
     * @throws org.apache.kafka.connect.errors.DataException if a variable is missing or the name is not allowed
     */
    String tableName(SinkRecord entry, @Nullable Object row, FlatRow flat) {
        if (flat.fields != lastFields) {
            indexes = variables.stream().mapToInt(flat.fields.names::indexOf).toArray();
            lastFields = flat.fields;
        }
        @Nullable Object[] values = new @Nullable Object[indexes.length];
        boolean plain = true;
        for (int i = 0; i < values.length; i++) {
            values[i] = value(i, entry, row, flat);
            plain &= values[i] instanceof String || values[i] instanceof Number || values[i] instanceof Boolean;
        }
        if (!plain) {
            return render(values);
        }
        Object key = values.length == 1 ? values[0] : Arrays.asList(values);
        String known = names.get(key);
        if (known == null) {
            known = render(values);
            remember(key, values, known);
        }
        return known;
    }

    private void remember(@Nullable Object key, @Nullable Object[] values, String name) {
        long characters = name.length();
        for (Object value : values) {
            characters += value instanceof String text ? text.length() : digits(value);
        }
        if (characters > MAX_KEY) {
            return;
        }
        if (retained.isFull()) {
            names.clear();
            retained.clear();
        }
        names.put(key, name);
        retained.add(characters);
    }

    private static int digits(@Nullable Object value) {
        BigInteger wide = value instanceof BigDecimal decimal
                ? decimal.unscaledValue()
                : value instanceof BigInteger whole ? whole : BigInteger.ZERO;
        return Long.SIZE / Byte.SIZE + wide.bitLength() / Character.SIZE;
    }

    /** Estimated bytes of the cache. */
    long retained() {
        return retained.bytes();
    }

    private @Nullable Object value(int variable, SinkRecord entry, @Nullable Object row, FlatRow flat) {
        int index = indexes[variable];
        if (index >= 0) {
            return flat.values[index];
        }
        String name = variables.get(variable);
        return name.equals(TOPIC)
                ? KafkaOrigin.topic(entry)
                : RecordVariables.of(entry, row).value(name);
    }

    private String render(@Nullable Object[] values) {
        Variables known = name -> values[variables.indexOf(name)];
        return tableNames.table(template.render(known));
    }
}
