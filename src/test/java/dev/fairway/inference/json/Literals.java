package dev.fairway.inference.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Number literals to try a scanner on: random ones of every kind that callers write, and those known to be hard. */
final class Literals {

    private final Random random;

    Literals(long seed) {
        this.random = new Random(seed);
    }

    /** A literal of a kind chosen by chance. */
    String next() {
        return switch (random.nextInt(9)) {
            case 0 -> Float.toString(2 * random.nextFloat() - 1);
            case 1 -> Double.toString(2 * random.nextFloat() - 1);
            case 2 -> Double.toString(random.nextGaussian());
            case 3 -> Float.toString(finiteFloat());
            case 4 -> Double.toString(finiteDouble());
            case 5 -> Long.toString(random.nextLong() >> random.nextInt(Long.SIZE));
            case 6 -> "%s%d.%s".formatted(sign(), random.nextInt(1_000), digits(1 + random.nextInt(25)));
            case 7 -> "%s%se%d".formatted(sign(), whole(1 + random.nextInt(22)), random.nextInt(100) - 60);
            default -> "%s0.%s%s".formatted(sign(), "0".repeat(random.nextInt(50)), digits(1 + random.nextInt(12)));
        };
    }

    /** A float's value, that of a point half-way to the next, or one a little beside it. */
    String nextToATie() {
        float value = Math.abs(finiteFloat());
        BigDecimal middle = new BigDecimal(value).add(new BigDecimal(Math.ulp(value)).divide(BigDecimal.TWO));
        return switch (random.nextInt(4)) {
            case 0 -> middle.toString();
            case 1 -> middle.toPlainString();
            case 2 -> middle.add(middle.ulp()).toString();
            default -> middle.subtract(middle.ulp()).toString();
        };
    }

    /** Ends of ranges, ties, underflow, long strings of digits, and literals that parsers have failed on. */
    static Stream<String> hard() {
        Stream<String> known = Stream.of("0", "-0", "0.0", "-0.0e5", "0e999999999999", "1", "-1", "0.1", "1e0", "1E+2",
                "16777216", "16777217", "16777219", "33554435", "9007199254740992", "9007199254740993",
                "9007199254740995", "9007199254740993.0000000000000000001", "3.4028234663852886E38",
                "3.4028235677973366e38", "3.4028235677973365e38", "1.17549435E-38", "1.1754943508222875e-38",
                "1.1754942807573643e-38", "1.4E-45", "7.006492321624085e-46", "7.006492321624086e-46", "7e-46", "1e-46",
                "1e-400", "123e-500", "2.2250738585072014E-308", "2.2250738585072011e-308", "2.225073858507201e-308",
                "4.9E-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "1.7976931348623157E308",
                "1.7976931348623158e308", "1e22", "1e23", "8.5e22", "6.02214076e23", "9.5367431640625e-7",
                "1.00000005960464477539062", "1.000000059604644775390624999999999999999", "1.000000059604644775390625",
                "1.0000000596046447753906250000000000000001", "1.000000178813934326171875",
                "0.500000029802322387695312500", "18446744073709551615", "18446744073709551616",
                "18446744073709551615e-3", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
                "99999999999999999999", "12345678901234567890123456789",
                "0.000000000000000000000000000000000000000000001401298464324817", "1e-45",
                "1000000000000000000000000e-24", "8388609.5", "8388608.5", "4194304.25", "0.99999997019767761230468750",
                "0.99999998509883880615234375",
                "9355950000000000000.00000000000000000000000000000000001844674407370955161600000184467440737095516161844674407370955161407370955161618446744073709551616000184467440737095516166000001844674407370955161618446744073709551614073709551616184467440737095516160001844674407370955161601844674407370955674451616184467440737095516140737095516161844674407370955161600018446744073709551616018446744073709551611616000184467440737095001844674407370955161600184467440737095516160018446744073709551168164467440737095516160001844073709551616018446744073709551616184467440737095516160001844674407536910751601611616000184467440737095001844674407370955161600184467440737095516160018446744073709551616184467440737095516160001844955161618446744073709551616000184467440753691075160018446744073709");
        Stream<String> digits = IntStream.rangeClosed(1, 60)
                .mapToObj(n -> List.of("9".repeat(n), "0." + "9".repeat(n), "1" + "0".repeat(n),
                        "0." + "0".repeat(n) + "1"))
                .flatMap(List::stream);
        Stream<String> powers = IntStream.rangeClosed(-400, 300)
                .mapToObj(q -> List.of("1e" + q, "9.999999999999999e" + q, "1.7976931348623157e" + q))
                .flatMap(List::stream);
        return Stream.of(known, digits, powers).flatMap(kind -> kind);
    }

    private float finiteFloat() {
        float value = Float.intBitsToFloat(random.nextInt());
        return Float.isFinite(value) ? value : random.nextFloat();
    }

    private double finiteDouble() {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : random.nextDouble();
    }

    private String sign() {
        return random.nextBoolean() ? "-" : "";
    }

    private String whole(int digits) {
        return 1 + random.nextInt(9) + digits(digits - 1);
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }
}
