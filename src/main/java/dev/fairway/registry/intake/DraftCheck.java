package dev.fairway.registry.intake;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Fairness;
import dev.fairway.feature.Target;
import dev.fairway.registry.Network;
import dev.fairway.registry.ServingWishes;
import dev.fairway.tensor.TensorSpec;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what a draft contradicts itself in, before any network is looked at. */
final class DraftCheck {

    private static final Pattern DEVICE = Pattern.compile("auto|cpu|all|cuda:(0|[1-9][0-9]{0,2})");
    private static final int MOST_WORKERS = 256;
    private static final String EXAMPLE = """
            {"inputs": [{"name": "x", "datatype": "FP32", "shape": [-1, 784]}]}""";

    private DraftCheck() {}

    /** @throws dev.fairway.contract.Refusal with everything that is wrong */
    static void check(Draft draft, Network.Format format) {
        Mistakes mistakes = new Mistakes();
        mistakes.unless(Stream.of(draft.schema(), draft.image(), draft.text()).filter(o -> o != null).count() < 2,
                "schema", "must not stand beside image or text; a model reads one of the three");
        mistakes.unless(
                draft.signature() != null || draft.schema() != null
                        || draft.image() != null
                        || draft.text() != null
                        || format == Network.Format.ONNX,
                "signature",
                "is missing: TorchScript does not say which tensors it reads; send such as %s (-1: any extent, first for rows), or a schema, image or text"
                        .formatted(EXAMPLE));
        mistakes.unless(draft.passing() == null || format == Network.Format.TORCHSCRIPT, "passing",
                "is for TorchScript; ONNX takes its inputs by name");
        signature(draft.signature(), mistakes);
        if (draft.schema() != null || draft.preprocessing() != null) {
            TableCheck.check(draft, mistakes);
        }
        if (draft.image() != null) {
            ImageCheck.check(draft.image(), draft.signature(), mistakes);
        }
        text(draft.text(), mistakes);
        target(draft, mistakes);
        fairness(draft, mistakes);
        serving(draft.serving(), mistakes);
        mistakes.refuse();
        checkSteps(draft);
    }

    /** The steps have the last word on what they can do. */
    private static void checkSteps(Draft draft) {
        try {
            if (draft.image() != null) {
                var _ = draft.image().steps();
            }
            if (draft.text() != null) {
                var _ = draft.text().steps();
            }
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("manifest", String.valueOf(e.getMessage()));
        }
    }

    private static void signature(Draft.@Nullable Tensors signature, Mistakes mistakes) {
        if (signature != null) {
            tensors("inputs", signature.inputs(), mistakes);
            List<TensorSpec> outputs = signature.outputs();
            if (outputs != null) {
                tensors("outputs", outputs, mistakes);
            }
        }
    }

    private static void tensors(String list, List<TensorSpec> specs, Mistakes mistakes) {
        mistakes.unless(!specs.isEmpty(), "signature." + list, "must have at least one tensor");
        mistakes.unless(unique(specs.stream().map(TensorSpec::name).toList()), "signature." + list,
                "has two tensors of one name");
        for (TensorSpec spec : specs) {
            String field = "signature.%s.%s".formatted(list, spec.name());
            mistakes.unless(!spec.name().isBlank(), "signature." + list, "has a tensor without a name");
            mistakes.unless(spec.shape().stream().noneMatch(extent -> extent == 0), field,
                    "has an extent of 0 in its shape; use -1 for one that may differ");
        }
    }

    private static void text(Draft.@Nullable Text text, Mistakes mistakes) {
        if (text != null) {
            List<String> known = List.of("input_ids", "attention_mask", "token_type_ids");
            List<String> inputs = text.inputs() == null ? known : text.inputs();
            Integer longest = text.maxLength();
            mistakes.unless(longest == null || longest >= 2, "text.max_length", "must be at least 2");
            mistakes.unless(!inputs.isEmpty() && unique(inputs) && known.containsAll(inputs), "text.inputs",
                    "must be some of %s, in the order in which the network reads them".formatted(known));
        }
    }

    private static void target(Draft draft, Mistakes mistakes) {
        if (draft.target() == null) {
            return;
        }
        mistakes.unless(draft.schema() == null, "target", "must be in the schema, as schema.target, and not beside it");
        mistakes.unless(draft.image() != null || draft.text() != null || draft.schema() != null, "target",
                "needs an image or text model; a model of bare tensors gives its tensors as they are");
        labels("target", draft.target(), mistakes);
    }

    static void labels(String field, Target target, Mistakes mistakes) {
        if (target instanceof Target.Classes classes) {
            mistakes.unless(classes.labels().size() > 1, field + ".labels", "must have at least two labels");
            mistakes.unless(unique(classes.labels()), field + ".labels", "has a label twice");
        }
    }

    private static void fairness(Draft draft, Mistakes mistakes) {
        Fairness fairness = draft.fairness();
        if (fairness == null) {
            return;
        }
        Target target = draft.schema() == null ? draft.target() : draft.schema().target();
        List<String> labels = target instanceof Target.Classes classes ? classes.labels() : List.of();
        mistakes.unless(labels.containsAll(fairness.favourable()), "fairness.favourable",
                "must be labels of the target");
        mistakes.unless(unique(fairness.attributes().stream().map(Fairness.Attribute::name).toList()),
                "fairness.attributes", "has an attribute twice");
    }

    private static void serving(@Nullable ServingWishes wishes, Mistakes mistakes) {
        if (wishes == null) {
            return;
        }
        List<String> devices = wishes.devices();
        mistakes.unless(devices == null || (!devices.isEmpty() && devices.stream().allMatch(DEVICE.asMatchPredicate())),
                "serving.devices", "must be a list of auto, cpu, all or names such as cuda:0");
        Integer workers = wishes.workers();
        mistakes.unless(workers == null || (workers >= 1 && workers <= MOST_WORKERS), "serving.workers",
                "must be 1 to %d".formatted(MOST_WORKERS));
        Integer batch = wishes.maxBatch();
        mistakes.unless(batch == null || batch >= 1, "serving.max_batch", "must be at least 1");
        Integer queue = wishes.maxQueue();
        mistakes.unless(queue == null || queue >= 1, "serving.max_queue", "must be at least 1");
    }

    static boolean unique(List<String> names) {
        return new HashSet<>(names).size() == names.size();
    }
}
