// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Random;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.PropertySet;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.PropertyValue;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Template;

/** Takes out of a payload what a birth has said already, as publishers of data may do. */
final class WithoutTypes {
    private WithoutTypes() {}

    /** Without types, and without the names of metrics that have an alias, or with empty ones. */
    static byte[] of(byte[] payload, Random random) throws InvalidProtocolBufferException {
        return without(payload, random);
    }

    /** Without types, but with all names. */
    static byte[] ofValues(byte[] payload) throws InvalidProtocolBufferException {
        return without(payload, null);
    }

    private static byte[] without(byte[] payload, Random names) throws InvalidProtocolBufferException {
        Payload.Builder builder = Payload.parseFrom(payload).toBuilder();
        builder.getMetricsBuilderList().forEach(metric -> strip(metric, names));
        return builder.build().toByteArray();
    }

    private static void strip(Metric.Builder metric, Random names) {
        metric.clearDatatype();
        if (names != null && metric.hasAlias() && names.nextBoolean()) {
            metric.clearName();
            if (names.nextBoolean()) {
                metric.setName("");
            }
        }
        if (metric.hasProperties()) {
            strip(metric.getPropertiesBuilder());
        }
        if (metric.hasDatasetValue()) {
            metric.getDatasetValueBuilder().clearTypes();
        }
        if (metric.hasTemplateValue()) {
            Template.Builder template = metric.getTemplateValueBuilder();
            template.getParametersBuilderList().forEach(Template.Parameter.Builder::clearType);
            template.getMetricsBuilderList().forEach(member -> strip(member, names));
        }
    }

    private static void strip(PropertySet.Builder properties) {
        for (PropertyValue.Builder property : properties.getValuesBuilderList()) {
            property.clearType();
            if (property.hasPropertysetValue()) {
                strip(property.getPropertysetValueBuilder());
            }
            if (property.hasPropertysetsValue()) {
                property.getPropertysetsValueBuilder()
                        .getPropertysetBuilderList()
                        .forEach(WithoutTypes::strip);
            }
        }
    }
}
