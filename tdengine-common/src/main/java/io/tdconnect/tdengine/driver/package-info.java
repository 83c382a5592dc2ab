// SPDX-License-Identifier: Apache-2.0
/** Connections of the JDBC driver, and the access to its internals that they need. */
@NullMarked
package io.tdconnect.tdengine.driver;

import org.jspecify.annotations.NullMarked;
