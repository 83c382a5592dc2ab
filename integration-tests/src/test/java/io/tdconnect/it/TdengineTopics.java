// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.TdengineServer;
import java.time.Duration;
import java.util.List;

/** The topics that sources have created on a server. */
final class TdengineTopics {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private TdengineTopics() {}

    /** Drops the topics of a database, so that it can be dropped; waits until they have no subscribers. */
    static void drop(TdengineServer server, String database) {
        for (List<Object> row : server.query(
                "SELECT topic_name FROM information_schema.ins_topics WHERE db_name = '" + database + "'")) {
            await().atMost(LIMIT).ignoreExceptions().until(() -> {
                server.execute("DROP TOPIC IF EXISTS `" + row.get(0) + "`");
                return true;
            });
        }
    }
}
