package dev.fairway.inference.web.v1;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.Input;
import dev.fairway.tensor.Signature;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads what a model of bare tensors is asked. In {@code instances} each element is a row: the value of the one input, or
 * an object with a value per input. In {@code inputs} each value is a whole tensor, rows and all.
 */
final class TensorBody implements V1Body.Filling {

    private final JsonParser json;
    private final List<NestedTensor> inputs;

    TensorBody(JsonParser json, Signature signature) {
        this.json = json;
        this.inputs = signature.inputs().stream().map(NestedTensor::new).toList();
    }

    @Override
    public void instance(int row) {
        String place = "instances[%d]".formatted(row);
        if (json.currentToken() == JsonToken.START_OBJECT) {
            named(place, row, true);
        } else {
            only(place).readPart(json, place);
        }
    }

    @Override
    public Input rows(int count) {
        return new Input.Tensors(inputs.stream().map(input -> input.tensor(true, "instances")).toList());
    }

    @Override
    public Input inputs() {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            named("inputs", 0, false);
        } else {
            only("inputs").read(json, "inputs");
        }
        return new Input.Tensors(inputs.stream().map(input -> input.tensor(false, "inputs." + input.name())).toList());
    }

    /** Reads an object with a value per input. */
    private void named(String place, int before, boolean parts) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            if (name.equals(Elements.B64) && inputs.size() == 1 && inputs.getFirst().isBytes()) {
                json.nextToken();
                inputs.getFirst().readDecoded(json, place, parts);
                return;
            }
            NestedTensor input = find(name, place);
            String field = place + "." + name;
            if (input.count() > before) {
                throw Refusal.malformed(field, "is given twice; send it once");
            }
            json.nextToken();
            read(input, field, parts);
        }
        for (NestedTensor input : inputs) {
            if (input.count() == before) {
                throw Refusal.invalid(place + "." + input.name(), "is missing; send a value per input of the model");
            }
        }
    }

    private void read(NestedTensor input, String field, boolean part) {
        if (part) {
            input.readPart(json, field);
        } else {
            input.read(json, field);
        }
    }

    private NestedTensor find(String name, String place) {
        return inputs.stream()
                .filter(input -> input.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(place, "%s is no input of this model; its inputs are %s"
                        .formatted(name, inputs.stream().map(NestedTensor::name).toList())));
    }

    private NestedTensor only(String place) {
        if (inputs.size() > 1) {
            throw Refusal.invalid(place, "must be an object with a value for each of %s"
                    .formatted(inputs.stream().map(NestedTensor::name).toList()));
        }
        return inputs.getFirst();
    }
}
