package dev.penstock.bench.crash.worker;

/** Chances that hang on an id alone, so that whoever comes back from the dead decides as before. */
public final class Lots {
    private Lots() {}

    /** True for {@code of} ids in a thousand. */
    public static boolean drawn(String id, String what, int ofThousand) {
        return number(id, what, 1000) < ofThousand;
    }

    /** From 0 to below the bound. */
    public static int number(String id, String what, int bound) {
        int hash = (id + what).hashCode() * 0x9E3779B1;
        return Math.floorMod(hash ^ (hash >>> 15), bound);
    }
}
