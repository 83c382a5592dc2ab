// SPDX-License-Identifier: Apache-2.0
/** Transforms of a configuration, created as Connect's workers do, for programs without a worker. */
@NullMarked
package io.tdconnect.common.transform;

import org.jspecify.annotations.NullMarked;
