// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

/** Values of the option {@code on.large.point}. */
enum LargePoint {
    FAIL,
    SKIP
}
