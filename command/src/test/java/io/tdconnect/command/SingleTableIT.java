// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.taosx.MappedTask;
import io.tdconnect.taosx.TaosxTask;
import io.tdconnect.testing.TdengineServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the server says about the object of a DSN decides how it is read. */
class SingleTableIT {
    private static TdengineServer tdengine;
    private static String database;

    @BeforeAll
    static void start() {
        tdengine = TdengineServer.start();
        database = tdengine.createDatabase("ms");
        tdengine.execute("CREATE STABLE " + database + ".meters (ts TIMESTAMP, v INT) TAGS (site INT)");
        tdengine.execute("CREATE TABLE " + database + ".m1 USING " + database + ".meters TAGS (1)");
    }

    @AfterAll
    static void stop() {
        tdengine.close();
    }

    @Test
    void aSubtableIsReadByQueries() {
        assertThat(mapped("m1").source())
                .containsEntry("read.mode", "query")
                .containsEntry("mode", "history")
                .containsEntry("tables", "m1")
                .doesNotContainKey("stables");
    }

    @Test
    void aSupertableAndADatabaseAreSubscribedTo() {
        assertThat(mapped("meters").source())
                .containsEntry("read.mode", "subscription")
                .containsEntry("stables", "meters");
        assertThat(mapped("").source()).containsEntry("read.mode", "subscription");
    }

    @Test
    void withoutAServerNothingIsChanged() {
        TaosxTask task = new TaosxTask("tmq+ws://127.0.0.1:1/db.t", "local:/backup", null, List.of(), 1);

        assertThat(SingleTable.mapped(task).source()).containsEntry("stables", "t");
    }

    private static MappedTask mapped(String table) {
        String object = table.isEmpty() ? database : database + '.' + table;
        String from = "tmq+ws://" + tdengine.user() + ':' + tdengine.password() + '@' + tdengine.host() + ':'
                + tdengine.port() + '/' + object;
        return SingleTable.mapped(new TaosxTask(from, "local:/backup", null, List.of(), 1));
    }
}
