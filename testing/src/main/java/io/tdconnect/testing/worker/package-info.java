// SPDX-License-Identifier: Apache-2.0
/** Connect workers with a broker and a packaged plugin, for tests that kill them. */
@NullMarked
package io.tdconnect.testing.worker;

import org.jspecify.annotations.NullMarked;
