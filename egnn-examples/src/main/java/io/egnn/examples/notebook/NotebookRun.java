/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.notebook;

import io.egnn.examples.notebook.Notebook.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Runs a notebook from top to bottom without a window.
 *
 * @param jupyter finds the kernel {@value JavaKernel#NAME}
 * @param folder takes the notebooks with their outputs
 */
record NotebookRun(Jupyter jupyter, Path folder) {

    /** Seconds that a cell may take. */
    private static final int CELL_LIMIT = 600;

    /** Seconds that a kernel may take to start. */
    private static final int START_LIMIT = 90;

    private static final int STARTS = 10;

    /** Rapaio's kernel 3.0.1 is deaf from then on: a message came before it was ready. */
    private static final Pattern DEAF = Pattern.compile("\"this.handlers\" is null");

    /** How nbconvert tells of a cell: its source between two lines, behind them what it threw. */
    private static final Pattern FAILED_CELL =
            Pattern.compile("\\R-{10,}\\R(.*?)\\R-{10,}\\R(.*)", Pattern.DOTALL);

    /** How much is told of what a cell threw. */
    private static final int LINES = 3;

    private static final Pattern COLOR = Pattern.compile("\u001b\\[[0-9;]*m");

    /** A kernel on a busy machine may die before its first answer; that says nothing of cells. */
    private static final Pattern NOT_STARTED =
            Pattern.compile(DEAF + "|Kernel died before replying|Kernel didn't respond");

    /**
     * Runs a notebook.
     *
     * @param file the notebook
     * @return a copy with outputs, which is in the folder too
     * @throws IOException naming the notebook, the cell and what it threw
     */
    Notebook run(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve(name));
        Jupyter.Result result = convert(file);
        for (int start = 1; start < STARTS && notStarted(result); start++) {
            result = convert(file);
        }
        if (result.exitCode() != 0) {
            throw new IOException(name + reason(Notebook.read(file), plain(result.err())));
        }
        return Notebook.read(folder.resolve(name));
    }

    private static boolean notStarted(Jupyter.Result result) {
        return result.exitCode() != 0 && NOT_STARTED.matcher(result.err()).find();
    }

    private Jupyter.Result convert(Path file) throws IOException {
        return jupyter.run(
                List.of(
                        "nbconvert",
                        "--to=notebook",
                        "--execute",
                        "--ExecutePreprocessor.kernel_name=" + JavaKernel.NAME,
                        "--ExecutePreprocessor.timeout=" + CELL_LIMIT,
                        "--ExecutePreprocessor.startup_timeout=" + START_LIMIT,
                        "--output-dir=" + folder,
                        "--output=" + file.getFileName(),
                        file.toString()),
                DEAF);
    }

    /** What went wrong, behind the name of the notebook. */
    static String reason(Notebook notebook, String errors) {
        Matcher failed = FAILED_CELL.matcher(errors);
        if (!failed.find()) {
            return ": " + lastLine(errors);
        }
        String source = failed.group(1).strip();
        String thrown =
                failed.group(2)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .limit(LINES)
                        .collect(Collectors.joining("; "));
        for (int k = 0; k < notebook.cells().size(); k++) {
            Cell cell = notebook.cells().get(k);
            if (cell.isCode() && cell.source().strip().equals(source)) {
                return ", cell %d (%s): %s".formatted(k + 1, firstLine(source), thrown);
            }
        }
        return ", cell (%s): %s".formatted(firstLine(source), thrown);
    }

    private static String plain(String text) {
        return COLOR.matcher(text).replaceAll("");
    }

    private static String firstLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String lastLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((before, last) -> last)
                .orElse("jupyter nbconvert failed");
    }
}
