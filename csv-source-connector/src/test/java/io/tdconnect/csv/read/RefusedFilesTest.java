// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

class RefusedFilesTest {
    /** The user of tests may often read everything, so that no file refuses it. */
    @Test
    void aFileThatMayNotBeReadIsNamedWithTheRemedy() {
        assertThat(TaskReader.refused(new AccessDeniedException("/data/a.csv")))
                .hasMessage(
                        "Expected a file or folder that the user of the worker may read, found /data/a.csv, which it may"
                                + " not; change its rights or those of its folder");
    }
}
