// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a task on a Connect cluster. */
final class ClusterOptions {
    @Option(
            names = "--via",
            paramLabel = "URL",
            order = 41,
            description =
                    "Creates the two connectors on the cluster of this worker instead, such as http://connect:8083: both"
                            + " validated, created stopped and started; removed again if one of them fails")
    private @Nullable URI via;

    @Option(
            names = "--follow",
            order = 42,
            description =
                    "Shows the states of the connectors and the committed records until Ctrl-C, which leaves them running")
    private boolean follow;

    @Option(
            names = "--until-idle",
            paramLabel = "DURATION",
            converter = DirectOptions.DurationConverter.class,
            order = 43,
            description =
                    "With --follow: ends once the sink has committed no more records for so long. A worker does not"
                            + " report by REST that a source has finished")
    private @Nullable Duration untilIdle;

    @Nullable
    URI via() {
        return via;
    }

    boolean follow() {
        return follow;
    }

    @Nullable
    Duration untilIdle() {
        return untilIdle;
    }
}
