// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.http;

import org.jspecify.annotations.Nullable;

/** What a route does; may block, and is interrupted at its time limit. */
@FunctionalInterface
public interface Action {
    /**
     * Answers a call.
     *
     * @return content that becomes JSON, or a {@link Download}; null for none
     * @throws ApiException to refuse the call
     */
    @Nullable
    Object answer(Call call) throws Exception;
}
