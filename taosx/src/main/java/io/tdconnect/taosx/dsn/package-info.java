// SPDX-License-Identifier: Apache-2.0
/** The grammar of DSNs, as taosX has it. */
@NullMarked
package io.tdconnect.taosx.dsn;

import org.jspecify.annotations.NullMarked;
