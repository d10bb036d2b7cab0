/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.command;

import java.util.regex.Pattern;

/** A word of a command that is printed to be copied. */
public final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[\\p{Alnum}_@%+=:,./-]+");

    private ShellWord() {}

    /**
     * Quotes what a shell would not take as one word.
     *
     * @param word a path, a name or any other text
     * @return the word, in single quotes if it has blanks or other special characters
     */
    public static String of(Object word) {
        String text = word.toString();
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
