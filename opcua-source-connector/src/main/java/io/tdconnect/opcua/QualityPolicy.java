// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

/** Values of the option {@code quality.policy}: which values become rows. */
enum QualityPolicy {
    ALL,
    GOOD,
    BAD_AS_NULL
}
