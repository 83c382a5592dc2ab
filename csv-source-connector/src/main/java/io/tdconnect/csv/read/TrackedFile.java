// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.read;

import io.tdconnect.csv.file.FileId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file that a task reads, under its present name. */
final class TrackedFile {
    private final FileId id;
    private final List<SplitReader> splits = new ArrayList<>();
    private Path path;
    private long size;
    private long modified;
    private long sizeRead = -1;
    private long modifiedRead = -1;
    private boolean bad;
    private boolean ended;

    TrackedFile(FileId id, Path path) {
        this.id = id;
        this.path = path;
    }

    FileId id() {
        return id;
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    List<SplitReader> splits() {
        return splits;
    }

    /** Takes over what a look at the file has found. */
    void seen(Path newPath, long newSize, long modifiedMillis) {
        path = newPath;
        size = newSize;
        modified = modifiedMillis;
    }

    /** Whether it has changed since it was read. */
    boolean isChanged() {
        return size != sizeRead || modified != modifiedRead;
    }

    /** Notes that it is read as it was when it was looked at. */
    void read() {
        sizeRead = size;
        modifiedRead = modified;
        bad = false;
        ended = false;
    }

    /** Notes that it cannot be read, unless it changes. */
    void bad() {
        read();
        bad = true;
    }

    /** Whether it is read to its end and does not grow any more; true only once. */
    boolean takeEnded(long unchangedSince) {
        boolean ends = !ended
                && !bad
                && !isChanged()
                && modified <= unchangedSince
                && splits.stream().allMatch(SplitReader::isComplete);
        ended |= ends;
        return ends;
    }

    /** Whether it has a last line without an end. */
    boolean isIncomplete() {
        return !bad && !splits.stream().allMatch(SplitReader::isComplete);
    }

    /** Whether it is compressed and complete. */
    boolean isSealed() {
        return splits.stream().allMatch(SplitReader::isSealed);
    }

    /** Whether it was not changed since this time, and is read. */
    boolean isQuiet(long unchangedSince) {
        return !isChanged() && modified <= unchangedSince;
    }
}
