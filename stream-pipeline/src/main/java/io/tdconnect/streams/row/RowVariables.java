// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.row;

import io.tdconnect.common.record.FieldPath;
import io.tdconnect.common.template.RecordVariables;
import io.tdconnect.common.template.Variables;
import io.tdconnect.streams.message.RowHeaders;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The template variables of a row: those of its record, with the headers of the row. */
final class RowVariables implements Variables {
    private static final String HEADER = "header:";

    private final RecordVariables all;
    private final Object row;
    private final Headers headers;

    RowVariables(SinkRecord message, Object row, Headers headers) {
        this.all = RecordVariables.of(message, row);
        this.row = row;
        this.headers = headers;
    }

    @Override
    public @Nullable Object value(String name) {
        return name.startsWith(HEADER) && !FieldPath.contains(row, name)
                ? RowHeaders.text(headers, name.substring(HEADER.length()))
                : all.value(name);
    }
}
