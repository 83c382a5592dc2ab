// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.GatewayException;
import io.tdconnect.tdengine.MalformedMessageException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals, and answers to other requests. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StrangeAnswersTest {
    private static final Duration WAIT = Duration.ofSeconds(1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"code\":0,\"action\":\"poll\",\"req_id\":7,\"have_message\":false} | found one to poll 7",
                "{\"code\":0,\"action\":\"seek\",\"req_id\":1} | found one to seek 1",
                "{\"code\":0,\"action\":\"poll\",\"req_id\":1 | cut off or damaged",
                "[] | found something else",
                "'' | found something else",
                "{\"action\":\"poll\",\"req_id\":1} | the number code",
                "{\"code\":0,\"action\":\"poll\",\"req_id\":1,\"have_message\":true} | the number message_id"
            })
    void answersThatMakeNoSenseAreRefused(String answer, String told) throws Exception {
        try (StubGateway stub = new StubGateway((action, request) -> answer);
                TmqClient client = TmqClient.connect(stub.address())) {
            assertThatThrownBy(() -> client.poll(WAIT))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining(told);
        }
    }

    @Test
    void aBinaryAnswerWhereTextIsExpectedIsRefused() throws Exception {
        try (StubGateway stub = new StubGateway((action, request) -> StubAnswers.frame(request));
                TmqClient client = TmqClient.connect(stub.address())) {
            assertThatThrownBy(() -> client.poll(WAIT))
                    .hasMessage("Expected a text answer to poll, found a binary one");
        }
    }

    @Test
    void aMessageOfAKindThatIsNotKnownIsRefused() throws Exception {
        try (StubGateway stub = new StubGateway((action, request) -> StubAnswers.message(request, 5));
                TmqClient client = TmqClient.connect(stub.address())) {
            assertThatThrownBy(() -> client.poll(WAIT))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessage("Expected a message of type 1, 2 or 3, found type 5");
        }
    }

    @Test
    void aMessageThatCouldNotBeFetchedIsNotAcknowledged() throws Exception {
        AtomicInteger fetches = new AtomicInteger();
        try (StubGateway stub = new StubGateway((action, request) -> {
                    if (action.equals("poll")) {
                        assertThat(request.get("message_id")).isEqualTo(0L);
                        return StubAnswers.message(request, 1);
                    }
                    return fetches.getAndIncrement() == 0
                            ? "{\"code\":258,\"message\":\"Out of Memory\",\"action\":\"fetch_raw_data\",\"req_id\":"
                                    + request.get("req_id") + "}"
                            : StubAnswers.frame(request);
                });
                TmqClient client = TmqClient.connect(stub.address())) {
            GatewayException failure = catchThrowableOfType(GatewayException.class, () -> client.poll(WAIT));
            assertThat(failure.errorClass()).isEqualTo(ErrorClass.RETRIABLE);

            assertThat(client.poll(WAIT)).get().extracting(TmqMessage::rows).isEqualTo(2);
        }
    }

    @Test
    void aSeekBeforeTheServerKnowsTheRangeAsksForIt() throws Exception {
        AtomicInteger seeks = new AtomicInteger();
        try (StubGateway stub = new StubGateway((action, request) -> switch (action) {
                    case "seek" ->
                        seeks.getAndIncrement() == 0
                                ? "{\"code\":16400,\"message\":\"Assignment or poll interface need to be called first\","
                                        + "\"action\":\"seek\",\"req_id\":" + request.get("req_id") + "}"
                                : StubAnswers.ok(action, request, "\"x\":0");
                    default -> StubAnswers.ok(action, request, "\"assignment\":[]");
                });
                TmqClient client = TmqClient.connect(stub.address())) {
            client.seek("t", 1, 5);

            assertThat(stub.requests()).containsExactly("seek", "assignment", "seek");
        }
    }

    @Test
    void aRefusedLoginIsReportedWithoutThePassword() throws Exception {
        try (StubGateway stub = new StubGateway((action, request) -> {
                    assertThat(request.get("password")).isEqualTo("secret");
                    int code = action.equals("subscribe") ? 0xffff : 0x357;
                    return "{\"code\":" + code + ",\"message\":\"no secret\",\"action\":\"" + action + "\",\"req_id\":"
                            + request.get("req_id") + "}";
                });
                TmqClient client = TmqClient.connect(stub.address())) {
            GatewayException failure = catchThrowableOfType(
                    GatewayException.class, () -> client.subscribe(TmqSubscription.of("g", List.of("t"))));

            assertThat(failure.errorClass()).isEqualTo(ErrorClass.AUTHENTICATION);
            assertThat((Throwable) failure).hasMessage("TDengine refused conn: no **** (0x357)");
        }
    }
}
