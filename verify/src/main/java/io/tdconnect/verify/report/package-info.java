// SPDX-License-Identifier: Apache-2.0
/** What a comparison found, for people and programs. */
@NullMarked
package io.tdconnect.verify.report;

import org.jspecify.annotations.NullMarked;
