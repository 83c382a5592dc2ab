// SPDX-License-Identifier: Apache-2.0
/** The options of the sink by groups, and what they say for the classes that follow them. */
@NullMarked
package io.tdconnect.tdengine.sink.config;

import org.jspecify.annotations.NullMarked;
