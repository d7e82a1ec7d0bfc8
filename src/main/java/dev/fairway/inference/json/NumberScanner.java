package dev.fairway.inference.json;

import dev.fairway.contract.Refusal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON numbers from bytes, exactly: a float or a double comes out with the very bits that
 * {@link Float#parseFloat} and {@link Double#parseDouble} give, an integer with all of its 64.
 *
 * <p>{@link #scan} takes a literal apart into sign, significand and power of ten; the other methods say what it is worth
 * as one type or another. Digits are read eight at a time: as a little-endian long, the first of them is the lowest
 * byte, and three multiplications add neighbours up to one number (Lemire, <i>Quickly parsing eight digits</i>, 2018).
 */
final class NumberScanner {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000,
            100_000_000};
    /** A significand below it takes one more digit; itself, one up to 5. */
    private static final long ROOM_FOR_ONE = Long.divideUnsigned(-1, 10);

    /** So many digits never overflow. */
    private static final int MOST_DIGITS = 19;

    /** So that nobody makes the service multiply out a literal of millions of digits. */
    private static final int MAX_LENGTH = 1_000;
    private static final int HUGE_EXPONENT = 100_000;

    private final JsonCursor json;
    private final byte[] bytes;
    private int start;
    private boolean negative;
    private boolean integral;
    /** Unsigned; the number's value is {@code significand · 10^exponent}, or more where digits are left out. */
    private long significand;
    private int exponent;
    private int leftOut;

    NumberScanner(JsonCursor json) {
        this.json = json;
        this.bytes = json.bytes;
    }

    /**
     * Takes the number that the cursor, standing on no white space, stands on.
     *
     * @throws Refusal when none stands there
     */
    void scan() {
        start = json.at;
        negative = at(start) == '-';
        int from = negative ? start + 1 : start;
        significand = 0;
        leftOut = 0;
        int point = digitByDigit(from);
        int to = at(point) == '.' ? eightByEight(point + 1) : point;
        if (point == from || to == point + 1 || (point > from + 1 && bytes[from] == '0')) {
            throw noNumber();
        }
        if (to - from > MOST_DIGITS) {
            carefully(from, to);
        }
        integral = to == point;
        exponent = leftOut + (integral ? 0 : point + 1 - to);
        int next = at(to);
        json.at = next == 'e' || next == 'E' ? power(to + 1) : to;
    }

    /** Takes digits, and gives the place behind the last. The significand overflows when they are too many. */
    private int digitByDigit(int from) {
        long w = significand;
        int i = from;
        for (; isDigit(i); i++) {
            w = 10 * w + (bytes[i] - '0');
        }
        significand = w;
        return i;
    }

    /** As {@link #digitByDigit}, and faster where there are many. */
    private int eightByEight(int from) {
        long w = significand;
        int i = from;
        int count = Long.BYTES;
        for (; count == Long.BYTES && i <= json.end - Long.BYTES; i += count) {
            long eight = (long) EIGHT.get(bytes, i) ^ ZEROS;
            count = Long.numberOfTrailingZeros(nonDigits(eight)) / Byte.SIZE;
            if (count > 0) {
                w = w * POWERS_OF_TEN[count] + sum(eight << (Long.SIZE - Byte.SIZE * count));
            }
        }
        significand = w;
        return count == Long.BYTES ? digitByDigit(i) : i;
    }

    /** Takes the digits once more, when they may be too many: those that find no room are left out. */
    private void carefully(int from, int to) {
        if (to - from > MAX_LENGTH) {
            throw json.malformed("a number has more than %d characters".formatted(MAX_LENGTH));
        }
        significand = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (bytes[i] == '.') {
                continue;
            }
            if (leftOut == 0 && hasRoom(digit)) {
                significand = 10 * significand + digit;
            } else {
                leftOut++;
            }
        }
    }

    private boolean hasRoom(int digit) {
        int order = Long.compareUnsigned(significand, ROOM_FOR_ONE);
        return order < 0 || (order == 0 && digit <= 5);
    }

    private int power(int from) {
        byte sign = at(from);
        int first = sign == '-' || sign == '+' ? from + 1 : from;
        int to = first;
        int power = 0;
        for (; isDigit(to); to++) {
            power = Math.min(HUGE_EXPONENT, 10 * power + bytes[to] - '0');
        }
        if (to == first) {
            throw noNumber();
        }
        integral = false;
        exponent += sign == '-' ? -power : power;
        return to;
    }

    /** The high bit of each byte that is more than 9. */
    private static long nonDigits(long eight) {
        return (((eight & ~HIGH_BITS) + 0x7676767676767676L) | eight) & HIGH_BITS;
    }

    /** The number that eight decimal digits make, the first of them the lowest byte. */
    private static long sum(long eight) {
        long pairs = ((eight * 2_561) >>> 8) & 0x00FF00FF00FF00FFL;
        long fours = ((pairs * 6_553_601) >>> 16) & 0x0000FFFF0000FFFFL;
        return (fours * 42_949_672_960_001L) >>> 32;
    }

    private boolean isDigit(int i) {
        return i < json.end && bytes[i] >= '0' && bytes[i] <= '9';
    }

    private byte at(int i) {
        return i < json.end ? bytes[i] : 0;
    }

    private Refusal noNumber() {
        json.at = start;
        return json.malformed("%s is no value".formatted(json.found()));
    }

    /** The nearest float, ties to even; infinite when the number is beyond all. */
    float toFloat() {
        float nearest = Rounding.toFloat(significand, exponent, leftOut > 0);
        if (Float.isNaN(nearest)) {
            return Float.parseFloat(literal());
        }
        return negative ? -nearest : nearest;
    }

    /** The nearest double, ties to even; infinite when the number is beyond all. */
    double toDouble() {
        double nearest = Rounding.toDouble(significand, exponent, leftOut > 0);
        if (Double.isNaN(nearest)) {
            return Double.parseDouble(literal());
        }
        return negative ? -nearest : nearest;
    }

    /** Whether the literal is that of an integer, with neither fraction nor exponent, within so many bits. */
    boolean isInteger(int bits, boolean signed) {
        if (!integral || leftOut > 0) {
            return false;
        }
        if (negative) {
            return significand == 0 || (signed && Long.compareUnsigned(significand, 1L << (bits - 1)) <= 0);
        }
        int unused = Long.SIZE - bits + (signed ? 1 : 0);
        return Long.compareUnsigned(significand, -1L >>> unused) <= 0;
    }

    /** The 64 bits of an integer that fits in them. */
    long toLong() {
        return negative ? -significand : significand;
    }

    /** A Long, where the number is an integer that fits; else a BigInteger or a Double. */
    Number value() {
        scan();
        if (isInteger(Long.SIZE, true)) {
            return toLong();
        }
        return integral ? new BigInteger(literal()) : Double.valueOf(toDouble());
    }

    /** The number as it is written. */
    String literal() {
        return new String(bytes, start, json.at - start, StandardCharsets.ISO_8859_1);
    }
}
