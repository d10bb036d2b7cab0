/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import io.egnn.file.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A text line by line and field by field without a string for each: half of reading QM9 would be
 * making them.
 *
 * <p>Fields are separated by blanks and tabs. Numbers may have Mathematica's exponents, {@code
 * 1.2*^-6}.
 */
final class TextLines {

    /** Lines of molecules are short; what is longer is some other file. */
    private static final int LONGEST_LINE = 1 << 16;

    /** Java's own parser takes more: 0x1p3, 1d, NaN. */
    static final Pattern DECIMAL =
            Pattern.compile("[-+]?(?:[0-9]++\\.?[0-9]*+|\\.[0-9]++)(?:[eE][-+]?[0-9]++)?");

    private static final double[] POWERS_OF_TEN = new double[23];

    static {
        for (int i = 0; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = Double.parseDouble("1e" + i);
        }
    }

    private final InputStream in;
    private final String place;
    private final byte[] buffer = new byte[2 * LONGEST_LINE];
    private int filled;
    private int next;
    private int begin;
    private int end;
    private int number;
    private boolean repeated;

    /** Whether the line before ended with a carriage return, which a line feed may follow. */
    private boolean returned;

    private boolean hasControl;
    private final int[] fieldBegins = new int[64];
    private final int[] fieldEnds = new int[64];
    private int fields;

    /**
     * Reads a stream.
     *
     * @param in the text
     * @param place what it is called in errors
     */
    TextLines(InputStream in, String place) {
        this.in = in;
        this.place = place;
    }

    /** Goes to the next line and finds its fields, of which it keeps the first 64. */
    boolean next() throws IOException {
        if (repeated) {
            repeated = false;
            return true;
        }
        if (!readLine()) {
            return false;
        }
        number++;
        if (hasControl) {
            throw error("expected text, got a control character");
        }
        fields = 0;
        int at = begin;
        while (fields < fieldBegins.length) {
            while (at < end && buffer[at] <= ' ' && buffer[at] >= 0) {
                at++;
            }
            if (at == end) {
                break;
            }
            fieldBegins[fields] = at;
            while (at < end && (buffer[at] > ' ' || buffer[at] < 0)) {
                at++;
            }
            fieldEnds[fields++] = at;
        }
        return true;
    }

    /** Lets the next {@link #next} give the same line again. */
    void repeat() {
        repeated = true;
    }

    /** The number of fields of the line, at most 64. */
    int fields() {
        return fields;
    }

    /** A field as a text. */
    String field(int i) {
        return new String(
                buffer, fieldBegins[i], fieldEnds[i] - fieldBegins[i], StandardCharsets.UTF_8);
    }

    /** The whole line as a text, without its end. */
    String line() {
        return new String(buffer, begin, end - begin, StandardCharsets.UTF_8).stripTrailing();
    }

    /** An atomic number from a symbol of one or two letters, 0 if it is none. */
    int element(int i) {
        if (fieldEnds[i] - fieldBegins[i] == 1) {
            int known = "H....CNOF".indexOf(buffer[fieldBegins[i]]);
            if (known >= 0 && buffer[fieldBegins[i]] != '.') {
                return known + 1;
            }
        }
        return Elements.atomicNumber(field(i));
    }

    /** A field as a whole number from 0 to a billion, -1 if it is none. */
    int wholeNumber(int i) {
        int value = 0;
        int length = fieldEnds[i] - fieldBegins[i];
        for (int at = fieldBegins[i]; at < fieldEnds[i]; at++) {
            int digit = buffer[at] - '0';
            if (digit < 0 || digit > 9 || length > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value;
    }

    /**
     * A field as a number.
     *
     * @throws IOException naming the place, if it is none, or not finite
     */
    double number(int i) throws IOException {
        long mantissa = 0;
        int exponent = 0;
        int at = fieldBegins[i];
        int stop = fieldEnds[i];
        boolean negative = buffer[at] == '-';
        if (negative || buffer[at] == '+') {
            at++;
        }
        boolean point = false;
        int digits = 0;
        for (; at < stop; at++) {
            int digit = buffer[at] - '0';
            if (digit >= 0 && digit <= 9 && digits < 18) {
                mantissa = 10 * mantissa + digit;
                digits++;
                exponent -= point ? 1 : 0;
            } else if (buffer[at] == '.' && !point) {
                point = true;
            } else {
                return slowNumber(i);
            }
        }
        if (digits == 0 || mantissa > 1L << 53 || exponent < -22) {
            return slowNumber(i);
        }
        // Both are exact, so the quotient is the nearest double.
        double value = mantissa / POWERS_OF_TEN[-exponent];
        return negative ? -value : value;
    }

    private double slowNumber(int i) throws IOException {
        String text = field(i);
        String decimal = text.replace("*^", "e");
        double value =
                DECIMAL.matcher(decimal).matches() ? Double.parseDouble(decimal) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw error(number(i, text));
        }
        return value;
    }

    private static String number(int i, String text) {
        return "expected a finite number in column "
                + (i + 1)
                + ", got "
                + MoleculeText.excerpt(text);
    }

    /** The number of this line, from 1. */
    int number() {
        return number;
    }

    /** An error at this line. */
    IOException error(String message) {
        return new IOException("line " + number + " of " + place + ": " + message);
    }

    private boolean readLine() throws IOException {
        int scanned = next;
        hasControl = false;
        while (true) {
            for (int at = scanned; at < filled; at++) {
                byte character = buffer[at];
                if (character >= ' ' || character < 0 || character == '\t') {
                    continue;
                }
                if (character == '\n' && returned && at == next) {
                    // The second half of the end of the line before.
                    next = at + 1;
                    returned = false;
                } else if (character == '\n' || character == '\r') {
                    begin = next;
                    end = at;
                    next = at + 1;
                    returned = character == '\r';
                    return true;
                } else {
                    hasControl = true;
                }
            }
            if (filled - next > LONGEST_LINE) {
                number++;
                throw error("is longer than " + LONGEST_LINE + " bytes");
            }
            scanned = filled - next;
            System.arraycopy(buffer, next, buffer, 0, scanned);
            filled = scanned;
            next = 0;
            int read = read();
            if (read < 0) {
                begin = 0;
                end = filled;
                next = filled;
                return end > begin;
            }
            filled += read;
        }
    }

    private int read() throws IOException {
        try {
            return in.read(buffer, filled, buffer.length - filled);
        } catch (IOException e) {
            throw new IOException(
                    "%s behind line %d: cannot be read any further: %s"
                            .formatted(place, number, Reason.of(e)),
                    e);
        }
    }
}
