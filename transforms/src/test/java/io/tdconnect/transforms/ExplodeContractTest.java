// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.contract.TransformContractTest;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class ExplodeContractTest extends TransformContractTest {
    @Override
    protected List<Transformation<SinkRecord>> transforms() {
        return List.of(new Explode.Key<>(), new Explode.Value<>());
    }

    @Override
    protected Map<String, String> example() {
        return Map.of("field", "$.points[*]");
    }

    @Override
    protected String pluginName() {
        return "transforms";
    }
}
