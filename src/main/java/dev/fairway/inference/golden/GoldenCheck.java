package dev.fairway.inference.golden;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Predictions;
import dev.fairway.inference.Input;
import dev.fairway.inference.Output;
import dev.fairway.inference.codec.Codec;
import dev.fairway.inference.codec.TableCodec;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.inference.table.PredictedTensors;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.Tensor;
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
            case Output.Predicted(Predictions predictions) -> PredictedTensors.of(predictions);
        };
    }
}
