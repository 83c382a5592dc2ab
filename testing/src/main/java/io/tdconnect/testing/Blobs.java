// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.sql.Blob;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Converts BLOB values of the driver to bytes, which can be compared. */
final class Blobs {
    private Blobs() {}

    /** The bytes of a blob; any other value unchanged. */
    static @Nullable Object plain(@Nullable Object value) throws SQLException {
        if (!(value instanceof Blob blob)) {
            return value;
        }
        try {
            return blob.getBytes(1, (int) blob.length());
        } catch (NullPointerException e) {
            // For NULL the driver (3.7.9) returns an object without bytes.
            return null;
        }
    }
}
