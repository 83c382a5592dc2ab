// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.layout;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong in a list of points.
 *
 * <p>A list that stands in the configuration itself may be quoted. A file may not: whoever validates a configuration chooses
 * its path, and would read any file that way.
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
     * @param found nothing of the list
     */
    static PointFileException ofList(String expected, String found) {
        String message = "expected " + expected + ", found " + found;
        return new PointFileException(message, message);
    }

    /**
     * A problem in a line.
     *
     * @param place such as {@code line 3, column type}; nothing of the list
     * @param expected nothing of the list
     * @param details all there is to say, from expected on; may quote the list
     */
    static PointFileException at(String place, String expected, @Nullable String details) {
        return at(place, place, expected, details);
    }

    /**
     * As {@link #at(String, String, String)}.
     *
     * @param name of the place; may quote the list
     */
    static PointFileException at(String place, String name, String expected, @Nullable String details) {
        String all = details == null ? "expected " + expected : details;
        return new PointFileException(
                place + ": expected " + expected,
                name + ": " + (all.startsWith("expected ") ? all : "expected " + all));
    }

    /** Place and expectation alone. */
    String withoutContent() {
        return withoutContent;
    }
}
