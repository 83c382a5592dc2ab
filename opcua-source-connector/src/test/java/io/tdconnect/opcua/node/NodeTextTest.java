// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ns=2;i=2",
                "ns=2;s=a;b=c",
                "i=2258",
                "nsu=http://plant.example/;s=Line1",
                "path=/2:Line1/2:Temperature",
                "nsu=http://plant.example/;path=/Line1/Temperature"
            })
    void eachFormIsAccepted(String text) {
        assertThat(NodeText.problem(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Temperature", "ns=x;i=2", "ns=2;i=a", "path=Line1"})
    void anythingElseIsExplained(String text) {
        assertThat(NodeText.problem(text)).startsWith("expected a").endsWith("found " + text);
    }

    @Test
    void aNamespaceUriIsItsIndexInTheTableOfTheServer() {
        NamespaceTable namespaces = new NamespaceTable();
        namespaces.set(3, "http://plant.example/");

        assertThat(NodeText.node("nsu=http://plant.example/;s=Line1", namespaces))
                .contains(new NodeId(3, "Line1"));
        assertThat(NodeText.node("nsu=http://other.example/;s=Line1", namespaces))
                .isEmpty();
    }

    @Test
    void aPathIsTakenApart() {
        assertThat(NodeText.path("nsu=http://plant.example/;path=/Line1/T")).isEqualTo("/Line1/T");
        assertThat(NodeText.pathNamespace("nsu=http://plant.example/;path=/Line1/T"))
                .isEqualTo("http://plant.example/");
        assertThat(NodeText.pathNamespace("path=/2:Line1")).isNull();
    }
}
