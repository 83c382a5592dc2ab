// SPDX-License-Identifier: Apache-2.0
/** Templates such as `d{id}` that name tables after a record's fields. */
@NullMarked
package io.tdconnect.common.template;

import org.jspecify.annotations.NullMarked;
