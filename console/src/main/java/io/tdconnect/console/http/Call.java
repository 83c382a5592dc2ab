// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call of a page.
 *
 * @param variables parts of the path by their names in the route
 * @param user who is logged in
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record Call(String method, Map<String, String> variables, Map<String, String> query, byte[] body, String user) {
    public Call {
        variables = Map.copyOf(variables);
        query = Map.copyOf(query);
    }

    /** A part of the path. */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no {" + name + '}');
        }
        return value;
    }

    /** A parameter after the question mark; null if it is not there. */
    public @Nullable String parameter(String name) {
        return query.get(name);
    }

    /**
     * The body.
     *
     * @throws ApiException if it is no JSON object
     */
    public ObjectNode json() {
        try {
            JsonNode content = Json.MAPPER.readTree(body);
            if (content instanceof ObjectNode object) {
                return object;
            }
            throw ApiException.badRequest("Expected a JSON object in the body, found something else");
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw ApiException.badRequest("Expected JSON in the body, found a fault"
                    + (place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr()));
        } catch (IOException e) {
            throw ApiException.badRequest("Expected JSON in the body, found something else");
        }
    }
}
