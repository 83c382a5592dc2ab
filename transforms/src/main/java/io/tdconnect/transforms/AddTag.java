// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.config.Choices;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.record.Routing;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Adds fields of constant value to rows, and their names to the routing header {@code td.tags}.
 *
 * <p>Each row of a list gets them; a record with a null value passes.
 *
 * @param <R> type of the records
 */
public final class AddTag<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {
    static final String TAGS = "tags";
    static final String MISSING_TAGS = "missing.tags";

    static final ConfigDef CONFIG_DEF = new Options()
            .group("Tags")
            .required(
                    TAGS,
                    Type.STRING,
                    "Tags and their values: " + ConstantTags.SYNTAX + ". Types: " + DataType.NAMES
                            + ". Without a type the value is text. A field of the same name is replaced.")
            .validator(new Rules.Parsed("tags such as site=north", ConstantTags::parse))
            .choice(
                    MISSING_TAGS,
                    MissingTags.FAIL,
                    "What happens to a record without the header `td.tags`, whose tags the sink's option `tags` names: `fail`"
                            + " refuses it, `create` sets the header to the new tags alone, `leave` adds the fields"
                            + " only, so that the sink's option has to name them.")
            .build();

    private @Nullable ConstantTags tags;
    private @Nullable RowEditor editor;
    private MissingTags missing = MissingTags.FAIL;

    /** To be configured by Connect. */
    public AddTag() {}

    @Override
    public void configure(Map<String, ?> properties) {
        AbstractConfig config = new AbstractConfig(CONFIG_DEF, properties);
        ConstantTags parsed = ConstantTags.parse(config.getString(TAGS));
        tags = parsed;
        editor = new RowEditor(parsed);
        missing = Choices.parse(MissingTags.class, config.getString(MISSING_TAGS));
    }

    @Override
    public @Nullable R apply(R original) {
        ConstantTags added = tags;
        RowEditor rows = editor;
        if (added == null || rows == null) {
            throw new IllegalStateException("configure must be called first");
        }
        if (original.value() == null) {
            return original;
        }
        R edited = rows.edit(original, RecordPart.VALUE);
        if (edited != null && edited.value() instanceof List<?> list) {
            Routing.writeRows(
                    edited.headers(),
                    Routing.readRows(edited.headers(), list.size()).stream()
                            .map(routing -> tagged(routing, added))
                            .toList());
        } else if (edited != null) {
            tagged(Routing.read(edited.headers()), added).writeTo(edited.headers());
        }
        return edited;
    }

    private Routing tagged(Routing routing, ConstantTags added) {
        List<String> known = routing.tags();
        if (known == null && missing == MissingTags.FAIL) {
            throw new DataException(
                    "Expected a header td.tags to add tags to, found none; put MapToTable in front, or set "
                            + MISSING_TAGS);
        }
        if (known == null && missing == MissingTags.LEAVE) {
            return routing;
        }
        Set<String> all = new LinkedHashSet<>(known == null ? List.of() : known);
        all.addAll(added.names());
        return new Routing(
                routing.database(), routing.stable(), routing.table(), List.copyOf(all), routing.timestampField());
    }

    @Override
    public ConfigDef config() {
        return CONFIG_DEF;
    }

    @Override
    public String version() {
        return PluginVersion.of(AddTag.class);
    }

    @Override
    public void close() {}

    /** What happens to a record without tags. */
    enum MissingTags {
        /** The record is refused. */
        FAIL,
        /** The new tags are its tags. */
        CREATE,
        /** The record stays without. */
        LEAVE
    }
}
