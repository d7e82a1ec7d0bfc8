package dev.fairway.inference.web;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Schema;
import dev.fairway.inference.DeclaredAttributes;
import dev.fairway.inference.codec.TableCodec;
import dev.fairway.inference.version.ServedVersion;
import org.springframework.stereotype.Component;

/** Makes the columns that a request to a version may fill. */
@Component
class Declared {

    private final DeclaredAttributes attributes;

    Declared(DeclaredAttributes attributes) {
        this.attributes = attributes;
    }

    Columns columns(ServedVersion version) {
        return new Columns(schema(version).features(), attributes.of(version.id()));
    }

    static Schema schema(ServedVersion version) {
        if (version.codec() instanceof TableCodec table) {
            return table.schema();
        }
        throw new Refusal(Refusal.Kind.UNSUPPORTED, "this model reads no rows of columns");
    }
}
