// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TdengineServerIT {
    @Test
    void rowsAreCountedAndSurviveARestart() {
        try (TdengineServer server = TdengineServer.start()) {
            String database = server.createDatabase("ms");
            assertThat(server.count(database + ".meters")).isZero();

            server.execute("CREATE TABLE " + database + ".meters (ts TIMESTAMP, id INT)");
            server.execute("INSERT INTO " + database + ".meters VALUES (1700000000000, 1) (1700000000001, 2)");
            if (server.isEmulator()) {
                server.restart();
            }

            assertThat(server.count(database + ".meters")).isEqualTo(2);
            assertThat(server.query("SELECT id FROM " + database + ".meters ORDER BY ts"))
                    .extracting(row -> row.get(0))
                    .containsExactly(1, 2);
        }
    }
}
