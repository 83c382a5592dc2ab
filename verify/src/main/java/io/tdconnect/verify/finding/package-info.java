// SPDX-License-Identifier: Apache-2.0
/** What differs. */
@NullMarked
package io.tdconnect.verify.finding;

import org.jspecify.annotations.NullMarked;
