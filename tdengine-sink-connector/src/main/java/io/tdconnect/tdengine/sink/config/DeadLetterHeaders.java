// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

/** When dead letters get headers that say what is wrong with them. */
enum DeadLetterHeaders {
    /** Unless the connector has transforms. */
    AUTO,
    /** Always; the record is what the transforms made of it. */
    ALWAYS,
    /** Never; the record is the one in the topic, byte by byte. */
    NEVER
}
