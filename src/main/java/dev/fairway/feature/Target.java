package dev.fairway.feature;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** The column that a model predicts, and how its raw output becomes a value of that column. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = Target.Classes.class, name = "classes"),
        @JsonSubTypes.Type(value = Target.Quantity.class, name = "quantity")})
public sealed interface Target {

    String name();

    /** @param labels the classes in the order of the model's logits, at least two */
    record Classes(String name, List<String> labels) implements Target {

        public Classes {
            labels = List.copyOf(labels);
        }
    }

    /**
     * A quantity, predicted in standard units of the training rows.
     *
     * @param mean what is added after scaling
     * @param scale what the model's output is multiplied with
     */
    record Quantity(String name, double mean, double scale) implements Target {}
}
