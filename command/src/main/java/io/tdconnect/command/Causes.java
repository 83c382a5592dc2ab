// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The messages of an exception and of its causes, each once. */
final class Causes {
    private static final int MOST = 5;

    private Causes() {}

    static String text(@Nullable Throwable failure) {
        Set<String> messages = new LinkedHashSet<>();
        Throwable each = failure;
        while (each != null && messages.size() < MOST) {
            String message = each.getMessage() == null ? each.getClass().getSimpleName() : each.getMessage();
            String known = String.join("\n", messages);
            // Many exceptions repeat the message of their cause.
            if (!known.contains(message)) {
                messages.add(message);
            }
            each = each.getCause();
        }
        return messages.isEmpty() ? "unknown cause" : String.join("; cause: ", messages);
    }
}
