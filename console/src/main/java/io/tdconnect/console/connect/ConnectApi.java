// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.connect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tdconnect.console.http.ApiException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The REST API of a Connect cluster.
 *
 * @see <a href="https://kafka.apache.org/documentation/#connect_rest">Kafka Connect REST API</a>
 */
public interface ConnectApi {
    /** Code of the refusal of a worker that rebalances. */
    String REBALANCING = "rebalancing";

    /**
     * Sends a request; thread-safe.
     *
     * @param path with its parts encoded, see {@link #encoded}
     * @return the answer; a missing node if it has no body
     * @throws ApiException with the code {@code connect_unreachable}, {@link #REBALANCING} or {@code not_found}, or with the
     *     worker's own message
     */
    JsonNode send(String method, String path, @Nullable JsonNode body) throws InterruptedException;

    default JsonNode get(String path) throws InterruptedException {
        return send("GET", path, null);
    }

    /** The path of a connector. */
    static String connector(String name) {
        return "/connectors/" + encoded(name);
    }

    /** A part of a path. */
    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
