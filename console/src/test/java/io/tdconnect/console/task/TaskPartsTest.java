// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.connect.ConnectorView;
import io.tdconnect.console.connect.ConnectorView.TaskView;
import io.tdconnect.console.form.Kinds;
import io.tdconnect.console.http.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How connectors become tasks, with health, history and failures. */
class TaskPartsTest {
    private final TaskJoin join = new TaskJoin(new Kinds(List.of()));

    @Test
    void sidesWithTheSameLabelBelongTogether() {
        Map<String, Task> tasks = join.tasks(List.of(
                connector("in", true, "RUNNING", Map.of(Task.LABEL, "meters", "topic", "a")),
                connector("other", false, "RUNNING", Map.of("topics", "a")),
                connector("out", false, "RUNNING", Map.of(Task.LABEL, "meters", "topics", "b"))));

        assertThat(tasks.keySet()).containsExactly("meters", "other");
        assertThat(tasks.get("meters").sink().name()).isEqualTo("out");
    }

    @Test
    void withoutLabelsTheTopicJoinsThem() {
        Map<String, Task> tasks = join.tasks(List.of(
                connector("in", true, "RUNNING", Map.of("topic", "a")),
                connector("out", false, "RUNNING", Map.of("topics", "b, a"))));

        assertThat(tasks.keySet()).containsExactly("in");
        assertThat(tasks.get("in").topic()).isEqualTo("a");
    }

    @Test
    void aConnectorNamedLikeTheLabelOfAnotherIsNotLost() {
        Map<String, Task> tasks = join.tasks(List.of(
                connector("x", true, "RUNNING", Map.of(Task.LABEL, "meters")),
                connector("meters", false, "RUNNING", Map.of(Task.LABEL, "meters")),
                connector("y", true, "RUNNING", Map.of(Task.LABEL, "meters"))));

        assertThat(tasks.values().stream()
                        .flatMap(task -> task.sides().stream())
                        .map(ConnectorView::name))
                .containsExactlyInAnyOrder("x", "meters", "y");
    }

    @Test
    void healthOfFailures() {
        ConnectorView fine = connector("a", true, "RUNNING", Map.of());
        ConnectorView failed = connector("b", false, "FAILED", Map.of());

        assertThat(Health.of(fine, failed, false, false, 0)).isEqualTo(Health.SINK_ERROR);
        assertThat(Health.of(failed, fine, false, false, 0)).isEqualTo(Health.SOURCE_ERROR);
        assertThat(Health.of(failed, failed, false, false, 0)).isEqualTo(Health.FATAL);
        assertThat(Health.of(failed, null, false, false, 0)).isEqualTo(Health.FATAL);
    }

    @Test
    void healthOfRunningTasks() {
        ConnectorView runs = connector("a", true, "RUNNING", Map.of());
        ConnectorView stopped = connector("a", true, "STOPPED", Map.of());

        assertThat(Health.of(runs, runs, true, true, 0)).isEqualTo(Health.BOUNCE);
        assertThat(Health.of(runs, runs, false, true, 0)).isEqualTo(Health.BUSY);
        assertThat(Health.of(runs, runs, false, false, 5)).isEqualTo(Health.READY);
        assertThat(Health.of(runs, runs, false, false, 31)).isEqualTo(Health.IDLE);
        assertThat(Health.of(stopped, null, true, true, 0)).isEqualTo(Health.STOPPED);
        assertThat(Health.of(stopped, runs, false, false, 0)).isEqualTo(Health.READY);
    }

    @Test
    void aRestartThatCountsFromZeroIsNoNegativeRate() {
        History history = new History();
        history.add(100, rows(1_000));
        history.add(102, rows(3_000));
        assertThat(history.rate()).isEqualTo(1_000);

        history.add(104, rows(10));
        assertThat(history.rate()).isZero();
        history.add(106, rows(30));
        assertThat(history.rate()).isEqualTo(10);
        assertThat(history.secondsQuiet(108)).isEqualTo(2);
    }

    @Test
    void aFailureNamesTheOptionToChange() {
        Failure failure = Failure.of("meters", 0, """
                org.apache.kafka.connect.errors.ConnectException: The broker refuses this user; change password
                \tat x.Y.z(Y.java:1)
                Caused by: java.io.IOException: closed
                \tat x.Y.z(Y.java:2)
                """);

        assertThat(failure.message()).isEqualTo("The broker refuses this user; change password; cause: closed");
        assertThat(failure.option()).isEqualTo("password");
        assertThat(failure.cause().word()).isEqualTo("auth");
    }

    @Test
    void partsOfAllTasksAreShownTogether() {
        TaskFigures first = new TaskFigures();
        first.parts().addAll(List.of("3\t1", "0.5000\t10\tcpu", "NaN\t-1\tmem", "1.0000\t7\tdisk", "nonsense"));
        TaskFigures second = new TaskFigures();
        second.parts().addAll(List.of("1\t0", "0.0000\t5\tcpu"));
        TaskFigures third = new TaskFigures();
        third.numbers().put("share-done", 1.0);

        Parts parts = Parts.of("in", new TreeMap<>(Map.of("0", first, "1", second, "2", third)));

        assertThat(parts.count()).isEqualTo(5);
        assertThat(parts.done()).isEqualTo(2);
        assertThat(parts.shown()).extracting(Parts.Part::name).containsExactly("cpu", "mem", "disk", "in-2");
        assertThat(parts.shown().get(0)).isEqualTo(new Parts.Part("cpu", 0.25, 15));
        ObjectNode json = Json.object();
        parts.addTo(json);
        assertThat(json.path("parts").path(1).path("share").isNull()).isTrue();
        assertThat(json.path("parts").path(1).path("rows").isNull()).isTrue();
    }

    private static SideFigures rows(double rows) {
        return new SideFigures(rows, 0, 0, 0, 0, 0, Map.of(), Double.NaN, Double.NaN, false, false, Parts.NONE);
    }

    private static ConnectorView connector(String name, boolean source, String state, Map<String, String> config) {
        return new ConnectorView(name, source, state, "", List.of(new TaskView(0, state, "w:1", "")), config);
    }
}
