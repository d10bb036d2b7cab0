/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Reads records from JSON as it is: every component must be there, nothing else may be, and each
 * value must have its type. (Gson leaves out what is missing and ignores what it does not know.)
 *
 * <p>Components are records, strings, enums, ints, longs, doubles, booleans, arrays and lists of
 * these.
 */
final class RecordJson {

    private RecordJson() {}

    /**
     * Parses a text.
     *
     * @throws IllegalArgumentException beginning with the place, if the text is not JSON
     */
    static JsonElement parse(String text, String place) {
        try {
            return JsonParser.parseString(text);
        } catch (JsonParseException e) {
            throw new IllegalArgumentException(place + ": not JSON: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException beginning with the place of what is missing, unknown or of
     *     another type, or out of the record's range
     */
    static <T extends Record> T read(JsonElement json, Class<T> type, String place) {
        return type.cast(value(json, type, place));
    }

    private static Object value(JsonElement json, Type type, String place) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return list(json, list.getActualTypeArguments()[0], place);
        }
        if (!(type instanceof Class<?> kind)) {
            throw new AssertionError("components of type " + type + " are not read");
        }
        if (kind.isRecord()) {
            return construct(json, kind, place);
        }
        if (kind.isArray()) {
            List<Object> values = list(json, kind.getComponentType(), place);
            Object array = Array.newInstance(kind.getComponentType(), values.size());
            for (int i = 0; i < values.size(); i++) {
                Array.set(array, i, values.get(i));
            }
            return array;
        }
        if (kind.isEnum()) {
            return constant(json, kind, place);
        }
        return scalar(json, kind, place);
    }

    private static Object construct(JsonElement json, Class<?> kind, String place) {
        JsonObject object = object(json, place);
        RecordComponent[] components = kind.getRecordComponents();
        List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
        for (String key : new TreeSet<>(object.keySet())) {
            if (!names.contains(key)) {
                throw new IllegalArgumentException(
                        place + ": unknown entry " + key + ", expected " + names);
            }
        }
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            JsonElement given = object.get(names.get(i));
            if (given == null) {
                throw new IllegalArgumentException(
                        place + ": entry " + names.get(i) + " is missing");
            }
            values[i] = value(given, components[i].getGenericType(), place + "." + names.get(i));
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = kind.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    place + ": " + e.getTargetException().getMessage(), e.getTargetException());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("records have a canonical constructor: " + kind, e);
        }
    }

    private static List<Object> list(JsonElement json, Type elements, String place) {
        if (!(json instanceof JsonArray array)) {
            throw wrong(place, "an array", json);
        }
        List<Object> values = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            values.add(value(array.get(i), elements, place + "[" + i + "]"));
        }
        return values;
    }

    private static Object constant(JsonElement json, Class<?> kind, String place) {
        List<Object> constants = List.of(kind.getEnumConstants());
        return constants.stream()
                .filter(
                        constant ->
                                json instanceof JsonPrimitive text
                                        && text.isString()
                                        && text.getAsString().equals(((Enum<?>) constant).name()))
                .findFirst()
                .orElseThrow(() -> wrong(place, "one of " + constants, json));
    }

    private static Object scalar(JsonElement json, Class<?> kind, String place) {
        JsonPrimitive given = json instanceof JsonPrimitive p ? p : new JsonPrimitive("");
        if (kind == String.class) {
            if (json instanceof JsonPrimitive text && text.isString()) {
                return text.getAsString();
            }
            throw wrong(place, "a string", json);
        }
        if (kind == boolean.class) {
            if (given.isBoolean()) {
                return given.getAsBoolean();
            }
            throw wrong(place, "true or false", json);
        }
        if (!given.isNumber()) {
            throw wrong(place, "a number", json);
        }
        double number = given.getAsDouble();
        if (kind == double.class || kind == Double.class) {
            return number;
        }
        try {
            if (kind == int.class) {
                return given.getAsBigDecimal().intValueExact();
            }
            if (kind == long.class) {
                return given.getAsBigDecimal().longValueExact();
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    place + ": expected a whole number of type " + kind + ", got " + json, e);
        }
        throw new AssertionError("components of type " + kind + " are not read");
    }

    /**
     * The element as an object.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static JsonObject object(JsonElement json, String place) {
        if (json instanceof JsonObject object) {
            return object;
        }
        throw wrong(place, "an object", json);
    }

    private static IllegalArgumentException wrong(String place, String expected, JsonElement got) {
        String text = got.toString();
        return new IllegalArgumentException(
                place
                        + ": expected "
                        + expected
                        + ", got "
                        + (text.length() > 60 ? text.substring(0, 60) + "..." : text));
    }
}
