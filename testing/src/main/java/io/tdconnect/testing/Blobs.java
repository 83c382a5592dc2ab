// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.sql.Blob;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** BLOB values of the driver as bytes, which can be compared. */
final class Blobs {
    private Blobs() {}

    /** The bytes of a blob; all else as it is. */
    static @Nullable Object plain(@Nullable Object value) throws SQLException {
        if (!(value instanceof Blob blob)) {
            return value;
        }
        try {
            return blob.getBytes(1, (int) blob.length());
        } catch (NullPointerException e) {
            // For a null the driver (3.7.9) has an object without bytes.
            return null;
        }
    }
}
