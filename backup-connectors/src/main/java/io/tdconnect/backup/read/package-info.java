// SPDX-License-Identifier: Apache-2.0
/** Files of a backup become records of a source. */
@NullMarked
package io.tdconnect.backup.read;

import org.jspecify.annotations.NullMarked;
