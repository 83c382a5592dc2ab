// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskDocumentTest {
    /** The fields of the form for InfluxDB. */
    private static final String FORM = """
            {"from": "",
             "from_json": {"agent": "", "type": "influxdb", "data": {
               "protocol": "http", "host": "172.20.0.3", "port": "8086", "version": "1.7", "orgId": "", "token": "",
               "addDbrp": false, "username": "root", "password": "p@ss&w", "only-choose-one$": "1~x", "bucket": "mydb",
               "measurements": "m1,m2", "beginTime": "2025-08-04T00:00:00+08:00",
               "endTime": "2025-08-05T00:00:00+08:00", "readWindow": 60, "delay": 10, "log_level": "info",
               "read_concurrency": 50, "write_concurrency": 50, "batch_size": 5000, "batch_timeout": 1000,
               "health_check_window_in_second": "0s", "busy_threshold": "100%", "max_queue_length": 1000,
               "max_errors_in_window": 10}},
             "name": "influxdb 31",
             "to": "taos+http://root:taosdata@td:6041/testdb",
             "labels": ["type::datain", "user::root"]}
            """;

    @Test
    void theFieldsOfAFormBecomeADsn() {
        TaskDocument document = only(FORM);
        MappedTask mapped = TaskMapping.map(document.task());

        assertThat(document.name()).isEqualTo("influxdb 31");
        assertThat(document.notes()).isEmpty();
        assertThat(mapped.source())
                .containsEntry("url", "http://172.20.0.3:8086")
                .containsEntry("user", "root")
                .containsEntry("password", "p@ss&w")
                .containsEntry("bucket", "mydb")
                .containsEntry("measurements", "m1,m2")
                .containsEntry("begin.time", "2025-08-04T00:00:00+08:00")
                .containsEntry("end.time", "2025-08-05T00:00:00+08:00")
                .containsEntry("read.window", "60m")
                .containsEntry("delay.ms", "10000")
                .containsEntry("dbrp.auto.create", "false")
                .containsEntry("tasks.max", "50");
        assertThat(RealConnectors.problems(mapped.source())).isEmpty();
        assertThat(RealConnectors.problems(mapped.sink())).isEmpty();
    }

    @Test
    void aTaskWithDsnsAndWrappedParserIsMapped() {
        TaskDocument document = only("""
                {"from": "mqtt://host:1883?version=5.0&client_id=1&char_encoding=UTF_8&keep_alive=60&topics=a::0",
                 "to": "taos+ws://td:6041/db",
                 "parser": {"parser": {"parse": {"payload": {"json": ""}},
                                       "model": {"name": "d", "using": "m", "columns": ["ts"]}},
                            "input": [{"payload": "{}"}], "format": {}},
                 "labels": ["type::datain"], "trigger": "0 0 1 1 * * *", "agent": 7, "via": null, "colour": "red"}
                """);
        MappedTask mapped = TaskMapping.map(document.task());

        assertThat(RealConnectors.problems(mapped.source())).isEmpty();
        assertThat(RealConnectors.problems(mapped.sink())).isEmpty();
        assertThat(document.notes())
                .containsExactly(
                        "task: trigger: a schedule is not part of a task here: use a systemd timer or cron for"
                                + " `tdconnect run`",
                        "task: agent: run the command, or a Connect worker, in the network of the source",
                        "task: colour: is not known and has no effect");
    }

    @Test
    void aListOfTasksIsRead() {
        List<TaskDocument> tasks = TaskDocument.read("""
                [{"id": 1, "name": "a", "from": "tmq+ws://h:6041/db1?timeout=never", "to": "taos+ws://h2:6041/db2"},
                 {"id": 2, "name": "b", "from": "tmq+ws://h:6041/db3", "to": "local:/backup"}]
                """);

        assertThat(tasks).extracting(TaskDocument::name).containsExactly("a", "b");
        assertThat(tasks.get(1).task().to()).isEqualTo("local:/backup");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{|task: expected JSON, found a fault at line 1",
                "{} {}|task: expected JSON, found a fault",
                "7|task: expected an object with from and to, found another value",
                "[{\"from\": \"mqtt://h\", \"to\": \"taos:///d\"}, 7]|task[1]: expected an object",
                "{\"from\": \"mqtt://h\"}|task: to: expected a DSN, found none",
                "{\"to\": \"taos:///d\"}|task: from: expected a DSN, or from_json",
                "{\"to\": \"taos:///d\", \"from_json\": {\"type\": \"x\"}}|task: from_json: expected type, and data with host",
                "{\"to\": \"taos:///d\", \"from_json\": {\"type\": \"x\", \"data\": {\"host\": \"h\", \"port\": \"p\"}}}|port: expected a number"
            })
    void anythingElseIsRefusedWithItsPlace(String json, String message) {
        assertThat(catchThrowableOfType(TaosxException.class, () -> TaskDocument.read(json)))
                .hasMessageContaining(message);
    }

    @Test
    void noMessageContainsThePassword() {
        TaosxException problem = catchThrowableOfType(
                TaosxException.class, () -> TaskDocument.read("{\"from\": \"mqtt://u:hunter2@h\", oops"));

        assertThat(problem).hasMessageNotContaining("hunter2").hasNoCause();
        assertThat(only(FORM).toString()).doesNotContain("p@ss", "p%40ss");
    }

    private static TaskDocument only(String json) {
        List<TaskDocument> tasks = TaskDocument.read(json);
        assertThat(tasks).hasSize(1);
        return tasks.get(0);
    }
}
