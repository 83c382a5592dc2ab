// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.soak;

import io.tdconnect.bench.flow.Flow;
import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.testing.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Kills processes and cuts connections, one after the other, in an order given by the seed. */
final class SoakFaults {
    private static final Duration OUTAGE = Duration.ofSeconds(4);

    private record Fault(String what, Act act) {}

    private interface Act {
        void run() throws InterruptedException;
    }

    private final List<Fault> faults = new ArrayList<>();
    private final Random random;
    private int workerRestarts;
    private int count;

    SoakFaults(Cluster cluster, List<Flow> flows, TcpProxy sinks, long seed) {
        random = new Random(seed);
        faults.add(new Fault("the worker is killed", () -> {
            cluster.connect().kill();
            cluster.connect().restart();
            workerRestarts++;
        }));
        for (Flow flow : flows) {
            addNetworkFaults("the " + flow.name() + " source", flow.proxy());
        }
        addNetworkFaults("the sinks", sinks);
    }

    private void addNetworkFaults(String whose, TcpProxy proxy) {
        faults.add(new Fault("connections of " + whose + " are cut", proxy::cut));
        faults.add(new Fault("the server of " + whose + " is away", () -> {
            proxy.stop();
            Thread.sleep(OUTAGE.toMillis());
            proxy.resume();
        }));
        faults.add(new Fault("the server of " + whose + " hangs", () -> {
            proxy.freeze();
            Thread.sleep(OUTAGE.toMillis());
            proxy.thaw();
        }));
    }

    /** The first fault is the kill, so that every run has one. */
    void next() throws InterruptedException {
        Fault fault = faults.get(count == 0 ? 0 : random.nextInt(faults.size()));
        System.out.println("  " + fault.what());
        count++;
        fault.act().run();
    }

    int workerRestarts() {
        return workerRestarts;
    }

    int count() {
        return count;
    }
}
