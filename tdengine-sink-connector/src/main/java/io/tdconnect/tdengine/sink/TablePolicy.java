// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

/**
 * What the sink may create and change by itself.
 *
 * @param createDatabase whether to create a database that is missing
 * @param createStable whether to create a supertable that is missing
 * @param evolve whether to add columns and tags, and to make text columns longer
 */
record TablePolicy(boolean createDatabase, boolean createStable, boolean evolve) {}
