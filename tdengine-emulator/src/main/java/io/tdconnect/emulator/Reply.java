// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import java.util.concurrent.CompletionStage;

/** The reply to a request. */
sealed interface Reply permits Answer, Frame, Reply.Later {
    /** An answer that is sent later, on the connection's own thread. */
    record Later(CompletionStage<Answer> answer) implements Reply {}
}
