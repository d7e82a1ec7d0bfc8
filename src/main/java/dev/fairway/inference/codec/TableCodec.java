package dev.fairway.inference.codec;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Feature;
import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.Rows;
import dev.fairway.feature.Schema;
import dev.fairway.inference.Input;
import dev.fairway.inference.Output;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.Tensor;
import dev.fairway.tensor.TensorSpec;
import java.util.List;

/** Rows of named columns go in by the version's fitted steps; predictions of its target come out. */
public final class TableCodec implements Codec {

    private static final List<Integer> ANY = List.of(TensorSpec.ANY);

    private final Schema schema;
    private final Preprocessing.Fitted preprocessing;

    TableCodec(Schema schema, Preprocessing.Fitted preprocessing) {
        this.schema = schema;
        this.preprocessing = preprocessing;
    }

    public Schema schema() {
        return schema;
    }

    /** An input per column. */
    @Override
    public Signature signature() {
        return signature(schema);
    }

    public static Signature signature(Schema schema) {
        return new Signature(schema.features().stream().map(TableCodec::input).toList(),
                Meaning.specs(schema.target()));
    }

    private static TensorSpec input(Feature feature) {
        return new TensorSpec(feature.name(), switch (feature) {
            case Feature.Numeric _ -> DataType.FP64;
            case Feature.Categorical _,Feature.Time _ -> DataType.BYTES;
        }, ANY);
    }

    @Override
    public List<Tensor> encode(Input input) {
        return preprocessing.apply(rows(input));
    }

    @Override
    public Output decode(Input input, List<Tensor> outputs) {
        Tensor output = outputs.getFirst();
        NotFinite.check(output, rows(input));
        return new Output.Predicted(schema.predictions(output));
    }

    private static Rows rows(Input input) {
        if (input instanceof Input.Table(Rows rows)) {
            return rows;
        }
        throw Refusal.invalid("inputs", "this model reads rows of columns; send a tensor or a cell per column");
    }

    @Override
    public Input blank(int rows) {
        return new Input.Table(preprocessing.blank(rows));
    }
}
