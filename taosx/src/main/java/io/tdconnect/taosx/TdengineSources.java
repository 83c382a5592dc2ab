// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import io.tdconnect.taosx.dsn.Conversion;
import io.tdconnect.taosx.dsn.Dsn;
import io.tdconnect.taosx.dsn.DsnParameter;
import io.tdconnect.taosx.dsn.TdengineObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** TDengine as a source, by queries and by subscription. */
final class TdengineSources {
    static final String CONNECTOR = "io.tdconnect.tdengine.source.TdengineSourceConnector";

    /** By queries, also of version 2.6. */
    static final Driver QUERY = Driver.of(
                    "TDengine by queries",
                    List.of("taos", "taos+ws", "taos+wss", "taos+http", "taos+https"),
                    CONNECTOR,
                    "host and port: `connection.url`, always the gateway; `+wss`, `+https`: `connection.tls`; user, password:"
                            + " `connection.user`, `connection.password`; object: `database`, and after a point `stables`",
                    of(
                            Parameter.option(
                                    "mode",
                                    Conversion.choice(
                                            Map.of("history", "history", "realtime", "realtime", "all", "all")),
                                    "mode"),
                            Parameter.option("restro", Conversion.DURATION, "restro"),
                            Parameter.option("interval", Conversion.DURATION, "interval"),
                            Parameter.option("excursion", Conversion.DURATION, "excursion"),
                            Parameter.option("stables", "stables"),
                            Parameter.option("tables", "tables").remark("also `@FILE` with a name on each line"),
                            Parameter.flag("select-from-stable", "select.from.stable"),
                            Parameter.option("start", "begin.time"),
                            Parameter.option("end", "end.time"),
                            Parameter.option("schema-polling-interval", Conversion.DURATION, "tables.refresh"),
                            Parameter.option("workers", Conversion.WHOLE, "tasks.max"),
                            Parameter.note("schema", "tables are created from the first rows and extended as needed")))
            .steps(TdengineSources::query, draft -> {})
            .from(Gateway.origin("taos")
                    .object(config -> TdengineObject.text(config.getOrDefault("database", ""), "")));

    /** By subscription. */
    static final Driver SUBSCRIPTION = Driver.of(
                    "TDengine by subscription",
                    List.of("tmq", "tmq+ws", "tmq+wss", "tmq+http", "tmq+https"),
                    CONNECTOR,
                    QUERY.address(),
                    of(
                            Parameter.option("group.id", "group.id"),
                            Parameter.option("client.id", "client.id"),
                            Parameter.option("timeout", Conversion.PATIENCE, "timeout")
                                    .remark(
                                            "5 s without it instead of 500 ms, in which a server under load may send nothing"),
                            Parameter.option("offset", "start.positions")
                                    .remark("then only the WAL is read, without it first all rows (`snapshot`)"),
                            Parameter.option(
                                    "auto.offset.reset",
                                    Conversion.choice(Map.of("earliest", "earliest", "latest", "latest")),
                                    "from"),
                            Parameter.flag("experimental.snapshot.enable", "snapshot"),
                            CommonParameters.ignored(
                                    Copying.METADATA, "`false`: without `metadata.topic` and `apply.metadata`"),
                            CommonParameters.ignored(Copying.DELETES, "deletions belong to the metadata"),
                            CommonParameters.ignored(Copying.DROPS, "`false`: `apply.metadata.drops` is false"),
                            CommonParameters.ignored(
                                    "commit.interval.ms", "positions are stored when rows are written"),
                            CommonParameters.ignored("commit.chunk.size", "positions are stored when rows are written"),
                            CommonParameters.ignored("prefer", "rows are always read as blocks"),
                            Parameter.option("num.of.consumers", TdengineSources::tasks, "tasks.max", "tasks.per.topic")
                                    .remark("0 means one"),
                            CommonParameters.ignored("num.of.writers", "`-j` gives the number of tasks")))
            .steps(TdengineSources::subscription, TdengineSources::start)
            .from(Gateway.origin("tmq")
                    .object(config -> TdengineObject.text(
                            config.getOrDefault("database", ""), config.getOrDefault("stables", ""))));

    private TdengineSources() {}

    private static List<Parameter> of(Parameter... own) {
        List<Parameter> all = new ArrayList<>(Arrays.asList(own));
        all.addAll(Gateway.PARAMETERS);
        return CommonParameters.ofSource(all.toArray(Parameter[]::new));
    }

    private static void query(Draft draft) {
        draft.set("read.mode", "query");
        selection(draft);
    }

    private static void subscription(Draft draft) {
        draft.set("read.mode", "subscription");
        draft.set("topic.create", "true");
        selection(draft);
    }

    private static void selection(Draft draft) {
        Gateway.connect(draft);
        TdengineObject object = TdengineObject.of(draft.dsn().object());
        if (object.database().isEmpty()) {
            draft.problem("object", "a database after the slash, as in tmq://host:6030/db1", "none", null);
            return;
        }
        draft.set("database", object.database(), "object");
        if (!object.table().isEmpty()) {
            draft.set("stables", object.table(), "object");
            draft.note(
                    "object",
                    object.table()
                            + " is read as a supertable; if it is a single subtable or normal table, write taos://…/"
                            + object.database() + "?tables=" + object.table() + ", which reads it by queries");
        }
        // Names without the database, so that the target decides about it.
        draft.set("routing.headers", "minimal");
        draft.set("rows.per.record", "50");
    }

    /** Where and how long to read if the DSN does not say it. */
    private static void start(Draft draft) {
        if (draft.get("group.id").isBlank()) {
            draft.remove("group.id");
        }
        if (draft.get("timeout").isEmpty()) {
            draft.set("timeout", "5s");
            draft.note("parameters", "without timeout the task ends after 5 s without data; timeout=never goes on");
        }
        if (!draft.has("start.positions") && !draft.has("from")) {
            draft.setDefault("snapshot", "true");
        }
        if (draft.has("tasks.max") && !draft.has("tasks.per.topic")) {
            draft.set("tasks.per.topic", draft.get("tasks.max"));
        }
    }

    private static String tasks(String value) {
        String number = Conversion.WHOLE.convert(value);
        return number.equals("0") ? "1" : number;
    }

    /** A DSN that reads the object {@code database.table} by queries; empty if it names no table. */
    static Optional<Dsn> singleTable(Dsn dsn) {
        boolean tdengine =
                SUBSCRIPTION.schemes().contains(dsn.scheme()) || QUERY.schemes().contains(dsn.scheme());
        TdengineObject object = TdengineObject.of(dsn.object());
        if (!tdengine || object.table().isEmpty()) {
            return Optional.empty();
        }
        Set<String> known = QUERY.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
        List<DsnParameter> parameters = new ArrayList<>(dsn.parameters().stream()
                .filter(parameter -> known.contains(parameter.name()))
                .toList());
        parameters.add(new DsnParameter("tables", object.table(), 0));
        boolean endless = dsn.parameters().stream()
                .anyMatch(parameter -> parameter.name().equals("timeout") && "never".equals(parameter.value()));
        if (SUBSCRIPTION.schemes().contains(dsn.scheme())) {
            parameters.add(new DsnParameter("mode", endless ? "all" : "history", 0));
        }
        return Optional.of(new Dsn(
                "taos",
                dsn.protocol(),
                dsn.login(),
                dsn.hosts(),
                object.database(),
                parameters,
                false,
                dsn.quotable()));
    }
}
