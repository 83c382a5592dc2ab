// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tdconnect.tdengine.Encryption;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.Gateway;
import io.tdconnect.tdengine.GatewayException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults of the gateway and the network. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TmqClientFaultsTest {
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void aServerThatRefusesConnectionsIsNamed() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        GatewayException failure = failedConnect(gateway(port, WAIT));

        assertThat((Throwable) failure)
                .hasMessageStartingWith("Cannot connect to ws://127.0.0.1:" + port + "/rest/tmq");
        assertThat(failure.errorClass()).isEqualTo(ErrorClass.RETRIABLE);
    }

    @Test
    void aServerThatAcceptsAndNeverAnswersTimesOut() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            GatewayException failure = failedConnect(gateway(silent.getLocalPort(), SHORT));

            assertThat((Throwable) failure).hasMessageEndingWith("no answer within 300 ms");
            assertThat(failure.errorClass()).isEqualTo(ErrorClass.RETRIABLE);
        }
    }

    @Test
    void theNextEndpointIsTried() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                StubGateway stub =
                        new StubGateway((action, request) -> StubAnswers.ok(action, request, "\"topics\":null"))) {
            Gateway second = stub.address();
            Gateway both = new Gateway(
                    List.of(
                            "127.0.0.1:" + silent.getLocalPort(),
                            second.endpoints().get(0)),
                    second.tls(),
                    second.login(),
                    Duration.ofSeconds(2),
                    second.requestTimeout());

            try (TmqClient client = TmqClient.connect(both)) {
                assertThat(client.topics()).isEmpty();
            }
        }
    }

    @Test
    void aHostThatNoUriCanHoldIsRefused() {
        Gateway gateway = new Gateway(
                List.of("my_host:6041"), Encryption.NONE, gateway(1, WAIT).login(), WAIT, WAIT);

        assertThatThrownBy(() -> TmqClient.connect(gateway)).hasMessageContaining("my_host");
    }

    @Test
    void anAnswerThatNeverComesTimesOut() throws Exception {
        try (StubGateway stub = new StubGateway((action, request) -> StubGateway.NOTHING);
                TmqClient client = TmqClient.connect(stub.address(SHORT))) {
            GatewayException failure =
                    catchThrowableOfType(GatewayException.class, () -> client.poll(Duration.ofMillis(1)));

            assertThat((Throwable) failure).hasMessageEndingWith("does not answer within 300 ms");
            assertThat(failure.getErrorCode()).isEqualTo(GatewayException.TIMEOUT);
            assertThat(failure.errorClass()).isEqualTo(ErrorClass.RETRIABLE);
            // A late answer must not be taken for that to the next request.
            assertThatThrownBy(() -> client.topics())
                    .isInstanceOf(GatewayException.class)
                    .hasMessageContaining("is lost");
        }
    }

    @Test
    void aPeerThatIsGoneIsNoticedDuringALongPoll() throws Exception {
        try (StubGateway stub = new StubGateway((action, request) -> StubGateway.NOTHING);
                TmqClient client = TmqClient.connect(stub.address(SHORT))) {
            stub.die();

            assertThatThrownBy(() -> client.poll(Duration.ofHours(1)))
                    .isInstanceOf(GatewayException.class)
                    .hasMessageEndingWith("gives no sign of life within 300 ms");
        }
    }

    @Test
    void aPeerThatAnswersPingsMayTakeTheWholePoll() throws Exception {
        try (StubGateway stub = new StubGateway((action, request) -> StubGateway.NOTHING);
                TmqClient client = TmqClient.connect(stub.address(Duration.ofSeconds(1)))) {
            long began = System.nanoTime();

            assertThatThrownBy(() -> client.poll(Duration.ofMillis(1_500))).hasMessageContaining("does not answer");

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void aConnectionThatIsCutIsNoticedAtOnce() throws Exception {
        try (StubGateway stub = new StubGateway((action, request) -> StubGateway.CUT);
                TmqClient client = TmqClient.connect(stub.address())) {
            assertThatThrownBy(() -> client.poll(WAIT))
                    .isInstanceOf(GatewayException.class)
                    .hasMessageContaining("is lost");
        }
    }

    @Test
    void aConnectionThatIsCutInAMessageGivesNoRows() throws Exception {
        try (StubGateway stub = new StubGateway((action, request) -> action.equals("poll")
                        ? StubAnswers.message(request, 1)
                        : new StubGateway.Half(StubAnswers.frame(request)));
                TmqClient client = TmqClient.connect(stub.address())) {
            GatewayException failure = catchThrowableOfType(GatewayException.class, () -> client.poll(WAIT));

            assertThat(failure.errorClass()).isEqualTo(ErrorClass.RETRIABLE);
        }
    }

    @Test
    void closingFreesAThreadThatPolls() throws Exception {
        try (StubGateway stub = new StubGateway((action, request) -> StubGateway.NOTHING)) {
            TmqClient client = TmqClient.connect(stub.address());
            CompletableFuture<GatewayException> polling = CompletableFuture.supplyAsync(
                    () -> catchThrowableOfType(GatewayException.class, () -> client.poll(Duration.ofHours(1))));
            assertThat(stub.requests().take()).isEqualTo("poll");

            client.close();

            assertThat((Throwable) polling.get()).hasMessageEndingWith("it was closed here");
            assertThat(stub.requests().take()).isEqualTo("close");
            client.close();
        }
    }

    @Test
    void anInterruptEndsAPoll() throws Exception {
        try (StubGateway stub = new StubGateway((action, request) -> StubGateway.NOTHING);
                TmqClient client = TmqClient.connect(stub.address())) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> client.poll(WAIT)).isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).as("the flag is cleared").isFalse();
        }
    }

    @Test
    void pingsOfTheServerAreAnsweredWhileNothingIsAsked() throws Exception {
        try (StubGateway stub =
                        new StubGateway((action, request) -> StubAnswers.ok(action, request, "\"topics\":[\"t\"]"));
                TmqClient client = TmqClient.connect(stub.address())) {
            for (int i = 0; i < 5; i++) {
                stub.ping();
            }

            assertThat(client.topics()).containsExactly("t");
        }
    }

    @Test
    void aMessageThatDoesNotFitIntoMemoryIsRefused() throws Exception {
        byte[] large = new byte[1 << 20];
        try (StubGateway stub = new StubGateway(
                        (action, request) -> action.equals("poll") ? StubAnswers.message(request, 1) : large);
                TmqClient client = TmqClient.connect(stub.address(), 100_000)) {
            GatewayException failure = catchThrowableOfType(GatewayException.class, () -> client.poll(WAIT));

            assertThat((Throwable) failure).hasMessageContaining("100000").hasMessageContaining("-Xmx");
            assertThat(failure.errorClass()).isEqualTo(ErrorClass.FATAL);
        }
    }

    private static GatewayException failedConnect(Gateway gateway) {
        return catchThrowableOfType(GatewayException.class, () -> TmqClient.connect(gateway));
    }

    private static Gateway gateway(int port, Duration timeout) {
        try (StubGateway stub = new StubGateway((action, request) -> StubGateway.NOTHING)) {
            Gateway any = stub.address();
            return new Gateway(List.of("127.0.0.1:" + port), any.tls(), any.login(), timeout, timeout);
        } catch (IOException e) {
            throw new IllegalStateException("no port is free", e);
        }
    }
}
