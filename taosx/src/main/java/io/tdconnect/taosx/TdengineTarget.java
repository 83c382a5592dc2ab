// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import io.tdconnect.taosx.dsn.Conversion;
import io.tdconnect.taosx.dsn.DsnParameter;
import io.tdconnect.taosx.dsn.TdengineObject;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** TDengine as a target. */
final class TdengineTarget {
    static final String CONNECTOR = "io.tdconnect.tdengine.sink.TdengineSinkConnector";
    /** Parameter for the file of records that cannot be written. */
    static final String FAILURES = "failes-to";

    static final Driver DRIVER = Driver.of(
                    "TDengine as target",
                    List.of("taos", "taos+ws", "taos+wss", "taos+http", "taos+https"),
                    CONNECTOR,
                    "host and port: `connection.url`, always the gateway; `+wss`, `+https`: `connection.tls`; user, password:"
                            + " `connection.user`, `connection.password`; object: `database`; of a restore after a point the"
                            + " table that is restored",
                    parameters())
            .steps(TdengineTarget::start, draft -> {})
            .from(Gateway.origin("taos")
                    .object(config -> TdengineObject.text(config.getOrDefault("database", ""), "")));

    private TdengineTarget() {}

    private static List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(
                Parameter.flag("assert", "auto.create.database"),
                Parameter.option(
                                "precision",
                                Conversion.choice(Map.of("ms", "ms", "us", "us", "ns", "ns")),
                                "auto.create.database.precision")
                        .remark("of a database that `assert` creates; not in taosX"),
                Parameter.special("force-stmt", TdengineTarget::statements, "write.method")
                        .undone(method -> String.valueOf(method.equals("statement")))
                        .remark("prepared statements are the default"),
                Parameter.option("batch-size", Conversion.WHOLE, "batch.rows"),
                Parameter.note(
                        "interval",
                        "the sink does not pause between batches; it writes as fast as TDengine accepts rows"),
                Parameter.note("max-sql-length", "statements are always shorter than the limit of the server"),
                Parameter.special(FAILURES, TdengineTarget::failures, "errors.tolerance")
                        .undone(tolerance -> "")
                        .remark("file of the command (`--failures`); on a cluster a dead letter topic"),
                Parameter.option("timeout-per-table", Conversion.SECONDS, "retry.timeout.ms")
                        .remark("for a batch, from its first failure"),
                Parameter.special("update-tags", TdengineTarget::tags, "tag.policy")
                        .undone(policy -> String.valueOf(policy.equals("update")))));
        all.addAll(Gateway.PARAMETERS);
        return List.copyOf(all);
    }

    private static void start(Draft draft) {
        Gateway.connect(draft);
        TdengineObject object = TdengineObject.of(draft.dsn().object());
        if (object.database().isEmpty()) {
            draft.problem("object", "a database after the slash, as in taos://host:6030/db2", "none", null);
        } else {
            draft.set("database", object.database(), "object");
        }
    }

    private static void statements(DsnParameter parameter, Draft draft) {
        draft.convert(
                new DsnParameter(
                        parameter.name(), parameter.value() == null ? "" : parameter.value(), parameter.position()),
                value -> Conversion.FLAG.convert(value).equals("true") ? "statement" : "sql",
                "write.method");
        draft.setDefault("write.method", "statement");
    }

    private static void tags(DsnParameter parameter, Draft draft) {
        String value = parameter.value() == null || parameter.value().isBlank() ? "true" : parameter.value();
        draft.convert(
                new DsnParameter(parameter.name(), value, parameter.position()),
                flag -> Conversion.FLAG.convert(flag).equals("true") ? "update" : "ignore",
                "tag.policy");
    }

    private static void failures(DsnParameter parameter, Draft draft) {
        String value = parameter.value() == null ? "" : Conversion.PATH.convert(parameter.value());
        if (value.isBlank()) {
            draft.problem(parameter, "the path of a file", "none", null);
            return;
        }
        try {
            draft.findings().failures(Path.of(value));
            draft.set("errors.tolerance", "all", "parameter failes-to");
        } catch (InvalidPathException e) {
            draft.problem(parameter, "the path of a file", "text that cannot be a path", null);
        }
    }
}
