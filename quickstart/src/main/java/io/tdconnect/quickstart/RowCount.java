// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Counts the rows that this run wrote, by the gateway's plain HTTP interface. */
final class RowCount {
    /** The database does not exist yet: nothing has been written. */
    private static final int UNKNOWN_DATABASE = 0x388;

    private static final int UNKNOWN_TABLE = 0x2603;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final HttpRequest request;

    RowCount(URI gateway, String user, String password, String table, long sinceMillis) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        request = HttpRequest.newBuilder(gateway.resolve("/rest/sql"))
                .header("Authorization", "Basic " + credentials)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "select count(*) from " + table + " where ts >= " + sinceMillis))
                .build();
    }

    long rows() throws IOException, InterruptedException {
        JsonNode answer = json.readTree(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        int code = answer.path("code").asInt();
        if (code == UNKNOWN_DATABASE || code == UNKNOWN_TABLE) {
            return 0;
        }
        if (code != 0) {
            throw new IOException("TDengine answered " + Integer.toHexString(code) + ": "
                    + answer.path("desc").asText());
        }
        return answer.path("data").path(0).path(0).asLong();
    }
}
