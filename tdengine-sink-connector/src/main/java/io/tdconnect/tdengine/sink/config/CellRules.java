// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.tdengine.sink.fault.FaultPolicies;

/**
 * How values become cells.
 *
 * @param unit of times that are bare numbers
 * @param rounding what happens to digits of a time that the precision cannot hold
 * @param faults what happens to values that do not fit
 */
public record CellRules(TimestampUnit unit, Rounding rounding, FaultPolicies faults) {}
