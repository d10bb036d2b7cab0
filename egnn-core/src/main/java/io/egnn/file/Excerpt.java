/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.file;

/** What an error repeats of a file that nobody has checked. */
public final class Excerpt {

    private Excerpt() {}

    /**
     * The beginning of a text, fit for a message.
     *
     * @param text any text
     * @param most how many of its characters are shown
     * @return the text, cut, with ? in the place of control characters
     */
    public static String of(String text, int most) {
        String begin = text.length() <= most ? text : text.substring(0, most) + "..";
        return begin.replaceAll("\\p{Cntrl}", "?");
    }
}
