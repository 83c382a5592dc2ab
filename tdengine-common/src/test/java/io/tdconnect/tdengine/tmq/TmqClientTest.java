// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tdconnect.tdengine.GatewayException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against the recorded answers of a real gateway. */
class TmqClientTest {
    private static final Recording RECORDING = Recording.ofSubscription();
    private static final Duration WAIT = Duration.ofMillis(300);

    private StubGateway gateway;
    private TmqClient client;

    @BeforeEach
    void connect() throws Exception {
        RecordedAnswers recorded = new RecordedAnswers(RECORDING, 1);
        gateway = new StubGateway((action, request) -> action.equals("committed")
                ? "{\"code\":0,\"action\":\"committed\",\"req_id\":" + request.get("req_id")
                        + ",\"committed\":[-2147467247]}"
                : recorded.answer(action, request));
        client = TmqClient.connect(gateway.address());
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        gateway.close();
    }

    @Test
    void takesATopicOfASupertable() throws Exception {
        client.subscribe(TmqSubscription.of("g", List.of("tq_stb")));

        List<TmqMessage> messages = messages();

        assertThat(messages)
                .extracting(TmqMessage::vgroup, TmqMessage::begin, TmqMessage::next, TmqMessage::rows)
                .containsExactly(tuple(16, 0L, 11L, 2), tuple(17, 0L, 12L, 7));
        assertThat(messages).allMatch(message -> message.database().equals("tq"));
        assertThat(client.topics()).containsExactly("tq_stb");
        assertThat(client.assignment("tq_stb"))
                .containsExactly(new VgroupAssignment(16, 0, 0, 11), new VgroupAssignment(17, 0, 0, 12));
        assertThat(client.position("tq_stb", 17)).isEqualTo(12);
        assertThat(client.committed("tq_stb", 17)).isEqualTo(OptionalLong.empty());
        client.commitOffset("tq_stb", 17, 3);
        client.seek("tq_stb", 17, 0);
        assertThat(client.poll(WAIT)).get().extracting(TmqMessage::next).isEqualTo(14L);
        assertThatThrownBy(() -> client.seek("tq_stb", 17, 99_999_999))
                .isInstanceOf(GatewayException.class)
                .hasMessage("TDengine refused seek: Offset out of range (0x4007)")
                .extracting(failure -> ((GatewayException) failure).getErrorCode())
                .isEqualTo(0x4007);
        client.unsubscribe();
    }

    @Test
    void takesEventsAndRowsOfATopicWithMeta() throws Exception {
        // The messages of the topic with metadata are those after the first subscription.
        List<TmqMessage> messages = new ArrayList<>();
        for (int subscription = 0; subscription < 2; subscription++) {
            client.subscribe(TmqSubscription.of("g", List.of("tq_dbm")));
            messages = messages();
            if (subscription == 0) {
                assertThat(client.poll(WAIT)).isPresent();
                client.seek("tq_stb", 17, 0);
            }
        }

        assertThat(messages)
                .extracting(message -> message.vgroup() + " " + message.next() + " "
                        + message.events().stream().map(MetadataEvent::type).toList() + " " + message.rows())
                .containsExactly(
                        "17 2 [create] 0",
                        "16 3 [create, create] 0",
                        "17 5 [create] 6",
                        "16 6 [create] 3",
                        "17 6 [alter] 0",
                        "16 14 [alter, drop] 0",
                        "17 7 [] 1",
                        "17 16 [delete, alter] 0");
        assertThat(messages)
                .extracting(TmqMessage::begin)
                .as("the beginning of the log, and then where the message of the vgroup before ended")
                .containsExactly(0L, 0L, 2L, 3L, 5L, 6L, 6L, 7L);
        assertThat(messages.get(2).events().get(0).children())
                .extracting(
                        ChildTable::name,
                        ChildTable::supertable,
                        child -> child.tags().get(1).value())
                .containsExactly(tuple("t0", "m", "l0"), tuple("t1", "m", "l1"));
        assertThat(messages.get(3).events().get(0).children())
                .extracting(ChildTable::name)
                .containsExactly("t2");
    }

    @Test
    void keepsTheTextOfEvents() throws Exception {
        List<String> recorded = RECORDING.texts(1, "fetch_json_meta");

        List<MetadataEvent> events = MetadataEventReader.events(recorded.get(recorded.size() - 1));

        assertThat(events)
                .extracting(MetadataEvent::json)
                .containsExactly(
                        "{\"type\":\"delete\",\"sql\":\"delete from `t0` where `ts` \\u003e= 1763600000000000001 and"
                                + " `ts` \\u003c= 1763600000000000001\"}",
                        "{\"type\":\"alter\",\"tableType\":\"child\",\"tableName\":\"t1\",\"alterType\":4,"
                                + "\"colName\":\"loc\",\"colValue\":\"\\\"zz\\\"\",\"colValueNull\":false}");
        assertThat(events.get(1).fields()).containsEntry("alterType", 4L).containsEntry("colValueNull", false);
        assertThat(events.get(0).children()).isEmpty();
    }

    @Test
    void tellsThatATopicIsMissing() throws Exception {
        try (StubGateway other = new StubGateway(new RecordedAnswers(RECORDING, 2));
                TmqClient subscribing = TmqClient.connect(other.address())) {
            assertThatThrownBy(() -> subscribing.subscribe(TmqSubscription.of("g", List.of("missing_topic"))))
                    .hasMessage("TDengine refused subscribe: Topic not exist (0x3e1)");
        }
    }

    private List<TmqMessage> messages() throws Exception {
        List<TmqMessage> messages = new ArrayList<>();
        for (Optional<TmqMessage> message = client.poll(WAIT); message.isPresent(); message = client.poll(WAIT)) {
            messages.add(message.get());
        }
        return messages;
    }
}
