// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.contract.TransformContractTest;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class ExtractContractTest extends TransformContractTest {
    @Override
    protected List<Transformation<SinkRecord>> transforms() {
        return List.of(new Extract.Key<>(), new Extract.Value<>());
    }

    @Override
    protected Map<String, String> example() {
        return Map.of("field", "voltage", "regex", "(?<value>[0-9]+)(?<unit>[a-zA-Z]*)");
    }

    @Override
    protected String pluginName() {
        return "transforms";
    }
}
