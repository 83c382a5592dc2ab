// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.plan;

import io.tdconnect.verify.side.TableKey;

/**
 * A table or series whose rows belong into a compared table.
 *
 * @param selection index of its selection in the group
 */
public record SourceTable(int selection, TableKey key) {}
