package dev.fairway.inference.json;

import java.math.BigInteger;

/**
 * Turns a decimal {@code w · 10^q} into the nearest binary floating-point number, ties to even, when 64 bits suffice to
 * tell which one that is; gives NaN when they do not, so that the caller asks {@link Double#parseDouble}.
 *
 * <p>The product of {@code w}, shifted to fill 64 bits, and of the 64 leading bits of {@code 10^q} has an upper half
 * that is wrong by a few units at most. Unless the bits to be rounded away lie as near as that to the middle between
 * two neighbours, the rounding comes out right. This is the way of Clinger (<i>How to read floating point numbers
 * accurately</i>, PLDI 1990) with the arithmetic of Lemire (<i>Number parsing at a gigabyte per second</i>, 2021).
 * About one random literal of 17 digits in 230 cannot be told as a double, one in 10^11 as a float.
 */
final class Rounding {

    /** Below it every double is 0, above the other every double is infinite, for any significand of 64 bits. */
    private static final int LOWEST = -342;
    private static final int HIGHEST = 308;

    /** The 64 leading bits of each power of ten, rounded. */
    private static final long[] POWERS = powers();

    /** Units of the product's upper half by which it may be wrong: 1 for the power, 1 for the lower half, doubled. */
    private static final long SLACK = 4;

    /** Digits left out of a significand of 19 are worth less than 1, and that at most 2^4 once it fills 64 bits. */
    private static final long SLACK_CUT = 64;

    private static final int FLOAT_BITS = 24;
    private static final int DOUBLE_BITS = 53;

    private Rounding() {}

    /**
     * @param w an unsigned number
     * @param cut whether {@code w} has 19 digits and there are more, left out, behind them
     */
    static float toFloat(long w, int q, boolean cut) {
        if (w == 0) {
            return 0;
        }
        if (q < LOWEST || q > HIGHEST) {
            return Float.NaN;
        }
        int zeros = Long.numberOfLeadingZeros(w);
        long upper = Math.unsignedMultiplyHigh(w << zeros, POWERS[q - LOWEST]);
        int shift = (int) (upper >>> 63) ^ 1;
        upper <<= shift;
        int exponent = exponent(q, zeros) - shift;
        if (exponent < Float.MIN_EXPONENT || exponent > Float.MAX_EXPONENT || isNearTie(upper, FLOAT_BITS, cut)) {
            return Float.NaN;
        }
        int mantissa = (int) (upper >>> 40) + (int) ((upper >>> 39) & 1);
        return Float.intBitsToFloat(((exponent + Float.MAX_EXPONENT - 1) << (FLOAT_BITS - 1)) + mantissa);
    }

    /** As {@link #toFloat}. */
    static double toDouble(long w, int q, boolean cut) {
        if (w == 0) {
            return 0;
        }
        if (q < LOWEST || q > HIGHEST) {
            return Double.NaN;
        }
        int zeros = Long.numberOfLeadingZeros(w);
        long upper = Math.unsignedMultiplyHigh(w << zeros, POWERS[q - LOWEST]);
        int shift = (int) (upper >>> 63) ^ 1;
        upper <<= shift;
        int exponent = exponent(q, zeros) - shift;
        if (exponent < Double.MIN_EXPONENT || exponent > Double.MAX_EXPONENT || isNearTie(upper, DOUBLE_BITS, cut)) {
            return Double.NaN;
        }
        long mantissa = (upper >>> 11) + ((upper >>> 10) & 1);
        return Double.longBitsToDouble(((exponent + Double.MAX_EXPONENT - 1L) << (DOUBLE_BITS - 1)) + mantissa);
    }

    /** Whether the bits after the leading ones are so near to 1000… that the error decides on the rounding. */
    private static boolean isNearTie(long upper, int bits, boolean cut) {
        int rest = Long.SIZE - bits;
        long middle = 1L << (rest - 1);
        long distance = (upper & ((1L << rest) - 1)) - middle;
        return Math.abs(distance) <= (cut ? SLACK_CUT : SLACK);
    }

    /** The exponent of two that belongs to a product whose leading bit is set. */
    private static int exponent(int q, int zeros) {
        return Long.SIZE + log2(q) - zeros;
    }

    /** The greatest n with {@code 2^n ≤ 10^q}, for every q from −342 to 308. */
    private static int log2(int q) {
        return (q * 217_706) >> 16;
    }

    private static long[] powers() {
        long[] powers = new long[HIGHEST - LOWEST + 1];
        for (int q = LOWEST; q <= HIGHEST; q++) {
            powers[q - LOWEST] = leading(q);
        }
        return powers;
    }

    /** {@code 10^q / 2^(log2(q) − 63)}, rounded; it cannot round up to 2^64, because no power comes so close. */
    private static long leading(int q) {
        BigInteger power = BigInteger.TEN.pow(Math.abs(q));
        int shift = Long.SIZE - log2(q);
        BigInteger doubled = q >= 0 ? shifted(power, shift) : BigInteger.ONE.shiftLeft(shift).divide(power);
        return doubled.add(BigInteger.ONE).shiftRight(1).longValue();
    }

    private static BigInteger shifted(BigInteger value, int left) {
        return left >= 0 ? value.shiftLeft(left) : value.shiftRight(-left);
    }
}
