// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gateway's own answers, on the emulator or on the server of TDENGINE_URL. */
class GatewayIT {
    private static final DriverServer SERVER = new DriverServer();

    private final GatewayClient client = new GatewayClient(SERVER.port(), "/ws");

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void refusesEverythingButVersionBeforeTheLogin() throws InterruptedException {
        assertThat(ask("version", "").path("code").asInt()).isZero();
        assertRefused(ask("query", ",\"sql\":\"select 1\""), "server not connected");
    }

    @Test
    void refusesASecondLogin() throws InterruptedException {
        logIn();

        assertRefused(ask("conn", ",\"user\":\"root\",\"password\":\"taosdata\""), "duplicate connections");
    }

    @Test
    void refusesAnUnknownAction() throws InterruptedException {
        logIn();

        assertRefused(ask("dance", ""), "unknown action dance");
    }

    @Test
    void refusesAStatementThatIsNotOpen() throws InterruptedException {
        logIn();

        JsonNode answer = ask("stmt2_exec", ",\"stmt_id\":77");

        assertRefused(answer, "stmt2 is nil");
        assertThat(answer.path("stmt_id").asInt()).isEqualTo(77);
    }

    @Test
    void refusesTextThatIsNotJson() throws InterruptedException {
        assertRefused(Recording.json((String) client.ask("{")), "unmarshal request error");
    }

    @Test
    void givesEachRowOnceAndForgetsAResultReadToItsEnd() throws InterruptedException {
        logIn();
        long id =
                ask("query", ",\"sql\":\"select server_version()\"").path("id").asLong();

        assertThat(fetch(id)).containsExactly(0, 0);
        assertThat(fetch(id)).containsExactly(0, 1);
        assertThat(fetch(id)).containsExactly(0xffff, 1);
    }

    @Test
    void answersPingAndChecksLoginsOverPlainHttp() throws Exception {
        assertThat(get("/-/ping").statusCode()).isEqualTo(200);
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(post("", "select 1").statusCode()).isEqualTo(401);
        assertThat(code(post("root:wrong", "select 1"))).isEqualTo(0x357);
        assertThat(code(post("root:taosdata", "selec 1"))).isEqualTo(0x2600);
        assertThat(code(post("root:taosdata", "select server_version()"))).isZero();
    }

    private void logIn() throws InterruptedException {
        assertThat(ask("conn", ",\"user\":\"root\",\"password\":\"taosdata\"")
                        .path("code")
                        .asInt())
                .isZero();
    }

    private JsonNode ask(String action, String args) throws InterruptedException {
        String request = "{\"action\":\"" + action + "\",\"args\":{\"req_id\":5" + args + "}}";
        return Recording.json((String) client.ask(request));
    }

    private static void assertRefused(JsonNode answer, String message) {
        assertThat(answer.path("code").asInt()).isEqualTo(0xffff);
        assertThat(answer.path("message").asText()).isEqualTo(message);
    }

    /** Code and finished flag. */
    private int[] fetch(long id) throws InterruptedException {
        ByteBuffer request = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
        request.putLong(5).putLong(id).putLong(7).putShort((short) 1);
        ByteBuffer answer =
                ByteBuffer.wrap((byte[]) client.ask(request.array())).order(ByteOrder.LITTLE_ENDIAN);
        int messageLength = answer.getInt(38);
        return new int[] {answer.getInt(34), answer.get(42 + messageLength + 8)};
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + SERVER.port() + path)));
    }

    private static HttpResponse<String> post(String login, String sql) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + SERVER.port() + "/rest/sql"))
                .POST(HttpRequest.BodyPublishers.ofString(sql));
        if (!login.isEmpty()) {
            byte[] bytes = login.getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
        }
        return send(request);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int code(HttpResponse<String> response) {
        return Recording.json(response.body()).path("code").asInt();
    }
}
