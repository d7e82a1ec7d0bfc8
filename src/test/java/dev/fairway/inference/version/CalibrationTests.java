package dev.fairway.inference.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.inference.Input;
import dev.fairway.inference.Output;
import dev.fairway.inference.codec.Codec;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.Tensor;
import dev.fairway.tensor.TensorSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Networks whose runs take as long as a formula of their rows says, on a clock of their own. */
class CalibrationTests {

    private final List<Integer> runs = new ArrayList<>();
    private long now;
    private final Calibration calibration = new Calibration(new Rows(), Rests.none(), () -> now);

    @Test
    void aNetworkWhoseRowsShareMuchIsBatched() {
        assertThat(calibration.measure(taking(rows -> 25_000 + 2_500 * rows))).isEqualTo(Calibration.LARGEST);
    }

    @Test
    void aNetworkThatGainsNothingIsNot() {
        assertThat(calibration.measure(taking(rows -> 1_100_000 * rows))).isEqualTo(1);
        assertThat(runs).as("no size is tried beyond the one that did not pay").doesNotContain(4);
    }

    /** ResNet-18 on a CPU: 47 ms alone, 41 ms a row among eight. */
    @Test
    void aSmallGainIsNotWorthTheWaiting() {
        assertThat(calibration.measure(taking(rows -> 8e6 + 40e6 * rows))).isEqualTo(1);
    }

    @Test
    void aGainThatEndsIsTakenAsFarAsItGoes() {
        assertThat(calibration.measure(taking(rows -> rows <= 8 ? 800_000 : 100_000.0 * rows))).isEqualTo(8);
    }

    @Test
    void noiseThatLengthensRunsChangesNothing() {
        Random noise = new Random(7);
        assertThat(calibration.measure(
                taking(rows -> (25_000 + 2_500 * rows) * (noise.nextInt(3) == 0 ? 1 : 1 + 20 * noise.nextDouble()))))
                .isEqualTo(Calibration.LARGEST);
    }

    @Test
    void eachSizeUpToTheChoiceIsWarm() {
        calibration.measure(taking(rows -> rows <= 8 ? 800_000 : 100_000.0 * rows));
        assertThat(List.of(1, 2, 4, 8))
                .allSatisfy(size -> assertThat(runs.stream().filter(size::equals).count()).isGreaterThan(2));
    }

    @Test
    void aSlowNetworkIsNotMeasuredForLong() {
        calibration.measure(taking(rows -> 3e9));
        assertThat(Duration.ofNanos(now)).isLessThan(Duration.ofSeconds(10));
        assertThat(runs).containsOnly(1);
    }

    @Test
    void aChosenSizeIsRunAsWell() {
        calibration.warm(taking(rows -> 1_000), 12);
        assertThat(runs).containsExactly(1, 1, 2, 2, 4, 4, 8, 8, 12, 12);
    }

    @Test
    void noMoreRowsAreChosenThanTheDeviceHasMemoryFor() {
        assertThat(calibration.measure(taking(rows -> {
            if (rows > 16) {
                throw new IllegalStateException("CUDA out of memory. Tried to allocate 2.00 GiB");
            }
            return 25_000 + 2_500 * rows;
        }))).isEqualTo(16);
    }

    @Test
    void aNetworkThatDoesNotRunIsBroken() {
        LoadedModel model = taking(_ -> {
            throw new IllegalStateException("mat1 and mat2 shapes cannot be multiplied");
        });
        assertThatThrownBy(() -> calibration.measure(model)).isInstanceOf(BrokenModel.class)
                .hasMessage("the network does not compute what its schema says");
    }

    private LoadedModel taking(IntToDoubleFunction nanos) {
        return new LoadedModel() {

            @Override
            public List<Tensor> run(List<Tensor> inputs) {
                int rows = inputs.getFirst().rows();
                runs.add(rows);
                now += Math.round(nanos.applyAsDouble(rows));
                return inputs;
            }

            @Override
            public void close() {}
        };
    }

    /** One number per row. */
    private record Rows() implements Codec {

        private static final TensorSpec NUMBER = new TensorSpec("number", DataType.FP32, List.of(TensorSpec.ANY, 1));

        @Override
        public Signature signature() {
            return new Signature(List.of(NUMBER), List.of(NUMBER));
        }

        @Override
        public List<Tensor> encode(Input input) {
            return ((Input.Tensors) input).tensors();
        }

        @Override
        public Output decode(Input input, List<Tensor> outputs) {
            return new Output.Tensors(outputs);
        }

        @Override
        public Input blank(int rows) {
            return new Input.Tensors(List.of(Tensor.of("number", List.of(rows, 1), new float[rows])));
        }
    }
}
