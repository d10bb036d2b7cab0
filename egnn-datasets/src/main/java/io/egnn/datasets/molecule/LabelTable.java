/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Labels in a table beside the file of their molecules, {@code FILE.csv}.
 *
 * <p>The first line has the names of the columns; the first column names the molecule, all others
 * that hold a number in the first row are labels. Row k belongs to entry k.
 */
final class LabelTable implements Closeable {

    /** QM9's names of what {@code gdb9.sdf.csv} calls otherwise. */
    private static final Map<String, String> QM9_NAMES =
            Map.of("u0", "U0", "u298", "U", "h298", "H", "g298", "G", "cv", "Cv");

    private final Path csv;
    private final CSVParser parser;
    private final Iterator<CSVRecord> rows;
    private final List<Integer> columns = new ArrayList<>();
    private @Nullable CSVRecord next;

    LabelTable(Path csv) throws IOException {
        this.csv = csv;
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
        parser = CSVParser.parse(csv, StandardCharsets.UTF_8, format);
        rows = parser.iterator();
        advance();
        for (int c = 1; next != null && c < next.size(); c++) {
            if (next.get(c).strip().matches("[-+0-9.eE]+")) {
                columns.add(c);
            }
        }
    }

    /** Where the table of a file is. */
    static Path beside(Path molecules) {
        return molecules.resolveSibling(molecules.getFileName() + ".csv");
    }

    /** The names of the labels. */
    List<String> names() {
        List<String> header = parser.getHeaderNames();
        return columns.stream()
                .map(header::get)
                .map(name -> QM9_NAMES.getOrDefault(name, name))
                .toList();
    }

    /**
     * The labels of the next entry.
     *
     * @throws IOException naming the row, if there is none or a label is no number
     */
    double[] next() throws IOException {
        CSVRecord row = next;
        if (row == null) {
            throw new IOException(
                    "%s: expected a row for every molecule, got %d"
                            .formatted(csv, parser.getRecordNumber()));
        }
        double[] values = new double[columns.size()];
        for (int k = 0; k < values.length; k++) {
            int column = columns.get(k);
            String text = column < row.size() ? row.get(column).strip() : "";
            try {
                values[k] = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new IOException(
                        "row %d of %s: expected a number in column %d, got \"%s\""
                                .formatted(row.getRecordNumber(), csv, column + 1, text),
                        e);
            }
        }
        advance();
        return values;
    }

    /**
     * Makes sure that every row was read.
     *
     * @throws IOException naming the first row that was not
     */
    void end() throws IOException {
        if (next != null) {
            throw new IOException(
                    "%s: has rows behind that of the last molecule, row %d"
                            .formatted(csv, next.getRecordNumber()));
        }
    }

    private void advance() {
        next = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
