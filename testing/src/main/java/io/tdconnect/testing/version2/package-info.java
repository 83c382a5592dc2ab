// SPDX-License-Identifier: Apache-2.0
/** TDengine 2 for tests: a real server, or answers that one gave. */
@NullMarked
package io.tdconnect.testing.version2;

import org.jspecify.annotations.NullMarked;
