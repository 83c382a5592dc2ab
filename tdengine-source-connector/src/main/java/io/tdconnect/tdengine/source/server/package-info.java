// SPDX-License-Identifier: Apache-2.0
/** Queries to a server of version 2 or 3: which tables it has, and their rows. */
@NullMarked
package io.tdconnect.tdengine.source.server;

import org.jspecify.annotations.NullMarked;
