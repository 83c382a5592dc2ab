// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.block;

import java.sql.SQLException;

/** Takes the blocks of a result, in order. */
@FunctionalInterface
public interface BlockConsumer {
    /**
     * Takes the next block.
     *
     * @param block over REST without its precision, which REST does not report
     * @throws SQLException to end the query
     */
    void accept(Block block) throws SQLException, InterruptedException;
}
