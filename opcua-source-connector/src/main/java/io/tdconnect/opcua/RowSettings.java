// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.record.RoutingMode;
import io.tdconnect.common.source.RecordSizeLimit;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.time.Precision;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;

/** What is configured about records; see {@link RowOptions}. */
final class RowSettings {
    final Template topic;
    final boolean routing;
    final TableNames names;
    final Layouts layouts;
    final QualityPolicy quality;
    final QualityFormat qualityFormat;
    final ArrayForm arrays;
    final EnumerationForm enumerations;
    final StructureForm structures;
    final Precision transformUnit;
    final OnError onError;
    final RecordSizeLimit limit;

    RowSettings(AbstractConfig config) {
        topic = Template.parse(config.getString(RowOptions.TOPIC));
        routing = choice(config, RoutingMode.class, RowOptions.ROUTING_HEADERS) != RoutingMode.NONE;
        names = choice(config, TableNames.class, RowOptions.TABLE_NAMES);
        List<TagColumn> tags = TagColumn.list(config.getList(RowOptions.TAGS));
        layouts = new Layouts(
                config.getString(RowOptions.TABLE_CONFIG),
                Template.parse(config.getString(RowOptions.STABLE)),
                Template.parse(config.getString(RowOptions.TABLE)),
                tags);
        quality = choice(config, QualityPolicy.class, RowOptions.QUALITY_POLICY);
        qualityFormat = choice(config, QualityFormat.class, RowOptions.QUALITY_FORMAT);
        arrays = choice(config, ArrayForm.class, RowOptions.ARRAYS);
        enumerations = choice(config, EnumerationForm.class, RowOptions.ENUMERATIONS);
        structures = choice(config, StructureForm.class, RowOptions.STRUCTURES);
        transformUnit = Precision.of(config.getString(RowOptions.TRANSFORM_UNIT));
        onError = choice(config, OnError.class, RowOptions.ON_ERROR);
        limit = RecordSizeLimit.from(config);
    }

    private static <E extends Enum<E>> E choice(AbstractConfig config, Class<E> type, String option) {
        return EnumOption.parse(type, config.getString(option));
    }
}
