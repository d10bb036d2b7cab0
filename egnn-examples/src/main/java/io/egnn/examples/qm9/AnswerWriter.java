/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import io.egnn.datasets.molecule.MoleculeProperties;
import io.egnn.examples.command.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers one after the other, so that a long file needs no more memory than a short one.
 */
abstract class AnswerWriter {

    /** Where to; not flushed. */
    protected final PrintWriter out;

    private AnswerWriter(PrintWriter out) {
        this.out = out;
    }

    /** What comes before the first answer. */
    abstract void begin();

    /** One answer. */
    abstract void write(AnsweredMolecule answer);

    /** What comes behind the last answer. */
    abstract void end();

    /** One object {@code {"model": .., "molecules": [..]}}. */
    static AnswerWriter json(PrintWriter out, String model) {
        return new AnswerWriter(out) {
            private String separator = "";

            @Override
            void begin() {
                out.print("{\"model\":" + Json.text(model) + ",\"molecules\":[");
            }

            @Override
            void write(AnsweredMolecule answer) {
                out.print(separator + Json.text(answer));
                separator = ",";
            }

            @Override
            void end() {
                out.println("]}");
            }
        };
    }

    /** A line of names with units, and a line for every entry. */
    static AnswerWriter csv(PrintWriter out, MoleculeProperties example) {
        int length = example.properties().size();
        return new AnswerWriter(out) {
            @Override
            void begin() {
                List<Object> head = new ArrayList<>(List.of("place", "name"));
                example.properties().forEach(p -> head.add(p.name() + " [" + p.unit() + "]"));
                head.addAll(List.of("warnings", "error"));
                print(head);
            }

            @Override
            void write(AnsweredMolecule answer) {
                List<@Nullable Object> line = new ArrayList<>();
                line.add(answer.place());
                line.add(answer.name());
                var properties = answer.properties();
                if (properties == null) {
                    line.addAll(Collections.nCopies(length, ""));
                } else {
                    properties.values().forEach(quantity -> line.add(quantity.value()));
                }
                line.add(joined(answer.warnings()));
                line.add(answer.error());
                print(line);
            }

            private void print(List<?> line) {
                out.println(CSVFormat.DEFAULT.format(line.toArray()));
            }

            @Override
            void end() {
                // There is no end.
            }
        };
    }

    /** For people. */
    static AnswerWriter text(PrintWriter out) {
        return new AnswerWriter(out) {
            @Override
            void begin() {
                // There is no heading.
            }

            @Override
            void write(AnsweredMolecule answer) {
                var properties = answer.properties();
                if (properties == null) {
                    out.println(answer.place() + ": " + answer.error());
                    return;
                }
                out.println(answer.name() + " (" + answer.place() + ")");
                properties.forEach(
                        (name, quantity) ->
                                out.println(
                                        String.format(
                                                Locale.ROOT,
                                                "  %-16s %14.4f %s",
                                                name,
                                                quantity.value(),
                                                quantity.unit())));
                String warnings = joined(answer.warnings());
                if (!warnings.isEmpty()) {
                    out.println("  warning: " + warnings);
                }
            }

            @Override
            void end() {
                // There is no end.
            }
        };
    }

    private static String joined(@Nullable List<String> warnings) {
        return warnings == null ? "" : String.join("; ", warnings);
    }
}
