// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.contract.TransformContractTest;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class MapToTableContractTest extends TransformContractTest {
    @Override
    protected List<Transformation<SinkRecord>> transforms() {
        return List.of(new MapToTable.Key<>(), new MapToTable.Value<>());
    }

    @Override
    protected Map<String, String> example() {
        return Map.of("stable", "meters", "table", "d{id}", "timestamp.field", "ts");
    }

    @Override
    protected String pluginName() {
        return "transforms";
    }
}
