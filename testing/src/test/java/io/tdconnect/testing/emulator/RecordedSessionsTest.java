// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.emulator.Recording.Message;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The emulator answers what a real gateway answered to the JDBC driver. */
class RecordedSessionsTest {
    private final TdengineEmulator emulator = TdengineEmulator.start(0);
    private GatewayClient setUp;

    @BeforeEach
    void connect() throws InterruptedException {
        setUp = new GatewayClient(emulator.port(), "/ws");
        setUp.ask("{\"action\":\"conn\",\"args\":{\"req_id\":1,\"user\":\"root\",\"password\":\"taosdata\"}}");
    }

    @AfterEach
    void close() {
        setUp.close();
        emulator.close();
    }

    // The databases below stood on the real server before the recording began.
    @ParameterizedTest
    @CsvSource({
        "query, create database tq; create database bench",
        "stmt, create database rec precision 'us'",
        "schemaless, create database rec precision 'us'"
    })
    void answersAsRecorded(String name, String before) throws InterruptedException {
        for (String sql : before.split(";", -1)) {
            execute(sql.trim());
        }

        for (List<Message> connection : connections(Recording.named(name))) {
            try (GatewayClient client = new GatewayClient(emulator.port(), "/ws")) {
                new Replay(client, connection).run();
            }
        }
    }

    private void execute(String sql) throws InterruptedException {
        Object answer = setUp.ask("{\"action\":\"query\",\"args\":{\"req_id\":2,\"sql\":\"" + sql + "\"}}");
        assertThat(Recording.json((String) answer).path("code").asInt()).as(sql).isZero();
    }

    private static Iterable<List<Message>> connections(Recording recording) {
        return recording.messages().stream()
                .collect(Collectors.groupingBy(Message::connection, TreeMap::new, Collectors.toList()))
                .values();
    }
}
