/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tables that {@code egnn reproduce} has written: of each page in {@code docs/results} the
 * first one.
 *
 * @param texts the lines of the tables, each with its line break, by the page's name without .md
 */
public record ResultTables(Map<String, String> texts) {

    private static final Pattern TABLE = Pattern.compile("^(?:\\|.*\n)+", Pattern.MULTILINE);
    private static final String PAGE = ".md";

    /** Copies the map. */
    public ResultTables {
        texts = Map.copyOf(texts);
    }

    /**
     * Reads the results of a clone.
     *
     * @param project its folder
     * @return the tables; none if nothing has been reproduced
     * @throws IOException naming the file, if one cannot be read
     */
    public static ResultTables read(Path project) throws IOException {
        Path results = project.resolve("docs").resolve("results");
        Map<String, String> texts = new TreeMap<>();
        if (Files.isDirectory(results)) {
            try (Stream<Path> files = Files.list(results)) {
                for (Path file : files.filter(f -> f.toString().endsWith(PAGE)).toList()) {
                    Matcher table = TABLE.matcher(Files.readString(file));
                    if (table.find()) {
                        String name = file.getFileName().toString();
                        texts.put(name.substring(0, name.length() - PAGE.length()), table.group());
                    }
                }
            }
        }
        return new ResultTables(texts);
    }
}
