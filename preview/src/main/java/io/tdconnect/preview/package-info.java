// SPDX-License-Identifier: Apache-2.0
/** The command that shows sample messages after each transform, and the rows that the TDengine sink would write. */
@NullMarked
package io.tdconnect.preview;

import org.jspecify.annotations.NullMarked;
