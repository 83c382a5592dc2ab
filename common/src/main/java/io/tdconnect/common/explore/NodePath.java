// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names from the top of a server's objects to one of them, such as a bucket and a measurement; empty for the top. */
public record NodePath(List<String> names) {
    /** A list that cannot be changed. */
    public NodePath {
        names = List.copyOf(names);
    }

    /** The path of some names. */
    public static NodePath of(String... names) {
        return new NodePath(Arrays.asList(names));
    }

    /**
     * The path of an {@link #id}; the top for null.
     *
     * @throws ExploreException if it is no such text
     */
    public static NodePath parse(@Nullable String id) throws ExploreException {
        if (id == null) {
            return new NodePath(List.of());
        }
        try {
            return new NodePath(Arrays.stream(id.split("/", -1))
                    .map(name -> URLDecoder.decode(name, StandardCharsets.UTF_8))
                    .toList());
        } catch (IllegalArgumentException e) {
            throw new ExploreException("expected a node of an earlier list, found " + id);
        }
    }

    /** The path of a child. */
    public NodePath child(String name) {
        List<String> more = new ArrayList<>(names);
        more.add(name);
        return new NodePath(more);
    }

    /** A text without ambiguity, whatever the names contain. */
    public String id() {
        return names.stream()
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8))
                .collect(Collectors.joining("/"));
    }

    /** How many names. */
    public int depth() {
        return names.size();
    }

    /** The last name; empty for the top. */
    public String name() {
        return names.isEmpty() ? "" : names.get(names.size() - 1);
    }
}
