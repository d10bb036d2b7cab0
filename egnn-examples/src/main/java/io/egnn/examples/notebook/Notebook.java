/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.notebook;

import ai.djl.util.JsonUtils;
import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.egnn.file.AtomicFile;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A notebook in Jupyter's format 4.
 *
 * @param metadata what the file says about kernel and language
 * @param cells text and code, in order
 */
public record Notebook(JsonObject metadata, List<Cell> cells) {

    private static final int FORMAT = 4;

    /** Cells without an id; ids came with 4.5. */
    private static final int MINOR_FORMAT = 4;

    private static final String PNG = "image/png";
    private static final Gson PRETTY =
            JsonUtils.builder(true).disableHtmlEscaping().serializeNulls().create();

    /**
     * One cell.
     *
     * @param type {@code markdown} or {@code code}
     * @param source its text
     * @param outputs what it printed, as Jupyter writes it; none for text
     */
    public record Cell(String type, String source, JsonArray outputs) {

        /**
         * Whether it is run.
         *
         * @return false for text
         */
        public boolean isCode() {
            return type.equals("code");
        }

        /**
         * What it printed, and its value as text.
         *
         * @return lines, without pictures
         */
        public String text() {
            return objects(outputs).stream()
                    .map(output -> join(output.get("text")) + join(data(output).get("text/plain")))
                    .collect(Collectors.joining("\n"));
        }

        /**
         * The pictures that it shows.
         *
         * @return files in the format PNG
         */
        public List<byte[]> pictures() {
            return objects(outputs).stream()
                    .map(output -> join(data(output).get(PNG)))
                    .filter(image -> !image.isEmpty())
                    .map(image -> Base64.getMimeDecoder().decode(image))
                    .toList();
        }

        /**
         * Whether it threw something.
         *
         * @return true if so
         */
        public boolean failed() {
            return objects(outputs).stream()
                    .anyMatch(output -> output.get("output_type").getAsString().equals("error"));
        }
    }

    /** Copies the list. */
    public Notebook {
        cells = List.copyOf(cells);
    }

    /**
     * Reads a notebook.
     *
     * @param file ends with {@code .ipynb}
     * @return the notebook
     * @throws IOException naming the file, if it is not a notebook of format 4
     */
    public static Notebook read(Path file) throws IOException {
        try {
            JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            if (json.get("nbformat").getAsInt() != FORMAT) {
                throw new IOException(
                        "%s: expected a notebook of format %d, got %s"
                                .formatted(file, FORMAT, json.get("nbformat")));
            }
            List<Cell> cells = new ArrayList<>();
            for (JsonObject cell : objects(json.getAsJsonArray("cells"))) {
                JsonArray outputs = cell.getAsJsonArray("outputs");
                cells.add(
                        new Cell(
                                cell.get("cell_type").getAsString(),
                                join(cell.get("source")),
                                outputs == null ? new JsonArray() : outputs));
            }
            return new Notebook(json.getAsJsonObject("metadata"), cells);
        } catch (JsonParseException
                | IllegalStateException
                | ClassCastException
                | NullPointerException e) {
            throw new IOException(file + ": not a notebook: " + e.getMessage(), e);
        }
    }

    /**
     * A copy with the outputs of another run, which says nothing about where and when that was.
     *
     * @param run the same cells
     * @return the copy
     */
    public Notebook withOutputsOf(Notebook run) {
        List<Cell> updated = new ArrayList<>();
        for (int k = 0; k < cells.size(); k++) {
            Cell cell = cells.get(k);
            updated.add(new Cell(cell.type(), cell.source(), run.cells().get(k).outputs()));
        }
        return new Notebook(metadata, updated);
    }

    /**
     * All pictures.
     *
     * @return files in the format PNG, in order
     */
    public List<byte[]> pictures() {
        return cells.stream().flatMap(cell -> cell.pictures().stream()).toList();
    }

    /**
     * Writes the notebook as Jupyter does, one line of text in one line of the file.
     *
     * @param file takes it
     * @throws IOException naming the file, if it cannot be written
     */
    public void write(Path file) throws IOException {
        JsonObject json = new JsonObject();
        JsonArray array = new JsonArray();
        int count = 0;
        for (Cell cell : cells) {
            JsonObject written = new JsonObject();
            written.addProperty("cell_type", cell.type());
            if (cell.isCode()) {
                count++;
                written.addProperty("execution_count", count);
            }
            written.add("metadata", new JsonObject());
            if (cell.isCode()) {
                written.add("outputs", numbered(cell.outputs(), count));
            }
            written.add("source", lines(cell.source()));
            array.add(written);
        }
        json.add("cells", array);
        json.add("metadata", metadata);
        json.addProperty("nbformat", FORMAT);
        json.addProperty("nbformat_minor", MINOR_FORMAT);
        StringWriter text = new StringWriter();
        PRETTY.toJson(json, text);
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    private static JsonArray numbered(JsonArray outputs, int count) {
        JsonArray numbered = outputs.deepCopy();
        for (JsonObject output : objects(numbered)) {
            if (output.has("execution_count")) {
                output.addProperty("execution_count", count);
            }
        }
        return numbered;
    }

    private static JsonArray lines(String text) {
        JsonArray lines = new JsonArray();
        // Behind every line break, which stays with its line.
        for (String line : text.split("(?<=\n)", -1)) {
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static List<JsonObject> objects(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static JsonObject data(JsonObject output) {
        JsonElement data = output.get("data");
        return data == null ? new JsonObject() : data.getAsJsonObject();
    }

    /** Text, which Jupyter writes as a string or as a list of lines. */
    private static String join(@Nullable JsonElement text) {
        if (text == null) {
            return "";
        }
        if (text instanceof JsonArray lines) {
            return StreamSupport.stream(lines.spliterator(), false)
                    .map(JsonElement::getAsString)
                    .collect(Collectors.joining());
        }
        return text.getAsString();
    }
}
