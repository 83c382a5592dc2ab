// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.Ports;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RunningPipelineTest {
    @Test
    void waitsForBrokersThatDoNotAnswerAndKnowsIt() {
        PipelineConfig config = TestPipeline.config(
                "stages", "p", "stages.p.type", "ParseJson", "bootstrap.servers", "127.0.0.1:" + Ports.free());
        CountDownLatch failed = new CountDownLatch(1);

        try (RunningPipeline pipeline = new RunningPipeline(config, failed)) {
            assertThat(pipeline.answered()).isFalse();
            assertThat(pipeline.hasFailed()).isFalse();
            assertThat(failed.getCount()).isEqualTo(1);
        }
    }
}
