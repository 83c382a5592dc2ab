// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.state;

import io.tdconnect.streams.config.Deadbands;
import io.tdconnect.streams.config.StateOptions;
import io.tdconnect.streams.message.PipelineMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The stateful steps of a pipeline and their stores.
 *
 * @param steps create the steps of a task, in their order
 * @param stores of all of them, in RocksDB and with a changelog
 */
public record StateSteps(List<Supplier<StateStep>> steps, List<StoreBuilder<?>> stores) {
    public static StateSteps of(StateOptions options, PipelineMetrics metrics) {
        List<Supplier<StateStep>> steps = new ArrayList<>();
        List<StoreBuilder<?>> stores = new ArrayList<>();
        long duplicates = options.deduplicationWindow();
        if (duplicates > 0) {
            Duration window = Duration.ofMillis(duplicates);
            stores.add(Stores.windowStoreBuilder(
                    Stores.persistentWindowStore(Deduplication.STORE, window.multipliedBy(2), window, false),
                    Serdes.Bytes(),
                    Serdes.ByteArray()));
            steps.add(() -> new Deduplication(duplicates, metrics));
        }
        Deadbands deadbands = options.deadbands();
        if (deadbands != null) {
            stores.add(keyValueStore(ReportByException.STORE));
            steps.add(() -> new ReportByException(deadbands, options.heartbeat(), metrics));
        }
        StateOptions.Downsampling downsampling = options.downsampling();
        if (downsampling != null) {
            stores.add(keyValueStore(Downsampling.STORE));
            steps.add(() -> new Downsampling(downsampling, metrics));
        }
        return new StateSteps(steps, stores);
    }

    public String[] storeNames() {
        return stores.stream().map(StoreBuilder::name).toArray(String[]::new);
    }

    private static StoreBuilder<?> keyValueStore(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
    }
}
