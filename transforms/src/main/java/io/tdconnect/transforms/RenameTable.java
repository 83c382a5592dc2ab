// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.record.Routing;
import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.common.template.RecordVariables;
import io.tdconnect.transforms.event.EventRename;
import io.tdconnect.transforms.event.TableEvent;
import io.tdconnect.transforms.table.TableRename;
import io.tdconnect.transforms.table.TableRename.Scope;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;

/**
 * Renames supertables and subtables: in the routing headers of records, and in the values of metadata events of the
 * TDengine source.
 *
 * <p>A record with a null value passes unchanged. The headers {@code td.stable} and {@code td.table} decide what a name
 * is: a normal table is renamed like a subtable.
 *
 * @param <R> type of the records
 */
public final class RenameTable<R extends ConnectRecord<R>> extends RecordTransform<R> {
    static final String RENAME = "rename";
    static final String TABLES = "tables";
    static final String PREFIX = "prefix";
    static final String SUFFIX = "suffix";
    static final String TEMPLATE = "template";
    static final String REGEX = "regex";
    static final String REPLACEMENT = "replacement";
    static final String MISSING_NAME = "missing.name";
    static final String UNCHANGED_EVENTS = "unchanged.events";

    static final ConfigDef CONFIG_DEF = new Options()
            .group("As in taosX")
            .optional(
                    RENAME,
                    Type.STRING,
                    "",
                    "Renamings in the syntax of taosX's option `-T`: " + TableRename.SYNTAX + ", such as"
                            + " `rename-child-table:replace_with_regex:^a_(?<old>.*)::b_$old`; one on each line,"
                            + " applied in this order, before the following options. `map` takes `@` and the path of a"
                            + " file on the worker with lines `old,new` or a JSON object, or the object itself; other"
                            + " names stay.")
            .validator(new ParsedValidator("renamings of taosX", TableRename::parseAll))
            .group("Names")
            .choice(
                    TABLES,
                    Scope.ALL,
                    "Which names the following options change: of supertables and subtables (`all`), subtables"
                            + " (`child`) or supertables (`super`).")
            .optional(PREFIX, Type.STRING, "", "Added before a name.")
            .optional(SUFFIX, Type.STRING, "", "Added after a name.")
            .optional(
                    TEMPLATE,
                    Type.STRING,
                    null,
                    "New name: a template such as `{site}_{name}`, in which `name` is the old one. Other variables: fields"
                            + " of the row, `topic`, `partition`, `offset`, `key` and `header:NAME`.")
            .validator(Validators.all(Validators.nonEmpty(), Validators.template()))
            .optional(
                    REGEX,
                    Type.STRING,
                    null,
                    "Regular expression of RE2; every match in a name is replaced by `replacement`.")
            .validator(Validators.nonEmpty())
            .dependents(REPLACEMENT)
            .optional(
                    REPLACEMENT,
                    Type.STRING,
                    "",
                    "Replaces matches of `regex`; `$name`, `${name}` and `$1` are its groups, `$$` is a dollar"
                            + " sign.")
            .importance(Importance.MEDIUM)
            .group("Errors")
            .choice(
                    MISSING_NAME,
                    MissingName.FAIL,
                    "What happens to a record without the headers `td.table` and `td.stable` that are to be changed, whose"
                            + " names the sink's options would give: `fail` refuses it, `pass` lets it pass. It does not"
                            + " apply to metadata events, which contain names in their value.")
            .group("Metadata events")
            .choice(
                    UNCHANGED_EVENTS,
                    UnchangedEvents.PASS,
                    "What happens to a metadata event of the TDengine source in which no name changes: `pass` lets it pass,"
                            + " `drop` drops it. Use `drop` if the copy is in the same database: the event would be applied"
                            + " again to its own table.")
            .build();

    /** To be configured by Connect. */
    public RenameTable() {
        super(CONFIG_DEF);
    }

    @Override
    Change<R> recordChange(AbstractConfig config) {
        List<TableRename> renames = new ArrayList<>(TableRename.parseAll(config.getString(RENAME)));
        Scope scope = EnumOption.parse(Scope.class, config.getString(TABLES));
        methods(config).forEach(method -> renames.add(new TableRename(scope, method)));
        if (renames.isEmpty()) {
            throw new ConfigException(
                    RENAME, "", "expected a renaming here, or one of prefix, suffix, template and regex");
        }
        Names names = new Names(renames, EnumOption.parse(MissingName.class, config.getString(MISSING_NAME)));
        EventRename events = new EventRename(renames);
        boolean drop =
                EnumOption.parse(UnchangedEvents.class, config.getString(UNCHANGED_EVENTS)) == UnchangedEvents.DROP;
        return original -> {
            if (original.value() == null) {
                return original;
            }
            if (!TableEvent.is(original)) {
                events.sawStable(RoutingHeaders.read(original.headers(), RoutingHeaders.STABLE));
                return renamed(names, original);
            }
            TableEvent event = TableEvent.of(original);
            return events.apply(event, original.topic()) || !drop ? event.in(original) : null;
        };
    }

    private static List<TableRename.Method> methods(AbstractConfig config) {
        List<TableRename.Method> methods = new ArrayList<>();
        String regex = config.getString(REGEX);
        if (regex != null) {
            try {
                methods.add(TableRename.regex(regex, config.getString(REPLACEMENT)));
            } catch (IllegalArgumentException e) {
                throw new ConfigException(REGEX, regex, e.getMessage());
            }
        }
        if (config.getString(TEMPLATE) != null) {
            methods.add(TableRename.template(config.getString(TEMPLATE)));
        }
        if (!config.getString(PREFIX).isEmpty()) {
            methods.add(TableRename.prefix(config.getString(PREFIX)));
        }
        if (!config.getString(SUFFIX).isEmpty()) {
            methods.add(TableRename.suffix(config.getString(SUFFIX)));
        }
        return methods;
    }

    private static <R extends ConnectRecord<R>> R renamed(Names names, R original) {
        R copy = original.newRecord(
                original.topic(),
                original.kafkaPartition(),
                original.keySchema(),
                original.key(),
                original.valueSchema(),
                original.value(),
                original.timestamp());
        if (original.value() instanceof List<?> rows) {
            Routing.writeRows(copy.headers(), names.ofRows(original, rows));
        } else {
            names.rename(Routing.read(original.headers()), RecordVariables.of(original))
                    .writeTo(copy.headers());
        }
        return copy;
    }

    /** What happens to a record without the routing headers to change. */
    enum MissingName {
        /** The record is refused. */
        FAIL,
        /** The record passes unchanged. */
        PASS
    }

    /** What happens to metadata events in which no name changes. */
    enum UnchangedEvents {
        /** They pass. */
        PASS,
        /** They are dropped. */
        DROP
    }

    /** The objects made from the options. */
    private record Names(List<TableRename> renames, MissingName missing) {
        List<Routing> ofRows(ConnectRecord<?> original, List<?> rows) {
            List<Routing> routings = Routing.readRows(original.headers(), rows.size());
            List<Routing> renamed = new ArrayList<>(rows.size());
            for (int i = 0; i < rows.size(); i++) {
                renamed.add(rename(routings.get(i), RecordVariables.of(original, rows.get(i))));
            }
            return renamed;
        }

        Routing rename(Routing routing, RecordVariables variables) {
            // An empty name means no table: a normal table has no supertable, and the result of a query has neither.
            String stable = routing.stable();
            String table = routing.table();
            for (TableRename rename : renames) {
                boolean any = false;
                if (stable != null && !stable.isEmpty() && rename.scope().covers(Scope.SUPER)) {
                    stable = rename.method().rename(stable, variables);
                    any = true;
                }
                if (table != null && !table.isEmpty() && rename.scope().covers(Scope.CHILD)) {
                    table = rename.method().rename(table, variables);
                    any = true;
                }
                if (!any && missing == MissingName.FAIL) {
                    throw new DataException(
                            "Expected a name to change in the headers td.table or td.stable, found none;"
                                    + " put MapToTable in front, or set " + MISSING_NAME + "=pass");
                }
            }
            return new Routing(routing.database(), stable, table, routing.tags(), routing.timestampField());
        }
    }
}
