package dev.fairway.testing;

import dev.fairway.feature.Fairness;
import dev.fairway.feature.ImageSteps;
import dev.fairway.feature.Target;
import dev.fairway.feature.TextSteps;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.Network;
import dev.fairway.registry.Network.Format;
import dev.fairway.registry.Network.Passing;
import dev.fairway.registry.ServingWishes;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.TensorSpec;
import dev.fairway.training.torchscript.ScriptModule;
import dev.fairway.training.torchscript.ScriptModule.Attribute;
import dev.fairway.training.torchscript.TorchScriptArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Versions of networks that no train job makes, as an upload leaves them: what each computes can be told in a line, so a
 * test knows the answer. Each method writes a whole folder below a directory and gives its path.
 */
public final class SampleModels {

    private static final int ANY = TensorSpec.ANY;
    private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");

    private SampleModels() {}

    /**
     * Bare tensors: {@code x}, FP32 of shape (rows, 4), to {@code y}, FP32 of shape (rows, 3): {@code [⌊x0⌋ + ⌊x1⌋,
     * ⌊x2⌋ − ⌊x3⌋, 0.5]}, where {@code ⌊x⌋} is x or 0, whichever is greater.
     */
    public static Path perceptron(Path directory, String upload) {
        ScriptModule module = new ScriptModule(
                List.of(matrix("w", 3, 4, 1, 1, 0, 0, 0, 0, 1, -1, 0, 0, 0, 0), vector("b", 0, 0, 0.5f)), """
                        def forward(self: __torch__.Net, x: Tensor) -> Tensor:
                          return torch.linear(torch.relu(x), self.w, self.b)
                        """);
        return write(directory, upload, module, null,
                new Signature(List.of(floats("x", ANY, 4)), List.of(floats("y", ANY, 3))));
    }

    /** {@code x}, FP32 of shape (rows, 4), to {@code y} of the same shape, by way of 20 MB of weights. */
    public static Path heavy(Path directory, String upload) {
        int width = 1_300_000;
        ScriptModule module = new ScriptModule(
                List.of(new Attribute("w", new long[]{width, 4}, new float[width * 4], true)), """
                        def forward(self: __torch__.Net, x: Tensor) -> Tensor:
                          return torch.add(x, torch.max(torch.linear(x, self.w, None)))
                        """);
        return write(directory, upload, module, null,
                new Signature(List.of(floats("x", ANY, 4)), List.of(floats("y", ANY, 4))));
    }

    /** Two inputs {@code a} and {@code b}, FP32 of shape (rows, 2), to a tuple: their {@code sum} and {@code product}. */
    public static Path sumAndProduct(Path directory, String upload) {
        return write(directory, upload, code("""
                def forward(self: __torch__.Net, a: Tensor, b: Tensor) -> Tuple[Tensor, Tensor]:
                  return (torch.add(a, b), torch.mul(a, b))
                """), null, new Signature(pair("a", "b"), pair("sum", "product")));
    }

    /** The same by a tuple, to a tuple in a tuple: {@code (sum, (product, difference))}. */
    public static Path tuples(Path directory, String upload) {
        return write(directory, upload, code("""
                def forward(self: __torch__.Net, p: Tuple[Tensor, Tensor]) -> Tuple[Tensor, Tuple[Tensor, Tensor]]:
                  a, b, = p
                  return (torch.add(a, b), (torch.mul(a, b), torch.sub(a, b)))
                """), Passing.TUPLE, new Signature(pair("a", "b"),
                List.of(floats("sum", ANY, 2), floats("product", ANY, 2), floats("difference", ANY, 2))));
    }

    /** The same by a list, to a list: {@code [sum, product]}. */
    public static Path lists(Path directory, String upload) {
        return write(directory, upload, code("""
                def forward(self: __torch__.Net, p: List[Tensor]) -> List[Tensor]:
                  return [torch.add(p[0], p[1]), torch.mul(p[0], p[1])]
                """), Passing.LIST, new Signature(pair("a", "b"), pair("sum", "product")));
    }

    /** The same by a dict, to a dict with {@code product} before {@code sum} and a key that the signature leaves out. */
    public static Path dicts(Path directory, String upload) {
        return write(directory, upload, code("""
                def forward(self: __torch__.Net, p: Dict[str, Tensor]) -> Dict[str, Tensor]:
                  a = p["a"]
                  b = p["b"]
                  return {"product": torch.mul(a, b), "spare": a, "sum": torch.add(a, b)}
                """), Passing.DICT, new Signature(pair("a", "b"), pair("sum", "product")));
    }

    /** Strings {@code words} of shape (rows) to {@code loud}, the same in capitals with an exclamation mark and a smile. */
    public static Path words(Path directory, String upload) {
        return write(directory, upload, code("""
                def forward(self: __torch__.Net, words: List[str]) -> List[str]:
                  loud = annotate(List[str], [])
                  for i in range(torch.len(words)):
                    _0 = torch.append(loud, torch.add(torch.upper(words[i]), "! \\360\\237\\230\\200"))
                  return loud
                """), null, new Signature(List.of(new TensorSpec("words", DataType.BYTES, List.of(ANY))),
                List.of(new TensorSpec("loud", DataType.BYTES, List.of(ANY)))));
    }

    /** Counts to {@code x}, FP32 of shape (rows, 1), one by one, so that great numbers take long; gives how far it came. */
    public static Path counter(Path directory, String upload) {
        return write(directory, upload, code("""
                def forward(self: __torch__.Net, x: Tensor) -> Tensor:
                  n = int(torch.max(x))
                  y = torch.zeros_like(x)
                  for i in range(n):
                    y = torch.add(y, 1)
                  return y
                """), null, new Signature(List.of(floats("x", ANY, 1)), List.of(floats("y", ANY, 1))));
    }

    /** Gives back {@code x}, of shape (rows, 2), whatever its type. */
    public static Path echo(Path directory, String upload, DataType type) {
        return write(directory, upload, code("""
                def forward(self: __torch__.Net, x: Tensor) -> Tensor:
                  return torch.clone(x, memory_format=None)
                """), null, new Signature(List.of(new TensorSpec("x", type, List.of(ANY, 2))),
                List.of(new TensorSpec("y", type, List.of(ANY, 2)))));
    }

    /** ONNX that tells its own signature: {@code x}, FP32 of shape (rows, 2), to {@code y} = 2x + 1. */
    public static Path onnx(Path directory, String upload) {
        return onnx(directory, upload,
                new OnnxFile().input(floats("x", ANY, 2))
                        .constant("two", 2)
                        .constant("one", 1)
                        .node("Mul", "", List.of("x", "two"), "doubled")
                        .node("Add", "", List.of("doubled", "one"), "y")
                        .output(floats("y", ANY, 2)),
                new Signature(List.of(floats("x", ANY, 2)), List.of(floats("y", ANY, 2))));
    }

    /** Any network of ONNX. */
    public static Path onnx(Path directory, String upload, OnnxFile file, @Nullable Signature signature) {
        Path folder = folder(directory, upload);
        file.write(folder.resolve(Format.ONNX.file()));
        return seal(folder, upload, new Network(Format.ONNX, signature), null, null, null);
    }

    /** Images of any size, 8×8 after its steps, to the colour that is strongest in them: red, green or blue. */
    public static Path colours(Path directory, String upload) {
        ImageSteps steps = new ImageSteps(8, 8, ImageSteps.Color.RGB, 8, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5),
                ImageSteps.Layout.NCHW);
        Target target = new Target.Classes("colour", List.of("red", "green", "blue"));
        return seal(folder(directory, upload, code("""
                def forward(self: __torch__.Net, image: Tensor) -> Tensor:
                  return torch.mul(torch.mean(image, [2, 3]), 4)
                """)), upload, new Network(Format.TORCHSCRIPT, null), steps, null, target);
    }

    /**
     * Texts to a mood: each token has a weight, 1 for {@code good}, −1 for {@code bad} and 0 for any other, and the mean
     * {@code m} of a text's tokens gives the logits {@code −4m} and {@code 4m} of negative and positive.
     */
    public static Path moods(Path directory, String upload) {
        ScriptModule module = new ScriptModule(List.of(matrix("weights", 5, 1, 0, 0, 1, -1, 0)), """
                def forward(self: __torch__.Net, ids: Tensor, mask: Tensor) -> Tensor:
                  there = torch.to(torch.unsqueeze(mask, -1), 6)
                  total = torch.sum(torch.mul(torch.embedding(self.weights, ids), there), [1])
                  mean = torch.div(total, torch.clamp(torch.sum(there, [1]), 1, None))
                  return torch.mul(torch.cat([torch.neg(mean), mean], 1), 4)
                """);
        Path folder = folder(directory, upload, module);
        write(folder.resolve(VersionFolder.TOKENIZER), TOKENIZER);
        TextSteps steps = new TextSteps(16, false, List.of("input_ids", "attention_mask"));
        Target target = new Target.Classes("mood", List.of("negative", "positive"));
        return seal(folder, upload, new Network(Format.TORCHSCRIPT, null), null, steps, target);
    }

    /** Splits at blanks and knows four words. */
    private static final String TOKENIZER = """
            {"version": "1.0", "truncation": null, "padding": null,
             "added_tokens": [{"id": 0, "content": "[PAD]", "single_word": false, "lstrip": false, "rstrip": false,
                               "normalized": false, "special": true}],
             "normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "Whitespace"}, "post_processor": null,
             "decoder": null, "model": {"type": "WordLevel", "unk_token": "[UNK]",
             "vocab": {"[PAD]": 0, "[UNK]": 1, "good": 2, "bad": 3, "film": 4}}}
            """;

    private static Path write(
            Path directory,
            String upload,
            ScriptModule module,
            @Nullable Passing passing,
            Signature signature) {
        Network network = new Network(Format.TORCHSCRIPT, signature, passing);
        return seal(folder(directory, upload, module), upload, network, null, null, null);
    }

    private static Path folder(Path directory, String upload, ScriptModule module) {
        Path folder = folder(directory, upload);
        TorchScriptArchive.write(folder.resolve(Format.TORCHSCRIPT.file()), module);
        return folder;
    }

    private static Path folder(Path directory, String upload) {
        try {
            return Files.createDirectories(directory.resolve("version-" + upload));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the manifest of an uploaded version over the files that are there now. */
    public static Path seal(
            Path folder,
            String upload,
            Network network,
            @Nullable ImageSteps image,
            @Nullable TextSteps text,
            @Nullable Target target) {
        Manifest manifest = new Manifest(network, null, image, text, target, Fairness.NONE, ServingWishes.NONE,
                new Manifest.Source("upload", upload, null), CREATED, SampleVersion.hashes(folder));
        new VersionFolder(folder).write(VersionFolder.MANIFEST, manifest);
        return folder;
    }

    private static ScriptModule code(String forward) {
        return new ScriptModule(List.of(), forward);
    }

    private static Attribute matrix(String name, int rows, int columns, float... values) {
        return new Attribute(name, new long[]{rows, columns}, values, true);
    }

    private static Attribute vector(String name, float... values) {
        return new Attribute(name, new long[]{values.length}, values, true);
    }

    private static List<TensorSpec> pair(String first, String second) {
        return List.of(floats(first, ANY, 2), floats(second, ANY, 2));
    }

    private static TensorSpec floats(String name, Integer... shape) {
        return new TensorSpec(name, DataType.FP32, List.of(shape));
    }
}
