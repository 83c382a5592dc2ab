// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import java.util.function.Function;

/**
 * How records become rows.
 *
 * @param routing the routing of records of a topic
 * @param delimiter between the names of nested fields
 */
record RowRules(Function<String, RowRouting> routing, NameRule names, String delimiter, NullValues nullValues) {}
