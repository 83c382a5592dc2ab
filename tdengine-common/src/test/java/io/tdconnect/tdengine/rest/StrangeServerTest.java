// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.TdengineErrors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers other than taosAdapter, and silent ones. */
@Timeout(60)
class StrangeServerTest {
    private static final String VERSION =
            "{\"status\":\"succ\",\"column_meta\":[[\"v\",8,8]],\"data\":[[\"2.6\"]],\"rows\":1}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>secret</html>",
                "[]",
                "{\"status\":\"succ\",\"column_meta\":[[\"b\",1,1]],\"data\":[[1]],\"rows\":1}",
                "{\"status\":\"succ\",\"column_meta\":[[\"b\",99,1]],\"data\":[],\"rows\":0}",
                "{\"status\":\"succ\",\"column_meta\":[[\"v\",4,4]],\"data\":[[1,2]],\"rows\":1}",
                "{\"status\":\"succ\",\"column_meta\":[[\"v\",4,4]],\"data\":[[1]],\"rows\":2}"
            })
    void whatIsNoAnswerOfTaosAdapterIsSaidSo(String answer) throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        other.start();
        try {
            String endpoint = "127.0.0.1:" + other.getAddress().getPort();
            assertThatThrownBy(() -> RestConnection.connect(RestConnectionTest.gateway("x", endpoint)))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Expected an answer of taosAdapter")
                    .hasMessageNotContaining("secret");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void aServerThatKeepsSilentIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            SQLException failure = catchThrowableOfType(
                    SQLException.class,
                    () -> RestConnection.connect(RestConnectionTest.gateway(
                            "x", Duration.ofMillis(200), "127.0.0.1:" + silent.getLocalPort())));
            assertThat(TdengineErrors.classify(failure)).isEqualTo(ErrorClass.RETRIABLE);
        }
    }

    @Test
    void closingFreesAThreadThatWaitsForAnAnswer() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        HttpServer slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        slow.setExecutor(command -> new Thread(command).start());
        slow.createContext("/rest/sql", exchange -> {
            byte[] body = VERSION.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        slow.createContext("/rest/sqlt", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            asked.countDown();
            awaitUninterruptibly(end);
        });
        slow.start();
        try (RestConnection connection = RestConnection.connect(
                RestConnectionTest.gateway("x", "127.0.0.1:" + slow.getAddress().getPort()))) {
            CompletableFuture<SQLException> failure = CompletableFuture.supplyAsync(
                    () -> RestConnectionTest.failure(connection, "SELECT SERVER_STATUS()"));
            asked.await();
            connection.close();

            assertThat(TdengineErrors.classify(failure.get())).isEqualTo(ErrorClass.RETRIABLE);
        } finally {
            end.countDown();
            slow.stop(0);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
