// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeListTest {
    @Test
    void nodesHaveCodes() {
        assertThat(NodeList.parse("ns=2;i=2::DSF1312,ns=2;i=3::DSF1313"))
                .containsExactly(
                        new Point("ns=2;i=2", "DSF1312", Map.of()), new Point("ns=2;i=3", "DSF1313", Map.of()));
    }

    @Test
    void aCommaWithoutANodeAfterItBelongsToTheIdentifier() {
        assertThat(NodeList.parse("ns=2;s=Site,Plant::A, nsu=http://plant.example/,x;s=b::B, path=/2:Line/2:T, i=2258"))
                .extracting(Point::node, Point::code)
                .containsExactly(
                        tuple("ns=2;s=Site,Plant", "A"),
                        tuple("nsu=http://plant.example/,x;s=b", "B"),
                        tuple("path=/2:Line/2:T", "path=/2:Line/2:T"),
                        tuple("i=2258", "i=2258"));
    }

    @Test
    void theTextOfPointsIsReadAsTheSamePoints() {
        List<Point> points = NodeList.parse("ns=2;s=a::b::C,ns=2;s=d,i=7::E");

        assertThat(points.get(0)).isEqualTo(new Point("ns=2;s=a::b", "C", Map.of()));
        assertThat(NodeList.parse(NodeList.text(points))).isEqualTo(points);
        assertThat(NodeList.parse("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DSF1312", "ns=2;i=x::A", "i=1::A,i=1::B", "i=1::A,i=2::A", ",i=1"})
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> NodeList.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
