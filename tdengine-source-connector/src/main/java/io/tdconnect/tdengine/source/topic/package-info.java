// SPDX-License-Identifier: Apache-2.0
/** Topics of the server, their vgroups, and the positions up to which these are read. */
@NullMarked
package io.tdconnect.tdengine.source.topic;

import org.jspecify.annotations.NullMarked;
