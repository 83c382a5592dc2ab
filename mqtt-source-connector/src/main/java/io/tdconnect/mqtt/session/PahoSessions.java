// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.session;

import io.tdconnect.mqtt.session.ConnectionOptions.ProtocolVersion;

/** Makes sessions with the client library for the configured protocol version. */
public final class PahoSessions {
    private PahoSessions() {}

    public static MqttSession.Factory of(SessionParameters parameters) {
        return parameters.version() == ProtocolVersion.V5
                ? (broker, listener) -> new PahoV5Session(parameters, broker, listener)
                : (broker, listener) -> new PahoV3Session(parameters, broker, listener);
    }
}
