// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.client;

import org.apache.kafka.common.ClusterResource;
import org.apache.kafka.common.ClusterResourceListener;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Passes bytes on, and learns the identifier of the cluster, which a consumer tells only its deserializers. */
final class ClusterId extends ByteArrayDeserializer implements ClusterResourceListener {
    private volatile String id = "";

    @Override
    public void onUpdate(@Nullable ClusterResource cluster) {
        String found = cluster == null ? null : cluster.clusterId();
        id = found == null ? "" : found;
    }

    /** The identifier; empty until the cluster has answered, and for clusters without one. */
    String id() {
        return id;
    }
}
