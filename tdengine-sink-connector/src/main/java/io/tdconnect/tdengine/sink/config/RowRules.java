// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.common.record.Routing;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.connect.header.Headers;

/**
 * How records become rows.
 *
 * @param routing the routing of records of a topic by the options
 * @param headers whether routing headers count
 * @param delimiter between the names of nested fields
 */
public record RowRules(
        Function<String, RowRouting> routing,
        HeaderPolicy headers,
        NameRule names,
        String delimiter,
        NullValues nullValues) {
    private static final Routing NONE = new Routing(null, null, null, null, null);

    /** The routing that the headers of a record say; nothing where they do not count. */
    public Routing routing(Headers ofRecord) {
        return headers == HeaderPolicy.IGNORE ? NONE : Routing.read(ofRecord);
    }

    /**
     * The routing of each row of a record that holds several.
     *
     * @throws org.apache.kafka.connect.errors.DataException if a header has another number of lines
     */
    public List<Routing> routing(Headers ofRecord, int rows) {
        return headers == HeaderPolicy.IGNORE ? Collections.nCopies(rows, NONE) : Routing.readRows(ofRecord, rows);
    }
}
