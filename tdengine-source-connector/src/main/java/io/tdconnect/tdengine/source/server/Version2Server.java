// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.server;

import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.Gateway;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.rest.RestConnection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recognizes servers of version 2, whose gateway has only REST. */
public final class Version2Server {
    private static final Logger log = LoggerFactory.getLogger(Version2Server.class);

    private Version2Server() {}

    /**
     * Connects to a server of version 2; empty if it has another version, or does not answer.
     *
     * @throws SQLException if it refuses the user
     */
    public static Optional<RestConnection> connect(Gateway gateway) throws SQLException, InterruptedException {
        try {
            RestConnection connection = RestConnection.connect(gateway);
            if (connection.version().startsWith("2.")) {
                return Optional.of(connection);
            }
            connection.close();
        } catch (SQLException e) {
            if (TdengineErrors.classify(e) == ErrorClass.AUTHENTICATION) {
                throw e;
            }
            log.debug("There is no REST either", e);
        }
        return Optional.empty();
    }
}
