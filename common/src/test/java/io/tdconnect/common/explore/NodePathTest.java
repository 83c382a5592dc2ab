// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NodePathTest {
    @Test
    void namesOfAnyKindComeBack() throws ExploreException {
        List<String> names = List.of("a/b", "100% sure", "", "<script>alert(1)</script>", "温度", "a+b c");
        assertThat(NodePath.parse(new NodePath(names).id()).names()).isEqualTo(names);
    }

    @Test
    void nullIsTheTop() throws ExploreException {
        NodePath top = NodePath.parse(null);
        assertThat(top.depth()).isZero();
        assertThat(top.name()).isEmpty();
        assertThat(top.child("telegraf").child("cpu")).isEqualTo(NodePath.of("telegraf", "cpu"));
        assertThat(NodePath.of("telegraf", "cpu").name()).isEqualTo("cpu");
    }

    @Test
    void otherTextIsRefused() {
        assertThatThrownBy(() -> NodePath.parse("a/%zz"))
                .isInstanceOf(ExploreException.class)
                .hasMessage("expected a node of an earlier list, found a/%zz");
    }
}
