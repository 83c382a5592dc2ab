// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.metrics;

import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanRegistration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import org.jspecify.annotations.Nullable;

/** Metrics as the attributes of an MBean. */
final class MetricsBean implements DynamicMBean, MBeanRegistration {
    private final Map<String, Gauge> gauges;
    private final @Nullable PartProgress parts;
    private volatile boolean registered;

    /** @param parts null for a task without parts */
    MetricsBean(Map<String, Gauge> gauges, @Nullable PartProgress parts) {
        this.gauges = gauges;
        this.parts = parts;
    }

    /** Whether it is registered with a server. */
    boolean isRegistered() {
        return registered;
    }

    @Override
    public ObjectName preRegister(MBeanServer server, ObjectName name) {
        return name;
    }

    @Override
    public void postRegister(@Nullable Boolean done) {
        registered = Boolean.TRUE.equals(done);
    }

    @Override
    public void preDeregister() {}

    @Override
    public void postDeregister() {
        registered = false;
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        Gauge gauge = gauges.get(attribute);
        if (gauge == null) {
            throw new AttributeNotFoundException(attribute);
        }
        return gauge.value().get();
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        AttributeList list = new AttributeList();
        for (String attribute : attributes) {
            Gauge gauge = gauges.get(attribute);
            if (gauge != null) {
                list.add(new Attribute(attribute, gauge.value().get()));
            }
        }
        return list;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("Metrics cannot be set");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public @Nullable Object invoke(String action, Object[] parameters, String[] signature) throws ReflectionException {
        PartProgress progress = parts;
        if (progress != null && action.equals(PartProgress.OPERATION)) {
            return progress.text();
        }
        throw new ReflectionException(new NoSuchMethodException(action));
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo[] attributes = gauges.values().stream()
                .map(gauge -> new MBeanAttributeInfo(
                        gauge.name(),
                        gauge.value().get().getClass().getName(),
                        gauge.description(),
                        true,
                        false,
                        false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(MetricsBean.class.getName(), "Metrics of a task", attributes, null, operations(), null);
    }

    private MBeanOperationInfo @Nullable [] operations() {
        return parts == null
                ? null
                : new MBeanOperationInfo[] {
                    new MBeanOperationInfo(
                            PartProgress.OPERATION,
                            "Share, rows and name of the parts of the task, after a line with their number and how many are"
                                    + " done",
                            null,
                            String.class.getName(),
                            MBeanOperationInfo.INFO)
                };
    }
}
