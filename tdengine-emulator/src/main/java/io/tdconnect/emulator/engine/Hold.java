// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine;

/** A state of the server that lasts until the hold is closed. */
public interface Hold extends AutoCloseable {
    @Override
    void close();
}
