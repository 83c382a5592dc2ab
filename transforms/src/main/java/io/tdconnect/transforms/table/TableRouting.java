// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.table;

import io.tdconnect.common.record.Routing;
import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.template.Variables;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/** The routing headers of rows; headers that are the same for all rows are made once. */
public final class TableRouting {
    private final List<String> names = new ArrayList<>();
    private final Headers constant = new ConnectHeaders();
    private final List<Rendered> rendered = new ArrayList<>();
    private @Nullable Routing constantRouting;

    /** Sets a header to the same text for all rows; if the text is null, the header is not changed. */
    public TableRouting with(String header, @Nullable String text) {
        if (text != null) {
            names.add(header);
            constant.addString(header, text);
            constantRouting = null;
        }
        return this;
    }

    /** Sets the header of the tags; null does not change it. */
    public TableRouting withTags(@Nullable List<String> tags) {
        return with(RoutingHeaders.TAGS, tags == null ? null : String.join(",", tags));
    }

    /**
     * Sets the header of database, supertable or subtable by a template for each row; if the template is null, the header
     * is not changed.
     *
     * @param option with the template, for messages
     */
    public TableRouting with(String header, @Nullable Template template, String option) {
        if (template != null && !template.variables().isEmpty()) {
            names.add(header);
            rendered.add(new Rendered(header, template, option));
            return this;
        }
        return with(header, template == null ? null : template.render(name -> null));
    }

    /**
     * Replaces the headers of a row.
     *
     * @throws DataException if a template lacks a value
     */
    public void writeTo(Headers headers, Variables variables) {
        if (!headers.isEmpty()) {
            names.forEach(headers::remove);
        }
        for (Header header : constant) {
            headers.add(header);
        }
        for (Rendered header : rendered) {
            headers.addString(header.name, header.text(variables));
        }
    }

    /**
     * The routing of one row of several.
     *
     * @throws DataException if a template lacks a value
     */
    public Routing of(Variables variables) {
        Routing same = constantRouting();
        String database = same.database();
        String stable = same.stable();
        String table = same.table();
        for (Rendered header : rendered) {
            String text = header.text(variables);
            switch (header.name) {
                case RoutingHeaders.DATABASE -> database = text;
                case RoutingHeaders.STABLE -> stable = text;
                default -> table = text;
            }
        }
        return new Routing(database, stable, table, same.tags(), same.timestampField());
    }

    private Routing constantRouting() {
        Routing known = constantRouting;
        if (known == null) {
            known = Routing.read(constant);
            constantRouting = known;
        }
        return known;
    }

    private record Rendered(String name, Template template, String option) {
        String text(Variables variables) {
            try {
                return template.render(variables);
            } catch (DataException e) {
                throw new DataException("Option " + option + ": " + e.getMessage(), e);
            }
        }
    }
}
