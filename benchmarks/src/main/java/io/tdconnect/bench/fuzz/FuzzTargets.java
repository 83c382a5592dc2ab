// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import java.util.List;
import java.util.stream.Stream;

/** Everything that reads external data. */
final class FuzzTargets {
    private FuzzTargets() {}

    static List<FuzzTarget> all() {
        return Stream.of(
                        SinkFuzz.targets(),
                        TransformFuzz.targets(),
                        TextFuzz.targets(),
                        MqttFuzz.targets(),
                        CsvFuzz.targets(),
                        InfluxFuzz.targets(),
                        TmqFuzz.targets(),
                        RestFuzz.targets(),
                        OpcuaFuzz.targets(),
                        OpenTsdbFuzz.targets(),
                        StreamsFuzz.targets(),
                        OptionFuzz.targets(),
                        TaosxFuzz.targets())
                .flatMap(List::stream)
                .toList();
    }

    static FuzzTarget named(String name) {
        return all().stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No target " + name));
    }
}
