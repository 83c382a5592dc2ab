// SPDX-License-Identifier: Apache-2.0
/** An OPC UA server for tests, in the process of the test. */
@NullMarked
package io.tdconnect.testing.opcua;

import org.jspecify.annotations.NullMarked;
