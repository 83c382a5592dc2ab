// SPDX-License-Identifier: Apache-2.0
/** Source connector for OPC UA servers. */
@NullMarked
package io.tdconnect.opcua;

import org.jspecify.annotations.NullMarked;
