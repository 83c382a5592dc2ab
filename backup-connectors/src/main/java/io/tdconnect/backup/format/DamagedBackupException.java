// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.format;

import java.io.IOException;
import java.nio.file.Path;

/** A file of a backup is missing, or not as it was written. */
public final class DamagedBackupException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Names the file, what was expected, and what was found. */
    public DamagedBackupException(Path file, String problem) {
        super("Damaged backup: " + file + ": " + problem);
    }
}
