// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.emulator.engine.Answers;
import io.tdconnect.emulator.engine.Engine;
import io.tdconnect.emulator.engine.Session;
import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topics answer as TDengine 3.3.5.9 did. */
class TopicsTest {
    private final Engine engine = new Engine(Release.V3_3_7);
    private Session session;

    @BeforeEach
    void create() throws TdengineException {
        session = engine.login("root", "taosdata", null);
        for (String sql : List.of(
                "create database d vgroups 2",
                "use d",
                "create stable m (ts timestamp, v int, n varchar(10)) tags (g int, loc nchar(10))",
                "create table nt (ts timestamp, v int, w int)",
                "create topic known as stable m")) {
            session.execute(sql);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    create topic known as stable m                      | !! 0x3e0 Topic already exists
                    create topic if not exists known as stable m        | affected_rows:INT(4) [[0]]
                    create topic t as stable nope                       | !! 0x362 STable not exist
                    create topic t as stable nt                         | !! 0x362 STable not exist
                    create topic t as database nope                     | !! 0x388 Database not exist
                    create topic t as select count(*) from m            | !! 0x2639 Invalid topic query
                    create topic t as select ts, v from m order by ts   | !! 0x2639 Invalid topic query
                    create topic t as select distinct v from m          | !! 0x2639 Invalid topic query
                    create topic t as select ts, nope from m            | !! 0x2602 Invalid column name: nope
                    create topic t with meta as database d              | affected_rows:INT(4) [[0]]
                    create topic t                                      | !! 0x2601 Incomplete SQL statement
                    drop topic nope                                     | !! 0x3e1 Topic not exist
                    drop topic if exists nope                           | affected_rows:INT(4) [[0]]
                    drop table m                                        | !! 0x3ed Topic must be dropped first
                    drop database d                                     | !! 0x3ed Topic must be dropped first
                    alter database d wal_retention_period 0             | !! 0x38c WAL retention period is zero
                    """)
    void answersAsTheServerDid(String sql, String answer) {
        assertThat(Answers.of(session, sql)).isEqualTo(answer);
    }

    @Test
    void aTopicNeedsALog() throws TdengineException {
        session.execute("create database short wal_retention_period 0");
        assertThat(Answers.of(session, "create topic t as database short"))
                .isEqualTo("!! 0x38c WAL retention period is zero");
    }

    @Test
    void columnsOfAQueryCannotBeChanged() throws TdengineException {
        session.execute("create topic q as select ts, upper(n) from m where g > 1");
        session.execute("create topic q2 as select ts, v from nt");

        for (String change : List.of(
                "alter table m drop column n",
                "alter table m modify column n varchar(20)",
                "alter table m drop tag g",
                "alter table m rename tag g g2",
                "alter table nt drop column v")) {
            assertThat(Answers.of(session, change)).as(change).isEqualTo("!! 0x3c4 Field used by topic");
        }
        assertThat(Answers.of(session, "alter table m drop column v")).startsWith("affected_rows");
        assertThat(Answers.of(session, "alter table nt drop column w")).startsWith("affected_rows");
    }

    @Test
    void thereAreTwentyTopicsAtMost() throws TdengineException {
        for (int i = 1; i < 20; i++) {
            session.execute("create topic t" + i + " as database d");
        }

        assertThat(Answers.of(session, "create topic t20 as database d")).isEqualTo("!! 0x4004 Topic num out of range");
    }

    @Test
    void aTopicIsKeptWhileItIsSubscribed() throws TdengineException {
        Subscriber subscriber =
                engine.subscribe(new Subscription("g", "c", List.of("known"), false, false, false, true, true));

        assertThat(Answers.of(session, "drop topic known")).isEqualTo("!! 0x3eb Topic subscribed cannot be dropped");
        assertThat(Answers.of(session, "select topic_name, consumer_group from information_schema.ins_subscriptions"))
                .endsWith("[[\"known\", \"g\"], [\"known\", \"g\"]]");
        subscriber.close();
        assertThat(Answers.of(session, "drop topic known")).startsWith("affected_rows");
    }

    @Test
    void aGroupsPositionsCanBeDropped() throws TdengineException {
        assertThat(Answers.of(session, "drop consumer group g on known")).isEqualTo("!! 0x3e8 Subcribe not exist");
        assertThat(Answers.of(session, "drop consumer group if exists g on nope"))
                .startsWith("affected_rows");
        Subscription subscription = new Subscription("g", "c", List.of("known"), false, false, true, true, true);
        Subscriber subscriber = engine.subscribe(subscription);
        Message none = subscriber.poll();
        assertThat(none).isNull();
        assertThat(Answers.of(session, "drop consumer group g on known"))
                .isEqualTo("!! 0x3ec Consumer group being used by some consumer");

        subscriber.close();

        assertThat(Answers.of(session, "drop consumer group g on known")).startsWith("affected_rows");
        assertThat(Answers.of(session, "show subscriptions")).endsWith("[]");
    }

    @Test
    void theInformationSchemaDescribesTopics() {
        assertThat(Answers.of(session, "show topics")).isEqualTo("topic_name:VARCHAR(192) [[\"known\"]]");
        assertThat(Answers.of(
                        session, "select topic_name, db_name, sql, `meta`, type from information_schema.ins_topics"))
                .endsWith("[[\"known\", \"d\", \"create topic known as stable m\", \"no\", \"stable\"]]");
    }
}
