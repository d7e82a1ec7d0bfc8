package dev.fairway.inference.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Refusal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberScannerTests {

    /** The ten million of the benchmarks take half a minute; these take a second or two. */
    private static final int MANY = 1_000_000;

    @Test
    void randomLiteralsAreTheFloatsAndDoublesThatJavaReads() {
        Literals literals = new Literals(7);
        isExact(Stream.generate(literals::next).limit(MANY));
    }

    @Test
    void literalsNextToATieAreRoundedAsJavaRounds() {
        Literals literals = new Literals(11);
        isExact(Stream.generate(literals::nextToATie).limit(MANY / 10));
    }

    @Test
    void hardLiteralsAreTheFloatsAndDoublesThatJavaReads() {
        isExact(Literals.hard());
        isExact(Literals.hard().map(literal -> literal.startsWith("-") ? literal.substring(1) : "-" + literal));
    }

    @Test
    void integersKeepEachOfTheir64Bits() {
        Random random = new Random(5);
        for (int i = 0; i < MANY / 10; i++) {
            long bits = random.nextLong() >>> random.nextInt(Long.SIZE);
            assertThat(scanned(Long.toString(bits)).toLong()).isEqualTo(bits);
            assertThat(scanned(Long.toUnsignedString(bits)).toLong()).isEqualTo(bits);
        }
    }

    @ParameterizedTest
    @CsvSource({"127,8,true,true", "128,8,true,false", "-128,8,true,true", "-129,8,true,false", "255,8,false,true",
            "256,8,false,false", "-1,8,false,false", "-0,8,false,true", "2147483648,32,true,false",
            "-2147483648,32,true,true", "4294967295,32,false,true", "4294967296,32,false,false",
            "9223372036854775807,64,true,true", "9223372036854775808,64,true,false",
            "-9223372036854775808,64,true,true", "-9223372036854775809,64,true,false",
            "18446744073709551615,64,false,true", "18446744073709551616,64,false,false",
            "184467440737095516150,64,false,false", "1.0,8,true,false", "1e1,8,true,false", "0,64,false,true"})
    void anIntegerIsOneOfSoManyBits(String literal, int bits, boolean signed, boolean is) {
        assertThat(scanned(literal).isInteger(bits, signed)).isEqualTo(is);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "-01", "00", "+1", ".5", "1.", "1.e5", "1e", "1e+", "-", "--1", "NaN", "-Infinity",
            "0x10", "1_000", "", "١"})
    void whatIsNoNumberIsRefusedWithItsPlace(String literal) {
        JsonCursor json = new JsonCursor(bytes("[1, " + literal), bytes("[1, " + literal).length);
        assertThatThrownBy(() -> json.array(_ -> {
            json.peek();
            new NumberScanner(json).scan();
            json.expect(',');
        })).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.MALFORMED);
            assertThat(refusal).hasMessageContaining("at line 1, column ");
        });
    }

    @Test
    void aNumberOfAThousandDigitsIsTheLongestThatIsRead() {
        byte[] thousand = bytes("1".repeat(1_000));
        assertThat(new JsonCursor(thousand, 1_000).value()).isEqualTo(new BigInteger("1".repeat(1_000)));
        assertThatThrownBy(() -> scanned("1".repeat(1_001))).isInstanceOf(Refusal.class);
    }

    private static void isExact(Stream<String> literals) {
        literals.forEach(literal -> {
            // One scanner reads both: what a literal leaves behind must not show in the next.
            NumberScanner scanner = scanned(literal);
            require(same(scanner.toFloat(), Float.parseFloat(literal)), () -> literal + " as a float");
            require(same(scanner.toDouble(), Double.parseDouble(literal)), () -> literal + " as a double");
        });
    }

    private static boolean same(float one, float other) {
        return Float.floatToRawIntBits(one) == Float.floatToRawIntBits(other);
    }

    private static boolean same(double one, double other) {
        return Double.doubleToRawLongBits(one) == Double.doubleToRawLongBits(other);
    }

    /** A million assertions of AssertJ's would take longer than what they check. */
    private static void require(boolean holds, Supplier<String> what) {
        if (!holds) {
            throw new AssertionError(what.get());
        }
    }

    /** Behind the literal stands what stands there in a document, or its end. */
    private static NumberScanner scanned(String literal) {
        String document = literal.length() % 2 == 0 ? literal : literal + ",  0.25]";
        NumberScanner scanner = new NumberScanner(new JsonCursor(bytes(document), bytes(document).length));
        scanner.scan();
        assertThat(scanner.literal()).isEqualTo(literal);
        return scanner;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
