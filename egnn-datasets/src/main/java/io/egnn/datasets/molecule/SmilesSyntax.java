/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.util.HashMap;
import java.util.Map;

/**
 * The syntax of a SMILES, as far as OpenChemLib's parser answers a wrong one with another molecule
 * than was meant, or with an exception of the language itself: brackets, branches, bonds and rings.
 */
final class SmilesSyntax {

    private static final String BONDS = "-=#$:~/\\";
    private static final char NONE = ' ';

    private final String smiles;

    /** The bond symbol at the open end of each ring. */
    private final Map<Integer, Character> openRings = new HashMap<>();

    private int at;
    private int branches;

    /** Bonds of digits, less the dots that such bonds may bridge. */
    private int rings;

    /** Where the bond symbol is that still has no atom behind it, or -1. */
    private int bondAt = -1;

    /** Whether a bond, branch or ring may follow. */
    private boolean hasAtom;

    private SmilesSyntax(String smiles) {
        this.smiles = smiles;
    }

    /**
     * Looks at a text before it is parsed.
     *
     * @return how many bonds one molecule of this text has beyond those of a chain of its atoms
     * @throws IllegalArgumentException naming the character that cannot stand where it does
     */
    static int check(String smiles) {
        SmilesSyntax syntax = new SmilesSyntax(smiles);
        while (syntax.at < smiles.length()) {
            syntax.next(smiles.charAt(syntax.at));
        }
        syntax.endOfBond();
        if (syntax.branches > 0) {
            throw syntax.unbalanced('(', ')');
        }
        return syntax.rings;
    }

    private void next(char c) {
        if (BONDS.indexOf(c) >= 0) {
            bond();
        } else if (c == '(' || c == ')') {
            branch(c);
        } else if (Character.isDigit(c) || c == '%') {
            ring(c);
        } else if (c == '[') {
            bracket();
        } else if (c == ']') {
            throw error("expected a [ before the ]", at);
        } else {
            // An atom, or what the parser refuses; a dot begins another molecule.
            if (c == '.') {
                endOfBond();
                rings--;
            }
            hasAtom = c != '.';
            bondAt = -1;
        }
        at++;
    }

    private void bond() {
        if (bondAt >= 0) {
            throw new IllegalArgumentException(
                    "expected an atom between the bonds at characters %d and %d"
                            .formatted(bondAt + 1, at + 1));
        }
        if (!hasAtom) {
            throw error("expected an atom before the bond", at);
        }
        bondAt = at;
    }

    private void endOfBond() {
        if (bondAt >= 0) {
            throw error("expected an atom behind the bond", bondAt);
        }
    }

    private void branch(char c) {
        endOfBond();
        if (c == '(') {
            branches++;
            if (at + 1 < smiles.length() && smiles.charAt(at + 1) == ')') {
                throw error("expected an atom behind the (", at);
            }
        } else {
            branches--;
            if (branches < 0) {
                throw error("expected a ( before the )", at);
            }
        }
    }

    private void ring(char c) {
        int number = c - '0';
        if (c == '%') {
            if (!smiles.substring(at).matches("(?s)%[0-9]{2}.*")) {
                throw error("expected two digits behind the %", at);
            }
            number = Integer.parseInt(smiles.substring(at + 1, at + 3));
            at += 2;
        }
        char bond = bondAt < 0 ? NONE : smiles.charAt(bondAt);
        bondAt = -1;
        Character open = openRings.remove(number);
        if (open == null) {
            openRings.put(number, bond);
            return;
        }
        rings++;
        boolean stereo = "/\\".indexOf(bond) >= 0;
        if (open != NONE && bond != NONE && open != bond && !stereo) {
            throw error("expected one bond for both ends of the ring", at, open, bond);
        }
    }

    private void bracket() {
        int end = smiles.indexOf(']', at);
        if (end < 0) {
            throw unbalanced('[', ']');
        }
        // The standard has one digit; the parser takes as many hydrogen atoms as an atom can have.
        if (smiles.substring(at, end).matches(".*H[0-9]{2}.*")) {
            throw new IllegalArgumentException(
                    "expected at most 9 hydrogen atoms in brackets, as in [CH4]");
        }
        at = end;
        hasAtom = true;
        bondAt = -1;
    }

    private IllegalArgumentException unbalanced(char open, char closed) {
        return new IllegalArgumentException(
                "expected as many %c as %c, got %d and %d"
                        .formatted(
                                closed,
                                open,
                                smiles.chars().filter(c -> c == closed).count(),
                                smiles.chars().filter(c -> c == open).count()));
    }

    private static IllegalArgumentException error(String message, int place) {
        return new IllegalArgumentException("%s at character %d".formatted(message, place + 1));
    }

    private static IllegalArgumentException error(
            String message, int place, char found, char other) {
        return new IllegalArgumentException(
                "%s at character %d, got %c and %c".formatted(message, place + 1, found, other));
    }
}
