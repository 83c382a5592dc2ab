// SPDX-License-Identifier: Apache-2.0
/** Parts of records: fields, rows under construction, routing headers and names of topics. */
@NullMarked
package io.tdconnect.common.record;

import org.jspecify.annotations.NullMarked;
