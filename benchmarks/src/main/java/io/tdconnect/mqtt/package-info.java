// SPDX-License-Identifier: Apache-2.0
/** What the benchmarks need of the package. */
@NullMarked
package io.tdconnect.mqtt;

import org.jspecify.annotations.NullMarked;
