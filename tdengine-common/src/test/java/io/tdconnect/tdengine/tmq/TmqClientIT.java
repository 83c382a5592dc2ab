// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.GatewayException;
import io.tdconnect.tdengine.block.Block;
import io.tdconnect.testing.TdengineServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client on the emulator, or on the server of TDENGINE_URL. */
@Timeout(120)
class TmqClientIT {
    private static TdengineServer server;

    private TopicFixture tdengine;

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void name() {
        tdengine = new TopicFixture(server);
    }

    @AfterEach
    void clean() {
        tdengine.close();
    }

    @Test
    void takesEveryTypeAndNulls() throws Exception {
        tdengine.create("us", 1);
        server.execute(
                "CREATE TABLE " + tdengine.database() + ".m (ts TIMESTAMP, b BOOL, i1 TINYINT, i2 SMALLINT, i4 INT,"
                        + " i8 BIGINT, u1 TINYINT UNSIGNED, u2 SMALLINT UNSIGNED, u4 INT UNSIGNED, u8 BIGINT UNSIGNED,"
                        + " f FLOAT,"
                        + " d DOUBLE, v VARCHAR(10), n NCHAR(8), x VARBINARY(8), t TIMESTAMP) TAGS (g INT)");
        tdengine.topic("AS STABLE " + tdengine.database() + ".m");
        server.execute("INSERT INTO " + tdengine.database() + ".d1 USING " + tdengine.database()
                + ".m TAGS (1) VALUES (1763600000000001, true,"
                + " -1, -2, -3, -9007199254740993, 255, 65535, 4294967295, 18446744073709551615, 1.25, 2.5, 'a',"
                + " '中😀', '\\xff00', 5)");
        server.execute("INSERT INTO " + tdengine.database()
                + ".d1 VALUES (1763600000000002, NULL, NULL, NULL, NULL, NULL, NULL,"
                + " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)");

        List<Block> blocks = TopicFixture.blocks(TopicFixture.rows(tdengine.subscribed(), 2));

        assertThat(Cells.lines(blocks))
                .containsExactly(
                        "d1 ts=1763600000000001 b=true i1=-1 i2=-2 i4=-3 i8=-9007199254740993 u1=255 u2=65535"
                                + " u4=4294967295 u8=18446744073709551615 f=1.25 d=2.5 v=a n=中😀 x=ff00 t=5",
                        "d1 ts=1763600000000002 b=null i1=null i2=null i4=null i8=null u1=null u2=null u4=null u8=null"
                                + " f=null d=null v=null n=null x=null t=null");
        assertThat(blocks).allMatch(block -> block.precision() == Precision.US);
        assertThat(blocks.get(0).layout().columns())
                .extracting(column -> column.type() + " " + column.length())
                .contains("VARCHAR 10", "NCHAR 8", "VARBINARY 8", "BIGINT_UNSIGNED 8");
    }

    @Test
    void takesColumnsThatDifferAndANewColumn() throws Exception {
        tdengine.meters();
        tdengine.insert("d1", "(ts, v) VALUES (1, 1)");
        tdengine.insert("d1", "(ts, s) VALUES (2, 'b')");
        server.execute("ALTER TABLE " + tdengine.database() + ".m ADD COLUMN w DOUBLE");
        tdengine.insert("d1", "(ts, v, w) VALUES (3, 3, 0.5)");

        assertThat(Cells.lines(TopicFixture.blocks(TopicFixture.rows(tdengine.subscribed(), 3))))
                .containsExactly("d1 ts=1 v=1", "d1 ts=2 s=b", "d1 ts=3 v=3 w=0.5");
    }

    @Test
    void takesATopicOfAQueryWithTags() throws Exception {
        tdengine.create("ms", 1);
        tdengine.metersTable();
        tdengine.topic("AS SELECT ts, v, tbname, g FROM " + tdengine.database() + ".m WHERE v > 1");
        tdengine.insert("d1", "(ts, v) VALUES (1, 1) (2, 2)");

        assertThat(Cells.lines(TopicFixture.blocks(TopicFixture.rows(tdengine.subscribed(), 1))))
                .containsExactly(" ts=2 v=2 tbname=d1 g=7");
    }

    @Test
    void takesADatabaseWithMetadata() throws Exception {
        tdengine.create("ms", 1);
        tdengine.topic("WITH META AS DATABASE " + tdengine.database());
        tdengine.metersTable();
        tdengine.insert("d1", "(ts, v) VALUES (1, 1)");
        TmqClient client = tdengine.subscribed();
        // The server does not report dropped tables.
        List<TmqMessage> messages = new ArrayList<>(TopicFixture.rows(client, 1));
        server.execute("ALTER TABLE " + tdengine.database() + ".m ADD COLUMN w INT");
        server.execute("DROP TABLE " + tdengine.database() + ".d1");
        messages.addAll(TopicFixture.until(
                client,
                taken -> TopicFixture.events(taken).stream()
                        .anyMatch(event -> event.type().equals("drop"))));

        List<MetadataEvent> events = TopicFixture.events(messages);
        assertThat(events)
                .extracting(event -> event.type() + " " + event.tableType())
                .containsExactly("create super", "create child", "alter super", "drop ");
        ChildTable child = events.get(1).children().get(0);
        assertThat(child.name()).isEqualTo("d1");
        assertThat(child.supertable()).isEqualTo("m");
        assertThat(child.tags())
                .extracting(tag -> tag.name() + "=" + tag.value())
                .containsExactly("g=7");
        for (int i = 1; i < messages.size(); i++) {
            assertThat(messages.get(i).begin()).isEqualTo(messages.get(i - 1).next());
        }
    }

    @Test
    void takesAMessageOfManyRows() throws Exception {
        tdengine.meters();
        int rows = 4_000;
        String text = "x".repeat(100);
        for (int from = 0; from < 5 * rows; from += rows) {
            tdengine.insert(
                    "d1",
                    "(ts, v, s) VALUES "
                            + IntStream.range(from, from + rows)
                                    .mapToObj(i -> "(" + (i + 1) + "," + i + ",'" + text + "')")
                                    .collect(Collectors.joining(" ")));
        }

        List<Block> blocks = TopicFixture.blocks(TopicFixture.rows(tdengine.subscribed(), 5 * rows));

        long sum = 0;
        for (Block block : blocks) {
            for (int row = 0; row < block.rows(); row++) {
                sum += block.columns().get(1).longAt(row);
                assertThat(block.columns().get(2).textAt(row)).isEqualTo(text);
            }
        }
        assertThat(sum).isEqualTo(5L * rows * (5 * rows - 1) / 2);
    }

    @Test
    void readsOnFromAnyPosition() throws Exception {
        tdengine.meters();
        tdengine.insert("d1", "(ts, v) VALUES (1, 1)");
        TmqClient client = tdengine.subscribed();
        TmqMessage first = TopicFixture.rows(client, 1).get(0);
        int vgroup = first.vgroup();
        tdengine.insert("d1", "(ts, v) VALUES (2, 2)");
        assertThat(Cells.lines(TopicFixture.blocks(TopicFixture.rows(client, 1))))
                .containsExactly("d1 ts=2 v=2");

        client.seek(tdengine.topic(), vgroup, first.next());
        assertThat(Cells.lines(TopicFixture.blocks(TopicFixture.rows(client, 1))))
                .containsExactly("d1 ts=2 v=2");
        client.seek(tdengine.topic(), vgroup, first.begin());
        assertThat(TopicFixture.rows(client, 2).get(0).begin()).isEqualTo(first.begin());

        assertThat(client.topics()).containsExactly(tdengine.topic());
        assertThat(client.assignment(tdengine.topic()))
                .extracting(VgroupAssignment::vgroup)
                .containsExactly(vgroup);
        assertThat(codeOf(() -> client.seek(tdengine.topic(), vgroup, 99_999_999)))
                .isEqualTo(0x4007);
        assertThat(codeOf(() -> client.seek(tdengine.topic(), vgroup + 1_000, 0)))
                .isEqualTo(0x4008);
    }

    @Test
    void aGroupGoesOnWhereItHasCommitted() throws Exception {
        tdengine.meters();
        tdengine.insert("d1", "(ts, v) VALUES (1, 1)");
        TmqSubscription group = tdengine.group();
        TmqClient client = tdengine.subscribed(group);
        TmqMessage first = TopicFixture.rows(client, 1).get(0);
        assertThat(client.committed(tdengine.topic(), first.vgroup())).isEmpty();
        client.commitOffset(tdengine.topic(), first.vgroup(), first.next());
        assertThat(client.committed(tdengine.topic(), first.vgroup())).hasValue(first.next());
        client.unsubscribe();
        client.close();
        tdengine.insert("d1", "(ts, v) VALUES (2, 2)");

        assertThat(Cells.lines(TopicFixture.blocks(TopicFixture.rows(tdengine.subscribed(group), 1))))
                .containsExactly("d1 ts=2 v=2");
    }

    @Test
    void aSecondConsumerTakesSomeVgroupsOver() throws Exception {
        tdengine.create("ms", 4);
        tdengine.metersTable();
        tdengine.topic("AS STABLE " + tdengine.database() + ".m");
        TmqSubscription group = tdengine.group();
        TmqClient first = tdengine.subscribed(group);
        assertThat(first.assignment(tdengine.topic())).hasSize(4);

        TmqClient second = tdengine.subscribed(group.withClientId("second"));

        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            first.poll(Duration.ofMillis(100));
            second.poll(Duration.ofMillis(100));
            List<Integer> vgroups = new ArrayList<>();
            first.assignment(tdengine.topic()).forEach(assigned -> vgroups.add(assigned.vgroup()));
            second.assignment(tdengine.topic()).forEach(assigned -> vgroups.add(assigned.vgroup()));
            assertThat(second.assignment(tdengine.topic())).hasSize(2);
            assertThat(vgroups).hasSize(4).doesNotHaveDuplicates();
        });
    }

    @Test
    void tellsAWrongPasswordAndAMissingTopic() throws Exception {
        GatewayException login = catchThrowableOfType(
                GatewayException.class,
                () -> tdengine.client("wrong").subscribe(TmqSubscription.of("g", List.of(tdengine.topic()))));
        assertThat(login.errorClass()).as("%s", login).isEqualTo(ErrorClass.AUTHENTICATION);
        assertThat((Throwable) login).message().doesNotContain("wrong");

        assertThat(codeOf(() -> tdengine.subscribed(TmqSubscription.of("g", List.of(tdengine.topic())))))
                .isEqualTo(0x3e1);
    }

    @Test
    void aClosedClientSaysSo() throws Exception {
        TmqClient client = tdengine.client(server.password());
        client.close();

        assertThatThrownBy(client::topics).isInstanceOf(GatewayException.class).hasMessageContaining("closed here");
    }

    private interface Asking {
        void ask() throws Exception;
    }

    private static int codeOf(Asking asking) {
        GatewayException failure = catchThrowableOfType(GatewayException.class, asking::ask);
        return failure.getErrorCode();
    }
}
