// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.file;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is read, under its present name.
 *
 * @param partition source partition of its records
 * @param path of the file
 * @param start hash of its first bytes
 */
public record Place(Map<String, String> partition, String path, String start) {
    private static final Pattern ENDINGS = Pattern.compile("(?i)(\\.(csv|tsv|txt))?(\\.(gz|zst))?$");

    /** Of the file that has this path now. */
    public static Place of(FileSplit split, Path path) throws java.io.IOException {
        return new Place(
                split.partition(), path.toString(), Fingerprint.of(path).toString());
    }

    /** The source offset of a position. */
    public Map<String, Object> offset(FilePosition position) {
        return position.toMap(path, start);
    }

    /** The name of the file without folder and endings. */
    public String shortName() {
        String name = path.substring(path.lastIndexOf(java.io.File.separatorChar) + 1);
        return ENDINGS.matcher(name).replaceFirst("");
    }
}
