/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.reproduce;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks that records in a file have all their components, which Gson would leave null or 0. A
 * {@code double} may be null: it was NaN.
 */
final class CompleteRecords {

    private CompleteRecords() {}

    /**
     * Checks.
     *
     * @param json what was read
     * @param type of a record or of a list of records
     * @param place what the errors begin with
     * @throws IllegalArgumentException naming what is missing
     */
    static void require(JsonElement json, Type type, String place) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            if (!(json instanceof JsonArray rows)) {
                throw new IllegalArgumentException(place + ": expected a list");
            }
            for (int i = 0; i < rows.size(); i++) {
                require(rows.get(i), list.getActualTypeArguments()[0], place + "[" + i + "]");
            }
        } else if (type instanceof Class<?> kind && kind.isRecord()) {
            if (!(json instanceof JsonObject object)) {
                throw new IllegalArgumentException(place + ": expected an object");
            }
            for (Field component : kind.getDeclaredFields()) {
                if (!Modifier.isStatic(component.getModifiers())) {
                    requireComponent(object, component, place);
                }
            }
        }
    }

    private static void requireComponent(JsonObject object, Field component, String place) {
        String key = FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES.translateName(component);
        JsonElement value = object.get(key);
        if (value != null && !value.isJsonNull()) {
            require(value, component.getGenericType(), place + "." + key);
            return;
        }
        boolean wasNaN = value != null && component.getType() == double.class;
        if (!wasNaN && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            throw new IllegalArgumentException(place + ": entry " + key + " is missing");
        }
    }
}
