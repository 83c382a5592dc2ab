// SPDX-License-Identifier: Apache-2.0
/** Figures of a running task, by JMX and by the worker's own metrics. */
@NullMarked
package io.tdconnect.common.metrics;

import org.jspecify.annotations.NullMarked;
