// SPDX-License-Identifier: Apache-2.0
/** Topics of the server, their vgroups, and how far these are read. */
@NullMarked
package io.tdconnect.tdengine.source.topic;

import org.jspecify.annotations.NullMarked;
