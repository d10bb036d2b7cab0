/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import io.egnn.file.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Labels in a table beside the file of their molecules, {@code FILE.csv}.
 *
 * <p>The first line has the names of the columns; the first column names the molecule. All others
 * are labels, except those that have a text in the first row. Row k belongs to entry k. A cell may
 * be empty: not everything was measured for every molecule.
 */
final class LabelTable implements Closeable {

    /** QM9's names of what {@code gdb9.sdf.csv}, where molecules have numbers, calls otherwise. */
    private static final Map<String, String> QM9_NAMES =
            Map.of("u0", "U0", "u298", "U", "h298", "H", "g298", "G", "cv", "Cv");

    /** What stands for a label that is missing. */
    private static final Pattern MISSING = Pattern.compile("(?i)|NA|N/A|<NA>|null|none|[-+]?nan");

    /** What makes no column one of texts, but is no label either. */
    private static final Pattern INFINITE = Pattern.compile("(?i)[-+]?inf(?:inity)?");

    private final Path csv;
    private final LabelRows rows;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> header;
    private final List<Integer> columns = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private @Nullable CSVRecord next;
    private int number;
    private long line;

    /**
     * A row.
     *
     * @param number counted from 1
     * @param name what the first column has
     * @param labels one for each label, NaN where it is missing
     */
    @SuppressWarnings("ArrayRecordComponent") // read once
    record Row(int number, String name, double[] labels) {}

    LabelTable(Path csv) throws IOException {
        this.csv = csv;
        rows =
                new LabelRows(
                        new InputStreamReader(
                                MoleculeText.open(csv), StandardCharsets.UTF_8.newDecoder()));
        try {
            parser = CSVParser.parse(rows, CSVFormat.DEFAULT);
            records = parser.iterator();
            CSVRecord first = record();
            if (first == null) {
                throw new IOException(csv + ": expected a line with the names of columns");
            }
            header = first.stream().map(String::strip).toList();
            advance();
            if (next != null) {
                findLabels(next);
            }
        } catch (IOException | RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    /** Where the table of a file is. */
    static Path beside(Path molecules) {
        return molecules.resolveSibling(molecules.getFileName() + ".csv");
    }

    /** The names of the labels. */
    List<String> names() {
        return List.copyOf(names);
    }

    /**
     * The row of the next entry.
     *
     * @throws IOException naming the row, if there is none or a label is neither a number nor
     *     missing
     */
    Row next() throws IOException {
        CSVRecord row = next;
        if (row == null) {
            throw new IOException(
                    "%s: expected a row for every molecule, got %d".formatted(csv, number));
        }
        double[] labels = new double[columns.size()];
        for (int k = 0; k < labels.length; k++) {
            labels[k] = label(row, columns.get(k));
        }
        Row result = new Row(number, row.get(0).strip(), labels);
        advance();
        return result;
    }

    /**
     * Makes sure that every row was read.
     *
     * @throws IOException naming the first row that was not
     */
    void end() throws IOException {
        if (next != null) {
            throw new IOException(
                    "%s: has rows behind that of the last molecule, row %d".formatted(csv, number));
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private void findLabels(CSVRecord first) throws IOException {
        boolean ofQM9 = EntryNames.qm9Number(first.get(0).strip()) >= 0;
        Map<String, Integer> places = new HashMap<>();
        for (int c = 1; c < header.size(); c++) {
            if (isText(first.get(c).strip())) {
                continue;
            }
            String own = header.get(c);
            String name = ofQM9 ? QM9_NAMES.getOrDefault(own, own) : own;
            if (name.isEmpty()) {
                throw new IOException(
                        "line 1 of %s: expected the name of column %d".formatted(csv, c + 1));
            }
            Integer before = places.put(name, c);
            if (before != null) {
                throw new IOException(
                        "line 1 of %s: expected columns of different names, got %s in columns %d and %d"
                                .formatted(csv, name, before + 1, c + 1));
            }
            columns.add(c);
            names.add(name);
        }
        if (columns.isEmpty()) {
            throw new IOException(
                    "%s: expected a column of numbers behind the first column, separated by commas, got %s in the first row"
                            .formatted(csv, String.join(", ", first)));
        }
    }

    private static boolean isText(String cell) {
        return Stream.of(TextLines.DECIMAL, MISSING, INFINITE)
                .noneMatch(p -> p.matcher(cell).matches());
    }

    private double label(CSVRecord row, int column) throws IOException {
        String cell = row.get(column).strip();
        if (MISSING.matcher(cell).matches()) {
            return Double.NaN;
        }
        double value =
                TextLines.DECIMAL.matcher(cell).matches() ? Double.parseDouble(cell) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw new IOException(
                    "row %d of %s, line %d: expected a finite number or nothing in column %d, %s, got \"%s\"%s"
                            .formatted(
                                    number,
                                    csv,
                                    line,
                                    column + 1,
                                    header.get(column),
                                    cell,
                                    number > 1 ? "" : "; a column of texts has one in row 1"));
        }
        return value;
    }

    /** Goes to the next row, which has as many columns as the first line. */
    private void advance() throws IOException {
        next = record();
        if (next == null) {
            return;
        }
        number++;
        if (next.size() != header.size()) {
            throw new IOException(
                    "line %d of %s: expected %d columns as in the first line, got %d; decimal commas?"
                            .formatted(line, csv, header.size(), next.size()));
        }
    }

    private @Nullable CSVRecord record() throws IOException {
        rows.begin();
        try {
            CSVRecord record = records.hasNext() ? records.next() : null;
            line = parser.getCurrentLineNumber();
            return record;
        } catch (UncheckedIOException e) {
            Exception cause = Objects.requireNonNullElse(e.getCause(), e);
            String reason =
                    cause instanceof CharacterCodingException
                            ? "expected a text in UTF-8"
                            : Reason.of(cause);
            throw new IOException(
                    "%s behind line %d: cannot be read: %s".formatted(csv, line, reason), e);
        }
    }
}
