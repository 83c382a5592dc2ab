// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.file;

import java.nio.file.Path;

/**
 * A file that is read to its end.
 *
 * @param size at that time
 */
public record ReadFile(FileId id, Path path, long size) {}
