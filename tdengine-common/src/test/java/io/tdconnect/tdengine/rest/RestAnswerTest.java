// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed answers, and answers of the largest possible width. */
class RestAnswerTest {
    private final List<Integer> blocks = new ArrayList<>();
    private final List<@Nullable Object> cells = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "FLOAT; \"abc\"; VALUE_STRING for a number",
                "FLOAT; true; VALUE_TRUE for a number",
                "FLOAT; {}; START_OBJECT for a number",
                "VARCHAR; 5; VALUE_NUMBER_INT for text"
            })
    void aCellOfAnotherKindIsNoFailureOfThisSoftware(String type, String cell, String message) {
        assertThatThrownBy(() -> read(type, "[[" + cell + "]]"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"INT", "BIGINT", "DOUBLE", "BOOL", "TIMESTAMP", "BIGINT UNSIGNED"})
    void textForANumberIsMalformed(String type) {
        assertThatThrownBy(() -> read(type, "[[\"abc\"]]")).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VARCHA", "", "1.0"})
    void anUnknownTypeIsMalformed(String type) {
        assertThatThrownBy(() -> read(type, "[[1]]"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("with a column of an unknown type");
    }

    @Test
    void aNumberWithATooLargeExponentIsMalformed() {
        assertThatThrownBy(() -> read("JSON", "[[[1e99999999999999999999]]]"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("with a number whose exponent that is too large");
    }

    @Test
    void floatsAreReadAsTheyAreWritten() throws Exception {
        read("FLOAT", "[[1.5],[3.4028235e38],[-7],[null]]");

        assertThat(cells).containsExactly(1.5f, Float.MAX_VALUE, -7f, null);
    }

    @Test
    void aCellIsNoLongerThanOneOfTheServerCanBe() {
        assertThatThrownBy(() -> read("VARCHAR", "[[\"" + "a".repeat(70_000) + "\"]]"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("a cell of 70000 characters");
        assertThatThrownBy(() -> read("JSON", "[[{\"a\":\"" + "a".repeat(70_000) + "\"}]]"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("65536 characters");
    }

    @Test
    void moreColumnsThanATableCanHaveAreRefusedBeforeThereIsARow() {
        String meta = IntStream.range(0, 5_000).mapToObj(i -> "[\"c\",4,4]").collect(Collectors.joining(","));

        assertThatThrownBy(() -> readAll("{\"column_meta\":[" + meta + "],\"data\":[]}"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("more than 4224 columns");
    }

    @Test
    void blocksOfWideRowsAreShortAndOnesOfMuchTextEndEarly() throws Exception {
        int width = 4_000;
        String meta = IntStream.range(0, width).mapToObj(i -> "[\"c\",4,4]").collect(Collectors.joining(","));
        String row = IntStream.range(0, width).mapToObj(String::valueOf).collect(Collectors.joining(",", "[", "]"));
        readAll("{\"column_meta\":[" + meta + "],\"data\":["
                + IntStream.range(0, 600).mapToObj(i -> row).collect(Collectors.joining(",")) + "],\"rows\":600}");
        assertThat(blocks).containsExactly(262, 262, 76);

        blocks.clear();
        String text = "\"" + "a".repeat(60_000) + "\"";
        read(
                "VARCHAR",
                IntStream.range(0, 300).mapToObj(i -> "[" + text + "]").collect(Collectors.joining(",", "[", "]")));
        assertThat(blocks).containsExactly(280, 20);
    }

    private void read(String type, String data) throws Exception {
        readAll("{\"column_meta\":[[\"c\",\"" + type + "\",4]],\"data\":" + data + "}");
    }

    private void readAll(String answer) throws Exception {
        cells.clear();
        RestAnswer.read(new StringReader(answer), block -> {
            blocks.add(block.rows());
            for (int row = 0; row < block.rows(); row++) {
                cells.add(block.columns().get(0).value(row));
            }
        });
    }
}
