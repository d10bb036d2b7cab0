/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of labels, and what is wrong with those that are none. */
class LabelTableTest {

    @TempDir private Path folder;

    @Test
    void numbersAreLabelsAndTextsAreNot() throws IOException {
        try (LabelTable table =
                table("id, pKa ,SMILES,y,z,note\nm1,+3.5,CCO, -.5e-3 ,7.,-\nm2,1,C,0,1E2,\n")) {
            assertThat(table.names()).containsExactly("pKa", "y", "z");
            LabelTable.Row first = table.next();
            assertThat(first.number()).isEqualTo(1);
            assertThat(first.name()).isEqualTo("m1");
            assertThat(first.labels()).containsExactly(3.5, -0.5e-3, 7);
            assertThat(table.next().labels()).containsExactly(1, 0, 100);
            table.end();
        }
    }

    @Test
    void theIndexThatPandasWritesHasNoName() throws IOException {
        try (LabelTable table = table(",pKa\n0,3.5\n1,2.5\n")) {
            assertThat(table.names()).containsExactly("pKa");
            assertThat(table.next().labels()).containsExactly(3.5);
        }
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"Infinity", "-inf", "1e999", "1d", "0x1p3", "-", "e", "1,5"})
    void whatIsNoFiniteDecimalNumberIsNamed(String cell) throws IOException {
        try (LabelTable table = table("id,pKa\na,1\n\nb,\"" + cell + "\"\n")) {
            table.next();
            assertThatIOException()
                    .isThrownBy(table::next)
                    .withMessage(
                            "row 2 of %s, line 4: expected a finite number or nothing in column 2, pKa, got \"%s\"",
                            csv(), cell);
        }
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", " ", "NA", "n/a", "<NA>", "nan", "NULL", "None"})
    void aLabelMayBeMissing(String cell) throws IOException {
        try (LabelTable table = table("id,y,pKa\na,1," + cell + "\nb," + cell + ",2\n")) {
            assertThat(table.names()).containsExactly("y", "pKa");
            assertThat(table.next().labels()).containsExactly(1, Double.NaN);
            assertThat(table.next().labels()).containsExactly(Double.NaN, 2);
            table.end();
        }
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"-Infinity", "inf", "1e999"})
    void aColumnWhoseFirstNumberIsNotFiniteDoesNotVanish(String cell) throws IOException {
        try (LabelTable table = table("id,y,pKa\na,1," + cell + "\nb,1,2\n")) {
            assertThat(table.names()).containsExactly("y", "pKa");
            assertThatIOException()
                    .isThrownBy(table::next)
                    .withMessageContaining("expected a finite number or nothing in column 3, pKa")
                    .withMessageEndingWith("; a column of texts has one in row 1");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "id,y\\na,3,5\\n|line 2 of {F}: expected 2 columns as in the first line, got 3; decimal commas?",
                "id,y,z\\na,3\\n|line 2 of {F}: expected 3 columns as in the first line, got 2; decimal commas?",
                "id;y\\na;3.5\\n|{F}: expected a column of numbers behind the first column, separated by commas, got a;3.5 in the first row",
                "id,y\\na,e\\n|{F}: expected a column of numbers behind the first column, separated by commas, got a, e in the first row",
                "id,cv,Cv\\ngdb_1,1,2\\n|line 1 of {F}: expected columns of different names, got Cv in columns 2 and 3",
                "id,y,\\na,1,2\\n|line 1 of {F}: expected the name of column 3",
            })
    void whatIsNoTableIsAnError(String text, String message) throws IOException {
        assertThatIOException()
                .isThrownBy(() -> table(text.replace("\\n", "\n")))
                .withMessage(message.replace("{F}", csv().toString()));
    }

    @Test
    void aLaterRowOfAnotherLengthIsAnError() throws IOException {
        try (LabelTable table = table("id,y\na,3.5\nb,3,5\n")) {
            assertThatIOException()
                    .isThrownBy(table::next)
                    .withMessage(
                            "line 3 of %s: expected 2 columns as in the first line, got 3; decimal commas?",
                            csv());
        }
    }

    @Test
    void aRowWithoutEndIsAnErrorBeforeItFillsTheMemory() throws IOException {
        String text = "x".repeat(LabelRows.LONGEST);
        try (LabelTable table = table("id,y\na,1\n\"" + text + "\n" + text + "\",2\n")) {
            assertThatIOException()
                    .isThrownBy(table::next)
                    .withMessage(
                            "%s behind line 2: cannot be read: expected rows of at most 1048576 characters",
                            csv());
        }
        String column = "x".repeat(LabelRows.LONGEST / 4);
        try (LabelTable table = table("id,y,note\n" + ("a,1," + column + "\n").repeat(9))) {
            for (int row = 0; row < 9; row++) {
                assertThat(table.next().labels()).containsExactly(1);
            }
            table.end();
        }
    }

    @Test
    void whatCannotBeReadNamesTheFile() throws IOException {
        try (LabelTable table = table("id,y\na,1\nb,\"2\"x\n")) {
            assertThatIOException()
                    .isThrownBy(table::next)
                    .withMessageStartingWith(csv() + " behind line 2: cannot be read: ");
        }
        assertThatIOException()
                .isThrownBy(() -> table(""))
                .withMessage(csv() + ": expected a line with the names of columns");
        Files.write(csv(), "id,y\n\u00e9,1\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatIOException()
                .isThrownBy(() -> new LabelTable(csv()).close())
                .withMessageEndingWith("cannot be read: expected a text in UTF-8");
    }

    private LabelTable table(String text) throws IOException {
        return new LabelTable(Files.writeString(csv(), text));
    }

    private Path csv() {
        return folder.resolve("m.sdf.csv");
    }
}
