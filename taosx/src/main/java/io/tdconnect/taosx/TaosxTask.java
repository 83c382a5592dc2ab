// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as the command line of taosX describes it.
 *
 * @param from DSN of the source, as a shell leaves it
 * @param to DSN of the target
 * @param parser JSON text, or {@code @} and the path of a file with it; null for none
 * @param transforms values of {@code -T} in their order
 * @param jobs value of {@code -j}; 0 if it is not set
 */
public record TaosxTask(String from, String to, @Nullable String parser, List<String> transforms, int jobs) {
    /** Copies the list. */
    public TaosxTask {
        transforms = List.copyOf(transforms);
    }

    /** Without the DSNs, which contain passwords. */
    @Override
    public String toString() {
        return "TaosxTask[parser=" + (parser != null) + ", transforms=" + transforms.size() + ", jobs=" + jobs + "]";
    }
}
