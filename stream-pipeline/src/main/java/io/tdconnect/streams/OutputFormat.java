// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

/** How a row is written. */
enum OutputFormat {
    /** An object of its fields. */
    JSON,
    /** As Connect's JsonConverter does with schemas. */
    JSON_SCHEMA
}
