package dev.fairway.inference.golden;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Predictions;
import dev.fairway.inference.Input;
import dev.fairway.inference.Output;
import dev.fairway.inference.codec.Codec;
import dev.fairway.inference.codec.TableCodec;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries a loaded version with the cases of its {@code golden.json}, if it has one.
 *
 * @param folder the version's files
 * @param codec what lies between its callers and its network
 */
public record GoldenCheck(VersionFolder folder, Codec codec) {

    /**
     * @param model the version's network on the device where it will run
     * @throws BrokenModel when an output is not as it must be; the message tells the case, the output and both figures
     */
    public void run(LoadedModel model) {
        if (!folder.has(VersionFolder.GOLDEN)) {
            return;
        }
        Golden golden = Golden.of(folder);
        for (Golden.Case said : golden.cases()) {
            try {
                check(said, golden, model);
            } catch (BrokenModel e) {
                throw e;
            } catch (Refusal | IllegalArgumentException e) {
                throw new BrokenModel("golden case '%s': %s".formatted(said.name(), e.getMessage()), e);
            } catch (RuntimeException e) {
                throw new BrokenModel("golden case '%s': the network failed".formatted(said.name()), e);
            }
        }
    }

    private void check(Golden.Case said, Golden golden, LoadedModel model) {
        ReadValues values = new ReadValues(codec.signature());
        Input input = values.input(said, codec instanceof TableCodec);
        List<Tensor> given = tensors(codec.decode(input, model.run(codec.encode(input))));
        Comparison comparison = new Comparison(said.name(), golden.allowed());
        for (Golden.Values expected : said.outputs()) {
            Tensor wanted = values.output(expected);
            comparison.compare(wanted,
                    given.stream().filter(tensor -> tensor.name().equals(wanted.name())).findFirst().orElseThrow());
        }
    }

    private static List<Tensor> tensors(Output output) {
        return switch (output) {
            case Output.Tensors(List<Tensor> tensors) -> tensors;
            case Output.Predicted(Predictions.Classified said) -> classified(said);
            case Output.Predicted(Predictions.Estimated said) -> List.of(estimated(said.values()));
        };
    }

    private static List<Tensor> classified(Predictions.Classified said) {
        List<byte[]> labels = new ArrayList<>(said.rows());
        float[] scores = new float[said.rows()];
        for (int r = 0; r < scores.length; r++) {
            labels.add(said.label(r).getBytes(StandardCharsets.UTF_8));
            scores[r] = said.probability(r, said.classes()[r]);
        }
        List<Integer> rows = List.of(said.rows());
        return List.of(Tensor.of("label", rows, labels), Tensor.of("score", rows, scores),
                Tensor.of("probabilities", List.of(said.rows(), said.labels().size()), said.probabilities()));
    }

    private static Tensor estimated(double[] values) {
        ByteBuffer data = Tensor.allocate(values.length, DataType.FP64);
        data.asDoubleBuffer().put(values);
        return new Tensor("value", DataType.FP64, List.of(values.length), data);
    }
}
