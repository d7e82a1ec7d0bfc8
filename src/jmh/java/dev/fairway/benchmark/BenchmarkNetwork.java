package dev.fairway.benchmark;

import dev.fairway.training.torchscript.ScriptModule;
import dev.fairway.training.torchscript.TorchScriptArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The networks that are measured, with weights drawn at random, always the same ones. {@link #main} writes them as
 * TorchScript: {@code BenchmarkNetwork <directory>}.
 */
public enum BenchmarkNetwork {
    /** 784-128-64-10: so small that what is around it shows. */
    MLP(784) {
        @Override
        ScriptModule module() {
            return perceptron(784, 128, 64, 10);
        }
    },
    /** Three convolutions with stride 2. */
    CNN(3, 224, 224) {
        @Override
        ScriptModule module() {
            Drawing net = new Drawing();
            String x = "x";
            int channels = 3;
            for (int out : new int[]{16, 32, 64}) {
                x = net.add("torch.relu_(torch.conv2d(%s, %s, %s, [2, 2], [1, 1], [1, 1], 1))", x,
                        net.weight(out, channels, 3, 3), net.constant(0, out));
                channels = out;
            }
            return net.classes(x, channels, 10);
        }
    },
    /** ResNet-18, its operators those of a trace, in place where a trace has them so. */
    RESNET18(3, 224, 224) {
        @Override
        ScriptModule module() {
            return ResNet.of(new Drawing());
        }
    },
    /** Thirty numbers in, two classes out. */
    TABULAR(30) {
        @Override
        ScriptModule module() {
            return perceptron(30, 64, 32, 2);
        }
    };

    /** Immutable, though its type does not say so. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Integer> row;

    BenchmarkNetwork(Integer... row) {
        this.row = List.of(row);
    }

    abstract ScriptModule module();

    /** Shape of one input, without the dimension of rows. */
    public List<Integer> row() {
        return row;
    }

    public String file() {
        return name().toLowerCase(Locale.ROOT) + ".pt";
    }

    private static ScriptModule perceptron(int... widths) {
        Drawing net = new Drawing();
        String x = "x";
        for (int i = 1; i < widths.length; i++) {
            x = net.add("torch.linear(%s, %s, %s)", x, net.weight(widths[i], widths[i - 1]), net.constant(0.01f, widths[i]));
            x = i + 1 < widths.length ? net.add("torch.relu(%s)", x) : x;
        }
        return net.returning(x);
    }

    static void main(String... arguments) throws IOException {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        for (BenchmarkNetwork network : values()) {
            TorchScriptArchive.write(directory.resolve(network.file()), network.module());
        }
    }
}
