package dev.fairway.registry.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * An ONNX file (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto), read only as far as to know it by and to find
 * what it keeps in other files.
 */
final class OnnxFile {

    private static final int MODEL_IR_VERSION = 1;
    private static final int MODEL_GRAPH = 7;
    private static final int MODEL_OPSET = 8;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int NODE_ATTRIBUTE = 5;
    private static final int ATTRIBUTE_TENSOR = 5;
    private static final int ATTRIBUTE_GRAPH = 6;
    private static final int ATTRIBUTE_TENSORS = 10;
    private static final int ATTRIBUTE_GRAPHS = 11;
    private static final int TENSOR_EXTERNAL_DATA = 13;
    private static final int ENTRY_KEY = 1;
    private static final int ENTRY_VALUE = 2;
    /** Graphs lie within attributes of nodes, as the branches of an If; real models nest two or three. */
    private static final int DEEPEST = 32;

    private OnnxFile() {}

    /** Whether the file has what every ONNX model has: a version, a graph and the operators' versions. */
    static boolean isOne(Path file) {
        try {
            boolean versioned = false;
            boolean graph = false;
            boolean operators = false;
            for (Protobuf model = read(file); model.next();) {
                versioned |= model.field() == MODEL_IR_VERSION && !model.isMessage();
                graph |= model.field() == MODEL_GRAPH && model.isMessage();
                operators |= model.field() == MODEL_OPSET && model.isMessage();
            }
            return versioned && graph && operators;
        } catch (Protobuf.Malformed _) {
            return false;
        }
    }

    /**
     * The names of the files beside it that hold its larger tensors.
     *
     * @throws dev.fairway.contract.Refusal when it is damaged
     */
    static Set<String> dataFiles(Path file) {
        Set<String> found = new TreeSet<>();
        try {
            for (Protobuf model = read(file); model.next();) {
                if (model.field() == MODEL_GRAPH) {
                    graph(model.message(), found, 0);
                }
            }
        } catch (Protobuf.Malformed _) {
            throw ZipArchive.refused("is an ONNX model that is cut off or damaged; send it again");
        }
        return found;
    }

    private static void graph(Protobuf graph, Set<String> found, int depth) {
        if (depth > DEEPEST) {
            throw ZipArchive.refused("is an ONNX model with more than %d graphs within graphs".formatted(DEEPEST));
        }
        while (graph.next()) {
            if (graph.field() == GRAPH_INITIALIZER) {
                tensor(graph.message(), found);
            } else if (graph.field() == GRAPH_NODE) {
                node(graph.message(), found, depth);
            }
        }
    }

    private static void node(Protobuf node, Set<String> found, int depth) {
        while (node.next()) {
            if (node.field() == NODE_ATTRIBUTE) {
                attribute(node.message(), found, depth);
            }
        }
    }

    private static void attribute(Protobuf attribute, Set<String> found, int depth) {
        while (attribute.next()) {
            switch (attribute.field()) {
                case ATTRIBUTE_TENSOR, ATTRIBUTE_TENSORS -> tensor(attribute.message(), found);
                case ATTRIBUTE_GRAPH, ATTRIBUTE_GRAPHS -> graph(attribute.message(), found, depth + 1);
                default -> {
                }
            }
        }
    }

    private static void tensor(Protobuf tensor, Set<String> found) {
        while (tensor.next()) {
            if (tensor.field() == TENSOR_EXTERNAL_DATA) {
                location(tensor.message(), found);
            }
        }
    }

    private static void location(Protobuf entry, Set<String> found) {
        String key = "";
        String value = "";
        while (entry.next()) {
            if (entry.field() == ENTRY_KEY) {
                key = entry.text();
            } else if (entry.field() == ENTRY_VALUE) {
                value = entry.text();
            }
        }
        if (key.equals("location")) {
            found.add(value);
        }
    }

    /** The file as the system maps it: only the pages that are looked at are read. */
    private static Protobuf read(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            // The format itself ends at two gigabytes.
            long size = channel.size();
            if (size > Integer.MAX_VALUE) {
                throw new Protobuf.Malformed();
            }
            return new Protobuf(channel.map(FileChannel.MapMode.READ_ONLY, 0, size));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
