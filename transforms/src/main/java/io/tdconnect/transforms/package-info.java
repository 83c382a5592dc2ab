// SPDX-License-Identifier: Apache-2.0
/** Single message transforms that parse records and map them to tables, and the row engine below them. */
@NullMarked
package io.tdconnect.transforms;

import org.jspecify.annotations.NullMarked;
