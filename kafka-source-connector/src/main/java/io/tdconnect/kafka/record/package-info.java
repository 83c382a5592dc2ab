// SPDX-License-Identifier: Apache-2.0
/** From a record of the cluster to a record of Connect. */
@NullMarked
package io.tdconnect.kafka.record;

import org.jspecify.annotations.NullMarked;
