// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.template.Template;
import io.tdconnect.tdengine.sink.config.RoutingOptions;
import io.tdconnect.tdengine.sink.config.RowOptions.NullValues;
import io.tdconnect.tdengine.sink.config.TextOptions;
import io.tdconnect.tdengine.sink.config.TextOptions.TextPrecision;
import io.tdconnect.tdengine.sink.config.TextOptions.ValueFormat;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.row.RowMapper;
import io.tdconnect.tdengine.sink.schemaless.TextMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** Maps text and describes the rows. */
public final class TextRows {
    public final List<BadRecord> bad = new ArrayList<>();
    public final List<Row> rows;

    private TextRows(RowMapper mapper, SinkRecord entry) {
        rows = mapper.map(entry, bad);
    }

    public static TextRows line(String text) {
        return of(ValueFormat.LINE, TextPrecision.AUTO, text);
    }

    public static TextRows telnet(String text) {
        return of(ValueFormat.TELNET, TextPrecision.AUTO, text);
    }

    public static TextRows json(String text) {
        return of(ValueFormat.JSON, TextPrecision.AUTO, text);
    }

    public static TextRows of(ValueFormat format, TextPrecision precision, Object value) {
        return of(mapper(format, precision), Records.of(0, value));
    }

    public static TextRows of(RowMapper mapper, SinkRecord entry) {
        return new TextRows(mapper, entry);
    }

    static RowMapper mapper(ValueFormat format, TextPrecision precision) {
        RoutingOptions routing =
                new RoutingOptions(Template.parse("power"), Template.parse("{topic}"), null, List.of(), "ts");
        return new TextMapper(Records.options(routing, NullValues.IGNORE), new TextOptions(format, precision));
    }

    /** {@code stable.table time | tag=NCHAR:a; | field=DOUBLE:1.5;} of each row. */
    public List<String> described() {
        return rows.stream().map(TextRows::describe).toList();
    }

    /** The columns of the only row, without the time. */
    public String fields() {
        if (!bad.isEmpty() || rows.size() != 1) {
            throw new AssertionError("rows " + described() + ", bad " + reasons());
        }
        return cells(rows.get(0), 1).strip();
    }

    public List<String> reasons() {
        return bad.stream().map(record -> record.reason().getMessage()).toList();
    }

    private static String describe(Row row) {
        return row.shape.stable + '/' + row.table + ' ' + row.value(0) + cells(row, 1);
    }

    private static String cells(Row row, int from) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < row.shape.fields(); i++) {
            Object value = row.value(i);
            text.append(row.shape.isTag(i) ? " #" : " ").append(row.shape.names.get(i));
            text.append('=').append(row.shape.type(i)).append(':');
            text.append(value instanceof byte[] bytes ? Arrays.toString(bytes) : value);
        }
        return text.toString();
    }
}
