// SPDX-License-Identifier: Apache-2.0
/** Writes backups of databases to files, and reads them. */
@NullMarked
package io.tdconnect.backup;

import org.jspecify.annotations.NullMarked;
