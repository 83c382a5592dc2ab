// SPDX-License-Identifier: Apache-2.0
/** Metrics of a running task, by JMX and in the worker's own registry. */
@NullMarked
package io.tdconnect.common.metrics;

import org.jspecify.annotations.NullMarked;
