// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.record.Routing;
import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.common.type.DataType;
import io.tdconnect.transforms.event.EventTags;
import io.tdconnect.transforms.event.TableEvent;
import io.tdconnect.transforms.field.TransformValidators;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.RowEditor;
import io.tdconnect.transforms.rule.ConstantTags;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Adds fields with constant values to rows, and their names to the routing header {@code td.tags}.
 *
 * <p>All rows of a list get them, and so do the tables that metadata events of the TDengine source create; a record with
 * a null value passes unchanged.
 *
 * @param <R> type of the records
 */
public final class AddTag<R extends ConnectRecord<R>> extends RecordTransform<R> {
    static final String TAGS = "tags";
    static final String MISSING_TAGS = "missing.tags";

    static final ConfigDef CONFIG_DEF = new Options()
            .group("Tags")
            .required(
                    TAGS,
                    Type.STRING,
                    "Tags and their values: " + ConstantTags.SYNTAX + ". Types: " + DataType.NAMES
                            + ". Without a type the value is text. A field of the same name is replaced. Subtables that"
                            + " metadata events of the TDengine source create also get them; rows of normal tables, whose"
                            + " header `td.stable` is empty, are not changed.")
            .validator(TransformValidators.parsed("tags such as site=north", ConstantTags::parse))
            .choice(
                    MISSING_TAGS,
                    MissingTags.FAIL,
                    "What happens to a record without the header `td.tags`, whose tags are named by the sink's option `tags`:"
                            + " `fail` refuses it, `create` sets the header to the new tags alone, `leave` only adds the"
                            + " fields, so that the sink's option has to name them.")
            .build();

    /** To be configured by Connect. */
    public AddTag() {
        super(CONFIG_DEF);
    }

    @Override
    Change<R> recordChange(AbstractConfig config) {
        ConstantTags tags = ConstantTags.parse(config.getString(TAGS));
        RowEditor rows = new RowEditor(tags);
        MissingTags missing = EnumOption.parse(MissingTags.class, config.getString(MISSING_TAGS));
        AtomicReference<@Nullable EventTags> events = new AtomicReference<>();
        return original -> {
            if (original.value() == null) {
                return original;
            }
            if (TableEvent.is(original)) {
                return tagged(original, events, tags);
            }
            if (isNormalTable(original)) {
                return original;
            }
            R edited = rows.edit(original, RecordPart.VALUE);
            if (edited != null) {
                tag(edited, routing -> tagged(routing, tags, missing));
            }
            return edited;
        };
    }

    /** Whether the routing header of the supertable is empty: a normal table has no tags. */
    private static boolean isNormalTable(ConnectRecord<?> original) {
        String stable = RoutingHeaders.read(original.headers(), RoutingHeaders.STABLE);
        return stable != null && stable.isBlank();
    }

    /** The event with the tags. These are made for the first event only, because events cannot express all types. */
    private static <R extends ConnectRecord<R>> R tagged(
            R original, AtomicReference<@Nullable EventTags> made, ConstantTags tags) {
        EventTags known = made.get();
        if (known == null) {
            known = new EventTags(tags);
            made.set(known);
        }
        TableEvent event = TableEvent.of(original);
        known.apply(event);
        return event.in(original);
    }

    private static void tag(ConnectRecord<?> edited, UnaryOperator<Routing> tagged) {
        if (edited.value() instanceof List<?> list) {
            Routing.writeRows(
                    edited.headers(),
                    Routing.readRows(edited.headers(), list.size()).stream()
                            .map(tagged)
                            .toList());
        } else {
            tagged.apply(Routing.read(edited.headers())).writeTo(edited.headers());
        }
    }

    private static Routing tagged(Routing routing, ConstantTags added, MissingTags missing) {
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

    /** What happens to a record without tags. */
    enum MissingTags {
        /** The record is refused. */
        FAIL,
        /** The new tags are its tags. */
        CREATE,
        /** The record gets no tags. */
        LEAVE
    }
}
