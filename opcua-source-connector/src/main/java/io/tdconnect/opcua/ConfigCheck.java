// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.OptionException;
import io.tdconnect.opcua.event.EventCheck;
import io.tdconnect.opcua.event.EventOptions;
import io.tdconnect.opcua.node.NodeList;
import io.tdconnect.opcua.node.NodeResolver;
import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.point.PointOptions;
import io.tdconnect.opcua.read.PollOptions;
import io.tdconnect.opcua.read.ReadOptions;
import io.tdconnect.opcua.read.SubscribeOptions;
import io.tdconnect.opcua.record.RecordOptions;
import io.tdconnect.opcua.session.ConnectionOptions;
import io.tdconnect.opcua.session.OpcuaFailure;
import io.tdconnect.opcua.session.SecurityOptions;
import io.tdconnect.opcua.session.ServerLimits;
import io.tdconnect.opcua.session.ServerProfile;
import io.tdconnect.opcua.session.ServerSession;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.jspecify.annotations.Nullable;

/** Checks how options fit together, and whether the server accepts them. */
final class ConfigCheck {
    private static final int NAMED = 5;

    private final OpcuaSourceConfig config;
    private final ConfigProblems problems;

    ConfigCheck(OpcuaSourceConfig config, ConfigProblems problems) {
        this.config = config;
        this.problems = problems;
    }

    void run() {
        Set<String> properties = propertiesOfPoints();
        if (config.readsEvents()) {
            EventOptions.check(config, problems);
        } else {
            EventOptions.refuse(config, problems);
            if (properties != null) {
                RecordOptions.check(config, properties, problems);
            }
        }
        security(config.security());
        profile(config.reading());
        server();
    }

    /** Names of the properties of points; null if the points file cannot be used, which is added as a problem. */
    private @Nullable Set<String> propertiesOfPoints() {
        try {
            return config.points().properties();
        } catch (IllegalArgumentException e) {
            problems.add(PointOptions.POINTS_FILE, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void security(SecurityOptions security) {
        if (config.getPassword(SecurityOptions.PASSWORD) != null
                && security.user().name() == null) {
            problems.add(SecurityOptions.USER, "expected a user for the password, found none");
        }
        if (security.user().certificate() != null && security.user().key() == null) {
            problems.add(
                    SecurityOptions.USER_KEY,
                    "expected the key of " + SecurityOptions.USER_CERTIFICATE + ", found none");
        }
        if (security.secured() == (security.mode() == MessageSecurityMode.None)) {
            problems.add(
                    SecurityOptions.MODE,
                    "expected " + (security.secured() ? "Sign or SignAndEncrypt" : "None") + " for "
                            + SecurityOptions.POLICY + "=" + security.policy() + ", found " + security.mode());
        }
        if (security.trust().onFirstUse() && security.trust().pkiDir() == null) {
            problems.add(
                    SecurityOptions.PKI_DIR,
                    "expected a folder for the certificates that " + SecurityOptions.TRUST_ON_FIRST_USE
                            + " accepts, found none");
        }
    }

    private void server() {
        List<URI> server = List.of(
                URI.create(config.getString(ConnectionOptions.ENDPOINT_URL).trim()));
        ConnectionCheck.run(config, problems, ConnectionOptions.ENDPOINT_URL, server, this::connect);
        if (!config.getBoolean(ConnectionCheck.VALIDATE) && problems.none()) {
            try {
                OpcuaWiring.sessions(config);
            } catch (OptionException e) {
                problems.add(e.option(), String.valueOf(e.getMessage()));
            }
        }
    }

    /** Intervals below those of the profile are refused rather than changed: the configured values would not arrive. */
    private void profile(ReadOptions reading) {
        if (reading.mode() == ReadOptions.Mode.POLL) {
            PollOptions poll = reading.poll();
            interval(PollOptions.INTERVAL, (double) poll.interval().toMillis(), reading.profile());
            if (poll.concurrent() > reading.profile().atATime()) {
                tooMuch(
                        PollOptions.CONCURRENT,
                        "at most " + reading.profile().atATime(),
                        poll.concurrent(),
                        reading.profile());
            }
        } else {
            interval(SubscribeOptions.PUBLISHING, reading.subscribe().publishing(), reading.profile());
            interval(SubscribeOptions.SAMPLING, reading.subscribe().sampling(), reading.profile());
        }
    }

    private void interval(String option, double millis, ServerProfile profile) {
        long shortest = profile.shortestInterval().toMillis();
        if (millis < shortest) {
            tooMuch(option, "at least " + shortest, (long) millis, profile);
        }
    }

    private void tooMuch(String option, String expected, long found, ServerProfile profile) {
        problems.add(
                option,
                "expected " + expected + " with " + ReadOptions.PROFILE + "=" + EnumOption.nameOf(profile) + ", found "
                        + found);
    }

    private void connect() throws OptionException, UaException, InterruptedException {
        try (ServerSession session = OpcuaWiring.sessions(config).open()) {
            ServerLimits limits =
                    ServerLimits.of(session.client(), config.reading().profile());
            if (config.readsEvents()) {
                EventCheck.run(session, limits, config.events());
                return;
            }
            List<Point> points = OpcuaWiring.catalog(config).points(session.client());
            NodeResolver resolver = new NodeResolver(session.client(), limits.pathsPerCall()).resolve(points);
            Map<Point, String> unknown = new LinkedHashMap<>(resolver.problems());
            List<Point> found = List.copyOf(resolver.nodes().keySet());
            for (int from = 0; from < found.size(); from += limits.nodesPerRead()) {
                check(
                        session,
                        resolver,
                        found.subList(from, Math.min(found.size(), from + limits.nodesPerRead())),
                        unknown);
            }
            if (!unknown.isEmpty() && config.points().refusesUnknown()) {
                throw new OptionException(
                        config.points().option(),
                        unknown.size() + " of " + points.size()
                                + " points cannot be read: "
                                + unknown.entrySet().stream()
                                        .limit(NAMED)
                                        .map(entry -> entry.getKey().node() + " (" + entry.getValue() + ")"
                                                + hint(entry.getKey()))
                                        .collect(Collectors.joining(", ")));
            }
        } catch (OpcuaFailure e) {
            throw new OptionException(e.option(), String.valueOf(e.getMessage()));
        }
    }

    private String hint(Point point) {
        return config.points().option().equals(PointOptions.NODES) ? NodeList.hint(point) : "";
    }

    private static void check(
            ServerSession session, NodeResolver resolver, List<Point> points, Map<Point, String> unknown)
            throws UaException {
        List<DataValue> values = session.client()
                .readValues(
                        0,
                        TimestampsToReturn.Neither,
                        points.stream()
                                .map(point -> resolver.nodes().get(point))
                                .toList());
        for (int i = 0; i < points.size(); i++) {
            long code = values.get(i).statusCode().value();
            if (code == StatusCodes.Bad_NodeIdUnknown
                    || code == StatusCodes.Bad_NodeIdInvalid
                    || code == StatusCodes.Bad_AttributeIdInvalid) {
                unknown.put(points.get(i), OpcuaFailure.name(code));
            }
        }
    }
}
