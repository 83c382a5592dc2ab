// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.jmx;

import io.tdconnect.testing.LaunchOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Resources that the JVM of a worker uses, read by JMX. */
public final class WorkerResources implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final JMXConnector connector;
    private final MBeanServerConnection server;

    private WorkerResources(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
    }

    /**
     * Resources in use at one time, after a garbage collection.
     *
     * @param heap in bytes
     * @param metaspace in bytes
     * @param beans names of the plugins' beans
     */
    public record InUse(long threads, long descriptors, long classes, long heap, long metaspace, Set<String> beans) {
        public InUse {
            beans = Set.copyOf(beans);
        }

        /** All numbers by their names, as figures; bytes as MB. */
        public Map<String, Double> numbers() {
            Map<String, Double> numbers = new LinkedHashMap<>();
            numbers.put("threads", (double) threads);
            numbers.put("descriptors", (double) descriptors);
            numbers.put("classes", (double) classes);
            numbers.put("heap_mb", heap / 1e6);
            numbers.put("metaspace_mb", metaspace / 1e6);
            numbers.put("beans", (double) beans.size());
            return numbers;
        }
    }

    /** Options of a worker that {@link #of} reads with this port. */
    public static LaunchOptions watched(int port) {
        return LaunchOptions.defaults()
                .withJvmArguments(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        // Otherwise Java creates a class for each constructor and method that is often called by
                        // reflection.
                        "-Dsun.reflect.inflationThreshold=2147483647",
                        "-Dcom.sun.management.jmxremote.host=127.0.0.1",
                        "-Djava.rmi.server.hostname=127.0.0.1",
                        "-Dcom.sun.management.jmxremote.authenticate=false",
                        "-Dcom.sun.management.jmxremote.ssl=false",
                        "-Dcom.sun.management.jmxremote.rmi.port=" + port,
                        "-Dcom.sun.management.jmxremote.port=" + port);
    }

    @SuppressWarnings("BanJNDI") // The address is of a process of this test.
    public static WorkerResources of(int port) throws IOException {
        JMXServiceURL url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi");
        for (long deadline = System.nanoTime() + START_LIMIT.toNanos(); ; ) {
            try {
                return new WorkerResources(JMXConnectorFactory.connect(url));
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    /** After a garbage collection. */
    public InUse inUse() throws IOException, JMException {
        server.invoke(new ObjectName("java.lang:type=Memory"), "gc", new Object[0], new String[0]);
        return new InUse(
                number("java.lang:type=Threading", "ThreadCount"),
                number("java.lang:type=OperatingSystem", "OpenFileDescriptorCount"),
                number("java.lang:type=ClassLoading", "LoadedClassCount"),
                used("java.lang:type=Memory", "HeapMemoryUsage"),
                used("java.lang:type=MemoryPool,name=Metaspace", "Usage"),
                server.queryNames(new ObjectName("io.tdconnect:*"), null).stream()
                        .map(ObjectName::toString)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Number of successful starts of connectors since the worker was started. */
    public long starts() throws IOException, JMException {
        return number("kafka.connect:type=connect-worker-metrics", "connector-startup-success-total");
    }

    /** Whether the task of each of these connectors is running. */
    public boolean taskRuns(Collection<String> connectors) throws IOException, JMException {
        for (String connector : connectors) {
            ObjectName task =
                    new ObjectName("kafka.connect:type=connector-task-metrics,connector=" + connector + ",task=0");
            try {
                if (!"running".equals(server.getAttribute(task, "status"))) {
                    return false;
                }
            } catch (InstanceNotFoundException | AttributeNotFoundException | RuntimeMBeanException e) {
                // Ended and not started again, or still without a state, for which Connect throws a
                // NullPointerException.
                return false;
            }
        }
        return true;
    }

    private long used(String bean, String attribute) throws IOException, JMException {
        CompositeData usage = (CompositeData) server.getAttribute(new ObjectName(bean), attribute);
        return (Long) usage.get("used");
    }

    private long number(String bean, String attribute) throws IOException, JMException {
        return ((Number) server.getAttribute(new ObjectName(bean), attribute)).longValue();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
