// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.compare;

import io.tdconnect.verify.digest.Digests;
import io.tdconnect.verify.digest.Measure;
import io.tdconnect.verify.digest.TableDigest;
import io.tdconnect.verify.plan.GroupColumns;
import io.tdconnect.verify.side.Selection;
import io.tdconnect.verify.side.Side;
import io.tdconnect.verify.side.SideException;
import io.tdconnect.verify.side.TimeRange;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one side has in a range.
 *
 * @param aggregates null if servers compute nothing
 * @param hashes null if no rows were read
 */
record Fingerprint(@Nullable Digests aggregates, @Nullable Digests hashes) {
    private static final TableDigest EMPTY = new TableDigest();

    /** Reads the fingerprint of all tables of some selections. */
    static Fingerprint read(Side side, List<Selection> selections, TimeRange range, Method method, GroupColumns columns)
            throws SideException, InterruptedException {
        Digests aggregates = method == Method.HASHES ? null : new Digests();
        Digests hashes = method == Method.AGGREGATES ? null : new Digests();
        boolean[] hashed = method == Method.HASHES ? all(columns) : columns.hashed();
        for (Selection selection : selections) {
            if (aggregates != null) {
                side.aggregates(selection, range, columns.measures(), aggregates);
            }
            if (hashes != null) {
                side.hashes(selection, range, null, hashed, hashes);
            }
        }
        return new Fingerprint(aggregates, hashes);
    }

    static boolean[] all(GroupColumns columns) {
        boolean[] all = new boolean[columns.names().size()];
        Arrays.fill(all, true);
        return all;
    }

    /** How rows are compared at first. */
    enum Method {
        /** By aggregates of the servers. */
        AGGREGATES,
        /** By aggregates, and by hashes of the columns that these do not cover. */
        BOTH,
        /** By hashes. */
        HASHES
    }

    int size() {
        return Math.max(aggregates == null ? 0 : aggregates.size(), hashes == null ? 0 : hashes.size());
    }

    long rows() {
        return counted().rows();
    }

    private Digests counted() {
        if (aggregates != null) {
            return aggregates;
        }
        if (hashes != null) {
            return hashes;
        }
        throw new IllegalStateException("Expected aggregates or hashes");
    }

    TableDigest table(int number) {
        return of(counted(), number);
    }

    boolean same(Fingerprint other, int number, List<Measure> measures) {
        return (aggregates == null
                        || other.aggregates == null
                        || of(aggregates, number).sameAggregates(of(other.aggregates, number), measures))
                && (hashes == null || other.hashes == null || of(hashes, number).sameRows(of(other.hashes, number)));
    }

    private static TableDigest of(Digests digests, int number) {
        TableDigest digest = digests.find(number);
        return digest == null ? EMPTY : digest;
    }
}
