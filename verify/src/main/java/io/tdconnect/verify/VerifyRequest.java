// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify;

import io.tdconnect.verify.plan.Depth;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is compared.
 *
 * @param source configuration of the source connector of the copy
 * @param sink configuration of the TDengine sink of the copy
 * @param tables names in the source or the target, in which {@code *} stands for any text; empty for all
 * @param from first time; null for the first row, or the source's {@code begin.time}
 * @param to time after the last one
 * @param jobs how many windows are compared at the same time
 * @param limit how many differences are listed
 */
public record VerifyRequest(
        Map<String, String> source,
        Map<String, String> sink,
        List<String> tables,
        @Nullable Instant from,
        Instant to,
        Depth depth,
        int jobs,
        int limit) {
    /** Copies the collections. */
    public VerifyRequest {
        source = Map.copyOf(source);
        sink = Map.copyOf(sink);
        tables = List.copyOf(tables);
    }

    /** Without the configurations, which contain passwords. */
    @Override
    public String toString() {
        return "VerifyRequest[tables=" + tables + ", from=" + from + ", to=" + to + ", depth=" + depth + "]";
    }
}
