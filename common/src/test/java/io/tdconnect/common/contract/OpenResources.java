// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Threads and descriptors of this JVM, for tests that nothing is left behind.
 *
 * @param descriptors open files and sockets; 0 where the system does not count them
 */
public record OpenResources(long threads, long descriptors) {
    /** What the JVM and the test runner may open meanwhile: log files, jars, threads of the compiler and of cleaners. */
    private static final int SLACK = 20;

    /** Those that are open now. */
    public static OpenResources now() {
        return new OpenResources(
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                        ? system.getOpenFileDescriptorCount()
                        : 0);
    }

    /** Fails if more than twenty threads or descriptors are open now in addition to these. */
    public void assertStillThese() {
        OpenResources now = now();
        assertThat(now.threads()).as("threads").isLessThanOrEqualTo(threads + SLACK);
        assertThat(now.descriptors()).as("descriptors").isLessThanOrEqualTo(descriptors + SLACK);
    }
}
