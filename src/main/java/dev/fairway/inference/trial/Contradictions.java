package dev.fairway.inference.trial;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.TensorSpec;
import java.util.List;

/** Compares what is said of a network with what its file says of itself. */
final class Contradictions {

    private Contradictions() {}

    /** @throws Refusal naming the first tensor that differs */
    static void check(Signature said, Signature described) {
        check("input", said.inputs(), described.inputs());
        if (!said.outputs().isEmpty()) {
            check("output", said.outputs(), described.outputs());
        }
    }

    private static void check(String kind, List<TensorSpec> said, List<TensorSpec> described) {
        List<String> names = described.stream().map(TensorSpec::name).toList();
        if (!names.containsAll(said.stream().map(TensorSpec::name).toList())
                || (kind.equals("input") && said.size() != names.size())) {
            throw refused("has the %ss %s where its signature says %s".formatted(kind, names,
                    said.stream().map(TensorSpec::name).toList()));
        }
        for (TensorSpec spec : said) {
            TensorSpec own = described.get(names.indexOf(spec.name()));
            if (own.datatype() != spec.datatype() || !agree(own.shape(), spec.shape())) {
                throw refused("has the %s %s of %s, %s, where its signature says %s, %s".formatted(kind, own.name(),
                        own.shape(), own.datatype(), spec.shape(), spec.datatype()));
            }
        }
    }

    /** A file may leave open what the signature fixes, and not the other way round. */
    private static boolean agree(List<Integer> own, List<Integer> said) {
        if (own.size() != said.size()) {
            return false;
        }
        for (int d = 0; d < own.size(); d++) {
            if (own.get(d) != TensorSpec.ANY && !own.get(d).equals(said.get(d))) {
                return false;
            }
        }
        return true;
    }

    private static Refusal refused(String message) {
        return new BrokenModel(message);
    }
}
