// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import io.tdconnect.tdengine.GatewayException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A consumer of TDengine topics.
 *
 * <p>For use by one thread, except {@link #close}. All methods throw {@link GatewayException} with the server's code when
 * the server refuses, and InterruptedException when the waiting thread is interrupted; the server may still have done
 * what was requested.
 */
public interface TmqConsumer extends AutoCloseable {
    /**
     * Logs in and subscribes; waits until the server has assigned vgroups to the group's consumers.
     *
     * @throws GatewayException 0x3e1 if a topic is missing; of class AUTHENTICATION for a wrong user or password
     */
    void subscribe(TmqSubscription subscription) throws GatewayException, InterruptedException;

    /**
     * The next message; empty if none comes within {@code wait}.
     *
     * @param wait how long the server waits for one; less than the request time-out
     */
    Optional<TmqMessage> poll(Duration wait) throws GatewayException, InterruptedException;

    /**
     * The vgroups of a topic that this consumer has now; others of its group may have the rest.
     *
     * @throws GatewayException {@link GatewayException#IN_SNAPSHOT} with {@link TmqSubscription#snapshot}, as long as any
     *     of them has not sent rows of its log
     */
    List<VgroupAssignment> assignment(String topic) throws GatewayException, InterruptedException;

    /**
     * The position from which the next message of a vgroup will be read.
     *
     * @throws GatewayException {@link GatewayException#IN_SNAPSHOT} before the end of its snapshot
     */
    long position(String topic, int vgroup) throws GatewayException, InterruptedException;

    /**
     * The committed position of the group for a vgroup; empty if the group has not committed yet.
     *
     * @throws GatewayException {@link GatewayException#IN_SNAPSHOT} with {@link TmqSubscription#snapshot}, unless this
     *     consumer has committed one
     */
    OptionalLong committed(String topic, int vgroup) throws GatewayException, InterruptedException;

    /**
     * Continues at a position.
     *
     * @throws GatewayException 0x4007 for a position outside the log, 0x4008 for a vgroup of another consumer,
     *     {@link GatewayException#IN_SNAPSHOT} before the end of its snapshot
     */
    void seek(String topic, int vgroup, long position) throws GatewayException, InterruptedException;

    /** Commits a position for the group. */
    void commitOffset(String topic, int vgroup, long position) throws GatewayException, InterruptedException;

    /** The subscribed topics. */
    List<String> topics() throws GatewayException, InterruptedException;

    /** Gives all vgroups back to the group. */
    void unsubscribe() throws GatewayException, InterruptedException;

    /** Closes the connection; a request on which another thread waits fails with {@link GatewayException#CONNECTION}. */
    @Override
    void close();
}
