// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import java.util.Arrays;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;

/** A bean with one attribute, which counts how often it is asked for another one. */
final class StrictBean implements DynamicMBean {
    int missed;

    private final String name;
    private final Object value;

    StrictBean(String name, Object value) {
        this.name = name;
        this.value = value;
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        if (!attribute.equals(name)) {
            missed++;
            throw new AttributeNotFoundException(attribute);
        }
        return value;
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        missed += (int)
                Arrays.stream(attributes).filter(asked -> !asked.equals(name)).count();
        AttributeList list = new AttributeList();
        list.add(new Attribute(name, value));
        return list;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException(attribute.getName());
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] parameters, String[] signature) {
        throw new UnsupportedOperationException(action);
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo attribute = new MBeanAttributeInfo(name, "double", name, true, false, false);
        return new MBeanInfo(
                StrictBean.class.getName(), "A bean", new MBeanAttributeInfo[] {attribute}, null, null, null);
    }
}
