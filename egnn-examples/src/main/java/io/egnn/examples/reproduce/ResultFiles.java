/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.reproduce;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.reflect.TypeToken;
import io.egnn.examples.command.Json;
import io.egnn.file.AtomicFile;
import io.egnn.file.SmallFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * The files of a table or figure: {@code NAME.json}, {@code NAME.csv}, {@code NAME.md} and {@code
 * NAME.png}.
 *
 * @param folder takes them
 * @param name what they are called
 */
public record ResultFiles(Path folder, String name) {

    /**
     * Makes the folder, before long work.
     *
     * @param folder takes the files
     * @param name what they are called
     * @return the files
     * @throws IOException naming the folder, if it cannot be made or written into
     */
    public static ResultFiles in(Path folder, String name) throws IOException {
        requireWritable(folder);
        return new ResultFiles(folder, name);
    }

    static void requireWritable(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
    }

    /**
     * Writes the results for programs.
     *
     * @param object what the command prints as JSON
     * @throws IOException naming the file, if it cannot be written
     */
    public void json(JsonObject object) throws IOException {
        write(file("json"), (Object) object);
    }

    /**
     * Writes the results for programs.
     *
     * @param rows one record for each row; components {@code likeThis} become fields {@code
     *     like_this}
     * @throws IOException naming the file, if it cannot be written
     */
    public void json(List<? extends Record> rows) throws IOException {
        write(file("json"), rows);
    }

    /**
     * Writes the results for spreadsheets.
     *
     * @param lines the first one with the names of the columns
     * @throws IOException naming the file, if it cannot be written
     */
    public void csv(List<? extends List<?>> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (List<?> line : lines) {
            text.append(CSVFormat.DEFAULT.format(line.toArray())).append('\n');
        }
        write(file("csv"), text.toString());
    }

    /**
     * Writes the results for people.
     *
     * @param text in Markdown
     * @throws IOException naming the file, if it cannot be written
     */
    public void markdown(String text) throws IOException {
        write(file("md"), text);
    }

    /**
     * Draws the results.
     *
     * @param chart the picture
     * @throws IOException naming the file, if it cannot be written
     */
    public void png(Chart<?, ?> chart) throws IOException {
        AtomicFile.write(file("png"), out -> ChartEncoder.saveChart(chart, out, "png"));
    }

    /**
     * Draws results as several pictures in one.
     *
     * @param charts row by row, of one size
     * @param columns how many stand beside each other
     * @throws IOException naming the file, if it cannot be written
     */
    public void png(List<? extends Chart<?, ?>> charts, int columns) throws IOException {
        int rows = (charts.size() + columns - 1) / columns;
        AtomicFile.write(
                file("png"),
                out ->
                        BitmapEncoder.saveBitmap(
                                charts, rows, columns, out, BitmapEncoder.BitmapFormat.PNG));
    }

    /**
     * Rows of this call beside those that earlier calls have written and this one has not trained:
     * the trainings of a long table may be spread over days and machines.
     *
     * @param <R> the kind of rows
     * @param fresh the rows of this call
     * @param type of a list of rows
     * @param key what a row is about; of two rows with the same one, the fresh one counts
     * @param order of all rows
     * @return fresh and earlier rows
     * @throws IOException naming the file, if that of an earlier call cannot be read
     */
    public <R extends Record> List<R> withEarlier(
            List<R> fresh, TypeToken<List<R>> type, Function<R, ?> key, Comparator<? super R> order)
            throws IOException {
        Map<Object, R> rows = new HashMap<>();
        earlier(type).forEach(row -> rows.put(key.apply(row), row));
        fresh.forEach(row -> rows.put(key.apply(row), row));
        return rows.values().stream().sorted(order).toList();
    }

    /**
     * Rows that earlier calls have written.
     *
     * @param <R> the kind of rows
     * @param type of a list of rows
     * @return the rows, none if there is no such file
     * @throws IOException naming the file, if it cannot be read
     */
    public <R extends Record> List<R> earlier(TypeToken<List<R>> type) throws IOException {
        return Files.exists(file("json")) ? read(file("json"), type) : List.of();
    }

    /**
     * What the rows of earlier calls are about.
     *
     * @param <R> the kind of rows
     * @param type of a list of rows
     * @param key what a row is about
     * @return the keys, none if there is no such file
     * @throws IOException naming the file, if it cannot be read
     */
    public <R extends Record> Set<Object> earlierKeys(TypeToken<List<R>> type, Function<R, ?> key)
            throws IOException {
        return earlier(type).stream().map(key).collect(Collectors.toSet());
    }

    /**
     * Reads what was written as JSON.
     *
     * @param <T> what it is
     * @param file the file
     * @param type of a record or of a list of records
     * @return what the file says
     * @throws IOException naming the file and the place, if it cannot be read, is not JSON, or
     *     lacks something
     */
    public static <T> T read(Path file, TypeToken<T> type) throws IOException {
        try {
            JsonElement json = JsonParser.parseString(SmallFile.text(file));
            CompleteRecords.require(json, type.getType(), file.toString());
            return Json.read(json, type);
        } catch (JsonParseException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    static void write(Path file, Object content) throws IOException {
        write(file, Json.file(content));
    }

    private static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Path file(String suffix) {
        return folder.resolve(name + "." + suffix);
    }
}
