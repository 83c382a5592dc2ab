// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tdconnect.tdengine.SqlText;
import io.tdconnect.testing.TdengineServer;
import io.tdconnect.testing.version2.Version2Data;
import io.tdconnect.testing.version2.Version2Server;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of TDengine 2.6 in TDengine 3. */
class Version2CopyIT {
    @TempDir
    static Path folder;

    private static Version2Server old;
    private static TdengineServer tdengine;
    private static String copy;

    @BeforeAll
    static void copy() {
        old = Version2Server.start();
        String original = old.database("ms");
        tdengine = TdengineServer.start();
        copy = tdengine.createDatabase("ms");
        tdengine.execute("CREATE STABLE " + copy
                + ".m (ts TIMESTAMP, b BOOL, i1 TINYINT, i2 SMALLINT, i4 INT, i8 BIGINT, u1 TINYINT UNSIGNED,"
                + " u2 SMALLINT UNSIGNED, u4 INT UNSIGNED, u8 BIGINT UNSIGNED, f FLOAT, d DOUBLE, s VARCHAR(20), n NCHAR(10),"
                + " t TIMESTAMP) TAGS (g INT, loc NCHAR(20), note VARCHAR(8), since TIMESTAMP, big BIGINT UNSIGNED,"
                + " `ratio` FLOAT, ok BOOL)");
        for (JsonNode tags : old.query(
                "SELECT tbname, `g`, `loc`, `note`, `since`, `big`, `ratio`, `ok` FROM `" + original + "`.`m`")) {
            String table = '`' + tags.get(0).asText() + '`';
            tdengine.execute("CREATE TABLE " + copy + "." + table + " USING " + copy + ".m TAGS " + values(tags, 1));
            for (JsonNode row : old.query("SELECT * FROM `" + original + "`." + table + " ORDER BY _c0")) {
                tdengine.execute("INSERT INTO " + copy + "." + table + " VALUES " + values(row, 0));
            }
        }
    }

    @AfterAll
    static void stop() {
        tdengine.close();
        old.close();
    }

    private static String values(JsonNode row, int from) {
        StringJoiner values = new StringJoiner(",", "(", ")");
        for (int i = from; i < row.size(); i++) {
            values.add(
                    row.get(i).isTextual()
                            ? SqlText.literal(row.get(i).asText())
                            : row.get(i).asText());
        }
        return values.toString();
    }

    private static Map<String, String> source() {
        return Map.of(
                "connector.class",
                "io.tdconnect.tdengine.source.TdengineSourceConnector",
                "connection.url",
                old.endpoint(),
                "connection.user",
                Version2Server.USER,
                "connection.password",
                Version2Server.PASSWORD,
                "read.mode",
                "query",
                "database",
                old.database("ms"),
                "stables",
                "m",
                "routing.headers",
                "minimal");
    }

    private static VerifyRun verify(String... more) {
        return VerifyRun.of(
                folder,
                source(),
                Map.of(
                        "connector.class",
                        "io.tdconnect.tdengine.sink.TdengineSinkConnector",
                        "connection.url",
                        tdengine.host() + ":" + tdengine.port(),
                        "connection.user",
                        tdengine.user(),
                        "connection.password",
                        tdengine.password(),
                        "database",
                        copy),
                more);
    }

    @Test
    void allTypesNullsAndTagsAreEqualAndAChangedRowIsFound() {
        VerifyRun equal = verify("--json", "--quick");
        assertThat(equal.err()).isEmpty();
        assertThat(equal.differences()).isEmpty();
        assertThat(equal.status()).isZero();
        assertThat(equal.json().path("rows").asLong()).isEqualTo(Version2Data.ROWS + 2);
        assertThat(equal.json().path("notes").toString()).contains("TDengine 2 is compared by rows");

        long time = Version2Data.time("ms", 17);
        tdengine.execute("INSERT INTO " + copy + ".m1 (ts, n) VALUES (" + time + ", 'x')");
        tdengine.execute("DELETE FROM " + copy + ".`M2` WHERE ts = " + Version2Data.time("ms", 9));
        assertThat(verify("--json").differences())
                .containsExactlyInAnyOrder(
                        "missing-row M2 " + Instant.ofEpochMilli(Version2Data.time("ms", 9)),
                        "value m1 " + Instant.ofEpochMilli(time) + " n n17 x");
    }
}
