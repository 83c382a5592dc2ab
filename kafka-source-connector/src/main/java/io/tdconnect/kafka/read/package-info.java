// SPDX-License-Identifier: Apache-2.0
/** What a task reads, from where on, and until when. */
@NullMarked
package io.tdconnect.kafka.read;

import org.jspecify.annotations.NullMarked;
