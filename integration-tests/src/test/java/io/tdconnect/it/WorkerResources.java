// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.LaunchOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
final class WorkerResources implements AutoCloseable {
    private final JMXConnector connector;
    private final MBeanServerConnection server;

    private WorkerResources(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
    }

    /**
     * Resources in use at one time, after a garbage collection.
     *
     * @param metaspace in bytes
     * @param beans names of the plugins' beans
     */
    record InUse(long threads, long descriptors, long classes, long metaspace, Set<String> beans) {}

    /** Options of a worker that {@link #of} reads with this port. */
    static LaunchOptions watched(int port) {
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
    static WorkerResources of(int port) throws IOException {
        JMXServiceURL url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi");
        return new WorkerResources(await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> JMXConnectorFactory.connect(url), connected -> connected != null));
    }

    InUse inUse() throws IOException, JMException {
        server.invoke(new ObjectName("java.lang:type=Memory"), "gc", new Object[0], new String[0]);
        return new InUse(
                number("java.lang:type=Threading", "ThreadCount"),
                number("java.lang:type=OperatingSystem", "OpenFileDescriptorCount"),
                number("java.lang:type=ClassLoading", "LoadedClassCount"),
                metaspace(),
                server.queryNames(new ObjectName("io.tdconnect:*"), null).stream()
                        .map(ObjectName::toString)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Number of successful starts of connectors since the worker was started. */
    long starts() throws IOException, JMException {
        return number("kafka.connect:type=connect-worker-metrics", "connector-startup-success-total");
    }

    /** Whether the task of each of these connectors is running. */
    boolean taskRuns(List<String> connectors) throws IOException, JMException {
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

    private long metaspace() throws IOException, JMException {
        CompositeData usage = (CompositeData)
                server.getAttribute(new ObjectName("java.lang:type=MemoryPool,name=Metaspace"), "Usage");
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
