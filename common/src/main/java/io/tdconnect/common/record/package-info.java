// SPDX-License-Identifier: Apache-2.0
/** Reading fields and routing headers of records. */
@NullMarked
package io.tdconnect.common.record;

import org.jspecify.annotations.NullMarked;
