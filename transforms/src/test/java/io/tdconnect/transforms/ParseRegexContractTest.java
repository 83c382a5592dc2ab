// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.contract.TransformContractTest;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

class ParseRegexContractTest extends TransformContractTest {
    @Override
    protected List<Transformation<SinkRecord>> transforms() {
        return List.of(new ParseRegex.Key<>(), new ParseRegex.Value<>());
    }

    @Override
    protected Map<String, String> example() {
        return Map.of("regex", "(?<ip>[0-9.]+) (?<user>.*)");
    }

    @Override
    protected String pluginName() {
        return "transforms";
    }
}
