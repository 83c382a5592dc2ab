// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.mqtt.ConnectionOptions.ProtocolVersion;

/** Sessions by the client library that speaks the configured version. */
final class PahoSessions {
    private PahoSessions() {}

    static MqttSession.Factory of(ConnectionSettings settings) {
        return settings.version() == ProtocolVersion.V5
                ? (broker, listener) -> new PahoV5Session(settings, broker, listener)
                : (broker, listener) -> new PahoV3Session(settings, broker, listener);
    }
}
