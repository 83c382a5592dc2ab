// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka;

import io.tdconnect.common.source.ListWatch;
import io.tdconnect.kafka.client.ClusterException;
import io.tdconnect.kafka.read.AssignedPartition;
import io.tdconnect.kafka.read.PartitionCatalog;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;

/** Asks the cluster for the partitions that are selected. */
record PartitionList(PartitionCatalog catalog) implements ListWatch.Source<AssignedPartition> {
    @Override
    public String kind() {
        return "partitions";
    }

    @Override
    public List<AssignedPartition> list() throws ClusterException, InterruptedException {
        try {
            return catalog.list();
        } catch (ClusterException e) {
            if (e.passing()) {
                throw e;
            }
            throw new ConnectException(e.getMessage() + "; check the option " + e.option(), e);
        }
    }

    /** Leaves the consumer open, since only the thread that uses it may close it. */
    @Override
    public void disconnect() {
        catalog.end();
    }

    @Override
    public void close() {
        catalog.close();
    }
}
