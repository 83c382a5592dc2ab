// SPDX-License-Identifier: Apache-2.0
/** The OpenTSDB source against a bare reader. */
@NullMarked
package io.tdconnect.bench.opentsdb;

import org.jspecify.annotations.NullMarked;
