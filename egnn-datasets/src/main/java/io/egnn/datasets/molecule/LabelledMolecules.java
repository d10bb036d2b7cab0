/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Molecules in an SDF file and their labels in a table beside it, {@code NAME.sdf.csv}: the form of
 * {@code gdb9.sdf}, and one for labels of one's own.
 *
 * <p>The first line of the table has the names of its columns; the first column names the molecule,
 * all others that hold numbers are labels. Row k belongs to entry k. Only elements and coordinates
 * are read of an entry, so that molecules whose bonds make no sense, of which QM9 has some, are
 * read too.
 */
final class LabelledSdf {

    /** QM9's names of what {@code gdb9.sdf.csv} calls otherwise. */
    private static final Map<String, String> QM9_NAMES =
            Map.of("u0", "U0", "u298", "U", "h298", "H", "g298", "G", "cv", "Cv");

    /** Name, program, remark, counts. */
    private static final int HEADER_LINES = 4;

    private LabelledSdf() {}

    static MoleculeTable read(Path sdf) throws IOException {
        Path csv = sdf.resolveSibling(sdf.getFileName() + ".csv");
        if (Files.exists(sdf) && !Files.exists(csv)) {
            throw new IOException(
                    "%s: expected a table with the labels beside it, %s"
                            .formatted(sdf, csv.getFileName()));
        }
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(sdf), 1 << 16);
                Reader text = Files.newBufferedReader(csv);
                CSVParser rows = CSVParser.parse(text, format)) {
            return read(new TextLines(in, String.valueOf(sdf.getFileName())), rows, csv);
        }
    }

    private static MoleculeTable read(TextLines lines, CSVParser rows, Path csv)
            throws IOException {
        Iterator<CSVRecord> labels = rows.iterator();
        List<String> header = rows.getHeaderNames();
        List<Integer> columns = new ArrayList<>();
        Optional<MoleculeTableBuilder> table = Optional.empty();
        for (int id = 1; nextEntry(lines); id++) {
            if (!labels.hasNext()) {
                throw new IOException(
                        "%s: expected a row for every molecule, got %d".formatted(csv, id - 1));
            }
            CSVRecord row = labels.next();
            if (table.isEmpty()) {
                columns = numbered(row);
                table = Optional.of(builder(columns.stream().map(header::get).toList()));
            }
            readAtoms(lines, table.get());
            table.get().end(id, numbers(row, columns, csv), "");
        }
        if (labels.hasNext()) {
            throw new IOException(
                    "%s: has rows behind that of the last molecule, line %d"
                            .formatted(csv, rows.getCurrentLineNumber()));
        }
        return table.orElseGet(() -> builder(List.of())).build();
    }

    private static MoleculeTableBuilder builder(List<String> names) {
        return new MoleculeTableBuilder(
                names.stream().map(name -> QM9_NAMES.getOrDefault(name, name)).toList(), "gdb ");
    }

    /** The columns behind the first that hold a number in the first row. */
    private static List<Integer> numbered(CSVRecord row) {
        List<Integer> columns = new ArrayList<>();
        for (int c = 1; c < row.size(); c++) {
            if (row.get(c).strip().matches("[-+0-9.eE]+")) {
                columns.add(c);
            }
        }
        return columns;
    }

    private static double[] numbers(CSVRecord row, List<Integer> columns, Path csv)
            throws IOException {
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
        return values;
    }

    /** Goes to the line with the counts of the next entry, if there is one. */
    private static boolean nextEntry(TextLines lines) throws IOException {
        boolean blank = true;
        for (int i = 0; i < HEADER_LINES; i++) {
            if (!lines.next()) {
                if (blank) {
                    return false;
                }
                throw lines.error("the file ends before the number of atoms");
            }
            blank &= lines.fields() == 0;
        }
        return true;
    }

    /** Reads the atoms of the entry whose counts line this is, and skips the rest of it. */
    private static void readAtoms(TextLines lines, MoleculeTableBuilder table) throws IOException {
        String counts = lines.line();
        int atoms = wholeNumber(counts, 3);
        if (atoms < 1 || counts.contains("V3000")) {
            throw lines.error("expected the counts of a V2000 molecule, got " + counts);
        }
        for (int a = 0; a < atoms; a++) {
            if (!lines.next()) {
                throw lines.error("the file ends before atom %d of %d".formatted(a + 1, atoms));
            }
            int element = lines.fields() < 4 ? 0 : lines.element(3);
            if (element == 0) {
                throw lines.error("expected 3 coordinates and an element, got " + lines.line());
            }
            table.atom(element, lines.number(0), lines.number(1), lines.number(2));
        }
        do {
            if (!lines.next()) {
                throw lines.error("the file ends within a molecule");
            }
        } while (!lines.line().startsWith("$$$$"));
    }

    private static int wholeNumber(String line, int width) {
        String text = line.substring(0, Math.min(width, line.length())).strip();
        return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
    }
}
