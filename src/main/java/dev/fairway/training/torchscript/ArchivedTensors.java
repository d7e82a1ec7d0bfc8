package dev.fairway.training.torchscript;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The tensors of a TorchScript archive, ours or one that libtorch wrote, without running it; and the same archive with
 * other tensors in their places. That is how a module gets another head: its code names its tensors and says nothing of
 * their extents.
 */
public final class ArchivedTensors {

    private static final String STATE = "/data.pkl";

    private final String root;
    private final Map<String, byte[]> entries;
    private final Map<String, Place> places = new LinkedHashMap<>();

    private ArchivedTensors(String root, Map<String, byte[]> entries) {
        this.root = root;
        this.entries = entries;
    }

    /**
     * @param shape extent of each dimension
     * @param values row by row
     */
    public record Tensor(List<Long> shape, float[] values) {

        public Tensor {
            shape = List.copyOf(shape);
        }
    }

    /**
     * Where a tensor stands in the pickle.
     *
     * @param numbers number of its elements, then the extents, then the strides
     */
    private record Place(String storage, String key, long offset, List<Pickled.Figure> numbers) {

        List<Long> shape() {
            return extents(1);
        }

        List<Long> strides() {
            return extents(1 + rank());
        }

        private int rank() {
            return (numbers.size() - 1) / 2;
        }

        private List<Long> extents(int from) {
            return numbers.subList(from, from + rank()).stream().map(Pickled.Figure::value).toList();
        }
    }

    /** @throws IOException when it cannot be read, or is no TorchScript */
    public static ArchivedTensors read(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        String state = entries.keySet()
                .stream()
                .filter(name -> name.endsWith(STATE))
                .min(Comparator.comparingInt(String::length))
                .orElseThrow(() -> new IOException("it is no TorchScript"));
        ArchivedTensors tensors = new ArchivedTensors(state.substring(0, state.length() - STATE.length()), entries);
        tensors.find("", Pickled.read(Objects.requireNonNull(entries.get(state))));
        return tensors;
    }

    /** Attributes in the order in which the modules declare them, those of inner modules by dotted names. */
    private void find(String path, Object value) {
        if (value instanceof Map<?, ?> attributes) {
            attributes.forEach((name, attribute) -> find(path.isEmpty() ? name.toString() : path + "." + name,
                    Objects.requireNonNull(attribute)));
        } else if (value instanceof List<?> arguments) {
            place(arguments).ifPresent(place -> places.put(path, place));
        }
    }

    /** Of {@code _rebuild_tensor_v2(storage, offset, shape, strides, …)}, where that is what the arguments are of. */
    private static Optional<Place> place(List<?> arguments) {
        if (arguments.size() < 4 || !(arguments.getFirst() instanceof List<?> storage)
                || storage.size() != 5
                || !storage.getFirst().equals("storage")
                || !(arguments.get(1) instanceof Pickled.Figure offset)) {
            return Optional.empty();
        }
        List<Pickled.Figure> numbers = new ArrayList<>();
        numbers.add((Pickled.Figure) storage.get(4));
        for (Object extents : arguments.subList(2, 4)) {
            ((List<?>) extents).forEach(extent -> numbers.add((Pickled.Figure) extent));
        }
        return Optional.of(new Place(storage.get(1).toString(), storage.get(2).toString(), offset.value(), numbers));
    }

    /** The names of all tensors, in the order in which the modules declare them. */
    public List<String> names() {
        return List.copyOf(places.keySet());
    }

    /** Its extents; empty where there is no such tensor. */
    public Optional<List<Long>> shape(String name) {
        return Optional.ofNullable(places.get(name)).map(Place::shape);
    }

    /**
     * Its numbers; where they are written as whole numbers with a scale for each output, what these stand for.
     *
     * @throws IllegalArgumentException when it holds something else than real numbers, one after the other
     */
    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(places.get(name)).map(place -> {
            Tensor tensor = tensor(name, place);
            Place scales = places.get(name + Reduction.SCALE);
            return scales == null || !place.storage().endsWith(Element.CHAR.storage()) ? tensor
                    : scaled(tensor, tensor(name, scales).values());
        });
    }

    private Tensor tensor(String name, Place place) {
        Element element = Element.of(place.storage())
                .orElseThrow(() -> new IllegalArgumentException(name + " does not hold real numbers"));
        if (!place.strides().equals(strides(place.shape()))) {
            throw new IllegalArgumentException(name + " does not hold its numbers row by row");
        }
        ByteBuffer raw = ByteBuffer.wrap(Objects.requireNonNull(entries.get(storage(place))))
                .order(ByteOrder.LITTLE_ENDIAN)
                .position((int) place.offset() * element.bytes());
        float[] values = new float[(int) elements(place.shape())];
        for (int i = 0; i < values.length; i++) {
            values[i] = element.get(raw);
        }
        return new Tensor(place.shape(), values);
    }

    /** A matrix of whole numbers has a scale for each output. */
    private static Tensor scaled(Tensor tensor, float[] scales) {
        int width = tensor.values().length / scales.length;
        float[] values = tensor.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= scales[i / width];
        }
        return new Tensor(tensor.shape(), values);
    }

    /**
     * Writes the archive with other tensors in the places of some of its own, of as many dimensions each.
     *
     * @throws IllegalArgumentException when one of these is not in single precision, or shares its numbers with another
     */
    public void write(Path file, Map<String, Tensor> others) {
        Map<String, byte[]> written = new LinkedHashMap<>(entries);
        byte[] pickle = Objects.requireNonNull(entries.get(root + STATE));
        List<Edit> edits = new ArrayList<>();
        others.forEach((name, tensor) -> {
            Place place = Objects.requireNonNull(places.get(name), name);
            if (Element.of(place.storage()).filter(Element.FLOAT::equals).isEmpty()) {
                throw new IllegalArgumentException(name + " is not in single precision");
            }
            if (places.values().stream().filter(other -> other.key().equals(place.key())).count() > 1) {
                throw new IllegalArgumentException(name + " shares its numbers with another tensor");
            }
            edits.addAll(edits(place, tensor));
            written.put(storage(place), raw(tensor));
        });
        written.put(root + STATE, edited(pickle, edits));
        TorchScriptArchive.write(file, written);
    }

    private String storage(Place place) {
        return root + "/data/" + place.key();
    }

    /** Other bytes for those from one place to another. */
    private record Edit(int from, int to, byte[] bytes) {}

    private static List<Edit> edits(Place place, Tensor tensor) {
        List<Long> numbers = new ArrayList<>();
        numbers.add((long) tensor.values().length);
        numbers.addAll(tensor.shape());
        numbers.addAll(strides(tensor.shape()));
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            Pickled.Figure before = place.numbers().get(i);
            edits.add(new Edit(before.from(), before.to(), PickleWriter.opcodes(numbers.get(i))));
        }
        return edits;
    }

    private static byte[] edited(byte[] pickle, List<Edit> edits) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        for (Edit edit : edits.stream().sorted(Comparator.comparingInt(Edit::from)).toList()) {
            bytes.write(pickle, at, edit.from() - at);
            bytes.writeBytes(edit.bytes());
            at = edit.to();
        }
        bytes.writeBytes(Arrays.copyOfRange(pickle, at, pickle.length));
        return bytes.toByteArray();
    }

    private static byte[] raw(Tensor tensor) {
        ByteBuffer raw = ByteBuffer.allocate(tensor.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(tensor.values());
        return raw.array();
    }

    private static long elements(List<Long> shape) {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /** Of a contiguous tensor. */
    private static List<Long> strides(List<Long> shape) {
        List<Long> strides = new ArrayList<>();
        long stride = 1;
        for (long extent : shape.reversed()) {
            strides.addFirst(stride);
            stride *= extent;
        }
        return strides;
    }
}
