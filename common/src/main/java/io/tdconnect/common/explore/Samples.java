// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

import java.util.List;

/**
 * Some messages in the order in which they came.
 *
 * @param more whether there would have been more
 */
public record Samples(List<Sample> samples, boolean more) {
    public Samples {
        samples = List.copyOf(samples);
    }
}
