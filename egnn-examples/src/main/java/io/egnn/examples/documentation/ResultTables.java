/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.documentation;

import io.egnn.examples.graphs.PretrainedAutoencoders;
import io.egnn.examples.qm9.PretrainedMolecules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tables that {@code egnn reproduce} has written, of each page in {@code docs/results} the
 * first one, and those of the cards of the zoo.
 *
 * @param texts the lines of the tables, each with its line break, by the page's name without .md or
 *     the model's name
 */
public record ResultTables(Map<String, String> texts) {

    private static final Pattern TABLE = Pattern.compile("^(?:\\|.*\n)+", Pattern.MULTILINE);
    private static final String PAGE = ".md";

    /** Copies the map. */
    public ResultTables {
        texts = Map.copyOf(texts);
    }

    /**
     * Reads the results of a clone and the zoo.
     *
     * @param project its folder
     * @return the tables; only those of the zoo if nothing has been reproduced
     * @throws IOException naming the file, if one cannot be read
     */
    public static ResultTables read(Path project) throws IOException {
        Path results = project.resolve("docs").resolve("results");
        Map<String, String> texts = new TreeMap<>();
        texts.put("egnn_qm9", PretrainedMolecules.table());
        texts.put("egnn_graph_autoencoder", PretrainedAutoencoders.table());
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
