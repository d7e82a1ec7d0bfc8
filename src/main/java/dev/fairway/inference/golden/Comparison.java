package dev.fairway.inference.golden;

import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What a case expects against what it got.
 *
 * @param name the case
 * @param tolerance how far a figure may be off, as a share of the expected one or, below 1, as it is
 */
record Comparison(String name, double tolerance) {

    /** @throws BrokenModel at the first difference */
    void compare(Tensor expected, Tensor given) {
        if (!expected.shape().equals(given.shape())) {
            throw differs(expected.name(), "the shape " + expected.shape(), given.shape());
        }
        if (expected.type() == DataType.BYTES) {
            compareWords(expected, given);
        } else {
            compareNumbers(expected, given);
        }
    }

    private void compareWords(Tensor expected, Tensor given) {
        List<byte[]> wanted = expected.toBytes();
        List<byte[]> got = given.toBytes();
        for (int i = 0; i < wanted.size(); i++) {
            if (!Arrays.equals(wanted.get(i), got.get(i))) {
                throw differs(element(expected, i), "'%s'".formatted(text(wanted.get(i))),
                        "'%s'".formatted(text(got.get(i))));
            }
        }
    }

    private void compareNumbers(Tensor expected, Tensor given) {
        for (int i = 0; i < expected.elements(); i++) {
            double wanted = Elements.at(expected, i);
            double got = Elements.at(given, i);
            boolean near = Math.abs(wanted - got) <= tolerance * Math.max(1, Math.abs(wanted));
            if (!near && Double.compare(wanted, got) != 0) {
                throw differs(element(expected, i), wanted, got);
            }
        }
    }

    private static String element(Tensor tensor, int place) {
        return "%s[%d]".formatted(tensor.name(), place);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private BrokenModel differs(String output, Object expected, Object got) {
        return new BrokenModel("golden case '%s': %s must be %s, not %s".formatted(name, output, expected, got));
    }
}
