// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a database.
 *
 * @param url of the server
 * @param authorization value of the HTTP header, null for none
 * @param database in InfluxDB 2.x the bucket
 * @param retentionPolicy empty for the default one
 * @param tls null for plain connections
 * @param transport timeouts and the like
 */
record ConnectionSettings(
        URI url,
        @Nullable Password authorization,
        String database,
        String retentionPolicy,
        @Nullable TlsSettings tls,
        Transport transport) {

    /**
     * TLS of a connection.
     *
     * @param context keys and trusted certificates
     * @param hostnameVerification whether the certificate has to be of the host
     */
    record TlsSettings(SSLContext context, boolean hostnameVerification) {}

    /**
     * Timeouts and compression.
     *
     * @param connectTimeout for a connection to be made
     * @param stallTimeout without a byte after which an answer counts as lost
     * @param gzip whether answers are compressed
     */
    record Transport(Duration connectTimeout, Duration stallTimeout, boolean gzip) {}

    ConnectionSettings withTimeouts(Duration connect, Duration stall) {
        Transport faster = new Transport(connect, stall, transport.gzip);
        return new ConnectionSettings(url, authorization, database, retentionPolicy, tls, faster);
    }
}
