/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.notebook;

import io.egnn.examples.notebook.Notebook.Cell;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the cells of a notebook should show: as many pictures as in the committed notebook, the same
 * words, and numbers that agree as well as those of a training do on two kinds of processors.
 */
final class ExpectedOutputs {

    /** A number that stands for itself, not a part of a name such as {@code egnn_qm9}. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\w.])-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?(?!\\w)");

    private static final double RELATIVE = 0.3;

    /** Below, a number is the rounding of another. */
    private static final double ABSOLUTE = 2e-3;

    /** Pairs of nodes, for instance, are counted one by one. */
    private static final double COUNTS = 2;

    private ExpectedOutputs() {}

    /**
     * Compares a run with the committed notebook.
     *
     * @param committed with outputs
     * @param run the same cells
     * @return the first cell that shows something else, and what; nothing if all is as it should be
     */
    static Optional<String> difference(Notebook committed, Notebook run) {
        for (int k = 0; k < committed.cells().size(); k++) {
            Optional<String> found = difference(committed.cells().get(k), run.cells().get(k));
            if (found.isPresent()) {
                return Optional.of("cell %d: %s".formatted(k + 1, found.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> difference(Cell expected, Cell actual) {
        if (expected.pictures().size() != actual.pictures().size()) {
            return Optional.of(
                    "expected %d pictures, got %d"
                            .formatted(expected.pictures().size(), actual.pictures().size()));
        }
        List<String> then = lines(expected);
        List<String> now = lines(actual);
        if (then.size() != now.size()) {
            return Optional.of("expected %d lines, got %s".formatted(then.size(), now));
        }
        for (int i = 0; i < then.size(); i++) {
            if (!agree(then.get(i), now.get(i))) {
                return Optional.of(
                        "expected \"%s\", got \"%s\"".formatted(then.get(i), now.get(i)));
            }
        }
        return Optional.empty();
    }

    /** The lines that say something; pictures have none that matter. */
    private static List<String> lines(Cell cell) {
        return cell.pictures().isEmpty()
                ? cell.text().lines().map(String::strip).filter(line -> !line.isEmpty()).toList()
                : List.of();
    }

    static boolean agree(String expected, String actual) {
        if (!words(expected).equals(words(actual))) {
            return false;
        }
        List<MatchResult> then = NUMBER.matcher(expected).results().toList();
        List<MatchResult> now = NUMBER.matcher(actual).results().toList();
        for (int i = 0; i < then.size(); i++) {
            double a = Double.parseDouble(then.get(i).group());
            double b = Double.parseDouble(now.get(i).group());
            boolean counts = then.get(i).group().matches("-?\\d+");
            double bound =
                    RELATIVE * Math.max(Math.abs(a), Math.abs(b)) + (counts ? COUNTS : ABSOLUTE);
            if (Math.abs(a - b) > bound) {
                return false;
            }
        }
        return true;
    }

    /** Spaces before a number depend on its sign. */
    private static String words(String line) {
        return NUMBER.matcher(line).replaceAll("#").replaceAll("\\s+", " ").strip();
    }
}
