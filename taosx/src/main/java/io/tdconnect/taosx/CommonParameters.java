// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import io.tdconnect.taosx.dsn.Conversion;
import io.tdconnect.taosx.dsn.DsnParameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Parameters that several drivers have. */
final class CommonParameters {
    private static final Conversion LEVEL = Conversion.choice(Map.of(
            "error", "error", "warn", "warn", "info", "info", "debug", "debug", "trace", "trace", "off", "error"));
    private static final String LOADED = "is about the threads and queues of taosX and has no meaning here";

    /** How much is logged. */
    static final Parameter LOG_LEVEL = Parameter.special("log_level", (parameter, draft) -> {
                String level = parameter.value() == null ? "" : parameter.value();
                try {
                    if (!level.isBlank()) {
                        draft.findings().logLevel(LEVEL.convert(level));
                    }
                } catch (IllegalArgumentException e) {
                    draft.problem(parameter, String.valueOf(e.getMessage()), draft.shown(level), null);
                }
            })
            .remark(
                    "the level of the command, as with `-v`; of a worker it is set by `PUT /admin/loggers/io.tdconnect`");

    /** Logs of the connector, for a fault. */
    static final Parameter DEBUG = Parameter.special("debug", (parameter, draft) -> {
                if (isTrue(parameter)) {
                    draft.findings().logLevel("debug");
                }
            })
            .remark("as `log_level=debug`");

    private static final String RAW = "raw data are not stored beside the rows: create the task on a cluster (`--via`),"
            + " where the Kafka topic holds them for its `retention.ms`, or give the command a `--queue`";

    /** Of every source, unless it has one of this name itself. */
    static final List<Parameter> EVERY_SOURCE = List.of(
            LOG_LEVEL,
            Parameter.option("read_concurrency", CommonParameters::tasks, "tasks.max")
                    .remark("0 means one task"),
            Parameter.special("enable", (parameter, draft) -> {
                        if (isTrue(parameter)) {
                            draft.note(parameter, RAW);
                        }
                    })
                    .remark(RAW),
            ignored("path", "folder of raw data, see `enable`"),
            ignored("keep", "days of raw data, see `enable`"),
            ignored("persist_data_enable", "as `--queue DIR` of the command"),
            ignored("health_check_window_in_second", LOADED),
            ignored("busy_threshold", LOADED),
            ignored("max_queue_length", LOADED),
            ignored("max_errors_in_window", LOADED),
            ignored("write_concurrency", LOADED),
            ignored("written_concurrent", LOADED));

    private CommonParameters() {}

    /** The parameters of a source with those that every source has; its own ones come first. */
    static List<Parameter> ofSource(Parameter... own) {
        List<Parameter> all = new ArrayList<>(Arrays.asList(own));
        List<String> names = all.stream().map(Parameter::name).toList();
        EVERY_SOURCE.stream().filter(common -> !names.contains(common.name())).forEach(all::add);
        return List.copyOf(all);
    }

    /** A parameter that is accepted without a word, since other parameters or the defaults say it. */
    static Parameter ignored(String name, String remark) {
        return Parameter.special(name, (parameter, draft) -> {}).remark(remark);
    }

    private static String tasks(String value) {
        String number = Conversion.WHOLE.convert(value);
        return number.equals("0") ? "1" : number;
    }

    private static boolean isTrue(DsnParameter parameter) {
        String value = parameter.value();
        return value == null || value.equalsIgnoreCase("true") || value.equals("1");
    }
}
