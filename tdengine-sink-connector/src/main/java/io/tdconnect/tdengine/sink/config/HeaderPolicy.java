// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

/** What routing headers of records mean. */
public enum HeaderPolicy {
    /** They win over the options. */
    USE,
    /** Nothing: whoever writes to the topic cannot choose databases and tables by them. */
    IGNORE
}
