// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

import io.tdconnect.tdengine.tmq.VgroupAssignment;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Decides at which position a vgroup begins.
 *
 * @param positions of vgroups, from the configuration
 * @param from where a vgroup begins without any position
 * @param onGap what happens when the WAL no longer holds the next rows
 */
public record StartRule(Map<Integer, Long> positions, StartOptions.StartFrom from, GapOptions.GapPolicy onGap) {
    /**
     * Where to begin.
     *
     * @param position of the WAL
     * @param gap whether rows before it may never have been read
     */
    record Start(long position, boolean gap) {}

    /** Copies the positions. */
    public StartRule {
        positions = Map.copyOf(positions);
    }

    /**
     * The start of a vgroup.
     *
     * @param stored position up to which Kafka has all records, empty if Kafka Connect has none
     * @param committed position of the group, committed after Kafka had all records before it
     * @throws ConnectException if there is a gap and the policy says so, or if the position is beyond the WAL
     */
    Start of(String topic, VgroupAssignment vgroup, OptionalLong stored, OptionalLong committed) {
        if (stored.isEmpty()) {
            return new Start(first(vgroup, committed), false);
        }
        long position = stored.getAsLong();
        if (position > vgroup.end()) {
            throw new ConnectException("Vgroup " + vgroup.vgroup() + " of topic " + topic + " ends at position "
                    + vgroup.end() + ", but the stored offset is " + position
                    + ": it is not of this database. Stop the connector and reset its offsets to read from the start");
        }
        if (position >= vgroup.begin()) {
            return new Start(position, false);
        }
        // The group's position also passes writes that do not belong to the topic.
        if (committed.isPresent() && committed.getAsLong() >= vgroup.begin()) {
            return new Start(committed.getAsLong(), false);
        }
        if (onGap == GapOptions.GapPolicy.FAIL) {
            throw new ConnectException("The WAL of vgroup " + vgroup.vgroup() + " of topic " + topic
                    + " begins at position " + vgroup.begin() + ", but the stored offset is " + position
                    + ": rows in between may be lost, since the connector was stopped for longer than WAL_RETENTION_PERIOD."
                    + " Set " + GapOptions.ON_GAP
                    + "=fill to read them from the tables, or "
                    + GapOptions.ON_GAP
                    + "=continue to go on without; a longer WAL_RETENTION_PERIOD of the database prevents it");
        }
        return new Start(vgroup.begin(), true);
    }

    private long first(VgroupAssignment vgroup, OptionalLong committed) {
        Long configured = positions.get(vgroup.vgroup());
        if (configured != null) {
            return Math.max(vgroup.begin(), Math.min(configured, vgroup.end()));
        }
        if (committed.isPresent() && committed.getAsLong() >= vgroup.begin() && committed.getAsLong() <= vgroup.end()) {
            return committed.getAsLong();
        }
        return from == StartOptions.StartFrom.EARLIEST ? vgroup.begin() : vgroup.end();
    }
}
