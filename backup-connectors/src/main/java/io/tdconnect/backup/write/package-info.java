// SPDX-License-Identifier: Apache-2.0
/** Records of a sink become files of a backup. */
@NullMarked
package io.tdconnect.backup.write;

import org.jspecify.annotations.NullMarked;
