// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A position together with the start of the file for which it holds. */
public final class StoredPosition {
    private final FilePosition position;
    private final @Nullable Fingerprint start;

    private StoredPosition(FilePosition position, @Nullable Fingerprint start) {
        this.position = position;
        this.start = start;
    }

    /** A position in the file of a place. */
    public StoredPosition(FilePosition position, Place place) {
        this(position, Fingerprint.parse(place.start()));
    }

    /**
     * The position of an offset.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    public static StoredPosition fromMap(Map<String, ?> offset) {
        return new StoredPosition(FilePosition.fromMap(offset), FilePosition.fingerprint(offset));
    }

    public FilePosition position() {
        return position;
    }

    /** Whether it is a position in the file that has this path now; a position without a start is taken for one. */
    public boolean isOf(Path path) throws IOException {
        return start == null || start.matches(path);
    }
}
