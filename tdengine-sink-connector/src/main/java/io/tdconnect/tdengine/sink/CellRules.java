// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.TimestampUnit;

/**
 * How values become cells.
 *
 * @param unit of times that are bare numbers
 * @param rounding what happens to digits of a time that the precision cannot hold
 * @param faults what happens to values that do not fit
 */
record CellRules(TimestampUnit unit, Rounding rounding, FaultPolicies faults) {}
