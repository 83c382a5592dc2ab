// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.payload;

import static io.tdconnect.mqtt.Converters.converter;
import static io.tdconnect.mqtt.Converters.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.Messages;
import io.tdconnect.mqtt.record.MessageConverter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPayloadTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void anObjectIsAMap() {
        Map<String, Object> nested = new LinkedHashMap<>();
        nested.put("none", null);
        nested.put("list", List.of(1L, List.of(), Map.of()));

        assertThat(
                        json(
                                "{\"id\": 1, \"v\": 2.50, \"ok\": true, \"s\": \"温度\", \"n\": {\"none\":null,\"list\":[1,[],{}]}}"))
                .containsExactly(Map.of("id", 1L, "v", 2.5, "ok", true, "s", "温度", "n", nested));
    }

    @Test
    void everyElementOfAnArrayIsAValue() {
        assertThat(json("[{\"id\":1},{\"id\":2},3]")).containsExactly(Map.of("id", 1L), Map.of("id", 2L), 3L);
        assertThat(json("[]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":1}\n{\"id\":2}\n", "{\"id\":1}{\"id\":2}", " [{\"id\":1}] {\"id\":2}"})
    void documentsFollowEachOther(String payload) {
        assertThat(json(payload)).containsExactly(Map.of("id", 1L), Map.of("id", 2L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \r\n\t"})
    void nothingIsNoValue(String payload) {
        assertThat(json(payload)).isEmpty();
    }

    @Test
    void numbersKeepTheirDigits() {
        assertThat(json("9223372036854775807 -9223372036854775808 18446744073709551615 1e3 21.5"))
                .containsExactly(Long.MAX_VALUE, Long.MIN_VALUE, "18446744073709551615", 1000.0, 21.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[1,",
                "{\"a\":}",
                "x",
                "NaN",
                "null",
                "[1,null]",
                "1e999",
                "{} ]",
                "{\"a\":1}}",
                "'a'",
                "01"
            })
    void refusesEverythingElse(String payload) {
        assertThatThrownBy(() -> read(payload, StandardCharsets.UTF_8))
                .isInstanceOf(BadMessageException.class)
                .hasMessageStartingWith("expected ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":1,"a":2}                        | /a
            {"a":1,"a":1}                        | /a
            {"a":null,"a":null}                  | /a
            {"a":1,"a":null}                     | /a
            {"a":{"b":1},"a":{"c":2}}            | /a
            {"a":1,"\\u0061":2}                  | /a
            {"d":{"x":{"b":1,"c":[],"b":true}}}  | /d/x/b
            {"l":[{"v":0},{"v":1,"v":2}]}        | /l/1/v
            [{"v":0},{"v":1,"v":2}]              | /1/v
            """)
    void refusesTwoFieldsOfOneName(String payload, String path) {
        assertThatThrownBy(() -> read(payload, StandardCharsets.UTF_8))
                .isInstanceOf(BadMessageException.class)
                .hasMessageStartingWith("expected each field of an object once, found " + path + " twice");
    }

    @Test
    void namesMayComeAgainInOtherObjects() {
        assertThat(json("{\"a\":{\"a\":{\"a\":1}},\"b\":[{\"a\":1},{\"a\":1}]}"))
                .containsExactly(
                        Map.of("a", Map.of("a", Map.of("a", 1L)), "b", List.of(Map.of("a", 1L), Map.of("a", 1L))));
    }

    @Test
    void refusesWhatIsTooDeep() {
        assertThat(json("[".repeat(100) + "]".repeat(100))).hasSize(1);
        assertThatThrownBy(() -> read("[".repeat(100_000), StandardCharsets.UTF_8))
                .isInstanceOf(BadMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE", "UTF-16"})
    void aByteOrderMarkIsNoText(String charset) throws Exception {
        byte[] payload = "\uFEFF{\"a\":1}".getBytes(Charset.forName(charset));

        assertThat(new JsonPayload(Charset.forName(charset))
                        .readValues(Messages.message("t", "", 0, 0), payload)
                        .get(0)
                        .value())
                .isEqualTo(Map.of("a", 1L));
        assertThat(new TextPayload(Charset.forName(charset)).decode(payload)).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GBK", "Big5", "UTF-16"})
    void readsOtherCharacterSets(String charset) throws Exception {
        assertThat(read("{\"位置\":\"北京\"}", Charset.forName(charset)))
                .extracting(SchemaAndValue::value)
                .containsExactly(Map.of("位置", "北京"));
    }

    @Test
    void readsWhatAnotherLibraryWrote() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            List<Object> documents = new ArrayList<>();
            for (int count = random.nextInt(4); count >= 0; count--) {
                documents.add(randomObject(random, 3));
            }
            assertThat(json(mapper.writeValueAsString(documents))).isEqualTo(documents);
        }
    }

    /** Garbage must be refused in one way, whatever it is. */
    @Test
    void neverFailsInAnotherWay() {
        Random random = new Random(11);
        byte[] valid =
                "[{\"id\":1,\"s\":\"温\\u00e4\",\"l\":[1.5e3,null,true]}] {\"x\":{}}".getBytes(StandardCharsets.UTF_8);
        MessageConverter converter = converter("payload.format", "json", "on.error", "skip");
        for (int i = 0; i < 5_000; i++) {
            byte[] payload = Arrays.copyOf(valid, 1 + random.nextInt(valid.length));
            payload[random.nextInt(payload.length)] = (byte) random.nextInt();
            assertThat(values(converter, payload)).doesNotContainNull();
        }
    }

    private static Map<String, Object> randomObject(Random random, int depth) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int count = random.nextInt(5); count > 0; count--) {
            String name = random.ints(random.nextInt(6), 0x20, 0x5000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            fields.put(name, randomValue(random, depth));
        }
        return fields;
    }

    private static Object randomValue(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20.0);
            case 2 -> random.nextBoolean();
            case 3 -> "\"\\\u0001" + (char) (0x4e00 + random.nextInt(100));
            case 4 -> randomObject(random, depth - 1);
            default -> List.of(randomValue(random, depth - 1), randomValue(random, depth - 1));
        };
    }

    private static List<Object> json(String payload) {
        return values(converter("payload.format", "json"), payload);
    }

    private static List<SchemaAndValue> read(String payload, Charset charset) throws BadMessageException {
        return new JsonPayload(charset).readValues(Messages.message("t", "", 0, 0), payload.getBytes(charset));
    }
}
