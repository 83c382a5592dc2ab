// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import io.tdconnect.tdengine.sink.fault.MalformedTextException;

/** Receives the points of a text one after another. */
interface PointConsumer {
    /**
     * Receives a point, which is reused afterwards.
     *
     * @throws MalformedTextException if its names are not allowed for columns
     */
    void accept(Point point) throws MalformedTextException;

    /**
     * Receives a malformed point.
     *
     * @param place for example {@code line 3}
     * @param start where the place starts in the text
     */
    void refuse(String place, int start, MalformedTextException reason);
}
