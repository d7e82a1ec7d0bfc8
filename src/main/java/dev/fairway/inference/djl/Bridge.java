package dev.fairway.inference.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.fairway.tensor.DataType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Does inside libtorch what DJL's bridge to it cannot: a TorchScript module of our own, made when it is first needed and
 * kept for good.
 *
 * <p>The bridge ends the process when it is given INT16 or BF16, and it reads strings as Java's modified UTF-8, which no
 * network writes.
 */
final class Bridge {

    private static final String CODE = """
            class Bridge(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def narrowed(self: __torch__.Bridge, x: Tensor, type: int) -> Tensor:
                return torch.to(x, type)
              def type(self: __torch__.Bridge, x: Tensor) -> int:
                return x.dtype
              def bytes(self: __torch__.Bridge, words: List[str]) -> List[int]:
                bytes = annotate(List[int], [])
                for w in range(torch.len(words)):
                  word = words[w]
                  _0 = torch.append(bytes, torch.len(word))
                  for c in range(torch.len(word)):
                    _1 = torch.append(bytes, torch.ord(word[c]))
                return bytes
            """;
    private static final String PICKLE = "\u0080\u0002c__torch__\nBridge\n)\u0081}(X\b\0\0\0training\u0089ub.";
    private static final String EMPTY_TUPLE = "\u0080\u0002).";

    /** Never closed: it lives as long as libtorch does. */
    private static final NDManager MANAGER = Engine.getEngine("PyTorch").newBaseManager(ai.djl.Device.cpu());
    private static final PtSymbolBlock MODULE = load();

    private Bridge() {}

    private static PtSymbolBlock load() {
        try {
            return JniUtils.loadModule((PtNDManager) MANAGER, new ByteArrayInputStream(archive()), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            entry(zip, "data.pkl", PICKLE);
            entry(zip, "code/__torch__.py", CODE);
            entry(zip, "constants.pkl", EMPTY_TUPLE);
            entry(zip, "version", "3\n");
        }
        return bytes.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry("bridge/" + name));
        zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
        zip.closeEntry();
    }

    /** The same elements in another type. */
    static IValue narrowed(PtNDArray array, long type) {
        try (IValue wide = IValue.from(array); IValue number = IValue.from(type)) {
            return IValueUtils.runMethod(MODULE, "narrowed", wide, number);
        }
    }

    /**
     * The type of a tensor that the bridge does not know.
     *
     * @throws IllegalArgumentException when the Open Inference Protocol does not know it either
     */
    static DataType type(IValue tensor) {
        try (IValue number = IValueUtils.runMethod(MODULE, "type", tensor)) {
            long found = number.toLong();
            return TorchTypes.ofNumber(found)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "a tensor of libtorch's type %d cannot be told over any protocol".formatted(found)));
        }
    }

    /** For each string its length in bytes, then its bytes. */
    static long[] bytes(IValue words) {
        try (IValue bytes = IValueUtils.runMethod(MODULE, "bytes", words)) {
            return bytes.toLongArray();
        }
    }
}
