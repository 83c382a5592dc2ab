// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.tahu.message.model.DataSet;
import org.eclipse.tahu.message.model.File;
import org.eclipse.tahu.message.model.MetaData;
import org.eclipse.tahu.message.model.Metric;
import org.eclipse.tahu.message.model.MetricDataType;
import org.eclipse.tahu.message.model.Parameter;
import org.eclipse.tahu.message.model.PropertySet;
import org.eclipse.tahu.message.model.Row;
import org.eclipse.tahu.message.model.SparkplugBPayload;
import org.eclipse.tahu.message.model.Template;
import org.eclipse.tahu.message.model.Value;

/** The records that the README promises for what Tahu's decoder reads in a payload. */
@SuppressWarnings({"JavaUtilDate", "ReferenceEquality"}) // Tahu's dates, and its types, which are constants
final class TahuRecords {
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private TahuRecords() {}

    /** Without the fields that come from the topic and the time of receipt. */
    static Map<String, Object> of(SparkplugBPayload payload) {
        Map<String, Object> record = new LinkedHashMap<>();
        put(record, "timestamp", payload.getTimestamp());
        put(record, "seq", payload.getSeq());
        put(record, "uuid", payload.getUuid());
        put(record, "body", payload.getBody());
        record.put("metrics", payload.getMetrics().stream().map(TahuRecords::of).toList());
        return record;
    }

    private static Map<String, Object> of(Metric metric) {
        Map<String, Object> record = new LinkedHashMap<>();
        put(record, "metric", metric.getName());
        record.put("datatype", metric.getDataType().getType());
        record.put("value", value(metric));
        record.putAll(attributes(metric));
        return record;
    }

    private static Map<String, Object> attributes(Metric metric) {
        Map<String, Object> record = new LinkedHashMap<>();
        put(record, "timestamp", metric.getTimestamp());
        put(record, "alias", metric.getAlias());
        put(record, "historical", metric.isHistorical() ? true : null);
        put(record, "transient", metric.isTransient() ? true : null);
        if (metric.getMetaData() != null) {
            record.put("metadata", of(metric.getMetaData()));
        }
        PropertySet properties = metric.getProperties();
        if (properties != null && !properties.isEmpty()) {
            record.put("properties", of(properties));
        }
        return record;
    }

    private static Object value(Metric metric) {
        Object value = metric.getValue();
        if (value instanceof Short[] shorts && metric.getDataType() == MetricDataType.UInt8Array) {
            // Tahu's decoder makes negative numbers of those above 127.
            return Arrays.stream(shorts).map(number -> (long) (number & 255)).toList();
        }
        return value(value);
    }

    private static Object value(Object value) {
        if (value instanceof Date date) {
            return date.getTime();
        } else if (value instanceof BigInteger number) {
            return number.compareTo(LARGEST) > 0 ? (Object) number.toString() : number.longValue();
        } else if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
            return ((Number) value).longValue();
        } else if (value instanceof File file) {
            return file.getBytes();
        } else if (value instanceof Object[] array) {
            return Arrays.stream(array).map(TahuRecords::value).toList();
        } else if (value instanceof PropertySet set) {
            return of(set);
        } else if (value instanceof List<?> sets) {
            return sets.stream().map(TahuRecords::value).toList();
        } else if (value instanceof DataSet table) {
            return of(table);
        }
        return value instanceof Template template ? of(template) : value;
    }

    private static Object of(DataSet table) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Row row : table.getRows()) {
            Map<String, Object> cells = new LinkedHashMap<>();
            for (int i = 0; i < row.getValues().size(); i++) {
                Value<?> cell = row.getValues().get(i);
                cells.put(table.getColumnNames().get(i), value(cell.getValue()));
            }
            rows.add(cells);
        }
        return rows;
    }

    private static Object of(Template template) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (Parameter parameter : template.getParameters()) {
            parameters.put(parameter.getName(), value(parameter.getValue()));
        }
        Map<String, Object> metrics = new LinkedHashMap<>();
        Map<String, Object> details = new LinkedHashMap<>();
        for (Metric metric : template.getMetrics()) {
            metrics.put(metric.getName(), value(metric));
            put(details, metric.getName(), attributes(metric).isEmpty() ? null : attributes(metric));
        }
        Map<String, Object> record = new LinkedHashMap<>();
        put(record, "version", template.getVersion());
        put(record, "template_ref", template.getTemplateRef());
        record.put("is_definition", template.isDefinition());
        record.put("parameters", parameters);
        record.put("metrics", metrics);
        put(record, "details", details.isEmpty() ? null : details);
        return record;
    }

    private static Map<String, Object> of(PropertySet set) {
        Map<String, Object> record = new LinkedHashMap<>();
        set.getPropertyMap().forEach((name, property) -> record.put(name, value(property.getValue())));
        return record;
    }

    private static Map<String, Object> of(MetaData metadata) {
        Map<String, Object> record = new LinkedHashMap<>();
        put(record, "is_multi_part", metadata.isMultiPart());
        put(record, "content_type", metadata.getContentType());
        put(record, "size", metadata.getSize());
        put(record, "seq", metadata.getSeq());
        put(record, "file_name", metadata.getFileName());
        put(record, "file_type", metadata.getFileType());
        put(record, "md5", metadata.getMd5());
        put(record, "description", metadata.getDescription());
        return record;
    }

    private static void put(Map<String, Object> record, String name, Object value) {
        if (value != null) {
            record.put(name, value(value));
        }
    }
}
