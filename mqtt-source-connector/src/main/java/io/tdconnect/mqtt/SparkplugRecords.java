// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

/** What a Sparkplug B message becomes. */
enum SparkplugRecords {
    METRIC,
    PAYLOAD
}
