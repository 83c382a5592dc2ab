// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The identity of a file, which a new name does not change.
 *
 * @param text name of the file system and inode; the path on systems without inodes
 */
public record FileId(String text) {
    private static final Pattern KEY = Pattern.compile("\\(dev=(\\w+),ino=(\\d+)\\)");
    /** Names of file systems by device number: the number may be another one after a restart of the machine. */
    private static final Map<String, String> STORES = new ConcurrentHashMap<>();

    /** The identity of the file that has this path now. */
    public static FileId of(Path path, BasicFileAttributes attributes) throws IOException {
        Matcher key = KEY.matcher(String.valueOf(attributes.fileKey()));
        if (!key.matches()) {
            return new FileId(path.toAbsolutePath().normalize().toString());
        }
        String store = STORES.get(key.group(1));
        if (store == null) {
            store = Files.getFileStore(path).name();
            STORES.put(key.group(1), store);
        }
        return new FileId(store + ':' + key.group(2));
    }

    /** The number of the task that reads it, of so many; the same for each task. */
    int task(int tasks, long range) {
        long mixed = (text.hashCode() + range * 31) * 0x9E3779B97F4A7C15L;
        return (int) Math.floorMod(mixed >>> 17, (long) tasks);
    }

    @Override
    public String toString() {
        return text;
    }
}
