// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What is asked of a worker, in which order, and what remains after a failure. */
class ClusterTaskTest {
    private static final ClusterConfigs CONFIGS = new ClusterConfigs(
            new ConnectorConfig("t-source", Map.of("connector.class", "Source")),
            new ConnectorConfig("t-sink", Map.of("connector.class", "Sink", "topics", "t")));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeWorker worker;

    @BeforeEach
    void start() throws Exception {
        worker = new FakeWorker();
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void bothAreValidatedCreatedStoppedAndResumed() throws Exception {
        assertThat(run(worker.url())).isZero();

        assertThat(worker.changes())
                .containsExactly(
                        "PUT /connector-plugins/Source/config/validate",
                        "PUT /connector-plugins/Sink/config/validate",
                        "POST /connectors t-source STOPPED",
                        "POST /connectors t-sink STOPPED",
                        "PUT /connectors/t-sink/resume",
                        "PUT /connectors/t-source/resume");
        assertThat(worker.connectors()).containsExactlyInAnyOrder("t-source", "t-sink");
        assertThat(out.toString()).contains("Created t-source and t-sink, with the Kafka topic t");
    }

    @Test
    void nothingIsCreatedIfOneIsNotValid() throws Exception {
        worker.reject("Sink", "database", "expected a name");

        assertThat(run(worker.url())).isEqualTo(1);
        assertThat(worker.connectors()).isEmpty();
        assertThat(worker.changes()).noneMatch(change -> change.startsWith("POST"));
        assertThat(err.toString()).contains("t-sink: database: expected a name");
    }

    @Test
    void bothAreRemovedIfOneCannotBeCreated() throws Exception {
        worker.refuse("POST", "t-sink", 500, "no room");

        assertThat(run(worker.url())).isEqualTo(1);
        assertThat(worker.connectors()).isEmpty();
        assertThat(err.toString()).contains("Removed t-source").contains("HTTP status 500: no room");
    }

    @Test
    void bothAreRemovedIfATaskFails() throws Exception {
        worker.failTasks(
                "t-source", "org.apache.kafka.connect.errors.ConnectException: no broker\n\tat a.B.c(B.java:1)\n");

        assertThat(run(worker.url())).isEqualTo(1);
        assertThat(worker.connectors()).isEmpty();
        assertThat(err.toString()).contains("t-source does not run, but is RUNNING 0/1: no broker");
    }

    @Test
    void existingConnectorsStayAsTheyAre() throws Exception {
        worker.add("t-sink");

        assertThat(run(worker.url())).isEqualTo(1);
        assertThat(worker.connectors()).containsExactly("t-sink");
        assertThat(worker.changes()).isEmpty();
        assertThat(err.toString()).contains("found t-sink on the cluster already; choose another name with --name");
    }

    @Test
    void aRebalanceIsWaitedFor() throws Exception {
        worker.conflictOnce("POST");

        assertThat(run(worker.url())).isZero();
        assertThat(worker.connectors()).hasSize(2);
    }

    @Test
    void followingEndsWhenNothingIsCommittedAnyMore() throws Exception {
        worker.commit(5);

        assertThat(run(worker.url(), "--follow", "--until-idle", "100ms")).isZero();
        assertThat(out.toString())
                .contains("source RUNNING 1/1, sink RUNNING 1/1, 5 records committed")
                .contains("No records were committed for 0.1 s; the connectors stay on the cluster");
    }

    @Test
    void anotherServiceIsNamed() throws Exception {
        worker.answerAllWith(404, "<html>");

        assertThat(run(worker.url())).isEqualTo(1);
        assertThat(err.toString())
                .contains("--via: expected a Connect worker at " + worker.url()
                        + ", found another HTTP service (status 404");
    }

    @Test
    void aRefusedUserIsNamedWithoutItsPassword() throws Exception {
        worker.answerAllWith(401, "{\"message\":\"no\"}");

        assertThat(run(worker.url().replace("//", "//u:s3cret@"))).isEqualTo(1);
        assertThat(worker.lastAuthorization()).isEqualTo("Basic dTpzM2NyZXQ=");
        assertThat(err.toString()).contains("the worker refuses this user").doesNotContain("s3cret");
    }

    @Test
    void aWorkerThatDoesNotAnswerIsNamed() throws Exception {
        String url = worker.url();
        worker.close();

        assertThat(run(url)).isEqualTo(1);
        assertThat(err.toString()).contains("--via: expected a Connect worker at " + url + ", found none that answers");
    }

    private int run(String url, String... more) throws InterruptedException {
        ClusterOptions options = new ClusterOptions();
        String[] arguments = new String[more.length + 2];
        arguments[0] = "--via";
        arguments[1] = url;
        System.arraycopy(more, 0, arguments, 2, more.length);
        CommandLine.populateCommand(options, arguments);
        return new ClusterTask(CONFIGS, options, new PrintWriter(out), new PrintWriter(err)).run();
    }
}
