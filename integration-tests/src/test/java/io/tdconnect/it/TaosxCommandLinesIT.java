// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.testing.InfluxdServer;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.LaunchOptions;
import io.tdconnect.testing.Mosquitto;
import io.tdconnect.testing.MosquittoOptions;
import io.tdconnect.testing.OpenTsdbServer;
import io.tdconnect.testing.TdengineServer;
import io.tdconnect.testing.influx.Influx2Stub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The command lines of TDengine's documentation of taosX 1.0 (data access, synchronization and backup), pasted into a shell in
 * which {@code taosx} is the command of the unpacked archive. Only hosts, ports, names of databases and folders are replaced.
 */
class TaosxCommandLinesIT {
    private static final Pattern SUBSCRIBED = Pattern.compile("1234-mqtt-\\w+-0 \\d testtopic/1");
    private static final long T0 = 1_700_000_000_000L;

    private static CommandArchive archive;
    private static TdengineServer tdengine;
    private static KafkaProcess kafka;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaProcess.launch(LaunchOptions.defaults());
        archive = CommandArchive.unpack();
        tdengine = TdengineServer.start();
    }

    @AfterAll
    static void stop() {
        tdengine.close();
        kafka.close();
    }

    @Test
    void mqttWithAParserFile() throws Exception {
        String database = tdengine.createDatabase("ms");
        Path parser = Path.of(System.getProperty("tdconnect.root"), "examples/preview/meters-parser.json");
        MosquittoOptions users = MosquittoOptions.defaults().withUser("admin", "123456");
        try (Mosquitto mosquitto = Mosquitto.start(users);
                Publisher publisher = new Publisher(mosquitto);
                CommandProcess command =
                        archive.shell("""
                        taosx run \\
                          -f "mqtt://admin:123456@192.168.1.10:1883?topics=testtopic/1::2&version=3.1&clean_session=true&log_level=info&client_id=1234&keep_alive=60" \\
                          -t "taos+ws://192.168.1.20:6041/test" \\
                          --parser "@/home/admin/parser.json" \\
                          --verbose
                        """.replace("192.168.1.10:1883", address(mosquitto.passwordUrl()))
                                .replace("192.168.1.20:6041/test", target(database))
                                .replace("/home/admin/parser.json", parser.toString()))) {
            // Not the subscription of the check before.
            command.awaitWhileRunning(() -> SUBSCRIBED.matcher(mosquitto.logs()).find());
            publisher.publish(
                    "testtopic/1",
                    "{\"id\": 1, \"current\": 10.77, \"voltage\": 222, \"phase\": 0.77, \"groupid\": 7,"
                            + " \"location\": \"California.SanDiego\"}");
            publisher.flush();
            command.awaitWhileRunning(() -> tdengine.count(database + ".meters") == 1);

            assertThat(tdengine.query("SELECT tbname, id, voltage, groupid, location FROM " + database + ".meters"))
                    .containsExactly(List.of("d1", 1, 222, 7, "California.SanDiego"));
            assertThat(command.terminate()).as(command.all()).isZero();
            assertThat(command.out()).contains("Stopped after").contains("1 records read, 1 written");
        }
    }

    @Test
    void influxdbOfVersion1() throws Exception {
        assumeTrue(InfluxdServer.available(), "skipped: influxd is not installed and INFLUXDB_URL is not set");
        String database = tdengine.createDatabase("ns");
        try (InfluxdServer influxd = InfluxdServer.start()) {
            influxd.createDatabase("test_bucket");
            influxd.query("CREATE USER test WITH PASSWORD '123456' WITH ALL PRIVILEGES");
            List<String> points = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                points.add("meters,id=m" + i % 5 + " v=" + i + "i " + (T0 + i) + "000000");
            }
            influxd.write("test_bucket", points);
            try (CommandProcess command = archive.shell("""
                    taosx run \\
                      --from "influxdb+http://192.168.1.10:8086/?version=1.7&username=test&password=123456&bucket=test_bucket&measurements=&beginTime=2023-06-01T00:00:00+0800&readWindow=M" \\
                      --to "taos+http://192.168.1.20:6041/test_db" \\
                      -vv
                    """.replace("192.168.1.10:8086", address(influxd.url()))
                    .replace("192.168.1.20:6041/test_db", target(database)))) {
                command.awaitWhileRunning(() -> tdengine.count(database + ".meters") == 1000);
                assertThat(command.terminate()).as(command.all()).isZero();
            }
        }
    }

    @Test
    void openTsdb() throws Exception {
        String database = tdengine.createDatabase("ms");
        try (OpenTsdbServer openTsdb = OpenTsdbServer.start(Map.of())) {
            openTsdb.put(List.of(
                    OpenTsdbServer.point("test_metric1", T0 / 1000, "1.5", "host", "a"),
                    OpenTsdbServer.point("test_metric1", T0 / 1000 + 1, "2.5", "host", "a"),
                    OpenTsdbServer.point("test_metric2", T0 / 1000, "3", "host", "b")));
            try (CommandProcess command = archive.shell("""
                    taosx run \\
                      --from "opentsdb+http://192.168.1.10:4242/?metrics=test_metric1,test_metric2&beginTime=2023-06-01T00:00:00+0800&readWindow=M" \\
                      --to "taos+http://192.168.1.20:6041/test_db" \\
                      -vv
                    """.replace("192.168.1.10:4242", address(openTsdb.url()))
                    .replace("192.168.1.20:6041/test_db", target(database)))) {
                command.awaitWhileRunning(() -> tdengine.count(database + ".test_metric1") == 2
                        && tdengine.count(database + ".test_metric2") == 1);
                assertThat(command.terminate()).as(command.all()).isZero();
            }
        }
    }

    @Test
    void kafkaWithAParser() throws Exception {
        kafka.awaitReady();
        try (KafkaTopics topics = kafka.topics()) {
            topics.create("tp1", 5);
            topics.create("tp2", 1);
            topics.produce(messages());
        }
        String raw = tdengine.createDatabase("ms");
        String json = tdengine.createDatabase("ms");
        try (CommandProcess first = kafkaLine(
                        raw,
                        "\\\"key\\\":{\\\"as\\\":\\\"binary\\\",\\\"alias\\\":\\\"k\\\"},\\\"value\\\":{\\\"as\\\":\\\"binary\\\",\\\"alias\\\":\\\"v\\\"}",
                        "\\\"ts\\\",\\\"o\\\",\\\"k\\\",\\\"v\\\"");
                CommandProcess second = kafkaLine(
                        json,
                        "\\\"value\\\":{\\\"json\\\":[\\\"id::int\\\",\\\"message::binary\\\"]}",
                        "\\\"ts\\\",\\\"o\\\",\\\"id\\\",\\\"message\\\"")) {
            assertThat(first.awaitEnd()).as(first.all()).isZero();
            assertThat(second.awaitEnd()).as(second.all()).isZero();
        }
        assertThat(tdengine.query("SELECT v FROM " + raw + ".kafka_data WHERE t = 'tp2' ORDER BY ts"))
                .hasSize(5)
                .last()
                .isEqualTo(List.of("{\"id\": 5, \"message\": \"aaa\"}"));
        assertThat(tdengine.query("SELECT id, message, t FROM " + json + ".kafka_data ORDER BY ts"))
                .hasSize(10)
                .contains(List.of(1, "hello", "tp1"), List.of(5, "aaa", "tp2"));
    }

    /** The two examples differ in one field of the parser, and in the columns. */
    private static CommandProcess kafkaLine(String database, String field, String columns) throws IOException {
        return archive.shell("""
                taosx run -f "kafka://192.168.1.92:9092/?topics=tp1,tp2&timeout=5000" -t "taos://192.168.1.92:6030/kafka_to_taos" --parser "{\\"parse\\":{\\"ts\\":{\\"as\\":\\"timestamp(ms)\\"},\\"topic\\":{\\"as\\":\\"varchar\\",\\"alias\\":\\"t\\"},\\"partition\\":{\\"as\\":\\"int\\",\\"alias\\":\\"p\\"},\\"offset\\":{\\"as\\":\\"bigint\\",\\"alias\\":\\"o\\"},FIELD},\\"model\\":[{\\"name\\":\\"t_{t}\\",\\"using\\":\\"kafka_data\\",\\"tags\\":[\\"t\\",\\"p\\"],\\"columns\\":[COLUMNS]}]}"
                """.replace("FIELD", field)
                .replace("COLUMNS", columns)
                .replace("192.168.1.92:9092", kafka.bootstrapServers())
                .replace("192.168.1.92:6030/kafka_to_taos", target(database)));
    }

    @Test
    void tdengineBySubscription() throws Exception {
        String origin = origin();
        String copy = tdengine.createDatabase("ms");
        try (CommandProcess command = archive.shell("""
                taosx run \\
                  -f 'tmq://root:taosdata@localhost:6030/db1?group.id=taosx1&client.id=taosx&timeout=never&offset=2:10' \\
                  -t 'taos://root:taosdata@another.com:6030/db2'
                """.replace("localhost:6030/db1", target(origin))
                .replace("another.com:6030/db2", target(copy))
                .replace("offset=2:10", "offset=" + vgroup(origin) + ":0"))) {
            command.awaitWhileRunning(() -> tdengine.count(copy + ".meters") == 4);
            assertThat(command.terminate()).as(command.all()).isZero();
        }
    }

    @Test
    void tdengineByQueries() throws Exception {
        String origin = origin();
        String copy = tdengine.uniqueDatabase();
        try (CommandProcess command =
                archive.shell("""
                taosx run \\
                  -f 'taos://td1:6030/db1?libraryPath=./libtaos.so.2.6.0.30&mode=all' \\
                  -t 'taos://td2:6030/db2?libraryPath=./libtaos.so.3.0.1.8&assert' \\
                  -v
                """.replace("td1:6030/db1", target(origin)).replace("td2:6030/db2", target(copy)))) {
            command.awaitWhileRunning(() -> tdengine.count(copy + ".meters") == 4);
            assertThat(command.terminate()).as(command.all()).isZero();
        }
    }

    @Test
    void backupAndRestore() throws Exception {
        String origin = origin();
        String restored = tdengine.uniqueDatabase();
        Path folder = Files.createDirectory(archive.folder().resolve("path_directory"));
        try (CommandProcess backup = archive.shell("""
                taosx run -f 'tmq://root:taosdata@td1:6030/db1' -t 'local:/path_directory/'
                """.replace("td1:6030/db1", target(origin))
                .replace("/path_directory", folder.toString().replace(" ", "%20")))) {
            assertThat(backup.awaitEnd()).as(backup.all()).isZero();
        }
        try (CommandProcess restore = archive.shell("""
                taosx run -f 'local:/path_directory/' -t 'taos://root:taosdata@td2:6030/db1?assert'
                """.replace("td2:6030/db1", target(restored))
                .replace("/path_directory", folder.toString().replace(" ", "%20")))) {
            assertThat(restore.awaitEnd()).as(restore.all()).isZero();
        }
        String rows = "SELECT tbname, CAST(ts AS BIGINT), v, site FROM %s.meters ORDER BY tbname, ts";
        assertThat(tdengine.query(rows.formatted(restored)))
                .hasSize(4)
                .isEqualTo(tdengine.query(rows.formatted(origin)));
    }

    /** Before a stub of its API; Influx2IT reads from a 2.x where there is one. */
    @Test
    void influxdbOfVersion2() throws Exception {
        assumeTrue(InfluxdServer.available(), "skipped: influxd is not installed and INFLUXDB_URL is not set");
        String database = tdengine.createDatabase("ns");
        try (InfluxdServer influxd = InfluxdServer.start()) {
            influxd.createDatabase("test_bucket");
            influxd.write(
                    "test_bucket", List.of("meters,id=m1 v=1i " + T0 + "000000", "meters,id=m2 v=2i " + T0 + "000000"));
            try (Influx2Stub stub = new Influx2Stub(influxd, "test_bucket", true);
                    CommandProcess command = archive.shell("""
                            taosx run \\
                              --from "influxdb+http://192.168.1.10:8086/?version=2.7&orgId=3233855dc7e37d8d&token=OZ2sB6Ie6qcKcYAmcHnL-i3STfLVg_IRPQjPIzjsAQ4aUxCWzYhDesNape1tp8IsX9AH0ld41C-clTgo08CGYA==&bucket=test_bucket&measurements=&beginTime=2023-06-01T00:00:00+0800&readWindow=M" \\
                              --to "taos+http://192.168.1.20:6041/test_db" \\
                              -vv
                            """.replace("192.168.1.10:8086", address(stub.url()))
                            .replace("192.168.1.20:6041/test_db", target(database)))) {
                command.awaitWhileRunning(() -> tdengine.count(database + ".meters") == 2);
                assertThat(command.terminate()).as(command.all()).isZero();
            }
        }
    }

    /** To a server with TLS and a token, which no test has: its configuration is shown. */
    @Test
    void aLineForACloudIsMapped() throws Exception {
        assertMapped("""
                taosx run \\
                  -f 'taos+ws://<username>:<password>@td1:6041/db1?stables=stable1,stable2' \\
                  -t 'taos+wss://td2:6041/db2?assert&token=<token>' \\
                  -v --dry-run
                """, "\"stables\" : \"stable1,stable2\"", "\"auto.create.database\" : \"true\"");
    }

    private static void assertMapped(String line, String... options) throws Exception {
        try (CommandProcess command = archive.shell(line)) {
            assertThat(command.awaitEnd()).as(command.all()).isZero();
            assertThat(command.out()).contains(options);
        }
    }

    private static String origin() {
        String origin = tdengine.uniqueDatabase();
        tdengine.execute("CREATE DATABASE " + origin + " PRECISION 'ms' VGROUPS 1 WAL_RETENTION_PERIOD 3600 BUFFER 16");
        tdengine.execute("CREATE STABLE " + origin + ".meters (ts TIMESTAMP, v INT) TAGS (site INT)");
        tdengine.execute("INSERT INTO " + origin + ".m1 USING " + origin + ".meters TAGS (1) VALUES (" + T0 + ", 1) ("
                + (T0 + 1) + ", 2) " + origin + ".m2 USING " + origin + ".meters TAGS (2) VALUES (" + T0 + ", 3) ("
                + (T0 + 1)
                + ", 4)");
        return origin;
    }

    private static Object vgroup(String database) {
        return tdengine.query("SELECT vgroup_id FROM information_schema.ins_vgroups WHERE db_name = '" + database + "'")
                .get(0)
                .get(0);
    }

    private static List<ProducerRecord<String, String>> messages() {
        List<ProducerRecord<String, String>> messages = new ArrayList<>();
        for (int id = 1; id <= 5; id++) {
            // Each with a time of its own: rows of one subtable and time replace each other.
            messages.add(
                    new ProducerRecord<>("tp1", id - 1, T0 + id, null, "{\"id\": " + id + ", \"message\": \"hello\"}"));
            messages.add(
                    new ProducerRecord<>("tp2", 0, T0 + 10 + id, null, "{\"id\": " + id + ", \"message\": \"aaa\"}"));
        }
        return messages;
    }

    private static String target(String database) {
        return tdengine.host() + ":" + tdengine.port() + "/" + database;
    }

    private static String address(String url) {
        return url.replaceFirst("^[a-z]+://", "");
    }
}
