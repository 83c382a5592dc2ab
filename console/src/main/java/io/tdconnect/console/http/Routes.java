// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the action for a method and a path below {@code /api}. */
public final class Routes {
    private final List<Route> routes = new ArrayList<>();

    /** The action of a call, with the parts of its path. */
    record Match(Action action, Map<String, String> variables) {}

    private record Route(String method, List<String> parts, Action action) {}

    /**
     * Adds a route; the first that matches counts.
     *
     * @param pattern such as {@code tasks/{id}/metrics}
     */
    public Routes add(String method, String pattern, Action action) {
        routes.add(new Route(method, List.of(pattern.split("/")), action));
        return this;
    }

    /** Adds a route that only reads. */
    public Routes get(String pattern, Action action) {
        return add("GET", pattern, action);
    }

    /** Adds a route that is given a body. */
    public Routes post(String pattern, Action action) {
        return add("POST", pattern, action);
    }

    /**
     * The action for a call.
     *
     * @param parts of the path, decoded
     * @throws ApiException if no route has this path, or none has it with this method
     */
    Match find(String method, List<String> parts) {
        boolean otherMethod = false;
        for (Route route : routes) {
            Map<String, String> variables = variables(route.parts, parts);
            if (variables != null && route.method.equals(method)) {
                return new Match(route.action, variables);
            }
            otherMethod |= variables != null;
        }
        if (otherMethod) {
            throw new ApiException(405, "method", "This path does not take " + method);
        }
        throw ApiException.notFound("There is no such path");
    }

    private static @Nullable Map<String, String> variables(List<String> pattern, List<String> parts) {
        if (pattern.size() != parts.size()) {
            return null;
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String wanted = pattern.get(i);
            if (wanted.startsWith("{")) {
                variables.put(wanted.substring(1, wanted.length() - 1), parts.get(i));
            } else if (!wanted.equals(parts.get(i))) {
                return null;
            }
        }
        return variables;
    }
}
