package dev.fairway.inference.json;

import dev.fairway.contract.Refusal;
import dev.fairway.tensor.DataType;
import java.util.List;

/**
 * Reads the {@code data} of an input: an array of its elements, flat or nested.
 *
 * @param name of the input
 * @param count how many elements the shape says there are
 */
record TensorData(String name, DataType type, List<Integer> shape, int count) {

    /** @throws Refusal when it is malformed, or not as the shape and the datatype say */
    Contents read(JsonCursor json) {
        // Each element takes a character and what parts it from the next one, so a shape cannot claim much memory.
        if (count > json.end - json.at) {
            throw miscounted("fewer");
        }
        Elements elements = Elements.of(type, count, json, place());
        int read = read(json, elements, new Nesting(place(), shape));
        if (read != count) {
            throw miscounted(Integer.toString(read));
        }
        return elements.contents();
    }

    private int read(JsonCursor json, Elements elements, Nesting nesting) {
        int read = 0;
        json.expect('[');
        nesting.open(0);
        boolean open = true;
        while (open) {
            int next = json.peek();
            if (next == '[') {
                json.at++;
                nesting.open(read);
                if (json.peek() != ']') {
                    continue;
                }
            } else if (next < 0) {
                throw json.malformed("it ends within an array");
            } else if (next != ']') {
                nesting.element();
                if (read == count) {
                    throw miscounted("more");
                }
                read = run(json, elements, read);
            }
            open = goesOn(json, nesting, read);
        }
        return read;
    }

    /** Reads elements for as long as one follows another with a comma and at most a space in between, as most do. */
    private int run(JsonCursor json, Elements elements, int from) {
        byte[] bytes = json.bytes;
        int read = from;
        while (true) {
            elements.read(read);
            read = elements.readMore(read + 1);
            int comma = json.at;
            if (read == count || comma + 2 >= json.end || bytes[comma] != ',') {
                return read;
            }
            int next = bytes[comma + 1] == ' ' ? comma + 2 : comma + 1;
            if (bytes[next] <= ' ' || bytes[next] == '[' || bytes[next] == ']') {
                return read;
            }
            json.at = next;
        }
    }

    /** Takes closing brackets and the comma before the next element; gives false behind the last bracket. */
    private static boolean goesOn(JsonCursor json, Nesting nesting, int read) {
        while (json.takes(']')) {
            if (nesting.close(read)) {
                return false;
            }
        }
        json.expect(',');
        if (json.peek() == ']') {
            throw json.malformed("a value is expected after the comma, not ]");
        }
        return true;
    }

    private String place() {
        return "inputs." + name + ".data";
    }

    private Refusal miscounted(String read) {
        return Refusal.malformed("inputs." + name,
                "the shape %s needs %d elements, but data has %s".formatted(shape, count, read));
    }
}
