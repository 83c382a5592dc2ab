// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.layout;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A problem in a list of points.
 *
 * <p>Messages may quote a list that is part of the configuration, but not a file: whoever validates a configuration
 * chooses the path, and could read any file that way.
 */
final class PointFileException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String withoutContent;

    private PointFileException(String withoutContent, String message) {
        super(message);
        this.withoutContent = withoutContent;
    }

    /**
     * A problem of the list as a whole.
     *
     * @param found must not quote the list
     */
    static PointFileException ofList(String expected, String found) {
        String message = "expected " + expected + ", found " + found;
        return new PointFileException(message, message);
    }

    /**
     * A problem in a line.
     *
     * @param place such as {@code line 3, column type}; must not quote the list
     * @param expected must not quote the list
     * @param details the whole message, starting at "expected"; may quote the list
     */
    static PointFileException at(String place, String expected, @Nullable String details) {
        return at(place, place, expected, details);
    }

    /**
     * As {@link #at(String, String, String)}.
     *
     * @param name name of the place; may quote the list
     */
    static PointFileException at(String place, String name, String expected, @Nullable String details) {
        String all = details == null ? "expected " + expected : details;
        return new PointFileException(
                place + ": expected " + expected,
                name + ": " + (all.startsWith("expected ") ? all : "expected " + all));
    }

    /** The message without quotations of the list: place and expectation. */
    String withoutContent() {
        return withoutContent;
    }
}
