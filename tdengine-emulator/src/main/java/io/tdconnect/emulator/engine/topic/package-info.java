// SPDX-License-Identifier: Apache-2.0
/** Topics, their subscribers, and the messages that these poll. */
@NullMarked
package io.tdconnect.emulator.engine.topic;

import org.jspecify.annotations.NullMarked;
