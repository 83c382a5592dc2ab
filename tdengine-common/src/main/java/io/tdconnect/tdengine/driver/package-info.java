// SPDX-License-Identifier: Apache-2.0
/** Connections of the JDBC driver, and what they need below its interface. */
@NullMarked
package io.tdconnect.tdengine.driver;

import org.jspecify.annotations.NullMarked;
