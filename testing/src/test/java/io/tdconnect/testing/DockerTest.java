// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerTest {
    @TempDir
    Path directory;

    @Test
    void withoutSocketAndAddressThereIsNoDocker() throws Exception {
        Path socket = directory.resolve("docker.sock");
        assertThat(Docker.noAddress(null, socket)).contains("there is no " + socket + " and DOCKER_HOST is not set");
        assertThat(Docker.noAddress("tcp://docker:2375", socket)).isEmpty();
        Files.createFile(socket);
        assertThat(Docker.noAddress(null, socket)).isEmpty();
    }

    @Test
    void everyServerHasAnImageOfAFixedVersion() {
        for (String server : new String[] {"kafka", "mosquitto", "tdengine", "influxdb"}) {
            assertThat(Docker.image(server)).matches("[a-z0-9/-]+:[0-9.]+");
        }
    }
}
