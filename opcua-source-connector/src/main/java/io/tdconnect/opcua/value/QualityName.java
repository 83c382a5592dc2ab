// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.value;

import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/** Names of status codes. */
public final class QualityName {
    private static final long CODE_BITS = 0xFFFF0000L;
    private static final int BAD_BITS = 31;
    private static final int UNCERTAIN_BITS = 30;

    private QualityName() {}

    /**
     * The name, such as {@code Good} or {@code Bad_NodeIdUnknown}, without the bits for details; for unknown codes only
     * the severity.
     */
    public static String name(StatusCode status) {
        long code = status.getValue() & CODE_BITS;
        return StatusCodes.lookup(code).map(names -> names[0]).orElseGet(() -> severity(code));
    }

    private static String severity(long code) {
        if (code >>> BAD_BITS == 1) {
            return "Bad";
        }
        return code >>> UNCERTAIN_BITS == 1 ? "Uncertain" : "Good";
    }
}
