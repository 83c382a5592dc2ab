// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;

/** A bare Milo client: values are counted and discarded. */
final class OpcuaBareClient implements AutoCloseable {
    private final OpcUaClient client;
    private final OpcuaPoints points;
    private final CountedValues values;
    private final Set<OpcUaMonitoredItem> overflowed = ConcurrentHashMap.newKeySet();

    private OpcuaBareClient(OpcUaClient client, OpcuaPoints points) {
        this.client = client;
        this.points = points;
        this.values = new CountedValues(points.count());
    }

    static OpcuaBareClient connect(OpcuaPoints points) throws UaException {
        OpcUaClient client = OpcUaClient.create(points.url());
        client.connect();
        return new OpcuaBareClient(client, points);
    }

    /** Subscribes to the points with this sampling and publishing interval. */
    void subscribe(int intervalMillis, int queue) throws UaException {
        OpcUaSubscription subscription = new OpcUaSubscription(client, (double) intervalMillis);
        subscription.setSubscriptionListener(new OpcUaSubscription.SubscriptionListener() {
            @Override
            public void onDataReceived(OpcUaSubscription from, List<OpcUaMonitoredItem> items, List<DataValue> data) {
                for (int i = 0; i < items.size(); i++) {
                    if (data.get(i).statusCode().isOverflowSet()) {
                        overflowed.add(items.get(i));
                    }
                    int point = (Integer) items.get(i).getUserObject().orElseThrow();
                    Object value = Objects.requireNonNull(data.get(i).value().value());
                    values.add(point, ((Double) value).intValue());
                }
            }
        });
        subscription.create();
        List<NodeId> nodes = points.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(nodes.get(i));
            item.setSamplingInterval((double) intervalMillis);
            item.setQueueSize(uint(queue));
            item.setUserObject(i);
            subscription.addMonitoredItem(item);
        }
        subscription.synchronizeMonitoredItems();
    }

    /** The number of values of reading all points in batches, one request after the other. */
    long read(int batch, int seconds) throws UaException {
        List<NodeId> nodes = points.nodes();
        List<List<NodeId>> batches = new ArrayList<>();
        for (int from = 0; from < nodes.size(); from += batch) {
            batches.add(nodes.subList(from, Math.min(nodes.size(), from + batch)));
        }
        long read = 0;
        long start = System.nanoTime();
        while (System.nanoTime() - start < seconds * 1_000_000_000L) {
            for (List<NodeId> request : batches) {
                read += client.readValues(0, TimestampsToReturn.Both, request).size();
            }
        }
        return read;
    }

    /** The number of points of which the server dropped values. */
    int overflowed() {
        return overflowed.size();
    }

    CountedValues values() {
        return values;
    }

    @Override
    public void close() throws UaException {
        client.disconnect();
    }
}
