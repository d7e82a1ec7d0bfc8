package dev.fairway.training.torchscript;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A network of modules within a module, as {@code torch.jit.save} writes them: a convolution of images of three colours,
 * the mean of each of its filters, and a linear map of these to three classes.
 */
public final class NestedModule {

    private static final int FILTERS = 6;
    private static final int CLASSES = 3;
    private static final String CODE = """
            class Convolution(Module):
              __parameters__ = ["weight", "bias", ]
              __buffers__ = []
              training : bool
              weight : Tensor
              bias : Tensor
              def forward(self: __torch__.Convolution, x: Tensor) -> Tensor:
                return torch.conv2d(x, self.weight, self.bias, [1, 1], [1, 1], [1, 1], 1)
            class Linear(Module):
              __parameters__ = ["weight", "bias", ]
              __buffers__ = []
              training : bool
              weight : Tensor
              bias : Tensor
              def forward(self: __torch__.Linear, x: Tensor) -> Tensor:
                return torch.linear(x, self.weight, self.bias)
            class Net(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              features : __torch__.Convolution
              fc : __torch__.Linear
              def forward(self: __torch__.Net, image: Tensor) -> Tensor:
                x = torch.relu((self.features).forward(image))
                return (self.fc).forward(torch.mean(x, [2, 3]))
            """;

    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final PickleWriter pickle = new PickleWriter();
    private int tensors;

    private NestedModule() {}

    public static Path write(Path file) {
        NestedModule module = new NestedModule();
        module.net();
        module.entries.put("net/data.pkl", module.pickle.end());
        module.entries.put("net/code/__torch__.py", CODE.getBytes(StandardCharsets.UTF_8));
        module.entries.put("net/constants.pkl", new PickleWriter().emptyTuple().end());
        module.entries.put("net/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        TorchScriptArchive.write(file, module.entries);
        return file;
    }

    public static byte[] bytes(Path folder) {
        try {
            return Files.readAllBytes(write(folder.resolve("nested.pt")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void net() {
        open("Net");
        pickle.text("features");
        layer("Convolution", FILTERS, 3, 3, 3);
        pickle.text("fc");
        layer("Linear", CLASSES, FILTERS);
        pickle.setItems().build();
    }

    private void layer(String type, int... shape) {
        open(type);
        pickle.text("weight");
        tensor(shape);
        pickle.text("bias");
        tensor(shape[0]);
        pickle.setItems().build();
    }

    private void open(String type) {
        pickle.global("__torch__", type).emptyTuple().newObject().emptyDict().mark().text("training").flag(false);
    }

    private void tensor(int... shape) {
        int elements = 1;
        for (int extent : shape) {
            elements *= extent;
        }
        String key = Integer.toString(tensors++);
        entries.put("net/data/" + key, values(elements));
        pickle.global("torch._utils", "_rebuild_tensor_v2").mark();
        pickle.mark().text("storage").global("torch", "FloatStorage").text(key).text("cpu").number(elements);
        pickle.tuple().persistent().number(0).mark();
        for (int extent : shape) {
            pickle.number(extent);
        }
        pickle.tuple().mark();
        int stride = elements;
        for (int extent : shape) {
            stride /= extent;
            pickle.number(stride);
        }
        pickle.tuple().flag(true).global("collections", "OrderedDict").emptyTuple().reduce().tuple().reduce();
    }

    private static byte[] values(int elements) {
        ByteBuffer raw = ByteBuffer.allocate(elements * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < elements; i++) {
            raw.putFloat((float) Math.sin(i * 1.7) / 3);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(raw.array());
        return out.toByteArray();
    }
}
