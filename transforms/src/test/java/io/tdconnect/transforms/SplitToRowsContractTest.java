// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.contract.TransformContractTest;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class SplitToRowsContractTest extends TransformContractTest {
    @Override
    protected List<Transformation<SinkRecord>> transforms() {
        return List.of(new SplitToRows.Key<>(), new SplitToRows.Value<>());
    }

    @Override
    protected Map<String, String> example() {
        return Map.of("field", "voltage", "labels", "a,b,c");
    }

    @Override
    protected String pluginName() {
        return "transforms";
    }
}
