// SPDX-License-Identifier: Apache-2.0
/** Reading window by window: splits of a task, their positions and offsets, and the options for them. */
@NullMarked
package io.tdconnect.influxdb.read;

import org.jspecify.annotations.NullMarked;
