package dev.fairway.inference.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads floats that are written as nearly all are: a digit, a point, up to eighteen more digits. It leaves every other
 * literal, and the last of an array, to {@link NumberScanner}.
 *
 * <p>Digits are taken eight at a time: as a little-endian long, the first of them is the lowest byte, and three
 * multiplications add neighbours up to one number (Lemire, <i>Quickly parsing eight digits</i>, 2018). Neither the sign
 * nor the number of digits up to eight makes a branch, because a processor would guess it wrong every other time.
 *
 * <p>The literal's double comes from three operations that each round once, so it is wrong by less than two units in its
 * last place, and gives the right float unless it lies as near as that to the middle between two floats (the reasoning
 * of Clinger, <i>How to read floating point numbers accurately</i>, PLDI 1990). None is small enough to be subnormal.
 */
final class UsualFloats {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FOUR = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000,
            100_000_000};
    private static final double[] TENTHS = {1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11,
            1e-12, 1e-13, 1e-14, 1e-15, 1e-16, 1e-17, 1e-18};

    /** Comma, space, sign, digit, point, three times eight digits, and what follows. */
    private static final int LONGEST = 30;
    private static final int MOST_DIGITS = 18;

    /** Bits of a double that a float has not, and how many units of them a double may be off. */
    private static final long REST = (1L << 29) - 1;
    private static final long MIDDLE = 1L << 28;
    private static final long SLACK = 4;

    private UsualFloats() {}

    /**
     * Reads elements, each with the comma before it, for as long as it can, and leaves the cursor behind the last.
     *
     * @param floats where they are put, little-endian
     * @param from the number of the first element
     * @return the number of the element that comes next
     */
    static int read(JsonCursor json, byte[] floats, int from) {
        byte[] bytes = json.bytes;
        int most = floats.length / Float.BYTES;
        int last = json.end - LONGEST;
        int number = from;
        int at = json.at;
        while (number < most && at <= last && bytes[at] == ',') {
            int i = bytes[at + 1] == ' ' ? at + 2 : at + 1;
            byte head = bytes[i];
            // 1 if what stands there is less than a point: a minus, or nothing that is read here.
            int sign = (head - '.') >>> (Integer.SIZE - 1);
            i += sign;
            int digit = bytes[i] - '0';
            if ((-sign & (head ^ '-')) != 0 || digit < 0 || digit > 9 || bytes[i + 1] != '.') {
                break;
            }
            long eight = (long) EIGHT.get(bytes, i + 2) ^ ZEROS;
            int count = leadingDigits(eight);
            if (count == 0) {
                break;
            }
            long w = digit * POWERS_OF_TEN[count] + sum(eight << (Long.SIZE - Byte.SIZE * count));
            i += 2 + count;
            if (bytes[i] != ',') {
                eight = (long) EIGHT.get(bytes, i) ^ ZEROS;
                int more = leadingDigits(eight);
                i += more;
                w = w * POWERS_OF_TEN[more] + (more == 0 ? 0 : sum(eight << (Long.SIZE - Byte.SIZE * more)));
                count += more;
                for (; count < MOST_DIGITS && bytes[i] >= '0' && bytes[i] <= '9'; count++) {
                    w = 10 * w + (bytes[i++] - '0');
                }
            }
            double value = w * TENTHS[count];
            if (bytes[i] != ',' || value < 0 || isNearTie(value)) {
                break;
            }
            FOUR.set(floats, number * Float.BYTES,
                    Float.floatToRawIntBits((float) value) | (sign << (Integer.SIZE - 1)));
            number++;
            at = i;
        }
        json.at = at;
        return number;
    }

    private static boolean isNearTie(double value) {
        long rest = Double.doubleToRawLongBits(value) & REST;
        return ((rest - MIDDLE + SLACK) & REST) <= 2 * SLACK;
    }

    /** How many of the eight bytes, from the first, are digits, which here are 0 to 9. */
    private static int leadingDigits(long eight) {
        long others = (((eight & ~HIGH_BITS) + 0x7676767676767676L) | eight) & HIGH_BITS;
        return Long.numberOfTrailingZeros(others) / Byte.SIZE;
    }

    /** The number that eight decimal digits make, the first of them the lowest byte. */
    private static long sum(long eight) {
        long pairs = ((eight * 2_561) >>> 8) & 0x00FF00FF00FF00FFL;
        long fours = ((pairs * 6_553_601) >>> 16) & 0x0000FFFF0000FFFFL;
        return (fours * 42_949_672_960_001L) >>> 32;
    }
}
