// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    @ValueSource(
            strings = {
                "ns=6;s=::AsGlobalPV:gBlink",
                "ns=2;s=a::b.c",
                "ns=2;s=a::b c",
                "ns=2;s=a::",
                "ns=2;s=::a",
                "ns=2;s=Line,i=x",
                "ns=2;s=ou=a,s=b,g=c",
                "nsu=urn:a::b;s=x",
                "path=/2:A::B/2:C.d"
            })
    void anIdentifierMayHaveColonsAndCommas(String node) {
        assertThat(NodeList.parse(node)).containsExactly(new Point(node, node, Map.of()));
        assertThat(NodeList.parse(node + "::T1,ns=6;s=::AsGlobalPV:gCount"))
                .containsExactly(
                        new Point(node, "T1", Map.of()),
                        new Point("ns=6;s=::AsGlobalPV:gCount", "ns=6;s=::AsGlobalPV:gCount", Map.of()));
        assertThat(NodeList.parse(NodeList.text(NodeList.parse(node)))).isEqualTo(NodeList.parse(node));
    }

    @Test
    void quotesSayWhereANodeEnds() {
        assertThat(NodeList.parse("\"ns=2;s=a::b\", \"ns=2;s=c,i=7\"::T 1.x,\"ns=2;s=say \"\"x\"\"\"::Q,i=7"))
                .extracting(Point::node, Point::code)
                .containsExactly(
                        tuple("ns=2;s=a::b", "ns=2;s=a::b"),
                        tuple("ns=2;s=c,i=7", "T 1.x"),
                        tuple("ns=2;s=say \"x\"", "Q"),
                        tuple("i=7", "i=7"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            i=85                                                  | i=85
            i=85, ns=2;s=Site,Plant, path=/2:Line                 | i=85 / ns=2;s=Site,Plant / path=/2:Line
            ns=2;s=a::b,ns=6;s=::AsGlobalPV:gBlink,i=7            | ns=2;s=a::b / ns=6;s=::AsGlobalPV:gBlink / i=7
            nsu=http://plant.example/,x;s=a,nsu=urn:b;path=/C,D   | nsu=http://plant.example/,x;s=a / nsu=urn:b;path=/C,D
            "ns=2;s=c,i=7", "ns=2;s=say ""x""\",ns=2;s=d           | ns=2;s=c,i=7 / ns=2;s=say "x" / ns=2;s=d
            ~~                                                    | ~~
            """)
    void nodesWithoutCodesAreReadByTheSameRules(String text, String nodes) {
        assertThat(String.join(" / ", NodeList.nodes(text))).isEqualTo(nodes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Server", "\"ns=2;s=a\"::T", "i=85,i=85", "i=85::T", "i=85,", ",i=85", "i=85,Line"})
    void whatIsNoListOfNodesIsRefused(String text) {
        assertThatThrownBy(() -> NodeList.nodes(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~                                     | ~~
            i=2915, AlarmConditionType             | i=2915 / AlarmConditionType
            "ns=2;s=a,b" , x y,"2:say ""x"", then" | ns=2;s=a,b / x y / 2:say "x", then
            http://plant.example/,"urn:a,b"        | http://plant.example/ / urn:a,b
            a,,b                                   | a /  / b
            """)
    void entriesInQuotesMayHaveCommas(String text, String entries) {
        assertThat(String.join(" / ", NodeList.entries(text))).isEqualTo(entries);
    }

    @Test
    void whatIsReadInOneOfTwoWaysIsTold() {
        assertThat(NodeList.hint(NodeList.parse("ns=2;s=a::b").get(0))).contains("the node ns=2;s=a with the code b");
        assertThat(NodeList.hint(NodeList.parse("ns=2;s=a::b.c").get(0))).contains("without a code", "quotes");
        assertThat(NodeList.hint(NodeList.parse("ns=2;i=3::b").get(0))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ns=2;s=a|,s=a|1",
                "ns=2;i=2::D|,ns=2::D|1",
                "path=/a|,nsu=b|1",
                "ns=2;i=2::D,nsu=x;i=3::E|,ns=2::D|13"
            })
    void aNodeThatDoesNotEndIsRefused(String start, String more, int place) {
        assertThatThrownBy(() -> NodeList.parse(start + more.repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a node and its code of at most 5000 characters, found more from character "
                        + place + " on");
    }

    @Test
    void theLongestIdentifierIsRead() {
        String node = "ns=2;s=" + "a,".repeat(2_048);

        assertThat(NodeList.parse(node + "::code,ns=2;i=1::b"))
                .extracting(Point::code)
                .containsExactly("code", "b");
    }

    @Test
    void tasksOfAnEarlierVersionAreRead() {
        assertThat(NodeList.parse("ns=2;s=a.b::ns=2;s=a.b,i=7::i=7,ns=2;s=c::C"))
                .extracting(Point::node, Point::code)
                .containsExactly(tuple("ns=2;s=a.b", "ns=2;s=a.b"), tuple("i=7", "i=7"), tuple("ns=2;s=c", "C"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DSF1312",
                "ns=2;i=x::A",
                "i=1::A,i=1::B",
                "i=1::A,i=2::A",
                ",i=1",
                "ns=2;s=",
                "ns=2;i=1::A,x",
                "i=1,"
            })
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> NodeList.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
