package dev.fairway.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a session tells of its network's tensors. Outputs that are no tensors, such as maps of scores, are left out. */
final class OnnxSignature {

    private OnnxSignature() {}

    /** @throws BrokenModel when the network reads something that it cannot be given, or gives no tensor */
    static Signature of(OrtSession session) throws OrtException {
        List<TensorSpec> inputs = new ArrayList<>();
        for (NodeInfo input : session.getInputInfo().values()) {
            inputs.add(spec(input).filter(spec -> OnnxTypes.isReadable(spec.datatype()))
                    .orElseThrow(() -> new BrokenModel("the network's input %s is %s, which cannot be given to it"
                            .formatted(input.getName(), type(input)))));
        }
        List<TensorSpec> outputs = specs(session.getOutputInfo().values());
        if (inputs.isEmpty() || outputs.isEmpty()) {
            throw new BrokenModel("the network must read and give at least one tensor each");
        }
        return new Signature(inputs, outputs);
    }

    private static List<TensorSpec> specs(Collection<NodeInfo> nodes) {
        return nodes.stream().map(OnnxSignature::spec).flatMap(Optional::stream).toList();
    }

    private static Optional<TensorSpec> spec(NodeInfo node) {
        if (!(node.getInfo() instanceof TensorInfo info)) {
            return Optional.empty();
        }
        return OnnxTypes.of(info.onnxType)
                .map(type -> new TensorSpec(node.getName(), type,
                        Arrays.stream(info.getShape()).mapToObj(OnnxSignature::extent).toList()));
    }

    /** Unnamed and symbolic extents alike are -1. */
    private static int extent(long extent) {
        return extent < 0 ? TensorSpec.ANY : Math.toIntExact(extent);
    }

    private static String type(NodeInfo node) {
        return node.getInfo() instanceof TensorInfo info
                ? OnnxTypes.of(info.onnxType).map(DataType::toString).orElse("of a type that no protocol has")
                : "no tensor";
    }

    /** @throws BrokenModel when a manifest says of a network what it is not */
    static void check(Signature declared, Signature own) {
        declared.inputs().forEach(spec -> check("input", spec, own.inputs()));
        declared.outputs().forEach(spec -> check("output", spec, own.outputs()));
        own.inputs().stream().filter(spec -> declared.input(spec.name()).isEmpty()).findFirst().ifPresent(spec -> {
            throw new BrokenModel("the network reads %s, which its signature leaves out".formatted(spec.name()));
        });
    }

    private static void check(String what, TensorSpec declared, List<TensorSpec> own) {
        TensorSpec found = own.stream()
                .filter(spec -> spec.name().equals(declared.name()))
                .findFirst()
                .orElseThrow(() -> new BrokenModel("the network has no %s %s; it has %s".formatted(what,
                        declared.name(), own.stream().map(TensorSpec::name).toList())));
        if (found.datatype() != declared.datatype() || !agree(found.shape(), declared.shape())) {
            throw new BrokenModel("the network's %s %s is %s %s, its signature says %s %s".formatted(what,
                    declared.name(), found.datatype(), found.shape(), declared.datatype(), declared.shape()));
        }
    }

    private static boolean agree(List<Integer> one, List<Integer> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int d = 0; d < one.size(); d++) {
            boolean open = one.get(d) == TensorSpec.ANY || other.get(d) == TensorSpec.ANY;
            if (!open && !one.get(d).equals(other.get(d))) {
                return false;
            }
        }
        return true;
    }
}
