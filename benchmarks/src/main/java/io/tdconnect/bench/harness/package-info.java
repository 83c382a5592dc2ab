// SPDX-License-Identifier: Apache-2.0
/** What several benchmarks need: servers, data, and figures. */
@NullMarked
package io.tdconnect.bench.harness;

import org.jspecify.annotations.NullMarked;
