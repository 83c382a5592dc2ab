// SPDX-License-Identifier: Apache-2.0
/** Templates such as `d{id}` that make names from fields of a record. */
@NullMarked
package io.tdconnect.common.template;

import org.jspecify.annotations.NullMarked;
