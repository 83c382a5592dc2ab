// SPDX-License-Identifier: Apache-2.0
/** What is compared with what: tables, columns and aggregates. */
@NullMarked
package io.tdconnect.verify.plan;

import org.jspecify.annotations.NullMarked;
