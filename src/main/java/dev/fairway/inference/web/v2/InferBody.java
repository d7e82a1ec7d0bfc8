package dev.fairway.inference.web.v2;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.json.Contents;
import dev.fairway.inference.json.V2Input;
import dev.fairway.inference.json.V2Json;
import dev.fairway.inference.json.V2Request;
import dev.fairway.inference.web.Bodies;
import dev.fairway.tensor.Buffers;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The body of an inference request, which the binary tensor extension divides in two: a JSON document, and behind it the
 * elements of those inputs that are not in the document, one after another.
 */
final class InferBody {

    /** How many bytes the document has; without it, all are. */
    static final String HEADER = "Inference-Header-Content-Length";

    private final byte[] document;
    private final @Nullable BinaryPart behind;

    private InferBody(byte[] document, @Nullable BinaryPart behind) {
        this.document = document;
        this.behind = behind;
    }

    /**
     * @param memory lends the room for what is behind the document
     * @throws Refusal when the header is no number of bytes that the body has
     */
    static InferBody of(HttpServletRequest request, Buffers.Loan memory) {
        String header = request.getHeader(HEADER);
        if (header == null) {
            Bodies.checkJson(request);
            return of(Bodies.bytes(request));
        }
        Bodies.checkWhole(request);
        Bodies.checkEncoding(request);
        if (request.getContentLengthLong() < 0) {
            byte[] whole = Bodies.bytes(request);
            return divided(header.strip(), new ByteArrayInputStream(whole), whole.length, memory);
        }
        try {
            return divided(header.strip(), request.getInputStream(), Math.toIntExact(request.getContentLengthLong()),
                    memory);
        } catch (IOException _) {
            throw Bodies.brokenOff();
        }
    }

    private static InferBody divided(String header, InputStream body, int length, Buffers.Loan memory) {
        int document = document(header, length);
        return new InferBody(Bodies.bytes(body, document), new BinaryPart(body, memory, length - document));
    }

    /** A body that is nothing but the document. */
    static InferBody of(byte[] document) {
        return new InferBody(document, null);
    }

    private static int document(String header, int length) {
        if (header.isEmpty() || header.length() > 18 || !header.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Refusal.malformed(HEADER, "'%s' is no number of bytes".formatted(header));
        }
        long document = Long.parseLong(header);
        if (document > length) {
            throw Refusal.malformed(HEADER,
                    "says that the JSON part has %d bytes, but the whole body has %d".formatted(document, length));
        }
        return (int) document;
    }

    /** Whether there is no document: all of the body is one tensor. */
    boolean isRaw() {
        return document.length == 0 && left() > 0;
    }

    private int left() {
        return behind == null ? 0 : behind.left();
    }

    /** All that is behind the document. */
    byte[] rest() {
        return behind == null ? new byte[0] : behind.rest();
    }

    /** @throws Refusal when the document is none or not what the protocol asks for */
    V2Request request() {
        return V2Json.read(document, document.length);
    }

    /**
     * The tensors of the inputs, in the request's order.
     *
     * @param written makes the tensor of an input whose elements are in the document
     * @throws Refusal when an input is given twice, has no elements, or not as many as its shape asks for
     */
    List<Tensor> tensors(V2Request request, Function<V2Input, Tensor> written) {
        List<Tensor> tensors = new ArrayList<>(request.inputs().size());
        Set<String> names = new HashSet<>();
        for (V2Input input : request.inputs()) {
            if (!names.add(input.name())) {
                throw refused(input, "is given twice; send it once");
            }
            if (input.shape().contains(0)) {
                throw refused(input, "is empty; send at least one row");
            }
            tensors.add(switch (input.contents()) {
                case Contents.Elements _,Contents.Texts _ -> written.apply(input);
                case Contents.Binary(int size) -> binary(input, size);
                case Contents.Absent _ -> throw absent(input);
            });
        }
        checkComplete(tensors);
        return tensors;
    }

    private void checkComplete(List<Tensor> tensors) {
        if (tensors.isEmpty()) {
            throw Refusal.malformed("inputs", "is empty; send a tensor per input of the model");
        }
        if (left() > 0) {
            throw Refusal.malformed("body", "has %d bytes behind the last input".formatted(left()));
        }
    }

    private Tensor binary(V2Input input, int size) {
        DataType type = input.type();
        long needed = type == DataType.BYTES ? size : (long) input.elements() * type.size();
        if (size != needed) {
            throw refused(input, "the shape %s of %s needs %d bytes, but binary_data_size is %d"
                    .formatted(input.shape(), type, needed, size));
        }
        if (behind == null || size > behind.left()) {
            throw refused(input,
                    "binary_data_size is %d, but the body has %d bytes left for it".formatted(size, left()));
        }
        return tensor(input, behind.take(size));
    }

    private static Tensor tensor(V2Input input, ByteBuffer data) {
        checkFlags(input, data);
        try {
            return new Tensor(input.name(), input.type(), input.shape(), data);
        } catch (IllegalArgumentException e) {
            // Elements of BYTES that do not add up; of the other types everything has been looked at.
            throw refused(input, String.valueOf(e.getMessage()));
        }
    }

    private static void checkFlags(V2Input input, ByteBuffer data) {
        if (input.type() != DataType.BOOL) {
            return;
        }
        for (int i = 0; i < data.limit(); i++) {
            if ((data.get(i) & ~1) != 0) {
                throw refused(input, "element %d is no BOOL, which is a byte of 0 or 1".formatted(i));
            }
        }
    }

    private static Refusal absent(V2Input input) {
        return refused(input, input.parameters().containsKey("shared_memory_region")
                ? "shared memory is not spoken here; send data, or binary_data_size and the bytes behind the document"
                : "must have data, an array of its elements, or the parameter binary_data_size");
    }

    private static Refusal refused(V2Input input, String message) {
        return Refusal.malformed("inputs." + input.name(), message);
    }
}
