/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.StringTokenizer;

/**
 * The numbers of atoms and bonds in an MDL V3000 entry, looked at before CDK makes arrays of that
 * length.
 */
final class V3000Numbers {

    private static final String MARK = "M  V30 ";
    private static final String COUNTS = "COUNTS";

    /** Lines that a - at their ends makes one; CDK calls itself for each. */
    private static final int MOST_CONTINUED = 500;

    private V3000Numbers() {}

    /**
     * Makes sure that no number is larger than there are lines.
     *
     * @throws IOException naming the first that is
     */
    static void check(String entry) throws IOException {
        List<String> lines = entry.lines().toList();
        boolean bonds = false;
        for (Iterator<String> rest = lines.iterator(); rest.hasNext(); ) {
            String line = joined(rest.next(), rest);
            if (!line.startsWith(MARK)) {
                continue;
            }
            String command = line.substring(MARK.length());
            bonds = command.startsWith("BEGIN BOND") || (bonds && !command.startsWith("END BOND"));
            StringTokenizer words = new StringTokenizer(command);
            // A number of its own begins any line; of a bond, type and two atoms follow.
            boolean counts = command.startsWith(COUNTS);
            for (int k = 0; words.hasMoreTokens() && (k == 0 || counts || (bonds && k < 4)); k++) {
                check(words.nextToken(), lines.size(), command);
            }
        }
    }

    /** A line with those that continue it, without their marks. */
    private static String joined(String first, Iterator<String> rest) throws IOException {
        if (!isContinued(first)) {
            return first;
        }
        StringBuilder line = new StringBuilder(first);
        for (int k = 0; rest.hasNext(); k++) {
            if (k == MOST_CONTINUED) {
                throw new IOException(
                        "expected at most %d lines that continue %s"
                                .formatted(MOST_CONTINUED, MoleculeText.excerpt(first)));
            }
            line.setLength(line.length() - 1);
            String next = rest.next();
            line.append(next.startsWith(MARK) ? next.substring(MARK.length()) : next);
            if (!isContinued(next)) {
                break;
            }
        }
        return line.toString();
    }

    private static boolean isContinued(String line) {
        return line.startsWith(MARK) && line.endsWith("-");
    }

    private static void check(String word, int most, String command) throws IOException {
        int number;
        try {
            number = Integer.parseInt(word);
        } catch (NumberFormatException e) {
            return; // a word, or what CDK will not read either
        }
        if (number > most) {
            throw new IOException(
                    "expected numbers up to %d, as many as the entry has lines, got %d in %s"
                            .formatted(most, number, MoleculeText.excerpt(command)));
        }
    }
}
