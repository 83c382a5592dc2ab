// SPDX-License-Identifier: Apache-2.0
/** Fingerprints of tables that two servers compute, or that are computed from rows. */
@NullMarked
package io.tdconnect.verify.digest;

import org.jspecify.annotations.NullMarked;
