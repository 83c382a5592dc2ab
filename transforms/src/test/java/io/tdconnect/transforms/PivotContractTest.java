// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.contract.TransformContractTest;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class PivotContractTest extends TransformContractTest {
    @Override
    protected List<Transformation<SinkRecord>> transforms() {
        return List.of(new Pivot.Key<>(), new Pivot.Value<>());
    }

    @Override
    protected Map<String, String> example() {
        return Map.of("name.field", "name");
    }

    @Override
    protected String pluginName() {
        return "transforms";
    }
}
