// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.read;

import io.tdconnect.opcua.node.Point;
import java.time.Instant;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/**
 * A value of a point as the server sent it.
 *
 * @param received time of arrival
 */
public record Reading(Point point, DataValue value, Instant received) {}
