// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.metrics.Gauge;
import io.tdconnect.common.metrics.MetricsRegistration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsEndpointTest {
    private static final Progress PROGRESS = new Progress("", 7, 5, 1, 64, 0.25, Duration.ofMillis(1500));

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void servesTheFiguresAndTheMetricsOfConnectors() throws Exception {
        Gauge gauge = new Gauge("rows-written", "", () -> 42L);
        try (MetricsRegistration bean = MetricsRegistration.register("test-sink", "a\"b", List.of(gauge));
                MetricsEndpoint endpoint =
                        MetricsEndpoint.start(0, () -> PrometheusText.of(new TaskName("t"), PROGRESS))) {
            HttpResponse<String> answer = get(endpoint, "GET", "/metrics");

            assertThat(bean).isNotNull();
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
            assertThat(answer.body())
                    .contains(
                            "# TYPE tdconnect_records_read_total counter\ntdconnect_records_read_total{task=\"t\"} 7\n")
                    .contains("tdconnect_records_written_total{task=\"t\"} 5\n")
                    .contains("tdconnect_records_failed_total{task=\"t\"} 1\n")
                    .contains("tdconnect_queued_bytes{task=\"t\"} 64.0\n")
                    .contains("tdconnect_share_done{task=\"t\"} 0.25\n")
                    .contains("tdconnect_test_sink_rows_written{pipeline=\"a\\\"b\"} 42");
        }
    }

    @Test
    void everyLineIsACommentOrASample() {
        assertThat(PrometheusText.of(new TaskName("t"), PROGRESS).lines())
                .allMatch(line -> line.matches("# (HELP|TYPE) [a-z_]+ .+|[a-z_0-9]+(\\{.*})? [0-9.eE+-]+|.* NaN"));
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws Exception {
        try (MetricsEndpoint endpoint = MetricsEndpoint.start(0, () -> "")) {
            assertThat(get(endpoint, "GET", "/metrics/x").statusCode()).isEqualTo(404);
            assertThat(get(endpoint, "POST", "/metrics").statusCode()).isEqualTo(405);
        }
    }

    @Test
    void aPortInUseIsReported() throws IOException {
        try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> MetricsEndpoint.start(used.getLocalPort(), () -> ""))
                    .hasMessage("--metrics-port: expected a free port, found that port " + used.getLocalPort()
                            + " is in use; choose another one");
        }
    }

    private HttpResponse<String> get(MetricsEndpoint endpoint, String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
