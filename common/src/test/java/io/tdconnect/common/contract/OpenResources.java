// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Threads and descriptors of this JVM, for tests that find leaks.
 *
 * @param descriptors open files and sockets; 0 if the system does not count them
 */
public record OpenResources(long threads, long descriptors) {
    /** Resources that the JVM and the test runner may open during a test: log files, jars, threads of the compiler and of cleaners. */
    private static final int SLACK = 20;

    /** The currently open resources. */
    public static OpenResources now() {
        return new OpenResources(
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                        ? system.getOpenFileDescriptorCount()
                        : 0);
    }

    /** Fails if there are more than twenty additional threads or descriptors now. */
    public void assertStillThese() {
        OpenResources now = now();
        assertThat(now.threads()).as("threads").isLessThanOrEqualTo(threads + SLACK);
        assertThat(now.descriptors()).as("descriptors").isLessThanOrEqualTo(descriptors + SLACK);
    }
}
