/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where two descriptions of a training, which are long, are not the same. */
public final class SettingsDifference {

    private static final Pattern COMMA = Pattern.compile(", |; ");

    private SettingsDifference() {}

    /**
     * Names what differs between descriptions whose settings stand between commas or semicolons.
     *
     * @param found the settings that were found
     * @param wanted the settings that were expected
     * @return {@code found instead of wanted} for each setting that differs; from the first to the
     *     last difference where the descriptions have different numbers of settings
     */
    public static String describe(String found, String wanted) {
        List<String> there = COMMA.splitAsStream(found).toList();
        List<String> here = COMMA.splitAsStream(wanted).toList();
        if (there.size() == here.size()) {
            return IntStream.range(0, here.size())
                    .filter(i -> !there.get(i).equals(here.get(i)))
                    .mapToObj(i -> insteadOf(there.get(i), here.get(i)))
                    .distinct()
                    .collect(Collectors.joining(", "));
        }
        int shorter = Math.min(there.size(), here.size());
        int first = 0;
        while (first < shorter && there.get(first).equals(here.get(first))) {
            first++;
        }
        int last = 0;
        while (last < shorter - first && fromEnd(there, last).equals(fromEnd(here, last))) {
            last++;
        }
        return insteadOf(
                String.join(", ", there.subList(first, there.size() - last)),
                String.join(", ", here.subList(first, here.size() - last)));
    }

    private static String fromEnd(List<String> settings, int place) {
        return settings.get(settings.size() - 1 - place);
    }

    private static String insteadOf(String found, String wanted) {
        return "[" + found + "] instead of [" + wanted + "]";
    }
}
