// SPDX-License-Identifier: Apache-2.0
/** What a worker reports by JMX. */
@NullMarked
package io.tdconnect.testing.jmx;

import org.jspecify.annotations.NullMarked;
