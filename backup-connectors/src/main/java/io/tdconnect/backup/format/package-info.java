// SPDX-License-Identifier: Apache-2.0
/** The files of a backup: what is in them, and how they are read and written. */
@NullMarked
package io.tdconnect.backup.format;

import org.jspecify.annotations.NullMarked;
