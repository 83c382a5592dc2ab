// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.read;

import io.tdconnect.backup.format.BackupFolder;
import io.tdconnect.backup.format.Manifest;
import io.tdconnect.common.config.OptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Finds the backup that the options name. */
public final class Backups {
    private Backups() {}

    /** A backup of a database. */
    public record Backup(BackupFolder folder, Manifest manifest) {}

    /**
     * The backup to restore.
     *
     * @throws OptionException if the directory has no backup, or several; the message names those in the directory
     * @throws IOException if the directory or the manifest cannot be read
     */
    public static Backup find(RestoreOptions options) throws OptionException, IOException {
        if (!Files.isDirectory(options.directory())) {
            throw new OptionException(
                    RestoreOptions.DIRECTORY,
                    "expected the directory of a backup, found none at " + options.directory());
        }
        List<BackupFolder> folders = BackupFolder.in(options.directory());
        List<String> others = new ArrayList<>();
        List<Backup> found = new ArrayList<>();
        for (BackupFolder folder : folders) {
            boolean named = folder.equals(BackupFolder.of(options.directory(), options.database()));
            if (options.database().isEmpty() || named || folder.path().equals(options.directory())) {
                Manifest manifest = folder.manifest().orElseThrow();
                if (options.database().isEmpty() || manifest.database().equals(options.database())) {
                    found.add(new Backup(folder, manifest));
                    continue;
                }
                others.add(manifest.database());
            } else {
                others.add(String.valueOf(folder.path().getFileName()));
            }
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        if (folders.isEmpty()) {
            throw new OptionException(
                    RestoreOptions.DIRECTORY,
                    "expected a backup (a folder with " + BackupFolder.MANIFEST + ") in " + options.directory()
                            + ", found none");
        }
        found.forEach(backup -> others.add(backup.manifest().database()));
        throw new OptionException(
                RestoreOptions.DATABASE,
                "expected one of the databases of the backup: " + String.join(", ", others) + "; found "
                        + (options.database().isEmpty() ? "none" : options.database()));
    }
}
