/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Symbols of the chemical elements. */
public final class Elements {

    private static final List<String> SYMBOLS =
            List.of(
                    ("H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn"
                                    + " Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn"
                                    + " Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb"
                                    + " Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th"
                                    + " Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds"
                                    + " Rg Cn Nh Fl Mc Lv Ts Og")
                            .split(" "));

    private static final Map<String, Integer> NUMBERS = new HashMap<>();

    static {
        for (int z = 1; z <= SYMBOLS.size(); z++) {
            NUMBERS.put(SYMBOLS.get(z - 1), z);
        }
    }

    private Elements() {}

    /** The number of elements that have a symbol. */
    static int count() {
        return SYMBOLS.size();
    }

    /**
     * The symbol of an element.
     *
     * @param atomicNumber from 1 to 118
     * @return for example {@code C} for 6
     * @throws IllegalArgumentException if there is no such element
     */
    public static String symbol(int atomicNumber) {
        if (atomicNumber < 1 || atomicNumber > SYMBOLS.size()) {
            throw new IllegalArgumentException(
                    "atomic number: expected 1 to " + SYMBOLS.size() + ", got " + atomicNumber);
        }
        return SYMBOLS.get(atomicNumber - 1);
    }

    /**
     * The atomic number of an element.
     *
     * @param symbol for example {@code Cl}
     * @return for example 17; 0 if no element has this symbol
     */
    public static int atomicNumber(String symbol) {
        return NUMBERS.getOrDefault(symbol, 0);
    }
}
