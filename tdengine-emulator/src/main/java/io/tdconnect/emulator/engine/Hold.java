// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine;

/** Something of the server that a test keeps as it is, until it is closed. */
public interface Hold extends AutoCloseable {
    @Override
    void close();
}
