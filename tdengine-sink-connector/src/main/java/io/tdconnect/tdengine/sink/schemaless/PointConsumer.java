// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import io.tdconnect.tdengine.sink.fault.MalformedTextException;

/** Takes the points of a text one after another. */
interface PointConsumer {
    /**
     * Takes a point, which is filled anew afterwards.
     *
     * @throws MalformedTextException if its names cannot be those of columns
     */
    void accept(Point point) throws MalformedTextException;

    /**
     * Takes note of a broken point.
     *
     * @param place such as {@code line 3}
     * @param start where the place begins in the text
     */
    void refuse(String place, int start, MalformedTextException reason);
}
