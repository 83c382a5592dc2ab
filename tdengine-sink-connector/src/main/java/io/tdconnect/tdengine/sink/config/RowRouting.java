// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.common.template.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where rows go whose records have no routing headers.
 *
 * @param database null if only headers say
 * @param table null if only headers say
 * @param tags names of the fields that are tags
 */
public record RowRouting(
        @Nullable Template database,
        Template stable,
        @Nullable Template table,
        List<String> tags,
        String timestampField) {
    public RowRouting {
        tags = List.copyOf(tags);
    }

    /** Whether the primary timestamp is among the tags, where it cannot be. */
    public boolean timestampIsTag() {
        return tags.contains(timestampField);
    }
}
